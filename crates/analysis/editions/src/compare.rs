//! Runs the phases of a comparison.

use crate::EditionSide;
use crate::change_file::{Declarations, composed, freed, retirements};
use crate::classify::{RuleContext, Waivers, Words, apply_levels, classify, classify_waivers};
use crate::diff::align::aligned;
use crate::diff::baseline::baseline;
use crate::diff::rebase::{rebase, with_new_ids};
use crate::diff::{EditionPair, QuestionIndex, diff, text_pairs, to_translate};
use crate::edition_diff::{ClassifiedChange, EditionDiff};
use crate::witness::{Replay, Verdicts, WitnessSearch};
use canevas_diagnostics::Levels;
use canevas_model::condition::Space;
use canevas_project::FormCopy;
use canevas_syntax::changes::Changes;
use canevas_wording::Wording;
use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};

/// Compares two editions. `between` are the change files of the editions between them, the earliest first, if they have one:
/// what they declare holds too. `today` is a day such as `2023-06-30`. `levels` apply to changes that are neither declared nor waived.
pub fn compare(
    old: EditionSide<'_>,
    new: EditionSide<'_>,
    between: &[Option<&Changes>],
    today: &str,
    levels: &Levels,
) -> EditionDiff {
    let old_as_written = old;
    // If both sides are the same edition, the comparison looks for edits since it was published.
    let base = baseline(&old).filter(|_| old.model.edition != new.model.edition);
    let old = base.as_ref().map_or(old, |base| EditionSide { model: &base.model, catalogues: &base.catalogues, ..old });
    let steps: Vec<&Changes> = between.iter().copied().flatten().chain(new.changes).collect();
    let composed = between.iter().any(Option::is_some).then(|| composed(&steps));
    let changes_since_old = composed.as_ref().or(new.changes);
    let renames = changes_since_old.map(Changes::renamed).unwrap_or_default();
    let by_old: HashMap<&str, &str> = renames.iter().map(|(new, old)| (*old, *new)).collect();
    let aligned = aligned(&old, &new, &|id| by_old.get(id).copied().unwrap_or(id).to_owned());
    let old =
        aligned.as_ref().map_or(old, |base| EditionSide { model: &base.model, catalogues: &base.catalogues, ..old });
    let mut declared = Declarations::new(changes_since_old);
    // The rule lineage-broken reports a wrong rename. The other rules ignore it.
    declared.renamed.retain(|id, was| {
        new.model.question(id).is_some() && new.model.question(was).is_none() && old.model.question(was).is_some()
    });
    let renamed = declared.renamed.clone();
    let settled = declared.settled();
    let based = rebase(new.model, old.model, &|id| renamed.get(id).unwrap_or(id).clone());
    let old_with_new_ids = with_new_ids(old.model, &renamed);
    let (old_space, new_space) = (Space::new(&old_with_new_ids), Space::new(&based));
    let index = QuestionIndex::new(&old_with_new_ids, &based);
    let pair = EditionPair {
        old: old.model,
        old_with_new_ids: &old_with_new_ids,
        new: &based,
        new_as_written: new.model,
        old_catalogues: old.catalogues,
        new_catalogues: new.catalogues,
        renamed: &renamed,
        settled: &settled,
        old_period: old.model.period,
        new_period: new.model.period,
        old_space: &old_space,
        new_space: &new_space,
        index: &index,
    };
    let changes = diff(&pair);
    let replay = Replay::new(&pair, &declared, &new.model.form);

    let (old_copy, new_copy) =
        (FormCopy::new(old.model, None, old.catalogues), FormCopy::new(new.model, None, new.catalogues));
    let words = Words {
        old: Wording::new(&old_copy, &old.model.source_language).in_english(),
        new: Wording::new(&new_copy, &new.model.source_language).in_english(),
    };
    let mut never_again: HashSet<String> =
        retirements(old.changes).into_keys().chain(retirements(new.changes).into_keys()).collect();
    never_again.extend(freed(old.changes, old.model).into_keys().map(str::to_owned));
    let ctx = RuleContext {
        old,
        old_as_written,
        new,
        declared,
        words,
        changes: &changes,
        replay: &replay,
        never_again,
        today,
        is_one_step: between.is_empty(),
    };
    let verdicts = Verdicts::new(WitnessSearch::new(pair, &replay), &old, &new, ctx.edition());
    let mut waivers = Waivers::new(&ctx);
    let found = classify(&ctx).into_iter().map(|found| verdicts.of(found));
    let (mut classified, mut suppressed) = apply_levels(&ctx, levels, &mut waivers, found);
    let found = classify_waivers(&ctx, &waivers).into_iter().map(|found| verdicts.of(found));
    let (of_waivers, off) = apply_levels(&ctx, levels, &mut waivers, found);
    classified.extend(of_waivers);
    suppressed.extend(off);
    drop(verdicts);

    // Changes come in the order of the new edition. Those that only the old edition has come last.
    let place = |change: &ClassifiedChange| {
        let span = change.finding.primary.span;
        (Reverse(change.finding.level), span.source.0 == old.model.source.0, span.start)
    };
    classified.sort_by_cached_key(|change| (place(change), change.finding.rule.code, change.at.to_string()));
    EditionDiff {
        form: new.model.form.clone(),
        old: old.model.edition.clone(),
        new: new.model.edition.clone(),
        classified,
        suppressed,
        to_translate: to_translate(&old, &new, &renamed),
        texts: text_pairs(&old, &new),
        replay,
        changes,
    }
}
