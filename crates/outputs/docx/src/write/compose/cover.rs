//! The first page: title, country, what is known about the questionnaire, how to fill it in, introduction.

use super::builder::Builder;
use crate::doc::{Inline, Paragraph, Style, Table, TableLook, TableRow, TableRows};
use canevas_model::CountryCase;
use canevas_wording::ui::common::Common;
use canevas_wording::ui::paper::Paper;
use canevas_wording::{Inline as Piece, Rich};

impl Builder<'_> {
    /// The cover and the introduction; the title and the footer of the document with them.
    pub(super) fn cover(&mut self, digest: &str) {
        let model = self.copy.model;
        let country = Rich {
            blocks: vec![canevas_wording::Block::Paragraph(self.wording.country(CountryCase::Plain))],
            language: None,
        };
        let title = self.wording.plain(&model.title, None);
        self.doc.title = format!("{} – {}", title.replace('\n', " "), country.plain());
        let short: String = digest.trim_start_matches("sha256:").chars().take(12).collect();
        self.doc.footer = [
            self.wording.filled(Common::Edition, &[("edition", &model.edition)]),
            country.plain(),
            self.wording.filled(Common::Digest, &[("digest", &short)]),
        ]
        .join(" · ");

        self.texts(&model.title, None, Style::Title, Style::Title);
        let subtitle = self.paragraphs(&country, Style::Subtitle, Style::Subtitle);
        self.push_all(subtitle);
        let rows = self.cover_rows();
        self.push_table(Table {
            caption: title,
            look: TableLook::Cover,
            widths: vec![3, 7],
            header: Vec::new(),
            rows: TableRows::Fixed(rows),
        });
        if let Some(text) = &model.introduction {
            self.texts(text, None, Style::BodyText, Style::BodyBullet);
        }
        let mut how = self.paper(Paper::HowTo);
        if model.questions.iter().any(|question| question.required) || self.copy.is_blank() {
            how.push(' ');
            how.push_str(&self.paper(Paper::RequiredMark));
        }
        self.own_line(Style::NotAsked, how);
    }

    fn cover_rows(&self) -> Vec<TableRow> {
        let model = self.copy.model;
        let mut rows: Vec<TableRow> = Vec::new();
        let mut row = |label: Paper, value: Vec<Inline>| {
            rows.push(vec![
                vec![Paragraph::new(Style::CoverLabel, vec![self.own(self.paper(label))])],
                vec![Paragraph::new(Style::CoverValue, value)],
            ]);
        };
        row(Paper::Edition, vec![Inline::text(model.edition.as_str())]);
        if let Some(period) = model.period {
            let (from, to) = (self.wording.month(period.from), self.wording.month(period.to));
            row(
                Paper::Period,
                vec![self.own(self.wording.filled(Paper::PeriodRange, &[("from", &from), ("to", &to)]))],
            );
        }
        // The date named "deadline" is one by convention: a form may have other dates, or none.
        if let Some(date) = model.dates.iter().find(|date| date.id == "deadline") {
            row(Paper::Deadline, vec![self.own(self.wording.day(date.day))]);
        }
        let mut contact = Vec::new();
        if let Some(email) = &model.contact.email {
            contact.push(Piece::Link { url: format!("mailto:{email}"), content: vec![Piece::Value(email.clone())] });
        }
        if let Some(web) = &model.contact.web {
            if !contact.is_empty() {
                contact.push(Piece::Text(" · ".to_owned()));
            }
            let shown = web.trim_start_matches("https://").to_owned();
            contact.push(Piece::Link { url: web.clone(), content: vec![Piece::Value(shown)] });
        }
        if !contact.is_empty() {
            row(Paper::Contact, super::texts::inlines(&contact, None));
        }
        if let Some((from, to)) = model.minutes {
            let values = [("from", &*from.to_string()), ("to", &*to.to_string())];
            row(Paper::Time, vec![self.own(self.wording.counted(Paper::Minutes, to.into(), &values))]);
        }
        rows
    }
}
