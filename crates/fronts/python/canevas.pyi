"""Compiles a questionnaire, checks the returns of it, and takes them apart into Arrow tables."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from os import PathLike
from typing import Any, Literal, final

__all__ = [
    "Batch",
    "Batches",
    "CheckedLines",
    "Error",
    "Finding",
    "Form",
    "FormError",
    "LeftOutWarning",
    "Table",
    "__version__",
    "batches",
    "tables",
]

__version__: str

_Path = str | PathLike[str]
_Return = Mapping[str, Any] | str | bytes | bytearray

class Error(Exception):
    """Canevas could not do what was asked. The message says why, and what to do."""

class FormError(Error):
    """The form cannot be used."""

    findings: list[Finding]
    """What is wrong with it, all at once; empty where there is no form at all."""

class LeftOutWarning(UserWarning):
    """Some returns or answers could not be taken into the tables. The message names each."""

@final
class Finding:
    """Something that is wrong, or worth a look: in a return, or in a form."""

    @property
    def path(self) -> str | None:
        """The place in the return, as a JSON pointer such as `/answers/staff`. It may name an answer that is missing. It is empty for the
        whole return, and None for a finding about a form."""
    @property
    def rule(self) -> str:
        """The name of the rule, such as `return-incomplete`."""
    @property
    def code(self) -> str:
        """The code of the rule. `canevas explain` says more about it."""
    @property
    def level(self) -> Literal["deny", "warn", "info"]: ...
    @property
    def message(self) -> str:
        """The problem in one sentence."""
    @property
    def help(self) -> str | None:
        """What to do."""
    @property
    def file(self) -> str | None:
        """The file; None where the return came from memory."""
    @property
    def line(self) -> int | None:
        """The line of the file or the text, from 1; None where the return was a dict."""
    @property
    def column(self) -> int | None:
        """The column in the line, in characters, from 1; None where the return was a dict."""
    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class Batch:
    """Rows of a table, as Arrow. Pass it to `pyarrow.record_batch`, or to whatever takes an object with `__arrow_c_array__`."""

    @property
    def num_rows(self) -> int: ...
    @property
    def column_names(self) -> list[str]: ...
    def __len__(self) -> int: ...
    def __arrow_c_schema__(self) -> object: ...
    def __arrow_c_array__(self, requested_schema: object | None = None) -> tuple[object, object]: ...

@final
class Table:
    """A table, as Arrow. Pass it to `pyarrow.table`, `polars.DataFrame`, or whatever takes an object with `__arrow_c_stream__`."""

    @property
    def num_rows(self) -> int: ...
    @property
    def column_names(self) -> list[str]: ...
    def __len__(self) -> int: ...
    def __arrow_c_schema__(self) -> object: ...
    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object: ...

@final
class CheckedLines(Iterator[tuple[int, list[Finding]]]):
    """Checked lines: pairs of the number of a line and the findings about its return."""

    def __iter__(self) -> CheckedLines: ...
    def __next__(self) -> tuple[int, list[Finding]]: ...

@final
class Batches(Iterator[Batch]):
    """An iterator over the batches of a table."""

    def __iter__(self) -> Batches: ...
    def __next__(self) -> Batch: ...

@final
class Form:
    """A form that is read and checked: of one edition of a questionnaire.

    It raises `FormError` where the form has errors, with all of them, and where there is no form.
    """

    def __new__(cls, path: _Path) -> Form: ...
    @property
    def name(self) -> str:
        """The name of the form, such as `alliance87/annual-report`."""
    @property
    def edition(self) -> str:
        """The name of the edition, such as `2023-2024`."""
    @property
    def languages(self) -> list[str]:
        """The tags of its languages, that of the source first."""
    @property
    def countries(self) -> list[str]:
        """The codes of the countries that have a country file."""
    @property
    def findings(self) -> list[Finding]:
        """The warnings and notes about the form. Errors raise `FormError` instead."""
    def __reduce__(self) -> tuple[type[Form], tuple[str]]: ...
    def schema(self, country: str | None = None, language: str | None = None) -> dict[str, Any]:
        """The JSON Schema of a return: of the blank copy, or of that of a country; with the words of one language."""
    def validate(self, return_: _Return, /, *, complete: bool = False) -> list[Finding]:
        """What is wrong with a return: the findings of `canevas check`, and none for a return that is right. A draft is checked as a draft;
        with `complete=True`, as if it were complete."""
    def validate_lines(self, path: _Path, *, complete: bool = False) -> CheckedLines:
        """Checks a file with a return in each line, on all cores. The file may be larger than the memory. The result is an iterator over
        pairs: the number of a line, from 1, and the findings about its return. Empty lines are passed over."""
    def flatten(
        self,
        returns: Iterable[_Return],
        *,
        names: Sequence[str] | None = None,
        questions: Sequence[str] | None = None,
        personal: bool = False,
        long: bool = True,
    ) -> dict[str, Batch]:
        """Takes returns apart into tables, each as one batch. What is no return of this edition is left out, with a `LeftOutWarning`.
        `names` is what the column `return` calls them."""

def tables(
    form: Form | _Path,
    *,
    returns: _Path | None = None,
    lines: _Path | Sequence[_Path] | None = None,
    first_edition: str | None = None,
    questions: Sequence[str] | None = None,
    personal: bool = False,
    long: bool = True,
) -> dict[str, Table]:
    """The returns of several editions as tables, by name, as `canevas export` writes them.

    `form` is a Form, or the path of one: the latest edition. The returns stand in the folders of the editions, in the folder `returns`, or
    one in each line of the files `lines`. What is no return is left out, with a `LeftOutWarning`.
    """

def batches(
    form: Form | _Path,
    *,
    table: str = "returns",
    returns: _Path | None = None,
    lines: _Path | Sequence[_Path] | None = None,
    first_edition: str | None = None,
    questions: Sequence[str] | None = None,
    personal: bool = False,
) -> Batches:
    """The rows of one table, batch by batch, in bounded memory: the returns may be more than the memory holds.

    The arguments are those of `tables`.
    """
