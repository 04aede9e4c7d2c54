//! Words of the HTML form.

crate::ui_words! {
    /// Words of the HTML form.
    pub enum Form in "form" {
        Language = "language" { en: "Language", fr: "Langue", es: "Idioma" },
    }
}
