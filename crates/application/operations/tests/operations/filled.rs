//! fill: the readable return.

use crate::support::{Memory, Page, names};
use canevas_operations::{
    FileRead, FillFormat, FillOutcome, FillRequest, ReadRequest, Refusal, ReturnsTo, fill_returns, read,
};

/// The small project with a question of each kind that reads differently, and a return that leaves some open.
fn with_every_kind() -> Memory {
    let mut memory = Memory::new();
    memory.replace(
        "2024/form.yaml",
        "      - id: next_steps\n",
        concat!(
            "      - id: grew\n        type: yes_no\n        ask: Did the work grow?\n        comment: What else should we know?\n",
            "      - id: why\n        type: text\n        ask: Why did it grow?\n        show_if: grew = yes\n",
            "      - id: helpers\n        type: multiple_choice\n        ask: Who helped?\n        choices:\n          unions: Unions\n          other:\n            label: Others\n            specify: Who else?\n",
            "      - id: trouble\n        type: long_text\n        ask: What went wrong?\n        can_say: [nothing_to_report]\n",
            "      - id: contacts\n        type: names_and_roles\n        ask: Whom may we ask?\n        personal: yes\n",
            "      - id: started\n        type: date\n        ask: When did the work start?\n",
            "      - id: place\n        type: group\n        ask: Where is the office?\n        fields:\n          - id: town\n            type: text\n            ask: Which town?\n          - id: floor\n            type: integer\n            ask: Which floor?\n          - id: size\n            type: decimal\n            ask: How large?\n            unit: m²\n",
            "      - id: next_steps\n",
        ),
    );
    memory.replace(
        "2024/returns/CMR.json",
        "\"people\": 2000,",
        concat!(
            "\"grew\": \"no\", \"grew.comment\": \"It will *grow* <soon>.\\n1. Next year\\n\\n- or later\", \"helpers\": [\"unions\", \"other\"], ",
            "\"helpers.other\": \"The market’s women\", \"trouble\": { \"said\": \"nothing_to_report\" }, \"contacts\": [{ \"name\": \"Bo\", \"role\": \"clerk\" }], ",
            "\"place\": { \"town\": \"Yaoundé\", \"floor\": 1200, \"size\": 12.5 }, ",
        ),
    );
    memory.write("inbox/half.json", "{");
    memory
}

fn fill(memory: &Memory, change: impl Fn(&mut FillRequest)) -> Result<FillOutcome, Refusal> {
    let mut request = FillRequest {
        names: names(["2024/returns/CMR.json"]),
        form: Some("2024".to_owned()),
        format: FillFormat::Markdown,
        ..FillRequest::default()
    };
    change(&mut request);
    fill_returns(memory.project(), &request)
}

#[test]
fn every_kind_of_answer_reads_well() {
    let (mut memory, mut page) = (with_every_kind(), Page::default());
    let printed = |outcome: Result<FillOutcome, Refusal>| outcome.unwrap().printed.unwrap();
    page.head("in the language of the return").line(&printed(fill(&memory, |_| {})));
    page.head("in another one, with what is personal").line(&printed(fill(&memory, |request| {
        request.languages = names(["fr"]);
        request.personal = true;
    })));
    page.head("as a page").line(&printed(fill(&memory, |request| request.format = FillFormat::Html)));
    let into_folder = |request: &mut FillRequest| {
        request.names = names(["2024/returns", "inbox"]);
        request.languages = names(["en", "fr"]);
        request.out = Some("out".to_owned());
    };
    let outcome = fill(&memory, into_folder).unwrap();
    page.head("into a folder").line(outcome.text()).value(&outcome.conclusion()).paths(&outcome.edits);
    memory.carry_out(&outcome.edits);
    let outcome = fill(&memory, into_folder).unwrap();
    page.head("again").line(outcome.text()).paths(&outcome.edits);
    memory.write("out/CMR.en.md", "somebody's notes");
    page.head("over another file");
    page.refusal(&fill(&memory, into_folder).unwrap_err());
    page.head("no such language");
    page.refusal(&fill(&memory, |request| request.languages = names(["de"])).unwrap_err());
    page.head("several to print");
    page.refusal(&fill(&memory, |request| request.languages = names(["en", "fr"])).unwrap_err());
    page.is_expected("fill");
}

#[test]
fn what_a_country_says_of_itself_stands_in_place_of_brackets() {
    let mut memory = with_every_kind();
    let known = memory.text("2024/countries/CMR.yaml");
    assert!(known.contains("survey"), "{known}");
    memory.write("2024/countries/CMR.yaml", "canevas: 1\ncountry: CMR\n");
    memory.replace("2024/returns/CMR.json", "A survey", "A survey of markets");
    let markdown = fill(&memory, |_| {}).unwrap().printed.unwrap();
    assert!(markdown.contains("How far is A survey of markets?**\n\n> Half of it\n"), "{markdown}");
}

#[test]
fn what_a_stranger_wrote_stays_text() {
    let mut memory = with_every_kind();
    memory.replace(
        "2024/returns/CMR.json",
        "The office of statistics",
        "<script>alert(1)</script>[x](javascript:y)`z`",
    );
    let html = fill(&memory, |request| request.format = FillFormat::Html).unwrap().printed.unwrap();
    assert!(html.contains("&lt;script&gt;") && !html.contains("<script"), "{html}");
    let markdown = fill(&memory, |_| {}).unwrap().printed.unwrap();
    assert!(markdown.contains("\\<script\\>alert(1)\\</script\\>\\[x\\](javascript:y)\\`z\\`"), "{markdown}");
}

/// Fills the return of Cameroon into a Word file, and reads that.
fn through_word(memory: &mut Memory, language: &str) -> FileRead {
    let outcome = fill(memory, |request| {
        request.format = FillFormat::Word;
        request.languages = names([language]);
        request.personal = true;
        request.out = Some("readable".to_owned());
        request.force = true;
    });
    memory.carry_out(&outcome.unwrap().edits);
    let file = format!("readable/CMR.{language}.docx");
    let request = ReadRequest { files: vec![file], to: ReturnsTo::Printed, ..ReadRequest::default() };
    let mut files = Vec::new();
    read(memory.project(), &request, &mut |file| files.push(file)).unwrap();
    files.remove(0)
}

#[test]
fn a_word_file_reads_back() {
    let mut memory = with_every_kind();
    let given: serde_json::Value = serde_json::from_str(&memory.text("2024/returns/CMR.json")).unwrap();
    for language in ["en", "fr"] {
        let read = through_word(&mut memory, language).read.unwrap();
        assert_eq!(read.json["answers"], given["answers"], "{language}");
        assert_eq!(read.json["facts"], given["facts"], "{language}");
        assert_eq!(read.json["language"], given["language"], "the answers stay in their language");
        assert_eq!(read.report.findings, [], "{language}");
    }
}

/// A country without a country file has a blank copy, and its own name and rows.
#[test]
fn a_word_file_of_a_country_without_a_file_reads_back() {
    let mut memory = with_every_kind();
    memory.replace("2024/returns/CMR.json", "\"CMR\"", "\"TUN\"");
    let given: serde_json::Value = serde_json::from_str(&memory.text("2024/returns/CMR.json")).unwrap();
    let read = through_word(&mut memory, "en").read.unwrap();
    assert_eq!(read.json["facts"], given["facts"]);
    assert_eq!(read.json["answers"], given["answers"]);
    assert_eq!(read.report.findings, []);
}

#[test]
fn a_word_file_holds_the_texts_that_wait_and_says_so() {
    let mut memory = with_every_kind();
    memory.replace(
        "2024/returns/CMR.json",
        "\"answers\":",
        "\"unread\": { \"/people\": \"about 2000\", \"/grew (health.json)\": \"yes\" }, \"answers\":",
    );
    let outcome = fill(&memory, |request| {
        request.format = FillFormat::Word;
        request.out = Some("readable".to_owned());
    });
    let (mut page, outcome) = (Page::default(), outcome.unwrap());
    page.head("texts that wait").line(outcome.text()).value(&outcome.conclusion()).paths(&outcome.edits);
    page.head("nowhere");
    page.refusal(&fill(&memory, |request| request.format = FillFormat::Word).unwrap_err());
    page.head("read back");
    for finding in &through_word(&mut memory, "en").read.unwrap().report.findings {
        page.line(&finding.line());
    }
    page.is_expected("fill-word");
}

/// Nothing of a return is lost on the way to its reader: facts that do not fit, rows that nobody knows and unknown answers stand at
/// the end, in each format.
#[test]
fn every_format_shows_what_is_no_answer() {
    let mut memory = with_every_kind();
    memory.replace(
        "2024/form.yaml",
        "sections:\n",
        "    due:\n      type: date\n      ask: When was it due?\n    north:\n      type: text\n      ask: What is in the north?\nsections:\n",
    );
    memory.replace(
        "2024/returns/CMR.json",
        "{ \"survey\": { \"title\": \"A survey\" } }",
        "{ \"survey\": { \"title\": \"A survey\", \"gone\": \"FIELD\" }, \"r2\": \"ROW\", \"r3\": { \"title\": \"OTHER\" } }, \"due\": \"DAY\", \"north\": \"Sand\", \"lost\": [\"FACT\"]",
    );
    memory.replace(
        "2024/returns/CMR.json",
        "\"answers\": {",
        "\"later\": [\"PART\"], \"unread\": { \"/people\": \"WAITS\" }, \"answers\": { \"gone\": \"UNKNOWN\", \"partner.documents\": [\"BESIDE\"], \"why\": \"HIDDEN\",",
    );
    let texts = ["FIELD", "ROW", "OTHER", "DAY", "FACT", "WAITS", "UNKNOWN", "BESIDE", "HIDDEN"];
    for format in [FillFormat::Markdown, FillFormat::Html] {
        let outcome = fill(&memory, |request| request.format = format).unwrap();
        assert!(outcome.text().contains("as no answer: 9 texts"), "{}", outcome.text());
        let shown = outcome.printed.unwrap();
        for text in texts {
            assert_eq!(shown.matches(text).count(), 1, "{text}: {shown}");
        }
        // A part that nobody knows may name a person.
        let whole = fill(&memory, |request| (request.format, request.personal) = (format, true)).unwrap();
        assert!(!shown.contains("PART") && whole.printed.unwrap().contains("PART"));
        assert!(!shown.contains("Sand") && shown.contains("About your country, When was it due?"), "{shown}");
    }
    let outcome = fill(&memory, |request| {
        request.format = FillFormat::Word;
        request.out = Some("readable".to_owned());
    });
    // The Word file shows the hidden answer at its question.
    assert!(outcome.as_ref().unwrap().text().contains("as no answer: 8 texts"), "{}", outcome.unwrap().text());
}

/// A part of a return that is no block stands at the end as a whole.
#[test]
fn a_part_that_is_no_block_is_shown() {
    let mut memory = with_every_kind();
    memory.replace("2024/returns/CMR.json", "\"answers\":", "\"unread\": [\"ONE\", \"TWO\"], \"answers\":");
    let outcome = fill(&memory, |_| {}).unwrap();
    assert!(
        outcome.printed.as_ref().unwrap().contains("unread: this answer could not be read:\n\n> ONE; TWO\n"),
        "{outcome:?}"
    );
}

/// A folder that is a file is refused, a language that is named twice is meant once, and a character that Word cannot hold is counted.
#[test]
fn what_is_asked_twice_or_cannot_be_written_is_handled() {
    let mut memory = with_every_kind();
    memory.replace("2024/returns/CMR.json", "The office of statistics", "The\\u0001office\\u0007 of statistics");
    memory.write("taken", "a file");
    let into = |out: &str, format| {
        fill(&memory, |request| {
            request.out = Some(out.to_owned());
            request.languages = names(["fr", "fr"]);
            request.format = format;
        })
    };
    let outcome = into("out", FillFormat::Word).unwrap();
    assert_eq!(outcome.edits.len(), 1);
    assert!(outcome.text().contains("2 characters that no Word file can hold"), "{}", outcome.text());
    assert!(!into("out", FillFormat::Html).unwrap().text().contains("characters"));
    let refusal = format!("{:?}", into("taken", FillFormat::Markdown).unwrap_err());
    assert!(refusal.contains("`taken` is a file"), "{refusal}");
}

/// A table has the short name of its question as its title, and each row the text that names it.
#[test]
fn the_rows_of_a_table_have_their_names() {
    let mut memory = with_every_kind();
    memory.replace(
        "2024/form.yaml",
        "      - id: partner\n",
        "      - id: figures\n        for_each: steps\n        layout: table\n        type: group\n        short: Figures\n        ask: What are the figures of {item.title}?\n        fields:\n          - id: men\n            type: integer\n            ask: Men\n      - id: partner\n",
    );
    memory.replace(
        "2024/returns/CMR.json",
        "\"answers\": {",
        "\"answers\": { \"figures\": { \"survey\": { \"men\": 4 } },",
    );
    let markdown = fill(&memory, |_| {}).unwrap().printed.unwrap();
    assert!(
        markdown.contains("**2. Figures**\n\nWhat are the figures of A survey?\n\n- Men: 4\n")
            && !markdown.contains('\u{2026}'),
        "{markdown}"
    );
}
