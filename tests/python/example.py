"""What the tests of the Python module share: the form, its returns, and the command line to compare with."""

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
EDITIONS = ROOT / "schemas/alliance87/annual-report"
LATEST = "2023-2024"
FORM = EDITIONS / LATEST
RETURNS = ROOT / "tests/examples/status-report"
CANEVAS = ROOT / os.environ["CANEVAS"]

# Spark's workers are this Python, and its one machine needs no name in a network.
os.environ |= {"PYSPARK_PYTHON": sys.executable, "SPARK_LOCAL_IP": "127.0.0.1"}
SETTINGS = {"spark.ui.enabled": "false", "spark.ui.showConsoleProgress": "false", "spark.sql.shuffle.partitions": 2}
os.environ["PYSPARK_SUBMIT_ARGS"] = " ".join([*(f"--conf {key}={value}" for key, value in SETTINGS.items()), "pyspark-shell"])


def canevas(*arguments, folder=ROOT):
    """Runs the command line."""
    return subprocess.run([CANEVAS, *map(str, arguments)], cwd=folder, capture_output=True, text=True, check=False)


def words_of(*arguments, folder=ROOT):
    """What the command line says where it cannot do its work."""
    ended = canevas(*arguments, folder=folder)
    assert ended.returncode == 101, ended
    return ended.stderr.removeprefix("canevas: ").rstrip("\n")


def export(out, *arguments):
    """Writes an export of the form."""
    ended = canevas("export", FORM, *arguments, "--out", out)
    assert ended.returncode in (0, 100), ended
    return ended


def texts(edition=LATEST):
    """The returns of an edition as text, by the name of the file."""
    return {path.name: path.read_text() for path in sorted((RETURNS / edition / "returns").glob("*.json"))}


def write_lines(path, edition=LATEST):
    """Writes the returns of an edition into a file, one in each line."""
    lines = [json.dumps(json.loads(text), ensure_ascii=False) for text in texts(edition).values()]
    path.write_text("".join(f"{line}\n" for line in lines))
    return lines
