//! Arabic, as the United Nations write it. The digits are European, because readers in every Arabic country know them.

use super::{Category, Clauses, Rules};
use canevas_model::countries::Country;

pub(super) static RULES: Rules = Rules {
    tag: "ar",
    name: "Arabic",
    quotes: ["«", "»"],
    colon: ": ",
    decimal: '.',
    typeset: std::convert::identity,
    // Source: CLDR, plurals.xml, "ar".
    category: |number| match (number, number % 100) {
        (0, _) => Category::Zero,
        (1, _) => Category::One,
        (2, _) => Category::Two,
        (_, 3..=10) => Category::Few,
        (_, 11..=99) => Category::Many,
        _ => Category::Other,
    },
    categories: Category::ALL,
    plural_forms: "nplurals=6; plural=n == 0 ? 0 : n == 1 ? 1 : n == 2 ? 2 : n % 100 >= 3 && n % 100 <= 10 ? 3 : n % 100 >= 11 ? 4 : 5;",
    // The names of the Levant and those of the Nile, as in documents of the United Nations: each reader knows one. June
    // and July are spelled as browsers spell them, since a form shows both.
    months: [
        "كانون الثاني/يناير",
        "شباط/فبراير",
        "آذار/مارس",
        "نيسان/أبريل",
        "أيار/مايو",
        "حزيران/يونيو",
        "تموز/يوليو",
        "آب/أغسطس",
        "أيلول/سبتمبر",
        "تشرين الأول/أكتوبر",
        "تشرين الثاني/نوفمبر",
        "كانون الأول/ديسمبر",
    ],
    // Other spellings, and the names of the Maghreb.
    other_months: &[
        ("جانفي", 1),
        ("فيفري", 2),
        ("أفريل", 4),
        ("إبريل", 4),
        ("ماي", 5),
        ("يونيه", 6),
        ("جوان", 6),
        ("يوليه", 7),
        ("يوليوز", 7),
        ("جويلية", 7),
        ("أوت", 8),
        ("غشت", 8),
        ("شتنبر", 9),
        ("نونبر", 11),
        ("دجنبر", 12),
    ],
    weekdays: ["الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد"],
    words_in_dates: &["في", "من", "يوم", "شهر", "سنة", "عام"],
    of_words: &["لشهر"],
    month: |name, year| format!("{name} {year}"),
    day: |day, name, year| format!("{day} {name} {year}"),
    of_month: |month| format!("لشهر {month}"),
    of_day: "ليوم ",
    ordinal,
    country: |country| [country.ar, country.ar],
    of_country,
    in_country: |country| format!("في {}", country.ar),
    before_bracket: ["لـ", "في "],
    cite: ["السؤال\u{a0}{n}", "الأسئلة من {first} إلى {last}"],
    clauses: Clauses {
        answered_value: "أجبتم بـ{v} عن {q}",
        answered_other: "أجبتم بغير {v} عن {q}",
        ticked: "اخترتم {v} في {q}",
        not_ticked: "لم تختاروا {v} في {q}",
        answered: "أجبتم عن {q}",
        not_answered: "لم تجيبوا عن {q}",
        said: "أشرتم إلى {v} في {q}",
        not_said: "لم تشيروا إلى {v} في {q}",
        said_any: "أشرتم إلى عدم وجود إجابة في {q}",
        not_said_any: "لم تشيروا إلى عدم وجود إجابة في {q}",
        compare: [
            "كانت إجابتكم عن {q} أقل من {v}",
            "كانت إجابتكم عن {q} لا تتجاوز {v}",
            "كانت إجابتكم عن {q} أكثر من {v}",
            "كانت إجابتكم عن {q} لا تقل عن {v}",
        ],
        grade_up: "كانت إجابتكم عن {q} هي {v}",
        grade_down: "كانت إجابتكم عن {q} هي {v}",
        fact_known: "ملأتم {q}",
        not_fact_known: "لم تملؤوا {q}",
        at_question: ["{c}", "{c}"],
        at_text: "{c}",
        any_row: "{x}، في صف واحد على الأقل",
        all_rows: "{x}، في كل صف مملوء",
        // Arabic joins it to the next word.
        and: " و",
        or: " أو ",
        or_value: " أو ",
    },
    little_words: &[
        "في", "من", "إلى", "على", "عن", "هل", "ما", "التي", "الذي", "أن", "إن", "هذا", "هذه", "ذلك", "كان", "كانت",
        "لم", "لا", "مع", "أو", "ثم", "بين", "كل", "بعد", "قبل", "كما", "قد", "تم", "أي", "غير",
    ],
    letters: "ابتثجحخدذرزسشصضطظعغفقكلمنهويةىءأإآؤئ",
};

/// After "li", which joins the name and drops the first letter of its article: للأردن, لمصر.
fn of_country(country: &Country) -> String {
    country.ar.strip_prefix("ال").map_or_else(|| format!("ل{}", country.ar), |rest| format!("لل{rest}"))
}

/// The ordinals up to ten. In eleventh, twenty-first and so on, "first" is another word.
const MASCULINE: [&str; 10] =
    ["الأول", "الثاني", "الثالث", "الرابع", "الخامس", "السادس", "السابع", "الثامن", "التاسع", "العاشر"];
const FEMININE: [&str; 10] =
    ["الأولى", "الثانية", "الثالثة", "الرابعة", "الخامسة", "السادسة", "السابعة", "الثامنة", "التاسعة", "العاشرة"];
const TENS: [&str; 8] = ["العشرون", "الثلاثون", "الأربعون", "الخمسون", "الستون", "السبعون", "الثمانون", "التسعون"];

/// With the article, as after a noun that has one: أولويتكم الأولى.
fn ordinal(number: usize, feminine: bool) -> String {
    let words = if feminine { FEMININE } else { MASCULINE };
    let unit = |unit: usize| match (unit, feminine) {
        (1, true) => "الحادية",
        (1, false) => "الحادي",
        _ => words[unit - 1],
    };
    match (number, number % 10) {
        (1..=10, _) => words[number - 1].to_owned(),
        (11..=19, unit_of) => format!("{} {}", unit(unit_of), if feminine { "عشرة" } else { "عشر" }),
        (20..=99, 0) => TENS[number / 10 - 2].to_owned(),
        (20..=99, unit_of) => format!("{} و{}", unit(unit_of), TENS[number / 10 - 2]),
        _ => format!("رقم {number}"),
    }
}

#[cfg(test)]
mod tests {
    use crate::Grammar;
    use canevas_model::countries::{all, by_code};
    use canevas_model::dates::Month;
    use canevas_model::{CountryCase, DatePart, Gender};

    #[test]
    fn dates() {
        let Some(april) = Month::parse("2023-04") else { unreachable!() };
        assert_eq!(Grammar::Arabic.month(april, DatePart::Whole), "نيسان/أبريل 2023");
        assert_eq!(Grammar::Arabic.month(april, DatePart::Of), "لشهر نيسان/أبريل 2023");
        assert_eq!(Grammar::Arabic.day(april.last_day(), DatePart::Whole), "30 نيسان/أبريل 2023");
        assert_eq!(Grammar::Arabic.day(april.last_day(), DatePart::Of), "ليوم 30 نيسان/أبريل 2023");
    }

    #[test]
    fn ordinals() {
        let feminine = [1, 2, 10, 11, 12, 20, 21].map(|number| Grammar::Arabic.ordinal(number, Gender::Feminine));
        assert_eq!(
            feminine,
            ["الأولى", "الثانية", "العاشرة", "الحادية عشرة", "الثانية عشرة", "العشرون", "الحادية والعشرون"]
        );
        let masculine = [1, 3, 11, 15, 99, 100].map(|number| Grammar::Arabic.ordinal(number, Gender::Masculine));
        assert_eq!(masculine, ["الأول", "الثالث", "الحادي عشر", "الخامس عشر", "التاسع والتسعون", "رقم 100"]);
    }

    #[test]
    fn countries_that_go_wrong_by_hand() {
        for (code, name, of, place) in [
            ("JOR", "الأردن", "للأردن", "في الأردن"),
            ("EGY", "مصر", "لمصر", "في مصر"),
            ("LBN", "لبنان", "للبنان", "في لبنان"),
            ("LBY", "ليبيا", "لليبيا", "في ليبيا"),
            ("DEU", "ألمانيا", "لألمانيا", "في ألمانيا"),
            ("USA", "الولايات المتحدة", "للولايات المتحدة", "في الولايات المتحدة"),
            ("RUS", "الاتحاد الروسي", "للاتحاد الروسي", "في الاتحاد الروسي"),
            ("KOR", "جمهورية كوريا", "لجمهورية كوريا", "في جمهورية كوريا"),
            ("PSE", "دولة فلسطين", "لدولة فلسطين", "في دولة فلسطين"),
        ] {
            let Some(country) = by_code(code) else { unreachable!("{code}") };
            let forms =
                [CountryCase::Plain, CountryCase::The, CountryCase::TheCapital, CountryCase::Of, CountryCase::In]
                    .map(|case| Grammar::Arabic.country(country, case));
            assert_eq!(forms, [name, name, name, of, place], "{code}");
        }
    }

    #[test]
    fn every_row_is_written_in_arabic_letters() {
        for country in all() {
            let name = country.ar;
            assert!(name.chars().all(|c| matches!(c, '\u{621}'..='\u{652}' | ' ' | '-')), "{}: {name}", country.alpha3);
            let of = Grammar::Arabic.country(country, CountryCase::Of);
            let article = name.starts_with("ال");
            assert_eq!(of.starts_with("لل"), article || name.starts_with('ل'), "{of}");
            assert!(!of.starts_with("لال"), "{of}");
        }
    }
}
