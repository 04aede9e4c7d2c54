//! Names with roles in one cell: a line for each, the role behind a colon.

use canevas_responses::NameAndRole;

/// The names of a text with at least one word.
pub fn people(text: &str) -> Vec<NameAndRole> {
    let lines = text
        .lines()
        .map(|line| line.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '-' | '–' | '•' | '*')));
    let lines: Vec<&str> = lines.map(str::trim).filter(|line| !line.is_empty()).collect();
    if lines.is_empty() {
        return vec![NameAndRole { name: text.to_owned(), role: None }];
    }
    lines.into_iter().map(person).collect()
}

fn person(line: &str) -> NameAndRole {
    let parted = line.split_once(':').map(|(name, role)| (name.trim(), role.trim()));
    // An address has a colon too.
    match parted.filter(|(name, role)| !name.is_empty() && !role.is_empty() && !role.starts_with("//")) {
        Some((name, role)) => NameAndRole { name: name.to_owned(), role: Some(role.to_owned()) },
        None => NameAndRole { name: line.to_owned(), role: None },
    }
}

#[cfg(test)]
mod tests {
    use super::people;

    #[test]
    fn a_line_is_a_name() {
        let told = |text: &str| -> Vec<String> {
            people(text)
                .into_iter()
                .map(|person| format!("{}|{}", person.name, person.role.unwrap_or_default()))
                .collect()
        };
        assert_eq!(
            told("OIT : appui technique\n- UNICEF\n\n• FAO: cacao"),
            ["OIT|appui technique", "UNICEF|", "FAO|cacao"]
        );
        assert_eq!(told("https://example.org"), ["https://example.org|"]);
        assert_eq!(told("-"), ["-|"]);
    }
}
