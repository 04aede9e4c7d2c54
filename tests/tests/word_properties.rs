//! No word that someone typed is lost: generated forms, filled in at random, damaged at random, and read back.
#![allow(clippy::unwrap_used, reason = "a test stops where it fails")]

use canevas_docx::read::{ReadReturn, answers, read};
use canevas_tests::compiled::Compiled;
use canevas_tests::generate::generate;
use canevas_tests::random::Random;
use canevas_tests::word::{blank, xml};
use serde_json::{Value, json};

const DOCUMENT: &str = "word/document.xml";
const LOSSES: [&str; 5] = ["tags", "repeating sections", "controls", "bookmarks", "hidden xml"];

/// The tags of a document's places to answer, each with how many come before it with the same.
fn places(document: &str) -> Vec<(String, usize)> {
    let mut out: Vec<(String, usize)> = Vec::new();
    for control in document.split("<w:tag w:val=\"").skip(1) {
        let (tag, rest) = control.split_once('"').unwrap();
        // The control over all rows holds others.
        let own = rest.split_once("</w:sdtPr>").unwrap().0;
        if !own.contains("<w15:repeatingSection/>") {
            let nth = out.iter().filter(|(known, _)| known == tag).count();
            out.push((tag.to_owned(), nth));
        }
    }
    out
}

/// Everything that was read: answers, facts, what is no value, and text in no answer.
fn read_texts(read: &ReadReturn) -> String {
    let part = |name: &str| read.json.get(name).map_or_else(String::new, Value::to_string);
    let stray: Vec<&str> = read.report.stray.iter().map(|stray| stray.text.as_str()).collect();
    format!("{} {} {} {}", part("facts"), part("answers"), part("unread"), stray.join(" "))
}

/// A label that someone edits: its first word goes.
fn edit_a_label(document: &mut String, random: &mut Random) {
    let labels: Vec<usize> = document.match_indices("<w:t>").map(|(at, sign)| at + sign.len()).collect();
    let at = *random.pick(&labels);
    let end = at + document[at..].find("</w:t>").unwrap();
    let label = &document[at..end];
    if !label.contains("zq") && !label.contains('☐') && !label.contains('☒') {
        let rest = label.split_once(' ').map_or("", |(_, rest)| rest).to_owned();
        document.replace_range(at..end, &rest);
    }
}

/// One form, filled and damaged; the words that got lost, with what was done.
fn lost(seed: u64) -> Vec<String> {
    let mut random = Random::new(seed);
    let generated = generate(&mut random);
    let country = random.percent(50).then_some(generated.country);
    let compiled = Compiled::new(&generated.form, country.as_deref()).unwrap();
    let copy = compiled.copy();
    let language = compiled.model.source_language.clone();
    let mut parts = xml::parts(&blank(&copy, language.tag()).unwrap()).unwrap();
    let mut typed: Vec<String> = Vec::new();
    let mut word = |random: &mut Random| {
        typed.push(format!("zq{}w", typed.len()));
        let last = typed.last().unwrap().clone();
        match random.below(4) {
            0 => format!("{last} & <x>"),
            1 => format!("- un\n\n- {last}"),
            2 => format!("عربية {last}"),
            _ => last,
        }
    };
    let mut chance = *random.pick(&[20, 60, 95]);
    for (tag, nth) in places(&parts[DOCUMENT]) {
        if random.percent(chance) {
            let ticks = tag.contains('=') || tag.contains('~');
            let value = if ticks { json!(true) } else { json!(word(&mut random)) };
            xml::put(&mut parts, &tag, nth, &value, random.percent(10)).unwrap();
        }
    }
    let mut done = Vec::new();
    if random.percent(10) {
        // What is typed outside of places has no copy in the hidden XML.
        xml::lose(&mut parts, "body").unwrap();
        done.push("body");
        chance = 0;
    }
    for _ in 0..if chance == 0 { 0 } else { random.below(5) } {
        let how = random.below(3);
        let sign = ["</w:t></w:r>", "</w:p>", "<w:r><w:t>"][how];
        let document = parts.get_mut(DOCUMENT).unwrap();
        let at = document.match_indices(sign).map(|(at, _)| at).collect::<Vec<_>>();
        let at = *random.pick(&at) + if how == 1 { 0 } else { sign.len() };
        let text = word(&mut random).replace('&', "&amp;").replace('<', "&lt;");
        let piece = if how == 2 {
            format!("{text} ")
        } else {
            format!("<w:r><w:t xml:space=\"preserve\"> {text} </w:t></w:r>")
        };
        document.insert_str(at, &piece);
    }
    for _ in 0..if chance == 0 { 0 } else { random.below(4) } {
        edit_a_label(parts.get_mut(DOCUMENT).unwrap(), &mut random);
    }
    for what in LOSSES {
        if chance > 0 && random.percent(45) {
            xml::lose(&mut parts, what).unwrap();
            done.push(what);
        }
    }
    let opened = read(&xml::file(&parts).unwrap()).unwrap();
    let found = read_texts(&answers(&opened, &copy, &language));
    let missing = typed.iter().filter(|word| !found.contains(word.as_str()));
    missing.map(|word| format!("seed {seed}: {word} is lost after losing {done:?}\n{found}")).collect()
}

#[test]
fn no_word_is_lost() {
    let lost: Vec<String> = (0..250).flat_map(lost).collect();
    assert!(lost.is_empty(), "{} words: {}", lost.len(), lost[..lost.len().min(5)].join("\n"));
}
