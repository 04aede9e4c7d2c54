//! The countries of the world and their grammar, from one table reviewed by hand (`data/countries.tsv`).

use std::sync::OnceLock;

/// One country.
#[derive(Debug, PartialEq, Eq)]
pub struct Country {
    /// ISO 3166-1 alpha-3 code.
    pub alpha3: &'static str,
    /// ISO 3166-1 alpha-2 code.
    pub alpha2: &'static str,
    /// French: name, with article, after "de", place.
    pub fr: [&'static str; 4],
    /// English: name, with article.
    pub en: [&'static str; 2],
    /// Spanish: name, with article.
    pub es: [&'static str; 2],
    /// Portuguese: name, with article.
    pub pt: [&'static str; 2],
    /// Arabic: name, with the article that belongs to it.
    pub ar: &'static str,
}

impl Country {
    /// Its name in every language of the table.
    pub fn names(&self) -> [&'static str; 5] {
        [self.fr[0], self.en[0], self.es[0], self.pt[0], self.ar]
    }
}

static TABLE: &str = include_str!("../data/countries.tsv");

/// Every country, ordered by alpha-3 code.
pub fn all() -> &'static [Country] {
    static COUNTRIES: OnceLock<Vec<Country>> = OnceLock::new();
    COUNTRIES.get_or_init(|| {
        TABLE
            .lines()
            .filter(|line| !line.starts_with('#'))
            .skip(1)
            .filter_map(|line| {
                let cells: Vec<&'static str> = line.split('\t').collect();
                let [alpha3, alpha2, fr, fr_the, fr_of, fr_in, en, en_the, es, es_the, pt, pt_the, ar] =
                    cells.as_slice().try_into().ok()?;
                Some(Country {
                    alpha3,
                    alpha2,
                    fr: [fr, fr_the, fr_of, fr_in],
                    en: [en, en_the],
                    es: [es, es_the],
                    pt: [pt, pt_the],
                    ar,
                })
            })
            .collect()
    })
}

/// The country of an alpha-3 code.
pub fn by_code(alpha3: &str) -> Option<&'static Country> {
    all().binary_search_by(|country| country.alpha3.cmp(alpha3)).ok().map(|index| &all()[index])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_whole_and_ordered() {
        let rows = TABLE.lines().filter(|line| !line.starts_with('#')).count() - 1;
        assert_eq!((all().len(), rows), (195, 195));
        assert!(all().is_sorted_by(|a, b| a.alpha3 < b.alpha3));
        assert_eq!(by_code("CMR").map(|c| c.fr[2]), Some("du Cameroun"));
        assert_eq!(by_code("ZZZ"), None);
    }
}
