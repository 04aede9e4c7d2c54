//! A translator's file that was sent out before texts moved: each translation goes to its text, or the import names it.

use crate::support::Memory;
use canevas_operations::translate::{ImportOutcome, ImportRequest, import};

/// A text of a file that came back: its key, source and translation.
type Unit<'a> = (&'a str, &'a str, &'a str);

fn po(units: &[Unit<'_>]) -> String {
    let entry =
        |(key, source, text): &Unit<'_>| format!("\nmsgctxt \"{key}\"\nmsgid \"{source}\"\nmsgstr \"{text}\"\n");
    "msgid \"\"\nmsgstr \"Language: fr\\n\"\n".to_owned() + &units.iter().map(entry).collect::<String>()
}

fn xliff(units: &[Unit<'_>]) -> String {
    let unit = |(key, source, text): &Unit<'_>| {
        format!("<trans-unit id=\"{key}\"><source>{source}</source><target>{text}</target></trans-unit>")
    };
    format!(
        "<xliff version=\"1.2\"><file original=\"a\" source-language=\"en\" target-language=\"fr\" \
         datatype=\"plaintext\"><body>{}</body></file></xliff>",
        units.iter().map(unit).collect::<String>()
    )
}

fn imported(memory: &mut Memory, name: &str, text: String) -> ImportOutcome {
    memory.write(name, text);
    let request = ImportRequest { file: name.to_owned(), edition: "2025".to_owned(), language: None };
    import(memory.project(), &request).unwrap()
}

/// What was found, by rule and the key that the message names first.
fn found(outcome: &ImportOutcome) -> Vec<(&str, &str)> {
    let named = |message| str::split(message, '`').nth(1).unwrap_or_default();
    outcome.findings.findings.iter().map(|finding| (finding.rule.name, named(&finding.message))).collect()
}

fn project() -> Memory {
    let mut memory = Memory::new();
    memory.write(
        "2025/changes.yaml",
        "from: { edition: \"2024\" }\nwas:\n  - { new: partners, old: partner, relation: renamed }\n",
    );
    memory
}

const MOVED: [Unit<'static>; 5] = [
    // The change file says so.
    ("question.partner.ask", "Who took part in the work?", "Qui a aidé ?"),
    // Another id, in the same words.
    ("question.workers.ask", "How many people took part?", "Combien ?"),
    // From another group.
    ("question.later.fields.title.ask", "What is the step?", "Quel pas ?"),
    // An option that was in a list.
    ("list.states.begun.label", "Begun", "En cours"),
    // A section whose id changed.
    ("section.job.title", "Work", "Travaux"),
];

#[test]
fn a_translation_follows_its_text_and_says_so() {
    for (name, text) in [("back.fr.po", po(&MOVED)), ("back.fr.xlf", xliff(&MOVED))] {
        let mut memory = project();
        let outcome = imported(&mut memory, name, text);
        assert_eq!(found(&outcome), MOVED.map(|(key, ..)| ("moved-key", key)), "{name}");
        assert_eq!(outcome.taken, MOVED.len(), "{name}");
        memory.carry_out(&[outcome.edit.unwrap()]);
        let catalogue = memory.text("2025/locales/fr.po");
        for (now, (_, source, text)) in [
            "question.partners.ask",
            "question.people.ask",
            "question.next_steps.fields.title.ask",
            "question.status.choices.begun.label",
            "section.work.title",
        ]
        .into_iter()
        .zip(MOVED)
        {
            let entry = format!("msgctxt \"{now}\"\nmsgid \"{source}\"\nmsgstr \"{text}\"\n");
            assert!(catalogue.contains(&entry), "{catalogue}");
        }
    }
}

#[test]
fn what_has_no_one_place_is_named_and_nothing_is_taken() {
    for (unit, rule) in [
        // No text says this.
        (("question.gone.ask", "Is it gone?", "Disparu ?"), "unknown-text"),
        // Another part of the form says it.
        (("question.gone.hint", "Who took part in the work?", "Qui ?"), "unknown-text"),
        // The change file knows the question, and its source is another one now.
        (("question.partner.ask", "Who was there?", "Qui était là ?"), "old-source"),
    ] {
        let mut memory = project();
        let outcome = imported(&mut memory, "back.fr.po", po(&[MOVED[1], unit]));
        let rules: Vec<&str> = found(&outcome).into_iter().map(|(rule, _)| rule).collect();
        assert!(rules.contains(&rule) && rules.contains(&"moved-key"), "{unit:?}: {rules:?}");
        assert!(outcome.edit.is_none(), "{unit:?}");
    }
}

#[test]
fn the_translation_of_the_new_key_counts_and_a_text_takes_one() {
    // The file has both keys: it was sent out again, and the old entry stayed in it.
    let new = ("question.partners.ask", "Who took part in the work?", "Qui a pris part ?");
    let mut memory = project();
    let outcome = imported(&mut memory, "back.fr.po", po(&[MOVED[0], new]));
    assert_eq!(found(&outcome), [("unknown-text", "question.partner.ask")]);
    // Two old keys with one new place.
    let second = ("question.helpers.ask", "Who took part in the work?", "Qui donc ?");
    let outcome = imported(&mut memory, "back.fr.po", po(&[MOVED[0], second]));
    assert_eq!(found(&outcome), [("moved-key", "question.partner.ask"), ("unknown-text", "question.helpers.ask")]);
    // Two texts say the same: neither is taken by its words.
    memory.replace("2025/form.yaml", "ask: How many people took part?", "ask: Who took part in the work?");
    let outcome = imported(&mut memory, "back.fr.po", po(&[second]));
    assert_eq!(found(&outcome), [("unknown-text", "question.helpers.ask")]);
}
