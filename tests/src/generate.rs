//! Random definitions and country files, as YAML text: every question type, and conditions over whatever came before.

mod columns;
mod comments;
mod last_section;
mod rules;

use crate::random::Random;
use std::fmt::Write as _;

/// A definition and a country file for it.
#[derive(Debug, Clone)]
pub struct Generated {
    /// `form.yaml`.
    pub form: String,
    /// `countries/CMR.yaml`.
    pub country: String,
}

/// What a name can be asked in a condition.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum QuestionKind {
    YesNo,
    One,
    Rating,
    Many,
    Number,
    Year,
    Date,
    Month,
    Other,
}

/// How a name is read in a condition.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Over {
    /// As it is.
    One,
    /// Over rows, as `any(…)` or `all(…)`.
    Rows,
    /// Over rows, only as `answered(…)` or `said(…)`.
    AnyRow,
}

/// A name that a condition can read.
#[derive(Debug, Clone)]
struct Name {
    id: String,
    kind: QuestionKind,
    over: Over,
    can_say: bool,
    answered: bool,
}

/// The types of simple values without a format; one that stands several times comes up more often.
const TYPES: [&str; 15] = [
    "text",
    "long_text",
    "yes_no",
    "yes_no",
    "yes_no",
    "single_choice",
    "single_choice",
    "multiple_choice",
    "multiple_choice",
    "rating",
    "integer",
    "decimal",
    "date",
    "month",
    "year",
];
const DATES: [&str; 5] = ["2022-05-01", "2022-12-31", "2023-02-28", "2023-04-10", "2024-02-29"];
const MONTHS: [&str; 4] = ["2022-05", "2022-12", "2023-04", "2024-02"];

struct Writer<'r> {
    random: &'r mut Random,
    out: String,
    names: Vec<Name>,
    /// Names of questions over each kind of rows: facts, list, years.
    row_names: [Vec<Name>; 3],
    fact_list: bool,
    /// Whether questions and sections have official numbers.
    numbered: bool,
    /// The ids of repeated rows.
    repeats: Vec<String>,
    next: usize,
}

/// The names of all types of simple values. Every text format is one.
fn types() -> Vec<&'static str> {
    TYPES.into_iter().chain(canevas_model::TextFormat::all().map(|format| format.name)).collect()
}

/// A random definition with a country file.
pub fn generate(random: &mut Random) -> Generated {
    let fact_list = random.percent(70);
    // What follows from something else leaves all other choices as they are.
    let numbered = !fact_list;
    let mut writer = Writer {
        random,
        out: String::new(),
        names: Vec::new(),
        row_names: Default::default(),
        fact_list,
        numbered,
        repeats: Vec::new(),
        next: 0,
    };
    writer.head();
    let country = writer.country();
    writer.out.push_str("sections:\n");
    for section in 0..writer.random.between(1, 4) {
        writer.section(section);
    }
    writer.last_section();
    Generated { form: writer.out, country }
}

impl Writer<'_> {
    fn line(&mut self, indent: usize, text: &str) {
        // Writing to a String cannot fail.
        let _ = writeln!(self.out, "{:indent$}{text}", "");
    }

    fn head(&mut self) {
        self.out.push_str(
            "canevas: 1\nform: demo/random\nedition: 2022-2023\nlanguages: { source: en, translations: [fr] }\n\
             period: { from: 2022-05, to: 2023-04 }\nabout:\n  country:\n    printed_when_unknown: such a country\n  facts:\n    f_yes:\n      \
             type: yes_no\n      ask: Is it the first?\n    f_one:\n      type: single_choice\n      ask: Which one?\n      choices: { a: A, b: B, c: C }\n    \
             f_number:\n      type: integer\n      ask: How many?\n      max: 9\n    f_text:\n      type: text\n      ask: What is it?\n      max_length: 6\n",
        );
        let name =
            |name: &str, kind| Name { id: name.to_owned(), kind, over: Over::One, can_say: false, answered: true };
        self.names.extend([
            name("f_yes", QuestionKind::YesNo),
            name("f_one", QuestionKind::One),
            name("f_number", QuestionKind::Number),
            name("f_text", QuestionKind::Other),
        ]);
        if self.fact_list {
            self.out.push_str(
                "    f_list:\n      list_of:\n        f_title:\n          type: text\n          ask: Title\n          max_length: 6\n        f_note:\n          type: text\n          ask: Note\n        f_state:\n          type: single_choice\n          ask: State\n          choices: { open: Open, done: Done }\n        f_due:\n          type: date\n          ask: Due\n          from: 2022-06-01\n        f_count:\n          type: integer\n          ask: Count\n          max: 9\n      blank_rows: 2\n",
            );
            self.names.push(name("f_list", QuestionKind::Other));
        }
        self.out.push_str(
            "title: A form\nnon_responses: { unknown: Unknown, error: Withheld }\nlists:\n  l_rows: { left: Left, right: Right }\n  l_options: { a: A, b: B, c: C }\n",
        );
    }

    fn country(&mut self) -> String {
        let mut out = "canevas: 1\ncountry: CMR\nfacts:\n".to_owned();
        let mut add = |chance: u64, text: &str| {
            if self.random.percent(chance) {
                out.push_str(text);
            }
        };
        add(70, "  f_yes: no\n");
        add(60, "  f_one: b\n");
        add(60, "  f_number: 4\n");
        add(30, "  f_text: same\n");
        if self.fact_list && self.random.percent(70) {
            out.push_str(match self.random.below(4) {
                0 => "  f_list: []\n",
                1 => "  f_list:\n    - id: north\n",
                2 => "  f_list:\n    - id: north\n      f_title: { en: North, fr: Nord }\n    - id: south\n",
                _ => "  f_list:\n    - id: north\n      f_title: North\n      f_note: Here\n      f_state: done\n      f_count: 4\n    - id: south\n      f_note: There\n      f_due: 2023-01-05\n",
            });
        }
        if out.ends_with("facts:\n") {
            out.push_str("  f_yes: yes\n");
        }
        out
    }

    fn section(&mut self, index: i64) {
        self.line(2, &format!("- id: s{index}"));
        self.line(4, "title: A section");
        if self.numbered {
            self.line(4, &format!("number: {}", index + 1));
        }
        if index % 4 == 1 {
            self.line(4, "not_published: yes");
        }
        if index > 0 && self.random.percent(40) {
            let condition = self.condition(&[], None, 2);
            self.line(4, &format!("show_if: {condition}"));
        }
        self.line(4, "questions:");
        for _ in 0..self.random.between(1, 3) {
            if self.random.percent(25) {
                self.line(6, "- heading: A heading");
                if self.random.percent(60) {
                    let condition = self.condition(&[], None, 2);
                    self.line(8, &format!("show_if: {condition}"));
                }
                self.line(8, "questions:");
                for _ in 0..self.random.between(1, 2) {
                    self.question(10);
                }
            } else {
                self.question(6);
            }
        }
    }

    fn id(&mut self, prefix: &str) -> String {
        self.next += 1;
        format!("{prefix}{}", self.next)
    }

    fn question(&mut self, indent: usize) {
        let id = self.id("q");
        let kind = match self.random.below(22) {
            0 => "names_and_roles",
            1..=3 => "group",
            4..=6 => "repeat",
            7 => "note",
            20 => "documents",
            21 => "sign_off",
            _ => self.random.pick(&types()),
        };
        self.line(indent, &format!("- id: {id}"));
        let indent = indent + 2;
        self.line(indent, &format!("type: {kind}"));
        if kind == "note" {
            self.line(indent, "text: A note");
            return;
        }
        if self.numbered {
            self.line(indent, &format!("number: HL{}", self.next));
        }
        let rows = (!matches!(kind, "repeat" | "documents" | "sign_off") && self.random.percent(30))
            .then(|| self.random.below(3))
            .map(|rows| if rows == 0 && !self.fact_list { 1 } else { rows });
        // The columns follow from what was chosen, so that all other choices stay as they are.
        let columns = columns::of(rows, kind, self.next);
        if let Some(rows) = rows {
            let rows = ["f_list", "l_rows", "years"][rows];
            let over =
                columns.as_ref().map_or_else(|| rows.to_owned(), |columns| format!("[{rows}, {}]", columns.name));
            self.line(indent, &format!("for_each: {over}"));
        }
        let can_say = self.common(indent, if columns.is_some() { "group" } else { kind }, &id, rows);
        self.bounds(indent, kind);
        if rows.is_some() {
            self.total(indent, kind, columns.is_some());
            self.grid(indent, kind, columns.is_some());
        }
        let mut fields = Vec::new();
        if let Some(columns) = columns {
            fields = self.columns(&id, kind, &columns);
            self.must(indent, &id, "group", rows, &fields);
            let own = |over| Name { id: id.clone(), kind: QuestionKind::Other, over, can_say: false, answered: true };
            self.row_names[rows.unwrap_or_default()].push(own(Over::One));
            self.names.push(own(Over::AnyRow));
            return;
        }
        if kind == "repeat" {
            self.repeats.push(id.clone());
        }
        if matches!(kind, "group" | "repeat") {
            fields = self.fields(indent, &id, kind, rows, can_say);
        }
        self.must(indent, &id, kind, rows, &fields);
        let name = |over| Name { id: id.clone(), kind: kind_of(kind), over, can_say, answered: true };
        if let Some(rows) = rows {
            self.row_names[rows].push(name(Over::One));
            self.names.push(name(Over::AnyRow));
            if kind_of(kind) != QuestionKind::Other {
                self.names.push(name(Over::Rows));
            }
        } else {
            self.names.push(name(Over::One));
        }
    }

    /// Texts, `required`, `show_if`, `can_say` and `comment`; whether something can be said.
    fn common(&mut self, indent: usize, kind: &str, id: &str, rows: Option<usize>) -> bool {
        self.line(indent, "ask: What is it?");
        if self.random.percent(20) {
            self.line(indent, "short: It");
        }
        if self.random.percent(45) {
            self.line(indent, "required: true");
        }
        if self.random.percent(55) {
            let row_names = rows.map(|rows| self.row_names[rows].clone()).unwrap_or_default();
            let condition = self.condition(&row_names, rows, 3);
            self.line(indent, &format!("show_if: {condition}"));
        }
        if self.random.percent(20) {
            self.comment(indent, kind, id, rows);
        }
        let can_say = self.random.percent(30);
        if can_say {
            let said = self.random.pick(&[
                "can_say: [nothing_to_report, not_applicable]",
                "can_say: [error, nothing_to_report]",
                "can_say: [error, nothing_to_report, unknown]",
            ]);
            self.line(indent, said);
        }
        can_say
    }

    fn bounds(&mut self, indent: usize, kind: &str) {
        let often = self.random.percent(60);
        match kind {
            "text" | "long_text" if often => self.line(indent, "max_length: 4"),
            "single_choice" => match self.random.below(3) {
                0 => self.line(indent, "choices: l_options"),
                1 => self.line(
                    indent,
                    "choices: { a: A, b: B, c: { label: C, specify: { ask: Which, type: long_text, required: no } } }",
                ),
                _ => self.line(indent, "choices: { a: A, b: B, c: C }"),
            },
            "rating" => self.line(indent, "choices: { a: Low, b: Middle, c: High }"),
            "multiple_choice" => {
                let choices = self.random.pick(&[
                    "choices: { a: A, b: B, c: C }",
                    "choices: { a: A, b: { label: B, specify: { ask: Which, required: no } }, c: { label: None, exclusive: true } }",
                    "choices: { a: A, b: B, c: { label: C, specify: Which }, d: { label: None, exclusive: true } }",
                ]);
                self.line(indent, choices);
                if self.random.percent(30) {
                    self.line(indent, "at_least: 2");
                }
                if self.random.percent(30) {
                    self.line(indent, "at_most: 2");
                }
            }
            "integer" if often => {
                self.line(indent, "min: 0");
                self.line(indent, "max: 7");
            }
            "integer" => self.named_bound(indent, ["min", "max"], QuestionKind::Number),
            "decimal" => {
                self.line(indent, "decimals: 1");
                if self.next % 5 < 2 {
                    self.line(indent, "units: [t, kg]");
                }
                if often {
                    self.line(indent, "max: 5.5");
                } else {
                    self.named_bound(indent, ["min", "max"], QuestionKind::Number);
                }
            }
            "date" if often => match self.random.below(3) {
                0 => self.line(indent, "within: period"),
                1 => self.line(indent, "from: 2022-12-31"),
                _ => self.line(indent, "to: 2023-04-10"),
            },
            "date" => self.named_bound(indent, ["from", "to"], QuestionKind::Date),
            "month" | "year" if often => self.line(indent, "within: period"),
            "names_and_roles" | "repeat" | "documents" if often => {
                self.line(indent, "at_least: 2");
                self.line(indent, "at_most: 3");
            }
            _ => {}
        }
    }

    fn fields(&mut self, indent: usize, parent: &str, kind: &str, rows: Option<usize>, _can_say: bool) -> Vec<Name> {
        self.line(indent, "fields:");
        let over = if kind == "repeat" || rows.is_some() { Over::Rows } else { Over::One };
        let mut fields: Vec<Name> = Vec::new();
        for _ in 0..self.random.between(1, 3) {
            let id = self.id("e");
            let field_kind = *self.random.pick(&types());
            self.line(indent + 2, &format!("- id: {id}"));
            self.line(indent + 4, &format!("type: {field_kind}"));
            self.line(indent + 4, "ask: What is that?");
            if self.random.percent(40) {
                self.line(indent + 4, "required: true");
            }
            if self.random.percent(50) {
                let condition = self.condition(&fields, rows, 2);
                self.line(indent + 4, &format!("show_if: {condition}"));
            }
            let has_comment = self.random.percent(15);
            let can_say = self.random.percent(25);
            if can_say {
                self.line(indent + 4, "can_say: [nothing_to_report]");
            }
            self.bounds(indent + 4, field_kind);
            let name = Name { id, kind: kind_of(field_kind), over: Over::One, can_say, answered: true };
            fields.push(name);
            if has_comment {
                self.comment_of_field(indent + 4, &fields, rows);
            }
        }
        let all = fields.clone();
        for field in fields {
            // A free text cannot be compared, and from outside there is no other test over rows.
            if over == Over::One || field.kind != QuestionKind::Other {
                self.names.push(Name {
                    id: format!("{parent}.{}", field.id),
                    over,
                    answered: over == Over::One,
                    can_say: field.can_say && over == Over::One,
                    ..field
                });
            }
        }
        all
    }

    /// A condition: over the rest of the form, over the row, or both joined by `and`.
    fn condition(&mut self, row: &[Name], rows: Option<usize>, depth: usize) -> String {
        let mut outer = self.names.clone();
        // Over the same rows, `answered(…)` means this row.
        let same: Vec<&str> =
            rows.iter().flat_map(|rows| &self.row_names[*rows]).map(|name| name.id.as_str()).collect();
        outer.retain(|name| name.over != Over::AnyRow || !same.contains(&name.id.as_str()));
        match self.random.below(3) {
            0 if !row.is_empty() => format!("({}) and ({})", self.expr(&outer, depth), self.expr(row, depth)),
            1 if !row.is_empty() => self.expr(row, depth),
            _ => self.expr(&outer, depth),
        }
    }

    fn expr(&mut self, names: &[Name], depth: usize) -> String {
        match self.random.below(8) {
            0 | 1 if depth > 0 => format!("not ({})", self.expr(names, depth - 1)),
            2 | 3 if depth > 0 => {
                format!("({}) and ({})", self.expr(names, depth - 1), self.expr(names, depth - 1))
            }
            4 | 5 if depth > 0 => {
                format!("({}) or ({})", self.expr(names, depth - 1), self.expr(names, depth - 1))
            }
            _ => {
                // What came last is read more often, so that conditions depend on conditions.
                let from = if self.random.percent(50) { names.len().saturating_sub(4) } else { 0 };
                let name = self.random.pick(&names[from..]).clone();
                self.atom(&name)
            }
        }
    }

    fn atom(&mut self, name: &Name) -> String {
        let id = &name.id;
        if name.can_say && self.random.percent(25) {
            return match self.random.below(2) {
                0 if name.over != Over::Rows => format!("said({id})"),
                _ if name.over != Over::Rows => format!("said({id}, nothing_to_report)"),
                _ => format!("any({id}) {}", self.test(name.kind)),
            };
        }
        let only = name.kind == QuestionKind::Other || name.over == Over::AnyRow;
        if name.over != Over::Rows && name.answered && (only || self.random.percent(25)) {
            return format!("answered({id})");
        }
        let test = self.test(name.kind);
        match name.over {
            Over::Rows if self.random.percent(50) => format!("any({id}) {test}"),
            Over::Rows => format!("all({id}) {test}"),
            _ if name.kind == QuestionKind::YesNo && self.random.percent(30) => id.clone(),
            _ => format!("{id} {test}"),
        }
    }

    fn test(&mut self, kind: QuestionKind) -> String {
        let order = *self.random.pick(&["=", "!=", "<", "<=", ">", ">="]);
        let equal = *self.random.pick(&["=", "!="]);
        let code = *self.random.pick(&["a", "b", "c"]);
        match kind {
            QuestionKind::YesNo => format!("{equal} {}", self.random.pick(&["yes", "no"])),
            QuestionKind::One if self.random.percent(30) => format!("in ({code}, c)"),
            QuestionKind::One => format!("{equal} {code}"),
            QuestionKind::Rating => format!("{order} {code}"),
            QuestionKind::Many => format!("has {code}"),
            QuestionKind::Number => format!("{order} {}", self.random.below(7)),
            QuestionKind::Year => format!("{order} {}", self.random.pick(&["2022", "2023", "period.to"])),
            QuestionKind::Date => {
                let date = if self.random.percent(20) { "period.from" } else { self.random.pick(&DATES) };
                format!("{order} {date}")
            }
            QuestionKind::Month => format!("{order} {}", self.random.pick(&MONTHS)),
            QuestionKind::Other => String::new(),
        }
    }
}

fn kind_of(type_name: &str) -> QuestionKind {
    match type_name {
        "yes_no" => QuestionKind::YesNo,
        "single_choice" => QuestionKind::One,
        "rating" => QuestionKind::Rating,
        "multiple_choice" => QuestionKind::Many,
        "integer" | "decimal" => QuestionKind::Number,
        "year" => QuestionKind::Year,
        "date" => QuestionKind::Date,
        "month" => QuestionKind::Month,
        _ => QuestionKind::Other,
    }
}
