"""Past one machine: Spark runs Canevas on its partitions, and Spark and DuckDB read the partitions that Canevas writes."""

import tempfile
import unittest
from pathlib import Path

import duckdb
import pyarrow
import pyarrow.parquet
from pyspark.sql import SparkSession
from pyspark.sql.pandas.types import from_arrow_schema

import canevas
from example import FORM, LATEST, RETURNS, export, write_lines

# Spark takes seconds for each: a table with a row for each return, one with rows of answers, and the long one.
OF_EACH_KIND = ("returns", "upcoming_steps", "answers")


def flatten(form, table):
    """What a worker runs on its partition: batches with a column `value` of lines, into batches of the table."""

    def worker(batches):
        for batch in batches:
            yield pyarrow.record_batch(form.flatten(batch["value"].to_pylist())[table])

    return worker


def rows(dicts):
    """Rows in an order that no program chooses. A row's file has a name of its own in each program."""
    return sorted(repr(sorted((key, value) for key, value in row.items() if key != "return")) for row in dicts)


class Spark(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.spark = SparkSession.builder.master("local[2]").getOrCreate()
        cls.spark.sparkContext.setLogLevel("ERROR")

    @classmethod
    def tearDownClass(cls):
        cls.spark.stop()

    def test_each_worker_runs_canevas_on_its_partition(self):
        with tempfile.TemporaryDirectory() as folder:
            write_lines(Path(folder) / "returns.ndjson")
            export(f"{folder}/out", "--lines", f"{folder}/returns.ndjson", "--first-edition", LATEST)
            form = canevas.Form(FORM)
            lines = self.spark.read.text(f"{folder}/returns.ndjson").repartition(2)
            self.assertEqual(lines.rdd.getNumPartitions(), 2)
            for table, empty in form.flatten([]).items():
                schema = from_arrow_schema(pyarrow.schema(empty))
                made = lines.mapInArrow(flatten(form, table), schema).toArrow()
                written = pyarrow.parquet.read_table(f"{folder}/out/parquet/{table}.parquet")
                self.assertEqual(made.column_names, written.column_names)
                self.assertEqual(rows(made.to_pylist()), rows(written.to_pylist()), table)

    def test_spark_and_duckdb_read_the_partitions(self):
        with tempfile.TemporaryDirectory() as out:
            export(out, "--returns", RETURNS, "--partitions", "--format", "parquet")
            for table, whole in canevas.tables(FORM, returns=RETURNS).items():
                folder = Path(out) / "parquet" / table
                expected = pyarrow.table(whole).to_pylist()
                if not expected:
                    self.assertFalse(folder.exists(), table)
                    continue
                files = sorted(folder.glob("edition=*/country=*/part-0.parquet"))
                self.assertEqual(len(files), len({(row["edition"], row["country"]) for row in expected}), table)
                found = duckdb.sql(f"select * from read_parquet('{folder}/**/*.parquet', hive_partitioning = true, union_by_name = true)").to_arrow_table()
                self.assertEqual(rows(found.to_pylist()), rows(expected), table)
                if table not in OF_EACH_KIND:
                    continue
                read = self.spark.read.parquet(str(folder))
                self.assertEqual(rows(row.asDict() for row in read.collect()), rows(expected), table)
                asked = read.where("country = 'KEN' and edition = '2023-2024'").count()
                self.assertEqual(asked, sum((row["country"], row["edition"]) == ("KEN", LATEST) for row in expected), table)


if __name__ == "__main__":
    unittest.main()
