//! A form that can send its answers, against the same form that cannot.
#![allow(clippy::expect_used, clippy::unwrap_used, clippy::panic, reason = "tests")]

use canevas_diagnostics::Sources;
use canevas_html::FormOptions;
use canevas_project::{Catalogues, FormCopy};

const FORM: &str = "canevas: 1\nform: a/b\nedition: 2024\nlanguages: { source: en, translations: [fr, es] }\ncontact: { email: desk@example.org }\ntitle: T\nsections:\n  - id: s\n    title: S\n    questions:\n      - id: q\n        type: text\n        ask: Q\n";

fn page(post_to: Option<&str>) -> String {
    page_of(FORM, post_to)
}

fn page_of(form: &str, post_to: Option<&str>) -> String {
    let mut sources = Sources::default();
    let id = sources.add("form.yaml", form);
    let (model, findings) = canevas_model::lower(&sources, id);
    let model = model.unwrap_or_else(|| panic!("{findings:?}"));
    let options = FormOptions { post_to: post_to.map(|address| address.parse().unwrap()) };
    String::from_utf8(canevas_html::form(&FormCopy::new(&model, None, &Catalogues::new()), &options).bytes).unwrap()
}

fn policy(html: &str) -> Vec<&str> {
    let at = html.find("Content-Security-Policy").unwrap();
    html[at..].split('"').nth(2).unwrap().split("; ").collect()
}

#[test]
fn a_form_without_an_address_sends_nothing() {
    let html = page(None);
    assert!(!html.contains("<form") && !html.contains("action=") && !html.contains("Send the answers"));
    assert_eq!(policy(&html).last(), Some(&"form-action 'none'"));
    assert!(html.contains("Nothing is sent. Only this browser"));
}

#[test]
fn the_policy_lets_answers_go_to_the_address_and_nowhere_else() {
    let none = page(None);
    for (address, named) in [
        ("https://example.org/returns", "form-action https://example.org/returns"),
        ("https://example.org/returns?form=b&year=2024", "form-action https://example.org/returns"),
        ("https://example.org/a&amp/b", "form-action https://example.org/a&amp;amp/b"),
        ("http://localhost:8080/", "form-action http://localhost:8080/"),
    ] {
        let html = page(Some(address));
        let (with, without) = (policy(&html), policy(&none));
        assert_eq!(with.last(), Some(&named));
        assert_eq!(with[..with.len() - 1], without[..without.len() - 1], "nothing else changes");
    }
}

#[test]
fn the_form_element_is_an_ordinary_one() {
    let html = page(Some("https://example.org/returns?a=1&b=2"));
    let element = html.split("<form ").nth(1).unwrap().split("</form>").next().unwrap();
    assert!(element.starts_with(
        "method=\"post\" action=\"https://example.org/returns?a=1&amp;b=2\" target=\"_blank\" accept-charset=\"utf-8\">\
         <input type=\"hidden\" id=\"return\" name=\"return\">"
    ));
    assert_eq!((html.matches("<form").count(), html.matches("name=\"return\"").count()), (1, 1));
    let finished = html.find("id=\"s/finished\"").unwrap();
    assert!(finished < html.find("<form").unwrap(), "it stands on the page for when all is done");
}

/// No text of a form that can send answers says that it does not.
#[test]
fn the_words_say_when_something_is_sent() {
    let html = page(Some("https://example.org/returns"));
    for text in [
        "Nothing is sent until you press “Send the answers” at the end. Only",
        "Keep it. Nothing is sent until you press “Send the answers”. The reply",
        "Rien n’est envoyé tant que vous n’avez pas choisi «\u{a0}Envoyer les réponses\u{a0}» à la fin. Seul",
        "Rien n’est envoyé tant que vous n’avez pas choisi «\u{a0}Envoyer les réponses\u{a0}». La",
        "No se envía nada hasta que pulse «Enviar las respuestas» al final. Solo",
        "Consérvelo. No se envía nada hasta que pulse «Enviar las respuestas». La",
    ] {
        assert!(html.contains(text), "{text}");
    }
    for text in ["Nothing is sent.", "Rien n’est envoyé.", "No se envía nada.", "to the address below"] {
        assert!(!html.contains(text), "{text}");
    }
    assert!(!html.contains("{send}"));
}

#[test]
fn the_last_page_speaks_of_an_email_address_only_where_one_is_named() {
    let [with, without] =
        [FORM.to_owned(), FORM.replace("contact: { email: desk@example.org }\n", "")].map(|form| page_of(&form, None));
    let (address, back) =
        ("Send it as an attachment to the address below.", "Send it back to the people who sent you this form.");
    assert!(with.contains(address) && !with.contains(back));
    assert!(without.contains(back) && !without.contains(address));
}
