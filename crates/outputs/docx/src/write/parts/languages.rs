//! `w:lang`. Word keeps three languages for a text: one for Latin letters, one for East Asian signs, and one for scripts that
//! are written from right to left or join their letters. A text in such a script must be named in the one that Word reads.

use canevas_model::Language;

/// Which of the three names a language.
enum Script {
    Latin,
    EastAsian,
    Complex,
}

fn script(language: &Language) -> Script {
    match language.primary() {
        "zh" | "ja" | "ko" => Script::EastAsian,
        // From right to left besides those that the model knows, then India and its neighbours, then South-East Asia.
        "syr" | "ug" | "sd" | "ku" | "ks" | "as" | "bn" | "bo" | "dz" | "gu" | "hi" | "kn" | "ml" | "mr" | "ne"
        | "or" | "pa" | "sa" | "si" | "ta" | "te" | "km" | "lo" | "my" | "th" => Script::Complex,
        _ if language.is_right_to_left() => Script::Complex,
        _ => Script::Latin,
    }
}

/// The language with a region, which Word needs to choose a dictionary. Word does not know pseudo-languages. Each gets the
/// language that it imitates.
pub fn word_language(language: &Language) -> &str {
    let tag = language.tag();
    match tag {
        "fr" => "fr-FR",
        "en" | "en-XA" => "en-GB",
        "es" => "es-ES",
        "pt" => "pt-PT",
        "ru" => "ru-RU",
        "ar" | "ar-XB" => "ar-SA",
        "fa" => "fa-IR",
        "he" => "he-IL",
        "ur" => "ur-PK",
        "hi" => "hi-IN",
        "th" => "th-TH",
        "zh" => "zh-CN",
        "ja" => "ja-JP",
        "ko" => "ko-KR",
        _ => tag,
    }
}

/// The `w:lang` of a document: all three languages.
pub fn of_document(language: &Language) -> String {
    let tag = word_language(language);
    let (east, complex) = match script(language) {
        Script::Latin => ("en-US", "ar-SA"),
        Script::EastAsian => (tag, "ar-SA"),
        Script::Complex => ("en-US", tag),
    };
    format!("<w:lang w:val=\"{tag}\" w:eastAsia=\"{east}\" w:bidi=\"{complex}\"/>")
}

/// The `w:lang` of a run in another language than the document's.
pub fn of_run(language: &Language) -> String {
    let tag = word_language(language);
    match script(language) {
        Script::Latin => format!("<w:lang w:val=\"{tag}\"/>"),
        Script::EastAsian => format!("<w:lang w:val=\"{tag}\" w:eastAsia=\"{tag}\"/>"),
        Script::Complex => format!("<w:lang w:val=\"{tag}\" w:bidi=\"{tag}\"/>"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_script_is_named_where_word_reads_it() {
        for (tag, document, run) in [
            ("ar", "w:val=\"ar-SA\" w:eastAsia=\"en-US\" w:bidi=\"ar-SA\"", "w:val=\"ar-SA\" w:bidi=\"ar-SA\""),
            ("ckb", "w:val=\"ckb\" w:eastAsia=\"en-US\" w:bidi=\"ckb\"", "w:val=\"ckb\" w:bidi=\"ckb\""),
            ("hi", "w:val=\"hi-IN\" w:eastAsia=\"en-US\" w:bidi=\"hi-IN\"", "w:val=\"hi-IN\" w:bidi=\"hi-IN\""),
            ("ja", "w:val=\"ja-JP\" w:eastAsia=\"ja-JP\" w:bidi=\"ar-SA\"", "w:val=\"ja-JP\" w:eastAsia=\"ja-JP\""),
            ("fr", "w:val=\"fr-FR\" w:eastAsia=\"en-US\" w:bidi=\"ar-SA\"", "w:val=\"fr-FR\""),
        ] {
            let language = Language::new(tag).expect(tag);
            assert_eq!(of_document(&language), format!("<w:lang {document}/>"), "{tag}");
            assert_eq!(of_run(&language), format!("<w:lang {run}/>"), "{tag}");
        }
    }
}
