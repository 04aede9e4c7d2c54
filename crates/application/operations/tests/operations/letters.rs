//! returns letter: drafts in the language of each country, from the secretariat's own words or from those of Canevas.

use crate::support::{Memory, Page, TODAY, names};
use canevas_operations::translate::StatusRequest;
use canevas_operations::{
    CheckRequest, DeskStep, Edit, LetterPurpose, LetterRequest, RecordRequest, Signature, check, draft_letters,
    record_step, translate,
};

const FORM: &str = "2024";

const LETTERS: &str = "\
canevas: 1
letters:
  reminder:
    subject: '{title}: we miss the answers {country.of}'
    text: |
      Dear friends,

      the report for {period.from} to {period.to} is due on {due}. We received
      something on {received}.
      {open}

      It's a year's work: thank you!
";

fn request(purpose: LetterPurpose, change: impl Fn(&mut LetterRequest)) -> LetterRequest {
    let mut request = LetterRequest {
        purpose,
        countries: Vec::new(),
        asks: Vec::new(),
        names: Vec::new(),
        form: Some(FORM.to_owned()),
        languages: Vec::new(),
        today: TODAY.to_owned(),
        out: "letters".to_owned(),
        force: false,
    };
    change(&mut request);
    request
}

/// Drafts letters, shows them, and keeps the files.
fn draft(memory: &mut Memory, page: &mut Page, title: &str, request: &LetterRequest) {
    page.head(title);
    match draft_letters(memory.project(), request) {
        Ok(outcome) => {
            page.line(outcome.text()).value(&outcome.conclusion());
            for edit in &outcome.edits {
                if let Edit::Write { path, bytes } = edit {
                    page.line(&format!("-- {path} --")).line(&String::from_utf8(bytes.clone()).unwrap());
                }
            }
            memory.carry_out(&outcome.edits);
        }
        Err(refusal) => {
            page.refusal(&refusal);
        }
    }
}

#[test]
fn letters_are_drafted_and_nothing_is_written_down() {
    use LetterPurpose::{Clarification, Invitation, Reminder, Thanks};
    let (mut memory, mut page) = (Memory::new(), Page::default());
    memory.write("2024/countries/MDG.yaml", "canevas: 1\ncountry: MDG\n");
    memory.write("2024/desk.yaml", "canevas: 1\ndue: 2024-07-31\n");
    draft(&mut memory, &mut page, "to those that have not answered", &request(Invitation, |_| ()));
    draft(&mut memory, &mut page, "reminders", &request(Reminder, |_| ()));
    draft(
        &mut memory,
        &mut page,
        "after the last day, in a language",
        &request(Reminder, |request| {
            (request.today, request.out) = ("2024-08-01".to_owned(), "late".to_owned());
            (request.languages, request.countries) = (names(["fr"]), names(["CMR"]));
        }),
    );
    draft(&mut memory, &mut page, "what is open", &request(Clarification, |_| ()));
    memory.write("2024/clarify/MDG.yaml", "canevas: 1\nask:\n  partner: |\n    Which office\n    was it?\n");
    let own = request(Clarification, |request| {
        (request.out, request.languages) = ("asked".to_owned(), names(["fr"]));
    });
    draft(&mut memory, &mut page, "what somebody asks", &own);
    draft(&mut memory, &mut page, "nobody to thank", &request(Thanks, |_| ()));
    draft(
        &mut memory,
        &mut page,
        "somebody without a reason and without a file",
        &request(Thanks, |request| {
            (request.countries, request.languages) = (names(["GHA"]), names(["en"]));
        }),
    );
    let no_tag = request(Thanks, |request| (request.countries, request.languages) = (names(["CMR"]), names(["xx"])));
    draft(&mut memory, &mut page, "a language that the form does not have", &no_tag);
    draft(
        &mut memory,
        &mut page,
        "a code that nobody has",
        &request(Thanks, |request| request.countries = names(["CMX"])),
    );
    memory.replace("letters/MDG.invitation.en.txt", "Dear colleagues", "Dear Aya");
    draft(&mut memory, &mut page, "a letter that somebody changed", &request(Invitation, |_| ()));
    let invited = RecordRequest {
        step: DeskStep::Invited,
        countries: names(["MDG"]),
        form: Some(FORM.to_owned()),
        signature: Signature { by: "Aya".to_owned(), on: TODAY.to_owned(), reason: None },
    };
    let outcome = record_step(memory.project(), &invited).unwrap();
    memory.carry_out(&outcome.edits);
    draft(&mut memory, &mut page, "invited before", &request(Invitation, |_| ()));
    page.is_expected("letters");
}

#[test]
fn a_secretariat_has_words_of_its_own() {
    let (mut memory, mut page) = (Memory::new(), Page::default());
    memory.write("2024/letters.yaml", LETTERS);
    let catalogue = memory.text("2024/locales/fr.po");
    let translated = "\nmsgctxt \"letter.reminder.subject\"\nmsgid \"{title}: we miss the answers {country.of}\"\nmsgstr \"{title} : il nous manque les réponses {country.of}\"\n";
    memory.write("2024/locales/fr.po", catalogue + translated);
    let both = request(LetterPurpose::Reminder, |request| request.languages = names(["en", "fr"]));
    draft(&mut memory, &mut page, "own words; the text is not translated yet", &both);
    page.head("the catalogue counts them");
    let status = StatusRequest { names: names([FORM]), languages: Vec::new() };
    let outcome = translate::status(memory.project(), &status).unwrap();
    page.line(&outcome.table());
    page.is_expected("letters-own");
}

#[test]
fn mistakes_in_letters_are_found_at_their_place() {
    let (mut memory, mut page) = (Memory::new(), Page::default());
    for (title, text) in [
        (
            "an unknown letter, an unknown placeholder",
            LETTERS.replace("reminder:", "remindr:").replace("{due}", "{deu}"),
        ),
        ("a placeholder", LETTERS.replace("{received}", "{recieved}").replace("{country.of}", "{countri.of}")),
        ("no subject, another version", LETTERS.replace("subject", "topic").replace("canevas: 1", "canevas: 2")),
        ("a name that only letters have", LETTERS.to_owned()),
    ] {
        memory.write("2024/letters.yaml", text);
        page.head(title);
        found(&memory, &mut page);
    }
    memory.replace("2024/form.yaml", "title: A yearly report", "title: A yearly report, {due}");
    page.head("in the form");
    found(&memory, &mut page);
    draft(&mut memory, &mut page, "nothing is drafted then", &request_of_all());
    page.is_expected("letters-mistakes");
}

/// The letters that the guide shows work as it says.
#[test]
fn the_letters_of_the_guide_are_right() {
    let guide = include_str!("../../../../../docs/secretariat.md");
    let example = guide.split("```").find(|block| block.contains("\nletters:")).unwrap();
    let (mut memory, mut page) = (Memory::new(), Page::default());
    memory.write("2024/letters.yaml", example.trim_start_matches("yaml\n"));
    memory.write("2024/desk.yaml", "canevas: 1\ndue: 2024-07-31\n");
    memory.replace("2024/form.yaml", "title: A", "contact: { email: desk@example.org }\ntitle: A");
    found(&memory, &mut page);
    draft(&mut memory, &mut page, "the reminder of the guide", &request_of_all());
    page.is_expected("letters-guide");
}

fn request_of_all() -> LetterRequest {
    request(LetterPurpose::Reminder, |_| ())
}

/// What a check finds in the letters and the title, with the words that help.
fn found(memory: &Memory, page: &mut Page) {
    let request = CheckRequest { names: names([FORM]), ..CheckRequest::default() };
    for edition in check(memory.project(), &request).unwrap() {
        for finding in &edition.findings {
            let place = edition.sources.place(finding.primary.span);
            if place.contains("letters.yaml") || finding.message.contains("{due}") {
                let help = finding.help.as_deref().unwrap_or_default();
                page.line(&format!("{} at {place}: {}; {help}", finding.rule.name, finding.message));
            }
        }
    }
}
