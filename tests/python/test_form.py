"""A form that is opened, or cannot be."""

import json
import os
import pickle
import tempfile
import unittest
from pathlib import Path

import canevas
from example import EDITIONS, FORM, LATEST, ROOT, canevas as command, words_of


class Opened(unittest.TestCase):
    def test_a_form_says_what_it_is(self):
        form = canevas.Form(FORM)
        self.assertEqual((form.name, form.edition), ("alliance87/annual-report", LATEST))
        self.assertEqual(form.languages, ["fr", "en", "es"])
        self.assertEqual(form.countries, sorted(path.stem for path in (FORM / "countries").glob("*.yaml")))
        self.assertEqual(canevas.Form(str(FORM / "form.yaml")).edition, LATEST)

    def test_its_findings_are_those_of_the_check(self):
        told = json.loads(command("check", FORM, "--format", "json").stdout)["findings"]
        own = [(finding.code, finding.message, finding.line, finding.column) for finding in canevas.Form(FORM).findings]
        self.assertEqual(own, [(each["code"], each["message"], each["place"]["line"], each["place"]["column"]) for each in told])

    def test_its_schema_is_the_one_that_a_build_writes(self):
        form = canevas.Form(FORM)
        written = ROOT / "generated/alliance87/annual-report" / LATEST
        self.assertEqual(form.schema(), json.loads((written / "blank/return.fr.schema.json").read_text()))
        country = form.countries[0]
        own = form.schema(country, language="en")
        self.assertEqual(own, json.loads((written / country / "return.en.schema.json").read_text()))

    def test_it_can_be_sent_to_another_process(self):
        self.assertEqual(pickle.loads(pickle.dumps(canevas.Form(FORM))).edition, LATEST)


class NotOpened(unittest.TestCase):
    def test_where_no_form_is_the_words_are_those_of_the_command_line(self):
        with tempfile.TemporaryDirectory() as folder:
            for place in (folder, f"{folder}/nothing"):
                with self.assertRaises(canevas.FormError) as raised:
                    canevas.Form(place)
                self.assertEqual(str(raised.exception), words_of("export", place))
                self.assertEqual(raised.exception.findings, [])

    def test_all_errors_of_a_form_come_at_once(self):
        with tempfile.TemporaryDirectory() as folder:
            text = (FORM / "form.yaml").read_text().replace("type: yes_no", "type: yes_noo", 2).replace("required: true", "requred: true", 1)
            (Path(folder) / "form.yaml").write_text(text)
            with self.assertRaises(canevas.FormError) as raised:
                canevas.Form(folder)
            told = json.loads(command("check", folder, "--format", "json").stdout)["findings"]
            self.assertGreaterEqual(sum(finding["level"] == "deny" for finding in told), 3)
            own = [(finding.rule, finding.level, finding.message, finding.help, finding.line) for finding in raised.exception.findings]
            self.assertEqual(own, [(each["name"], each["level"], each["message"], each.get("help"), each["place"]["line"]) for each in told])
            for finding in raised.exception.findings:
                self.assertIn(f"{folder}/form.yaml:{finding.line}:{finding.column}: ", str(raised.exception))
                self.assertIn(finding.message, str(raised.exception))
            self.assertIsInstance(raised.exception, canevas.Error)

    def test_values_of_other_types_are_named(self):
        with self.assertRaisesRegex(TypeError, "^path must be a path, not int$"):
            canevas.Form(7)
        form = canevas.Form(os.fspath(FORM))
        with self.assertRaisesRegex(canevas.Error, "^the form has no language `e`; "):
            form.schema(language="e")
        with self.assertRaisesRegex(canevas.Error, "^the form has no country file `CMRR`; did you mean `CMR`"):
            form.schema("CMRR")


if __name__ == "__main__":
    unittest.main()
