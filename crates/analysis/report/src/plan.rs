//! A report with every name resolved: what each of its blocks shows.

use crate::blocks::{KINDS, Show};
use crate::rules;
use crate::tally::{ClosedAnswer, answers_of};
use canevas_diagnostics::{Finding, Findings, Span, nearest};
use canevas_evidence::Target;
use canevas_model::{FieldIx, Model, Question, Report, ReportBlock};
use canevas_syntax::Sp;
use canevas_syntax::report::{BlockKind, QuestionName, ReportBlock as BlockKeys};

/// A report with every name resolved.
#[derive(Debug)]
pub struct Plan<'m> {
    /// The report as it is written.
    pub report: &'m Report,
    /// Its blocks, in order.
    pub blocks: Vec<PlannedBlock<'m>>,
}

/// A block with every name resolved.
#[derive(Debug)]
pub struct PlannedBlock<'m> {
    /// The block as it is written.
    pub block: &'m ReportBlock,
    /// What it shows.
    pub show: Box<dyn Show>,
}

/// A key of a block that says what it shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BlockKey {
    /// `question`
    Question,
    /// `questions`
    Questions,
    /// `by`
    By,
    /// `answers`
    Answers,
    /// `group_by`
    GroupBy,
    /// `fields`
    Fields,
    /// `quotes`
    Quotes,
}

impl BlockKey {
    const ALL: [Self; 7] =
        [Self::Question, Self::Questions, Self::By, Self::Answers, Self::GroupBy, Self::Fields, Self::Quotes];

    /// The key as it is written.
    pub fn word(self) -> &'static str {
        match self {
            Self::Question => "question",
            Self::Questions => "questions",
            Self::By => "by",
            Self::Answers => "answers",
            Self::GroupBy => "group_by",
            Self::Fields => "fields",
            Self::Quotes => "quotes",
        }
    }

    /// Where its value stands; none where the block does not have it.
    fn span(self, keys: &BlockKeys) -> Option<Span> {
        fn first<T>(all: &[Sp<T>]) -> Option<Span> {
            all.first().map(|first| first.span)
        }
        match self {
            Self::Question => keys.question.as_ref().map(|value| value.span),
            Self::Questions => keys.questions.as_deref().map(|all| first(all).or(keys.span))?,
            Self::By => keys.by.as_ref().map(|value| value.span),
            Self::Answers => keys.answers.as_ref().map(|answers| first(&answers.0).or(keys.span))?,
            Self::GroupBy => keys.group_by.as_ref().map(|value| value.span),
            Self::Fields => keys.fields.as_deref().map(|all| first(all).or(keys.span))?,
            Self::Quotes => {
                let quotes = keys.quotes.as_deref()?;
                quotes.first().and_then(|quote| quote.span).or(keys.span)
            }
        }
    }
}

/// Resolves a report. A block with an error is left out, and a finding says so.
pub fn plan<'m>(report: &'m Report, model: &'m Model) -> (Plan<'m>, Findings) {
    let mut findings = Findings::default();
    let mut blocks = Vec::new();
    for block in &report.blocks {
        let kind = KINDS.iter().find(|kind| kind.kind == block.kind.value);
        let Some(kind) = kind else { continue };
        let mut resolver = Resolver { model, block, findings: &mut findings };
        let fits = resolver.has_its_keys(kind.needs, kind.takes);
        let show = (kind.resolve)(&mut resolver).filter(|_| fits);
        blocks.extend(show.map(|show| PlannedBlock { block, show }));
    }
    (Plan { report, blocks }, findings)
}

/// Resolves the names of one block.
pub struct Resolver<'r> {
    /// The form.
    pub model: &'r Model,
    /// The block.
    pub block: &'r ReportBlock,
    /// What is wrong.
    pub findings: &'r mut Findings,
}

impl Resolver<'_> {
    /// The keys of the block.
    pub fn keys(&self) -> &BlockKeys {
        &self.block.keys
    }

    fn has_its_keys(&mut self, needs: &[BlockKey], takes: &[BlockKey]) -> bool {
        let (keys, kind) = (&self.block.keys, &self.block.kind);
        let before = self.findings.len();
        for key in needs.iter().filter(|key| key.span(keys).is_none() && !keys.is_unread(key.word())) {
            let message = format!("`{}` needs the key `{}`", kind.value.word(), key.word());
            self.findings
                .push(Finding::new(&rules::REPORT_KEY, kind.span, message).help(format!("write `{}: …`", key.word())));
        }
        for key in BlockKey::ALL.iter().filter(|key| !needs.contains(key) && !takes.contains(key)) {
            let Some(span) = key.span(keys) else { continue };
            let message = format!("`{}` does not use `{}`", kind.value.word(), key.word());
            let help = match users_of(*key).as_slice() {
                [] => "remove it".to_owned(),
                all => format!("remove it; {} use it", all.join(", ")),
            };
            self.findings.push(Finding::new(&rules::REPORT_KEY, span, message).help(help));
        }
        let is_unread = needs.iter().any(|key| keys.is_unread(key.word()));
        self.findings.len() == before && !is_unread
    }

    /// The question of the block, where `fits` takes it. `what` names such questions in a message.
    pub fn question(&mut self, what: &str, fits: impl Fn(&Question) -> bool) -> Option<Target> {
        let name = self.block.keys.question.as_ref()?;
        self.target(name, what, fits)
    }

    /// The questions of the block, where `fits` takes each of them.
    pub fn questions(&mut self, what: &str, fits: impl Fn(&Question) -> bool) -> Option<Vec<Target>> {
        let names = self.block.keys.questions.as_deref()?;
        let found: Vec<Option<Target>> = names.iter().map(|name| self.target(name, what, &fits)).collect();
        found.into_iter().collect()
    }

    fn target(&mut self, name: &Sp<QuestionName>, what: &str, fits: impl Fn(&Question) -> bool) -> Option<Target> {
        let (id, field) = (&*name.value.question, name.value.field.as_deref());
        let model = self.model;
        let Some(question) = model.questions.position(|known| known.id == *id) else {
            let near = nearest(id, model.questions.iter().map(|known| known.id.as_str()));
            let help =
                near.map_or_else(|| "write the id of a question".to_owned(), |near| format!("did you mean `{near}`?"));
            self.findings.push(
                Finding::new(&rules::REPORT_NAME, name.span, format!("no question has the id `{id}`")).help(help),
            );
            return None;
        };
        let target = match field {
            None => Target { question, field: None },
            Some(field) => {
                let fields = &model.questions[question].fields;
                let Some(index) = fields.position(|known| known.id == *field) else {
                    let near = nearest(field, fields.iter().map(|known| known.id.as_str()));
                    let all = || fields.iter().map(|known| known.id.as_str()).collect::<Vec<_>>().join(", ");
                    let help = match near {
                        Some(near) => format!("did you mean `{}`?", with_field(id, near)),
                        None if fields.is_empty() => format!("`{id}` has no fields"),
                        None => format!("its fields are: {}", all()),
                    };
                    let message = format!("`{id}` has no field `{field}`");
                    self.findings.push(Finding::new(&rules::REPORT_NAME, name.span, message).help(help));
                    return None;
                };
                Target { question, field: Some(index) }
            }
        };
        let of = target.of(model);
        if self.is_uncertain(of) {
            return None;
        }
        // A field of a personal question is personal too.
        if !model.may_be_published(&model.questions[question]) || !model.may_be_published(of) {
            let message = format!("the answers to `{}` are not published", name.value);
            let help = "take another question; the definition says `personal: yes` or `not_published: yes` of it";
            self.findings.push(Finding::new(&rules::REPORT_PERSONAL, name.span, message).help(help));
            return None;
        }
        if !fits(of) {
            let message = format!("`{}` is of the type `{}`, and this block shows {what}", name.value, of.type_name);
            let help = fields_that_fit(of, &fits)
                .unwrap_or_else(|| format!("name {what}, or show something else of it: {}", kinds_for(of)));
            self.findings.push(Finding::new(&rules::REPORT_MISMATCH, name.span, message).help(help));
            return None;
        }
        Some(target)
    }

    /// The answers that the block names, of a closed question.
    pub fn answers(&mut self, target: Target) -> Option<Vec<ClosedAnswer>> {
        let names = self.block.keys.answers.as_ref()?;
        let offered = answers_of(target.of(self.model))?;
        let word = |answer: &ClosedAnswer| match answer {
            ClosedAnswer::YesNo(yes) => if *yes { "yes" } else { "no" }.to_owned(),
            ClosedAnswer::Option(code) => code.to_string(),
        };
        let mut found = Vec::new();
        for name in &names.0 {
            let known = offered.iter().find(|answer| word(answer) == yes_or_no(&name.value));
            match known {
                Some(answer) => found.push(answer.clone()),
                None => {
                    let words: Vec<String> = offered.iter().map(word).collect();
                    let near = nearest(&name.value, words.iter().map(String::as_str));
                    let help = near.map_or_else(
                        || format!("its answers are: {}", words.join(", ")),
                        |near| format!("did you mean `{near}`?"),
                    );
                    let message = format!("the question has no answer `{}`", name.value);
                    self.findings.push(Finding::new(&rules::REPORT_NAME, name.span, message).help(help));
                }
            }
        }
        (found.len() == names.0.len()).then_some(found)
    }

    /// Whether the definition has a mistake in a question: nobody knows then what a block can show of it.
    fn is_uncertain(&self, question: &Question) -> bool {
        self.model.uncertain.contains(&question.span)
    }

    /// Says that the block cannot show its question.
    pub fn mismatch(&mut self, why: &str, help: &str) {
        let Some(name) = &self.block.keys.question else { return };
        let message = format!("this block cannot show `{}`: {why}", name.value);
        self.findings.push(Finding::new(&rules::REPORT_MISMATCH, name.span, message).help(help));
    }

    /// A closed field of a question with rows, by its id.
    pub fn closed_field(&mut self, target: Target, name: &Sp<String>) -> Option<FieldIx> {
        let index = self.field(target, name)?;
        let fields = &target.of(self.model).fields;
        if answers_of(&fields[index]).is_some() {
            return Some(index);
        }
        if self.is_uncertain(&fields[index]) {
            return None;
        }
        let closed = fields.iter().filter(|field| answers_of(field).is_some()).map(|field| format!("`{}`", field.id));
        let closed = closed.collect::<Vec<_>>().join(", ");
        let help = if closed.is_empty() { "leave `group_by` out".to_owned() } else { format!("these have: {closed}") };
        let message = format!("`{}` has no answers to choose from, so nothing can be grouped by it", name.value);
        self.findings.push(Finding::new(&rules::REPORT_MISMATCH, name.span, message).help(help));
        None
    }

    /// A field of a question with rows, by its id.
    pub fn field(&mut self, target: Target, name: &Sp<String>) -> Option<FieldIx> {
        let question = target.of(self.model);
        let found = question.fields.position(|known| known.id == *name.value);
        let is_published = |field: &Question| self.model.may_be_published(field);
        match found {
            Some(field) if is_published(&question.fields[field]) => Some(field),
            Some(_) => {
                let message = format!("the answers to `{}` are not published", name.value);
                let help = "leave it out; the definition says `personal: yes` or `not_published: yes` of it";
                self.findings.push(Finding::new(&rules::REPORT_PERSONAL, name.span, message).help(help));
                None
            }
            None => {
                let near = nearest(&name.value, question.fields.iter().map(|known| known.id.as_str()));
                let all = question.fields.iter().map(|known| known.id.as_str()).collect::<Vec<_>>().join(", ");
                let help =
                    near.map_or_else(|| format!("its fields are: {all}"), |near| format!("did you mean `{near}`?"));
                let message = format!("`{}` has no field `{}`", question.id, name.value);
                self.findings.push(Finding::new(&rules::REPORT_NAME, name.span, message).help(help));
                None
            }
        }
    }
}

/// YAML reads `yes` and `true` as the same.
fn yes_or_no(word: &str) -> &str {
    match word {
        "true" => "yes",
        "false" => "no",
        word => word,
    }
}

/// The kinds of blocks that use a key.
fn users_of(key: BlockKey) -> Vec<&'static str> {
    let uses = KINDS.iter().filter(|kind| kind.needs.contains(&key) || kind.takes.contains(&key));
    uses.map(|kind| kind.kind.word()).collect()
}

fn with_field(question: &str, field: &str) -> QuestionName {
    QuestionName { question: question.to_owned(), field: Some(field.to_owned()) }
}

/// The fields of a group or of rows that a block could show.
fn fields_that_fit(of: &Question, fits: &dyn Fn(&Question) -> bool) -> Option<String> {
    let fitting = of.fields.iter().filter(|field| fits(field));
    let fields: Vec<String> = fitting.map(|field| format!("`{}`", with_field(&of.id, &field.id))).collect();
    (!fields.is_empty()).then(|| format!("name one of its fields: {}", fields.join(", ")))
}

/// The kinds of blocks that show a question of this type.
fn kinds_for(of: &Question) -> String {
    let kinds: Vec<&str> =
        KINDS.iter().filter(|kind| (kind.shows)(of)).map(|kind| BlockKind::word(kind.kind)).collect();
    if kinds.is_empty() { "nothing shows it".to_owned() } else { kinds.join(", ") }
}
