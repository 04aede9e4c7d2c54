//! The number and words of the question at a path: a person looks for a question, not for an id.

use super::template::Template;
use std::collections::HashMap;

/// The questions of a form by the paths of their fields.
pub struct Questions<'t> {
    /// By the path of a field.
    by_path: HashMap<&'t str, &'t str>,
    /// By the id of a question.
    by_id: HashMap<&'t str, &'t str>,
    /// The options of boxes, by the paths of their fields.
    options: HashMap<&'t str, &'t str>,
}

impl<'t> Questions<'t> {
    /// The questions of the blank form.
    pub fn of(template: &'t Template) -> Self {
        let fields = template.fields.iter();
        let mut by_id: HashMap<&str, &str> = HashMap::new();
        for field in fields.clone() {
            by_id.entry(id_of(field.path.full())).or_insert(field.question.as_str());
        }
        let boxes = fields.clone().filter_map(|field| Some((field.path.full(), field.option.as_deref()?)));
        let options = boxes.collect();
        Self { by_path: fields.map(|field| (field.path.full(), field.alias.as_str())).collect(), by_id, options }
    }

    /// The option of a box.
    pub fn option(&self, path: &str) -> Option<&'t str> {
        self.options.get(path).copied()
    }

    /// The question of a field.
    pub fn of_field(&self, path: &str) -> Option<&'t str> {
        self.by_path.get(path).copied()
    }

    /// The question at the path of an answer, with the row where rows repeat.
    pub fn of_answer(&self, path: &str) -> Option<String> {
        if let Some(question) = self.of_field(path) {
            return Some(question.to_owned());
        }
        // The path of a field in a repeated row, as the report writes it.
        if let Some((field, row)) = path.rsplit_once('#')
            && let Some(question) = self.of_field(field.trim_start_matches('/'))
        {
            return Some(format!("{question}, row {row}"));
        }
        // The path of an answer counts repeated rows from 0. The path of a field has no row.
        let (mut steps, mut row) = (Vec::new(), None);
        for step in path.trim_start_matches('/').split('/') {
            match step.parse::<usize>() {
                Ok(number) if row.is_none() && !steps.is_empty() => row = Some(number + 1),
                _ => steps.push(step),
            }
        }
        let bare = steps.join("/");
        let question = self.of_field(&bare).or_else(|| self.by_id.get(id_of(&bare)).copied())?;
        Some(row.map_or_else(|| question.to_owned(), |row| format!("{question}, row {row}")))
    }
}

/// The id that a path starts with.
fn id_of(path: &str) -> &str {
    path.split(['/', '=', '~', '.']).next().unwrap_or(path)
}
