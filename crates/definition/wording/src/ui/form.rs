//! Words of the HTML form.

ui_words! {
    /// Words of the HTML form.
    pub enum Form in form {
        /// Read aloud before the buttons that change the language.
        Language = "language": "Language",
        /// The language's own name for itself, on its button.
        LanguageName = "language_name": "English",
        /// A link for people who use the keyboard: past the header, to the questions.
        Skip = "skip": "Skip to the content",
        /// Shown where the form cannot work because scripts are off.
        Paper = "paper": "To fill this form in on screen, allow JavaScript. Otherwise, print it: answers marked with an asterisk (*) are required.",
        /// The title of the list of sections.
        Contents = "contents": "Sections",
        /// A link back to the list of sections.
        AllSections = "all_sections": "All sections",
        /// A button: to the section before.
        Previous = "previous": "Previous",
        /// A button: to the next section.
        Next = "next": "Continue",
        /// The title of the last page, where all answers are read again.
        Check = "check": "Check your answers",
        /// On the last page, above the answers.
        CheckIntro = "check_intro": "Read through your answers. You can change each of them before you finish.",
        /// The button at the end: it checks the answers and hands over a file.
        Finish = "finish": "Finish and download the answers",
        /// The title of the part about saving and opening.
        Draft = "draft": "Your draft",
        /// Where the answers are kept, in a form that sends nothing.
        DraftWhere = "draft_where": "Nothing is sent. Your answers are kept on this computer, by this browser alone, and it may lose them: save a copy before you stop, and open it to go on, here or elsewhere.",
        /// Where the answers are kept, in a form that can send them. {send} is the button's name in quotation marks.
        DraftWhereSends = "draft_where_sends": "Nothing is sent until you press {send} at the end. Your answers are kept on this computer, by this browser alone, and it may lose them: save a copy before you stop, and open it to go on, here or elsewhere.",
        /// A button: downloads the draft as a file.
        Save = "save": "Save a copy",
        /// A button: reads a file that was saved.
        Open = "open": "Open a copy",
        /// A button.
        Print = "print": "Print",
        /// A button: takes all answers away.
        Erase = "erase": "Erase all answers",
        /// The first line of a list that drops down, before something is chosen.
        ChooseAnswer = "choose_answer": "Choose an answer",
        /// A button: one more row.
        Add = "add": "Add another",
        /// A button: takes a row away.
        Remove = "remove": "Remove",
        /// Above the field for the day of a date.
        Day = "day": "Day",
        /// Above the field for the month of a date.
        Month = "month": "Month",
        /// Above the field for the year of a date.
        Year = "year": "Year",
        /// Below a text field. {n} is how many characters fit; choose the form by it.
        UpTo = "up_to": (n: "Up to {n} character.", "Up to {n} characters."),
        /// Beside a question that needs an answer.
        Required = "required": "(required)",
        /// Stands at a question that waits for rows. The title in quotation marks is ui.common.about_country.
        NoRows = "no_rows": "This question is asked once for each title that you give under “About your country”.",
        /// Above what the compiler already knew about the country.
        KnownFacts = "known_facts": "Known when this copy was made",
        /// Below the title of the first part.
        AboutHint = "about_hint": "Your answers here decide which questions follow, and complete their texts.",
        /// The title of what is shown when the answers are finished.
        Finished = "finished": "Your answers are ready to send",
        /// {file} is the name of the file. In a form that sends nothing.
        FinishedText = "finished_text": "The file {file} was downloaded. It holds all your answers. Send it to the address below as an attachment.",
        /// {file} is the name of the file, {send} the button's name in quotation marks. In a form that can send.
        FinishedTextSends = "finished_text_sends": "The file {file} was downloaded. It holds all your answers: keep it. Nothing is sent until you press {send}; the reply opens in another tab.",
        /// A button: sends the answers. Other words quote it.
        Send = "send": "Send the answers",
        /// A button: opens the program for e-mail.
        Mail = "mail": "Write the e-mail",
        /// The text of the e-mail. {file} is the name of the file.
        MailBody = "mail_body": "Please find attached the file {file}.",
        /// The state of a section: every question that needs an answer has one.
        StatusDone = "status_done": "Completed",
        /// The state of a section: some questions are answered.
        StatusStarted = "status_started": "In progress",
        /// The state of a section: nothing is answered.
        StatusNew = "status_new": "Not started",
        /// The state of a section: it is not asked because of other answers.
        StatusNone = "status_none": "Does not apply",
        /// {done} and {all} are numbers of sections.
        Progress = "progress": "Sections completed: {done} of {all}",
        /// {done} and {all} are numbers of questions.
        Answered = "answered": "Answered: {done} of {all}",
        /// Shown when the browser keeps the draft.
        Saved = "saved": "Draft kept in this browser",
        /// Shown when the browser cannot keep the draft.
        NotSaved = "not_saved": "This browser does not keep your draft. Save a copy before you close the page.",
        /// A warning.
        OtherTab = "other_tab": "This form is open in another tab too. Close one of them: answers given there are not shown here.",
        /// A notice, with a button after it: ui.form.open_older.
        OlderDraft = "older_draft": "This browser also keeps a draft made with another version of this form.",
        /// A button.
        OpenOlder = "open_older": "Open that draft",
        /// Told when a file was read. {file} is its name.
        Opened = "opened": "The copy was opened: {file}",
        /// Above a list of answers that are not the same in two files.
        ConflictsTitle = "conflicts_title": "The copies differ",
        /// Below ui.form.conflicts_title.
        ConflictsText = "conflicts_text": "Choose an answer for each.",
        /// Above an answer of the edition before. {edition} is its name, such as 2021-2022.
        LastYear = "last_year": "Answer given in {edition}",
        /// A button beside last year's answer: takes it over.
        Same = "same": "Unchanged: answer the same",
        /// Told after ui.form.same was pressed.
        SameDone = "same_done": "The answer was taken over.",
        /// Told when a file of the edition before was read. {file} is its name, {edition} the edition's.
        LastOpened = "last_opened": "{file} holds the answers of {edition}. They stand beside this year’s questions.",
        /// Above answers to questions that other answers have hidden.
        LeftOutTitle = "left_out_title": "Answers that are no longer asked for",
        /// Below ui.form.left_out_title.
        LeftOutText = "left_out_text": "Your draft keeps them. The finished answers leave them out.",
        /// A button: this one of two answers.
        Use = "use": "Choose",
        /// A button: the answers of both files.
        Both = "both": "Keep all",
        /// An error. {file} is the name of a file.
        NotACopy = "not_a_copy": "This file is not a copy of answers: {file}",
        /// An error. {form} is the name of a form.
        OtherForm = "other_form": "This file belongs to another form: {form}",
        /// An error. {edition} is the name of an edition.
        OtherEdition = "other_edition": "This file belongs to another edition: {edition}",
        /// An error. {country} is the name of a country.
        OtherCountry = "other_country": "This file belongs to another country: {country}",
        /// A warning.
        OtherDefinition = "other_definition": "This file was filled in with another version of the form. Check the answers.",
        /// Asked before all answers are taken away.
        EraseSure = "erase_sure": "Erase all answers of this form from this browser?",
        /// Told when all answers were taken away.
        Erased = "erased": "All answers were erased.",
        /// The title of the page while there are errors. {title} is the form's title.
        ErrorPrefix = "error_prefix": "Error: {title}",
        /// Before what is wrong, beside a field.
        Error = "error": "Error:",
        /// Above the list of what must be mended. {n} is how many answers; choose the form by it.
        ErrorTitle = "error_title": (n: "One answer needs your attention", "{n} answers need your attention"),
        /// {place} says where: the number of a question, and a field.
        MustAnswer = "error_required": "{place}: an answer is needed",
        /// {place} says where, {bound} how many characters fit, {actual} how many there are.
        TooLong = "error_max_length": "{place}: at most {bound} characters, there are {actual}",
        /// {place} says where, {bound} is a number.
        TooSmall = "error_min": "{place}: {bound} or more",
        /// {place} says where, {bound} is a number.
        TooLarge = "error_max": "{place}: {bound} or less",
        /// {place} says where, {bound} is a date.
        TooEarly = "error_from": "{place}: not before {bound}",
        /// {place} says where, {bound} is a date.
        TooLate = "error_to": "{place}: not after {bound}",
        /// {place} says where, {bound} is a number of options or rows.
        TooFew = "error_at_least": "{place}: at least {bound}",
        /// {place} says where, {bound} is a number of options or rows.
        TooMany = "error_at_most": "{place}: at most {bound}",
        /// {place} says where. The option is one like “none of these”.
        NotAlone = "error_exclusive": "{place}: this option cannot be ticked together with others",
        /// {place} says where. The example may be in the language.
        NotEmail = "error_email": "{place}: an e-mail address, such as name@example.org",
        /// {place} says where.
        NotUrl = "error_url": "{place}: a web address that starts with https://",
        /// {place} says where, {example} is a text in the right format.
        OtherFormat = "error_format": "{place}: write it like {example}",
        /// {place} says where. The value of a file or field is none that the question can have.
        NotRead = "error_unread": "{place}: this could not be read",
        /// {place} says where. Other answers have hidden the question.
        NotShown = "error_hidden": "{place}: this answer no longer applies",
        /// Below a text field that is nearly full. {n} is a number.
        CharactersLeft = "characters_left": "Characters left: {n}",
        /// Below a text field that is too full. {n} is a number.
        CharactersOver = "characters_over": "{n} over the limit",
        /// Read aloud. {n} is the row's number.
        RowAdded = "row_added": "Row {n} added",
        /// Read aloud. {n} is the row's number.
        RowRemoved = "row_removed": "Row {n} removed",
        /// Read aloud when an answer shows another question. {place} is that question.
        NowAsked = "now_asked": "Now asked: {place}",
        /// Read aloud when an answer hides another question that was answered. {place} is that question.
        NoLongerAsked = "no_longer_asked": "No longer asked, and left out when you finish: {place}",
        /// A link beside an answer on the last page.
        Change = "change": "Change",
        /// Instead of an answer on the last page.
        NoAnswer = "no_answer": "No answer",
        /// Above texts of a file that belong to no question.
        UnreadTitle = "unread_title": "Could not be placed",
        /// Below ui.form.unread_title.
        UnreadText = "unread_text": "These texts fitted no answer. Copy what you need, then remove them.",
        /// A button: takes one answer away.
        Clear = "clear": "Clear this answer",
        /// Read aloud when the language was changed to this one.
        Switched = "switched": "The form is now in English",
        /// Inside a sentence, after a question's number. {n} is the row's number.
        RowName = "row_name": "row {n}",
    }
}
