"""A card: a dock with a quiet title, which can be moved, floated, closed and brought back from the menu."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtWidgets import QDockWidget, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from studio.desk import icons
from studio.desk.controls import GAP, MARGIN, ScrollArea, name_it, quiet_button


class Card(QDockWidget):
    """Heirs fill `self.column` and call `retranslate` once they are made."""

    def __init__(self, name: str, icon: str, *, scrolls: bool = True) -> None:
        """`name`: under which the layout is remembered; never shown."""
        super().__init__()
        self.setObjectName(name)
        self.setFeatures(
            QDockWidget.DockWidgetFeature.DockWidgetClosable
            | QDockWidget.DockWidgetFeature.DockWidgetMovable
            | QDockWidget.DockWidgetFeature.DockWidgetFloatable
        )
        self.setTitleBarWidget(self._title_bar(icon))
        body = QWidget()
        body.setObjectName("cardBody")
        body.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        outer = QVBoxLayout(body)
        outer.setContentsMargins(0, 0, 0, GAP)
        held = QWidget()
        held.setObjectName("scrolled")
        self.column = QVBoxLayout(held)
        self.column.setContentsMargins(MARGIN, 2, MARGIN, 4)
        self.column.setSpacing(10)
        self._area: ScrollArea | None = None
        if scrolls:
            area = self._area = ScrollArea()
            area.setWidget(held)
            area.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
            outer.addWidget(area)
        else:
            outer.addWidget(held)
        self.setWidget(body)

    def retranslate(self) -> None:
        """Heirs set all their words here."""

    def reveal(self, widget: QWidget) -> None:
        """Scrolls until the widget is seen, once its new size is known."""
        if self._area is not None:
            QTimer.singleShot(0, self, partial(self._area.ensureWidgetVisible, widget, 0, MARGIN))

    def entitle(self, title: str) -> None:
        self.setWindowTitle(title)
        self._title.setText(title)
        name_it(self._float, self.tr("Take “{card}” out of the window, or put it back").format(card=title))
        name_it(self._close, self.tr("Close “{card}”; the menu brings it back").format(card=title))

    def put_beside_title(self, *widgets: QWidget, stretch: int) -> None:
        """Where a card is wide and low, its head has room; the one at index `stretch` takes what is left."""
        for index, widget in enumerate(widgets):
            self._beside.addWidget(widget, 1 if index == stretch else 0)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _title_bar(self, icon: str) -> QWidget:
        bar = QWidget()
        bar.setObjectName("cardTitle")
        bar.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = QHBoxLayout(bar)
        row.setContentsMargins(MARGIN, 9, 8, 7)
        row.setSpacing(GAP)
        mark = QLabel()
        icons.wear(mark, icon, "accent_text", size=18)
        row.addWidget(mark)
        self._title = QLabel()
        row.addWidget(self._title)
        self._beside = QHBoxLayout()
        self._beside.setSpacing(GAP)
        row.addLayout(self._beside, 1)
        self._float = quiet_button("float", size=14, ink="text_faint")
        self._float.clicked.connect(lambda: self.setFloating(not self.isFloating()))
        row.addWidget(self._float)
        self._close = quiet_button("close", size=14, ink="text_faint")
        self._close.clicked.connect(self.close)
        row.addWidget(self._close)
        return bar
