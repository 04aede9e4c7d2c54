//! Breaks of a series in words. A report prints them below its figures, and an export in its codebook.

use crate::Wording;
use crate::ui::report::ReportWord;
use canevas_syntax::changes::Comparable;

impl Wording<'_> {
    /// How far the answers of two editions can be compared, with the reasons; none where they are comparable in full. `before` and
    /// `after` are the names of the editions.
    pub fn series_note(
        &self,
        comparable: Comparable,
        [before, after]: [&str; 2],
        reasons: &[String],
    ) -> Option<String> {
        let word = match (comparable, reasons.is_empty()) {
            (Comparable::Full, _) => return None,
            (Comparable::WithBridge, true) => ReportWord::Bridge,
            (Comparable::WithBridge, false) => ReportWord::BridgeBecause,
            (Comparable::Broken, true) => ReportWord::Break,
            (Comparable::Broken, false) => ReportWord::BreakBecause,
        };
        let values = [("before", before), ("after", after), ("reason", &*reasons.join("; "))];
        Some(self.filled(word, &values))
    }
}
