//! Words of the HTML form.

ui_words! {
    /// Words of the HTML form.
    pub enum Form in form {
        /// Read aloud before the buttons that change the language.
        Language = "language": "Language",
        /// The language's own name for itself, on its button.
        LanguageName = "language_name": "English",
        /// A link for people who use the keyboard: it skips the header.
        Skip = "skip": "Skip to main content",
        /// Shown where the form cannot work because scripts are off.
        NoScript = "no_script": "To fill in this form on screen, turn on JavaScript. Otherwise, print it.",
        /// The title of the list of sections.
        Contents = "contents": "Sections",
        /// A link back to the list of sections.
        AllSections = "all_sections": "All sections",
        /// A button: to the section before.
        Previous = "previous": "Previous",
        /// A button: to the next section.
        Next = "next": "Continue",
        /// The title of the last page, which shows all answers.
        Check = "check": "Check your answers",
        /// On the last page, above the answers.
        CheckIntro = "check_intro": "Read through your answers. You can change each of them before you finish.",
        /// The button at the end: it checks the answers and downloads a file.
        Finish = "finish": "Finish and download the answers",
        /// The title of the part about saving and opening.
        Draft = "draft": "Your draft",
        /// Where the answers are kept, in a form that sends nothing.
        DraftWhere = "draft_where": "Nothing is sent. Only this browser on this computer keeps your answers, and it may lose them. Save a copy before you stop. Open the copy to continue, here or on another computer.",
        /// Where the answers are kept, in a form that can send them. {send} is the button's name in quotation marks.
        DraftWhereSends = "draft_where_sends": "Nothing is sent until you press {send} at the end. Only this browser on this computer keeps your answers, and it may lose them. Save a copy before you stop. Open the copy to continue, here or on another computer.",
        /// A button: downloads the draft as a file.
        Save = "save": "Save a copy",
        /// A button: reads a file that was saved.
        Open = "open": "Open a copy",
        /// A button.
        Print = "print": "Print",
        /// A button: erases all answers.
        Erase = "erase": "Erase all answers",
        /// The first line of a list that drops down, before something is chosen.
        ChooseAnswer = "choose_answer": "Choose an answer",
        /// A button: one more row.
        Add = "add": "Add another",
        /// A button: removes a row.
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
        NoRows = "no_rows": "This question is asked once for each row that you fill in under “About your country”.",
        /// Above the facts about the country that are known already.
        KnownFacts = "known_facts": "Already known about your country",
        /// Below the title of the first part.
        AboutHint = "about_hint": "Your answers here decide which questions follow and complete their texts.",
        /// The title of what is shown when the answers are finished.
        Finished = "finished": "Your answers are ready to send",
        /// {file} is the name of the file. In a form that names an email address below.
        FinishedText = "finished_text": "The file {file} was downloaded. It contains all your answers. Send it as an attachment to the address below.",
        /// {file} is the name of the file. In a form that names no address.
        FinishedTextReturns = "finished_text_returns": "The file {file} was downloaded. It contains all your answers. Send it back to the people who sent you this form.",
        /// {file} is the name of the file, {send} the button's name in quotation marks. In a form that can send.
        FinishedTextSends = "finished_text_sends": "The file {file} was downloaded. It contains all your answers. Keep it. Nothing is sent until you press {send}. The reply opens in another tab.",
        /// A button: sends the answers. Other words quote it.
        Send = "send": "Send the answers",
        /// A button: opens the email program.
        Mail = "mail": "Write the email",
        /// The text of the email. {file} is the name of the file.
        MailBody = "mail_body": "The file {file} is attached.",
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
        OtherTab = "other_tab": "This form is also open in another tab. Each tab shows what you answer in the other.",
        /// A notice, with a button after it: ui.form.open_older.
        OlderDraft = "older_draft": "This browser also keeps a draft from another version of the form.",
        /// A button.
        OpenOlder = "open_older": "Open that draft",
        /// Shown after a copy was opened. {file} is the name of its file.
        Opened = "opened": "The copy was opened: {file}",
        /// Follows Opened. {files} are the names of files, each with its language.
        SeveralLanguages = "several_languages": "These copies are in several languages: {files}. The form saves all texts as if they were in the language of this page. Please translate those that are not.",
        /// Instead of the name of a file: the answers that this browser has.
        Here = "here": "This browser",
        /// Instead of the name of a file: the answers given in this tab of the browser.
        ThisTab = "this_tab": "One tab",
        /// Instead of the name of a file: the answers given in another tab of the browser.
        ThatTab = "that_tab": "Another tab",
        /// Instead of the name of a file: an answer that somebody replaced by a word such as “nothing to report”.
        SetAside = "set_aside": "Set aside",
        /// Shown after ui.form.opened when the browser had answers already. Buttons follow: ui.form.undo and ui.form.only_copy.
        Added = "added": "Your own answers are kept too.",
        /// A button: takes the last step back.
        Undo = "undo": "Undo",
        /// Shown after ui.form.undo was pressed.
        Undone = "undone": "The last step was undone.",
        /// A button: keeps the answers of the opened file and drops those that the browser had.
        OnlyCopy = "only_copy": "Use the copy alone",
        /// Shown after an answer was chosen among several. {place} says where.
        Settled = "settled": "An answer was chosen: {place}",
        /// Shown after a text without a place was removed.
        Removed = "removed": "The text was removed.",
        /// {place} says where. Several answers wait for a choice.
        Differ = "error_conflict": "{place}: choose one of the answers that differ",
        /// An error. {file} is the name of a file.
        NewerFile = "newer_file": "This form is too old to read this file: {file}",
        /// Above a list of answers that differ between files.
        ConflictsTitle = "conflicts_title": "The copies differ",
        /// Below ui.form.conflicts_title.
        ConflictsText = "conflicts_text": "Choose an answer for each question.",
        /// Above an answer of the edition before. {edition} is its name, such as 2021-2022.
        LastYear = "last_year": "Answer given in {edition}",
        /// A button beside last year's answer: copies it.
        Same = "same": "Unchanged: use this answer",
        /// Shown after ui.form.same was pressed.
        SameDone = "same_done": "The answer was copied.",
        /// Asked before last year’s answer replaces another. {edition} is the name of its edition.
        SameSure = "same_sure": "Replace your answer with the one from {edition}?",
        /// Shown after a file of the edition before was opened. {file} is its name, {edition} the name of the edition.
        LastOpened = "last_opened": "{file} contains the answers from {edition}. They appear beside this year’s questions.",
        /// Above answers to questions that other answers have hidden.
        LeftOutTitle = "left_out_title": "Answers that are no longer asked for",
        /// Below ui.form.left_out_title.
        LeftOutText = "left_out_text": "Your draft keeps them. The finished answers do not include them.",
        /// A button: takes this one of several answers.
        Use = "use": "Choose",
        /// A button: keeps the answers of all files.
        Both = "both": "Keep all",
        /// An error. {file} is the name of a file.
        NotACopy = "not_a_copy": "This file does not contain answers: {file}",
        /// An error. {file} is the name of a file.
        NotUtf8 = "not_utf8": "This file is damaged, or it is not a copy of the form: {file}",
        /// An error. {form} is the name of a form.
        OtherForm = "other_form": "This file belongs to another form: {form}",
        /// An error. {edition} is the name of an edition.
        OtherEdition = "other_edition": "This file belongs to another edition: {edition}. No answer was taken from it.",
        /// An error. {country} is the name of a country.
        OtherCountry = "other_country": "This file belongs to another country: {country}",
        /// An error: a region or a school answers in the file, say. {name} is its name.
        NoCountryFile = "no_country_file": "This file does not belong to a country: {name}",
        /// A warning.
        OtherDefinition = "other_definition": "This file is from another version of the form. Check the answers.",
        /// Asked before all answers are erased.
        EraseSure = "erase_sure": "Erase all answers of this form from this browser?",
        /// Shown after all answers were erased.
        Erased = "erased": "All answers were erased.",
        /// The title of the page while there are errors. {title} is the form's title.
        ErrorPrefix = "error_prefix": "Error: {title}",
        /// Before what is wrong, beside a field.
        Error = "error": "Error:",
        /// Above the list of errors. {n} is how many answers have one; choose the form by it.
        ErrorTitle = "error_title": (n: "One answer needs your attention", "{n} answers need your attention"),
        /// {place} says where: the number of a question, and a field.
        MustAnswer = "error_required": "{place}: an answer is required",
        /// {place} says where, {bound} how many characters fit, {actual} how many there are.
        TooLong = "error_max_length": "{place}: {bound} characters or fewer (there are {actual})",
        /// {place} says where, {bound} is a number.
        TooSmall = "error_min": "{place}: {bound} or more",
        /// {place} says where, {bound} is a number.
        TooLarge = "error_max": "{place}: {bound} or less",
        /// {place} says where, {bound} is a date.
        TooEarly = "error_from": "{place}: not before {bound}",
        /// {place} says where, {bound} is a date.
        TooLate = "error_to": "{place}: not after {bound}",
        /// {place} says where. {text} is a sentence that says what must hold between two answers.
        Disagrees = "error_must": "{place}: this answer does not fit others. {text}",
        /// {place} says where, {bound} is a number of options or rows.
        TooFew = "error_at_least": "{place}: at least {bound}",
        /// {place} says where, {bound} is a number of options or rows.
        TooMany = "error_at_most": "{place}: at most {bound}",
        /// {place} says where. The option is one like “none of these”.
        NotAlone = "error_exclusive": "{place}: you cannot choose this option together with others",
        /// {place} says where. The example may be in the language.
        NotEmail = "error_email": "{place}: an email address, such as name@example.org",
        /// {place} says where.
        NotUrl = "error_url": "{place}: a web address that starts with https://",
        /// {place} says where, {example} is a text in the right format.
        OtherFormat = "error_format": "{place}: use the format {example}",
        /// {place} says where. The question cannot have the value that is in the file or field.
        NotRead = "error_unread": "{place}: this answer could not be read",
        /// {place} says where. Other answers have hidden the question.
        NotShown = "error_hidden": "{place}: this answer no longer applies",
        /// Below a text field that is nearly full. {n} is a number.
        CharactersLeft = "characters_left": "Characters left: {n}",
        /// Below a text field that is too full. {n} is a number.
        CharactersOver = "characters_over": "Characters over the limit: {n}",
        /// Read aloud. {n} is the row's number.
        RowAdded = "row_added": "Row {n} added",
        /// Read aloud. {n} is the row's number.
        RowRemoved = "row_removed": "Row {n} removed",
        /// After somebody pasted cells of a spreadsheet into rows. {n} is their number.
        Pasted = "pasted": "Cells pasted: {n}.",
        /// Follows Pasted. {n} is how many of the cells are no answer to their question, {texts} what is in the first of them.
        PastedUnread = "pasted_unread": "Cells that could not be read: {n} ({texts}). Please correct them.",
        /// Follows Pasted. {n} is how many cells the rows and columns have no place for, {texts} what is in the first of them.
        PastedLeft = "pasted_left": "Cells without a box here: {n} ({texts}).",
        /// Follows Pasted. {n} is how many answers the cells replaced, {texts} what the first of them said.
        PastedReplaced = "pasted_replaced": "Answers that were replaced: {n} ({texts}).",
        /// Read aloud when an answer shows another question. {place} is that question.
        NowAsked = "now_asked": "Question added: {place}",
        /// Read aloud when an answer hides another question that was answered. {place} is that question.
        NoLongerAsked = "no_longer_asked": "Question removed: {place}. The finished answers do not include it.",
        /// A link beside an answer on the last page.
        Change = "change": "Change",
        /// Instead of an answer on the last page.
        NoAnswer = "no_answer": "No answer",
        /// Above texts of a file that belong to no question.
        UnreadTitle = "unread_title": "Texts without a place",
        /// Below ui.form.unread_title.
        UnreadText = "unread_text": "These texts do not fit any answer. Copy what you need, then remove them.",
        /// A button: clears one answer.
        Clear = "clear": "Clear this answer",
        /// Read aloud when the language was changed to this one.
        Switched = "switched": "The form is now in English",
        /// Inside a sentence, after a question's number. {n} is the row's number.
        RowName = "row_name": "row {n}",
        /// A button: closes a message at the edge of the window.
        Close = "close": "Close",
        /// Shown after ui.form.clear was pressed.
        Cleared = "cleared": "The answer was cleared.",
        /// Above the title of a section. {n} is its place, {all} how many there are.
        SectionPlace = "section_place": "Section {n} of {all}",
        /// Below a box for a number. {n} is how many decimals fit.
        Decimals = "decimals": "Decimals: {n} at most.",
        /// Below a box for a number that takes no decimals.
        WholeNumber = "whole_number": "A whole number.",
        /// {place} says where, {example} is a number. What stands in the box is no number.
        ErrorNumber = "error_number": "{place}: write a number with digits only, such as {example}",
        /// {place} says where, {example} is a number. What stands in the box is no whole number.
        ErrorWhole = "error_whole": "{place}: write a whole number with digits only, such as {example}",
        /// {place} says where. What stands in the box can be read as two numbers, {one} and {other}.
        ErrorReadings = "error_readings": "{place}: write either {one} or {other}, because this number can be read as both",
        /// {place} says where. {bound} is how many decimals a number may have.
        ErrorDecimals = "error_decimals": "{place}: too many decimals ({bound} at most)",
        /// {place} says where. The number has more digits than programs keep.
        ErrorDigits = "error_digits": "{place}: write a number with at most 15 digits",
        /// {place} says where, {example} is a year.
        ErrorYear = "error_year": "{place}: write a year with four digits, such as {example}",
        /// {place} says where, {example} is a day written out.
        ErrorDate = "error_date": "{place}: give the day, the month and the year with four digits, such as {example}",
        /// {place} says where, {month} is a month with its year, {n} how many days it has. A later day was given.
        ErrorDays = "error_days": "{place}: {month} has {n} days",
        /// {place} says where, {example} is a month written out.
        ErrorMonth = "error_month": "{place}: give the month and the year with four digits, such as {example}",
        /// {place} says where. The answer is none of the options of the question.
        ErrorChoice = "error_choice": "{place}: choose from the options of the question",
        /// The state of a section: an answer to an earlier question decides whether it is asked.
        StatusWaits = "status_waits": "Depends on an earlier answer",
        /// On the page of a section without questions yet. A link to a question follows.
        WaitsText = "waits_text": "Whether these questions are asked depends on an earlier answer:",
        /// On the page of a section that is not asked. A link to a question follows.
        OffText = "off_text": "This section does not apply, because of another answer:",
        /// Before a text of a file that belongs to no question. {name} is a name in the file.
        NotHere = "not_here": "Not a question of this form: {name}",
        /// On the receipt, before the name of a file.
        ReceiptFile = "receipt_file": "File",
        /// On the receipt, before a date and a time.
        ReceiptTime = "receipt_time": "Finished on",
        /// On the receipt, before the 64 digits of a file’s SHA-256. The programs that compute it use this name.
        ReceiptDigest = "receipt_digest": "Digest (SHA-256)",
        /// A button on the receipt: downloads the same file once more.
        DownloadAgain = "download_again": "Download again",
        /// On the receipt, before two numbers.
        ReceiptAnswers = "receipt_answers": "Questions answered",
        /// A warning. {n} is a number of characters.
        TextTooLarge = "too_large": "This text is too long and was not added. A box takes up to {n} characters.",
        /// An error. {file} is the name of a file, {n} a number of characters, {place} the question with the long text.
        FileTooLarge = "file_too_large": "A text in this file has more than {n} characters: {file}. No answer was taken from it. {place}",
    }
}
