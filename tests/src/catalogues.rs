//! Random catalogues with everything in them that was ever lost on a way, and what of an entry must not be.

use crate::random::Random;
use canevas_diagnostics::{SourceId, Sources, Span};
use canevas_project::{PoEntry, PoFile};
use canevas_syntax::{SourceText, Sp};
use canevas_translate::{ImportedFile, XliffHeader, XliffVersion, parse_xliff, write_xliff};

/// Parts of texts.
const PARTS: &[&str] = &[
    "a < b & \"c\" 'd'",
    "]]> <!-- & &amp; </source> <x id=\"1\"/>",
    "{country.of}",
    "{period.to}",
    "{{not one}",
    "{un closed",
    "{}",
    "[the site](https://a.org/x?y=1&z=2)",
    "[**bold** {edition}](https://a.org/{edition})",
    "[no link]",
    "[half](  and",
    "\n\n- one\n- two\n",
    "\\ back \\n slash",
    "\tafter a tab",
    " ",
    "العربية",
    "😀 e\u{301}\u{202f}!",
    "#~ msgid \"x\"",
    "«\u{a0}oui\u{a0}»",
];

/// A text of some parts; never empty.
pub fn text(random: &mut Random) -> String {
    (0..=random.below(4)).map(|_| *random.pick(PARTS)).collect::<Vec<_>>().join(if random.percent(50) {
        " "
    } else {
        ""
    })
}

/// A catalogue of some entries.
pub fn catalogue(random: &mut Random) -> PoFile {
    let nowhere = Span::new(SourceId(0), 0..0);
    let header = "Project-Id-Version: a/b 2024\nLanguage: en\nContent-Type: text/plain; charset=UTF-8\n";
    let mut file = PoFile { header: header.to_owned(), ..PoFile::empty(nowhere) };
    for number in 0..random.between(1, 6) {
        let key = format!("list.step_status.o{number}.label");
        let translated = random.percent(80);
        let translation = if translated { text(random) } else { String::new() };
        let opaque = |text: String| SourceText::opaque(text, nowhere);
        let mut entry = PoEntry::new(Sp::new(key, nowhere), opaque(text(random)), opaque(translation));
        entry.fuzzy = translated && random.percent(30);
        entry.previous = (entry.fuzzy && random.percent(60)).then(|| text(random));
        entry.notes = vec!["kind: Option".to_owned(), "section: What <you> do & say".to_owned()];
        for comment in ["who: the ministry", "", "  < & \" ]]>", "a: b"] {
            if random.percent(25) {
                entry.comments.push(comment.to_owned());
            }
        }
        if random.percent(40) {
            entry.flags.push("max-length:120".to_owned());
        }
        file.entries.push(entry);
    }
    file
}

/// What of an entry no way may lose.
pub type Told = (String, String, String, bool, Option<String>, Vec<String>, Vec<String>, Vec<String>);

/// What a file tells.
pub fn told(file: &PoFile) -> Vec<Told> {
    let of = |entry: &PoEntry| {
        let (key, source, translation) = (&entry.context.value, &entry.id.value, &entry.text.value);
        (
            key.clone(),
            source.clone(),
            translation.clone(),
            entry.fuzzy,
            entry.previous.clone(),
            entry.comments.clone(),
            entry.notes.clone(),
            entry.flags.clone(),
        )
    };
    file.entries.iter().map(of).collect()
}

/// A file for a tool.
pub fn xliff(file: &PoFile, version: XliffVersion) -> String {
    write_xliff(file, version, &XliffHeader { form: "a/b", edition: "2024", source: "fr", target: "en" })
}

/// What comes back of a file for a tool; what is wrong with it as sentences.
pub fn read_xliff(text: &str) -> (ImportedFile, Vec<String>) {
    let mut sources = Sources::default();
    let id = sources.add("a.en.xlf", text);
    let (back, findings) = parse_xliff(id, sources.get(id));
    (back, findings.iter().map(|finding| finding.message.clone()).collect())
}
