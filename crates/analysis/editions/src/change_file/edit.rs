//! Adds entries to the change file. The text is spliced, so that comments and layout stay as people wrote them.

use canevas_diagnostics::Source;
use canevas_model::{Model, canonical};

/// A new change file that starts from an edition. It keeps the retirements of the earlier change file.
pub fn start(from: &Model, earlier: Option<&str>) -> String {
    let mut out = format!(
        "# What changes since the edition {}. Written by canevas rename, retire and accept; read by people.\n\
         from:\n  edition: {}\n  definition: {}\n",
        from.edition,
        quoted(&from.edition),
        quoted(&canonical::definition_digest(from))
    );
    if let Some(block) = earlier.and_then(|text| block(text, "retired")) {
        out.push_str(block);
    }
    out
}

/// The lines of a block of the file, including its key.
fn block<'a>(text: &'a str, key: &str) -> Option<&'a str> {
    let start = line_starts(text).find(|start| is_key(&text[*start..], key))?;
    let end = line_starts(text)
        .find(|at| *at > start && text[*at..].starts_with(|c: char| c.is_ascii_alphabetic()))
        .unwrap_or(text.len());
    Some(&text[start..end])
}

fn is_key(text: &str, key: &str) -> bool {
    text.strip_prefix(key).is_some_and(|rest| rest.starts_with(':'))
}

fn line_starts(text: &str) -> impl Iterator<Item = usize> + '_ {
    std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1))
}

/// Adds an entry (its lines without indentation) to a list of the file.
pub fn append(text: &str, key: &str, entry: &[String]) -> Result<String, String> {
    let item: String = entry
        .iter()
        .enumerate()
        .map(|(index, line)| if index == 0 { format!("  - {line}\n") } else { format!("    {line}\n") })
        .collect();
    let mut text = text.to_owned();
    if !text.is_empty() && !text.ends_with('\n') {
        text.push('\n');
    }
    let Some(found) = block(&text, key) else {
        return Ok(format!("{text}{key}:\n{item}"));
    };
    let at = found.as_ptr() as usize - text.as_ptr() as usize;
    let first = found.lines().next().unwrap_or_default();
    let value = first[key.len() + 1..].split('#').next().unwrap_or_default().trim();
    // Blank lines and comments after the last entry stay after the new one.
    let kept = found.trim_end_matches('\n');
    let kept = kept.rfind('\n').map_or(kept, |_| {
        let mut end = kept.len();
        while let Some(start) = kept[..end].rfind('\n') {
            let line = kept[start + 1..end].trim_start();
            let is_own = !line.is_empty() && (!line.starts_with('#') || kept[start + 1..].starts_with(' '));
            if is_own {
                break;
            }
            end = start;
        }
        &kept[..end]
    });
    match value {
        "" => {
            // If the entries have the depth of the key, the new one has it too.
            let flush = found.lines().nth(1).is_some_and(|line| line.starts_with("- "));
            let item = if flush { item.lines().map(|line| format!("{}\n", &line[2..])).collect() } else { item };
            let end = at + kept.len();
            Ok(format!("{}\n{item}{}", &text[..end], text[end..].strip_prefix('\n').unwrap_or(&text[end..])))
        }
        "[]" => Ok(text.replacen(first, &format!("{key}:\n{}", item.trim_end_matches('\n')), 1)),
        _ => Err(format!("`{key}` stands on one line; put each entry on a line of its own that starts with `-`")),
    }
}

/// The entry for a question with a new id.
pub fn renamed(old: &str, new: &str) -> Vec<String> {
    vec![format!("new: {new}"), format!("old: {old}"), "relation: renamed".to_owned(), "comparable: full".to_owned()]
}

/// The entry that retires a question or an option. It holds a copy of the question.
pub fn retired(at: &str, last_edition: &str, reason: &str, question: Option<&str>) -> Vec<String> {
    let (id, option) = at.split_once('.').map_or((at, None), |(id, option)| (id, Some(option)));
    let mut out = vec![format!("id: {id}")];
    out.extend(option.map(|option| format!("option: {option}")));
    out.push(format!("last_edition: {}", quoted(last_edition)));
    out.push(format!("reason: {}", quoted(reason)));
    if let Some(question) = question {
        out.push("question:".to_owned());
        out.extend(question.lines().map(|line| if line.is_empty() { String::new() } else { format!("  {line}") }));
    }
    out
}

/// The entry that accepts a finding.
pub fn waiver(rule: &str, at: &str, fingerprint: &str, reason: &str, expires: Option<&str>) -> Vec<String> {
    let mut out = vec![
        format!("rule: {rule}"),
        format!("at: {}", quoted(at)),
        format!("fingerprint: {}", quoted(fingerprint)),
        format!("reason: {}", quoted(reason)),
    ];
    out.extend(expires.map(|day| format!("expires: {}", quoted(day))));
    out
}

/// A text in double quotes, which YAML and JSON read in the same way.
pub(crate) fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// The lines of a question in the form, without their indentation and the dash.
pub fn question_as_typed(model: &Model, source: &Source, id: &str) -> Option<String> {
    let question = model.question(id)?;
    let text = source.text();
    let lines: Vec<&str> = text.lines().collect();
    let depth = |line: &str| line.len() - line.trim_start().len();
    let of_id = source.line_of(question.span.start as usize);
    let mut first = of_id;
    while !lines.get(first)?.trim_start().starts_with('-') {
        first = first.checked_sub(1)?;
    }
    let dash = depth(lines[first]);
    if lines[first].trim_start().starts_with("- {") {
        return None;
    }
    let mut block: Vec<&str> = vec![lines[first]];
    block.extend(lines[first + 1..].iter().take_while(|line| line.trim().is_empty() || depth(line) > dash));
    while block.last().is_some_and(|line| line.trim().is_empty()) {
        block.pop();
    }
    let inner = dash + 2;
    let out: Vec<&str> = block
        .iter()
        .map(|line| if line.trim().is_empty() { "" } else { line.get(inner..).unwrap_or_else(|| line.trim_start()) })
        .collect();
    Some(out.join("\n"))
}

#[cfg(test)]
mod tests {
    use super::append;

    fn entry() -> Vec<String> {
        vec!["new: b".to_owned(), "old: a".to_owned()]
    }

    #[test]
    fn entries_are_spliced_and_comments_stay() {
        let text = "from: { edition: \"2024\" }\nwas:\n  - new: d   # why\n    old: c\n\n# later\nretired: []\n";
        let expected = "from: { edition: \"2024\" }\nwas:\n  - new: d   # why\n    old: c\n  - new: b\n    old: a\n\n# later\nretired: []\n";
        assert_eq!(append(text, "was", &entry()).as_deref(), Ok(expected));
        let found = append(text, "retired", &entry());
        assert!(found.is_ok_and(|text| text.ends_with("# later\nretired:\n  - new: b\n    old: a\n")));
        assert!(append("was: [{ new: d, old: c }]\n", "was", &entry()).is_err());
        assert_eq!(append("", "was", &entry()).as_deref(), Ok("was:\n  - new: b\n    old: a\n"));
        let flush = append("was:\n- new: d\n  old: c\n", "was", &entry());
        assert_eq!(flush.as_deref(), Ok("was:\n- new: d\n  old: c\n- new: b\n  old: a\n"));
    }
}
