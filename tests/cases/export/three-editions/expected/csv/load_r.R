# Loads the tables beside this file into data frames: source("load_r.R", encoding = "UTF-8") in their folder.
# A column has its words in attr(x, "label"). Codes of several options become a list.

.plain <- function(x) sub("^'('*[=+@\t\r-])", "\\1", x)

.coded <- function(x, codes, labels) {
  # A code that no edition offered stays as it is. attr(x, "codes") has the codes in the order of the levels.
  more <- sort(setdiff(unique(x[!is.na(x)]), codes))
  structure(factor(x, levels = c(codes, more), labels = c(labels, more)), codes = c(codes, more))
}

.list <- function(x) I(lapply(strsplit(x, ";", fixed = TRUE), function(codes) if (identical(codes, NA_character_)) character(0) else codes))

.read <- function(name) {
  read.csv(paste0(name, ".csv"), colClasses = "character", na.strings = "", check.names = FALSE,
           encoding = "UTF-8", strip.white = FALSE)
}

# A row for each return
`returns` <- .read("returns")
`returns`[["edition"]] <- .plain(`returns`[["edition"]])
attr(`returns`[["edition"]], "label") <- "Edition"
`returns`[["country"]] <- .plain(`returns`[["country"]])
attr(`returns`[["country"]], "label") <- "Country"
`returns`[["return"]] <- .plain(`returns`[["return"]])
attr(`returns`[["return"]], "label") <- "File of the return"
`returns`[["language"]] <- .plain(`returns`[["language"]])
attr(`returns`[["language"]], "label") <- "Language of the return"
`returns`[["status"]] <- .coded(`returns`[["status"]],
  c("draft", "complete"),
  c("Draft", "Complete"))
attr(`returns`[["status"]], "label") <- "Status"
`returns`[["facts/region"]] <- .plain(`returns`[["facts/region"]])
attr(`returns`[["facts/region"]], "label") <- "Which region is it?"
`returns`[["status@2023"]] <- .coded(`returns`[["status@2023"]],
  c("planned", "under_way", "done", "stopped"),
  c("Planned", "Under way", "Finished", "Stopped"))
attr(`returns`[["status@2023"]], "label") <- "How far is the plan?"
`returns`[["reply"]] <- .plain(`returns`[["reply"]])
attr(`returns`[["reply"]], "label") <- "What was done? Name the main results."
`returns`[["reply/said"]] <- .coded(`returns`[["reply/said"]],
  c("nothing_to_report"),
  c("Nothing to report"))
attr(`returns`[["reply/said"]], "label") <- "What was done? Name the main results. – reason for having no answer"
`returns`[["reply.comment"]] <- .plain(`returns`[["reply.comment"]])
attr(`returns`[["reply.comment"]], "label") <- "What was done? Name the main results. – Who wrote this?"
`returns`[["visits"]] <- as.numeric(`returns`[["visits"]])
attr(`returns`[["visits"]], "label") <- "How many visits and audits were there?"
`returns`[["amount"]] <- as.numeric(`returns`[["amount"]])
attr(`returns`[["amount"]], "label") <- "What did it cost?"
`returns`[["score"]] <- .plain(`returns`[["score"]])
attr(`returns`[["score"]], "label") <- "How do you rate the year?"
`returns`[["score@2022"]] <- as.numeric(`returns`[["score@2022"]])
attr(`returns`[["score@2022"]], "label") <- "How do you rate the year?"
`returns`[["inspectors"]] <- as.numeric(`returns`[["inspectors"]])
attr(`returns`[["inspectors"]], "label") <- "How many inspectors are there?"
`returns`[["total"]] <- as.numeric(`returns`[["total"]])
attr(`returns`[["total"]], "label") <- "How many reports were there in all?"
`returns`[["officers"]] <- as.numeric(`returns`[["officers"]])
attr(`returns`[["officers"]], "label") <- "How many inspectors are there?"
`returns`[["total_farms"]] <- as.numeric(`returns`[["total_farms"]])
attr(`returns`[["total_farms"]], "label") <- "How many reports came from farms?"
`returns`[["total_others"]] <- as.numeric(`returns`[["total_others"]])
attr(`returns`[["total_others"]], "label") <- "How many reports came from elsewhere?"
`returns`[["fields_covered"]] <- .list(`returns`[["fields_covered"]])
attr(`returns`[["fields_covered"]], "label") <- "Which fields were inspected?"
`returns`[["fields_covered.other"]] <- .plain(`returns`[["fields_covered.other"]])
attr(`returns`[["fields_covered.other"]], "label") <- "Which fields were inspected? – Which ones?"
`returns`[["last_visit"]] <- as.Date(`returns`[["last_visit"]])
attr(`returns`[["last_visit"]], "label") <- "When was the last visit?"
attr(`returns`[["first_month"]], "label") <- "In which month did the work begin?"
`returns`[["partners/said"]] <- .coded(`returns`[["partners/said"]],
  c("nothing_to_report"),
  c("Nothing to report"))
attr(`returns`[["partners/said"]], "label") <- "Who helped? – reason for having no answer"
`returns`[["address/street"]] <- .plain(`returns`[["address/street"]])
attr(`returns`[["address/street"]], "label") <- "Where is the office? – Street"
`returns`[["address/has_ramp"]] <- .coded(`returns`[["address/has_ramp"]],
  c("yes", "no"),
  c("Yes", "No"))
attr(`returns`[["address/has_ramp"]], "label") <- "Where is the office? – Does it have a ramp?"

# A row for each row of: offices
`facts_offices` <- .read("facts_offices")
`facts_offices`[["edition"]] <- .plain(`facts_offices`[["edition"]])
attr(`facts_offices`[["edition"]], "label") <- "Edition"
`facts_offices`[["country"]] <- .plain(`facts_offices`[["country"]])
attr(`facts_offices`[["country"]], "label") <- "Country"
`facts_offices`[["return"]] <- .plain(`facts_offices`[["return"]])
attr(`facts_offices`[["return"]], "label") <- "File of the return"
`facts_offices`[["row"]] <- .plain(`facts_offices`[["row"]])
attr(`facts_offices`[["row"]], "label") <- "Key of the row"
`facts_offices`[["facts/offices/town"]] <- .plain(`facts_offices`[["facts/offices/town"]])
attr(`facts_offices`[["facts/offices/town"]], "label") <- "In which town is the office?"

# A row for each row of: What was found in […]?
`findings` <- .read("findings")
`findings`[["edition"]] <- .plain(`findings`[["edition"]])
attr(`findings`[["edition"]], "label") <- "Edition"
`findings`[["country"]] <- .plain(`findings`[["country"]])
attr(`findings`[["country"]], "label") <- "Country"
`findings`[["return"]] <- .plain(`findings`[["return"]])
attr(`findings`[["return"]], "label") <- "File of the return"
`findings`[["row"]] <- .coded(`findings`[["row"]],
  c("farms", "mines", "shops"),
  c("Farms", "Mines", "Shops"))
attr(`findings`[["row"]], "label") <- "Key of the row"
`findings`[["findings"]] <- .coded(`findings`[["findings"]],
  c("none", "some", "many"),
  c("None", "Some", "Many"))
attr(`findings`[["findings"]], "label") <- "What was found in […]?"

# A row for each row of: What does the office in […] report?
`office_text` <- .read("office_text")
`office_text`[["edition"]] <- .plain(`office_text`[["edition"]])
attr(`office_text`[["edition"]], "label") <- "Edition"
`office_text`[["country"]] <- .plain(`office_text`[["country"]])
attr(`office_text`[["country"]], "label") <- "Country"
`office_text`[["return"]] <- .plain(`office_text`[["return"]])
attr(`office_text`[["return"]], "label") <- "File of the return"
`office_text`[["row"]] <- .plain(`office_text`[["row"]])
attr(`office_text`[["row"]], "label") <- "Key of the row"
`office_text`[["office_text"]] <- .plain(`office_text`[["office_text"]])
attr(`office_text`[["office_text"]], "label") <- "What does the office in […] report?"

# A row for each row of: What comes next?
`next_steps` <- .read("next_steps")
`next_steps`[["edition"]] <- .plain(`next_steps`[["edition"]])
attr(`next_steps`[["edition"]], "label") <- "Edition"
`next_steps`[["country"]] <- .plain(`next_steps`[["country"]])
attr(`next_steps`[["country"]], "label") <- "Country"
`next_steps`[["return"]] <- .plain(`next_steps`[["return"]])
attr(`next_steps`[["return"]], "label") <- "File of the return"
`next_steps`[["row"]] <- .plain(`next_steps`[["row"]])
attr(`next_steps`[["row"]], "label") <- "Key of the row"
`next_steps`[["item"]] <- as.numeric(`next_steps`[["item"]])
attr(`next_steps`[["item"]], "label") <- "Number of the row"
`next_steps`[["next_steps/title"]] <- .plain(`next_steps`[["next_steps/title"]])
attr(`next_steps`[["next_steps/title"]], "label") <- "What comes next? – What is the step?"
`next_steps`[["next_steps/by"]] <- as.Date(`next_steps`[["next_steps/by"]])
attr(`next_steps`[["next_steps/by"]], "label") <- "What comes next? – By when is it done?"
`next_steps`[["next_steps/state"]] <- .coded(`next_steps`[["next_steps/state"]],
  c("none", "some", "many"),
  c("None", "Some", "Many"))
attr(`next_steps`[["next_steps/state"]], "label") <- "What comes next? – How much is done?"

# A row for each row of: Who helped?
`partners` <- .read("partners")
`partners`[["edition"]] <- .plain(`partners`[["edition"]])
attr(`partners`[["edition"]], "label") <- "Edition"
`partners`[["country"]] <- .plain(`partners`[["country"]])
attr(`partners`[["country"]], "label") <- "Country"
`partners`[["return"]] <- .plain(`partners`[["return"]])
attr(`partners`[["return"]], "label") <- "File of the return"
`partners`[["item"]] <- as.numeric(`partners`[["item"]])
attr(`partners`[["item"]], "label") <- "Number of the row"
`partners`[["partners/name"]] <- .plain(`partners`[["partners/name"]])
attr(`partners`[["partners/name"]], "label") <- "Who helped? – Name"
`partners`[["partners/role"]] <- .plain(`partners`[["partners/role"]])
attr(`partners`[["partners/role"]], "label") <- "Who helped? – Role"

# A row for each answer, and for each question that has none
`answers` <- .read("answers")
`answers`[["edition"]] <- .plain(`answers`[["edition"]])
attr(`answers`[["edition"]], "label") <- "Edition"
`answers`[["country"]] <- .plain(`answers`[["country"]])
attr(`answers`[["country"]], "label") <- "Country"
`answers`[["return"]] <- .plain(`answers`[["return"]])
attr(`answers`[["return"]], "label") <- "File of the return"
`answers`[["question"]] <- .plain(`answers`[["question"]])
attr(`answers`[["question"]], "label") <- "Question"
`answers`[["row"]] <- .plain(`answers`[["row"]])
attr(`answers`[["row"]], "label") <- "Key of the row"
`answers`[["item"]] <- as.numeric(`answers`[["item"]])
attr(`answers`[["item"]], "label") <- "Number of the row"
`answers`[["state"]] <- .coded(`answers`[["state"]],
  c("answered", "said", "unanswered", "not_asked", "left_out"),
  c("Answered", "A reason for having no answer", "No answer", "Not asked, because of other answers", "Something that is no answer"))
attr(`answers`[["state"]], "label") <- "Whether there is an answer"
`answers`[["value"]] <- .plain(`answers`[["value"]])
attr(`answers`[["value"]], "label") <- "Value"

# What is no answer to the question where it stands
`left_out` <- .read("left_out")
`left_out`[["edition"]] <- .plain(`left_out`[["edition"]])
attr(`left_out`[["edition"]], "label") <- "Edition"
`left_out`[["country"]] <- .plain(`left_out`[["country"]])
attr(`left_out`[["country"]], "label") <- "Country"
`left_out`[["return"]] <- .plain(`left_out`[["return"]])
attr(`left_out`[["return"]], "label") <- "File of the return"
`left_out`[["place"]] <- .plain(`left_out`[["place"]])
attr(`left_out`[["place"]], "label") <- "Place in the return"
`left_out`[["value"]] <- .plain(`left_out`[["value"]])
attr(`left_out`[["value"]], "label") <- "Value"
`left_out`[["why"]] <- .coded(`left_out`[["why"]],
  c("unknown", "wrong_kind", "waiting"),
  c("The edition has no such question", "The question takes another kind of answer", "A person still has to decide what it means"))
attr(`left_out`[["why"]], "label") <- "Why it is no answer"
