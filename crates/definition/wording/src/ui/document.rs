//! Words of documents: of the Word file, and of each other back end that writes text to be read or printed.

ui_words! {
    /// Words of documents, such as the Word file.
    pub enum DocumentWord in document {
        /// Stands in an empty field of the Word file.
        ClickToAnswer = "click_to_answer": "Click here to answer",
        /// Stands in a list of the Word file that drops down.
        ChooseAnswer = "choose_answer": "Choose an answer",
        /// Stands in an empty field for a date.
        ChooseDate = "choose_date": "Choose a date",
        /// Stands in an empty field for a number.
        WriteNumber = "write_number": "Write a number",
        /// Stands in an empty field for a month. {example} is a month and a year written out.
        WriteMonth = "write_month": "Month and year, for example {example}",
        /// Stands in an empty field.
        WriteEmail = "write_email": "Email address",
        /// Stands in an empty field.
        WriteUrl = "write_url": "Web address, https://…",
        /// Stands in an empty field. {example} is a text in the right format.
        WriteLike = "write_like": "For example {example}",
        /// On the cover, before the name of the edition.
        Edition = "edition": "Edition",
        /// On the cover, before two months.
        Period = "period": "Period covered",
        /// {from} and {to} are months written out.
        PeriodRange = "period_range": "{from} to {to}",
        /// On the cover, before a date.
        Deadline = "deadline": "To be returned by",
        /// On the cover, before an address.
        Contact = "contact": "Contact",
        /// On the cover, before how many minutes it takes.
        Time = "time": "Time needed",
        /// {from} and {to} are numbers; choose the form by {to}.
        Minutes = "minutes": (to: "{from} to {to} minute", "{from} to {to} minutes"),
        /// On the cover. The box is a sign that is clicked on.
        HowTo = "how_to": "Click in a frame to write. Click on a box (☐) to tick or untick it.",
        /// Below the title of the first part.
        AboutIntroduction = "about_introduction": "Please fill in this part first. What you write here completes the texts in brackets.",
        /// In the head of a column: the answers are written down, because there are too many options for boxes in each row.
        WriteSeveral = "write_several": "Write all that apply, with a semicolon between them. They are listed below the table.",
        /// {list} is the options, with commas between.
        PossibleAnswers = "possible_answers": "Possible answers: {list}",
        /// {min} and {max} are numbers.
        Between = "between": "Between {min} and {max}.",
        /// {n} is the only number, year, date or month that an answer may be.
        Only = "only": "{n} only.",
        /// {from} and {to} are dates or months.
        FromTo = "from_to": "From {from} to {to}.",
        /// {from} is a date or a month.
        NotBefore = "not_before": "Not before {from}.",
        /// {to} is a date or a month.
        NotAfter = "not_after": "Not after {to}.",
        /// Below a text field. {n} is how many characters fit; choose the form by it.
        MaxCharacters = "max_characters": (n: "At most {n} character.", "At most {n} characters."),
        /// Above a table with a line for each entry.
        Lines = "lines": "Use one line for each answer. Leave the other lines empty.",
        /// The head of a column of numbers.
        RowNumber = "row_number": "No.",
        /// The head of a column with the names of the rows.
        RowTitle = "row_title": "Item",
        /// The head of a column with what is asked in each line, beside a column with the names of the rows.
        FieldTitle = "field_title": "Question",
        /// The head of a column of years.
        Year = "year": "Year",
        /// The head of a column.
        Answer = "answer": "Answer",
        /// The title of the last part.
        FreeRemarks = "free_remarks": "Other remarks",
        /// Below ui.document.free_remarks.
        FreeRemarksHint = "free_remarks_hint": "Write here anything that had no place above.",
        /// Above an answer of the edition before. {edition} is its name, such as 2021-2022.
        LastYear = "last_year": "Answer given in {edition}:",
        /// In the footer, before the number of the page.
        Page = "page": "Page",
        /// In a readable copy of a return, in the place of an answer or a section: other answers rule it out.
        NotAsked = "not_asked": "Not asked, because of other answers",
        /// On the cover of a readable copy of a return, before one of the two words that follow.
        Status = "status": "Status",
        /// On the cover of a readable copy: the country has not finished its answers.
        IsDraft = "is_draft": "Draft",
        /// On the cover of a readable copy: the country has finished its answers.
        IsComplete = "is_complete": "Complete",
        /// On the cover of a readable copy, before the name and the function of a person who stands for the answers.
        SignedOff = "signed_off": "Signed off by",
        /// On the cover of a readable copy, before the name of a language.
        AnswersIn = "answers_in": "Language of the answers",
        /// In a readable copy of a return, in the place of an answer.
        LeftOut = "left_out": "Left out of this copy, because the answer is personal",
        /// In place of an answer, in a copy for readers who may not see it.
        LeftOutUnpublished = "left_out_unpublished": "Left out of this copy, because the answer is not published",
    }
}

impl DocumentWord {
    /// The words in the place of an answer that is left out: of one that is personal, or of one that is not published.
    pub fn left_out(is_personal: bool) -> Self {
        if is_personal { Self::LeftOut } else { Self::LeftOutUnpublished }
    }
}
