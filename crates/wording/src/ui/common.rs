//! Words that form and Word file share.

crate::ui_words! {
    /// Words that form and Word file share.
    pub enum Common in "common" {
        Yes = "yes" { en: "Yes", fr: "Oui", es: "Sí" },
        No = "no" { en: "No", fr: "Non", es: "No" },
        NothingToReport = "nothing_to_report" { en: "Nothing to report", fr: "Rien à signaler", es: "Nada que señalar" },
        NotAvailable = "not_available" { en: "Not available", fr: "Non disponible", es: "No disponible" },
        NotApplicable = "not_applicable" { en: "Not applicable", fr: "Sans objet", es: "No se aplica" },
        Name = "name" { en: "Name", fr: "Nom", es: "Nombre" },
        Role = "role" { en: "Role", fr: "Rôle", es: "Función" },
        Example = "example" { en: "Example", fr: "Exemple", es: "Ejemplo" },
        Optional = "optional" { en: "optional", fr: "facultatif", es: "opcional" },
        Question = "question" { en: "Question {n}", fr: "Question {n}", es: "Pregunta {n}" },
        AnswerIf = "answer_if" { en: "Answer this question if {condition}.", fr: "Répondez à cette question si {condition}.", es: "Responda a esta pregunta si {condition}." },
        SectionIf = "section_if" { en: "Fill in this section if {condition}.", fr: "Remplissez cette section si {condition}.", es: "Complete esta sección si {condition}." },
        HeadingIf = "heading_if" { en: "Answer the questions below if {condition}.", fr: "Répondez aux questions ci-dessous si {condition}.", es: "Responda a las preguntas siguientes si {condition}." },
        FieldIf = "field_if" { en: "Fill in if {condition}.", fr: "À remplir si {condition}.", es: "Complete si {condition}." },
        AboutCountry = "about_country" { en: "About your country", fr: "Votre pays", es: "Su país" },
        Country = "country" { en: "Country", fr: "Pays", es: "País" },
        UnknownCountry = "unknown_country" { en: "country", fr: "pays", es: "país" },
        FilledBy = "filled_by" { en: "Usually answered by: {who}", fr: "Réponse habituelle\u{a0}: {who}", es: "Suele responder: {who}" },
        ChooseOne = "choose_one" { en: "Choose one answer.", fr: "Choisissez une réponse.", es: "Elija una respuesta." },
        ChooseSeveral = "choose_several" { en: "Tick all that apply.", fr: "Cochez toutes les réponses qui conviennent.", es: "Marque todas las respuestas que correspondan." },
        AtLeast = "at_least" { en: "At least {n}.", fr: "Au moins {n}.", es: "Al menos {n}." },
        AtMost = "at_most" { en: "At most {n}.", fr: "{n} au plus.", es: "{n} como máximo." },
        Edition = "edition" { en: "Edition {edition}", fr: "Édition {edition}", es: "Edición {edition}" },
        Digest = "digest" { en: "Definition {digest}", fr: "Définition {digest}", es: "Definición {digest}" },
        Deadline = "deadline" { en: "Answer by {date}", fr: "Réponse attendue le {date}", es: "Responder antes del {date}" },
        Contact = "contact" { en: "Questions: {contact}", fr: "Questions\u{a0}: {contact}", es: "Consultas: {contact}" },
        Row = "row" { en: "Row {n}", fr: "Ligne {n}", es: "Fila {n}" },
    }
}
