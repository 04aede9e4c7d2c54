//! What blocks share: names of countries and answers, shares in words, groups of countries.

use crate::tally::{ClosedAnswer, Tally, percent};
use crate::tree::{NamedGroup, ReportPart};
use canevas_evidence::{CountryReturn, EditionReturns, Evidence, Target};
use canevas_model::{AnswerShape, Language};
use canevas_project::entered_rows;
use canevas_syntax::changes::Comparable;
use canevas_wording::ui::report::ReportWord;
use canevas_wording::{PlainText, Wording, sort_key};
use serde_json::Value;
use std::collections::BTreeSet;

/// What a block sees: what the returns say, and the language of the report.
pub struct ReportContext<'a> {
    /// What the returns say.
    pub evidence: &'a Evidence<'a>,
    /// The report's own edition.
    pub own: &'a EditionReturns<'a>,
    /// Its words.
    pub wording: Wording<'a>,
}

/// Some of the countries.
pub struct Group<'a> {
    /// What they are called.
    pub name: String,
    /// Their codes; none stands for all.
    codes: Option<BTreeSet<&'a str>>,
}

impl Group<'_> {
    /// Whether a country belongs to it.
    pub fn holds(&self, code: &str) -> bool {
        self.codes.as_ref().is_none_or(|codes| codes.contains(code))
    }
}

impl<'a> ReportContext<'a> {
    /// The context of a report in a language.
    pub fn new(evidence: &'a Evidence<'a>, own: &'a EditionReturns<'a>, language: &'a Language) -> Self {
        Self { evidence, own, wording: Wording::new(&own.copy, language) }
    }

    /// A word of the report.
    pub fn word(&self, word: ReportWord) -> String {
        self.wording.word(self.wording.of_report(word)).into_owned()
    }

    /// A word of the report, filled in.
    pub fn filled(&self, word: ReportWord, values: &[(&str, &str)]) -> String {
        self.wording.filled(self.wording.of_report(word), values)
    }

    /// The names of countries, in the alphabet of the language.
    pub fn names<'c>(&self, codes: impl IntoIterator<Item = &'c str>) -> Vec<String> {
        let mut names: Vec<String> = codes.into_iter().map(|code| self.wording.listed_respondent(code)).collect();
        names.sort_by_cached_key(|name| sort_key(name));
        names
    }

    /// The same, in one text.
    pub fn name_list<'c>(&self, codes: impl IntoIterator<Item = &'c str>) -> String {
        self.names(codes).join(", ")
    }

    /// The returns of the report's edition, in the alphabet of the language.
    pub fn codes(&self) -> Vec<&'a str> {
        let mut codes: Vec<&str> = self.own.returns.iter().map(|of| of.code.as_str()).collect();
        codes.sort_by_cached_key(|code| sort_key(&self.wording.listed_respondent(code)));
        codes
    }

    /// A share in whole per cent; a dash where there is nothing to take a share of.
    pub fn share(&self, part: usize, whole: usize) -> String {
        percent(part, whole).map_or_else(|| "–".to_owned(), |n| self.percent(n))
    }

    /// A number of per cent.
    pub fn percent(&self, n: usize) -> String {
        self.wording.filled(ReportWord::Percent, &[("n", &n.to_string())])
    }

    /// What an answer to a question of an edition says.
    pub fn answer(&self, edition: &EditionReturns<'_>, target: Target, answer: &ClosedAnswer) -> PlainText {
        let wording = Wording::new(&edition.copy, self.wording.language);
        match answer {
            ClosedAnswer::YesNo(yes) => wording.yes_no(*yes).into(),
            ClosedAnswer::Option(code) => {
                let question = target.of(edition.copy.model);
                wording.answer_text(&question.shape, &Value::from(code.as_str()))
            }
        }
    }

    /// What a row of a country is called, by its key.
    pub fn row_name(&self, of: &CountryReturn, target: Target, key: Option<&str>) -> Option<String> {
        let told = self.own.copy.clone().with_file(&of.file);
        let entered = entered_rows(&told, of.response.answers(), false);
        let told = told.with_entered(entered, false);
        let each = told.model.questions[target.question].for_each?;
        let row = told.rows(each).into_iter().find(|row| Some(&*row.key) == key)?;
        Some(Wording::new(&told, self.wording.language).row_label(&row))
    }

    /// What a question is called: its short name, else its words.
    pub fn question(&self, target: Target) -> PlainText {
        let question = target.of(self.own.copy.model);
        let name = question.short.as_ref().or(question.ask.as_ref());
        name.map_or_else(|| question.id.to_string().into(), |name| self.wording.plain_text(name, None).in_one_line())
    }

    /// All countries; and the regions where the block groups by them.
    pub fn groups(&self, by_region: bool) -> Vec<Group<'a>> {
        let mut groups = vec![Group { name: self.word(ReportWord::AllCountries), codes: None }];
        if !by_region {
            return groups;
        }
        let mut seen = BTreeSet::new();
        for region in &self.evidence.regions {
            let codes: BTreeSet<&str> = region.countries.iter().map(String::as_str).collect();
            seen.extend(codes.iter().copied());
            groups.push(Group { name: self.region(&region.id), codes: Some(codes) });
        }
        let rest = self.own.returns.iter().map(|of| of.code.as_str()).filter(|code| !seen.contains(code));
        let rest: BTreeSet<&str> = rest.collect();
        if !rest.is_empty() {
            groups.push(Group { name: self.word(ReportWord::InNoRegion), codes: Some(rest) });
        }
        groups
    }

    /// The name of a region.
    pub fn region(&self, id: &str) -> String {
        let region = self.evidence.regions.iter().find(|region| region.id == id);
        region.map_or(id, |region| region.name_in(self.wording.language)).to_owned()
    }

    /// What figures are based on.
    pub fn base(&self, edition: &EditionReturns<'_>, target: Target, tally: &Tally) -> ReportPart {
        let counts = edition.status.counts;
        let number = |n: usize| n.to_string();
        let values = [
            ("answered", number(tally.answered)),
            ("asked", number(tally.asked)),
            ("countries", number(tally.countries.len())),
            ("reported", number(counts.reported)),
            ("expected", number(counts.expected)),
        ];
        let values = values.each_ref().map(|(name, value)| (*name, value.as_str()));
        let word = if target.has_rows(edition.copy.model) { ReportWord::BaseOfRows } else { ReportWord::Base };
        ReportPart::Note(self.filled(word, &values).into())
    }

    /// How far the answers of an edition so many steps before can be compared with those of the one after it, in words; none where
    /// they are comparable in full, or an edition did not ask the question.
    pub fn break_note(&self, target: Target, steps: usize) -> Option<(Comparable, String)> {
        let mark = self.evidence.mark(target, steps)?;
        self.evidence.before(target, steps)?;
        let at = self.evidence.editions.len().checked_sub(1 + steps)?;
        let name = |at: usize| self.evidence.editions.get(at).map(|edition| edition.status.edition.as_str());
        let note = self.wording.series_note(mark.comparable, [name(at)?, name(at + 1)?], &mark.reasons)?;
        Some((mark.comparable, note))
    }

    /// What to know about figures that add up to more than the whole.
    pub fn several(&self, target: Target) -> Option<ReportPart> {
        let is_many = matches!(target.of(self.own.copy.model).shape, AnswerShape::Many { .. });
        is_many.then(|| ReportPart::Note(self.word(ReportWord::Several).into()))
    }

    /// The countries behind the figures of a question: who gave which answer, who gave none.
    pub fn behind(&self, target: Target, tally: &Tally) -> ReportPart {
        let group = |name: PlainText, codes: &BTreeSet<String>| NamedGroup {
            name,
            countries: self.names(codes.iter().map(String::as_str)),
        };
        let mut groups: Vec<NamedGroup> = tally
            .shares
            .iter()
            .map(|share| group(self.answer(self.own, target, &share.answer), &share.countries))
            .collect();
        groups.extend(tally.said.iter().map(|(said, codes)| group(self.wording.said(said).into(), codes)));
        groups.push(group(self.word(ReportWord::NotAnswered).into(), &tally.unanswered));
        groups.retain(|group| !group.countries.is_empty());
        ReportPart::Behind(groups)
    }

    /// The first sentence about a question: the answer that most gave.
    pub fn most(&self, target: Target, tally: &Tally) -> Option<String> {
        // Of several answers that as many gave, the first.
        let most = tally.shares.iter().rev().max_by_key(|share| share.count).filter(|share| share.count > 0)?;
        let answer = self.answer(self.own, target, &most.answer).text;
        Some(self.share_of(target.has_rows(self.own.copy.model), &answer, most.count, tally.answered))
    }

    /// How many of the countries that answered, or of their rows, say something, in a sentence.
    pub fn share_of(&self, is_rows: bool, what: &str, count: usize, answered: usize) -> String {
        let word = if is_rows { ReportWord::MostRows } else { ReportWord::MostGave };
        let (share, count, answered) = (self.share(count, answered), count.to_string(), answered.to_string());
        let values = [("answer", what), ("count", &*count), ("answered", &*answered), ("share", &*share)];
        self.wording.filled(word, &values)
    }
}
