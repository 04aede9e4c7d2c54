//! A first walk over the form that collects ids. With them, placeholders and conditions can tell a name that comes later
//! from one that does not exist.

use crate::indices::{ComputedIx, FactIx, ListIx, QuestionIx};
use crate::respondents::RespondentsKind;
use crate::rules;
use canevas_diagnostics::{Finding, Findings, Span};
use canevas_syntax::definition::{Form, Part, Question};
use canevas_syntax::{Id, Sp, mended_id};
use std::collections::{HashMap, HashSet};

/// Words that no question or fact may be called.
const RESERVED: &[&str] = &[
    "and",
    "or",
    "not",
    "in",
    "has",
    "yes",
    "no",
    "answered",
    "said",
    "any",
    "all",
    "years",
    "countries",
    "country",
    "period",
    "edition",
    "previous",
    "next",
    "dates",
    "minutes",
    "contact",
    "item",
    "question",
];

/// The ids of a form.
#[derive(Debug, Default)]
pub(crate) struct KnownNames {
    /// Questions by id, with their index in document order.
    pub questions: HashMap<String, QuestionIx>,
    /// Facts by id, with their index.
    pub facts: HashMap<String, FactIx>,
    /// Lists by name, with their index.
    pub lists: HashMap<String, ListIx>,
    /// Computed numbers by name, with their index.
    pub computed: HashMap<String, ComputedIx>,
    /// Who answers, which decides what placeholders there are.
    pub respondents: RespondentsKind,
    /// What stands in the form under these names could not be read. A finding says so, and nothing that uses the name needs
    /// another one.
    pub unread: HashSet<String>,
    /// What else is given and could not be read: all `facts` or `lists`, the `period`, one of the `dates`, or the `id` of a
    /// question or field, so that an unknown name may be meant for it.
    pub unread_keys: HashSet<&'static str>,
}

impl KnownNames {
    /// Whether this is given and could not be read.
    pub fn lacks(&self, key: &str) -> bool {
        self.unread_keys.contains(key)
    }

    /// Whether a name may be one of those that could not be read.
    pub fn is_unread(&self, name: &str) -> bool {
        self.lacks("facts") || self.lacks("id") || self.unread.contains(name)
    }

    /// Whether a name of a list may be one of those that could not be read.
    pub fn is_unread_list(&self, name: &str) -> bool {
        self.lacks("lists") || self.unread.contains(name)
    }

    /// Whether what the parts of a placeholder name is given and could not be read.
    pub fn hide(&self, parts: &[String]) -> bool {
        let has = |word: &str| parts.iter().any(|part| part == word);
        (self.lacks("period") && has("period"))
            || (self.lacks("dates") && has("dates"))
            || parts.iter().any(|part| self.unread.contains(part))
            || (self.lacks("facts") && parts.len() == 1)
    }

    /// Keeps the names of a form that could not be read.
    fn collect_unread(&mut self, form: &Form) {
        if form.is_unread("lists") {
            self.unread_keys.insert("lists");
        }
        if form.is_unread("non_responses") {
            self.unread_keys.insert("non_responses");
        }
        if form.is_unread("about") || form.about.iter().any(|about| about.is_unread("facts")) {
            self.unread_keys.insert("facts");
        }
        self.unread.extend(form.computed.iter().flat_map(|computed| &computed.1).cloned());
        self.unread.extend(form.lists.iter().flat_map(|lists| &lists.1).cloned());
        self.unread.extend(form.about.iter().flat_map(|about| &about.facts).flat_map(|facts| &facts.1).cloned());
        for question in questions(form) {
            self.collect_unread_question(question);
        }
    }

    fn collect_unread_question(&mut self, question: &Question) {
        let has_type = question.r#type.is_some();
        self.unread.extend(question.id.iter().filter(|_| !has_type).map(|id| id.value.0.clone()));
        let typed =
            question.not_read.iter().filter(|unread| unread.key == "id").filter_map(|unread| unread.typed.as_deref());
        self.unread.extend(typed.map(mended_id));
        if question.id.is_none() && !question.is_unread("id") {
            self.unread_keys.insert("id");
        }
        for field in question.fields.iter().flatten() {
            self.collect_unread_question(field);
        }
    }
}

/// The questions of a form, in document order.
fn questions(form: &Form) -> impl Iterator<Item = &Question> {
    form.sections.iter().flatten().flat_map(|section| section.questions.iter().flatten()).flat_map(|part| match part {
        Part::Question(question) => std::slice::from_ref(&**question),
        Part::Heading(heading) => heading.questions.as_deref().unwrap_or_default(),
    })
}

pub(super) fn collect(form: &Form, findings: &mut Findings) -> KnownNames {
    let mut names = KnownNames { respondents: super::respondents::kind(form), ..KnownNames::default() };
    names.collect_unread(form);
    let mut places: HashMap<String, Span> = HashMap::new();
    for (index, (id, _)) in
        form.about.iter().flat_map(|about| about.facts.iter()).flat_map(|facts| &facts.0).enumerate()
    {
        reserved(&id.value.0, id.span, findings);
        is_of_respondents(id, findings);
        places.insert(id.value.0.clone(), id.span);
        names.facts.insert(id.value.0.clone(), index.into());
    }
    for (index, (id, _)) in form.computed.iter().flat_map(|computed| &computed.0).enumerate() {
        reserved(&id.value.0, id.span, findings);
        is_of_respondents(id, findings);
        if let Some(first) = places.get(&id.value.0) {
            findings.push(
                Finding::new(&rules::HIDDEN_NAME, id.span, format!("`{}` is the name of a fact as well", id.value.0))
                    .also(*first, "the fact")
                    .help("a text could mean either; give the computed number another name"),
            );
        }
        places.entry(id.value.0.clone()).or_insert(id.span);
        names.computed.insert(id.value.0.clone(), index.into());
    }
    for (index, (id, _)) in form.lists.iter().flat_map(|lists| &lists.0).enumerate() {
        if id.value.0 == "countries" || id.value.0 == "years" || names.facts.contains_key(&id.value.0) {
            findings.push(
                Finding::new(&rules::HIDDEN_NAME, id.span, format!("a list cannot be called `{}`", id.value.0))
                    .help("the name already means something in `choices` or `for_each`; choose another"),
            );
        }
        names.lists.insert(id.value.0.clone(), index.into());
    }
    let mut sections: HashMap<&str, Span> = HashMap::new();
    for section in form.sections.iter().flatten() {
        if let Some(id) = &section.id
            && let Some(first) = sections.insert(&id.value.0, id.span)
        {
            duplicate(&id.value.0, "section", id.span, first, findings);
        }
    }
    let questions: Vec<&Question> = questions(form).collect();
    let mut index = 0;
    for question in &questions {
        // A question without a readable id or type was reported. The model leaves it out.
        let (Some(id), Some(_)) = (&question.id, &question.r#type) else { continue };
        reserved(&id.value.0, id.span, findings);
        match places.get(&id.value.0) {
            Some(first) if names.facts.contains_key(&id.value.0) => findings.push(
                Finding::new(&rules::HIDDEN_NAME, id.span, format!("`{}` is the name of a fact as well", id.value.0))
                    .also(*first, "the fact")
                    .help("a condition could mean either; give the question another id"),
            ),
            Some(first) if names.computed.contains_key(&id.value.0) => findings.push(
                Finding::new(
                    &rules::HIDDEN_NAME,
                    id.span,
                    format!("`{}` is the name of a computed number as well", id.value.0),
                )
                .also(*first, "the computed number")
                .help("an expression could mean either; give the question another id"),
            ),
            Some(first) => duplicate(&id.value.0, "question", id.span, *first, findings),
            None => {}
        }
        places.entry(id.value.0.clone()).or_insert(id.span);
        names.questions.entry(id.value.0.clone()).or_insert_with(|| index.into());
        index += 1;
    }
    for question in questions {
        let mut fields: HashMap<&str, Span> = HashMap::new();
        for id in question.fields.iter().flatten().filter_map(|field| field.id.as_ref()) {
            reserved(&id.value.0, id.span, findings);
            if let Some(first) = fields.insert(&id.value.0, id.span) {
                duplicate(&id.value.0, "field", id.span, first, findings);
            }
            if let Some(first) = places.get(&id.value.0) {
                let what = match &id.value.0 {
                    name if names.facts.contains_key(name) => "fact",
                    name if names.computed.contains_key(name) => "computed number",
                    _ => "question",
                };
                findings.push(
                    Finding::new(
                        &rules::HIDDEN_NAME,
                        id.span,
                        format!("the field `{}` hides the {what} of that name", id.value.0),
                    )
                    .also(*first, format!("the {what}"))
                    .help("give the field another id"),
                );
            }
        }
    }
    names
}

fn reserved(id: &str, span: Span, findings: &mut Findings) {
    if RESERVED.contains(&id) {
        findings.push(
            Finding::new(&rules::HIDDEN_NAME, span, format!("`{id}` is a word of the language"))
                .help("choose another id, for example with a second word after _"),
        );
    }
}

/// `{respondent}` is who answers, and so is the key `respondent` among the facts of a return.
fn is_of_respondents(id: &Sp<Id>, findings: &mut Findings) {
    if id.value.0 == "respondent" {
        findings.push(
            Finding::new(&rules::HIDDEN_NAME, id.span, "`respondent` is the word for who answers the form")
                .help("choose another id, for example with a second word after _"),
        );
    }
}

pub(super) fn duplicate(id: &str, what: &str, span: Span, first: Span, findings: &mut Findings) {
    findings.push(
        Finding::new(&rules::DUPLICATE_ID, span, format!("two {what}s have the id `{id}`"))
            .label("here again")
            .also(first, "first here")
            .help("give the second an id of its own; ids are never seen by those who answer"),
    );
}
