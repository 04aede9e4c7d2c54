* Makes a file of Stata from each table beside this file. Run it in their folder: do load_stata.do
* Codes of one option become labelled numbers; codes of several options stay a text with ; between them.
version 16
clear all
set more off

* A row for each return
import delimited using `"returns.csv"', clear varnames(nonames) stringcols(_all) ///
    delimiters(",") bindquotes(strict) maxquotedrows(unlimited) encoding("UTF-8")
drop in 1
rename (v1 v2 v3 v4 v5 v6 v7 v8 v9 v10 v11 v12 v13 v14 v15 v16 v17 v18 v19 v20 v21 v22 v23 v24 v25 v26) ///
    (edition country return language status facts_region status_2023 reply reply_said reply_comment visits amount score score_2022 inspectors total officers total_farms total_others fields_covered fields_covered_other last_visit first_month partners_said address_street address_has_ramp)
replace edition = substr(edition, 2, .) if ustrregexm(edition, "^'+[-=+@\t\r]")
label variable edition `"Edition"'
replace country = substr(country, 2, .) if ustrregexm(country, "^'+[-=+@\t\r]")
label variable country `"Country"'
replace return = substr(return, 2, .) if ustrregexm(return, "^'+[-=+@\t\r]")
label variable return `"File of the return"'
replace language = substr(language, 2, .) if ustrregexm(language, "^'+[-=+@\t\r]")
label variable language `"Language of the return"'
label define codes_5 1 `"draft"' ///
    2 `"complete"'
encode status, generate(__code) label(codes_5)
drop status
rename __code status
label define codes_5 1 `"Draft"' ///
    2 `"Complete"', modify
label variable status `"Status"'
replace facts_region = substr(facts_region, 2, .) if ustrregexm(facts_region, "^'+[-=+@\t\r]")
label variable facts_region `"Which region is it?"'
notes facts_region: `"facts/region: Which region is it?"'
label define codes_7 1 `"planned"' ///
    2 `"under_way"' ///
    3 `"done"' ///
    4 `"stopped"'
encode status_2023, generate(__code) label(codes_7)
drop status_2023
rename __code status_2023
label define codes_7 1 `"Planned"' ///
    2 `"Under way"' ///
    3 `"Finished"' ///
    4 `"Stopped"', modify
label variable status_2023 `"How far is the plan?"'
notes status_2023: `"status@2023: How far is the plan?"'
replace reply = substr(reply, 2, .) if ustrregexm(reply, "^'+[-=+@\t\r]")
label variable reply `"What was done? Name the main results."'
label define codes_9 1 `"nothing_to_report"'
encode reply_said, generate(__code) label(codes_9)
drop reply_said
rename __code reply_said
label define codes_9 1 `"Nothing to report"', modify
label variable reply_said `"What was done? Name the main results. – reason for having no answer"'
notes reply_said: `"reply/said: What was done? Name the main results. – reason for having no answer"'
replace reply_comment = substr(reply_comment, 2, .) if ustrregexm(reply_comment, "^'+[-=+@\t\r]")
label variable reply_comment `"What was done? Name the main results. – Who wrote this?"'
notes reply_comment: `"reply.comment: What was done? Name the main results. – Who wrote this?"'
destring visits, replace
label variable visits `"How many visits and audits were there?"'
destring amount, replace
label variable amount `"What did it cost?"'
replace score = substr(score, 2, .) if ustrregexm(score, "^'+[-=+@\t\r]")
label variable score `"How do you rate the year?"'
destring score_2022, replace
label variable score_2022 `"How do you rate the year?"'
notes score_2022: `"score@2022: How do you rate the year?"'
destring inspectors, replace
label variable inspectors `"How many inspectors are there?"'
destring total, replace
label variable total `"How many reports were there in all?"'
destring officers, replace
label variable officers `"How many inspectors are there?"'
destring total_farms, replace
label variable total_farms `"How many reports came from farms?"'
destring total_others, replace
label variable total_others `"How many reports came from elsewhere?"'
label variable fields_covered `"Which fields were inspected?"'
replace fields_covered_other = substr(fields_covered_other, 2, .) if ustrregexm(fields_covered_other, "^'+[-=+@\t\r]")
label variable fields_covered_other `"Which fields were inspected? – Which ones?"'
notes fields_covered_other: `"fields_covered.other: Which fields were inspected? – Which ones?"'
generate long __date = daily(last_visit, "YMD")
format __date %td
drop last_visit
rename __date last_visit
label variable last_visit `"When was the last visit?"'
generate long __date = monthly(first_month, "YM")
format __date %tm
drop first_month
rename __date first_month
label variable first_month `"In which month did the work begin?"'
label define codes_24 1 `"nothing_to_report"'
encode partners_said, generate(__code) label(codes_24)
drop partners_said
rename __code partners_said
label define codes_24 1 `"Nothing to report"', modify
label variable partners_said `"Who helped? – reason for having no answer"'
notes partners_said: `"partners/said: Who helped? – reason for having no answer"'
replace address_street = substr(address_street, 2, .) if ustrregexm(address_street, "^'+[-=+@\t\r]")
label variable address_street `"Where is the office? – Street"'
notes address_street: `"address/street: Where is the office? – Street"'
label define codes_26 1 `"yes"' ///
    2 `"no"'
encode address_has_ramp, generate(__code) label(codes_26)
drop address_has_ramp
rename __code address_has_ramp
label define codes_26 1 `"Yes"' ///
    2 `"No"', modify
label variable address_has_ramp `"Where is the office? – Does it have a ramp?"'
notes address_has_ramp: `"address/has_ramp: Where is the office? – Does it have a ramp?"'
order edition country return language status facts_region status_2023 reply reply_said reply_comment visits amount score score_2022 inspectors total officers total_farms total_others fields_covered fields_covered_other last_visit first_month partners_said address_street address_has_ramp
label data `"A row for each return"'
save `"returns"', replace

* A row for each row of: offices
import delimited using `"facts_offices.csv"', clear varnames(nonames) stringcols(_all) ///
    delimiters(",") bindquotes(strict) maxquotedrows(unlimited) encoding("UTF-8")
drop in 1
rename (v1 v2 v3 v4 v5) ///
    (edition country return row facts_offices_town)
replace edition = substr(edition, 2, .) if ustrregexm(edition, "^'+[-=+@\t\r]")
label variable edition `"Edition"'
replace country = substr(country, 2, .) if ustrregexm(country, "^'+[-=+@\t\r]")
label variable country `"Country"'
replace return = substr(return, 2, .) if ustrregexm(return, "^'+[-=+@\t\r]")
label variable return `"File of the return"'
replace row = substr(row, 2, .) if ustrregexm(row, "^'+[-=+@\t\r]")
label variable row `"Key of the row"'
replace facts_offices_town = substr(facts_offices_town, 2, .) if ustrregexm(facts_offices_town, "^'+[-=+@\t\r]")
label variable facts_offices_town `"In which town is the office?"'
notes facts_offices_town: `"facts/offices/town: In which town is the office?"'
order edition country return row facts_offices_town
label data `"A row for each row of: offices"'
save `"facts_offices"', replace

* A row for each row of: What was found in […]?
import delimited using `"findings.csv"', clear varnames(nonames) stringcols(_all) ///
    delimiters(",") bindquotes(strict) maxquotedrows(unlimited) encoding("UTF-8")
drop in 1
rename (v1 v2 v3 v4 v5) ///
    (edition country return row findings)
replace edition = substr(edition, 2, .) if ustrregexm(edition, "^'+[-=+@\t\r]")
label variable edition `"Edition"'
replace country = substr(country, 2, .) if ustrregexm(country, "^'+[-=+@\t\r]")
label variable country `"Country"'
replace return = substr(return, 2, .) if ustrregexm(return, "^'+[-=+@\t\r]")
label variable return `"File of the return"'
label define codes_4 1 `"farms"' ///
    2 `"mines"' ///
    3 `"shops"'
encode row, generate(__code) label(codes_4)
drop row
rename __code row
label define codes_4 1 `"Farms"' ///
    2 `"Mines"' ///
    3 `"Shops"', modify
label variable row `"Key of the row"'
label define codes_5 1 `"none"' ///
    2 `"some"' ///
    3 `"many"'
encode findings, generate(__code) label(codes_5)
drop findings
rename __code findings
label define codes_5 1 `"None"' ///
    2 `"Some"' ///
    3 `"Many"', modify
label variable findings `"What was found in […]?"'
order edition country return row findings
label data `"A row for each row of: What was found in […]?"'
save `"findings"', replace

* A row for each row of: What does the office in […] report?
import delimited using `"office_text.csv"', clear varnames(nonames) stringcols(_all) ///
    delimiters(",") bindquotes(strict) maxquotedrows(unlimited) encoding("UTF-8")
drop in 1
rename (v1 v2 v3 v4 v5) ///
    (edition country return row office_text)
replace edition = substr(edition, 2, .) if ustrregexm(edition, "^'+[-=+@\t\r]")
label variable edition `"Edition"'
replace country = substr(country, 2, .) if ustrregexm(country, "^'+[-=+@\t\r]")
label variable country `"Country"'
replace return = substr(return, 2, .) if ustrregexm(return, "^'+[-=+@\t\r]")
label variable return `"File of the return"'
replace row = substr(row, 2, .) if ustrregexm(row, "^'+[-=+@\t\r]")
label variable row `"Key of the row"'
replace office_text = substr(office_text, 2, .) if ustrregexm(office_text, "^'+[-=+@\t\r]")
label variable office_text `"What does the office in […] report?"'
order edition country return row office_text
label data `"A row for each row of: What does the office in […] report?"'
save `"office_text"', replace

* A row for each row of: What comes next?
import delimited using `"next_steps.csv"', clear varnames(nonames) stringcols(_all) ///
    delimiters(",") bindquotes(strict) maxquotedrows(unlimited) encoding("UTF-8")
drop in 1
rename (v1 v2 v3 v4 v5 v6 v7 v8) ///
    (edition country return row item next_steps_title next_steps_by next_steps_state)
replace edition = substr(edition, 2, .) if ustrregexm(edition, "^'+[-=+@\t\r]")
label variable edition `"Edition"'
replace country = substr(country, 2, .) if ustrregexm(country, "^'+[-=+@\t\r]")
label variable country `"Country"'
replace return = substr(return, 2, .) if ustrregexm(return, "^'+[-=+@\t\r]")
label variable return `"File of the return"'
replace row = substr(row, 2, .) if ustrregexm(row, "^'+[-=+@\t\r]")
label variable row `"Key of the row"'
destring item, replace
label variable item `"Number of the row"'
replace next_steps_title = substr(next_steps_title, 2, .) if ustrregexm(next_steps_title, "^'+[-=+@\t\r]")
label variable next_steps_title `"What comes next? – What is the step?"'
notes next_steps_title: `"next_steps/title: What comes next? – What is the step?"'
generate long __date = daily(next_steps_by, "YMD")
format __date %td
drop next_steps_by
rename __date next_steps_by
label variable next_steps_by `"What comes next? – By when is it done?"'
notes next_steps_by: `"next_steps/by: What comes next? – By when is it done?"'
label define codes_8 1 `"none"' ///
    2 `"some"' ///
    3 `"many"'
encode next_steps_state, generate(__code) label(codes_8)
drop next_steps_state
rename __code next_steps_state
label define codes_8 1 `"None"' ///
    2 `"Some"' ///
    3 `"Many"', modify
label variable next_steps_state `"What comes next? – How much is done?"'
notes next_steps_state: `"next_steps/state: What comes next? – How much is done?"'
order edition country return row item next_steps_title next_steps_by next_steps_state
label data `"A row for each row of: What comes next?"'
save `"next_steps"', replace

* A row for each row of: Who helped?
import delimited using `"partners.csv"', clear varnames(nonames) stringcols(_all) ///
    delimiters(",") bindquotes(strict) maxquotedrows(unlimited) encoding("UTF-8")
drop in 1
rename (v1 v2 v3 v4 v5 v6) ///
    (edition country return item partners_name partners_role)
replace edition = substr(edition, 2, .) if ustrregexm(edition, "^'+[-=+@\t\r]")
label variable edition `"Edition"'
replace country = substr(country, 2, .) if ustrregexm(country, "^'+[-=+@\t\r]")
label variable country `"Country"'
replace return = substr(return, 2, .) if ustrregexm(return, "^'+[-=+@\t\r]")
label variable return `"File of the return"'
destring item, replace
label variable item `"Number of the row"'
replace partners_name = substr(partners_name, 2, .) if ustrregexm(partners_name, "^'+[-=+@\t\r]")
label variable partners_name `"Who helped? – Name"'
notes partners_name: `"partners/name: Who helped? – Name"'
replace partners_role = substr(partners_role, 2, .) if ustrregexm(partners_role, "^'+[-=+@\t\r]")
label variable partners_role `"Who helped? – Role"'
notes partners_role: `"partners/role: Who helped? – Role"'
order edition country return item partners_name partners_role
label data `"A row for each row of: Who helped?"'
save `"partners"', replace

* A row for each answer, and for each question that has none
import delimited using `"answers.csv"', clear varnames(nonames) stringcols(_all) ///
    delimiters(",") bindquotes(strict) maxquotedrows(unlimited) encoding("UTF-8")
drop in 1
rename (v1 v2 v3 v4 v5 v6 v7 v8) ///
    (edition country return question row item state value)
replace edition = substr(edition, 2, .) if ustrregexm(edition, "^'+[-=+@\t\r]")
label variable edition `"Edition"'
replace country = substr(country, 2, .) if ustrregexm(country, "^'+[-=+@\t\r]")
label variable country `"Country"'
replace return = substr(return, 2, .) if ustrregexm(return, "^'+[-=+@\t\r]")
label variable return `"File of the return"'
replace question = substr(question, 2, .) if ustrregexm(question, "^'+[-=+@\t\r]")
label variable question `"Question"'
replace row = substr(row, 2, .) if ustrregexm(row, "^'+[-=+@\t\r]")
label variable row `"Key of the row"'
destring item, replace
label variable item `"Number of the row"'
label define codes_7 1 `"answered"' ///
    2 `"said"' ///
    3 `"unanswered"' ///
    4 `"not_asked"' ///
    5 `"left_out"'
encode state, generate(__code) label(codes_7)
drop state
rename __code state
label define codes_7 1 `"Answered"' ///
    2 `"A reason for having no answer"' ///
    3 `"No answer"' ///
    4 `"Not asked, because of other answers"' ///
    5 `"Something that is no answer"', modify
label variable state `"Whether there is an answer"'
replace value = substr(value, 2, .) if ustrregexm(value, "^'+[-=+@\t\r]")
label variable value `"Value"'
order edition country return question row item state value
label data `"A row for each answer, and for each question that has none"'
save `"answers"', replace

* What is no answer to the question where it stands
import delimited using `"left_out.csv"', clear varnames(nonames) stringcols(_all) ///
    delimiters(",") bindquotes(strict) maxquotedrows(unlimited) encoding("UTF-8")
drop in 1
rename (v1 v2 v3 v4 v5 v6) ///
    (edition country return place value why)
replace edition = substr(edition, 2, .) if ustrregexm(edition, "^'+[-=+@\t\r]")
label variable edition `"Edition"'
replace country = substr(country, 2, .) if ustrregexm(country, "^'+[-=+@\t\r]")
label variable country `"Country"'
replace return = substr(return, 2, .) if ustrregexm(return, "^'+[-=+@\t\r]")
label variable return `"File of the return"'
replace place = substr(place, 2, .) if ustrregexm(place, "^'+[-=+@\t\r]")
label variable place `"Place in the return"'
replace value = substr(value, 2, .) if ustrregexm(value, "^'+[-=+@\t\r]")
label variable value `"Value"'
label define codes_6 1 `"unknown"' ///
    2 `"wrong_kind"' ///
    3 `"waiting"'
encode why, generate(__code) label(codes_6)
drop why
rename __code why
label define codes_6 1 `"The edition has no such question"' ///
    2 `"The question takes another kind of answer"' ///
    3 `"A person still has to decide what it means"', modify
label variable why `"Why it is no answer"'
order edition country return place value why
label data `"What is no answer to the question where it stands"'
save `"left_out"', replace
