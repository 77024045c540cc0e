"""The rundown as a table that Qt's views read: no widget per row, so that two hundred goods stay quick."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum

from PySide6.QtCore import QAbstractTableModel, QMimeData, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from studio.control.titles import PRODUCT_TITLES
from studio.core.goods import Product, card_problem
from studio.desk.language import said
from studio.desk.money import fen_of, minutes_and_seconds, price
from studio.desk.on_now import OnNow
from studio.desk.product_words import name_of, problem_of

_MIME = "application/x-qionghua-product"

Index = QModelIndex | QPersistentModelIndex


class Column(IntEnum):
    NUMBER = 0
    PICTURE = 1
    NAME = 2
    KIND = 3
    PRICE = 4
    COMPARED = 5
    STOCK = 6
    MINUTES = 7
    STATE = 8


EDITED = (Column.PRICE, Column.STOCK)
"""Typed into the cell; a compared price has a dialog, since it needs its basis."""


class RundownModel(QAbstractTableModel):
    """Changes nothing by itself: what is typed or dragged is told by signals, and comes back from the show."""

    price_typed = Signal(str, int)
    """Product and fen."""
    stock_typed = Signal(str, int)
    moved = Signal(str, int)
    """Product and its new place, counted from 1."""
    not_understood = Signal(str)
    """What was typed."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.products: tuple[Product, ...] = ()
        self._on = OnNow()
        self._spent: dict[str, float] = {}
        self.editable = True

    # --- what the show tells ----------------------------------------------------------------------------------------

    def tell(self, products: tuple[Product, ...], on: OnNow) -> None:
        """The newest state. Rows that are the same cost nothing."""
        if products is not self.products and products != self.products:
            if [each.id for each in products] == [each.id for each in self.products]:
                old, self.products = self.products, products
                for at, (was, now) in enumerate(zip(old, products, strict=True)):
                    if was != now:
                        self._changed(at)
            else:
                self.beginResetModel()
                self.products = products
                self.endResetModel()
        if on == self._on:
            return
        before, self._on, self._spent = self._on, on, dict(on.spent)
        for product in {before.product, on.product}:
            if (row := self.row_of(product)) is not None:
                only_time = before.product == on.product
                self._changed(row, Column.MINUTES if only_time else None)

    def retranslate(self) -> None:
        if self.products:
            self._changed(0, last_row=len(self.products) - 1)
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(Column) - 1)

    def row_of(self, product: str) -> int | None:
        return next((row for row, each in enumerate(self.products) if each.id == product), None)

    def product_at(self, index: Index) -> Product | None:
        return self.products[index.row()] if index.isValid() and index.row() < len(self.products) else None

    def is_on(self, product: Product) -> bool:
        return product.id == self._on.product

    def is_next(self, product: Product) -> bool:
        row = self.row_of(self._on.product)
        if self._on.product and row is None:
            return False
        following = row + 1 if row is not None else 0
        return following < len(self.products) and self.products[following].id == product.id

    def seconds_of(self, product: Product) -> float:
        """How long it has been on, as far as this desk has seen."""
        return self._spent.get(product.id, 0.0) + (self._on.seconds if self.is_on(product) else 0.0)

    def was_on(self, product: Product) -> bool:
        return product.id in self._spent and not self.is_on(product)

    def _changed(self, row: int, column: Column | None = None, *, last_row: int | None = None) -> None:
        first, last = (column, column) if column is not None else (Column.NUMBER, Column.STATE)
        self.dataChanged.emit(self.index(row, first), self.index(row if last_row is None else last_row, last))

    # --- what a view asks -------------------------------------------------------------------------------------------

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 -- Qt's own signature
        return 0 if parent.isValid() else len(self.products)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 -- Qt's own signature
        return 0 if parent.isValid() else len(Column)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(Column(section))
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return {
            Column.NUMBER: self.tr("No."),
            Column.PICTURE: "",
            Column.NAME: self.tr("Product"),
            Column.KIND: self.tr("Kind"),
            Column.PRICE: self.tr("Price"),
            Column.COMPARED: self.tr("Compared"),
            Column.STOCK: self.tr("Stock"),
            Column.MINUTES: self.tr("Minutes"),
            Column.STATE: self.tr("State"),
        }[Column(section)]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        product = self.product_at(index)
        if product is None:
            return None
        column = Column(index.column())
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                return self._text(product, column, index.row())
            case Qt.ItemDataRole.EditRole:
                return self._edited_text(product, column)
            case Qt.ItemDataRole.ToolTipRole:
                return self._tip(product, column)
            case Qt.ItemDataRole.TextAlignmentRole:
                return _alignment(column)
            case _:
                return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.ItemIsDropEnabled
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
        if self.editable:
            flags |= Qt.ItemFlag.ItemIsDragEnabled
            if index.column() in EDITED:
                flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Takes what was typed to the show; the cell changes when the show says so."""
        product, text = self.product_at(index), str(value).strip()
        if role != Qt.ItemDataRole.EditRole or product is None or text == self._edited_text(product, index.column()):
            return False
        if index.column() == Column.PRICE and (fen := fen_of(text)):
            self.price_typed.emit(product.id, fen)
        elif index.column() == Column.STOCK and text.isdecimal() and len(text) <= 9:
            self.stock_typed.emit(product.id, int(text))
        else:
            self.not_understood.emit(text)
        return False

    # --- dragging ---------------------------------------------------------------------------------------------------

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:
        return [_MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        data = QMimeData()
        product = self.product_at(indexes[0]) if indexes else None
        data.setData(_MIME, (product.id if product else "").encode())
        return data

    def dropMimeData(self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index) -> bool:
        """False always: the view must not take the row away, the show does."""
        start = self.row_of(bytes(data.data(_MIME).data()).decode(errors="replace"))
        if start is None or action is not Qt.DropAction.MoveAction:
            return False
        if row < 0:
            row = parent.row() if parent.isValid() else len(self.products)
        target = row - 1 if row > start else row
        if target != start:
            self.moved.emit(self.products[start].id, target + 1)
        return False

    # --- words ------------------------------------------------------------------------------------------------------

    def _text(self, product: Product, column: Column, row: int) -> str:
        match column:
            case Column.NUMBER:
                return str(row + 1)
            case Column.NAME:
                return name_of(product)
            case Column.KIND:
                return said(PRODUCT_TITLES[product.kind])
            case Column.PRICE:
                return price(product.price_fen)
            case Column.COMPARED:
                return price(product.usual_price_fen) if product.usual_price_fen is not None else ""
            case Column.STOCK:
                return str(product.stock) if product.stock is not None else "–"
            case Column.MINUTES:
                return self._minutes(product)
            case Column.STATE:
                return self._state(product)
            case _:
                return ""

    def _minutes(self, product: Product) -> str:
        spent, planned = self.seconds_of(product), product.minutes
        plan = f"{planned:g}" if planned else ""
        if not spent and not self.is_on(product):
            return plan
        return minutes_and_seconds(spent) + (f" / {plan}" if plan else "")

    def _state(self, product: Product) -> str:
        if self.is_on(product):
            return self.tr("On now")
        if card_problem(product) is not None:
            return problem_of(product)[0]
        if self.is_next(product):
            return self.tr("Next")
        return self.tr("Shown") if self.was_on(product) else ""

    def _edited_text(self, product: Product, column: int) -> str:
        if column == Column.PRICE:
            return price(product.price_fen).lstrip("¥–")
        return str(product.stock) if column == Column.STOCK and product.stock is not None else ""

    def _tip(self, product: Product, column: Column) -> str:
        if column is Column.STATE and card_problem(product) is not None:
            return " → ".join(problem_of(product))
        if column is Column.COMPARED:
            return product.compare_basis
        if column is Column.PRICE and product.price_by:
            return self.tr("Set by {name}").format(name=product.price_by)
        if column is Column.STOCK and product.stock_by:
            return self.tr("Set by {name}").format(name=product.stock_by)
        return f"{name_of(product)}\n{product.id}" if column is Column.NAME else ""


def _alignment(column: Column) -> Qt.AlignmentFlag:
    """Figures stand at the right, so that their places are in line."""
    right = column in (Column.PRICE, Column.COMPARED, Column.STOCK, Column.MINUTES)
    return Qt.AlignmentFlag.AlignVCenter | (Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft)
