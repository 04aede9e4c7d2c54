//! Lines of a text for the terminal. A path or a command of `canevas` stays whole, so that it can be copied.

/// The text in lines of at most `width` characters. Only a space ends a line, and none within a command in backticks. A longer word
/// stands alone on its line. The lines of the text stay apart, and keep their indentation.
pub fn wrapped(text: &str, width: usize) -> String {
    text.split('\n').map(|line| one(line, width)).collect::<Vec<_>>().join("\n")
}

fn one(line: &str, width: usize) -> String {
    let indent = &line[..line.len() - line.trim_start_matches(' ').len()];
    let mut out = indent.to_owned();
    let mut column = indent.len();
    for (index, unit) in units(&line[indent.len()..]).into_iter().enumerate() {
        let length = unit.chars().count();
        if index > 0 && column + 1 + length > width {
            out.truncate(out.trim_end_matches(' ').len());
            out.push('\n');
            out.push_str(indent);
            column = indent.len();
        } else if index > 0 {
            out.push(' ');
            column += 1;
        }
        out.push_str(unit);
        column += length;
    }
    out
}

/// The words of a line; a command in backticks is one word, with what touches it.
fn units(line: &str) -> Vec<&str> {
    const COMMAND: &str = "`canevas ";
    let mut units = Vec::new();
    let mut rest = line;
    loop {
        let word = rest.find(' ').unwrap_or(rest.len());
        let command = rest.find(COMMAND).filter(|at| *at <= word && !rest[..*at].contains(' '));
        let closed = command.and_then(|at| Some(at + 1 + rest[at + 1..].find('`')?));
        let end = closed.map_or(word, |close| close + rest[close..].find(' ').unwrap_or(rest.len() - close));
        units.push(&rest[..end]);
        match rest.get(end + 1..) {
            Some(next) => rest = next,
            None => return units,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::wrapped;

    #[test]
    fn paths_and_commands_stay_whole() {
        let path = "schemas/a-long-organisation/a-very-long-form-of-the-year/2022-2023";
        let command = format!("`canevas diff HEAD~1:{path} {path} --all`");
        let text = format!("compare the two with {command}, and look at ({command}) or at {path}/form.yaml:3 then");
        for width in 10..130 {
            let lines = wrapped(&text, width);
            assert_eq!(lines.matches(&command).count(), 2, "{lines}");
            assert!(
                lines.contains(&format!(" {path}/form.yaml:3")) || lines.contains(&format!("\n{path}/form.yaml:3")),
                "{lines}"
            );
            assert_eq!(lines.split_whitespace().collect::<Vec<_>>(), text.split_whitespace().collect::<Vec<_>>());
            let too_long =
                |line: &&str| line.chars().count() > width && line.contains(' ') && !line.starts_with(['`', '(']);
            assert_eq!(lines.lines().find(too_long), None, "{width}");
        }
    }

    #[test]
    fn lines_keep_their_places_and_indentation() {
        assert_eq!(
            wrapped("one two three\n\n    hint: |\n      four five", 9),
            "one two\nthree\n\n    hint:\n    |\n      four\n      five"
        );
        assert_eq!(wrapped("a `b c` d", 4), "a `b\nc` d");
        assert_eq!(wrapped("an open `canevas check here", 12), "an open\n`canevas\ncheck here");
        assert_eq!(wrapped("", 4), "");
    }
}
