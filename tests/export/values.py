"""Compares the files of an export with each other, as the programs of its users read them.

  tests/.venv/bin/python tests/export/values.py FOLDER

FOLDER holds csv/TABLE.csv, parquet/TABLE.parquet (or parquet/TABLE/edition=…/country=…/), workbook.xlsx, codebook/ and, beside the CSV
files, the metadata and the scripts that load them. What Parquet holds is compared with what Python's csv, pandas, DuckDB and openpyxl read, and with
what the scripts make of it. It prints each difference and ends with 1 if there is one.
"""
import csv
import datetime
import importlib.util
import math
import os
import re
import shutil
import subprocess
import sys
import tempfile
import warnings
from pathlib import Path

import duckdb
import openpyxl
import pandas as pd
import pyarrow.dataset
import pyarrow.types as types
from csvw import TableGroup

FOLDER = Path(sys.argv[1]).resolve()
CSV = FOLDER / "csv"
CODEBOOK = FOLDER / "codebook"
LONGEST_CELL = 32767
KEYS = ["edition", "country", "return"]
csv.field_size_limit(2**31 - 1)
differences = []


def differ(what, *rest):
    differences.append(" ".join([what, *map(repr, rest)]))


def same(one, other):
    """Numbers are the same where they are equal; no value and an empty text are told apart by Parquet alone."""
    if one in (None, "") and other in (None, ""):
        return True
    if isinstance(one, (int, float)) and isinstance(other, (int, float)):
        return one == other or (math.isnan(one) and math.isnan(other))
    return one == other


def compare(program, table, columns, expected, found):
    if len(expected) != len(found):
        return differ(f"{program}: {table}: rows", len(expected), len(found))
    for number, (wanted, have) in enumerate(zip(expected, found)):
        for column, one, other in zip(columns, wanted, have):
            if not same(one, other):
                differ(f"{program}: {table} row {number + 1} {column}:", str(one)[:80], str(other)[:80])


def undone(text):
    """A text without the apostrophe that keeps a spreadsheet from reading it as a formula."""
    return re.sub(r"^'(?='*[=+\-@\t\r])", "", text)


class Table:
    """What Parquet holds."""

    def __init__(self, name):
        self.name = name
        path = FOLDER / "parquet" / name
        path = path if path.is_dir() else path.with_name(f"{name}.parquet")
        partitions = pyarrow.dataset.partitioning(pyarrow.schema([("edition", pyarrow.string()), ("country", pyarrow.string())]), flavor="hive")
        data = pyarrow.dataset.dataset(path, format="parquet", partitioning=partitions if path.is_dir() else None).to_table()
        self.is_sorted = path.is_dir()
        with open(CSV / f"{name}.csv", encoding="utf-8", newline="") as file:
            self.columns = next(csv.reader(file))
        data = data.select(self.columns)
        self.kinds = [self.kind(field.type) for field in data.schema]
        self.rows = [list(row) for row in zip(*(column.to_pylist() for column in data.columns))] if data.num_columns else []

    @staticmethod
    def kind(kind):
        for name, test in [("codes", types.is_list), ("date", types.is_date), ("decimal", types.is_floating), ("integer", types.is_integer)]:
            if test(kind):
                return name
        return "text"

    def read(self, kind, cell):
        """A cell of a CSV file, as its column says."""
        if cell == "":
            return None
        return {
            "codes": lambda: cell.split(";"),
            "date": lambda: datetime.date.fromisoformat(cell),
            "decimal": lambda: float(cell),
            "integer": lambda: int(cell),
            "text": lambda: undone(cell),
        }[kind]()

    def same_order(self, rows):
        """The rows of partitions stand in another order."""
        return sorted(rows, key=lambda row: [str(value) for value in row]) if self.is_sorted else rows

    def check(self, program, rows):
        compare(program, self.name, self.columns, self.same_order(self.rows), self.same_order(rows))


def by_csv(table):
    with open(CSV / f"{table.name}.csv", encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file, strict=True))[1:]
    # A spreadsheet opens this file too.
    for row in rows:
        for kind, cell in zip(table.kinds, row):
            if kind == "text" and cell[:1] and cell[0] in "=+-@\t\r":
                differ(f"csv: {table.name}: a spreadsheet would read a formula", cell[:80])
    table.check("csv", [[table.read(*cell) for cell in zip(table.kinds, row)] for row in rows])


def by_pandas(table):
    raw = pd.read_csv(CSV / f"{table.name}.csv", dtype=str, keep_default_na=False)
    rows = [[table.read(*cell) for cell in zip(table.kinds, row)] for row in raw.itertuples(index=False)]
    table.check("pandas, CSV", rows)
    if not table.is_sorted:
        frame = pd.read_parquet(FOLDER / "parquet" / f"{table.name}.parquet", dtype_backend="pyarrow")
        plain = lambda value: None if value is None or value is pd.NA else list(value) if hasattr(value, "tolist") else value
        table.check("pandas, Parquet", [[plain(value) for value in row] for row in frame.astype(object).itertuples(index=False)])


def by_duckdb(table):
    if table.is_sorted:
        source = f"read_parquet('{FOLDER}/parquet/{table.name}/**/*.parquet', hive_partitioning = true, hive_types = {{'edition': VARCHAR, 'country': VARCHAR}})"
    else:
        source = f"read_parquet('{FOLDER}/parquet/{table.name}.parquet')"
    names = ", ".join('"' + column.replace('"', '""') + '"' for column in table.columns)
    table.check("DuckDB, Parquet", [list(row) for row in duckdb.sql(f"SELECT {names} FROM {source}").fetchall()])


def by_openpyxl(tables):
    path = FOLDER / "workbook.xlsx"
    if not path.exists():
        return
    book = openpyxl.load_workbook(path)
    if book.sheetnames[:2] != ["codebook", "options"]:
        differ("openpyxl: the first sheets are", book.sheetnames[:2])
    sheets = book.worksheets[2:]
    shown = [table for table in tables if table.name != "answers"]
    if len(sheets) != len(shown):
        return differ("openpyxl: sheets", [sheet.title for sheet in sheets])
    # Sheets stand in the order of the tables in the codebook.
    with open(CODEBOOK / "columns.csv", encoding="utf-8", newline="") as file:
        order = list(dict.fromkeys(row["table"] for row in csv.DictReader(file)))
    shown.sort(key=lambda table: order.index(table.name))
    for sheet, table in zip(sheets, shown):
        if sheet.freeze_panes != "A2":
            differ(f"openpyxl: {table.name}: the head does not stay in sight", sheet.freeze_panes)
        rows = list(sheet.iter_rows(max_col=len(table.columns)))
        head = [cell.value for cell in rows[0]]
        if head != table.columns:
            differ(f"openpyxl: {table.name}: head", head)
        found, expected = [], []
        for row, wanted in zip(rows[1:], table.rows):
            found.append([workbook_value(kind, cell, table) for kind, cell in zip(table.kinds, row)])
            expected.append([in_workbook(value) for value in wanted])
        if len(rows) - 1 != len(table.rows):
            differ(f"openpyxl: {table.name}: rows", len(rows) - 1, len(table.rows))
        compare("openpyxl", table.name, table.columns, expected, found)


def workbook_value(kind, cell, table):
    value = cell.value
    if cell.data_type == "f":
        differ(f"openpyxl: {table.name} {cell.coordinate} is a formula", value)
    if kind == "text" and isinstance(value, str) and value[:1] in "=+-@\t\r" and value[:1] and not cell.quotePrefix:
        differ(f"openpyxl: {table.name} {cell.coordinate} may become a formula", value[:80])
    if kind == "date" and isinstance(value, datetime.datetime):
        return value.date()
    if kind == "date" and isinstance(value, str):
        return datetime.date.fromisoformat(value)
    if kind == "codes" and value is not None:
        return value.split(";")
    return value


def in_workbook(value):
    """What of a value stands in a cell."""
    if isinstance(value, str):
        # What a cell cannot hold is reported. openpyxl does not read the signs of Excel for control characters.
        units = value.encode("utf-16-le")[: LONGEST_CELL * 2]
        cut = units.decode("utf-16-le", "ignore")
        return re.sub(r"[\x00-\x08\x0b-\x1f\ufffe\uffff]", lambda sign: f"_x{ord(sign[0]):04X}_", cut)
    return value


def by_csvw(tables):
    """The metadata: every value of every file is of its type, keys are unique, and every row belongs to a return."""
    with warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always")
        group = TableGroup.from_file(CSV / "csv-metadata.json")
        described = {table.url.string: table for table in group.tables}
        if not group.check_referential_integrity(strict=False):
            differ("csvw: a row belongs to no return")
        for table in tables:
            of = described.get(f"{table.name}.csv")
            if of is None:
                differ("csvw: no table", table.name)
                continue
            if not of.check_primary_key():
                differ("csvw: two rows have one key in", table.name)
            names = [column.name for column in of.tableSchema.columns]
            plain = {
                "date": lambda value: value.date(),
                "codes": lambda value: value or None,
                "text": lambda value: undone(str(value)),
            }
            rows = []
            for row in of.iterdicts(strict=True):
                cells = [row[name] for name in names]
                rows.append([None if cell is None else plain.get(kind, lambda value: value)(cell) for kind, cell in zip(table.kinds, cells)])
            months = [column.datatype and column.datatype.base == "gYearMonth" for column in of.tableSchema.columns]
            for row in rows:
                row[:] = [str(cell)[:7] if month and cell else cell for month, cell in zip(months, row)]
            table.check("csvw", rows)
    for warning in said:
        if "csvw" in str(warning.filename):
            differ("csvw warns:", str(warning.message))


def by_pandas_script(tables):
    spec = importlib.util.spec_from_file_location("load_pandas", CSV / "load_pandas.py")
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    for table in tables:
        frame = script.load(table.name)
        if len(frame.attrs["labels"]) != len(table.columns):
            differ("load_pandas.py: labels of", table.name)
        rows = []
        for row in frame.astype(object).itertuples(index=False):
            rows.append([from_pandas(kind, cell) for kind, cell in zip(table.kinds, row)])
        table.check("load_pandas.py", rows)


def from_pandas(kind, cell):
    if cell is None or cell is pd.NA or cell is pd.NaT or (isinstance(cell, float) and math.isnan(cell)):
        return None
    if isinstance(cell, pd.Period):
        return datetime.date(cell.year, cell.month, cell.day) if kind == "date" else str(cell)
    return cell


def by_duckdb_script(tables):
    before = os.getcwd()
    os.chdir(CSV)
    try:
        with duckdb.connect() as base:
            base.execute((CSV / "load_duckdb.sql").read_text(encoding="utf-8"))
            for table in tables:
                table.check("load_duckdb.sql", [list(row) for row in base.sql(f'SELECT * FROM "{table.name}"').fetchall()])
            comments = base.sql("SELECT count(*) FROM duckdb_columns() WHERE comment IS NOT NULL").fetchall()[0][0]
            if comments != sum(len(table.columns) for table in tables):
                differ("load_duckdb.sql: columns with words", comments)
    finally:
        os.chdir(before)


R = r"""
source("load_r.R", encoding = "UTF-8")
for (name in commandArgs(trailingOnly = TRUE)) {
  frame <- get(name)
  plain <- function(x) {
    if (is.factor(x)) x <- attr(x, "codes", exact = TRUE)[as.integer(x)]
    if (is.list(x)) x <- vapply(x, paste, "", collapse = ";")
    if (is.numeric(x)) { out <- formatC(x, digits = 17, format = "g", width = 1); out[is.na(x)] <- NA; return(out) }
    as.character(x)
  }
  out <- as.data.frame(lapply(frame, plain), stringsAsFactors = FALSE, check.names = FALSE)
  if (any(vapply(frame, function(x) is.null(attr(x, "label", exact = TRUE)), NA))) stop(paste("no label in", name))
  write.csv(out, paste0("r-", name, ".csv"), row.names = FALSE, na = "", fileEncoding = "UTF-8")
}
"""


def by_r_script(tables):
    if shutil.which("Rscript") is None:
        return print("Rscript is not there: load_r.R was not run")
    with tempfile.TemporaryDirectory() as folder:
        for path in CSV.iterdir():
            shutil.copy(path, folder)
        (Path(folder) / "run.R").write_text(R, encoding="utf-8")
        names = [table.name for table in tables]
        run = subprocess.run(["Rscript", "--vanilla", "run.R", *names], cwd=folder, capture_output=True, text=True, env={**os.environ, "LC_ALL": "C.UTF-8"})
        if run.returncode:
            return differ("load_r.R: " + run.stderr[-2000:])
        for table in tables:
            with open(Path(folder) / f"r-{table.name}.csv", encoding="utf-8", newline="") as file:
                rows = list(csv.reader(file))[1:]
            read = lambda kind, cell: None if cell == "" else cell if kind == "text" else table.read("decimal" if kind == "integer" else kind, cell)
            # R reads every end of a line as a line feed.
            lines = lambda cell: re.sub(r"\r\n?", "\n", cell) if isinstance(cell, str) else cell
            expected = [[lines(cell) for cell in row] for row in table.rows]
            found = [[read(*cell) for cell in zip(table.kinds, row)] for row in rows]
            compare("load_r.R", table.name, table.columns, table.same_order(expected), table.same_order(found))


def main():
    names = sorted(path.stem for path in CSV.glob("*.csv"))
    tables = [Table(name) for name in names]
    for table in tables:
        print(f"{table.name}: {len(table.rows)} rows, {len(table.columns)} columns")
        by_csv(table)
        by_pandas(table)
        by_duckdb(table)
    by_openpyxl(tables)
    by_csvw(tables)
    by_pandas_script(tables)
    by_duckdb_script(tables)
    by_r_script(tables)
    for text in differences:
        print(text)
    sys.exit(1 if differences else 0)


main()
