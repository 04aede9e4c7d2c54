//! The first page: title, who answers, what is known about the questionnaire, how to fill it in, introduction.

use super::builder::Builder;
use crate::columns::Column;
use crate::doc::{Paragraph, Style, Table, TableLook, TableRow, TableRows};
use canevas_model::{CountryCase, Respondents};
use canevas_wording::ui::common::Common;
use canevas_wording::ui::desk::DeskWord;
use canevas_wording::ui::document::DocumentWord;
use canevas_wording::{CoverRow, Rich, Wording};

impl Builder<'_> {
    /// The cover and the introduction; the title and the footer of the document with them.
    pub(super) fn cover(&mut self, digest: &str) {
        let model = self.copy.model;
        let country = Rich {
            blocks: vec![canevas_wording::Block::Paragraph(self.wording.respondent(CountryCase::Plain))],
            language: None,
        };
        let title = self.wording.plain(&model.title, None);
        let names = [title.replace('\n', " "), country.plain()];
        self.doc.title = names.into_iter().filter(|name| !name.is_empty()).collect::<Vec<_>>().join(" – ");
        self.doc.footer = footer(&self.wording, digest);

        self.texts(&model.title, None, Style::Title, Style::Title);
        if model.respondents != Respondents::Nobody {
            let subtitle = self.paragraphs(&country, Style::Subtitle, Style::Subtitle);
            self.push_all(subtitle);
        }
        let rows = self.cover_rows();
        self.push_table(Table {
            caption: title,
            look: TableLook::Cover,
            columns: vec![Column::of_share(3), Column::of_share(7)],
            blocks: false,
            header: Vec::new(),
            rows: TableRows::Fixed(rows),
        });
        if self.copy.sheet().is_some() {
            let title = self.wording.word(DeskWord::SheetTitle);
            self.tell(Style::Heading2, &title);
        }
        if let Some(given) = self.given {
            for line in given.filling.lead {
                self.tell(Style::BodyText, line);
            }
        }
        if let Some(text) = model.introduction.as_ref().filter(|_| self.is_whole()) {
            self.texts(text, None, Style::BodyText, Style::BodyBullet);
        }
        if self.reads() {
            return;
        }
        let mut how = self.document_word(DocumentWord::HowTo);
        if model.questions.iter().any(|question| question.required) || self.copy.asks_who_answers() {
            how.push(' ');
            how.push_str(&self.common(Common::RequiredMark));
        }
        self.own_line(Style::NotAsked, how);
    }

    fn cover_rows(&self) -> Vec<TableRow> {
        let row = |CoverRow { label, value, .. }| {
            vec![
                vec![Paragraph::new(Style::CoverLabel, vec![self.own(label)])],
                vec![Paragraph::new(Style::CoverValue, super::texts::one_line(&value))],
            ]
        };
        let told = self.given.map_or(&[][..], |given| given.filling.cover).iter().map(|(label, value)| {
            vec![vec![self.told(Style::CoverLabel, label)], vec![self.told(Style::CoverValue, value)]]
        });
        let own = if self.reads() { self.wording.cover_of_answers() } else { self.wording.cover() };
        told.chain(own.into_iter().map(row)).collect()
    }
}

/// The line at the foot of each page: edition, country and digest.
pub fn footer(wording: &Wording<'_>, digest: &str) -> String {
    let country = Rich {
        blocks: vec![canevas_wording::Block::Paragraph(wording.respondent(CountryCase::Plain))],
        language: None,
    };
    let short: String = digest.trim_start_matches("sha256:").chars().take(12).collect();
    let parts = [
        wording.filled(Common::Edition, &[("edition", &wording.copy.model.edition)]),
        country.plain(),
        wording.filled(Common::Digest, &[("digest", &short)]),
    ];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}
