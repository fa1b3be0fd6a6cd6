"""Opens workbooks (.xlsx) and refuses, in one clear sentence, what is none or would burst."""

from __future__ import annotations

import struct
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from faktenlage.errors import InputError

if TYPE_CHECKING:
    from openpyxl.workbook.workbook import Workbook  # type: ignore[import-untyped]

__all__ = ["MOST_BYTES", "MOST_CELLS", "is_workbook", "open_workbook"]

MOST_BYTES = 200_000_000  # unpacked; the largest workbooks of figures we know stay below 10 MB
MOST_CELLS = 5_000_000  # of one sheet, empty ones included: walking over them makes each
ABSURD_RATIO = 500  # XML of tables packs to about a tenth
SMALL_ENOUGH = 20_000_000  # bytes unpacked that are harmless whatever the ratio

_CONTENTS = "xl/workbook.xml"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # first bytes of Excel files up to 2003 and of those with a password
_SAVE = "open it in a spreadsheet program and save it as .xlsx"
_FETCH = "fetch it again from the publisher"
# What zipfile, the XML parser and openpyxl raise for files that are cut off or changed inside.
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    SyntaxError,  # both XML parsers derive theirs from it
    struct.error,
    EOFError,
    OSError,
    ValueError,
    TypeError,
    LookupError,
    AttributeError,
    ArithmeticError,
    AssertionError,
    NotImplementedError,
    RuntimeError,
)


def is_workbook(path: Path) -> bool:
    """Whether the file is a zip archive with a workbook in it; reads the table of contents only and never raises."""
    try:
        with zipfile.ZipFile(path) as archive:
            return _CONTENTS in archive.namelist()
    except _BROKEN:
        return False


def open_workbook(path: Path) -> Workbook:
    """The workbook with the values its formulas were saved with; raises InputError for whatever cannot be read whole.

    Every sheet is small enough to be walked over cell by cell.
    """
    _check_container(path)
    try:
        with _quietly(), path.open("rb") as file:  # by its path the library would go by the name
            from openpyxl import load_workbook  # type: ignore[import-untyped]

            workbook = load_workbook(file, data_only=True, keep_links=False)
    except _BROKEN as error:
        raise _broken(path, error) from None
    for sheet in workbook.worksheets:
        if sheet.max_row * sheet.max_column > MOST_CELLS:
            raise InputError(
                path.name,
                f"sheet {sheet.title!r} reaches as far as row {sheet.max_row}, column {sheet.max_column}",
                "delete the empty rows and columns and save it again",
            )
    return workbook


def _check_container(path: Path) -> None:
    try:
        with path.open("rb") as file:
            head = file.read(8)
        if not head:
            raise InputError(path.name, "the file is empty", _FETCH)
        if head == _OLE:
            raise InputError(path.name, "is an old Excel file or has a password", f"{_SAVE}, without a password")
        if not head.startswith(b"PK"):
            raise InputError(path.name, "is no workbook", _SAVE)
        with zipfile.ZipFile(path) as archive:
            _check_contents(path, archive.infolist())
    except OSError as error:
        raise InputError(path.name, f"cannot be opened ({error.strerror or error})", "check the path") from None
    except _BROKEN as error:
        raise _broken(path, error) from None


def _check_contents(path: Path, contents: list[zipfile.ZipInfo]) -> None:
    if not any(part.filename == _CONTENTS for part in contents):
        raise InputError(path.name, "is an archive but no Excel workbook", _SAVE)
    if any(part.flag_bits & 1 for part in contents):
        raise InputError(path.name, "is an archive with a password", f"{_SAVE}, without a password")
    unpacked = sum(part.file_size for part in contents)
    packed = max(1, sum(part.compress_size for part in contents))
    if unpacked > MOST_BYTES or (unpacked > SMALL_ENOUGH and unpacked / packed > ABSURD_RATIO):
        raise InputError(
            path.name,
            f"would unpack to {unpacked // 1_000_000} MB, far more than tables of figures need",
            "check where it comes from",
        )


def _broken(path: Path, error: Exception) -> InputError:
    reason = " ".join(str(error).split())[:120] or type(error).__name__
    return InputError(path.name, f"the workbook is damaged or cut off ({reason})", _FETCH)


@contextmanager
def _quietly() -> Iterator[None]:
    """Without the library's warnings on styles and extensions, which do not touch any figure."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield
