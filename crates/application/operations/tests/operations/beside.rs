//! What stands beside answers and in their place, in what people read: special answers of the form in each language, comments,
//! documents, and who signs, which nobody publishes.

use crate::support::{Memory, Page, names};
use canevas_operations::files::MemoryFiles;
use canevas_operations::{FillFormat, FillRequest, Project, fill_returns};

const FORM: &str = include_str!("../beside/2024/form.yaml");
const FRENCH: &str = include_str!("../beside/2024/locales/fr.po");
const RETURN: &str = include_str!("../beside/2024/returns/CMR.json");

#[test]
fn a_return_shows_what_stands_beside_answers_and_not_who_signs() {
    let mut files = MemoryFiles::default();
    files.write("2024/form.yaml", FORM);
    files.write("2024/locales/fr.po", FRENCH);
    files.write("2024/returns/CMR.json", RETURN);
    let memory = Memory(Project::new(files));
    let mut page = Page::default();
    let printed = |languages: &[&str], personal: bool| {
        let request = FillRequest {
            names: names(["2024/returns/CMR.json"]),
            form: Some("2024".to_owned()),
            format: FillFormat::Markdown,
            languages: languages.iter().map(|tag| (*tag).to_owned()).collect(),
            personal,
            ..FillRequest::default()
        };
        fill_returns(memory.project(), &request).unwrap().printed.unwrap()
    };
    let published = printed(&["fr"], false);
    assert!(!published.contains("Ada Biya") && !published.contains("Yaoundé"), "{published}");
    page.head("in French, to be published").line(&published);
    page.head("in English, with what is personal").line(&printed(&["en"], true));
    page.is_expected("beside");
}
