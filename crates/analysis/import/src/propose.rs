//! Proposes what each column is, by the similarity of its head with the texts of the form in all its languages.

use crate::country::RespondentNames;
use crate::mapping::{Becomes, ColumnPlan, Mapping};
use crate::mask::{Compared, Names};
use crate::order::{OrderedColumn, OrderedPlace, in_order};
use crate::sheet::Cell;
use crate::table::{Head, Table};
use crate::target::{Takes, Target};
use canevas_project::FormCopy;
use canevas_responses::AnswerPath;
use canevas_syntax::import::Confidence;
use canevas_wording::typed::alike;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// How similar a head is at least whose words are the same, but for what changes. No other head is as similar.
const SAME: f64 = 0.9;
/// How similar a head must be to a text to be proposed at all.
const UNSURE: f64 = 0.5;
/// How similar it must be where no other text is.
const LIKELY: f64 = 0.75;
/// How much more similar than to the next text.
const CLEARLY: f64 = 0.1;
/// How many texts a head is compared with word by word: those that share the most words with it.
const COMPARED: usize = 40;

/// The texts of the places, ready to be searched.
pub struct TextIndex<'t, 'm> {
    targets: &'t [Target<'m>],
    names: &'t Names,
    /// Places by a text, whole or masked.
    same: HashMap<&'t str, BTreeSet<usize>>,
    /// Texts by each of their words.
    by_word: HashMap<&'t str, Vec<(usize, usize)>>,
}

/// A place that a head may mean.
#[derive(Debug, Clone, PartialEq)]
struct Candidate {
    target: usize,
    likeness: f64,
    /// Whether the texts are the same, but for what changes.
    same: bool,
    /// Whether the form says no more there.
    whole: bool,
    /// The language of the text, by its place among those of the form.
    language: usize,
}

impl<'t, 'm> TextIndex<'t, 'm> {
    /// Reads the texts of the places.
    pub fn new(targets: &'t [Target<'m>], names: &'t Names) -> Self {
        let mut index = Self { targets, names, same: HashMap::new(), by_word: HashMap::new() };
        for (at, target) in targets.iter().enumerate() {
            for (which, text) in target.texts.iter().enumerate() {
                for whole in [&text.text.kept, &text.text.masked] {
                    index.same.entry(whole).or_default().insert(at);
                }
                for word in text.text.kept.split(' ').collect::<BTreeSet<_>>() {
                    index.by_word.entry(word).or_default().push((at, which));
                }
            }
        }
        index
    }

    /// Whether a place of the form is called so.
    pub fn is_known(&self, head: &str) -> bool {
        let head = Compared::new(head, self.names);
        self.same.contains_key(head.kept.as_str()) || self.same.contains_key(head.masked.as_str())
    }

    /// The languages of the texts that heads are most similar to: how many heads each has, by its place among those of the form.
    pub fn languages(&self, tables: &[Table<'_>], mapping: &Mapping) -> BTreeMap<usize, usize> {
        let mut out = BTreeMap::new();
        for head in tables.iter().flat_map(|table| &table.heads) {
            let Some(target) = mapping.plan(head).and_then(ColumnPlan::target) else { continue };
            let text = Compared::new(&head.question, self.names);
            let texts = self.targets[target].texts.iter();
            let best =
                texts.map(|of| (text.likeness(&of.text), of.language)).reduce(|a, b| if b.0 > a.0 { b } else { a });
            if let Some((_, language)) = best {
                *out.entry(language).or_default() += 1;
            }
        }
        out
    }

    /// The places that a head may mean, the most similar first, and in the order of the form.
    fn candidates(&self, head: &str) -> Vec<Candidate> {
        let head = Compared::new(head, self.names);
        let mut best: BTreeMap<usize, Candidate> = BTreeMap::new();
        let mut consider = |target: usize, which: usize| {
            let text = &self.targets[target].texts[which];
            let same = head.is_same(&text.text);
            let exact = head.kept == text.text.kept;
            // The same words count for more than the same words but for what changes: that may be the title of a row.
            let likeness = match (exact, same) {
                (true, _) => 1.0,
                (false, true) => SAME + 0.09 * alike(&head.kept, &text.text.kept),
                (false, false) => head.likeness(&text.text) * SAME,
            };
            let found = Candidate { target, likeness, same, whole: text.whole, language: text.language };
            let known = best.entry(target).or_insert_with(|| found.clone());
            if (found.likeness, found.whole) > (known.likeness, known.whole) {
                *known = found;
            }
        };
        let same = [&head.kept, &head.masked].into_iter().filter_map(|text| self.same.get(text.as_str()));
        let same: BTreeSet<usize> = same.flatten().copied().collect();
        if same.is_empty() {
            for (target, which) in self.nearest(&head) {
                consider(target, which);
            }
        } else {
            for target in same {
                (0..self.targets[target].texts.len()).for_each(|which| consider(target, which));
            }
        }
        let mut out: Vec<Candidate> = best.into_values().filter(|candidate| candidate.likeness >= UNSURE).collect();
        out.sort_by(|a, b| b.likeness.total_cmp(&a.likeness).then(a.target.cmp(&b.target)));
        out
    }

    /// The texts that share the most words with a head.
    fn nearest(&self, head: &Compared) -> Vec<(usize, usize)> {
        let mut shared: HashMap<(usize, usize), usize> = HashMap::new();
        for word in head.kept.split(' ').collect::<BTreeSet<_>>() {
            for text in self.by_word.get(word).into_iter().flatten() {
                *shared.entry(*text).or_default() += 1;
            }
        }
        let mut all: Vec<((usize, usize), usize)> = shared.into_iter().collect();
        // Of two texts with as many words in common, the shorter one is nearer.
        let length = |(target, which): (usize, usize)| self.targets[target].texts[which].text.kept.len();
        all.sort_by_key(|(text, count)| (std::cmp::Reverse(*count), length(*text), *text));
        all.into_iter().take(COMPARED).map(|(text, _)| text).collect()
    }

    /// Proposes what each column of some tables is. Tables with the same heads share their columns.
    pub fn propose(&self, tables: &[Table<'_>], countries: &RespondentNames, blank: &FormCopy<'_>) -> Mapping {
        let mut heads: Vec<&Head> = Vec::new();
        for head in tables.iter().flat_map(|table| &table.heads) {
            if !heads.iter().any(|known| known.text == head.text && known.nth == head.nth) {
                heads.push(head);
            }
        }
        let candidates: Vec<Vec<Candidate>> = heads
            .iter()
            .map(|head| if head.tool.is_some() { Vec::new() } else { self.candidates(&head.question) })
            .collect();
        let mut plans: Vec<ColumnPlan> = heads.iter().map(|head| unknown(head)).collect();
        let of_tables = heads.iter().map(|head| tables_with(tables, head)).collect();
        let mut taken = Taken { of_tables, places: BTreeSet::new() };
        take_same(&candidates, &mut plans, &mut taken);
        self.take_similar(&candidates, &mut plans, &mut taken);
        self.take_in_order(tables, &heads, blank, &mut plans, &mut taken);
        for (plan, head) in plans.iter_mut().zip(&heads) {
            if head.tool.is_some() {
                plan.becomes = Becomes::Ignored;
                plan.why = Some("the form tool added this column".to_owned());
            }
        }
        self.find_respondents(tables, &heads, (countries, blank), &mut plans, &mut taken);
        Mapping::new(None, plans)
    }

    /// Columns whose head is similar to a text of the form, the most similar first.
    fn take_similar(&self, candidates: &[Vec<Candidate>], plans: &mut [ColumnPlan], taken: &mut Taken) {
        let mut open: Vec<(usize, &Candidate)> = Vec::new();
        for (at, of_column) in candidates.iter().enumerate().filter(|(at, _)| plans[*at].becomes == Becomes::Unknown) {
            open.extend(of_column.iter().map(|candidate| (at, candidate)));
        }
        open.sort_by(|(a, one), (b, other)| other.likeness.total_cmp(&one.likeness).then(a.cmp(b)));
        for (at, candidate) in open {
            if plans[at].becomes != Becomes::Unknown || taken.has(at, candidate.target) {
                continue;
            }
            let next = candidates[at].iter().find(|other| {
                other.target != candidate.target
                    && !self.is_part(other.target, candidate.target)
                    && !taken.has(at, other.target)
            });
            // The rows and fields of a question differ in a few words, which tell them apart.
            let difference = |next: &Candidate| candidate.likeness - next.likeness;
            let is_same = |next: &Candidate| self.is_same_question(next.target, candidate.target);
            let enough = |next: &Candidate| if is_same(next) { f64::EPSILON } else { CLEARLY };
            let is_clear = next.is_none_or(|next| difference(next) >= enough(next));
            let is_first = candidates[at].first().is_some_and(|first| first.likeness <= candidate.likeness);
            let is_likely = candidate.likeness >= LIKELY && is_clear && is_first;
            let confidence = if is_likely { Confidence::Likely } else { Confidence::Unsure };
            plans[at].becomes = Becomes::Answers(candidate.target, confidence);
            let asks = format!(
                "the form asks there: \u{201c}{}\u{201d}",
                shortened(&self.targets[candidate.target].shown[candidate.language])
            );
            plans[at].why = Some(match next.filter(|_| !is_clear) {
                Some(next) => format!("{asks}; `{}` is nearly as similar", self.targets[next.target].path.name()),
                None => asks,
            });
            taken.take(at, candidate.target);
        }
    }

    /// Whether a place belongs to the same question as another one: a text beside it, or the question of a field.
    fn is_part(&self, one: usize, other: usize) -> bool {
        let of = |at: usize| self.targets[at].path.answer().cloned().map(AnswerPath::without_companion);
        of(one).is_some() && of(one) == of(other)
    }

    /// Whether two places belong to the same question.
    fn is_same_question(&self, one: usize, other: usize) -> bool {
        let of = |at: usize| self.targets[at].path.answer().map(AnswerPath::question_id);
        of(one).is_some() && of(one) == of(other)
    }

    /// The columns that are left, by their order and by what stands in their cells. None of them is sure.
    fn take_in_order(
        &self,
        tables: &[Table<'_>],
        heads: &[&Head],
        blank: &FormCopy<'_>,
        plans: &mut [ColumnPlan],
        taken: &mut Taken,
    ) {
        let columns: Vec<OrderedColumn<'_>> = plans
            .iter()
            .zip(heads)
            .enumerate()
            .map(|(at, (plan, head))| OrderedColumn {
                text: Compared::new(&head.question, self.names),
                cells: cells_under(tables, &taken.of_tables[at], head),
                has: match plan.becomes {
                    Becomes::Answers(target, _) => Some(target),
                    Becomes::Ignored | Becomes::Unknown => None,
                },
                is_open: plan.becomes == Becomes::Unknown && head.tool.is_none(),
            })
            .collect();
        for OrderedPlace { column: at, target, language, why } in in_order(self.targets, blank, &columns) {
            if taken.has(at, target) {
                continue;
            }
            plans[at].becomes = Becomes::Answers(target, Confidence::Unsure);
            let asks = shortened(&self.targets[target].shown[language]);
            plans[at].why = Some(format!("the form asks there: \u{201c}{asks}\u{201d}; {why}"));
            taken.take(at, target);
        }
    }

    /// Columns that hold those who answer, where no column has the head of them.
    fn find_respondents(
        &self,
        tables: &[Table<'_>],
        heads: &[&Head],
        (countries, blank): (&RespondentNames, &FormCopy<'_>),
        plans: &mut [ColumnPlan],
        taken: &mut Taken,
    ) {
        let Some(country) = self.targets.iter().position(|target| matches!(target.takes, Takes::Respondent)) else {
            return;
        };
        for (at, (plan, head)) in plans.iter_mut().zip(heads).enumerate() {
            let is_open = !matches!(plan.becomes, Becomes::Answers(_, Confidence::Certain) | Becomes::Ignored);
            if !is_open || taken.has(at, country) {
                continue;
            }
            let cells = cells_under(tables, &taken.of_tables[at], head);
            let known = cells.iter().filter(|cell| countries.code(&cell.to_string(), &[]).is_some()).count();
            // One cell in five may be misspelt.
            if known > 0 && 5 * known >= 4 * cells.len() {
                plan.becomes = Becomes::Answers(country, Confidence::Likely);
                plan.why = Some(match blank.model.respondents.kind() {
                    canevas_model::RespondentsKind::Countries => "its cells are names of countries".to_owned(),
                    canevas_model::RespondentsKind::Nobody | canevas_model::RespondentsKind::Listed => {
                        format!("its cells are names of those who answer, each {}", blank.model.respondents.a_noun())
                    }
                });
                taken.take(at, country);
            }
        }
    }
}

/// The places that have a column, table by table: exports of several countries may call one place by several heads.
struct Taken {
    /// The tables that have each column.
    of_tables: Vec<Vec<usize>>,
    /// Tables and places.
    places: BTreeSet<(usize, usize)>,
}

impl Taken {
    fn has(&self, column: usize, target: usize) -> bool {
        self.of_tables[column].iter().any(|table| self.places.contains(&(*table, target)))
    }

    fn take(&mut self, column: usize, target: usize) {
        self.places.extend(self.of_tables[column].iter().map(|table| (*table, target)));
    }
}

/// The tables that have a column with a head.
pub fn tables_with(tables: &[Table<'_>], head: &Head) -> Vec<usize> {
    let has = |table: &Table<'_>| table.heads.iter().any(|known| known.text == head.text && known.nth == head.nth);
    tables.iter().enumerate().filter(|(_, table)| has(table)).map(|(at, _)| at).collect()
}

/// The cells under a head, in some of the tables.
fn cells_under<'s>(tables: &[Table<'s>], of: &[usize], head: &Head) -> Vec<&'s Cell> {
    let mut out = Vec::new();
    for table in of.iter().map(|table| &tables[*table]) {
        let same = table.heads.iter().find(|known| known.text == head.text && known.nth == head.nth);
        out.extend(table.rows.iter().filter_map(|row| row.cells.get(&same?.column)));
    }
    out
}

fn unknown(head: &Head) -> ColumnPlan {
    ColumnPlan {
        head: head.text.clone(),
        nth: head.nth,
        becomes: Becomes::Unknown,
        dates: None,
        decimals: None,
        options: Vec::new(),
        why: None,
    }
}

/// The start of a text, for a message.
pub fn shortened(text: &str) -> String {
    const LONGEST: usize = 90;
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= LONGEST { line } else { line.chars().take(LONGEST - 1).chain(['…']).collect() }
}

/// Columns whose head is the same as a text of the form. Where several places have this text, they follow the order of the form.
fn take_same(candidates: &[Vec<Candidate>], plans: &mut [ColumnPlan], taken: &mut Taken) {
    for (at, (plan, candidates)) in plans.iter_mut().zip(candidates).enumerate() {
        let Some(first) = candidates.first().filter(|first| first.same) else { continue };
        let best: Vec<&Candidate> = candidates
            .iter()
            .filter(|other| other.same && other.likeness >= first.likeness && other.whole >= first.whole)
            .collect();
        let Some(free) = best.iter().find(|candidate| !taken.has(at, candidate.target)) else { continue };
        let all = candidates.iter().filter(|other| other.same && other.whole >= first.whole).count();
        let is_certain = best.len() == 1 && free.whole && (all == 1 || free.likeness >= 1.0);
        plan.becomes = Becomes::Answers(free.target, if is_certain { Confidence::Certain } else { Confidence::Likely });
        if best.len() > 1 {
            plan.why =
                Some("several places of the form have this text; the columns were taken in their order".to_owned());
        } else if all > 1 && !is_certain {
            plan.why = Some("several places of the form have this text; this one is the most similar".to_owned());
        } else if !free.whole {
            plan.why = Some("it has only the short name of the question, or that of the row".to_owned());
        }
        taken.take(at, free.target);
    }
}
