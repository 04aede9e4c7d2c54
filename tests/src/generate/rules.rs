//! Rules between answers, and bounds that name another answer.

use super::{Name, Over, QuestionKind, Writer};
use crate::random::Random;

impl Writer<'_> {
    /// A bound that names an earlier answer, where there is one of the kind.
    pub(super) fn named_bound(&mut self, indent: usize, keys: [&str; 2], kind: QuestionKind) {
        let random = &mut self.own_random();
        let earlier: Vec<String> = self
            .names
            .iter()
            .filter(|name| name.kind == kind && name.over == Over::One)
            .map(|n| n.id.clone())
            .collect();
        if !earlier.is_empty() && random.percent(50) {
            let (key, name) = (*random.pick(&keys), random.pick(&earlier).clone());
            self.line(indent, &format!("{key}: {name}"));
        }
    }

    /// Rules of a question: over itself, its fields, this row, and what came before.
    pub(super) fn must(&mut self, indent: usize, id: &str, kind: &str, rows: Option<usize>, fields: &[Name]) {
        let random = &mut self.own_random();
        if !random.percent(35) {
            return;
        }
        let mut numbers = self.values(QuestionKind::Number);
        let mut dates = self.values(QuestionKind::Date);
        let row_names: Vec<Name> = rows.map(|rows| self.row_names[rows].clone()).unwrap_or_default();
        for name in fields.iter().chain(&row_names) {
            match name.kind {
                // What is near is read more often.
                QuestionKind::Number => numbers.extend(vec![name.id.clone(); 4]),
                QuestionKind::Date => dates.extend(vec![name.id.clone(); 4]),
                _ => {}
            }
        }
        match super::kind_of(kind) {
            QuestionKind::Number => numbers.extend(vec![id.to_owned(); 6]),
            QuestionKind::Date => dates.extend(vec![id.to_owned(); 6]),
            _ => {}
        }
        if kind == "repeat" {
            numbers.push(format!("count({id})"));
            let own = fields.iter().filter(|field| field.kind == QuestionKind::Number);
            numbers.extend(own.map(|field| format!("sum({id}.{})", field.id)));
        }
        self.line(indent, "must:");
        for _ in 0..random.between(1, 3) {
            let that = rule(random, &numbers, &dates, 1);
            self.line(indent + 2, &format!("- that: {that}"));
            self.line(indent + 4, "say: These answers must fit together.");
        }
    }

    /// What gives one number, or one date.
    fn values(&self, kind: QuestionKind) -> Vec<String> {
        let of_kind = self.names.iter().filter(|name| name.kind == kind);
        let one = |name: &Name| match (name.over, kind) {
            (Over::One, _) => Some(name.id.clone()),
            (Over::Rows, QuestionKind::Number) => Some(format!("sum({})", name.id)),
            _ => None,
        };
        let mut values: Vec<String> = of_kind.filter_map(one).collect();
        if kind == QuestionKind::Number {
            values.extend(["2", "4.5", "6"].map(str::to_owned));
            if self.fact_list {
                values.extend(["count(f_list)", "sum(f_list.f_count)"].map(str::to_owned));
            }
        } else {
            values.extend(["2022-12-31", "2023-02-28", "period.to"].map(str::to_owned));
        }
        values
    }

    /// Rules have a chance of their own, so that the rest of a form does not depend on them.
    fn own_random(&self) -> Random {
        Random::new(self.out.len() as u64)
    }
}

fn rule(random: &mut Random, numbers: &[String], dates: &[String], depth: usize) -> String {
    if depth > 0 && random.percent(30) {
        let word = *random.pick(&["and", "or"]);
        return format!("({}) {word} ({})", rule(random, numbers, dates, 0), rule(random, numbers, dates, 0));
    }
    let sign = *random.pick(&["=", "!=", "<", "<=", ">", ">=", "<=", ">="]);
    if random.percent(25) {
        // The last ones are answers more often, and an end of the period is no side of two.
        let date = random.pick(&dates[dates.len().saturating_sub(6)..]).clone();
        let other = if date.starts_with("period") { "2023-04-10".to_owned() } else { random.pick(dates).clone() };
        return format!("{date} {sign} {other}");
    }
    let near = numbers.len().saturating_sub(8);
    let (one, two) = (random.pick(&numbers[near..]).clone(), random.pick(numbers).clone());
    match random.below(4) {
        0 => format!("{one} + {two} {sign} {}", random.pick(numbers)),
        1 => format!("2 * {one} - 1 {sign} {two}"),
        _ => format!("{one} {sign} {two}"),
    }
}
