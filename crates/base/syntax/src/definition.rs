//! A form file (`form.yaml`): one record for each block of keys. The model resolves names later.

pub use crate::companions::{Comment, CommentBlock, SpecialAnswer, Specify, SpecifyBlock, SpecifyType};
pub use crate::feed::{Feed, FeedBlock};
pub use crate::of_rows::{CommentOn, Layout, Total};

use crate::date_entry::DateEntry;
use crate::id::Id;
use crate::limits::{MustRule, NumberLimit};
use crate::node::{Node, NodeKind, SourceText, Sp};
use crate::official_number::OfficialNumber;
use crate::over::Over;
use crate::read::{Number, Ordered, Read, mismatch};
use crate::texts::{NOT_BLANK, read_label};
use crate::units::Units;
use crate::{record, words};
use canevas_diagnostics::Findings;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use std::borrow::Cow;

record! {
    /// A questionnaire: one edition, in its source language.
    pub struct Form as "a form" requires [canevas, form, edition, languages, title, sections] {
        /// The version of this language; 1.
        canevas: Sp<u32>,
        /// The form's name, the same in every edition: `organisation/name`.
        form: Sp<String>,
        /// This edition, such as `2022-2023` or `2024`.
        edition: Sp<String>,
        /// The language the form is written in, and those it is translated into.
        languages: Languages,
        /// The period that the answers are about; every month and year in the texts comes from here.
        period: Period,
        /// Named dates, for `{dates.name}` in texts.
        dates: Ordered<DateEntry>,
        /// Where to ask and where to send.
        contact: Contact,
        /// How long filling in takes.
        minutes: Minutes,
        /// Whether numbers stay the same whatever the rows (`stable`: 1.1, 1.2, 2), or run on (`running`: 1, 2, 3).
        numbering: Sp<Numbering>,
        /// What is known about the country that answers.
        about: About,
        /// The title on the first page.
        title: SourceText,
        /// Text before the first section.
        introduction: SourceText,
        /// Text after the last section.
        closing: SourceText,
        /// Numbers computed from answers, by name: `total: men + women`. Texts show them as `{total}`; nobody types them.
        computed: Ordered<SourceText>,
        /// Lists used by name: as choices, or as the rows of a table.
        lists: Ordered<Ordered<Choice>>,
        /// Special answers of the form's own, as `code: words`; a question offers them with `can_say`.
        non_responses: Ordered<LabelText>,
        /// The sections, in order.
        sections: Vec<Section>,
        /// The end of the form, where somebody signs.
        sign_off: SignOff,
    }
}

record! {
    /// The languages of a form.
    pub struct Languages as "the block `languages`" requires [source] {
        /// The language the definition is written in, such as `fr`.
        source: Sp<String>,
        /// The languages it is translated into.
        translations: Vec<Sp<String>>,
    }
}

record! {
    /// A period, from month to month.
    pub struct Period as "a period" requires [from, to] {
        /// First month, `2022-05`.
        from: Sp<String>,
        /// Last month, `2023-04`.
        to: Sp<String>,
    }
}

record! {
    /// Where to ask and where to send.
    pub struct Contact as "the contact" requires [] {
        /// Email address.
        email: Sp<String>,
        /// Web address, starting with `https://`.
        web: Sp<String>,
    }
}

record! {
    /// How long filling in takes, in minutes.
    pub struct Minutes as "the minutes" requires [from, to] {
        /// At least.
        from: Sp<u32>,
        /// At most.
        to: Sp<u32>,
    }
}

words! {
    /// How questions are numbered.
    pub enum Numbering {
        /// The question keeps its number, its rows are numbered under it.
        Stable = "stable",
        /// Rows are numbered like questions.
        Running = "running",
    }
}

record! {
    /// What is known about the country that answers.
    pub struct About as "the block `about`" requires [] {
        /// How a country that is not known is printed.
        country: AboutCountry,
        /// What a country file supplies; asked where it is not known.
        facts: Ordered<Fact>,
    }
}

record! {
    /// How a country that is not known is printed.
    pub struct AboutCountry as "the block `country`" requires [printed_when_unknown] {
        /// The words a blank copy prints in brackets.
        printed_when_unknown: SourceText,
    }
}

record! {
    /// One fact about a country: a single value, or a list of rows.
    pub struct Fact as "a fact" requires [] {
        /// The type of a single value, such as `yes_no` or `text`.
        r#type = "type": Sp<String>,
        /// The question that asks for it in a copy that does not know it.
        ask: SourceText,
        /// A hint under that question.
        hint: SourceText,
        /// The fields of each row, for a list.
        list_of: Ordered<Fact>,
        /// How many rows a blank copy has.
        blank_rows: Sp<u32>,
        /// Choices, for a type that has them.
        choices: Choices,
        /// Longest text, in characters.
        max_length: Sp<u32>,
        /// Smallest number.
        min: Sp<Number>,
        /// Largest number.
        max: Sp<Number>,
        /// Decimal places.
        decimals: Sp<u32>,
        /// Earliest date.
        from: Sp<String>,
        /// Latest date.
        to: Sp<String>,
    }
}

/// One option: a label alone, or a block.
#[derive(Debug, Clone, PartialEq)]
pub enum Choice {
    /// The label.
    Label(SourceText),
    /// A block of keys.
    Block(Box<ChoiceBlock>),
}

record! {
    /// An option with more than a label.
    pub struct ChoiceBlock as "an option" requires [label] {
        /// What the option says.
        label: LabelText,
        /// A hint under the option; may hold a link.
        hint: SourceText,
        /// The question beside a box for what "other" stands for.
        specify: Specify,
        /// Whether it excludes every other option ("none of these").
        exclusive: Sp<bool>,
    }
}

/// The text of an option. It may be a word such as `no`, which is no text elsewhere.
#[derive(Debug, Clone, PartialEq)]
pub struct LabelText(pub SourceText);

impl Read for LabelText {
    fn read(node: &Node, findings: &mut Findings) -> Option<Self> {
        read_label(node, findings).map(Self)
    }
}

impl JsonSchema for LabelText {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> Cow<'static, str> {
        "Label".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": ["string", "number", "boolean"], "pattern": NOT_BLANK })
    }
}

impl Read for Choice {
    fn read(node: &Node, findings: &mut Findings) -> Option<Self> {
        match &node.kind {
            NodeKind::Map(_) => ChoiceBlock::read(node, findings).map(|block| Self::Block(Box::new(block))),
            _ => read_label(node, findings).map(Self::Label),
        }
    }
}

impl JsonSchema for Choice {
    fn schema_name() -> Cow<'static, str> {
        "Choice".into()
    }
    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let (label, block) = (generator.subschema_for::<LabelText>(), generator.subschema_for::<ChoiceBlock>());
        json_schema!({ "description": "An option: its label, or a block with label, hint, specify and exclusive.", "anyOf": [label, block] })
    }
}

/// Where options come from.
#[derive(Debug, Clone, PartialEq)]
pub enum Choices {
    /// A list's name, or `countries`.
    Named(Sp<String>),
    /// Written here.
    Inline(Ordered<Choice>),
    /// What an earlier answer gives: the rows of a repeat, by one of its fields, or the options that were ticked.
    From(Sp<String>),
}

impl Read for Choices {
    fn read(node: &Node, findings: &mut Findings) -> Option<Self> {
        match &node.kind {
            NodeKind::Scalar(_) => Read::read(node, findings).map(Self::Named),
            // One option alone is no choice, so that this is none.
            NodeKind::Map(entries) if entries.len() == 1 && entries[0].key.value == "from" => {
                Read::read(&entries[0].value, findings).map(Self::From)
            }
            NodeKind::Map(_) => Ordered::read(node, findings).map(Self::Inline),
            _ => {
                mismatch(node, "the name of a list, `countries`, or lines of `code: label`", findings);
                None
            }
        }
    }
}

impl JsonSchema for Choices {
    fn schema_name() -> Cow<'static, str> {
        "Choices".into()
    }
    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let inline = generator.subschema_for::<Ordered<Choice>>();
        json_schema!({
            "description": "The name of an entry of `lists`, `countries`, the options themselves as `code: label`, or what an earlier answer gives: `from: members.name`, `from: areas`.",
            "anyOf": [{ "type": "string" }, inline, { "type": "object", "required": ["from"], "properties": { "from": { "type": "string" } }, "additionalProperties": false }],
        })
    }
}

record! {
    /// The end of the form, where somebody signs: with name, function, place and date, and on paper on a line.
    pub struct SignOff as "the block `sign_off`" requires [ask] {
        /// Its official number, in a form whose questions have such numbers.
        number: Sp<OfficialNumber>,
        /// What is signed, such as "I confirm that this report is complete".
        ask: SourceText,
        /// The title of the page; a word of the compiler without the key.
        title: SourceText,
        /// Help under the question.
        hint: SourceText,
        /// Whether a complete return must say who signs.
        required: Sp<bool>,
    }
}

record! {
    /// A section: a page of the form.
    pub struct Section as "a section" requires [id, title, questions] {
        /// Its id, unique among sections.
        id: Sp<Id>,
        /// Its official number, printed before the title, such as 3 or B.
        number: Sp<OfficialNumber>,
        /// Its title.
        title: SourceText,
        /// The condition under which it is asked.
        show_if: SourceText,
        /// What to print where it is not asked.
        if_not_shown: SourceText,
        /// Whether the answers in it are not published.
        not_published: Sp<bool>,
        /// Text under the title.
        introduction: SourceText,
        /// Who in the country usually answers.
        filled_by: SourceText,
        /// Its questions and headings.
        questions: Vec<Part>,
    }
}

/// A question, or a heading over a run of questions.
#[derive(Debug, Clone, PartialEq)]
pub enum Part {
    /// A heading.
    Heading(Box<Heading>),
    /// A question.
    Question(Box<Question>),
}

record! {
    /// One condition and a title over a run of questions.
    pub struct Heading as "a heading" requires [heading, questions] {
        /// Its official number, printed before the title.
        number: Sp<OfficialNumber>,
        /// The title.
        heading: SourceText,
        /// The condition under which its questions are asked.
        show_if: SourceText,
        /// Its questions.
        questions: Vec<Question>,
    }
}

impl Read for Part {
    fn read(node: &Node, findings: &mut Findings) -> Option<Self> {
        if node.get("heading").is_some() {
            Heading::read(node, findings).map(|heading| Self::Heading(Box::new(heading)))
        } else {
            Question::read(node, findings).map(|question| Self::Question(Box::new(question)))
        }
    }
}

impl JsonSchema for Part {
    fn schema_name() -> Cow<'static, str> {
        "QuestionOrHeading".into()
    }
    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let (heading, question) = (generator.subschema_for::<Heading>(), generator.subschema_for::<Question>());
        json_schema!({ "if": { "required": ["heading"] }, "then": heading, "else": question })
    }
}

record! {
    /// A question. Which keys it takes beside the common ones depends on its type.
    pub struct Question as "a question" requires [id, type] {
        /// Its id, unique in the form; never reused in a later edition.
        id: Sp<Id>,
        /// What kind of answer it takes.
        r#type = "type": Sp<String>,
        /// Its official number, such as 3.1.2, 7a or HL4, in place of the counted one.
        number: Sp<OfficialNumber>,
        /// The question.
        ask: SourceText,
        /// A short name, for summaries and lists.
        short: SourceText,
        /// Help under the question.
        hint: SourceText,
        /// A worked example.
        example: SourceText,
        /// Whether a complete return must answer it.
        required: Sp<bool>,
        /// The condition under which it is asked.
        show_if: SourceText,
        /// What to print where it is not asked.
        if_not_shown: SourceText,
        /// Asks once per row of a fact, of a list, or of `years`; with two names, once for each row and column: `[substances, years]`.
        for_each: Over,
        /// The heading of the column of rows.
        rows_label: SourceText,
        /// Totals that are shown: below each `column`, at the end of each `row`, or `both`.
        total: Sp<Total>,
        /// How rows are laid out.
        layout: Sp<Layout>,
        /// Answers that stand for "nothing to say".
        can_say: Vec<Sp<SpecialAnswer>>,
        /// A box of its own under the question, for a comment.
        comment: Comment,
        /// What the comment of a question with `for_each` is about: each of its `rows`, or `all` of them, with one box below.
        comment_on: Sp<CommentOn>,
        /// What to do with last year's answer.
        last_year: Sp<LastYear>,
        /// Whether the answer is about a person and must not be published.
        personal: Sp<bool>,
        /// Whether the answer is not published.
        not_published: Sp<bool>,
        /// Longest text, in characters.
        max_length: Sp<u32>,
        /// The options.
        choices: Choices,
        /// Fewest options, rows or names.
        at_least: Sp<u32>,
        /// Most options, rows or names.
        at_most: Sp<u32>,
        /// Smallest number: a number, or the id of an earlier question, field or fact.
        min: Sp<NumberLimit>,
        /// Largest number: a number, or the id of an earlier question, field or fact.
        max: Sp<NumberLimit>,
        /// The unit printed after the box.
        unit: SourceText,
        /// The units among which the respondent chooses, in place of `unit`.
        units: Units,
        /// Decimal places.
        decimals: Sp<u32>,
        /// Earliest date: a date, `period.from`, `period.to`, `dates.name`, or the id of an earlier question, field or fact.
        from: Sp<String>,
        /// Latest date: a date, `period.from`, `period.to`, `dates.name`, or the id of an earlier question, field or fact.
        to: Sp<String>,
        /// `period`: the date lies within the form's period.
        within: Sp<Within>,
        /// The heading of the names column.
        name_label: SourceText,
        /// The heading of the roles column.
        role_label: SourceText,
        /// What a row is called, from the answers in it: `{name}, {age}`. The form then folds rows that are filled in.
        row_title: SourceText,
        /// The fields of a group or of a repeated row.
        fields: Vec<Question>,
        /// The fact of the next edition that these rows become.
        feeds_next_edition: Feed,
        /// The text of a note.
        text: SourceText,
        /// Rules between this answer and earlier ones.
        must: Vec<MustRule>,
    }
}

words! {
    /// Answers that stand for "nothing to say".
    #[schemars(rename = "Said")] // The published schema has this name.
    pub enum NonResponse {
        /// There is nothing to report.
        NothingToReport = "nothing_to_report",
        /// The information is not available.
        NotAvailable = "not_available",
        /// The question does not apply.
        NotApplicable = "not_applicable",
    }
}

words! {
    /// What to do with last year's answer.
    pub enum LastYear {
        /// Show it beside the question.
        Show = "show",
        /// Show it, with "unchanged" in one press.
        Confirm = "confirm",
        /// Start from it.
        Copy = "copy",
        /// Do nothing with it.
        Never = "never",
    }
}

words! {
    /// Bounds of a date by name.
    pub enum Within {
        /// The form's period.
        Period = "period",
    }
}
