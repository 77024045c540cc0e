"""Rundown sheets (排品表): rows into products, and back without loss."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from studio.core.errors import LibraryError
from studio.core.goods import Cue, Product, Seller
from studio.library.rundown_columns import COLUMN_OF, COLUMNS, MOST_LETTERS, NUMBER, Column, normal
from studio.library.sheets import MOST_COLUMNS, read_sheet, write_sheet

MOST_PRODUCTS = 1000


@dataclass(frozen=True, slots=True)
class _Sheet:
    """What is the same for all rows of one sheet."""

    name: str
    header: list[str]
    columns: dict[int, Column]
    """Which column is which; every other one is kept as it is."""
    by: str
    at_s: float


def read_rundown(path: Path, *, by: str, at_s: float) -> tuple[Product, ...]:
    """The products of a sheet in its order; `by` and `at_s` stand for who entered the stock, and when.

    Raises LibraryError that names row, column and remedy.
    """
    rows = read_sheet(path)
    if not rows:
        raise LibraryError("the sheet is empty", where=str(path), remedy="its first row holds the column names")
    header, body = rows[0], rows[1:]
    sheet = _Sheet(path.name, header, _columns(header, path), by, at_s)
    found: list[tuple[float, Product]] = []
    seen: dict[str, int] = {}
    for number, row in enumerate(body, 2):
        cells = [*row, *[""] * (len(header) - len(row))]
        if not any(cell.strip() for cell in cells):
            continue
        product, order = _product(sheet, cells, number)
        if product.id in seen:
            double = f"“{product.id}” stands in row {seen[product.id]} too"
            raise _wrong(sheet.name, number, "SKU/链接号", double, "number it apart")
        seen[product.id] = number
        found.append((order, product))
        if len(found) > MOST_PRODUCTS:
            raise LibraryError(f"more than {MOST_PRODUCTS} products", where=str(path), remedy="split the sheet")
    return tuple(product for _, product in sorted(found, key=lambda entry: entry[0]))


def write_rundown(path: Path, products: Sequence[Product]) -> None:
    """Writes all that is known, and the columns nobody knew. Raises LibraryError."""
    extra = list(dict.fromkeys(name for product in products for name, _ in product.rest))
    header = [NUMBER[0], *(column.headers[0] for column in COLUMNS), *extra]
    rows = [header]
    for number, product in enumerate(products, 1):
        rest = dict(product.rest)
        rows.append(
            [str(number), *(column.write(product) for column in COLUMNS), *(rest.get(name, "") for name in extra)]
        )
    write_sheet(path, rows)


def _columns(header: list[str], path: Path) -> dict[int, Column]:
    """Which column of the sheet is which; every other one is kept as it is."""
    if len(header) > MOST_COLUMNS:
        raise LibraryError(f"more than {MOST_COLUMNS} columns", where=str(path), remedy="delete those not needed")
    columns: dict[int, Column] = {}
    for at, name in enumerate(header):
        column = COLUMN_OF.get(normal(name))
        if column is None:
            continue
        if column in columns.values():
            raise LibraryError(
                f"two columns mean {column.headers[0]}", where=f"{path}, “{name}”", remedy="delete or rename one"
            )
        columns[at] = column
    if not any(column.key == "name" for column in columns.values()):
        near = difflib.get_close_matches("品名", header, n=1)
        raise LibraryError(
            "there is no column 品名 (name)",
            where=f"{path}, row 1",
            remedy=f"rename “{near[0]}” to 品名"
            if near
            else "the first row holds the column names, as in docs/brands.md",
        )
    return columns


def _product(sheet: _Sheet, cells: list[str], number: int) -> tuple[Product, float]:
    """A row's product, and where it wants to stand."""
    values: dict[str, Any] = {}
    rest: list[tuple[str, str]] = []
    order = float(number)
    for at, (name, cell) in enumerate(zip(sheet.header, cells, strict=False)):
        if len(cell) > MOST_LETTERS:
            raise _wrong(sheet.name, number, name, f"{len(cell)} letters", f"use at most {MOST_LETTERS}")
        column = sheet.columns.get(at)
        if column is None:
            if normal(name) in NUMBER:
                order = _order(cell, order)
            elif name.strip() and cell.strip():
                rest.append((name.strip(), cell))
            continue
        try:
            values[column.key] = column.read(cell.strip())
        except ValueError as error:
            raise _wrong(sheet.name, number, name, f"“{cell.strip()[:40]}”", str(error)) from error
    if not values["name"]:
        raise _wrong(sheet.name, number, "品名", "the name is missing", "write the product's name")
    seller = Seller(*(str(values.pop(f"seller_{field.name}", "")) for field in fields(Seller)))
    cue = Cue(**{field.name: str(values.pop(field.name, "")) for field in fields(Cue)})
    product_id = str(values.pop("id", "")) or f"{number - 1}"
    for what in ("stock", "price"):
        if values.get("stock" if what == "stock" else "price_fen") is not None:
            values |= {f"{what}_by": sheet.by, f"{what}_at_s": sheet.at_s}
    return Product(id=product_id, seller=seller, cue=cue, rest=tuple(rest), **values), order


def _order(cell: str, otherwise: float) -> float:
    try:
        value = float(cell)
    except ValueError:
        return otherwise
    return value if abs(value) < 1e6 else otherwise


def _wrong(sheet: str, number: int, column: str, what: str, remedy: str) -> LibraryError:
    return LibraryError(what, where=f"{sheet}, row {number}, {column}", remedy=remedy)
