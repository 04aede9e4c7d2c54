//! What names in the files of an edition stand for.

use canevas_compiler::model::{
    AnswerShape, ChoiceSource, ComputedId, Fact, FactId, FactKind, FieldId, ListId, Model, NonResponseCode, OptionCode,
    OptionHome, Question, QuestionId, ReportBlockId, SectionId, TextOwner,
};

/// Something that an edition declares, and that its files name.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) enum Symbol {
    /// A section.
    Section(SectionId),
    /// A question.
    Question(QuestionId),
    /// A field of a question: the question, then the field.
    Field(QuestionId, QuestionId),
    /// A fact.
    Fact(FactId),
    /// A field of a list of facts: the fact, then the field.
    FactField(FactId, FieldId),
    /// A list of options.
    List(ListId),
    /// An option.
    Option(OptionHome, OptionCode),
    /// A named date.
    Date(String),
    /// A number that the form computes.
    Computed(ComputedId),
    /// A special answer that the form declares.
    NonResponse(NonResponseCode),
    /// A country, by its code.
    Country(String),
    /// A block of the report.
    ReportBlock(ReportBlockId),
}

impl Symbol {
    /// The name as files write it.
    pub(crate) fn name(&self) -> &str {
        match self {
            Self::Section(id) => id,
            Self::Question(id) | Self::Field(_, id) => id,
            Self::Fact(id) => id,
            Self::FactField(_, id) => id,
            Self::List(id) => id,
            Self::Option(_, code) => code,
            Self::Date(name) | Self::Country(name) => name,
            Self::Computed(id) => id,
            Self::NonResponse(code) => code.word(),
            Self::ReportBlock(id) => id,
        }
    }

    /// What it is, in words.
    pub(crate) fn kind(&self) -> &'static str {
        match self {
            Self::Section(_) => "section",
            Self::Question(_) => "question",
            Self::Field(..) => "field",
            Self::Fact(_) => "fact",
            Self::FactField(..) => "field of a fact",
            Self::List(_) => "list",
            Self::Option(..) => "option",
            Self::Date(_) => "date",
            Self::Computed(_) => "computed number",
            Self::NonResponse(_) => "special answer",
            Self::Country(_) => "country",
            Self::ReportBlock(_) => "block of the report",
        }
    }

    /// What a text belongs to; `None` where it is the form, a letter or the report as a whole.
    pub(crate) fn of_owner(owner: &TextOwner) -> Option<Self> {
        Some(match owner {
            TextOwner::Fact(fact) => Self::Fact(fact.clone()),
            TextOwner::FactField(fact, field) => Self::FactField(fact.clone(), field.clone()),
            TextOwner::Section(section) => Self::Section(section.clone()),
            TextOwner::Heading(question) | TextOwner::Question(question) | TextOwner::Rule(question, _) => {
                Self::Question(question.clone())
            }
            TextOwner::Field(question, field) => Self::Field(question.clone(), field.clone()),
            TextOwner::Option(home, code) => Self::Option(home.clone(), code.clone()),
            TextOwner::NonResponse(code) => Self::NonResponse(code.clone()),
            TextOwner::ReportBlock(block) => Self::ReportBlock(block.clone()),
            TextOwner::Form | TextOwner::Country | TextOwner::Letter(_) | TextOwner::Report => return None,
        })
    }
}

/// Something that an answer is given to: a question, a field, a fact.
#[derive(Clone)]
pub(crate) struct Answered<'m> {
    /// What it is.
    pub(crate) symbol: Symbol,
    /// What an answer looks like; `None` for a list of facts.
    pub(crate) shape: Option<&'m AnswerShape>,
    /// The special answers that it offers.
    pub(crate) can_say: &'m [NonResponseCode],
}

impl<'m> Answered<'m> {
    pub(crate) fn question(question: &'m Question) -> Self {
        let symbol = Symbol::Question(question.id.clone());
        Self { symbol, shape: Some(&question.shape), can_say: &question.can_say }
    }

    pub(crate) fn field(question: &Question, field: &'m Question) -> Self {
        let symbol = Symbol::Field(question.id.clone(), field.id.clone());
        Self { symbol, shape: Some(&field.shape), can_say: &field.can_say }
    }

    pub(crate) fn fact(fact: &'m Fact) -> Self {
        let shape = match &fact.kind {
            FactKind::Value { shape, .. } => Some(shape),
            FactKind::List { .. } => None,
        };
        Self { symbol: Symbol::Fact(fact.id.clone()), shape, can_say: &[] }
    }

    /// The option of a code.
    pub(crate) fn option(&self, model: &'m Model, code: &str) -> Option<Symbol> {
        let found = self.shape?.choices().iter().find(|choice| choice.code == code)?;
        let home = match self.shape?.choice_source()? {
            ChoiceSource::Inline => match &self.symbol {
                Symbol::Question(id) => OptionHome::Question(id.clone()),
                Symbol::Field(question, field) => OptionHome::Field(question.clone(), field.clone()),
                Symbol::Fact(id) => OptionHome::Fact(id.clone()),
                Symbol::FactField(fact, field) => OptionHome::FactField(fact.clone(), field.clone()),
                _ => return None,
            },
            ChoiceSource::List(list) => OptionHome::List(model.lists.get(list)?.id.clone()),
            ChoiceSource::Countries => return Some(Symbol::Country(code.to_owned())),
            ChoiceSource::Ticked(question) => {
                return Self::question(model.questions.get(question)?).option(model, code);
            }
            ChoiceSource::Rows(_) => return None,
        };
        Some(Symbol::Option(home, found.code.clone()))
    }

    /// What a value stands for: an option, or a special answer of the form.
    pub(crate) fn value(&self, model: &'m Model, word: &str) -> Option<Symbol> {
        let said = || model.non_responses.iter().find(|declared| declared.code.word() == word);
        self.option(model, word).or_else(|| said().map(|declared| Symbol::NonResponse(declared.code.clone())))
    }
}

/// Where a name stands: the question whose fields it can name alone.
#[derive(Clone, Copy, Default)]
pub(crate) struct NameScope<'m> {
    pub(crate) question: Option<&'m Question>,
}

/// A name, resolved: what its parts stand for, each with its place in the name, and what the whole stands for.
pub(crate) struct ResolvedName<'m> {
    pub(crate) parts: Vec<(Symbol, std::ops::Range<usize>)>,
    pub(crate) whole: Option<Answered<'m>>,
}

/// Resolves a name as conditions, expressions, bounds and reports write it: `id`, `question.field`, `dates.name`.
pub(crate) fn resolve<'m>(model: &'m Model, name: &str, scope: NameScope<'m>) -> ResolvedName<'m> {
    let alone = |answered: Answered<'m>| ResolvedName {
        parts: vec![(answered.symbol.clone(), 0..name.len())],
        whole: Some(answered),
    };
    let nothing = ResolvedName { parts: Vec::new(), whole: None };
    let fact = |id: &str| model.facts.iter().find(|fact| fact.id == *id);
    if let Some((head, tail)) = name.split_once('.') {
        let tail_at = head.len() + 1..name.len();
        if head == "dates" {
            let date = model.dates.iter().find(|date| date.id == tail);
            let parts = date.map(|date| (Symbol::Date(date.id.clone()), tail_at)).into_iter().collect();
            return ResolvedName { parts, whole: None };
        }
        if let Some(question) = model.question(head) {
            let mut parts = vec![(Symbol::Question(question.id.clone()), 0..head.len())];
            let field = question.fields.iter().find(|field| field.id == *tail);
            let whole = field.map(|field| Answered::field(question, field));
            parts.extend(whole.iter().map(|answered| (answered.symbol.clone(), tail_at.clone())));
            return ResolvedName { parts, whole };
        }
        let Some(list) = fact(head) else { return nothing };
        let mut parts = vec![(Symbol::Fact(list.id.clone()), 0..head.len())];
        let field = list.fields().iter().find(|field| field.id == *tail);
        parts.extend(field.map(|field| (Symbol::FactField(list.id.clone(), field.id.clone()), tail_at)));
        return ResolvedName { parts, whole: None };
    }
    let field = scope.question.and_then(|question| {
        let field = question.fields.iter().find(|field| field.id == *name)?;
        Some(Answered::field(question, field))
    });
    let found =
        field.or_else(|| fact(name).map(Answered::fact)).or_else(|| model.question(name).map(Answered::question));
    if let Some(answered) = found {
        return alone(answered);
    }
    let computed = model.computed.iter().find(|number| number.id == *name);
    let parts = computed.map(|number| (Symbol::Computed(number.id.clone()), 0..name.len()));
    ResolvedName { parts: parts.into_iter().collect(), whole: None }
}

/// What a placeholder names, with the part of its text: the words between the braces.
pub(crate) fn placeholder(
    model: &Model,
    name: &str,
    scope: canevas_compiler::model::TextScope,
) -> Option<(Symbol, std::ops::Range<usize>)> {
    use canevas_compiler::model::{ForEach, TextUse};
    if let TextUse::RowTitle(question) = scope.used_in {
        let question = model.questions.get(question)?;
        let field = question.fields.iter().find(|field| field.id == *name)?;
        return Some((Symbol::Field(question.id.clone(), field.id.clone()), 0..name.len()));
    }
    let (head, tail) = name.split_once('.').map_or((name, ""), |(head, tail)| (head, tail));
    let word = tail.split('.').next().unwrap_or_default();
    let at = head.len() + 1..head.len() + 1 + word.len();
    match head {
        "dates" => {
            let date = model.dates.iter().find(|date| date.id == word)?;
            Some((Symbol::Date(date.id.clone()), at))
        }
        "question" => Some((Symbol::Question(model.question(word)?.id.clone()), at)),
        "item" => match scope.rows? {
            ForEach::Fact(fact) => {
                let fact = model.facts.get(fact)?;
                let field = fact.fields().iter().find(|field| field.id == *word)?;
                Some((Symbol::FactField(fact.id.clone(), field.id.clone()), at))
            }
            ForEach::Rows(question) => {
                let question = model.questions.get(question)?;
                let field = question.fields.iter().find(|field| field.id == *word)?;
                Some((Symbol::Field(question.id.clone(), field.id.clone()), at))
            }
            ForEach::List(_) | ForEach::Years => None,
        },
        _ => {
            let resolved = resolve(model, head, NameScope::default());
            let is_quoted = |symbol: &Symbol| matches!(symbol, Symbol::Fact(_) | Symbol::Computed(_));
            resolved.parts.into_iter().find(|(symbol, _)| is_quoted(symbol))
        }
    }
}
