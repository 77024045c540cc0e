"""How the rundown is drawn and handled: thumbnails, chips and states painted in place, keys and the mouse."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from studio.core.goods import Product, ProductKind
from studio.desk import theme
from studio.desk.pictures import draw_thumbnail
from studio.desk.product_words import problem_of
from studio.desk.rundown_model import Column, RundownModel

ROW = 44
"""Height of a row, logical pixels."""
_WIDTHS = {
    Column.NUMBER: 38, Column.PICTURE: 46, Column.KIND: 84, Column.PRICE: 84, Column.COMPARED: 84, Column.STOCK: 66,
    Column.MINUTES: 92, Column.STATE: 104,
}  # fmt: skip
_NARROW = 640
"""Below this width the table leaves out what can be read elsewhere."""
_LEFT_OUT_FIRST = (Column.COMPARED, Column.KIND)

Index = QModelIndex | QPersistentModelIndex


class RundownDelegate(QStyledItemDelegate):
    """Paints a whole row in the theme's colours and edits prices and stock in place."""

    def __init__(self, parent: QWidget, model: RundownModel) -> None:
        super().__init__(parent)
        self._model = model

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(60, ROW)

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        editor = QLineEdit(parent)
        editor.setObjectName("cellEditor")
        editor.setAlignment(Qt.AlignmentFlag.AlignRight)
        return editor

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        rect: QRect = option.rect
        editor.setGeometry(rect.adjusted(2, 6, -2, -6))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        product = self._model.product_at(index)
        if product is None:
            return
        colors, rect = theme.worn(), QRect(option.rect)
        on, column = self._model.is_on(product), Column(index.column())
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if on:
            painter.fillRect(rect, QColor(colors.accent_wash))
        elif selected:
            painter.fillRect(rect, QColor(colors.raised))
        if selected:
            painter.fillRect(QRect(rect.x(), rect.bottom(), rect.width(), 1), QColor(colors.accent))
            painter.fillRect(QRect(rect.x(), rect.y(), rect.width(), 1), QColor(colors.accent))
        else:
            painter.fillRect(QRect(rect.x(), rect.bottom(), rect.width(), 1), QColor(colors.line))
        if on and column is Column.NUMBER:
            painter.fillRect(QRect(rect.x(), rect.y(), 3, rect.height()), QColor(colors.accent))
        ratio = painter.device().devicePixelRatioF()
        match column:
            case Column.PICTURE:
                side = ROW - 10
                at = QRect(rect.x() + 4, rect.y() + 5, side, side)
                draw_thumbnail(painter, at, product.picture, ratio)
            case Column.KIND:
                tone = ("accent_text", "accent_wash") if product.kind is ProductKind.MAIN else ("text_soft", "hover")
                self._chip(painter, rect, str(index.data()), *tone)
            case Column.STATE:
                self._state(painter, rect, product, str(index.data()))
            case _:
                self._text(painter, rect, index, product, column)
        painter.restore()

    def _text(self, painter: QPainter, rect: QRect, index: Index, product: Product, column: Column) -> None:
        colors, text = theme.worn(), str(index.data() or "")
        ink, font = colors.text, painter.font()
        font.setPixelSize(13)
        if column is Column.NUMBER:
            ink = colors.text_faint
        elif column is Column.COMPARED:
            ink = colors.text_soft
            font.setStrikeOut(True)
        elif column is Column.PRICE:
            font.setWeight(font.Weight.DemiBold)
        elif column is Column.MINUTES:
            over = product.minutes and self._model.seconds_of(product) > 60.0 * product.minutes
            ink = colors.warn_text if over else colors.text_soft
        elif column is Column.STOCK and product.stock == 0:
            ink = colors.bad_text
        elif column is Column.NAME and self._model.is_on(product):
            font.setWeight(font.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(QColor(ink))
        room = rect.adjusted(8, 0, -8, 0)
        metrics = painter.fontMetrics()
        if column is Column.NAME and metrics.horizontalAdvance(text) > room.width():
            font.setPixelSize(12)
            painter.setFont(font)
            flags = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap | Qt.TextFlag.TextWrapAnywhere
            lines = painter.boundingRect(QRect(0, 0, room.width(), 400), flags, text).height()
            if lines > ROW:
                text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, 2 * room.width() - 24)
            painter.drawText(room, flags, text)
            return
        alignment = index.data(Qt.ItemDataRole.TextAlignmentRole)
        painter.drawText(room, alignment, text)

    def _state(self, painter: QPainter, rect: QRect, product: Product, text: str) -> None:
        if self._model.is_on(product):
            self._chip(painter, rect, text, "on_fill", "fill")
        elif problem_of(product)[0]:
            self._chip(painter, rect, text, "warn_text", "warn_wash")
        elif text:
            tone = ("accent_text", "accent_wash") if self._model.is_next(product) else ("text_soft", "surface")
            self._chip(painter, rect, text, *tone)

    def _chip(self, painter: QPainter, rect: QRect, text: str, ink: str, ground: str) -> None:
        colors, font = theme.worn(), painter.font()
        font.setPixelSize(11)
        painter.setFont(font)
        metrics = painter.fontMetrics()
        room = rect.width() - 12
        width = min(metrics.horizontalAdvance(text) + 14, room)
        chip = QRect(rect.x() + 6, rect.center().y() - 9, width, 19)
        if metrics.horizontalAdvance(text) > width - 8:  # two lines are better than a cut word
            chip = QRect(rect.x() + 6, rect.center().y() - 17, room, 35)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(getattr(colors, ground)))
        painter.drawRoundedRect(chip, 5, 5)
        painter.setPen(QColor(getattr(colors, ink)))
        painter.drawText(chip.adjusted(3, 0, -3, 0), Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, text)


class RundownTable(QTableView):
    """Double-click or Enter shows a product; F2 or a double-click on price or stock edits; Alt+↑↓ or a drag moves."""

    show_asked = Signal(str)
    compared_asked = Signal(str)
    """The compared price of a product is to be edited."""

    def __init__(self, model: RundownModel) -> None:
        super().__init__()
        self._model = model
        self.setModel(model)
        self.setObjectName("rundownTable")
        self._delegate = RundownDelegate(self, model)
        self.setItemDelegate(self._delegate)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.DoubleClicked | QAbstractItemView.EditTrigger.EditKeyPressed)
        self.setDragEnabled(True)
        self.setAcceptDrops(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDragDropOverwriteMode(False)
        self.setDropIndicatorShown(True)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumHeight(90)
        rows, head = self.verticalHeader(), self.horizontalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(ROW)
        rows.setMinimumSectionSize(ROW)
        head.setHighlightSections(False)
        head.setSectionsClickable(False)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column in Column:
            mode = QHeaderView.ResizeMode.Stretch if column is Column.NAME else QHeaderView.ResizeMode.Fixed
            head.setSectionResizeMode(column, mode)
            if column in _WIDTHS:
                self.setColumnWidth(column, _WIDTHS[column])
        self.doubleClicked.connect(self._double_clicked)

    def retranslate(self) -> None:
        self.setAccessibleName(self.tr("Rundown: Enter shows a product, F2 edits, Alt and arrows move it"))

    def chosen(self) -> Product | None:
        """The row the keys act on."""
        return self._model.product_at(self.currentIndex())

    def choose(self, product: str) -> None:
        row = self._model.row_of(product)
        if row is not None:
            self.selectRow(row)
            self.scrollTo(self._model.index(row, Column.NAME))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        product = self.chosen()
        editing = self.state() == QAbstractItemView.State.EditingState
        if product is None or editing:
            super().keyPressEvent(event)
            return
        match event.key(), event.modifiers():
            case ((Qt.Key.Key_Return | Qt.Key.Key_Enter), _):
                self.show_asked.emit(product.id)
            case Qt.Key.Key_F2, _ if self.currentIndex().column() == Column.COMPARED:
                self.compared_asked.emit(product.id)
            case Qt.Key.Key_F2, _ if self.currentIndex().column() != Column.STOCK:
                self.edit(self._model.index(self.currentIndex().row(), Column.PRICE))
            case (Qt.Key.Key_Up | Qt.Key.Key_Down) as key, Qt.KeyboardModifier.AltModifier:
                self._move(product, -1 if key == Qt.Key.Key_Up else 1)
            case _:
                super().keyPressEvent(event)

    def resizeEvent(self, event: object) -> None:
        super().resizeEvent(event)  # type: ignore[arg-type]
        width = self.viewport().width()
        for column in _LEFT_OUT_FIRST:
            self.setColumnHidden(column, width < _NARROW)

    def _move(self, product: Product, step: int) -> None:
        row = self._model.row_of(product.id)
        if row is not None and 0 <= row + step < len(self._model.products):
            self._model.moved.emit(product.id, row + step + 1)

    def _double_clicked(self, index: QModelIndex) -> None:
        product = self._model.product_at(index)
        if product is None:
            return
        if index.column() == Column.COMPARED:
            self.compared_asked.emit(product.id)
        elif not index.flags() & Qt.ItemFlag.ItemIsEditable:
            self.show_asked.emit(product.id)
