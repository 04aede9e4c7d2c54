//! Every path survives the way through text and back.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test says what it expects by failing")]

use canevas_diagnostics::Sources;
use canevas_model::{AnswerShape, Model, Question, lower};
use canevas_responses::{AnswerKey, AnswerPath, CompanionField, FactPath, RepeatedRow, ResponsePath};
use proptest::prelude::*;
use std::sync::LazyLock;

/// A form that has every kind of path.
const FORM: &str = include_str!("every_path.yaml");

static MODEL: LazyLock<Model> = LazyLock::new(|| {
    let mut sources = Sources::default();
    let id = sources.add("form.yaml", FORM);
    let (model, findings) = lower(&sources, id);
    assert!(!findings.deny(), "{findings:?}");
    model.expect("a model")
});

/// A word that the language accepts as an id, a code or the key of a row.
fn word() -> impl Strategy<Value = String> {
    "[a-z][a-z0-9_]{0,12}"
}

fn companions(question: &Question) -> Vec<Option<CompanionField>> {
    std::iter::once(None).chain(CompanionField::of(question).map(Some)).collect()
}

fn beside(path: AnswerPath, companion: Option<CompanionField>) -> AnswerPath {
    companion.into_iter().fold(path, AnswerPath::companion)
}

/// A path that the form has, below the row key `row`; repeated rows are named by `item`.
fn known_path(row: &str, item: Option<RepeatedRow>, choice: (usize, usize, usize)) -> AnswerPath {
    let question = &MODEL.questions.raw[choice.0 % MODEL.questions.len()];
    let mut path = AnswerPath::question(&question.id);
    if question.for_each.is_some() {
        path = path.in_row(row);
    }
    let names: Vec<String> = match question.shape {
        AnswerShape::NamesAndRoles { .. } => vec!["name".to_owned(), "role".to_owned()],
        _ => question.fields.iter().map(|field| field.id.to_string()).collect(),
    };
    let at = choice.1 % (names.len() + 1);
    let Some(name) = names.get(at) else {
        let all = companions(question);
        return beside(path, all[choice.2 % all.len()].clone());
    };
    if !matches!(question.shape, AnswerShape::Group)
        && let Some(item) = item
    {
        path = path.in_repeated_row(item);
    }
    let all = question.fields.raw.get(at).map_or_else(|| vec![None], companions);
    beside(path.field(name.as_str()), all[choice.2 % all.len()].clone())
}

fn any_item() -> impl Strategy<Value = RepeatedRow> {
    prop_oneof![any::<usize>().prop_map(RepeatedRow::At), Just(RepeatedRow::Each)]
}

proptest! {
    #[test]
    fn a_key_is_read_back_as_written(text in any::<String>(), id in word(), code in word()) {
        prop_assert_eq!(AnswerKey::parse(&text).to_string(), text);
        for companion in [None, Some(CompanionField::Comment), Some(CompanionField::other(&code))] {
            let key = AnswerKey { id: id.as_str().into(), companion };
            prop_assert_eq!(AnswerKey::parse(&key.to_string()), key);
        }
    }

    #[test]
    fn a_pointer_and_a_control_name_are_read_back(
        row in word(), item in any_item(), choice in any::<(usize, usize, usize)>()
    ) {
        let path = known_path(&row, Some(item), choice);
        prop_assert_eq!(AnswerPath::from_pointer(&path.pointer(), &MODEL), Some(path.clone()));
        prop_assert_eq!(AnswerPath::from_control_name(&path.control_name(), &MODEL), Some(path.clone()));
        let path = ResponsePath::from(path);
        prop_assert_eq!(ResponsePath::from_pointer(&path.pointer(), &MODEL), Some(path));
    }

    #[test]
    fn a_tag_is_read_back(row in word(), choice in any::<(usize, usize, usize)>()) {
        let path = known_path(&row, None, choice);
        prop_assert_eq!(AnswerPath::from_tag(&path.tag(), &MODEL), Some(path.clone()));
        prop_assert_eq!(known_path(&row, Some(RepeatedRow::At(3)), choice).tag(), path.tag());
        let tag = path.tag();
        prop_assert_eq!(ResponsePath::from_tag(&tag, &MODEL), Some(path.into()));
    }

    /// A draft may hold any key: one that no form knows, with dots, slashes and tildes in it.
    #[test]
    fn unknown_keys_and_rows_are_read_back(
        key in any::<String>(), inner in any::<String>(), row in any::<String>(), index in any::<usize>()
    ) {
        let (key, inner) = (AnswerKey::parse(&key), AnswerKey::parse(&inner));
        let paths = [
            AnswerPath::of_key(&key),
            AnswerPath::question("office").field_key(&inner),
            AnswerPath::question("steps").item(index).field_key(&inner),
            AnswerPath::question("yearly").in_row(&row),
            AnswerPath::question("yearly").in_row(&row).comment(),
            AnswerPath::question("yearly_office").in_row(&row).field_key(&inner),
        ];
        for path in paths {
            if path.key() == key && MODEL.question(&key.id).is_some() {
                continue;
            }
            prop_assert_eq!(AnswerPath::from_pointer(&path.pointer(), &MODEL), Some(path));
        }
    }

    #[test]
    fn facts_and_the_head_are_read_back(id in any::<String>(), row in any::<String>(), field in word()) {
        let head = ResponsePath::head(&id);
        prop_assert_eq!(ResponsePath::from_pointer(&head.pointer(), &MODEL), Some(head));
        let fact = FactPath::fact(id.as_str());
        for path in [fact.clone(), fact.clone().in_row(&row), fact.in_row(&row).field(field.as_str())] {
            prop_assert_eq!(FactPath::from_pointer(&path.pointer()), Some(path.clone()));
            let path = ResponsePath::from(path);
            prop_assert_eq!(ResponsePath::from_pointer(&path.pointer(), &MODEL), Some(path));
        }
        let path = FactPath::fact(field.as_str()).in_row(&field);
        prop_assert_eq!(FactPath::from_tag(&path.tag()), Some(path.clone()));
        prop_assert_eq!(FactPath::from_control_name(&path.control_name()), Some(path));
    }

    #[test]
    fn no_text_stops_the_readers(text in any::<String>(), below in any::<String>()) {
        for text in [text, format!("/answers/{below}"), format!("/answers/steps/{below}"), format!("steps/{below}")] {
            if let Some(path) = ResponsePath::from_pointer(&text, &MODEL) {
                // `~` that begins no escape is written as one.
                prop_assert_eq!(ResponsePath::from_pointer(&path.pointer(), &MODEL), Some(path));
            }
            if let Some(path) = AnswerPath::from_tag(&text, &MODEL) {
                prop_assert_eq!(path.tag(), text);
            }
        }
    }
}

#[test]
fn paths_are_written_as_the_guides_show_them() {
    let steps = AnswerPath::question("steps").item(1);
    assert_eq!(steps.pointer(), "/answers/steps/1");
    assert_eq!(steps.clone().field("status").other("b").pointer(), "/answers/steps/1/status.b");
    assert_eq!(steps.clone().field("status").other("b").tag(), "steps/status.b");
    assert_eq!(steps.comment(), AnswerPath::question("steps").comment(), "a row has no comment of its own");
    let row = AnswerPath::question("yearly_choice").in_row("y2022");
    assert_eq!(
        (row.tag(), row.clone().other("other").tag()),
        ("yearly_choice/y2022".into(), "yearly_choice.other/y2022".into())
    );
    assert_eq!(row.comment().pointer(), "/answers/yearly_choice.comment/y2022");
    let any = AnswerPath::question("steps").in_repeated_row(RepeatedRow::Each).field("heading");
    assert_eq!(any.control_name(), "answers/steps/{i}/heading");
    assert_eq!(FactPath::fact("plans").in_row("r1").field("title").tag(), "@plans/r1/title");
    assert_eq!(ResponsePath::Fact(FactPath::fact(FactPath::COUNTRY)).pointer(), "/facts/country");
    assert_eq!(AnswerPath::question("a/b~c").pointer(), "/answers/a~1b~0c");
    assert_eq!(AnswerPath::from_pointer("/answers/plain/x", &MODEL), None, "a text has nothing below it");
}

#[test]
fn a_form_says_which_keys_it_knows() {
    let known =
        |key: &str| AnswerKey::parse(key).find_in(&MODEL.questions).map(|(_, question)| question.id.to_string());
    assert_eq!(known("choice.other").as_deref(), Ok("choice"));
    assert_eq!(known("plain.comment").as_deref(), Ok("plain"));
    for unknown in ["choice.a", "office.comment", "nothing", "plain.comment.more", "", "."] {
        assert_eq!(known(unknown).map_err(|key| key.0), Err(unknown.to_owned()));
    }
    let all: Vec<String> = AnswerKey::all_of(&MODEL.questions.raw[1]).map(|key| key.to_string()).collect();
    assert_eq!(all, ["choice", "choice.other", "choice.comment"]);
}
