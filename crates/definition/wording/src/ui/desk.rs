//! Words of the letters and sheets of a secretariat.

ui_words! {
    /// Words of the letters and sheets of a secretariat.
    pub enum DeskWord in desk {
        /// The subject of a mail. {title} is the title of the questionnaire, and {country} the name of a country without an article.
        InvitationSubject = "invitation_subject": "{title} ({country}): invitation",
        /// The subject of a mail. {title} is the title of the questionnaire, and {country} the name of a country without an article.
        ReminderSubject = "reminder_subject": "{title} ({country}): reminder",
        /// The subject of a mail. {title} is the title of the questionnaire, and {country} the name of a country without an article.
        ThanksSubject = "thanks_subject": "{title} ({country}): thank you for your answers",
        /// The subject of a mail. {title} is the title of the questionnaire, and {country} the name of a country without an article.
        ClarificationSubject = "clarification_subject": "{title} ({country}): questions about your answers",
        /// The first line of a letter to several people of a ministry.
        Greeting = "greeting": "Dear colleagues,",
        /// In a letter that invites a country to report.
        Invitation = "invitation": "We invite you to fill in the attached questionnaire. You can fill in the form on screen or the Word file, as you prefer.",
        /// In a letter that reminds a country.
        Reminder = "reminder": "We have not received your complete answers yet.",
        /// In a letter. {due} is a day written out.
        Due = "due": "The last day for your answers is {due}.",
        /// In a letter. {due} is a day written out, which is over.
        WasDue = "was_due": "The last day for your answers was {due}. Please send them as soon as you can.",
        /// In a letter to a country whose answers are complete and were accepted.
        Thanks = "thanks": "Thank you for your answers. We have accepted them.",
        /// The first sentence of a letter that asks about answers.
        ThankYou = "thank_you": "Thank you for your answers.",
        /// In a letter, above a list of questions and what is asked about each.
        LookAgain = "look_again": "Please look at these points again:",
        /// In a letter, above a list of what is open in the answers.
        StillOpen = "still_open": "These points are still open:",
        /// In a letter, after a list of questions. The sheet holds these questions only.
        FillSheet = "fill_sheet": "Please fill in the attached sheet and send it back to us.",
        /// In a letter. {contact} is an email address.
        AskUs = "ask_us": "If you have any questions, please write to {contact}.",
        /// The last line of a letter, before the name of who writes it.
        Regards = "regards": "Kind regards,",
        /// What is asked about an answer. {place} is a question, such as: Question 12.
        CheckAnswer = "check_answer": "{place}: please check this answer",
        /// What is asked about an answer that still contains a gap, such as dots in brackets. {place} is a question, such as: Question 12.
        FillGap = "fill_gap": "{place}: a gap in the text is not filled in",
        /// What is asked about an answer such as “none” or “n/a”. {place} is a question, such as: Question 12. {box} is the label of a box, such as: Nothing to report.
        TickBox = "tick_box": "{place}: if this means “{box}”, please choose that box instead",
        /// The title of a sheet that holds some questions only.
        SheetTitle = "sheet_title": "Questions about your answers",
        /// At the top of a sheet that holds some questions only.
        SheetIntroduction = "sheet_introduction": "Please look at the questions below again. Your answers are filled in already: change or complete them, and send the sheet back to us. All your other answers stay as they are.",
        /// Above what the secretariat asks about one question of the sheet.
        WhatWeAsk = "what_we_ask": "What we ask",
    }
}
