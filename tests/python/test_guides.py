"""The guides say what is true: the blocks marked `pycon` of a guide are one session, and print what it shows. `…` in an output stands for
any text. `UPDATE=1` renews what differs."""

import contextlib
import doctest
import io
import os
import re
import tempfile
import unittest
import warnings
from pathlib import Path

from example import RETURNS, ROOT, export, write_lines

BLOCK = re.compile(r"(?<=^```pycon\n).*?(?=^```$)", re.MULTILINE | re.DOTALL)


def printed(example, names):
    """What an example of a session prints, or the error that ends it."""
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        try:
            exec(compile(example.source, "guide", "single"), names)
        except Exception as error:  # The guide shows it.
            kind = type(error)
            print(f"Traceback (most recent call last):\n{kind.__module__}.{kind.__qualname__}: {error}")
    return "".join(f"{line.rstrip()}\n" for line in out.getvalue().rstrip().splitlines())


def is_as_shown(shown, got):
    """Whether an output is what the guide shows."""
    return re.fullmatch(".*".join(map(re.escape, shown.split("…"))), got, re.DOTALL) is not None


def follow(guide):
    """Goes through a guide, and returns it as it should be. The folder is one that looks like the top of the repository."""
    names = {"__name__": "__main__"}

    def block(match):
        text = ""
        for part in doctest.DocTestParser().parse(match[0]):
            if isinstance(part, str):
                text += part
                continue
            got = printed(part, names)
            first, *others = part.source.splitlines()
            text += "".join(f"{line}\n" for line in [f">>> {first}", *(f"... {line}".rstrip() for line in others)])
            text += part.want if is_as_shown(part.want, got) else got
        return text

    with tempfile.TemporaryDirectory() as folder, warnings.catch_warnings(), contextlib.chdir(folder):
        for name in ("schemas", "tests"):
            Path(name).symlink_to(ROOT / name)
        export(Path("out").resolve(), "--returns", RETURNS, "--format", "parquet", "--partitions")
        write_lines(Path("returns.ndjson"))
        return BLOCK.sub(block, guide)


class Guides(unittest.TestCase):
    maxDiff = None

    def is_true(self, name):
        path = ROOT / "docs" / name
        guide = path.read_text()
        followed = follow(guide)
        if os.environ.get("UPDATE") == "1":
            path.write_text(followed)
        else:
            self.assertEqual(guide, followed, f"UPDATE=1 renews docs/{name}")

    def test_python(self):
        self.is_true("python.md")

    def test_spark(self):
        self.is_true("spark.md")


if __name__ == "__main__":
    unittest.main()
