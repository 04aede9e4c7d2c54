//! translate status, extract, import, add and glossary.

use crate::support::{Memory, Page, names};
use canevas_operations::Conclusion;
use canevas_operations::translate::{
    ExtractRequest, ImportRequest, StatusRequest, XliffVersion, add_language, extract, glossary, import, status,
};

/// A catalogue that a translator sends back: one text is new, and one waits for review.
const SENT_BACK: &str = r#"msgid ""
msgstr ""
"Language: fr\n"

msgctxt "section.work.title"
msgid "Work"
msgstr "Travaux"

#, fuzzy
msgctxt "question.status.ask"
msgid "Where does the work stand?"
msgstr "Où en sont les travaux ?"
"#;

#[test]
fn status_counts_the_texts_of_each_language() {
    let mut memory = Memory::new();
    memory.replace("2024/form.yaml", "title: Work", "title: Works");
    memory.replace("2024/locales/fr.po", "msgstr \"Prévu\"", "msgstr \"\"");
    let mut page = Page::default();
    let all = status(memory.project(), &StatusRequest::default()).unwrap();
    page.head("translate status").line(&all.table());
    page.head("translate status --format json").line(&all.json().unwrap());
    page.head("translate status --format badge").line(&all.badge().unwrap_err()).paths(&all.badge_edits("badges"));
    let one = status(memory.project(), &StatusRequest { names: names(["2024"]), languages: names(["fr"]) }).unwrap();
    page.head("translate status 2024 --language fr --format badge").line(&one.badge().unwrap());
    let unknown = StatusRequest { names: names(["2024"]), languages: names(["es"]) };
    page.head("translate status 2024 --language es").refusal(&status(memory.project(), &unknown).unwrap_err());
    page.is_expected("status");
}

#[test]
fn extract_renews_catalogues() {
    let mut memory = Memory::new();
    memory.replace("2024/form.yaml", "title: Work", "title: Works");
    let mut page = Page::default();
    let request = ExtractRequest { names: names(["2024"]), ..ExtractRequest::default() };
    let xliff = ExtractRequest { xliff: Some(("out".to_owned(), XliffVersion::V2_1)), ..request.clone() };
    for (title, request) in [("translate extract 2024", request), ("translate extract 2024 --xliff out", xliff)] {
        for catalogue in extract(memory.project(), &request).unwrap() {
            let extracted = &catalogue.extracted;
            page.head(title).edits(std::slice::from_ref(&catalogue.edit));
            page.line(&format!("new {}, changed {}, gone {}", extracted.new, extracted.changed.len(), extracted.gone));
        }
    }
    page.is_expected("extract");
}

#[test]
fn a_file_with_new_translations_is_not_replaced() {
    let mut memory = Memory::new();
    let xliff = Some(("out".to_owned(), XliffVersion::V1_2));
    let request = ExtractRequest { names: names(["2024"]), xliff, ..ExtractRequest::default() };
    let sent = extract(memory.project(), &request).unwrap();
    let edits: Vec<_> = sent.into_iter().map(|catalogue| catalogue.edit).collect();
    memory.carry_out(&edits);
    // Sent out again, before and after a text of the form changed: nothing is lost.
    assert!(extract(memory.project(), &request).is_ok());
    memory.replace("2024/form.yaml", "title: Work", "title: Works");
    assert!(extract(memory.project(), &request).is_ok());
    let mut page = Page::default();
    let (name, before) = (edits[0].path().to_owned(), memory.text(edits[0].path()));
    let translated = before.replace(">Travail<", ">Le travail<");
    assert_ne!(before, translated);
    for (title, text) in [("a translation that was not taken", translated.as_str()), ("no XLIFF", "lost")] {
        memory.write(&name, text);
        page.head(title).refusal(&extract(memory.project(), &request).unwrap_err());
        assert!(extract(memory.project(), &ExtractRequest { force: true, ..request.clone() }).is_ok());
    }
    page.is_expected("extract-refused");
}

#[test]
fn import_takes_a_file_as_a_whole_or_not_at_all() {
    let mut memory = Memory::new();
    let mut page = Page::default();
    let request = ImportRequest { file: "back/fr.po".to_owned(), edition: "2024".to_owned(), language: None };
    let broken = SENT_BACK.replace("msgstr \"Travaux\"", "msgstr \"Travaux {until}\"");
    for (title, text) in [("a good file", SENT_BACK), ("one text with an unknown placeholder", &broken)] {
        memory.write("back/fr.po", text);
        let outcome = import(memory.project(), &request).unwrap();
        page.head(title).findings(std::slice::from_ref(&outcome.findings)).value(&outcome.conclusion());
        page.line(&format!("{} taken, {} waiting, {} untouched", outcome.taken, outcome.waiting, outcome.untouched));
        page.edits(outcome.edit.as_slice());
    }
    let unnamed = ImportRequest { file: "2024/form.yaml".to_owned(), language: Some("es".to_owned()), ..request };
    page.head("a language that the form does not have").refusal(&import(memory.project(), &unnamed).unwrap_err());
    page.is_expected("import");
}

#[test]
fn a_file_says_its_language_by_its_name_or_its_head() {
    let mut memory = Memory::new();
    let request = |file: &str| ImportRequest { file: file.to_owned(), edition: "2024".to_owned(), language: None };
    for name in ["back/fr.po", "back/demo-report-2024.fr-FR.po", "back/fr_CM.po", "back/FR.po", "back/returned.po"] {
        memory.write(name, SENT_BACK);
        assert!(import(memory.project(), &request(name)).unwrap().edit.is_some(), "{name}");
    }
    let mut page = Page::default();
    for (name, text) in [
        ("back/dtd.xlf", "<!DOCTYPE xliff><xliff version=\"1.2\"/>"),
        ("back/old.xlf", "<xliff version=\"1.0\"/>"),
        ("back/cut.xlf", "<xliff version=\"1.2\"><file>"),
    ] {
        memory.write(name, text);
        let outcome = import(memory.project(), &request(name)).unwrap();
        page.head(name).findings(std::slice::from_ref(&outcome.findings)).value(&outcome.conclusion());
        assert!(outcome.edit.is_none());
    }
    memory.write("back/it.po", SENT_BACK.replace("Language: fr", "Language: it"));
    page.head("another language").refusal(&import(memory.project(), &request("back/it.po")).unwrap_err());
    page.is_expected("import-language");
}

#[test]
fn a_language_is_added_with_its_catalogue() {
    let memory = Memory::new();
    let mut page = Page::default();
    let added = add_language(memory.project(), "2024", "pt").unwrap();
    page.head("translate add pt 2024").line(&format!("{} of {} texts are open", added.open, added.total));
    page.edits(&added.edits);
    for tag in ["fr", "en-XA", "not a tag"] {
        page.head(&format!("translate add {tag} 2024"));
        page.refusal(&add_language(memory.project(), "2024", tag).unwrap_err());
    }
    page.is_expected("add-language");
}

#[test]
fn the_glossary_leaves_as_tbx() {
    let memory = Memory::new();
    let mut page = Page::default();
    let exchange = glossary(memory.project(), "2024").unwrap();
    page.head("translate glossary 2024").line(&format!("{} term", exchange.terms)).line(&exchange.tbx);
    page.head("translate glossary 2025").refusal(&glossary(memory.project(), "2025").unwrap_err());
    page.is_expected("glossary");
}

/// Renews the catalogue of 2024, and gives it.
fn renewed(memory: &mut Memory) -> String {
    let request = ExtractRequest { names: names(["2024"]), ..ExtractRequest::default() };
    let edits: Vec<_> = extract(memory.project(), &request).unwrap().into_iter().map(|done| done.edit).collect();
    memory.carry_out(&edits);
    memory.text("2024/locales/fr.po")
}

const STATUS: &str = "- id: status\n        type: single_choice\n        ask: Where does the work stand?";

#[test]
fn a_translation_that_was_put_aside_comes_back_with_its_text() {
    let form = Memory::new().text("2024/form.yaml");
    let before = renewed(&mut Memory::new());
    let partner = "      - id: partner\n        type: text\n        ask: Who took part in the work?\n";
    // Another id and text, an option that goes, a question that goes, a section with another id and title.
    for (from, to) in [
        (STATUS, "- id: standing\n        type: single_choice\n        ask: How is it going?"),
        ("          begun: Begun\n", ""),
        (partner, ""),
        ("- id: work\n    title: Work", "- id: doings\n    title: What was done"),
    ] {
        let mut memory = Memory::new();
        memory.replace("2024/form.yaml", from, to);
        // Twice: what was put aside stays there.
        let aside = renewed(&mut memory);
        assert!(aside.contains("#~ msgctxt"), "{from}");
        assert_eq!(renewed(&mut memory), aside);
        memory.write("2024/form.yaml", form.clone());
        assert_eq!(renewed(&mut memory), before, "{from}");
    }
}

#[test]
fn a_translation_that_comes_back_to_another_source_waits_for_review() {
    let mut memory = Memory::new();
    memory.replace(
        "2024/form.yaml",
        STATUS,
        &STATUS.replace("id: status", "id: standing").replace("does the", "may the"),
    );
    // An entry without a translation, beside the one that was put aside.
    let aside = renewed(&mut memory);
    memory.write(
        "2024/locales/fr.po",
        format!("{aside}\n# ask the ministry\nmsgctxt \"question.status.ask\"\nmsgid \"x\"\nmsgstr \"\"\n"),
    );
    memory.replace("2024/form.yaml", "- id: standing", "- id: status");
    memory.replace("2024/form.yaml", "Where may the work stand?", "Where do the works stand?");
    let back = renewed(&mut memory);
    let entry = "# ask the ministry\n#. kind";
    let waits = "#, fuzzy, max-length:500\n#| msgid \"Where does the work stand?\"\nmsgctxt \"question.status.ask\"\nmsgid \"Where do the works stand?\"\nmsgstr \"Où en est le travail ?\"\n";
    assert!(back.contains(waits) && back.contains(entry) && !back.contains("#~"), "{back}");
}

#[test]
fn a_file_that_says_no_language_or_is_no_catalogue_is_refused_as_what_it_is() {
    let mut memory = Memory::new();
    let xliff = Some(("out".to_owned(), XliffVersion::V1_2));
    let sent =
        extract(memory.project(), &ExtractRequest { names: names(["2024"]), xliff, ..ExtractRequest::default() });
    let edits: Vec<_> = sent.unwrap().into_iter().map(|done| done.edit).collect();
    memory.carry_out(&edits);
    let good = memory.text(edits[0].path());
    let request = |file: &str| ImportRequest { file: file.to_owned(), edition: "2024".to_owned(), language: None };
    // Tools give XLIFF many names.
    for name in ["back/a.xml", "back/a.mxliff", "back/a.sdlxliff", "back/a.txt", "back/a"] {
        memory.write(name, good.clone());
        assert!(import(memory.project(), &request(name)).unwrap().edit.is_some(), "{name}");
    }
    let silent = good.replace(" target-language=\"fr\"", "");
    assert_ne!(silent, good);
    memory.write("back/zip.xlz", b"PK\x03\x04\x14\0".to_vec());
    let mut page = Page::default();
    for (name, text) in [
        ("back/notarget.xlf", silent.as_str()),
        ("back/form-2024.xlf", &silent),
        ("back/it.xlf", &silent),
        ("back/returned.po", "msgid \"\"\nmsgstr \"\"\n"),
        ("back/texts.csv", "key;text\na;b\nc;d\n"),
        ("back/texts.json", "{\n\"a\": 1,\n\"b\": 2\n}\n"),
        ("back/page.xml", "<html>\n<p/>\n</html>\n"),
    ] {
        memory.write(name, text);
        page.head(name);
        match import(memory.project(), &request(name)) {
            Ok(outcome) => {
                assert!(outcome.edit.is_none());
                page.findings(&[outcome.findings]).value(&outcome.edit.is_some())
            }
            Err(refusal) => page.refusal(&refusal),
        };
    }
    page.head("back/zip.xlz").refusal(&import(memory.project(), &request("back/zip.xlz")).unwrap_err());
    page.is_expected("import-refused");
}

/// What became of the texts of the catalogue of 2024, after an edit of the form: the texts that moved, and those that are new.
fn moved(memory: &Memory) -> (Vec<String>, usize) {
    let request = ExtractRequest { names: names(["2024"]), ..ExtractRequest::default() };
    let catalogues = extract(memory.project(), &request).unwrap();
    let extracted = &catalogues[0].extracted;
    let word = |is_unsure: bool| if is_unsure { "?" } else { "" };
    let moved = extracted.moved.iter().map(|moved| format!("{} < {}{}", moved.key, moved.was, word(moved.is_unsure)));
    (moved.collect(), extracted.new)
}

const OWN: &str = "        choices:\n          planned: Planned\n          begun: Begun\n";
const LIST: &str = "lists:\n  state:\n    planned: Planned\n    begun: Begun\nsections:\n";

/// A text that stands under another key takes its translation along: nobody translates it again.
#[test]
fn a_text_takes_its_translation_to_another_key() {
    let renewed = |memory: &Memory| {
        let request = ExtractRequest { names: names(["2024"]), ..ExtractRequest::default() };
        extract(memory.project(), &request).unwrap().remove(0).edit
    };
    let with_list = || {
        let mut memory = Memory::new();
        memory.replace("2024/form.yaml", OWN, "        choices: state\n");
        memory.replace("2024/form.yaml", "sections:\n", LIST);
        memory
    };
    // The options of a question become a list.
    let mut memory = with_list();
    let key = |of: &str, code: &str| format!("{of}.choices.{code}.label");
    let (found, new) = moved(&memory);
    assert_eq!(new, 0, "{found:?}");
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(found.iter().all(|line| line.contains("question.status") && !line.ends_with('?')), "{found:?}");
    memory.carry_out(&[renewed(&memory)]);
    assert_eq!(moved(&memory), (Vec::new(), 0));

    // A list becomes the options of a question.
    memory.replace("2024/form.yaml", LIST, "sections:\n");
    memory.replace("2024/form.yaml", "        choices: state\n", OWN);
    let (found, new) = moved(&memory);
    assert_eq!((found.len(), new), (2, 0), "{found:?}");
    memory.carry_out(&[renewed(&memory)]);
    let text = memory.text("2024/locales/fr.po");
    assert!(text.contains("Prévu") && !text.contains("fuzzy") && !text.contains("#~"), "{text}");

    // A list stays, because another question uses it: somebody looks at the texts of the question.
    let mut memory = with_list();
    memory.carry_out(&[renewed(&memory)]);
    let other = "      - id: other\n        type: single_choice\n        ask: Who took part in the work?\n        choices: state\n";
    memory.replace("2024/form.yaml", "        choices: state\n", &format!("{OWN}{other}"));
    let (found, new) = moved(&memory);
    assert_eq!(new, 1, "the question that is new: {found:?}");
    let own = [key("question.status", "planned"), key("question.status", "begun")];
    assert_eq!(found.len(), own.len(), "{found:?}");
    assert!(found.iter().all(|line| line.ends_with('?')), "{found:?}");
    memory.carry_out(&[renewed(&memory)]);
    assert_eq!(memory.text("2024/locales/fr.po").matches("#, fuzzy").count(), 2);

    // A text that says something else takes nothing.
    let mut memory = with_list();
    memory.replace("2024/form.yaml", "planned: Planned", "planned: In the plan");
    let (found, new) = moved(&memory);
    assert_eq!((found.len(), new), (1, 1), "{found:?}");
}

/// Two texts that say the same in the source and not in the translation: each takes its own, or somebody looks.
#[test]
fn texts_that_say_the_same_take_the_nearest_translation() {
    let with = |first: &str, second: &str| {
        let mut memory = Memory::new();
        memory.replace(
            "2024/form.yaml",
            OWN,
            &format!("        choices:\n          {first}: All\n          {second}: All\n"),
        );
        let entry = |code: &str, text: &str| {
            format!("\nmsgctxt \"question.status.choices.{code}.label\"\nmsgid \"All\"\nmsgstr \"{text}\"\n")
        };
        let po = memory.text("2024/locales/fr.po");
        let (a, b) = (entry("a", "Tous"), entry("b", "Toutes"));
        assert!(po.contains(".planned"), "the keys of options are as this test writes them: {po}");
        memory.write("2024/locales/fr.po", format!("{po}{a}{b}"));
        memory.replace("2024/form.yaml", "id: status", "id: stage");
        moved(&memory).0
    };
    let of_options = |mut found: Vec<String>| {
        found.retain(|line| line.contains(".choices."));
        found
    };
    let found = of_options(with("b", "a"));
    assert_eq!(found.iter().filter(|line| !line.ends_with('?')).count(), 2, "{found:?}");
    for code in ["a", "b"] {
        let same = |line: &&String| line.matches(&format!(".{code}")).count() == 2;
        assert_eq!(found.iter().filter(same).count(), 1, "{found:?}");
    }
    let found = of_options(with("c", "d"));
    assert_eq!(found.iter().filter(|line| line.ends_with('?')).count(), 2, "{found:?}");
}

/// A catalogue keeps its line ends.
#[test]
fn a_catalogue_keeps_its_line_ends() {
    for in_dos in [false, true] {
        let mut memory = Memory::new();
        let end = if in_dos { "\r\n" } else { "\n" };
        let before = memory.text("2024/locales/fr.po").replace('\n', end);
        memory.write("2024/locales/fr.po", before.clone());
        memory.write("back.fr.po", SENT_BACK);
        memory.replace("2024/form.yaml", "What is the step?", "Which step is it?");
        let request = ExtractRequest { names: names(["2024"]), ..ExtractRequest::default() };
        let extracted = extract(memory.project(), &request).unwrap().remove(0).edit;
        let request = ImportRequest { file: "back.fr.po".to_owned(), edition: "2024".to_owned(), language: None };
        let imported = import(memory.project(), &request).unwrap().edit.unwrap();
        for edit in [extracted, imported] {
            memory.carry_out(&[edit]);
            let text = memory.text("2024/locales/fr.po");
            let (lines, dos) = (text.matches('\n').count(), text.matches("\r\n").count());
            assert!(text != before && lines > 20 && dos == if in_dos { lines } else { 0 }, "{text}");
        }
    }
}

/// The language that a person names counts, and a file that says another one is a warning.
#[test]
fn the_named_language_counts() {
    let mut memory = Memory::new();
    for said in ["es", "pt-BR", "en"] {
        memory.write("back.po", SENT_BACK.replace("Language: fr", &format!("Language: {said}")));
        let request = |language: Option<&str>| ImportRequest {
            file: "back.po".to_owned(),
            edition: "2024".to_owned(),
            language: language.map(str::to_owned),
        };
        let named = import(memory.project(), &request(Some("fr"))).unwrap();
        let found: Vec<_> =
            named.findings.findings.iter().map(|finding| (finding.rule.name, &finding.message)).collect();
        let [("other-languages", message)] = found.as_slice() else { panic!("{found:?}") };
        assert!(message.contains(&format!("`{said}`")) && message.contains("--language says `fr`"), "{message}");
        assert!(named.conclusion() == Conclusion::Passes && named.edit.is_some());
    }
    // Where nobody names it, files that were mixed up are refused.
    memory.write("back.fr.po", SENT_BACK.replace("Language: fr", "Language: es"));
    let request = ImportRequest { file: "back.fr.po".to_owned(), edition: "2024".to_owned(), language: None };
    assert!(import(memory.project(), &request).unwrap().edit.is_none());
}
