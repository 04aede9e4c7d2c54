//! The change files of several steps as one. A comparison with an edition further back sees the changes of every step at once,
//! so what each step declares must hold for all of them: a question that is `b` in one edition and `c` in the next is `c` for
//! whoever knows it as `a`.

use super::declared::ids;
use canevas_syntax::changes::{Changes, Ids, Meaning, Relation, Retired, Verdict, Was};
use canevas_syntax::{Id, Sp};
use std::collections::BTreeMap;

/// What the change files of the steps declare together. `steps` lead from the old edition to the new one, in that order.
/// Waivers are left out: each accepts one finding of one step.
pub(crate) fn composed(steps: &[&Changes]) -> Changes {
    let mut all = Changes::default();
    for step in steps {
        let later = step.renamed();
        let later: BTreeMap<&str, &str> = later.iter().map(|(new, old)| (*old, *new)).collect();
        let with_new_ids = |part: &mut Sp<String>| part.value = renamed_part(&part.value, &later);
        let retired = retired_since(&all, step.retired.as_deref().unwrap_or_default());
        all.was = Some(lineages(all.was.take().unwrap_or_default(), step.was.as_deref().unwrap_or_default()));
        all.retired.get_or_insert_default().extend(retired);
        let errata = all.errata.get_or_insert_default();
        errata.iter_mut().filter_map(|erratum| erratum.part.as_mut()).for_each(with_new_ids);
        errata.extend(step.errata.iter().flatten().cloned());
        let meaning = all.meaning.get_or_insert_default();
        meaning.iter_mut().filter_map(|meaning| meaning.part.as_mut()).for_each(with_new_ids);
        for verdict in step.meaning.iter().flatten() {
            judge(meaning, verdict);
        }
        all.from = all.from.take().or_else(|| step.from.clone());
    }
    all
}

/// A key of a text with the ids of a later edition.
fn renamed_part(part: &str, later: &BTreeMap<&str, &str>) -> String {
    let (start, rest) = part.strip_prefix("question.").map_or(("", part), |rest| ("question.", rest));
    let (id, rest) = rest.find('.').map_or((rest, ""), |dot| rest.split_at(dot));
    format!("{start}{}{rest}", later.get(id).copied().unwrap_or(id))
}

/// Adds a verdict. A text that had another meaning in one step has another meaning over all of them.
fn judge(all: &mut Vec<Meaning>, verdict: &Meaning) {
    let part = |meaning: &Meaning| meaning.part.as_ref().map(|part| part.value.clone());
    let known = all.iter_mut().find(|known| part(known) == part(verdict));
    match known {
        None => all.push(verdict.clone()),
        Some(known) if known.verdict.as_ref().is_none_or(|known| known.value == Verdict::Same) => {
            *known = verdict.clone();
        }
        Some(_) => {}
    }
}

/// Retirements of a step, also under the ids that the first edition gave the questions.
fn retired_since(before: &Changes, retired: &[Retired]) -> Vec<Retired> {
    let renamed = before.renamed();
    let under_old_id = retired.iter().filter_map(|retired| {
        let id = retired.id.as_ref()?;
        let was = renamed.get(id.value.0.as_str())?;
        let id = Some(Sp::new(Id((*was).to_owned()), id.span));
        Some(Retired { id, ..retired.clone() })
    });
    retired.iter().cloned().chain(under_old_id.collect::<Vec<_>>()).collect()
}

/// A lineage over the steps so far. `pending` are new ids of the steps before, which this step may change again.
struct Lineage {
    was: Was,
    pending: Vec<Sp<Id>>,
    done: Vec<Sp<Id>>,
}

/// The lineages over all steps: those of the steps before, and those of one more step.
fn lineages(before: Vec<Was>, step: &[Was]) -> Vec<Was> {
    let mut all: Vec<Lineage> = before
        .into_iter()
        .map(|mut was| Lineage { pending: was.new.take().map(|ids| ids.0).unwrap_or_default(), was, done: Vec::new() })
        .collect();
    for later in step {
        let from = ids(later.old.as_ref());
        let is_from = |id: &Sp<Id>| from.contains(&id.value.0.as_str());
        let (linked, others): (Vec<Lineage>, Vec<Lineage>) =
            all.into_iter().partition(|lineage| lineage.pending.iter().any(is_from));
        all = others;
        all.push(joined(linked, later));
    }
    let finished = all.into_iter().map(|lineage| {
        let mut new = lineage.pending;
        new.extend(lineage.done);
        Was { new: Some(Ids(new)), ..lineage.was }
    });
    // A question that has its first id again was not renamed.
    finished.filter(|was| ids(was.new.as_ref()) != ids(was.old.as_ref())).collect()
}

/// A lineage of one step, after the lineages that lead to the questions that it starts from.
fn joined(linked: Vec<Lineage>, later: &Was) -> Lineage {
    let own = later.old.iter().flat_map(|ids| &ids.0);
    let is_known =
        |id: &Sp<Id>| linked.iter().flat_map(|lineage| &lineage.pending).any(|known| known.value == id.value);
    let mut old: Vec<Sp<Id>> = own.filter(|id| !is_known(id)).cloned().collect();
    let from = ids(later.old.as_ref());
    let mut out = Lineage {
        was: later.clone(),
        pending: Vec::new(),
        done: later.new.iter().flat_map(|ids| &ids.0).cloned().collect(),
    };
    let mut comparable = later.comparability();
    for earlier in linked {
        comparable = comparable.max(earlier.was.comparability());
        out.was.relation = match (earlier.was.relation, out.was.relation) {
            (Some(was), Some(is)) if is.value == Relation::Renamed || was.value == is.value => Some(was),
            (Some(was), Some(is)) if was.value == Relation::Renamed => Some(is),
            (_, is) => is.map(|is| Sp::new(Relation::Replaced, is.span)),
        };
        out.was.bridge = match (earlier.was.bridge, out.was.bridge) {
            (Some(was), Some(is)) => Some(Sp::new(format!("{}; {}", was.value, is.value), is.span)),
            (was, is) => was.or(is),
        };
        old.extend(earlier.was.old.into_iter().flat_map(|ids| ids.0));
        out.pending.extend(earlier.pending.into_iter().filter(|id| !from.contains(&id.value.0.as_str())));
        out.done.extend(earlier.done);
    }
    let span = out.was.comparable.as_ref().map(|known| known.span).or(later.relation.as_ref().map(|known| known.span));
    out.was.comparable = span.map(|span| Sp::new(comparable, span)).or(out.was.comparable);
    out.was.old = Some(Ids(old));
    out
}
