//! Who answers the form.

use super::Lowering;
use crate::keys::{TextKey, TextOwner, TextRole};
use crate::respondents::{ListedRespondents, Respondents, RespondentsKind};
use crate::rules;
use crate::text::TextScope;
use canevas_diagnostics::{Finding, first_names, nearest};
use canevas_syntax::Respondents as Written;
use canevas_syntax::definition::Form;

/// Who answers, before the texts are read: they decide what placeholders there are.
pub(super) fn kind(form: &Form) -> RespondentsKind {
    match &form.respondents {
        None | Some(Written::Countries) => RespondentsKind::Countries,
        Some(Written::Nobody(_)) => RespondentsKind::Nobody,
        Some(Written::Listed(_)) => RespondentsKind::Listed,
    }
}

impl Lowering<'_> {
    /// Who answers. The lists are lowered.
    pub(super) fn lower_respondents(&mut self, form: &Form) -> Respondents {
        let unknown = form.about.as_ref().and_then(|about| about.country.as_ref()?.printed_when_unknown.as_ref());
        if let (Some(unknown), Some(written)) = (unknown, &form.respondents)
            && kind(form) != RespondentsKind::Countries
        {
            let instead = match written {
                Written::Listed(_) => "; `called` is what a blank copy prints in brackets",
                Written::Countries | Written::Nobody(_) => "",
            };
            self.findings.push(
                Finding::new(&rules::BAD_RESPONDENTS, unknown.span, "no country answers this form")
                    .help(format!("remove `country`{instead}")),
            );
        }
        match &form.respondents {
            None | Some(Written::Countries) => Respondents::Countries,
            Some(Written::Nobody(_)) => Respondents::Nobody,
            Some(Written::Listed(written)) => {
                let called = written.called.as_ref().map(|called| {
                    let key = TextKey::new(TextOwner::Respondents, TextRole::Called);
                    self.text(key, called, TextScope::default())
                });
                let (Some(kind), Some(called), Some(name)) = (&written.kind, called, &written.list) else {
                    return Respondents::Countries;
                };
                if kind.value.0 == "country" {
                    let message = "countries are no kind of listed respondents";
                    let help = "for countries, leave `respondents` out; else choose another word, such as region";
                    self.findings.push(Finding::new(&rules::BAD_RESPONDENTS, kind.span, message).help(help));
                }
                let Some(list) = self.names.lists.get(&name.value).copied() else {
                    self.no_such_list(&name.value, name.span);
                    return Respondents::Countries;
                };
                let choices = self.lists.get(list).map(|list| list.choices.clone()).unwrap_or_default();
                if choices.is_empty() && !self.names.is_unread_list(&name.value) {
                    let message = format!("the list `{}` names nobody", name.value);
                    let help = "add a line `code: name` for each who answers; where nobody is named, write `respondents: none`";
                    self.findings.push(Finding::new(&rules::BAD_RESPONDENTS, name.span, message).help(help));
                }
                for choice in choices.iter() {
                    let at = choice.span.unwrap_or(name.span);
                    if choice.specify.is_some() || choice.exclusive || choice.hint.is_some() {
                        let message = format!("`{}` answers the form, and is no option of a question", choice.code);
                        let help = "give it a code and a name, and nothing else";
                        self.findings.push(Finding::new(&rules::BAD_RESPONDENTS, at, message).help(help));
                    }
                    if choice.code == "blank" {
                        let message = "`blank` is the name of the copy that knows nobody";
                        let help = "choose another code; copies and returns are named after it";
                        self.findings.push(Finding::new(&rules::BAD_RESPONDENTS, at, message).help(help));
                    }
                }
                Respondents::Listed(Box::new(ListedRespondents {
                    kind: kind.value.0.clone(),
                    called,
                    list,
                    span: name.span,
                }))
            }
        }
    }

    fn no_such_list(&mut self, name: &str, at: canevas_diagnostics::Span) {
        if self.names.is_unread_list(name) {
            return;
        }
        let mut known: Vec<&str> = self.names.lists.keys().map(String::as_str).collect();
        known.sort_unstable();
        let near = nearest(name, known.iter().copied()).filter(|_| self.findings.may_suggest());
        let help = match near {
            Some(near) => format!("did you mean `{near}`?"),
            None if known.is_empty() => format!("declare it: lists: {{ {name}: {{ north: North, south: South }} }}"),
            None => format!("the lists are: {}", first_names(known.iter().copied())),
        };
        self.findings.push(Finding::new(&rules::UNKNOWN_LIST, at, format!("there is no list `{name}`")).help(help));
    }
}
