#![allow(clippy::expect_used, clippy::unwrap_used, reason = "tests")]

use super::*;
use canevas_diagnostics::Sources;

const FORM: &str = "canevas: 1\nform: demo/sample\nedition: \"2024\"\nlanguages: { source: fr, translations: [en, es] }\ntitle: Un formulaire\nsections:\n  - id: s\n    title: Une section\n    questions:\n      - id: q\n        type: text\n        ask: Qu'est-ce ?\n";

fn read(text: &str) -> (Glossary, Vec<(String, String)>) {
    let mut sources = Sources::default();
    let form = sources.add("form.yaml", FORM);
    let (model, _) = canevas_model::lower(&sources, form);
    let id = sources.add("glossary.csv", text);
    let (glossary, findings) = read_glossary(id, sources.get(id), &model.unwrap());
    let told = findings.iter().map(|finding| {
        let span = finding.primary.span;
        (finding.message.clone(), sources.get(id).slice(span.range()).to_owned())
    });
    (glossary, told.collect())
}

fn language(tag: &str) -> Language {
    Language::new(tag).unwrap()
}

#[test]
fn separators_marks_and_quotes() {
    let comma =
        "term,fr,en,definition\nchild,\"travail des enfants | travail \"\"infantile\"\"\",child labour,\"a, b\nc\"\n";
    let (glossary, told) = read(comma);
    assert!(told.is_empty(), "{told:?}");
    let term = &glossary.terms[0];
    let texts: Vec<&str> = term.accepted(&language("fr")).iter().map(|text| text.value.as_str()).collect();
    assert_eq!(texts, ["travail des enfants", "travail \"infantile\""]);
    assert_eq!(term.definition.as_deref(), Some("a, b\nc"));
    let semicolon = "\u{feff}sep=;\r\nterm;fr;en;definition\r\nchild;travail des enfants | travail \"infantile\";child labour;\"a, b\nc\"\r\n\r\n";
    let (other, told) = read(semicolon);
    assert!(told.is_empty(), "{told:?}");
    assert!(read("Term;FR;En Forbidden\na;b;c\n").1.is_empty(), "capitals say the same");
    let plain = |glossary: &Glossary| {
        let term = &glossary.terms[0];
        let texts = |tag| term.accepted(&language(tag)).iter().map(|text| text.value.clone()).collect::<Vec<_>>();
        (term.id.clone(), texts("fr"), texts("en"), term.definition.clone())
    };
    assert_eq!(plain(&glossary), plain(&other));
}

#[test]
fn slips_are_told_where_they_are() {
    let (_, told) = read(
        "term,fr,en,es forbiden,pt,defnition\na,\"é \"\"b | c\"\"\",x\nb,C\"\"\"d,x\nc,,y\na,d,e,,,,f\ne,\"g\" h\nf,\"i\n",
    );
    let places: Vec<&str> = told.iter().map(|(_, place)| place.as_str()).collect();
    assert_eq!(places, ["es forbiden", "pt", "defnition", "c,,y", "f", " h", "\"i"], "{told:#?}");
    let (_, told) = read("term,fr,fr forbidden\na,bois | bois,\na,Bois,\nb,fer,\"eau | fer\"\n");
    let messages: Vec<&str> = told.iter().map(|(message, _)| message.as_str()).collect();
    assert_eq!(
        messages,
        [
            "`bois` is in the glossary twice",
            "`a` is the id of two terms",
            "`Bois` is in the glossary twice",
            "`fer` is both accepted and forbidden"
        ]
    );
    assert_eq!(told[3].1, "fer");
    assert!(read("").1[0].0.contains("empty") && read("term,en\n").1[0].0.contains("no column `fr`"));
}

#[test]
fn terms_are_found_as_whole_words_in_any_number() {
    let (glossary, _) = read(
        "term,fr,fr forbidden\nplan,plan d'action,\nnational,plan d’action national,\nchild,travail des enfants,travail infantile\nisland,île,\ntarget,cible 8.7,objectif 8.7\n",
    );
    let finder = Finder::new(&glossary, &language("fr"));
    let found = |text: &str| {
        let hits = finder.find(text);
        outermost(&hits)
            .into_iter()
            .map(|hit| (text[hit.range.clone()].to_owned(), hit.term, hit.is_forbidden))
            .collect::<Vec<_>>()
    };
    assert_eq!(found("Les plans d’action nationaux"), [("plans d’action nationaux".to_owned(), 1, false)]);
    assert_eq!(found("Un plan d'action, national"), [("plan d'action".to_owned(), 0, false)]);
    assert_eq!(found("Le **Travail  des\nenfants**"), [("Travail  des\nenfants".to_owned(), 2, false)]);
    assert_eq!(found("du travail infantile"), [("travail infantile".to_owned(), 2, true)]);
    assert!(
        found("aplan d'action {island} {île} https://a.org/île [x](https://b.org/île) travail. des enfants").is_empty()
    );
    assert_eq!(finder.find("plan d'action national").len(), 2);
}

#[test]
fn damaged_files_are_read_to_their_ends() {
    let whole = "\u{feff}term;fr;en;en forbidden;definition\na;\"é \"\"b\"\" | c\";x | y;z;\"d;\r\ne\"\nb;ç;;;\n";
    let boundaries: Vec<usize> = whole.char_indices().map(|(at, _)| at).collect();
    for cut in &boundaries {
        read(&whole[..*cut]);
        for sign in ["\"", ";", "\n", "\r", "|", "\u{feff}", "\u{0}", "é"] {
            let mut text = whole.to_owned();
            text.insert_str(*cut, sign);
            let (glossary, _) = read(&text);
            Finder::new(&glossary, &language("fr")).find(&text);
        }
    }
}
