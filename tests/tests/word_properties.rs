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
    let unplaced: Vec<&str> = read.report.unplaced.iter().map(|text| text.text.as_str()).collect();
    format!("{} {} {} {}", part("facts"), part("answers"), part("unread"), unplaced.join(" "))
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

/// A form, its blank filled in at random, and the words that were typed. Now and then changes are recorded.
struct Filled {
    compiled: Compiled,
    parts: xml::Parts,
    typed: Vec<String>,
}

impl Filled {
    fn new(random: &mut Random) -> Self {
        let generated = generate(random);
        let country = random.percent(50).then_some(generated.country);
        let compiled = Compiled::new(&generated.form, country.as_deref()).unwrap();
        let file = blank(&compiled.copy(), compiled.model.source_language.tag()).unwrap();
        let mut filled = Self { compiled, parts: xml::parts(&file).unwrap(), typed: Vec::new() };
        let chance = *random.pick(&[20, 60, 95]);
        for (tag, nth) in places(&filled.parts[DOCUMENT]) {
            if random.percent(chance) {
                let ticks = tag.contains('=') || tag.contains('~');
                let value = if ticks { json!(true) } else { json!(filled.word(random)) };
                xml::put(&mut filled.parts, &tag, nth, &value, random.percent(10)).unwrap();
            }
        }
        filled
    }

    /// Text with a word that stands nowhere else.
    fn word(&mut self, random: &mut Random) -> String {
        let word = format!("zq{}w", self.typed.len());
        self.typed.push(word.clone());
        match random.below(4) {
            0 => format!("{word} & <x>"),
            1 => format!("- un\n\n- {word}"),
            2 => format!("عربية {word}"),
            _ => word,
        }
    }

    fn read(&self) -> ReadReturn {
        let opened = read(&xml::file(&self.parts).unwrap()).unwrap();
        answers(&opened, &self.compiled.copy(), &self.compiled.model.source_language)
    }
}

/// One form, filled and damaged; the words that got lost, with what was done.
fn lost(seed: u64) -> Vec<String> {
    let mut random = Random::new(seed);
    let mut filled = Filled::new(&mut random);
    let mut done = Vec::new();
    if random.percent(10) {
        // What is typed outside of places has no copy in the hidden XML.
        xml::lose(&mut filled.parts, "body").unwrap();
        done.push("body");
    }
    let has_body = done.is_empty();
    for _ in 0..if has_body { random.below(5) } else { 0 } {
        let how = random.below(3);
        let sign = ["</w:t></w:r>", "</w:p>", "<w:r><w:t>"][how];
        let text = filled.word(&mut random).replace('&', "&amp;").replace('<', "&lt;");
        let document = filled.parts.get_mut(DOCUMENT).unwrap();
        let at = document.match_indices(sign).map(|(at, _)| at).collect::<Vec<_>>();
        let at = *random.pick(&at) + if how == 1 { 0 } else { sign.len() };
        let piece = if how == 2 {
            format!("{text} ")
        } else {
            format!("<w:r><w:t xml:space=\"preserve\"> {text} </w:t></w:r>")
        };
        document.insert_str(at, &piece);
    }
    for _ in 0..if has_body { random.below(4) } else { 0 } {
        edit_a_label(filled.parts.get_mut(DOCUMENT).unwrap(), &mut random);
    }
    for what in LOSSES {
        if has_body && random.percent(45) {
            xml::lose(&mut filled.parts, what).unwrap();
            done.push(what);
        }
    }
    let found = read_texts(&filled.read());
    let missing = filled.typed.iter().filter(|word| !found.contains(word.as_str()));
    missing.map(|word| format!("seed {seed}: {word} is lost after losing {done:?}\n{found}")).collect()
}

#[test]
fn no_word_is_lost() {
    let lost: Vec<String> = (0..250).flat_map(lost).collect();
    assert!(lost.is_empty(), "{} words: {}", lost.len(), lost[..lost.len().min(5)].join("\n"));
}

/// Whatever else is gone: where bookmarks or bindings are left, every answer is where it was.
#[test]
fn every_answer_stays_where_it_was() {
    for seed in 0..250 {
        let mut random = Random::new(seed);
        let mut filled = Filled::new(&mut random);
        let whole = filled.read();
        let keeps = *random.pick(&["bookmarks", "controls"]);
        for what in LOSSES.into_iter().filter(|what| *what != keeps) {
            if random.percent(60) {
                xml::lose(&mut filled.parts, what).unwrap();
            }
        }
        let damaged = filled.read();
        for part in ["facts", "answers", "unread"] {
            assert_eq!(damaged.json[part], whole.json[part], "seed {seed}, {part}");
        }
        assert_eq!(damaged.report.unplaced, [], "seed {seed}");
    }
}
