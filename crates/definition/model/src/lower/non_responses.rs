//! Special answers: those that a form declares, and those that a question offers.

use super::Lowering;
use crate::companions::DeclaredNonResponse;
use crate::ids::NonResponseCode;
use crate::keys::{TextKey, TextOwner, TextRole};
use crate::rules;
use crate::text::TextScope;
use canevas_diagnostics::{Finding, Span, first_names, nearest};
use canevas_syntax::definition::{Form, NonResponse, Question, SpecialAnswer};
use canevas_syntax::{Id, Sp};

impl Lowering<'_> {
    /// The special answers that the form declares. A code of the language is none of them: it has its words already.
    pub(super) fn lower_non_responses(&mut self, form: &Form) -> Vec<DeclaredNonResponse> {
        let mut out = Vec::new();
        for (id, label) in form.non_responses.iter().flat_map(|declared| &declared.0) {
            let Sp { value: Id(word), span } = id;
            if NonResponse::from_word(word).is_some() {
                self.findings.push(
                    Finding::new(
                        &rules::BAD_NON_RESPONSE,
                        *span,
                        format!("`{word}` is a special answer of the language"),
                    )
                    .help("it has its words in every language: remove the line, or choose another code"),
                );
                continue;
            }
            let code = NonResponseCode::from(word.as_str());
            let key = TextKey::new(TextOwner::NonResponse(code.clone()), TextRole::Label);
            out.push(DeclaredNonResponse { code, label: self.text(key, &label.0, TextScope::default()), span: *span });
        }
        self.names.unread.extend(form.non_responses.iter().flat_map(|declared| &declared.1).cloned());
        out
    }

    /// The special answers that a question offers: those of the language first, then those of the form, each once.
    pub(super) fn can_say(&mut self, question: &Question, at: Span) -> Vec<NonResponseCode> {
        let mut known = Vec::new();
        for said in question.can_say.iter().flatten() {
            match self.rank(said) {
                Some(rank) => known.push((rank, NonResponseCode::from(said.value.0.0.as_str()))),
                // Conditions on an answer that nobody knows are not judged.
                None => drop(self.uncertain.insert(at)),
            }
        }
        known.sort_unstable();
        known.dedup();
        known.into_iter().map(|(_, code)| code).collect()
    }

    /// The place of a special answer among all; none with a finding where nothing has this code.
    fn rank(&mut self, said: &Sp<SpecialAnswer>) -> Option<usize> {
        let Sp { value: SpecialAnswer(Id(word)), span } = said;
        let built_in = NonResponse::ALL.iter().position(|(known, _)| known == word);
        let declared = || self.non_responses.iter().position(|declared| declared.code == *word);
        let found = built_in.or_else(|| declared().map(|at| NonResponse::ALL.len() + at));
        if found.is_some() || self.names.lacks("non_responses") || self.names.unread.contains(word) {
            return found;
        }
        let own = self.non_responses.iter().map(|declared| declared.code.word());
        let mut names: Vec<&str> = NonResponse::ALL.iter().map(|(known, _)| *known).collect();
        if self.findings.may_suggest() {
            names.extend(own);
        }
        let near = nearest(word, names.iter().copied());
        let all = first_names(names);
        let finding = Finding::new(&rules::BAD_NON_RESPONSE, *span, format!("no special answer is called `{word}`"))
            .help(format!("write one of: {all}; or declare it at the top of the form, under `non_responses`"));
        self.findings.push(finding.meant(near));
        None
    }
}
