/* Makes a data set of SAS from each table beside this file. Start SAS in their folder with -encoding utf-8.
   Codes of several options stay a text with ; between them. Texts of more than 32767 bytes are cut. */
options compress=yes validvarname=v7;

%macro readable(table);
  /* A line break inside a cell becomes '0B'x; the step below turns it back. */
  filename flat temp;
  data _null_;
    infile "&table..csv" recfm=n;
    file flat recfm=n;
    retain open 0;
    input byte $char1.;
    if byte = '"' then open = not open;
    if open and byte = '0A'x then byte = '0B'x;
    put byte $char1.;
  run;
%mend;

/* A row for each return */
proc format;
  value $t1c5_
    'draft' = 'Draft'
    'complete' = 'Complete';
  value $t1c7_
    'planned' = 'Planned'
    'under_way' = 'Under way'
    'done' = 'Finished'
    'stopped' = 'Stopped';
  value $t1c9_
    'nothing_to_report' = 'Nothing to report';
  value $t1c24_
    'nothing_to_report' = 'Nothing to report';
  value $t1c26_
    'yes' = 'Yes'
    'no' = 'No';
run;
%readable(returns);
data returns;
  infile flat dsd dlm=',' firstobs=2 truncover lrecl=10000000 termstr=lf encoding='utf-8';
  length edition $256;
  length country $256;
  length return $256;
  length language $256;
  length status $256;
  length facts_region $32767;
  length status_2023 $64;
  length reply $32767;
  length reply_said $64;
  length reply_comment $32767;
  informat visits 32.;
  informat amount 32.;
  length score $32767;
  informat score_2022 32.;
  informat inspectors 32.;
  informat total 32.;
  informat officers 32.;
  informat total_farms 32.;
  informat total_others 32.;
  length fields_covered $256;
  length fields_covered_other $32767;
  informat last_visit yymmdd10.; format last_visit yymmdd10.;
  length first_month $7;
  length partners_said $64;
  length address_street $32767;
  length address_has_ramp $64;
  input edition country return language status facts_region status_2023 reply reply_said reply_comment visits amount score score_2022 inspectors total officers total_farms total_others fields_covered fields_covered_other last_visit first_month partners_said address_street address_has_ramp;
  edition = translate(edition, '0A'x, '0B'x);
  edition = prxchange('s/^\x27(\x27*[-=+@\t\r])/$1/', 1, edition);
  country = translate(country, '0A'x, '0B'x);
  country = prxchange('s/^\x27(\x27*[-=+@\t\r])/$1/', 1, country);
  return = translate(return, '0A'x, '0B'x);
  return = prxchange('s/^\x27(\x27*[-=+@\t\r])/$1/', 1, return);
  language = translate(language, '0A'x, '0B'x);
  language = prxchange('s/^\x27(\x27*[-=+@\t\r])/$1/', 1, language);
  facts_region = translate(facts_region, '0A'x, '0B'x);
  facts_region = prxchange('s/^\x27(\x27*[-=+@\t\r])/$1/', 1, facts_region);
  reply = translate(reply, '0A'x, '0B'x);
  reply = prxchange('s/^\x27(\x27*[-=+@\t\r])/$1/', 1, reply);
  reply_comment = translate(reply_comment, '0A'x, '0B'x);
  reply_comment = prxchange('s/^\x27(\x27*[-=+@\t\r])/$1/', 1, reply_comment);
  score = translate(score, '0A'x, '0B'x);
  score = prxchange('s/^\x27(\x27*[-=+@\t\r])/$1/', 1, score);
  fields_covered_other = translate(fields_covered_other, '0A'x, '0B'x);
  fields_covered_other = prxchange('s/^\x27(\x27*[-=+@\t\r])/$1/', 1, fields_covered_other);
  address_street = translate(address_street, '0A'x, '0B'x);
  address_street = prxchange('s/^\x27(\x27*[-=+@\t\r])/$1/', 1, address_street);
  label edition = 'Edition';
  label country = 'Country';
  label return = 'File of the return';
  label language = 'Language of the return';
  label status = 'Status';
  format status $t1c5_.;
  label facts_region = 'Which region is it?'; /* facts/region: Which region is it? */
  label status_2023 = 'How far is the plan?'; /* status@2023: How far is the plan? */
  format status_2023 $t1c7_.;
  label reply = 'What was done? Name the main results.';
  label reply_said = 'What was done? Name the main results. – reason for having no answer'; /* reply/said: What was done? Name the main results. – reason for having no answer */
  format reply_said $t1c9_.;
  label reply_comment = 'What was done? Name the main results. – Who wrote this?'; /* reply.comment: What was done? Name the main results. – Who wrote this? */
  label visits = 'How many visits and audits were there?';
  label amount = 'What did it cost?';
  label score = 'How do you rate the year?';
  label score_2022 = 'How do you rate the year?'; /* score@2022: How do you rate the year? */
  label inspectors = 'How many inspectors are there?';
  label total = 'How many reports were there in all?';
  label officers = 'How many inspectors are there?';
  label total_farms = 'How many reports came from farms?';
  label total_others = 'How many reports came from elsewhere?';
  label fields_covered = 'Which fields were inspected?';
  label fields_covered_other = 'Which fields were inspected? – Which ones?'; /* fields_covered.other: Which fields were inspected? – Which ones? */
  label last_visit = 'When was the last visit?';
  label first_month = 'In which month did the work begin?';
  label partners_said = 'Who helped? – reason for having no answer'; /* partners/said: Who helped? – reason for having no answer */
  format partners_said $t1c24_.;
  label address_street = 'Where is the office? – Street'; /* address/street: Where is the office? – Street */
  label address_has_ramp = 'Where is the office? – Does it have a ramp?'; /* address/has_ramp: Where is the office? – Does it have a ramp? */
  format address_has_ramp $t1c26_.;
run;

/* A row for each row of: offices */
%readable(facts_offices);
data facts_offices;
  infile flat dsd dlm=',' firstobs=2 truncover lrecl=10000000 termstr=lf encoding='utf-8';
  length edition $256;
  length country $256;
  length return $256;
  length row $256;
  length facts_offices_town $32767;
  input edition country return row facts_offices_town;
  edition = translate(edition, '0A'x, '0B'x);
  edition = prxchange('s/^\x27(\x27*[-=+@\t\r])/$1/', 1, edition);
  country = translate(country, '0A'x, '0B'x);
  country = prxchange('s/^\x27(\x27*[-=+@\t\r])/$1/', 1, country);
  return = translate(return, '0A'x, '0B'x);
  return = prxchange('s/^\x27(\x27*[-=+@\t\r])/$1/', 1, return);
  row = translate(row, '0A'x, '0B'x);
  row = prxchange('s/^\x27(\x27*[-=+@\t\r])/$1/', 1, row);
  facts_offices_town = translate(facts_offices_town, '0A'x, '0B'x);
  facts_offices_town = prxchange('s/^\x27(\x27*[-=+@\t\r])/$1/', 1, facts_offices_town);
  label edition = 'Edition';
  label country = 'Country';
  label return = 'File of the return';
  label row = 'Key of the row';
  label facts_offices_town = 'In which town is the office?'; /* facts/offices/town: In which town is the office? */
run;

/* A row for each row of: What was found in […]? */
proc format;
  value $t3c4_
    'farms' = 'Farms'
    'mines' = 'Mines'
    'shops' = 'Shops';
  value $t3c5_
    'none' = 'None'
    'some' = 'Some'
    'many' = 'Many';
run;
%readable(findings);
data findings;
  infile flat dsd dlm=',' firstobs=2 truncover lrecl=10000000 termstr=lf encoding='utf-8';
  length edition $256;
  length country $256;
  length return $256;
  length row $256;
  length findings $64;
  input edition country return row findings;
  edition = translate(edition, '0A'x, '0B'x);
  edition = prxchange('s/^\x27(\x27*[-=+@\t\r])/$1/', 1, edition);
  country = translate(country, '0A'x, '0B'x);
  country = prxchange('s/^\x27(\x27*[-=+@\t\r])/$1/', 1, country);
  return = translate(return, '0A'x, '0B'x);
  return = prxchange('s/^\x27(\x27*[-=+@\t\r])/$1/', 1, return);
  label edition = 'Edition';
  label country = 'Country';
  label return = 'File of the return';
  label row = 'Key of the row';
  format row $t3c4_.;
  label findings = 'What was found in […]?';
  format findings $t3c5_.;
run;

/* A row for each row of: What does the office in […] report? */
%readable(office_text);
data office_text;
  infile flat dsd dlm=',' firstobs=2 truncover lrecl=10000000 termstr=lf encoding='utf-8';
  length edition $256;
  length country $256;
  length return $256;
  length row $256;
  length office_text $32767;
  input edition country return row office_text;
  edition = translate(edition, '0A'x, '0B'x);
  edition = prxchange('s/^\x27(\x27*[-=+@\t\r])/$1/', 1, edition);
  country = translate(country, '0A'x, '0B'x);
  country = prxchange('s/^\x27(\x27*[-=+@\t\r])/$1/', 1, country);
  return = translate(return, '0A'x, '0B'x);
  return = prxchange('s/^\x27(\x27*[-=+@\t\r])/$1/', 1, return);
  row = translate(row, '0A'x, '0B'x);
  row = prxchange('s/^\x27(\x27*[-=+@\t\r])/$1/', 1, row);
  office_text = translate(office_text, '0A'x, '0B'x);
  office_text = prxchange('s/^\x27(\x27*[-=+@\t\r])/$1/', 1, office_text);
  label edition = 'Edition';
  label country = 'Country';
  label return = 'File of the return';
  label row = 'Key of the row';
  label office_text = 'What does the office in […] report?';
run;

/* A row for each row of: What comes next? */
proc format;
  value $t5c8_
    'none' = 'None'
    'some' = 'Some'
    'many' = 'Many';
run;
%readable(next_steps);
data next_steps;
  infile flat dsd dlm=',' firstobs=2 truncover lrecl=10000000 termstr=lf encoding='utf-8';
  length edition $256;
  length country $256;
  length return $256;
  length row $256;
  informat item 32.;
  length next_steps_title $32767;
  informat next_steps_by yymmdd10.; format next_steps_by yymmdd10.;
  length next_steps_state $64;
  input edition country return row item next_steps_title next_steps_by next_steps_state;
  edition = translate(edition, '0A'x, '0B'x);
  edition = prxchange('s/^\x27(\x27*[-=+@\t\r])/$1/', 1, edition);
  country = translate(country, '0A'x, '0B'x);
  country = prxchange('s/^\x27(\x27*[-=+@\t\r])/$1/', 1, country);
  return = translate(return, '0A'x, '0B'x);
  return = prxchange('s/^\x27(\x27*[-=+@\t\r])/$1/', 1, return);
  row = translate(row, '0A'x, '0B'x);
  row = prxchange('s/^\x27(\x27*[-=+@\t\r])/$1/', 1, row);
  next_steps_title = translate(next_steps_title, '0A'x, '0B'x);
  next_steps_title = prxchange('s/^\x27(\x27*[-=+@\t\r])/$1/', 1, next_steps_title);
  label edition = 'Edition';
  label country = 'Country';
  label return = 'File of the return';
  label row = 'Key of the row';
  label item = 'Number of the row';
  label next_steps_title = 'What comes next? – What is the step?'; /* next_steps/title: What comes next? – What is the step? */
  label next_steps_by = 'What comes next? – By when is it done?'; /* next_steps/by: What comes next? – By when is it done? */
  label next_steps_state = 'What comes next? – How much is done?'; /* next_steps/state: What comes next? – How much is done? */
  format next_steps_state $t5c8_.;
run;

/* A row for each row of: Who helped? */
%readable(partners);
data partners;
  infile flat dsd dlm=',' firstobs=2 truncover lrecl=10000000 termstr=lf encoding='utf-8';
  length edition $256;
  length country $256;
  length return $256;
  informat item 32.;
  length partners_name $32767;
  length partners_role $32767;
  input edition country return item partners_name partners_role;
  edition = translate(edition, '0A'x, '0B'x);
  edition = prxchange('s/^\x27(\x27*[-=+@\t\r])/$1/', 1, edition);
  country = translate(country, '0A'x, '0B'x);
  country = prxchange('s/^\x27(\x27*[-=+@\t\r])/$1/', 1, country);
  return = translate(return, '0A'x, '0B'x);
  return = prxchange('s/^\x27(\x27*[-=+@\t\r])/$1/', 1, return);
  partners_name = translate(partners_name, '0A'x, '0B'x);
  partners_name = prxchange('s/^\x27(\x27*[-=+@\t\r])/$1/', 1, partners_name);
  partners_role = translate(partners_role, '0A'x, '0B'x);
  partners_role = prxchange('s/^\x27(\x27*[-=+@\t\r])/$1/', 1, partners_role);
  label edition = 'Edition';
  label country = 'Country';
  label return = 'File of the return';
  label item = 'Number of the row';
  label partners_name = 'Who helped? – Name'; /* partners/name: Who helped? – Name */
  label partners_role = 'Who helped? – Role'; /* partners/role: Who helped? – Role */
run;

/* A row for each answer, and for each question that has none */
proc format;
  value $t7c7_
    'answered' = 'Answered'
    'said' = 'A reason for having no answer'
    'unanswered' = 'No answer'
    'not_asked' = 'Not asked, because of other answers'
    'left_out' = 'Something that is no answer';
run;
%readable(answers);
data answers;
  infile flat dsd dlm=',' firstobs=2 truncover lrecl=10000000 termstr=lf encoding='utf-8';
  length edition $256;
  length country $256;
  length return $256;
  length question $256;
  length row $256;
  informat item 32.;
  length state $256;
  length value $256;
  input edition country return question row item state value;
  edition = translate(edition, '0A'x, '0B'x);
  edition = prxchange('s/^\x27(\x27*[-=+@\t\r])/$1/', 1, edition);
  country = translate(country, '0A'x, '0B'x);
  country = prxchange('s/^\x27(\x27*[-=+@\t\r])/$1/', 1, country);
  return = translate(return, '0A'x, '0B'x);
  return = prxchange('s/^\x27(\x27*[-=+@\t\r])/$1/', 1, return);
  question = translate(question, '0A'x, '0B'x);
  question = prxchange('s/^\x27(\x27*[-=+@\t\r])/$1/', 1, question);
  row = translate(row, '0A'x, '0B'x);
  row = prxchange('s/^\x27(\x27*[-=+@\t\r])/$1/', 1, row);
  value = translate(value, '0A'x, '0B'x);
  value = prxchange('s/^\x27(\x27*[-=+@\t\r])/$1/', 1, value);
  label edition = 'Edition';
  label country = 'Country';
  label return = 'File of the return';
  label question = 'Question';
  label row = 'Key of the row';
  label item = 'Number of the row';
  label state = 'Whether there is an answer';
  format state $t7c7_.;
  label value = 'Value';
run;

/* What is no answer to the question where it stands */
proc format;
  value $t8c6_
    'unknown' = 'The edition has no such question'
    'wrong_kind' = 'The question takes another kind of answer'
    'waiting' = 'A person still has to decide what it means';
run;
%readable(left_out);
data left_out;
  infile flat dsd dlm=',' firstobs=2 truncover lrecl=10000000 termstr=lf encoding='utf-8';
  length edition $256;
  length country $256;
  length return $256;
  length place $256;
  length value $256;
  length why $256;
  input edition country return place value why;
  edition = translate(edition, '0A'x, '0B'x);
  edition = prxchange('s/^\x27(\x27*[-=+@\t\r])/$1/', 1, edition);
  country = translate(country, '0A'x, '0B'x);
  country = prxchange('s/^\x27(\x27*[-=+@\t\r])/$1/', 1, country);
  return = translate(return, '0A'x, '0B'x);
  return = prxchange('s/^\x27(\x27*[-=+@\t\r])/$1/', 1, return);
  place = translate(place, '0A'x, '0B'x);
  place = prxchange('s/^\x27(\x27*[-=+@\t\r])/$1/', 1, place);
  value = translate(value, '0A'x, '0B'x);
  value = prxchange('s/^\x27(\x27*[-=+@\t\r])/$1/', 1, value);
  label edition = 'Edition';
  label country = 'Country';
  label return = 'File of the return';
  label place = 'Place in the return';
  label value = 'Value';
  label why = 'Why it is no answer';
  format why $t8c6_.;
run;
