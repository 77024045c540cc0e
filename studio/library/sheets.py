"""Sheets as rows of text: CSV and XLSX, read and written. Files come from anywhere: bounded before they are opened."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Sequence
from pathlib import Path

from studio.core.errors import LibraryError
from studio.library.writing import write_beside

MOST_BYTES = 8_000_000
MOST_UNPACKED = 64_000_000
MOST_ROWS = 1200
MOST_COLUMNS = 100
_MOST_DELIMITERS = 20_000
"""In one line of a CSV; long texts hold commas too."""
_SHEET = "排品表"
_FORMULA = re.compile(r"^'*[=+\-@\t\r]")
"""A spreadsheet runs text that begins so: it is written behind an apostrophe, which is taken off again."""

Rows = list[list[str]]


def write_sheet(path: Path, rows: Sequence[Sequence[str]]) -> None:
    """As .csv or .xlsx, by its name. Raises LibraryError."""
    match path.suffix.lower():
        case ".csv":
            write_beside(path, _csv_bytes(rows))
        case ".xlsx":
            write_beside(path, _xlsx_bytes(rows))
        case _:
            raise LibraryError("a sheet is written as .csv or .xlsx", where=str(path), remedy="name the file so")


def read_sheet(path: Path) -> Rows:
    """Raises LibraryError."""
    try:
        if path.stat().st_size > MOST_BYTES:
            raise LibraryError("the sheet is far too large", where=str(path), remedy="keep it under 8 MB, no pictures")
        data = path.read_bytes()
    except OSError as error:
        raise LibraryError(f"cannot be read: {error.strerror}", where=str(path), remedy="check the path") from error
    match path.suffix.lower():
        case ".csv":
            return _csv_rows(data, path)
        case ".xlsx":
            return _xlsx_rows(data, path)
    raise LibraryError("a sheet is a .csv or .xlsx file", where=str(path), remedy="save the sheet in one of the two")


def _csv_rows(data: bytes, path: Path) -> Rows:
    for encoding in ("utf-8-sig", "gb18030"):  # what Excel writes, new and old
        try:
            text = data.decode(encoding)
            break
        except UnicodeDecodeError:
            continue
    else:
        raise LibraryError("this is no text", where=str(path), remedy="save it as CSV UTF-8")
    if "\0" in text:
        raise LibraryError("this is no text", where=str(path), remedy="save it as CSV UTF-8")
    first = text.split("\n", 1)[0]
    delimiter = max((",", "\t", ";"), key=first.count)
    rows: Rows = []
    # Line by line: a row of millions of cells is refused before it is taken apart.
    lines = (_counted(line, delimiter, path) for line in io.StringIO(text, newline=""))
    try:
        for row in csv.reader(lines, delimiter=delimiter, strict=True):
            if len(rows) == MOST_ROWS:
                raise _too_long(path)
            if len(row) > MOST_COLUMNS:
                raise _too_wide(path)
            rows.append([_plain(cell) for cell in row])
    except csv.Error as error:
        raise LibraryError(f"no valid CSV: {error}", where=str(path), remedy="save the sheet again") from error
    return rows


def _counted(line: str, delimiter: str, path: Path) -> str:
    """A line with far more delimiters than its texts would hold is no row of a rundown."""
    if line.count(delimiter) > _MOST_DELIMITERS:
        raise _too_wide(path)
    return line


def _too_long(path: Path) -> LibraryError:
    return LibraryError(f"more than {MOST_ROWS} rows", where=str(path), remedy="split the sheet")


def _too_wide(path: Path) -> LibraryError:
    return LibraryError(f"more than {MOST_COLUMNS} columns", where=str(path), remedy="delete those not needed")


def _xlsx_rows(data: bytes, path: Path) -> Rows:
    from openpyxl import load_workbook

    bad = LibraryError("no readable XLSX file", where=str(path), remedy="save it again as .xlsx or as CSV UTF-8")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            if (
                len(entries) > 2000
                or len(data) > MOST_BYTES
                or sum(entry.file_size for entry in entries) > MOST_UNPACKED
            ):
                raise LibraryError("the sheet is far too large", where=str(path), remedy="delete pictures and sheets")
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        sheet = book[_SHEET] if _SHEET in book.sheetnames else book.worksheets[0]
        rows: Rows = []
        for row in sheet.iter_rows(max_row=MOST_ROWS + 1, max_col=MOST_COLUMNS + 1, values_only=True):
            if len(rows) == MOST_ROWS and any(value is not None for value in row):
                raise _too_long(path)
            rows.append([_cell(value) for value in row])
        book.close()
    except LibraryError:
        raise
    except Exception as error:  # whatever a broken or hostile workbook makes the library raise
        raise bad from error
    if rows:
        while rows[0] and not rows[0][-1].strip():
            rows[0].pop()
    return rows


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.10g}"
    return _plain(str(value))


def _plain(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


def _guarded(cell: str) -> str:
    return f"'{cell}" if _FORMULA.match(cell) else cell


def _csv_bytes(rows: Sequence[Sequence[str]]) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text).writerows([_guarded(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def _xlsx_bytes(rows: Sequence[Sequence[str]]) -> bytes:
    from openpyxl import Workbook
    from openpyxl.styles import Font
    from openpyxl.utils.exceptions import IllegalCharacterError

    book = Workbook()
    sheet = book.active
    sheet.title = _SHEET
    for at, row in enumerate(rows, 1):
        for column, cell in enumerate(row, 1):
            if not cell:
                continue
            try:
                made = sheet.cell(at, column, _guarded(cell))
            except IllegalCharacterError as error:
                raise LibraryError(
                    "a cell holds control characters", where=f"row {at}, column {column}", remedy="delete them"
                ) from error
            made.data_type = "s"
            if at == 1:
                made.font = Font(bold=True)
    sheet.freeze_panes = "A2"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
