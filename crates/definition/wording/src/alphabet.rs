//! The order of names in a list. One rule for all back ends, so that a list is the same on screen and on paper.

/// A sort key that puts É beside E, and names that differ only in such signs in a fixed order.
pub fn sort_key(name: &str) -> (String, String) {
    let plain = name
        .chars()
        .flat_map(char::to_lowercase)
        .map(|c| match c {
            'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' => 'a',
            'ç' => 'c',
            'è' | 'é' | 'ê' | 'ë' => 'e',
            'ì' | 'í' | 'î' | 'ï' => 'i',
            'ñ' => 'n',
            'ò' | 'ó' | 'ô' | 'õ' | 'ö' => 'o',
            'ù' | 'ú' | 'û' | 'ü' => 'u',
            '’' | '\'' | '-' => ' ',
            c => c,
        })
        .collect();
    (plain, name.to_owned())
}
