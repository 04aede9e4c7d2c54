//! Words of the tables that data users get, and of their codebook.

ui_words! {
    /// Words of the tables that data users get, and of their codebook.
    pub enum ExportWord in export {
        /// What a column holds: the name of the file that a country sent.
        Return = "return": "File of the return",
        /// What a column holds: the name of the region, the school or whoever else answered.
        RespondentName = "respondent_name": "Name of who answered",
        /// What a column holds: the language in which the country answered.
        Language = "language": "Language of the return",
        /// What a column holds: the key of a row.
        Row = "row": "Key of the row",
        /// What a column holds: the number of a row that the country added, from 1.
        Item = "item": "Number of the row",
        /// What a column holds: whether there is an answer, and why there is none.
        State = "state": "Whether there is an answer",
        /// What a column holds.
        Value = "value": "Value",
        /// What a column holds: where something stands in the file that a country sent.
        Place = "place": "Place in the return",
        /// What a column holds: why something is no answer.
        Why = "why": "Why it is no answer",
        /// What a column holds beside the question: the reason that the country gave for having no answer.
        Said = "said": "reason for having no answer",
        /// What a table holds.
        Returns = "returns": "A row for each return",
        /// What a table holds. {question} is a question that has several rows.
        RowsOf = "rows_of": "A row for each row of: {question}",
        /// What a table holds.
        Answers = "answers": "A row for each answer, and for each question that has none",
        /// What a table holds.
        LeftOut = "left_out": "What is no answer to the question where it stands",
        /// Why a country has no answer to a question: it chose one of the reasons that the form offers.
        StateSaid = "state_said": "A reason for having no answer",
        /// Why a question has no answer: the country gave something that is no answer to it.
        StateLeftOut = "state_left_out": "Something that is no answer",
        /// Why something is no answer.
        WhyUnknown = "why_unknown": "The edition has no such question",
        /// Why something is no answer, such as a text where a number is asked for.
        WhyWrongKind = "why_wrong_kind": "The question takes another kind of answer",
        /// Why something is no answer yet.
        WhyWaiting = "why_waiting": "A person still has to decide what it means",
    }
}
