//! Reads a case, and holds its names against the form.

use crate::case_file::{CaseFile, ExpectedFinding};
use crate::place::CasePlace;
use crate::typed::{type_answers, type_fact};
use canevas_diagnostics::{Finding, Findings, Rule, SourceId, Sources, Span, nearest};
use canevas_model::{Language, Model, RespondentsKind};
use canevas_project::CountryFile;
use canevas_responses::{ANSWERS_KEY, AnswerKey, FACTS_KEY, ReturnFile};
use canevas_syntax::case::{Case, CaseFinding};
use canevas_syntax::return_file::Status;
use canevas_syntax::{Entry, Node, NodeKind, Read as _, Scalar, Sp, Style, parse_yaml, rules};

/// Reads a case. One that names what the form does not have is refused: the findings say what, and the case is not kept.
pub fn read_case(
    sources: &Sources,
    id: SourceId,
    model: &Model,
    files: &[CountryFile],
) -> (Option<CaseFile>, Findings) {
    let (node, mut findings) = parse_yaml(id, sources.get(id));
    let Some(case) = node.and_then(|node| Case::read(&node, &mut findings)) else { return (None, findings) };
    let mut reader = CaseReader { id, model, files, findings };
    let read = reader.case(case);
    let is_whole = !reader.findings.deny();
    (read.filter(|_| is_whole), reader.findings)
}

struct CaseReader<'a> {
    id: SourceId,
    model: &'a Model,
    files: &'a [CountryFile],
    findings: Findings,
}

impl CaseReader<'_> {
    fn unknown(&mut self, span: Span, message: String, near: Option<&str>, all: &str) {
        let help = near.map_or_else(|| all.to_owned(), |near| format!("did you mean `{near}`?"));
        self.findings.push(Finding::new(&rules::UNKNOWN_WORD, span, message).help(help));
    }

    fn case(&mut self, case: Case) -> Option<CaseFile> {
        let model = self.model;
        let version = case.canevas?;
        if version.value != 1 {
            let message = format!("this file is of version {}, and this program reads version 1", version.value);
            self.findings.push(Finding::new(&rules::WRONG_KIND, version.span, message).help("update canevas"));
        }
        let language = self.language(case.language);
        let named = if model.respondents.kind() == RespondentsKind::Listed { case.respondent } else { case.country };
        let country = named.map(|country| self.country(country));
        let nowhere = Span::new(self.id, 0..0);
        let bare = |text: &str| scalar(text, Style::Bare, nowhere);
        let word = |text: &str| scalar(text, Style::Quoted, nowhere);
        let status = match case.status.as_ref().map(|status| status.value) {
            Some(Status::Complete) => "complete",
            Some(Status::Draft) | None => "draft",
        };
        let mut facts: Vec<Entry> = Vec::new();
        if let Some((country, key)) = country.as_ref().zip(model.respondents.key()) {
            facts.push(entry(key, country.span, scalar(&country.value, Style::Quoted, country.span)));
        }
        for (key, mut value) in case.facts.into_iter().flat_map(|facts| facts.0) {
            match model.facts.iter().find(|fact| *fact.id == *key.value.0) {
                Some(fact) => {
                    type_fact(&mut value.0, fact);
                    facts.push(entry(&key.value.0, key.span, value.0));
                }
                None => {
                    let near = nearest(&key.value.0, model.facts.iter().map(|fact| fact.id.as_str()));
                    let all = "write the id of a fact, as under `about: facts:` in form.yaml";
                    self.unknown(key.span, format!("no fact has the id `{}`", key.value.0), near, all);
                }
            }
        }
        let none = Node { span: nowhere, kind: NodeKind::Map(Vec::new()) };
        let mut answers = case.answers.map_or(none, |answers| answers.0);
        self.keys(&mut answers);
        type_answers(&mut answers, model);
        let members = vec![
            entry("canevas", nowhere, bare("1")),
            entry("form", nowhere, word(&model.form)),
            entry("edition", nowhere, word(&model.edition)),
            entry("language", nowhere, word(language.tag())),
            entry("status", nowhere, word(status)),
            entry(FACTS_KEY, nowhere, Node { span: nowhere, kind: NodeKind::Map(facts) }),
            entry(ANSWERS_KEY, nowhere, answers),
        ];
        let file = ReturnFile::of_node(self.id, Node { span: nowhere, kind: NodeKind::Map(members) });
        let prints = case.prints.into_iter().flat_map(|words| words.0);
        Some(CaseFile {
            source: self.id,
            country: country.map(|country| country.value),
            language,
            file,
            asks: self.places(case.asks),
            does_not_ask: self.places(case.does_not_ask),
            findings: case.findings.into_iter().flatten().filter_map(|finding| self.expected(finding)).collect(),
            prints: prints.filter_map(|(place, words)| Some((self.place(&place)?, words))).collect(),
        })
    }

    fn language(&mut self, named: Option<Sp<String>>) -> Language {
        let model = self.model;
        let Some(named) = named else { return model.source_language.clone() };
        let known = model.languages().find(|language| language.tag() == named.value);
        if known.is_none() {
            let tags: Vec<&str> = model.languages().map(Language::tag).collect();
            let all = format!("it has {}", tags.join(", "));
            self.unknown(named.span, format!("the form has no language `{}`", named.value), None, &all);
        }
        known.unwrap_or(&model.source_language).clone()
    }

    fn country(&mut self, named: Sp<String>) -> Sp<String> {
        let own = || self.files.iter().map(|file| file.code.as_str());
        let respondents = &self.model.respondents;
        if !self.model.has_respondent(&named.value, |code| own().any(|own| own == code)) {
            let all = own().chain(self.model.respondent_codes());
            let is_listed = respondents.kind() == RespondentsKind::Listed;
            let wanted = if is_listed { named.value.clone() } else { named.value.to_uppercase() };
            let near = nearest(&wanted, all).map(str::to_owned);
            let message = format!("no {} has the code `{}`", respondents.noun(), named.value);
            let example = self.model.respondent_codes().first().copied().filter(|_| is_listed).unwrap_or("CMR");
            let help = format!("write the code of {}, such as {example}", respondents.a_noun());
            self.unknown(named.span, message, near.as_deref(), &help);
        }
        named
    }

    /// Looks at the keys of the answers. What stands under them is judged as that of a return.
    fn keys(&mut self, answers: &mut Node) {
        let NodeKind::Map(entries) = &answers.kind else {
            if answers.kind != NodeKind::Empty {
                let message = "expected lines of `question: answer`";
                self.findings.push(Finding::new(&rules::WRONG_KIND, answers.span, message));
            }
            answers.kind = NodeKind::Map(Vec::new());
            return;
        };
        let model = self.model;
        let asked = || model.questions.iter().filter(|question| question.takes_answer());
        for Entry { key, .. } in entries {
            let parsed = AnswerKey::parse(&key.value);
            if asked().any(|question| parsed.belongs_to(question)) {
                continue;
            }
            let keys: Vec<String> = asked().flat_map(AnswerKey::all_of).map(|key| key.to_string()).collect();
            let near = nearest(&key.value, keys.iter().map(String::as_str));
            let message = format!("no question has the id `{}`", key.value);
            self.unknown(key.span, message, near, "write the id of a question that takes an answer, as in form.yaml");
        }
    }

    fn places(&mut self, named: Option<Vec<Sp<String>>>) -> Vec<Sp<CasePlace>> {
        named.into_iter().flatten().filter_map(|name| self.place(&name)).collect()
    }

    fn place(&mut self, name: &Sp<String>) -> Option<Sp<CasePlace>> {
        match CasePlace::read(name, self.model) {
            Ok(place) => Some(Sp::new(place, name.span)),
            Err(finding) => {
                self.findings.push(*finding);
                None
            }
        }
    }

    fn expected(&mut self, finding: CaseFinding) -> Option<ExpectedFinding> {
        let named = finding.rule?;
        let known: &[&'static Rule] = canevas_validate::rules::RULES;
        let Some(rule) = known.iter().copied().find(|rule| rule.is_called(&named.value)) else {
            let names = known.iter().flat_map(|rule| [rule.code, rule.name]);
            let near = nearest(&named.value, names);
            let all = "write the code of a rule about returns, such as R002";
            self.unknown(named.span, format!("no rule about returns is called `{}`", named.value), near, all);
            return None;
        };
        let place = finding.question.as_ref().and_then(|question| self.place(question));
        let owner = place.map(|place| &self.model.questions[place.value.0.question]);
        let mut field = None;
        if let Some(named) = &finding.field {
            let fields = || owner.into_iter().flat_map(|question| &question.fields);
            field = fields().find(|field| *field.id == *named.value).map(|field| field.id.clone());
            if field.is_none() {
                let near = nearest(&named.value, fields().map(|field| field.id.as_str()));
                let message = format!("the question has no field `{}`", named.value);
                self.unknown(named.span, message, near, "name the question of the field under `question`");
            }
        }
        Some(ExpectedFinding {
            rule: Sp::new(rule, named.span),
            question: owner.map(|question| question.id.clone()),
            field,
            row: finding.row.map(|row| row.value),
        })
    }
}

fn scalar(text: &str, style: Style, span: Span) -> Node {
    Node { span, kind: NodeKind::Scalar(Scalar { text: text.to_owned(), style, segments: Vec::new() }) }
}

fn entry(key: &str, span: Span, value: Node) -> Entry {
    Entry { key: Sp::new(key.to_owned(), span), value }
}
