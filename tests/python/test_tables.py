"""Returns as tables: the same as `canevas export` writes, cell by cell."""

import csv
import json
import tempfile
import unittest
import warnings
from pathlib import Path

import pyarrow
import pyarrow.parquet

import canevas
from example import FORM, LATEST, RETURNS, export, texts, words_of, write_lines

warnings.simplefilter("error", canevas.LeftOutWarning)


def parquet(folder):
    """The tables of an export in Parquet."""
    return {path.stem: pyarrow.parquet.read_table(path) for path in sorted((Path(folder) / "parquet").glob("*.parquet"))}


def cell(value):
    """A value as a cell of CSV."""
    match value:
        case None:
            return ""
        case list():
            return ";".join(value)
        case float():
            return repr(value).removesuffix(".0")
        case str() if value.lstrip("'").startswith(("=", "+", "-", "@", "\t", "\r")):
            return f"'{value}"
    return str(value)


class Whole(unittest.TestCase):
    maxDiff = 4000

    def same(self, own, written, without=()):
        self.assertEqual(set(own), set(written))
        for name, table in own.items():
            table, other = pyarrow.table(table).drop_columns(without), written[name].drop_columns(without)
            self.assertEqual(table.schema, other.schema, name)
            for column in table.column_names:
                self.assertEqual(table[column].to_pylist(), other[column].to_pylist(), f"{name}: {column}")

    def test_the_returns_of_all_editions(self):
        with tempfile.TemporaryDirectory() as out:
            export(out, "--returns", RETURNS)
            own = canevas.tables(FORM, returns=RETURNS)
            self.same(own, parquet(out))
            self.assertGreater(own["returns"].num_rows, 60)
            self.assertGreater(len(own["answers"]), 1000)
            for name, table in own.items():
                with open(Path(out) / f"csv/{name}.csv", newline="", encoding="utf-8") as file:
                    head, *rows = csv.reader(file)
                table = pyarrow.table(table)
                self.assertEqual(head, table.column_names)
                expected = [[cell(value) for value in row.values()] for row in table.to_pylist()]
                self.assertEqual(rows, expected, name)

    def test_a_part_of_it(self):
        with tempfile.TemporaryDirectory() as out:
            id = json.loads(next(iter(texts().values())))["answers"].keys().__iter__().__next__()
            export(out, "--returns", RETURNS, "--first-edition", LATEST, "--question", id, "--personal", "--without-long")
            form = canevas.Form(FORM)
            own = canevas.tables(form, returns=RETURNS, first_edition=LATEST, questions=[id], personal=True, long=False)
            self.assertNotIn("answers", own)
            self.same(own, parquet(out))

    def test_lines(self):
        with tempfile.TemporaryDirectory() as folder:
            files = []
            for edition in ("2022-2023", LATEST):
                files.append(Path(folder) / f"{edition}.ndjson")
                write_lines(files[-1], edition)
            given = {"lines": files, "first_edition": "2022-2023"}
            export(f"{folder}/out", *(word for file in files for word in ("--lines", file)), "--first-edition", "2022-2023")
            self.same(canevas.tables(FORM, **given), parquet(f"{folder}/out"))
            for name, table in parquet(f"{folder}/out").items():
                batches = [pyarrow.record_batch(batch) for batch in canevas.batches(FORM, table=name, **given)]
                own = pyarrow.Table.from_batches(batches, schema=table.schema)
                self.assertEqual(own.to_pylist(), table.to_pylist(), name)

    def test_flatten(self):
        given = texts()
        with tempfile.TemporaryDirectory() as folder:
            lines = write_lines(Path(folder) / "returns.ndjson")
            export(f"{folder}/out", "--lines", f"{folder}/returns.ndjson", "--first-edition", LATEST)
            form = canevas.Form(FORM)
            names = [f"{folder}/returns.ndjson:{index + 1}" for index in range(len(lines))]
            written = parquet(f"{folder}/out")
            for returns in (lines, [line.encode() for line in lines], [json.loads(line) for line in lines], iter(given.values())):
                self.same(form.flatten(returns, names=names), written)
            self.same(form.flatten(lines), written, without=["return"])
            self.assertEqual(pyarrow.record_batch(form.flatten(lines)["returns"])["return"][3].as_py(), "returns[3]")
            none = form.flatten([])
            self.assertEqual({name: pyarrow.record_batch(batch).schema for name, batch in none.items()}, {name: table.schema for name, table in written.items()})
            self.assertTrue(all(len(batch) == 0 for batch in none.values()))

    def test_many_returns_of_several_threads_keep_their_order(self):
        form = canevas.Form(FORM)
        lines = [json.dumps(json.loads(text)) for text in texts().values()] * 100
        rows = pyarrow.record_batch(form.flatten(lines, long=False)["returns"])
        self.assertEqual(rows["return"].to_pylist(), [f"returns[{index}]" for index in range(len(lines))])

    def test_others_take_the_tables(self):
        import duckdb

        own = canevas.tables(FORM, returns=RETURNS)["returns"]
        batch = canevas.Form(FORM).flatten(texts().values())["returns"]
        self.assertEqual(own.column_names[:3], ["edition", "country", "return"])
        self.assertEqual(pyarrow.schema(own), pyarrow.table(own).schema)
        self.assertEqual(pyarrow.schema(batch), pyarrow.record_batch(batch).schema)
        (found,) = duckdb.sql("select count(*), count(distinct country) from own").fetchall()
        rows = pyarrow.table(own)
        self.assertEqual(found, (rows.num_rows, len(set(rows["country"].to_pylist()))))


class LeftOut(unittest.TestCase):
    def test_bad_lines_are_named_and_the_rest_goes_on(self):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "returns.ndjson"
            good = write_lines(path)[0].encode()
            path.write_bytes(b"\n".join([good, b"{", b"", b"\xff", good, good.replace(LATEST.encode(), b"1999")]))
            told = export(f"{folder}/out", "--lines", path).stderr
            with self.assertWarns(canevas.LeftOutWarning) as warned:
                tables = canevas.tables(FORM, lines=path)
            self.assertEqual(tables["returns"].num_rows, 2)
            self.assertIn(f"{path}:2: left out: ", str(warned.warning))
            self.assertIn(f"{path}:4: left out: this is no text in UTF-8", str(warned.warning))
            self.assertTrue(told.startswith(str(warned.warning)), told)
            with self.assertRaises(canevas.LeftOutWarning):
                canevas.tables(FORM, lines=path)
            with self.assertWarns(canevas.LeftOutWarning):
                self.assertEqual(sum(batch.num_rows for batch in canevas.batches(FORM, lines=path)), 2)

    def test_what_is_no_return_of_the_edition(self):
        form = canevas.Form(FORM)
        with self.assertWarns(canevas.LeftOutWarning) as warned:
            tables = form.flatten([*texts("2022-2023").values()][:1] + [*texts().values()][:1])
        self.assertEqual(tables["returns"].num_rows, 1)
        self.assertIn("returns[0]: left out: it answers alliance87/annual-report 2022-2023, which is not exported", str(warned.warning))

    def test_a_value_that_is_no_answer(self):
        given = json.loads([*texts().values()][0])
        given["answers"]["nothing_of_the_form"] = 1
        with self.assertWarns(canevas.LeftOutWarning):
            (row,) = pyarrow.record_batch(canevas.Form(FORM).flatten([given])["left_out"]).to_pylist()
        self.assertEqual((row["place"], row["why"]), ("nothing_of_the_form", "unknown"))


class Refused(unittest.TestCase):
    def test_the_words_are_those_of_the_command_line(self):
        with tempfile.TemporaryDirectory() as folder:
            (Path(folder) / "empty.ndjson").write_text("")
            out = ("--out", f"{folder}/out")
            for options, arguments in (
                (["--returns", RETURNS, "--question", "child_labor"], {"returns": RETURNS, "questions": ["child_labor"]}),
                (["--returns", RETURNS, "--first-edition", "2020"], {"returns": RETURNS, "first_edition": "2020"}),
                (["--returns", f"{folder}/none"], {"returns": f"{folder}/none"}),
                (["--lines", f"{folder}/none.ndjson"], {"lines": f"{folder}/none.ndjson"}),
                (["--lines", folder], {"lines": [folder]}),
                (["--lines", f"{folder}/empty.ndjson"], {"lines": f"{folder}/empty.ndjson"}),
            ):
                if "first_edition" not in arguments:
                    options, arguments = [*options, "--first-edition", LATEST], {**arguments, "first_edition": LATEST}
                told = words_of("export", FORM, *options, *out)
                for made in (canevas.tables, lambda form, **arguments: list(canevas.batches(form, **arguments))):
                    with self.assertRaises(canevas.Error) as raised:
                        made(FORM, **arguments)
                    self.assertEqual(str(raised.exception), told)
            with self.assertRaises(canevas.Error) as raised:
                canevas.tables(folder, returns=RETURNS)
            self.assertEqual(str(raised.exception), words_of("export", folder, *out))

    def test_a_table_that_is_not_there(self):
        with self.assertRaisesRegex(canevas.Error, "^no table is called `return`; the tables are: returns, .*, left_out$"):
            canevas.batches(FORM, returns=RETURNS, table="return", first_edition=LATEST)

    def test_values_of_other_types_are_named(self):
        form = canevas.Form(FORM)
        for given in (7, "text", b"text", {}):
            with self.assertRaisesRegex(TypeError, f"^returns must be a list of returns, not {type(given).__name__}$"):
                form.flatten(given)
        with self.assertRaisesRegex(TypeError, r"^returns\[1\] must be a dict, a str or bytes, not NoneType$"):
            form.flatten([{}, None])
        with self.assertRaisesRegex(ValueError, "^there are 1 names for 0 returns; give one for each$"):
            form.flatten([], names=["a"])
        with self.assertRaisesRegex(TypeError, "^questions must be a list of str, not str$"):
            form.flatten([], questions="priority")
        with self.assertRaisesRegex(TypeError, r"^names\[1\] must be a str, not int$"):
            form.flatten([], names=["a", 1])
        with self.assertRaisesRegex(ValueError, "^give either `returns` or `lines`, not both$"):
            canevas.tables(form, returns="a", lines="b")
        with self.assertRaisesRegex(TypeError, "^lines must be a path or a list of paths, not int$"):
            canevas.tables(form, lines=1)


if __name__ == "__main__":
    unittest.main()
