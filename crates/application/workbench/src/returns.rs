//! Returns: who reported, one of them as people read it, and the report.

use crate::Workbench;
use crate::reply::Reply;
use crate::writing::blobs;
use canevas_operations::{
    Failure, FillFormat, FillRequest, ReportRequest, StatusRequest, fill_returns, returns_status, write_report,
};

/// A folder that no user has.
const OUT: &str = ".canevas-studio-report";

impl Workbench {
    pub(crate) fn status(&self, names: &[String], form: &str, today: &str) -> Result<Reply, Failure> {
        let request = StatusRequest {
            names: names.to_vec(),
            form: Some(form.to_owned()),
            today: (!today.is_empty()).then(|| today.to_owned()),
            receipts: Vec::new(),
        };
        match returns_status(self.project(), &request, &mut |_, _| ()) {
            Ok(outcome) => {
                let text = outcome.json()?;
                let value: serde_json::Value =
                    serde_json::from_str(&text).map_err(|error| format!("cannot read JSON: {error}"))?;
                let mut reply = Reply::of("status", &value)?;
                reply.add("page", &outcome.html()?)?;
                Ok(reply)
            }
            Err(refusal) => Ok(Reply::refused(&refusal)),
        }
    }

    pub(crate) fn readable(&self, name: &str, form: &str, language: &str) -> Result<Reply, Failure> {
        let request = FillRequest {
            names: vec![name.to_owned()],
            form: Some(form.to_owned()),
            languages: (!language.is_empty()).then(|| language.to_owned()).into_iter().collect(),
            format: FillFormat::Html,
            ..FillRequest::default()
        };
        match fill_returns(self.project(), &request) {
            Ok(outcome) => {
                let mut reply = Reply::of("page", &outcome.printed)?;
                reply.add("told", &outcome.text())?;
                Ok(reply)
            }
            Err(refusal) => Ok(Reply::refused(&refusal)),
        }
    }

    pub(crate) fn report(&self, form: &str, returns: &str, language: &str, today: &str) -> Result<Reply, Failure> {
        let request = ReportRequest {
            form: form.to_owned(),
            returns: (!returns.is_empty()).then(|| returns.to_owned()),
            languages: (!language.is_empty()).then(|| language.to_owned()).into_iter().collect(),
            reference: None,
            out: OUT.to_owned(),
            force: true,
            today: today.to_owned(),
        };
        match write_report(self.project(), &request) {
            Ok(outcome) => {
                let found: Vec<String> = outcome.findings.in_words().iter().map(ToString::to_string).collect();
                let mut reply = Reply::of("found", &found)?;
                reply.blobs = blobs(outcome.edits, OUT);
                Ok(reply)
            }
            Err(refusal) => Ok(Reply::refused(&refusal)),
        }
    }
}
