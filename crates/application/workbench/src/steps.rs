//! Steps of an edition: start, rename, retire, accept, publish, compare, go on.

use crate::Workbench;
use crate::reply::Reply;
use canevas_operations::{
    AcceptRequest, DiffRequest, Failure, NewRequest, NextEditionRequest, PublishRequest, RenameRequest, RetireRequest,
    accept, diff, new, next_edition, publish, rename, retire,
};

impl Workbench {
    pub(crate) fn new_form(&mut self, form: &str, edition: &str, language: &str) -> Result<Reply, Failure> {
        let request = NewRequest {
            form: form.to_owned(),
            edition: edition.to_owned(),
            language: language.to_owned(),
            out: "schemas".to_owned(),
        };
        match new(self.project(), &request) {
            Ok(started) => {
                let mut reply = Reply::of("folder", &started.folder)?;
                reply.add("note", &started.note)?;
                self.carry_out(vec![started.edit], &mut reply);
                Ok(reply)
            }
            Err(refusal) => Ok(Reply::refused(&refusal)),
        }
    }

    pub(crate) fn rename(&mut self, edition: &str, old: &str, new: &str) -> Reply {
        let (old, new, edition) = (old.to_owned(), new.to_owned(), edition.to_owned());
        let made = rename(self.project(), &RenameRequest { old, new, from: None, edition });
        self.wrote(made.map(|edit| vec![edit]))
    }

    pub(crate) fn retire(&mut self, edition: &str, id: &str, because: &str) -> Reply {
        let (id, because, edition) = (id.to_owned(), because.to_owned(), edition.to_owned());
        let made = retire(self.project(), &RetireRequest { id, because, from: None, edition });
        self.wrote(made.map(|edit| vec![edit]))
    }

    pub(crate) fn accept(&mut self, edition: &str, rule: &str, at: &str, because: &str, today: &str) -> Reply {
        let request = AcceptRequest {
            rule: rule.to_owned(),
            at: at.to_owned(),
            because: because.to_owned(),
            fingerprint: None,
            expires: None,
            from: None,
            edition: edition.to_owned(),
            today: today.to_owned(),
        };
        let made = accept(self.project(), &request);
        self.wrote(made.map(|accepted| vec![accepted.edit]))
    }

    pub(crate) fn publish(&mut self, edition: &str, today: &str) -> Reply {
        let request = PublishRequest { edition: edition.to_owned(), from: None, today: today.to_owned() };
        let made = publish(self.project(), &request);
        self.wrote(made.map(|publication| publication.edit.into_iter().collect()))
    }

    pub(crate) fn next_edition(&mut self, edition: &str, returns: &[String]) -> Result<Reply, Failure> {
        let request = NextEditionRequest { edition: edition.to_owned(), returns: returns.to_vec(), out: None };
        match next_edition(self.project(), &request) {
            Ok(started) => {
                let mut reply = Reply::of("folder", &started.folder)?;
                reply.add("to_decide", &started.to_decide)?;
                self.carry_out(started.edits, &mut reply);
                Ok(reply)
            }
            Err(refusal) => Ok(Reply::refused(&refusal)),
        }
    }

    pub(crate) fn diff(&self, old: &str, new: &str, today: &str) -> Result<Reply, Failure> {
        match diff(self.project(), &difference(old, new, today)) {
            Ok(outcome) => {
                let text = outcome.json()?;
                let value: serde_json::Value =
                    serde_json::from_str(&text).map_err(|error| format!("cannot read JSON: {error}"))?;
                Reply::of("diff", &value)
            }
            Err(refusal) => Ok(Reply::refused(&refusal)),
        }
    }

    pub(crate) fn redline(&self, old: &str, new: &str, today: &str) -> Result<Reply, Failure> {
        match diff(self.project(), &difference(old, new, today)) {
            Ok(outcome) => Reply::of("page", &outcome.html()?),
            Err(refusal) => Ok(Reply::refused(&refusal)),
        }
    }
}

fn difference(old: &str, new: &str, today: &str) -> DiffRequest {
    DiffRequest {
        old: old.to_owned(),
        new: new.to_owned(),
        earlier: false,
        returns: Vec::new(),
        today: today.to_owned(),
    }
}
