//! What the first page of a document says about the questionnaire, line by line.

use crate::ui::document::DocumentWord;
use crate::{Block, Inline, Rich, Wording};

/// A line of the cover.
#[derive(Debug, Clone, PartialEq)]
pub struct CoverRow {
    /// Which line it is.
    pub word: DocumentWord,
    /// What it is about: an interface word.
    pub label: String,
    /// What it says.
    pub value: Rich,
}

impl Wording<'_> {
    /// The lines of the cover: edition, period, deadline, contact, time. A line without a value in the form is left out.
    pub fn cover(&self) -> Vec<CoverRow> {
        let model = self.copy.model;
        let period = model.period.map(|period| {
            let (from, to) = (self.month(period.from), self.month(period.to));
            self.filled(DocumentWord::PeriodRange, &[("from", &from), ("to", &to)])
        });
        // The date with the name "deadline" is the deadline by convention: a form may have other dates, or none.
        let deadline = model.dates.iter().find(|date| date.id == "deadline").map(|date| self.day(date.day));
        let time = model.minutes.map(|(from, to)| {
            let values = [("from", &*from.to_string()), ("to", &*to.to_string())];
            self.counted(DocumentWord::Minutes, to.into(), &values)
        });
        let own = |text: String| self.own_text(text);
        let rows = [
            (DocumentWord::Edition, Some(Rich::text(model.edition.clone()))),
            (DocumentWord::Period, period.map(own)),
            (DocumentWord::Deadline, deadline.map(own)),
            (DocumentWord::Contact, self.contact()),
            (DocumentWord::Time, time.map(own)),
        ];
        let row = |(label, value): (DocumentWord, Option<Rich>)| {
            Some(CoverRow { word: label, label: self.word(label).into_owned(), value: value? })
        };
        rows.into_iter().filter_map(row).collect()
    }

    /// The lines of the cover of what was answered: it needs no more time and has no deadline.
    pub fn cover_of_answers(&self) -> Vec<CoverRow> {
        let is_past = |row: &CoverRow| matches!(row.word, DocumentWord::Deadline | DocumentWord::Time);
        self.cover().into_iter().filter(|row| !is_past(row)).collect()
    }

    /// The email address and the web address.
    fn contact(&self) -> Option<Rich> {
        let contact = &self.copy.model.contact;
        let link = |url: String, shown: &str| Inline::Link { url, content: vec![Inline::Value(shown.to_owned())] };
        let mut line = Vec::new();
        if let Some(email) = &contact.email {
            line.push(link(format!("mailto:{email}"), email));
        }
        if let Some(web) = &contact.web {
            if !line.is_empty() {
                line.push(Inline::Text(" · ".to_owned()));
            }
            line.push(link(web.clone(), web.trim_start_matches("https://")));
        }
        (!line.is_empty()).then(|| Rich { blocks: vec![Block::Paragraph(line)], language: None })
    }

    /// A text in the compiler's own words.
    fn own_text(&self, text: String) -> Rich {
        Rich { language: self.language_of_words().map(str::to_owned), ..Rich::text(text) }
    }
}
