//! Words of the report of a secretariat.

ui_words! {
    /// Words of the report of a secretariat.
    pub enum ReportWord in report {
        /// Above the list of the parts of a report.
        Contents = "contents": "Contents",
        /// In a report. {reported}, {expected} and {share} are numbers, such as: 30 of 36 expected countries reported (83 %).
        ReportedOf = "reported_of": "{reported} of {expected} expected countries reported ({share}).",
        /// In a report. {day} is a day written out.
        Frozen = "frozen": "It takes in what arrived until {day}.",
        /// In a report, before the names of countries whose answers are not complete.
        LeftOut = "left_out": "Not taken in, because the answers are not complete: {names}.",
        /// In a report, before the names of countries that sent nothing.
        NotReported = "not_reported": "Nothing came from: {names}.",
        /// The heading of a column with the names of regions.
        Region = "region": "Region",
        /// A row of a table that stands for all countries.
        AllCountries = "all_countries": "All countries",
        /// A row of a table for the countries that belong to no region.
        InNoRegion = "in_no_region": "In no region",
        /// The heading of a column: how many countries were asked to report.
        Expected = "expected": "Expected",
        /// The heading of a column: how many countries reported.
        Reported = "reported": "Reported",
        /// The heading of a column: how many countries reported on time.
        OnTime = "on_time": "On time",
        /// The heading of a column: how many countries reported late.
        Late = "late": "Late",
        /// The heading of a column: how many countries did not report.
        Missing = "missing": "Did not report",
        /// The heading of a column with shares in per cent.
        Share = "share": "Share",
        /// The heading of a column with the answers that countries chose.
        Answer = "answer": "Answer",
        /// The heading of a column: how many countries, or rows, gave an answer.
        Count = "count": "Number",
        /// The heading of a column: how many were asked.
        Asked = "asked": "Asked",
        /// The heading of a column: how many answered.
        Answered = "answered": "Answered",
        /// The heading of a column: how many were asked and did not answer.
        NotAnswered = "not_answered": "No answer",
        /// The heading of a column with questions.
        Question = "question": "Question",
        /// The heading of a column with editions.
        Edition = "edition": "Edition",
        /// Below the figures of a question. All placeholders are numbers.
        Base = "base": "Base: {answered} of {asked} countries asked have answered; {reported} of {expected} expected countries reported.",
        /// Below the figures of a question that countries answer once for each of several rows. All placeholders are numbers.
        BaseOfRows = "base_of_rows": "Base: {answered} of {asked} entries asked about have an answer; countries with an answer: {countries}; {reported} of {expected} expected countries reported.",
        /// Below the figures of a question to which a country can choose several answers.
        Several = "several": "A country can choose several answers, so the shares can add up to more than 100%.",
        /// The heading of a column with themes of what countries wrote.
        Theme = "theme": "Theme",
        /// Before the names of countries whose texts have no theme.
        WithoutTheme = "without_theme": "Without a theme: {names}.",
        /// What opens the list of countries behind the figures of a table.
        Behind = "behind": "The countries behind these figures",
        /// Where no country answered a question.
        NoData = "no_data": "No country answered this question.",
        /// Where a report has no rows to list.
        NoRows = "no_rows": "No country listed anything here.",
        /// The first sentence about a question. {answer} is an answer, {count} and {answered} are numbers, and {share} a share in per cent.
        MostGave = "most_gave": "{answer}: {share} of the countries that answered ({count} of {answered}).",
        /// The first sentence about a question that countries answer once for each of several rows, with the same placeholders.
        MostRows = "most_rows": "{answer}: {share} of the entries with an answer ({count} of {answered}).",
        /// The first sentence about the rows that countries listed. Both placeholders are numbers.
        RowsListed = "rows_listed": "Entries: {rows}. Countries: {countries}.",
        /// The first sentence about countries that gave an answer. {count} and {answered} are numbers.
        CountriesOf = "countries_of": "{share} of the countries that answered ({count} of {answered}).",
        /// Where the answers of two editions cannot be compared. Both placeholders are names of editions.
        Break = "break": "Between {before} and {after}, the series breaks: the question is not the same.",
        /// The same, with the reason in the words of the secretariat.
        BreakBecause = "break_because": "Between {before} and {after}, the series breaks: {reason}",
        /// In a chart, at the place where a series breaks.
        BreakLabel = "break_label": "series breaks",
        /// Where the answers of two editions can be compared with care only. Both placeholders are names of editions.
        Bridge = "bridge": "{before} and {after} can be compared with care only: the question changed.",
        /// The same, with the reason in the words of the secretariat.
        BridgeBecause = "bridge_because": "{before} and {after} can be compared with care only: {reason}",
        /// Where an edition did not ask a question.
        NotAskedIn = "not_asked_in": "{edition} did not ask this question.",
        /// Where answers of an edition before are wanted, and there are none.
        NothingBefore = "nothing_before": "There are no answers of an edition before to compare with.",
        /// In a table of changes: a country chose a higher grade than before.
        Higher = "higher": "Higher",
        /// In a table of changes: a country chose a lower grade than before.
        Lower = "lower": "Lower",
        /// In a table of changes: a country gave another answer than before.
        Other = "other": "Another answer",
        /// In a table of changes: a country gave the same answer as before.
        Same = "same": "Unchanged",
        /// In a table of changes: a country answered now and not before.
        New = "new": "New answer",
        /// In a table of changes: a country answered before and not now.
        Gone = "gone": "No answer any more",
        /// In a table of changes.
        Change = "change": "Change",
        /// The first sentence about changes. {both}, {moved} and {same} are numbers, {before} and {after} names of editions.
        ChangedOf = "changed_of": "Of {both} countries that answered in {before} and {after}, {moved} gave another answer and {same} the same.",
        /// The first sentence of the part about what the data cannot say.
        QualityLead = "quality_lead": "What these figures cannot say:",
        /// {n} is a number of texts that countries wrote and that fit no answer. {names} are the countries.
        Waiting = "waiting": "Texts that fit no answer and are in no figure: {n} ({names}).",
        /// Before the names of countries that nobody expected to report.
        NotExpected = "not_expected": "Not asked to report, and taken in: {names}.",
        /// Where nothing limits what the figures say.
        NoLimits = "no_limits": "Every expected country reported, and answered every question that it was asked.",
        /// In a table: how many answers say that there is nothing to report, or the like.
        SaidInstead = "said_instead": "Other words",
        /// The caption of a chart. {chart} is the title of the figures.
        InShares = "in_shares": "Share of the countries that answered, in per cent",
        /// The caption of a chart of rows.
        RowsInShares = "rows_in_shares": "Share of the entries with an answer, in per cent",
        /// In a report. {reported}, {expected} and {share} are numbers, such as: 30 of 36 expected respondents reported (83 %). In a form that others than countries answer.
        RespondentsReported = "respondents_reported": "{reported} of {expected} expected respondents reported ({share}).",
        /// A row of a table that stands for all respondents. In a form that others than countries answer.
        AllRespondents = "all_respondents": "All respondents",
        /// Below the figures of a question. All placeholders are numbers. In a form that others than countries answer.
        BaseOfRespondents = "base_of_respondents": "Base: {answered} of {asked} respondents asked have answered; {reported} of {expected} expected respondents reported.",
        /// Below the figures of a question that respondents answer once for each of several rows. All placeholders are numbers. In a form that others than countries answer.
        BaseOfTheirRows = "base_of_their_rows": "Base: {answered} of {asked} entries asked about have an answer; respondents with an answer: {countries}; {reported} of {expected} expected respondents reported.",
        /// Below the figures of a question to which a respondent can choose several answers. In a form that others than countries answer.
        SeveralOfOne = "several_of_one": "A respondent can choose several answers, so the shares can add up to more than 100%.",
        /// What opens the list of respondents behind the figures of a table. In a form that others than countries answer.
        BehindRespondents = "behind_respondents": "The respondents behind these figures",
        /// Where no respondent answered a question. In a form that others than countries answer.
        NoRespondent = "no_respondent": "No respondent answered this question.",
        /// Where a report has no rows to list. In a form that others than countries answer.
        NoRespondentListed = "no_respondent_listed": "No respondent listed anything here.",
        /// The first sentence about a question. {answer} is an answer, {count} and {answered} are numbers, and {share} a share in per cent. In a form that others than countries answer.
        MostOfThemGave = "most_of_them_gave": "{answer}: {share} of the respondents that answered ({count} of {answered}).",
        /// The first sentence about the rows that respondents listed. Both placeholders are numbers. In a form that others than countries answer.
        TheirRowsListed = "their_rows_listed": "Entries: {rows}. Respondents: {countries}.",
        /// The first sentence about respondents that gave an answer. {count} and {answered} are numbers. In a form that others than countries answer.
        RespondentsOf = "respondents_of": "{share} of the respondents that answered ({count} of {answered}).",
        /// The first sentence about changes. {both}, {moved} and {same} are numbers, {before} and {after} names of editions. In a form that others than countries answer.
        ChangedOfThem = "changed_of_them": "Of {both} respondents that answered in {before} and {after}, {moved} gave another answer and {same} the same.",
        /// Where nothing limits what the figures say. In a form that others than countries answer.
        NoLimitsOfThem = "no_limits_of_them": "Every expected country reported, and answered every question that it was asked.",
        /// The caption of a chart. {chart} is the title of the figures. In a form that others than countries answer.
        InSharesOfThem = "in_shares_of_them": "Share of the respondents that answered, in per cent",
        /// A share in per cent. {n} is a number.
        Percent = "percent": "{n}%",
    }
}
