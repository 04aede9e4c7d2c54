//! The reference of the language, `docs/language.md`: the text says what no type says, the tables come from the JSON Schema of the
//! form, and the compiler prints the result of each example. A key without an example, and an example with a finding, are refused.

use crate::language_keys::Keys;
use canevas_compiler::files::{FileTexts, MemoryFiles, Scope, read_edition};
use canevas_compiler::{Edition, Request};

const TEXT: &str = include_str!("language/language.md");

/// The examples, by the names under which the text asks for them.
const EXAMPLES: &[(&str, &str)] = &[
    ("head", include_str!("language/head.yaml")),
    ("respondents", include_str!("language/respondents.yaml")),
    ("sections", include_str!("language/sections.yaml")),
    ("questions", include_str!("language/questions.yaml")),
    ("choices", include_str!("language/choices.yaml")),
    ("limits", include_str!("language/limits.yaml")),
    ("rows", include_str!("language/rows.yaml")),
    ("facts", include_str!("language/facts.yaml")),
    ("special", include_str!("language/special.yaml")),
    ("conditions", include_str!("language/conditions.yaml")),
    ("rules", include_str!("language/rules.yaml")),
    ("evidence", include_str!("language/evidence.yaml")),
    ("years", include_str!("language/years.yaml")),
];

/// The page, and what it lacks: keys without an example, blocks without a table, examples that do not hold.
pub fn make() -> (String, Vec<String>) {
    let mut refused = Vec::new();
    let mut keys = match Keys::of_the_form() {
        Ok(keys) => keys,
        Err(error) => return (String::new(), vec![error]),
    };
    let mut page = String::new();
    for line in TEXT.lines() {
        let asked =
            line.strip_prefix('{').and_then(|rest| rest.strip_suffix('}')).and_then(|rest| rest.split_once(' '));
        let made = match asked {
            Some(("keys", block)) => keys.table(block),
            Some(("example", name)) => {
                let found = EXAMPLES.iter().find(|(known, _)| *known == name);
                let Some((_, form)) = found else {
                    refused.push(format!("there is no example {name}"));
                    continue;
                };
                refused.extend(keys.learn(form).err().map(|error| format!("{name}: {error}")));
                match printed(form) {
                    Ok(result) => format!("```yaml\n{}\n```\n\ngives\n\n```text\n{result}\n```", form.trim_end()),
                    Err(findings) => {
                        refused.push(format!("{name}:\n{findings}"));
                        continue;
                    }
                }
            }
            _ => line.to_owned(),
        };
        page.push_str(&made);
        page.push('\n');
    }
    refused.extend(keys.missing());
    (page, refused)
}

/// What the Word template of the blank copy says in its sections, or the findings in the form.
fn printed(form: &str) -> Result<String, String> {
    let mut files = MemoryFiles::default();
    files.write("form.yaml", form);
    let files = read_edition(&files, &mut FileTexts::default(), "", Scope::Whole).unwrap_or_default();
    let edition = Edition::read(&files);
    if !edition.findings.is_empty() {
        let messages: Vec<&str> = edition.findings.iter().map(|finding| finding.message.as_str()).collect();
        return Err(messages.join("\n"));
    }
    let built = edition.build(&Request::default());
    let text = built.iter().find(|file| file.path.ends_with("blank/questionnaire.en.docx.txt"));
    let text = text.map(|file| String::from_utf8_lossy(&file.bytes).into_owned()).unwrap_or_default();
    let from = first_section(form).and_then(|title| text.find(&format!("{title}\n"))).unwrap_or_default();
    let from = text[..from].rfind("## ").unwrap_or_default();
    // What ends every template stands below the first example only.
    let to = if from == 0 { None } else { text.find("\n---- not protected ----") };
    Ok(text[from..to.unwrap_or(text.len())].trim_end().to_owned())
}

/// The title of the first section. What stands before it is the same in every form, unless the example is about it.
fn first_section(form: &str) -> Option<&str> {
    let (_, sections) = form.split_once("\nsections:\n")?;
    let title = sections.lines().find_map(|line| line.strip_prefix("    title: "));
    title.filter(|_| !form.contains("\nabout:\n") && !form.contains("\nintroduction:"))
}
