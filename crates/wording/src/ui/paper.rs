//! Words of the Word file.

crate::ui_words! {
    /// Words of the Word file.
    pub enum Paper in "paper" {
        ClickToAnswer = "click_to_answer" { en: "Click here to answer", fr: "Cliquez ici pour répondre", es: "Haga clic aquí para responder" },
    }
}
