"""What viewers write, passed on by the crew: a queue from which one at a time goes on the picture; and a word to the
performer that viewers never see."""

from __future__ import annotations

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from studio.control.catalogue import CATALOGUE
from studio.control.goods_commands import AddComment, CloseComment, ShowComment, TellPerformer
from studio.control.goods_decide import MOST_WORDS
from studio.control.state import Show
from studio.core.goods import Comment, CommentLife
from studio.desk import theme
from studio.desk.bridge import Bridge
from studio.desk.card import Card
from studio.desk.controls import GAP, Notice, button, name_it, quiet_button, row_of, ruler, words
from studio.desk.language import said
from studio.desk.operator import Operator
from studio.desk.refusals import RefusalNotice

Index = QModelIndex | QPersistentModelIndex

_OPEN = (CommentLife.WAITING, CommentLife.SHOWN)


class CommentModel(QAbstractListModel):
    """Comments that wait or are shown, oldest first; what is closed leaves the list."""

    def __init__(self) -> None:
        super().__init__()
        self.comments: tuple[Comment, ...] = ()

    def tell(self, comments: tuple[Comment, ...]) -> None:
        wanted = tuple(each for each in comments if each.life in _OPEN)
        if wanted == self.comments:
            return
        old = self.comments
        if [each.id for each in wanted[: len(old)]] == [each.id for each in old]:
            if len(wanted) > len(old):
                self.beginInsertRows(QModelIndex(), len(old), len(wanted) - 1)
                self.comments = wanted
                self.endInsertRows()
            self.comments = wanted
            self.dataChanged.emit(self.index(0), self.index(max(0, len(old) - 1)))
        else:
            self.beginResetModel()
            self.comments = wanted
            self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 -- Qt's own signature
        return 0 if parent.isValid() else len(self.comments)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        comment = self.at(index)
        if comment is None or role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        return f"{comment.author}: {comment.text}" if comment.author else comment.text

    def at(self, index: Index) -> Comment | None:
        return self.comments[index.row()] if index.isValid() and index.row() < len(self.comments) else None


class CommentDelegate(QStyledItemDelegate):
    """Author small, words below, as many lines as they need; a bar at the left of the one that is shown."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        view = self.parent()
        width = view.viewport().width() if isinstance(view, QListView) else 260
        comment = index.model().at(index)  # type: ignore[attr-defined]
        metrics = option.fontMetrics
        room = QRect(0, 0, max(80, width - 24), 2000)
        height = metrics.boundingRect(room, Qt.TextFlag.TextWordWrap, comment.text if comment else "").height()
        return QSize(width, height + 32)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        comment: Comment | None = index.model().at(index)  # type: ignore[attr-defined]
        if comment is None:
            return
        colors, rect = theme.worn(), QRect(option.rect)
        shown = comment.life is CommentLife.SHOWN
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(QColor(colors.accent))
            painter.setBrush(QColor(colors.accent_wash))
            painter.drawRoundedRect(rect.adjusted(1, 1, -1, -3), 6, 6)
        elif shown:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colors.raised))
            painter.drawRoundedRect(rect.adjusted(1, 1, -1, -3), 6, 6)
        if shown:
            painter.fillRect(QRect(rect.x() + 2, rect.y() + 6, 3, rect.height() - 14), QColor(colors.accent))
        room = rect.adjusted(12, 6, -10, -8)
        font = painter.font()
        font.setPixelSize(11)
        painter.setFont(font)
        painter.setPen(QColor(colors.accent_text if shown else colors.text_soft))
        mark = self.tr("on the picture") if shown else ""
        head = "  ".join(part for part in (comment.author, mark) if part)
        painter.drawText(room, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft, head)
        font.setPixelSize(13)
        painter.setFont(font)
        painter.setPen(QColor(colors.text))
        painter.drawText(room.adjusted(0, 17, 0, 0), Qt.TextFlag.TextWordWrap, comment.text)
        painter.restore()


class CommentView(QListView):
    """Enter shows the chosen comment."""

    def __init__(self, deed: object) -> None:
        super().__init__()
        self._deed = deed
        self.setObjectName("comments")
        self.setItemDelegate(CommentDelegate(self))
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMinimumHeight(72)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and callable(self._deed):
            self._deed()
        else:
            super().keyPressEvent(event)


class CommentPanel(Card):
    def __init__(self, bridge: Bridge, operator: Operator) -> None:
        super().__init__("comments", "comment", scrolls=False)
        self._bridge, self._operator = bridge, operator
        self.author, self.text, self.add = QLineEdit(), QLineEdit(), quiet_button("plus")
        self.author.setMaxLength(40)
        self.text.setMaxLength(MOST_WORDS)
        self.author.setMaximumWidth(92)
        self.text.returnPressed.connect(self.add_comment)
        self.add.clicked.connect(self.add_comment)
        self.column.addLayout(row_of(self.author, self.text, self.add, stretch=1))
        self.model, self.view = CommentModel(), CommentView(self.show_chosen)
        self.view.setModel(self.model)
        self.view.doubleClicked.connect(lambda _: self.show_chosen())
        self.empty = words("soft", wrap=True)
        self.column.addWidget(self.empty)
        self.column.addWidget(self.view, 1)
        self.show_, self.answered, self.drop = button("comment", "primary"), button("tick"), button("close")
        self.show_.clicked.connect(self.show_chosen)
        self.answered.clicked.connect(lambda: self._close_chosen(answered=True))
        self.drop.clicked.connect(lambda: self._close_chosen(answered=False))
        deeds = QHBoxLayout()
        deeds.setSpacing(GAP)
        for widget in (self.show_, self.answered, self.drop):
            deeds.addWidget(widget, 1)
        self.column.addLayout(deeds)
        self.column.addWidget(ruler())
        self._to_performer = words("field")
        self.column.addWidget(self._to_performer)
        self.message, self.tell = QLineEdit(), quiet_button("next", size=16)
        self.message.setMaxLength(MOST_WORDS)
        self.message.returnPressed.connect(self.tell_performer)
        self.tell.clicked.connect(self.tell_performer)
        self.column.addLayout(row_of(self.message, self.tell, stretch=0))
        self.told = Notice()
        self.take_back = quiet_button("close", size=14)
        self.take_back.clicked.connect(lambda: bridge.send(TellPerformer("", operator.name)))
        self.column.addLayout(row_of(self.told, self.take_back, stretch=0))
        self.notice = RefusalNotice(bridge, AddComment, ShowComment, CloseComment, TellPerformer)
        self.column.addWidget(self.notice)
        self.view.selectionModel().currentChanged.connect(lambda *_: self._allow())
        self.model.modelReset.connect(self._allow)
        bridge.state_changed.connect(self._show)
        bridge.link_changed.connect(lambda _: self._show(bridge.state))
        self.retranslate()

    def retranslate(self) -> None:
        self.entitle(self.tr("Comments"))
        self.author.setPlaceholderText(self.tr("Viewer"))
        self.text.setPlaceholderText(self.tr("A comment to pass on"))
        name_it(self.author, self.tr("Viewer's nickname"))
        name_it(self.text, self.tr("A comment to pass on"))
        name_it(self.add, said(CATALOGUE["AddComment"].title), said(CATALOGUE["AddComment"].help))
        self.view.setAccessibleName(self.tr("Comments that wait, Enter shows one on the picture"))
        self.empty.setText(self.tr("No comment waits."))
        self.show_.setText(self.tr("Show"))
        name_it(self.show_, said(CATALOGUE["ShowComment"].title), said(CATALOGUE["ShowComment"].help))
        self.answered.setText(self.tr("Answered"))
        name_it(self.answered, self.tr("Answered"), self.tr("It was answered and leaves the queue"))
        self.drop.setText(self.tr("Drop"))
        name_it(self.drop, self.tr("Drop"), self.tr("It leaves the queue without an answer"))
        self._to_performer.setText(said(CATALOGUE["TellPerformer"].title))
        self.message.setPlaceholderText(self.tr("Shown large in the prompter"))
        name_it(self.message, said(CATALOGUE["TellPerformer"].title), said(CATALOGUE["TellPerformer"].help))
        name_it(self.tell, said(CATALOGUE["TellPerformer"].title), said(CATALOGUE["TellPerformer"].help))
        name_it(self.take_back, self.tr("Take the words back"))
        self._show(self._bridge.state)

    def add_comment(self) -> None:
        text = self.text.text().strip()
        if text and self._bridge.connected:
            self._bridge.send(AddComment(self.author.text().strip(), text))
            self.author.clear()
            self.text.clear()

    def show_chosen(self) -> None:
        comment = self._chosen()
        if comment is not None:
            self._bridge.send(ShowComment(comment.id))

    def tell_performer(self) -> None:
        text = self.message.text().strip()
        if text and self._bridge.connected:
            self._bridge.send(TellPerformer(text, self._operator.name))
            self.message.clear()

    def _close_chosen(self, *, answered: bool) -> None:
        comment = self._chosen()
        if comment is not None:
            self._bridge.send(CloseComment(comment.id, answered))

    def _chosen(self) -> Comment | None:
        return self.model.at(self.view.currentIndex())

    def _show(self, state: Show) -> None:
        chosen = self._chosen()
        self.model.tell(state.comments)
        ids = [each.id for each in self.model.comments]
        if ids and (chosen is None or chosen.id not in ids):
            self.view.setCurrentIndex(self.model.index(0))
        elif chosen is not None and chosen.id in ids:
            self.view.setCurrentIndex(self.model.index(ids.index(chosen.id)))
        self.empty.setVisible(not ids)
        self.view.setVisible(bool(ids))
        told = bool(state.message)
        self.message.setVisible(not told)
        self.tell.setVisible(not told)
        self.told.tell(
            self.tr("Shown to the performer: {text}").format(text=state.message) if state.message else "", "", "good"
        )
        self.take_back.setVisible(told)
        connected = self._bridge.connected
        for widget in (self.author, self.text, self.add, self.message, self.tell, self.take_back):
            widget.setEnabled(connected)
        self._allow()

    def _allow(self) -> None:
        comment, connected = self._chosen(), self._bridge.connected
        self.show_.setEnabled(connected and comment is not None and comment.life is not CommentLife.SHOWN)
        self.answered.setEnabled(connected and comment is not None)
        self.drop.setEnabled(connected and comment is not None)
