//! The last section of a random form: rows that people enter and what names them, and numbers that are computed.

use super::{Name, Over, QuestionKind, Writer};
use crate::random::Random;

impl Writer<'_> {
    /// Questions about rows that people enter, and numbers that are computed from what the form asks.
    pub(super) fn last_section(&mut self) {
        // They have numbers of their own, so that the rest of a form is as it was before there were any.
        let mut random = self.random.clone();
        let (has_rows, has_numbers) = (random.percent(50), random.percent(60));
        if has_rows || has_numbers {
            self.line(2, "- id: s_last");
            self.line(4, "title: The last section");
            if self.numbered {
                self.line(4, "number: 9");
            }
            self.line(4, "questions:");
        }
        if has_rows {
            self.entered(&mut random);
        }
        if has_numbers {
            self.computed(&mut random);
        }
    }

    /// The first lines of a question.
    fn last_question(&mut self, id: &str) {
        self.line(6, &format!("- id: {id}"));
        if self.numbered {
            self.next += 1;
            self.line(8, &format!("number: HL{}", self.next));
        }
    }

    /// Rows, and questions about each of them.
    fn entered(&mut self, random: &mut Random) {
        let fields = [("p_one", "single_choice"), ("p_count", "integer"), ("p_yes", "yes_no"), ("p_text", "text")];
        self.last_question("p_rows");
        self.line(8, "type: repeat");
        self.line(8, "ask: Which ones?");
        self.line(8, &format!("at_most: {}", random.between(1, 3)));
        self.line(8, "row_title: '{p_one}, {p_count} ({p_text})'");
        if random.percent(30) {
            self.line(8, "show_if: f_yes = no");
        }
        self.line(8, "fields:");
        for (id, kind) in fields {
            self.line(10, &format!("- id: {id}"));
            self.line(12, &format!("type: {kind}"));
            self.line(12, "ask: What is that?");
            if kind == "single_choice" {
                self.line(12, "choices: { a: A, b: B }");
            }
            if id == "p_yes" && random.percent(40) {
                self.line(12, "show_if: p_count > 2");
            }
        }
        self.repeats.push("p_rows".to_owned());
        let conditions = [
            "p_rows.p_one = a",
            "not (p_rows.p_one = b)",
            "p_rows.p_count >= 3 or answered(p_rows.p_yes)",
            "not answered(p_rows.p_text)",
            "f_yes = no and p_rows.p_yes",
        ];
        for (id, kind) in [("b_text", "text"), ("b_count", "integer"), ("b_group", "group")] {
            if random.percent(30) {
                continue;
            }
            self.last_question(id);
            self.line(8, &format!("type: {kind}"));
            self.line(8, "for_each: p_rows");
            self.line(8, "ask: |");
            self.line(10, "What about {item.number}, {item.p_text}, which is {item.p_one}?");
            if random.percent(60) {
                self.line(8, "required: true");
            }
            if random.percent(60) {
                self.line(8, &format!("show_if: {}", random.pick(&conditions)));
            }
            if random.percent(30) {
                self.line(8, "comment: A comment");
            }
            match kind {
                "integer" => self.names.push(Name {
                    id: id.to_owned(),
                    kind: QuestionKind::Number,
                    over: Over::Rows,
                    can_say: false,
                    answered: true,
                }),
                "group" => {
                    self.line(8, "fields:");
                    self.line(10, "- id: b_field");
                    self.line(12, "type: integer");
                    self.line(12, "ask: What is that?");
                    if random.percent(50) {
                        self.line(12, "required: true");
                    }
                }
                _ => {}
            }
        }
        self.given(random);
    }

    /// Questions whose options come from the rows, or from what is ticked at another question.
    fn given(&mut self, random: &mut Random) {
        let ticked = self
            .names
            .iter()
            .filter(|name| name.kind == QuestionKind::Many && name.over == Over::One && !name.id.contains('.'));
        let ticked: Vec<String> = ticked.map(|name| name.id.clone()).collect();
        let mut sources = vec!["p_rows.p_text".to_owned(), "p_rows.p_one".to_owned()];
        sources.extend(ticked);
        for (id, kind) in [("k_one", "single_choice"), ("k_many", "multiple_choice"), ("k_group", "group")] {
            if random.percent(50) {
                continue;
            }
            self.last_question(id);
            self.line(8, &format!("type: {kind}"));
            self.line(8, "ask: Which of them?");
            if kind != "group" && random.percent(30) {
                self.line(8, "can_say: [not_applicable]");
            }
            if kind == "group" {
                self.line(8, "fields:");
                self.line(10, "- id: k_field");
                self.line(12, "type: multiple_choice");
                self.line(12, "ask: Which of them?");
                self.line(12, &format!("choices: {{ from: {} }}", random.pick(&sources)));
                continue;
            }
            if random.percent(30) {
                self.line(8, "for_each: l_rows");
            }
            self.line(8, &format!("choices: {{ from: {} }}", random.pick(&sources)));
        }
    }

    /// Numbers that are computed from what the form asks, and a note that shows each.
    fn computed(&mut self, random: &mut Random) {
        let mut terms: Vec<String> = vec!["f_number".to_owned(), "2".to_owned(), "1.5".to_owned()];
        for name in self.names.iter().filter(|name| name.kind == QuestionKind::Number && name.over != Over::AnyRow) {
            terms.push(if name.over == Over::Rows { format!("sum({})", name.id) } else { name.id.clone() });
        }
        terms.extend(self.repeats.iter().map(|id| format!("count({id})")));
        if self.fact_list {
            terms.extend(["sum(f_list.f_count)", "count(f_list)"].map(str::to_owned));
        }
        let count = random.between(1, 3);
        for number in 0..count {
            self.line(6, &format!("- id: n{number}"));
            self.line(8, "type: note");
            self.line(8, "text: |");
            self.line(10, &format!("We count {{c{number}}}."));
        }
        self.line(0, "computed:");
        for number in 0..count {
            let expression = sum_of(random, &terms, 2);
            self.line(2, &format!("c{number}: {expression}"));
            terms.push(format!("c{number}"));
        }
    }
}

fn sum_of(random: &mut Random, terms: &[String], depth: usize) -> String {
    if depth == 0 || random.percent(30) {
        // What came last is read more often.
        let from = if random.percent(60) { terms.len().saturating_sub(5) } else { 0 };
        return random.pick(&terms[from..]).clone();
    }
    let (one, two) = (sum_of(random, terms, depth - 1), sum_of(random, terms, depth - 1));
    let sign = *random.pick(&["+", "+", "-", "*"]);
    if random.percent(10) { format!("({one} {sign} -{two})") } else { format!("({one} {sign} {two})") }
}
