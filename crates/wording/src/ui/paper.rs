//! Words of the Word file.

crate::ui_words! {
    /// Words of the Word file.
    pub enum Paper in "paper" {
        ClickToAnswer = "click_to_answer" { en: "Click here to answer", fr: "Cliquez ici pour répondre", es: "Haga clic aquí para responder" },
        ChooseAnswer = "choose_answer" { en: "Choose an answer", fr: "Choisissez une réponse", es: "Elija una respuesta" },
        ChooseDate = "choose_date" { en: "Choose a date", fr: "Choisissez une date", es: "Elija una fecha" },
        WriteNumber = "write_number" { en: "Write a number", fr: "Écrivez un nombre", es: "Escriba un número" },
        WriteMonth = "write_month" { en: "Month and year, for example {example}", fr: "Mois et année, par exemple {example}", es: "Mes y año, por ejemplo {example}" },
        WriteEmail = "write_email" { en: "E-mail address", fr: "Adresse électronique", es: "Correo electrónico" },
        WriteUrl = "write_url" { en: "Web address, https://…", fr: "Adresse web, https://…", es: "Dirección web, https://…" },
        Edition = "edition" { en: "Edition", fr: "Édition", es: "Edición" },
        Period = "period" { en: "Period covered", fr: "Période couverte", es: "Período abarcado" },
        PeriodRange = "period_range" { en: "{from} to {to}", fr: "{from} à {to}", es: "{from} a {to}" },
        Deadline = "deadline" { en: "To be returned by", fr: "À renvoyer au plus tard le", es: "Fecha límite de envío" },
        Contact = "contact" { en: "Contact", fr: "Contact", es: "Contacto" },
        Time = "time" { en: "Time needed", fr: "Durée de remplissage", es: "Tiempo necesario" },
        Minutes = "minutes" { en: "{from} to {to} minutes", fr: "{from} à {to} minutes", es: "De {from} a {to} minutos" },
        HowTo = "how_to" { en: "Click in a frame to write, and on a box (☐) to tick it or clear it.", fr: "Cliquez dans un cadre pour y écrire, et sur une case (☐) pour la cocher ou la décocher.", es: "Haga clic en un recuadro para escribir y en una casilla (☐) para marcarla o desmarcarla." },
        RequiredMark = "required_mark" { en: "A question with an asterisk (*) needs an answer.", fr: "Une question suivie d’un astérisque (*) appelle une réponse.", es: "Las preguntas con un asterisco (*) requieren respuesta." },
        AboutIntroduction = "about_introduction" { en: "Please fill in this part first. What you write here completes the texts in brackets.", fr: "Remplissez d’abord cette partie. Ce que vous y écrivez complète les textes entre crochets.", es: "Complete primero esta parte. Lo que escriba aquí completa los textos entre corchetes." },
        PossibleAnswers = "possible_answers" { en: "Possible answers: {list}", fr: "Réponses possibles\u{a0}: {list}", es: "Respuestas posibles: {list}" },
        Between = "between" { en: "Between {min} and {max}.", fr: "Entre {min} et {max}.", es: "Entre {min} y {max}." },
        FromTo = "from_to" { en: "From {from} to {to}.", fr: "Période admise\u{a0}: {from} – {to}.", es: "Período admitido: {from} – {to}." },
        NotBefore = "not_before" { en: "Not before {from}.", fr: "Pas avant\u{a0}: {from}.", es: "No antes de: {from}." },
        NotAfter = "not_after" { en: "Not after {to}.", fr: "Pas après\u{a0}: {to}.", es: "No después de: {to}." },
        MaxCharacters = "max_characters" { en: "At most {n} characters.", fr: "{n} caractères au plus.", es: "Máximo {n} caracteres." },
        Lines = "lines" { en: "One line each. Leave the lines that you do not need empty.", fr: "Une ligne par réponse. Laissez vides les lignes dont vous n’avez pas besoin.", es: "Una línea por respuesta. Deje vacías las líneas que no necesite." },
        RowNumber = "row_number" { en: "No.", fr: "Nº", es: "N.º" },
        RowTitle = "row_title" { en: "Item", fr: "Rubrique", es: "Rubro" },
        Year = "year" { en: "Year", fr: "Année", es: "Año" },
        Answer = "answer" { en: "Answer", fr: "Réponse", es: "Respuesta" },
        FreeRemarks = "free_remarks" { en: "Free remarks", fr: "Remarques libres", es: "Observaciones libres" },
        FreeRemarksHint = "free_remarks_hint" { en: "Write here what found no place above.", fr: "Écrivez ici ce qui n’a pas trouvé sa place plus haut.", es: "Escriba aquí lo que no tenía cabida más arriba." },
        LastYear = "last_year" { en: "Answer given in {edition}:", fr: "Réponse donnée en {edition}\u{a0}:", es: "Respuesta dada en {edition}:" },
        Page = "page" { en: "Page", fr: "Page", es: "Página" },
    }
}
