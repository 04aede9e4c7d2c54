//! Answers that differ, so that a person sees where.

/// Answers in one line each. Long ones are cut to the part where they differ.
pub(super) fn where_they_differ<'w>(words: impl Iterator<Item = &'w str>) -> Vec<String> {
    const BEFORE: usize = 40;
    const MOST: usize = 160;
    let texts: Vec<Vec<char>> = words.map(|text| text.replace('\n', " ").chars().collect()).collect();
    let shortest = texts.iter().map(Vec::len).min().unwrap_or_default();
    let same = (0..shortest).take_while(|at| texts.iter().all(|text| text[*at] == texts[0][*at])).count();
    let start = if texts.iter().all(|text| text.len() <= MOST) { 0 } else { same.saturating_sub(BEFORE) };
    let cut = |text: &Vec<char>| {
        let end = text.len().min(start + MOST);
        let part: String = text[start..end].iter().collect();
        format!("{}{part}{}", if start > 0 { "…" } else { "" }, if end < text.len() { "…" } else { "" })
    };
    texts.iter().map(cut).collect()
}
