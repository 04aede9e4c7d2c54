-- Loads the tables beside this file. Run it in their folder: duckdb data.duckdb < load_duckdb.sql
-- Codes of several options become lists. The table `codebook.options` has the words of all codes.

CREATE OR REPLACE TABLE "returns" AS SELECT
  regexp_replace("edition", '^''(''*[=+\-@\t\r])', '\1') AS "edition",
  regexp_replace("country", '^''(''*[=+\-@\t\r])', '\1') AS "country",
  regexp_replace("return", '^''(''*[=+\-@\t\r])', '\1') AS "return",
  regexp_replace("language", '^''(''*[=+\-@\t\r])', '\1') AS "language",
  regexp_replace("status", '^''(''*[=+\-@\t\r])', '\1') AS "status",
  regexp_replace("facts/region", '^''(''*[=+\-@\t\r])', '\1') AS "facts/region",
  "status@2023",
  regexp_replace("reply", '^''(''*[=+\-@\t\r])', '\1') AS "reply",
  "reply/said",
  regexp_replace("reply.comment", '^''(''*[=+\-@\t\r])', '\1') AS "reply.comment",
  "visits",
  "amount",
  regexp_replace("score", '^''(''*[=+\-@\t\r])', '\1') AS "score",
  "score@2022",
  "inspectors",
  "total",
  "officers",
  "total_farms",
  "total_others",
  string_split("fields_covered", ';') AS "fields_covered",
  regexp_replace("fields_covered.other", '^''(''*[=+\-@\t\r])', '\1') AS "fields_covered.other",
  "last_visit",
  "first_month",
  "partners/said",
  regexp_replace("address/street", '^''(''*[=+\-@\t\r])', '\1') AS "address/street",
  "address/has_ramp"
FROM read_csv('returns.csv', header = true, auto_detect = false, delim = ',', quote = '"', escape = '"', new_line = '\n',
  nullstr = '', allow_quoted_nulls = false, parallel = false, max_line_size = 10000000,
  columns = {
  'edition': 'VARCHAR',
  'country': 'VARCHAR',
  'return': 'VARCHAR',
  'language': 'VARCHAR',
  'status': 'VARCHAR',
  'facts/region': 'VARCHAR',
  'status@2023': 'VARCHAR',
  'reply': 'VARCHAR',
  'reply/said': 'VARCHAR',
  'reply.comment': 'VARCHAR',
  'visits': 'BIGINT',
  'amount': 'DOUBLE',
  'score': 'VARCHAR',
  'score@2022': 'BIGINT',
  'inspectors': 'BIGINT',
  'total': 'BIGINT',
  'officers': 'BIGINT',
  'total_farms': 'BIGINT',
  'total_others': 'BIGINT',
  'fields_covered': 'VARCHAR',
  'fields_covered.other': 'VARCHAR',
  'last_visit': 'DATE',
  'first_month': 'VARCHAR',
  'partners/said': 'VARCHAR',
  'address/street': 'VARCHAR',
  'address/has_ramp': 'VARCHAR'
});
COMMENT ON TABLE "returns" IS 'A row for each return';
COMMENT ON COLUMN "returns"."edition" IS 'Edition';
COMMENT ON COLUMN "returns"."country" IS 'Country';
COMMENT ON COLUMN "returns"."return" IS 'File of the return';
COMMENT ON COLUMN "returns"."language" IS 'Language of the return';
COMMENT ON COLUMN "returns"."status" IS 'Status';
COMMENT ON COLUMN "returns"."facts/region" IS 'Which region is it?';
COMMENT ON COLUMN "returns"."status@2023" IS 'How far is the plan?';
COMMENT ON COLUMN "returns"."reply" IS 'What was done? Name the main results.';
COMMENT ON COLUMN "returns"."reply/said" IS 'What was done? Name the main results. – reason for having no answer';
COMMENT ON COLUMN "returns"."reply.comment" IS 'What was done? Name the main results. – Who wrote this?';
COMMENT ON COLUMN "returns"."visits" IS 'How many visits and audits were there?';
COMMENT ON COLUMN "returns"."amount" IS 'What did it cost?';
COMMENT ON COLUMN "returns"."score" IS 'How do you rate the year?';
COMMENT ON COLUMN "returns"."score@2022" IS 'How do you rate the year?';
COMMENT ON COLUMN "returns"."inspectors" IS 'How many inspectors are there?';
COMMENT ON COLUMN "returns"."total" IS 'How many reports were there in all?';
COMMENT ON COLUMN "returns"."officers" IS 'How many inspectors are there?';
COMMENT ON COLUMN "returns"."total_farms" IS 'How many reports came from farms?';
COMMENT ON COLUMN "returns"."total_others" IS 'How many reports came from elsewhere?';
COMMENT ON COLUMN "returns"."fields_covered" IS 'Which fields were inspected?';
COMMENT ON COLUMN "returns"."fields_covered.other" IS 'Which fields were inspected? – Which ones?';
COMMENT ON COLUMN "returns"."last_visit" IS 'When was the last visit?';
COMMENT ON COLUMN "returns"."first_month" IS 'In which month did the work begin?';
COMMENT ON COLUMN "returns"."partners/said" IS 'Who helped? – reason for having no answer';
COMMENT ON COLUMN "returns"."address/street" IS 'Where is the office? – Street';
COMMENT ON COLUMN "returns"."address/has_ramp" IS 'Where is the office? – Does it have a ramp?';

CREATE OR REPLACE TABLE "facts_offices" AS SELECT
  regexp_replace("edition", '^''(''*[=+\-@\t\r])', '\1') AS "edition",
  regexp_replace("country", '^''(''*[=+\-@\t\r])', '\1') AS "country",
  regexp_replace("return", '^''(''*[=+\-@\t\r])', '\1') AS "return",
  regexp_replace("row", '^''(''*[=+\-@\t\r])', '\1') AS "row",
  regexp_replace("facts/offices/town", '^''(''*[=+\-@\t\r])', '\1') AS "facts/offices/town"
FROM read_csv('facts_offices.csv', header = true, auto_detect = false, delim = ',', quote = '"', escape = '"', new_line = '\n',
  nullstr = '', allow_quoted_nulls = false, parallel = false, max_line_size = 10000000,
  columns = {
  'edition': 'VARCHAR',
  'country': 'VARCHAR',
  'return': 'VARCHAR',
  'row': 'VARCHAR',
  'facts/offices/town': 'VARCHAR'
});
COMMENT ON TABLE "facts_offices" IS 'A row for each row of: offices';
COMMENT ON COLUMN "facts_offices"."edition" IS 'Edition';
COMMENT ON COLUMN "facts_offices"."country" IS 'Country';
COMMENT ON COLUMN "facts_offices"."return" IS 'File of the return';
COMMENT ON COLUMN "facts_offices"."row" IS 'Key of the row';
COMMENT ON COLUMN "facts_offices"."facts/offices/town" IS 'In which town is the office?';

CREATE OR REPLACE TABLE "findings" AS SELECT
  regexp_replace("edition", '^''(''*[=+\-@\t\r])', '\1') AS "edition",
  regexp_replace("country", '^''(''*[=+\-@\t\r])', '\1') AS "country",
  regexp_replace("return", '^''(''*[=+\-@\t\r])', '\1') AS "return",
  regexp_replace("row", '^''(''*[=+\-@\t\r])', '\1') AS "row",
  "findings"
FROM read_csv('findings.csv', header = true, auto_detect = false, delim = ',', quote = '"', escape = '"', new_line = '\n',
  nullstr = '', allow_quoted_nulls = false, parallel = false, max_line_size = 10000000,
  columns = {
  'edition': 'VARCHAR',
  'country': 'VARCHAR',
  'return': 'VARCHAR',
  'row': 'VARCHAR',
  'findings': 'VARCHAR'
});
COMMENT ON TABLE "findings" IS 'A row for each row of: What was found in […]?';
COMMENT ON COLUMN "findings"."edition" IS 'Edition';
COMMENT ON COLUMN "findings"."country" IS 'Country';
COMMENT ON COLUMN "findings"."return" IS 'File of the return';
COMMENT ON COLUMN "findings"."row" IS 'Key of the row';
COMMENT ON COLUMN "findings"."findings" IS 'What was found in […]?';

CREATE OR REPLACE TABLE "office_text" AS SELECT
  regexp_replace("edition", '^''(''*[=+\-@\t\r])', '\1') AS "edition",
  regexp_replace("country", '^''(''*[=+\-@\t\r])', '\1') AS "country",
  regexp_replace("return", '^''(''*[=+\-@\t\r])', '\1') AS "return",
  regexp_replace("row", '^''(''*[=+\-@\t\r])', '\1') AS "row",
  regexp_replace("office_text", '^''(''*[=+\-@\t\r])', '\1') AS "office_text"
FROM read_csv('office_text.csv', header = true, auto_detect = false, delim = ',', quote = '"', escape = '"', new_line = '\n',
  nullstr = '', allow_quoted_nulls = false, parallel = false, max_line_size = 10000000,
  columns = {
  'edition': 'VARCHAR',
  'country': 'VARCHAR',
  'return': 'VARCHAR',
  'row': 'VARCHAR',
  'office_text': 'VARCHAR'
});
COMMENT ON TABLE "office_text" IS 'A row for each row of: What does the office in […] report?';
COMMENT ON COLUMN "office_text"."edition" IS 'Edition';
COMMENT ON COLUMN "office_text"."country" IS 'Country';
COMMENT ON COLUMN "office_text"."return" IS 'File of the return';
COMMENT ON COLUMN "office_text"."row" IS 'Key of the row';
COMMENT ON COLUMN "office_text"."office_text" IS 'What does the office in […] report?';

CREATE OR REPLACE TABLE "next_steps" AS SELECT
  regexp_replace("edition", '^''(''*[=+\-@\t\r])', '\1') AS "edition",
  regexp_replace("country", '^''(''*[=+\-@\t\r])', '\1') AS "country",
  regexp_replace("return", '^''(''*[=+\-@\t\r])', '\1') AS "return",
  regexp_replace("row", '^''(''*[=+\-@\t\r])', '\1') AS "row",
  "item",
  regexp_replace("next_steps/title", '^''(''*[=+\-@\t\r])', '\1') AS "next_steps/title",
  "next_steps/by",
  "next_steps/state"
FROM read_csv('next_steps.csv', header = true, auto_detect = false, delim = ',', quote = '"', escape = '"', new_line = '\n',
  nullstr = '', allow_quoted_nulls = false, parallel = false, max_line_size = 10000000,
  columns = {
  'edition': 'VARCHAR',
  'country': 'VARCHAR',
  'return': 'VARCHAR',
  'row': 'VARCHAR',
  'item': 'BIGINT',
  'next_steps/title': 'VARCHAR',
  'next_steps/by': 'DATE',
  'next_steps/state': 'VARCHAR'
});
COMMENT ON TABLE "next_steps" IS 'A row for each row of: What comes next?';
COMMENT ON COLUMN "next_steps"."edition" IS 'Edition';
COMMENT ON COLUMN "next_steps"."country" IS 'Country';
COMMENT ON COLUMN "next_steps"."return" IS 'File of the return';
COMMENT ON COLUMN "next_steps"."row" IS 'Key of the row';
COMMENT ON COLUMN "next_steps"."item" IS 'Number of the row';
COMMENT ON COLUMN "next_steps"."next_steps/title" IS 'What comes next? – What is the step?';
COMMENT ON COLUMN "next_steps"."next_steps/by" IS 'What comes next? – By when is it done?';
COMMENT ON COLUMN "next_steps"."next_steps/state" IS 'What comes next? – How much is done?';

CREATE OR REPLACE TABLE "partners" AS SELECT
  regexp_replace("edition", '^''(''*[=+\-@\t\r])', '\1') AS "edition",
  regexp_replace("country", '^''(''*[=+\-@\t\r])', '\1') AS "country",
  regexp_replace("return", '^''(''*[=+\-@\t\r])', '\1') AS "return",
  "item",
  regexp_replace("partners/name", '^''(''*[=+\-@\t\r])', '\1') AS "partners/name",
  regexp_replace("partners/role", '^''(''*[=+\-@\t\r])', '\1') AS "partners/role"
FROM read_csv('partners.csv', header = true, auto_detect = false, delim = ',', quote = '"', escape = '"', new_line = '\n',
  nullstr = '', allow_quoted_nulls = false, parallel = false, max_line_size = 10000000,
  columns = {
  'edition': 'VARCHAR',
  'country': 'VARCHAR',
  'return': 'VARCHAR',
  'item': 'BIGINT',
  'partners/name': 'VARCHAR',
  'partners/role': 'VARCHAR'
});
COMMENT ON TABLE "partners" IS 'A row for each row of: Who helped?';
COMMENT ON COLUMN "partners"."edition" IS 'Edition';
COMMENT ON COLUMN "partners"."country" IS 'Country';
COMMENT ON COLUMN "partners"."return" IS 'File of the return';
COMMENT ON COLUMN "partners"."item" IS 'Number of the row';
COMMENT ON COLUMN "partners"."partners/name" IS 'Who helped? – Name';
COMMENT ON COLUMN "partners"."partners/role" IS 'Who helped? – Role';

CREATE OR REPLACE TABLE "answers" AS SELECT
  regexp_replace("edition", '^''(''*[=+\-@\t\r])', '\1') AS "edition",
  regexp_replace("country", '^''(''*[=+\-@\t\r])', '\1') AS "country",
  regexp_replace("return", '^''(''*[=+\-@\t\r])', '\1') AS "return",
  regexp_replace("question", '^''(''*[=+\-@\t\r])', '\1') AS "question",
  regexp_replace("row", '^''(''*[=+\-@\t\r])', '\1') AS "row",
  "item",
  regexp_replace("state", '^''(''*[=+\-@\t\r])', '\1') AS "state",
  regexp_replace("value", '^''(''*[=+\-@\t\r])', '\1') AS "value"
FROM read_csv('answers.csv', header = true, auto_detect = false, delim = ',', quote = '"', escape = '"', new_line = '\n',
  nullstr = '', allow_quoted_nulls = false, parallel = false, max_line_size = 10000000,
  columns = {
  'edition': 'VARCHAR',
  'country': 'VARCHAR',
  'return': 'VARCHAR',
  'question': 'VARCHAR',
  'row': 'VARCHAR',
  'item': 'BIGINT',
  'state': 'VARCHAR',
  'value': 'VARCHAR'
});
COMMENT ON TABLE "answers" IS 'A row for each answer, and for each question that has none';
COMMENT ON COLUMN "answers"."edition" IS 'Edition';
COMMENT ON COLUMN "answers"."country" IS 'Country';
COMMENT ON COLUMN "answers"."return" IS 'File of the return';
COMMENT ON COLUMN "answers"."question" IS 'Question';
COMMENT ON COLUMN "answers"."row" IS 'Key of the row';
COMMENT ON COLUMN "answers"."item" IS 'Number of the row';
COMMENT ON COLUMN "answers"."state" IS 'Whether there is an answer';
COMMENT ON COLUMN "answers"."value" IS 'Value';

CREATE OR REPLACE TABLE "left_out" AS SELECT
  regexp_replace("edition", '^''(''*[=+\-@\t\r])', '\1') AS "edition",
  regexp_replace("country", '^''(''*[=+\-@\t\r])', '\1') AS "country",
  regexp_replace("return", '^''(''*[=+\-@\t\r])', '\1') AS "return",
  regexp_replace("place", '^''(''*[=+\-@\t\r])', '\1') AS "place",
  regexp_replace("value", '^''(''*[=+\-@\t\r])', '\1') AS "value",
  regexp_replace("why", '^''(''*[=+\-@\t\r])', '\1') AS "why"
FROM read_csv('left_out.csv', header = true, auto_detect = false, delim = ',', quote = '"', escape = '"', new_line = '\n',
  nullstr = '', allow_quoted_nulls = false, parallel = false, max_line_size = 10000000,
  columns = {
  'edition': 'VARCHAR',
  'country': 'VARCHAR',
  'return': 'VARCHAR',
  'place': 'VARCHAR',
  'value': 'VARCHAR',
  'why': 'VARCHAR'
});
COMMENT ON TABLE "left_out" IS 'What is no answer to the question where it stands';
COMMENT ON COLUMN "left_out"."edition" IS 'Edition';
COMMENT ON COLUMN "left_out"."country" IS 'Country';
COMMENT ON COLUMN "left_out"."return" IS 'File of the return';
COMMENT ON COLUMN "left_out"."place" IS 'Place in the return';
COMMENT ON COLUMN "left_out"."value" IS 'Value';
COMMENT ON COLUMN "left_out"."why" IS 'Why it is no answer';

CREATE SCHEMA IF NOT EXISTS codebook;
CREATE OR REPLACE TABLE codebook.options ("table" VARCHAR, "column" VARCHAR, code VARCHAR, label VARCHAR);
INSERT INTO codebook.options VALUES
  ('returns', 'status', 'draft', 'Draft'),
  ('returns', 'status', 'complete', 'Complete'),
  ('returns', 'status@2023', 'planned', 'Planned'),
  ('returns', 'status@2023', 'under_way', 'Under way'),
  ('returns', 'status@2023', 'done', 'Finished'),
  ('returns', 'status@2023', 'stopped', 'Stopped'),
  ('returns', 'reply/said', 'nothing_to_report', 'Nothing to report'),
  ('returns', 'fields_covered', 'farms', 'Farms'),
  ('returns', 'fields_covered', 'mines', 'Mines'),
  ('returns', 'fields_covered', 'other', 'Others'),
  ('returns', 'partners/said', 'nothing_to_report', 'Nothing to report'),
  ('returns', 'address/has_ramp', 'yes', 'Yes'),
  ('returns', 'address/has_ramp', 'no', 'No'),
  ('findings', 'row', 'farms', 'Farms'),
  ('findings', 'row', 'mines', 'Mines'),
  ('findings', 'row', 'shops', 'Shops'),
  ('findings', 'findings', 'none', 'None'),
  ('findings', 'findings', 'some', 'Some'),
  ('findings', 'findings', 'many', 'Many'),
  ('next_steps', 'next_steps/state', 'none', 'None'),
  ('next_steps', 'next_steps/state', 'some', 'Some'),
  ('next_steps', 'next_steps/state', 'many', 'Many'),
  ('answers', 'state', 'answered', 'Answered'),
  ('answers', 'state', 'said', 'A reason for having no answer'),
  ('answers', 'state', 'unanswered', 'No answer'),
  ('answers', 'state', 'not_asked', 'Not asked, because of other answers'),
  ('answers', 'state', 'left_out', 'Something that is no answer'),
  ('left_out', 'why', 'unknown', 'The edition has no such question'),
  ('left_out', 'why', 'wrong_kind', 'The question takes another kind of answer'),
  ('left_out', 'why', 'waiting', 'A person still has to decide what it means');
