"""Returns that are checked: in memory, and in the lines of a file."""

import json
import random
import shutil
import tempfile
import unittest
from pathlib import Path

import canevas
from example import EDITIONS, FORM, LATEST, canevas as command, texts, write_lines


def mistaken(text, chance):
    """A return with a few mistakes in it."""
    given = json.loads(text)
    answers = given["answers"]
    for key in chance.sample(sorted(answers), min(3, len(answers))):
        match chance.randrange(5):
            case 0:
                del answers[key]
            case 1:
                answers[key] = 7.5
            case 2:
                answers[f"{key}x"] = answers.pop(key)
            case 3:
                answers[key] = ["nothing", {"of": "this"}]
            case 4:
                answers[key] = "RAS"
    given["status"] = chance.choice(["draft", "complete"])
    return json.dumps(given, ensure_ascii=False, indent=2)


def of_check(findings):
    """Findings of the module as `canevas check --format json` has them."""
    return sorted((each.code, each.rule, each.level, each.message, each.help or "", each.line, each.column) for each in findings)


def checked(name, text, *options):
    """The findings of the command line about a return in the folder of the form."""
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(EDITIONS, folder, dirs_exist_ok=True)
        place = Path(folder) / LATEST / "returns"
        shutil.rmtree(place, ignore_errors=True)
        place.mkdir()
        names = {}
        for key, value in zip(name, text, strict=True):
            (place / key).write_bytes(value if isinstance(value, bytes) else value.encode())
            names[key] = []
        told = json.loads(command("check", f"{folder}/{LATEST}", *options, "--format", "json").stdout)["findings"]
        for each in told:
            file = Path(each["place"]["file"])
            if file.parent.name == "returns":
                found = (each["code"], each["name"], each["level"], each["message"], each.get("help", ""))
                names[file.name].append((*found, each["place"]["line"], each["place"]["column"]))
        return {key: sorted(found) for key, found in names.items()}


class InMemory(unittest.TestCase):
    form = canevas.Form(FORM)

    def test_a_valid_return_has_no_findings(self):
        for name, text in texts().items():
            denying = [finding for finding in self.form.validate(text, complete=True) if finding.level == "deny"]
            self.assertEqual(denying, [], name)
        self.assertTrue(any(self.form.validate(text, complete=True) == [] for text in texts().values()))

    def test_the_findings_are_those_of_the_command_line(self):
        chance = random.Random(87)
        given = {name: mistaken(text, chance) for name, text in texts().items()}
        whole = next(iter(given.values()))
        given |= {"cut.json": whole[: len(whole) // 2], "other.json": "[1, 2]", "empty.json": ""}
        given["twice.json"] = whole.replace('"status"', '"status": "draft", "status"', 1)
        for options in ([], ["--complete"]):
            expected = checked(given.keys(), given.values(), *options)
            self.assertGreater(sum(map(len, expected.values())), 100)
            for name, text in given.items():
                found = self.form.validate(text, complete=bool(options))
                self.assertEqual(of_check(found), expected[name], (name, options))

    def test_a_dict_a_text_and_bytes_are_one_return(self):
        text = mistaken(next(iter(texts().values())), random.Random(1))
        found = self.form.validate(text, complete=True)
        self.assertEqual(self.form.validate(text.encode(), complete=True), found)
        self.assertEqual(self.form.validate(bytearray(text.encode()), complete=True), found)
        of_dict = self.form.validate(json.loads(text), complete=True)
        without_places = lambda all: [(each.path, each.rule, each.level, each.message, each.help) for each in all]
        self.assertEqual(sorted(without_places(of_dict)), sorted(without_places(found)))
        self.assertTrue(all((each.file, each.line, each.column) == (None, None, None) for each in of_dict))

    def test_a_path_names_what_is_wrong_or_missing(self):
        given = json.loads(next(iter(texts().values())))
        asked = [key for key in given["answers"] if "." not in key][:2]
        del given["answers"][asked[0]]
        given["answers"][asked[1]] = {"no": "answer"}
        found = {finding.path: finding for finding in self.form.validate(given, complete=True)}
        self.assertIn(f"/answers/{asked[0]}", found)
        self.assertEqual(found[f"/answers/{asked[0]}"].rule, "return-incomplete")
        self.assertTrue(any(path.startswith(f"/answers/{asked[1]}") for path in found), found.keys())
        whole = [finding.path for finding in self.form.validate({"form": 1}) if finding.rule == "missing-key"]
        self.assertEqual((set(whole), len(whole) > 3), ({""}, True))
        text = str(found[f"/answers/{asked[0]}"])
        self.assertTrue(text.startswith(f"/answers/{asked[0]}: deny "), text)

    def test_values_of_other_types_are_named(self):
        for value, kind in ((7, "int"), (None, "NoneType"), ([], "list")):
            with self.assertRaisesRegex(TypeError, f"^a return must be a dict, a str or bytes, not {kind}$"):
                self.form.validate(value)
        with self.assertRaisesRegex(TypeError, "^a return has a value that JSON does not know: Object of type set"):
            self.form.validate({"answers": {"q": {1}}})
        with self.assertRaisesRegex(ValueError, "^a return has a value that JSON does not know: "):
            self.form.validate({"answers": {"q": float("nan")}})
        for value in (b"\xff\xfe", '{"half of a character": "\ud800"}'):
            (finding,) = self.form.validate(value)
            self.assertEqual(finding.message, "this is no text in UTF-8")
            self.assertEqual(finding.rule, "not-json")


class InLines(unittest.TestCase):
    form = canevas.Form(FORM)

    def test_lines_have_the_findings_of_their_returns(self):
        chance = random.Random(2)
        texts_of_lines = [json.dumps(json.loads(mistaken(text, chance))) for text in texts().values()] * 20
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "returns.ndjson"
            path.write_text("".join(f"{line}\n" for line in texts_of_lines))
            found = list(self.form.validate_lines(path))
            self.assertEqual([number for number, _ in found], list(range(1, len(texts_of_lines) + 1)))
            for (number, findings), text in zip(found, texts_of_lines, strict=True):
                own = self.form.validate(text)
                self.assertEqual([(each.path, each.rule, each.message) for each in findings], [(each.path, each.rule, each.message) for each in own])
                self.assertTrue(all((each.file, each.line) == (str(path), number) for each in findings))

    def test_bad_lines_are_named_and_the_rest_goes_on(self):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "returns.ndjson"
            good = write_lines(path)[0].encode()
            path.write_bytes(b"\n".join([good, b"{", b"", b"\xff", b"  ", b"[]", good, good.replace(LATEST.encode(), b"1999")]))
            found = dict(self.form.validate_lines(path))
            self.assertEqual(list(found), [1, 2, 4, 6, 7, 8])
            self.assertEqual(found[1], [])
            self.assertEqual(found[7], [])
            self.assertEqual([finding.rule for finding in found[2]], ["not-json"])
            self.assertEqual([finding.message for finding in found[4]], ["this is no text in UTF-8"])
            self.assertTrue(found[6])
            self.assertIn("return-wrong-form", [finding.rule for finding in found[8]])

    def test_who_wants_no_more_lines_gets_none(self):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "returns.ndjson"
            write_lines(path)
            path.write_text(path.read_text() * 100)
            lines = self.form.validate_lines(path)
            self.assertEqual(next(lines)[0], 1)
            del lines

    def test_a_file_that_is_not_there(self):
        for place in ("nothing.ndjson", str(FORM)):
            with self.assertRaisesRegex(canevas.Error, f"^cannot read `{place}`: "):
                self.form.validate_lines(place)


if __name__ == "__main__":
    unittest.main()
