//! Words that the form and documents share.

ui_words! {
    /// Words that the form and documents share.
    pub enum Common in common {
        /// The answer “yes” to a question.
        Yes = "yes": "Yes",
        /// The answer “no” to a question.
        No = "no": "No",
        /// A box ticked instead of an answer: the country has nothing to say here.
        NothingToReport = "nothing_to_report": "Nothing to report",
        /// A box ticked instead of an answer: the figures or facts are not known.
        NotAvailable = "not_available": "Not available",
        /// A box ticked instead of an answer: the question makes no sense for the country.
        NotApplicable = "not_applicable": "Not applicable",
        /// The name of a person, above a field.
        Name = "name": "Name",
        /// What a person does: an office or a post, above a field.
        Role = "role": "Role",
        /// Above a worked example of an answer.
        Example = "example": "Example",
        /// On the cover of a document, and of a form on paper.
        RequiredMark = "required_mark": "You must answer the questions marked with an asterisk (*).",
        /// Beside a question that may be left without an answer.
        Optional = "optional": "optional",
        /// {n} is the number printed at a question.
        Question = "question": "Question {n}",
        /// {condition} is a clause such as: you answered “Yes” to question 10.
        AnswerIf = "answer_if": "Answer this question if {condition}.",
        /// {condition} is a clause such as: you answered “Yes” to question 10.
        SectionIf = "section_if": "Fill in this section if {condition}.",
        /// {condition} is a clause such as: you answered “Yes” to question 10.
        HeadingIf = "heading_if": "Answer the questions below if {condition}.",
        /// {condition} is a clause such as: you answered “Yes” to question 10. Stands at one field of a question.
        FieldIf = "field_if": "Fill in if {condition}.",
        /// The title of the first part, where the country is chosen. Another word quotes it: ui.form.no_rows.
        AboutCountry = "about_country": "About your country",
        /// The title of the first part, in a form that regions, schools or nobody by name answer. Another word quotes it: ui.form.no_rows_here.
        WhoAnswers = "who_answers": "Who answers",
        /// Above the list of countries.
        Country = "country": "Country",
        /// Stands in square brackets where the name of the country is not known yet.
        UnknownCountry = "unknown_country": "country",
        /// {who} is the body that usually answers a section, such as the ministry of labour.
        FilledBy = "filled_by": "Usually answered by: {who}",
        /// Under the title of a section whose answers stay with the secretariat.
        SectionNotPublished = "section_not_published": "This section is not published.",
        /// Beside a question whose answer stays with the secretariat.
        AnswerNotPublished = "answer_not_published": "The answer is not published.",
        /// Beside a number: the name of the list in which a respondent chooses the unit, such as tonnes or kilograms.
        Unit = "unit": "Unit",
        /// The head of the row or column of a table that has the sums.
        Total = "total": "Total",
        /// Stands in brackets after a total: some of the numbers that it adds up are missing.
        Incomplete = "incomplete": "incomplete",
        /// Above options of which one is chosen.
        ChooseOne = "choose_one": "Choose one answer.",
        /// Above options of which several may be ticked.
        ChooseSeveral = "choose_several": "Tick all that apply.",
        /// {n} is the smallest number: of options to tick, of rows, or of the answer itself.
        AtLeast = "at_least": "At least {n}.",
        /// {n} is the largest number: of options to tick, of rows, or of the answer itself.
        AtMost = "at_most": "At most {n}.",
        /// Below a number. {c} is an earlier question, such as: question 10; or a text in quotation marks.
        MinOf = "min_of": "Not less than the answer to {c}.",
        /// Below a number. {c} is an earlier question, such as: question 10; or a text in quotation marks.
        MaxOf = "max_of": "Not more than the answer to {c}.",
        /// Below a date. {c} is an earlier question, such as: question 10; or a text in quotation marks.
        FromOf = "from_of": "Not before the answer to {c}.",
        /// Below a date. {c} is an earlier question, such as: question 10; or a text in quotation marks.
        ToOf = "to_of": "Not after the answer to {c}.",
        /// {edition} is the name of the edition, such as 2022-2023.
        Edition = "edition": "Edition {edition}",
        /// {digest} is a short code that says from which version of the questionnaire the form was made.
        Digest = "digest": "Definition {digest}",
        /// {date} is a day written out.
        Deadline = "deadline": "Answer by {date}",
        /// {contact} is an email or web address, where people can ask.
        Contact = "contact": "Questions: {contact}",
        /// The name of a row of a table that has no other name. {n} is its number.
        Row = "row": "Row {n}",
        /// The title of a document that an answer names, above a field.
        DocumentTitle = "document_title": "Title",
        /// Where a document is, above a field.
        DocumentAddress = "document_address": "Web address",
        /// Above a field for the name of a file, for a document that has no web address.
        DocumentFile = "document_file": "Name of the file that you send along",
        /// The title of the last part of a form, where somebody signs; and the label of the line for the hand.
        Signature = "signature": "Signature",
        /// The office or post of the person who signs, above a field.
        SignedFunction = "signed_function": "Function",
        /// The town where somebody signs, above a field.
        SignedPlace = "signed_place": "Place",
        /// The day on which somebody signs, above a field.
        SignedDate = "signed_date": "Date",
    }
}
