//! Text in a field that is a prompt of the form, or that is left beside one. It is no answer, and somebody may have typed it.

use super::collect::Collected;
use super::normalize::{norm, tidy};
use super::report::UnplacedText;
use super::template::Template;

/// Lists text that was taken for a prompt and is not the prompt of its field.
pub fn report(template: &Template, collected: &mut Collected) {
    let mut found = Vec::new();
    for ((field, _), content) in &collected.contents {
        let known = &template.fields[*field];
        let text = tidy(&content.text);
        if content.is_typed || known.is_check() || text.is_empty() {
            continue;
        }
        let own = template.own_prompt_key(*field);
        // Where the controls are gone, a prompt may stand in the place of another one.
        let is_expected = |text: &str| norm(text) == own || template.is_prompt(text) && content.source.is_none();
        if is_expected(&text) {
            continue;
        }
        let is_empty = template.without_prompt(*field, &text).is_empty();
        for line in text.split('\n').filter(|line| is_empty || template.is_prompt(line)) {
            if !is_expected(line) && !line.trim().is_empty() {
                let after = template.label(known.group).to_owned();
                let place = "a field, where it was taken for a prompt".to_owned();
                found.push(UnplacedText { place, after, text: tidy(line), is_reworded: false });
            }
        }
    }
    collected.unplaced.extend(found);
}
