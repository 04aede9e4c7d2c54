//! What the returns of an edition say, for a report.

use crate::{DeskFile, DeskReader};
use canevas_desk::{CountryState, Delivery, DeskKnowledge};
use canevas_evidence::{CountryReturn, EditionReturns};
use std::collections::{BTreeMap, BTreeSet};

impl<'e> DeskReader<'e> {
    /// The returns of an edition that count: of each country the accepted one, else the one that is complete. `accepted` are the
    /// files that the desk accepted and `others` those that came in. `expected` are the countries that were asked to report.
    pub fn returns_that_count(
        &self,
        expected: &[String],
        accepted: Vec<DeskFile>,
        others: Vec<DeskFile>,
        known: &DeskKnowledge,
    ) -> EditionReturns<'e> {
        let accepted = self.returns(accepted);
        let decided: BTreeSet<String> = accepted.iter().flatten().map(|of| of.country.clone()).collect();
        let (mut deliveries, mut best): (Vec<Delivery>, BTreeMap<String, _>) = (Vec::new(), BTreeMap::new());
        for read in accepted
            .into_iter()
            .map(|read| (true, read))
            .chain(self.returns(others).into_iter().map(|read| (false, read)))
        {
            match read {
                (_, Err(delivery)) => deliveries.push(*delivery),
                // Another file of a country whose return is accepted changes nothing any more.
                (false, Ok(of)) if decided.contains(&of.country) => {}
                (_, Ok(of)) => {
                    deliveries.push(of.delivery.clone());
                    if of.delivery.clarifies.is_some() {
                        continue;
                    }
                    let rank = |delivery: &Delivery| (delivery.state, delivery.places().0);
                    let is_better = |known: &crate::DeskReturn| rank(&of.delivery) > rank(&known.delivery);
                    if best.get(&of.country).is_none_or(is_better) {
                        best.insert(of.country.clone(), of);
                    }
                }
            }
        }
        let status = self.status(expected, deliveries, known);
        let counts = status.countries.iter().filter(|country| country.state == CountryState::Reported);
        let counting: BTreeSet<&str> = counts.map(|country| country.code.as_str()).collect();
        let returns = best
            .into_iter()
            .filter(|(code, _)| counting.contains(code.as_str()))
            .map(|(code, of)| CountryReturn::new(self.copy_of(Some(&code)), &code, &of.delivery.file, of.read.response))
            .collect();
        EditionReturns { copy: self.copy_of(None).clone(), status, returns, frozen: known.days.frozen }
    }
}
