"""What has to be green or signed before going live, row by row, and where consent and signatures are given."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from studio.control.catalogue import CATALOGUE
from studio.control.commands import GiveConsent, GoLive, SignOff
from studio.control.state import Air, GateLight, GateRow, Show
from studio.control.titles import GATE_TITLES, Text
from studio.desk import icons
from studio.desk.bridge import Bridge
from studio.desk.controls import button, name_it, words
from studio.desk.language import said

_MARKS = {
    GateLight.GREEN: ("tick", "accent_text"),
    GateLight.SIGNATURE: ("edit", "warn_text"),
    GateLight.RED: ("warning", "bad_text"),
}
_PLACES = {
    "licence": "avatars",
    "driver": "source",
    "words": "overlays",
    "preset": "brand",
    "seller": "brand",
    "prices": "rundown",
    "pictures": "overlays",
    "platform": "brand",
}
"""On which card a row is mended."""


class GateDialog(QDialog):
    """Follows the show while it is open; closes by itself when the show is on air."""

    place_asked = Signal(str)
    """The card on which a row can be mended is wanted."""

    def __init__(self, parent: QWidget, bridge: Bridge) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Before going live"))
        self._bridge = bridge
        self._rows: tuple[GateRow, ...] = ()
        column = QVBoxLayout(self)
        column.setContentsMargins(28, 24, 28, 24)
        column.setSpacing(14)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(14)
        self._grid.setVerticalSpacing(10)
        self._grid.setColumnStretch(2, 1)
        column.addLayout(self._grid)
        self.name = QLineEdit()
        self.name.setPlaceholderText(self.tr("Your name: it is written into the evidence log"))
        self.name.textChanged.connect(lambda _: self._allow())
        column.addWidget(self.name)
        foot = QHBoxLayout()
        foot.addStretch(1)
        self.live = button("live", "air")
        self.live.setText(said(CATALOGUE["GoLive"].title))
        self.live.clicked.connect(lambda: bridge.send(GoLive()))
        foot.addWidget(self.live)
        column.addLayout(foot)
        self.deeds: dict[str, QPushButton] = {}
        """What opens a row, by its key."""
        self.places: dict[str, QPushButton] = {}
        """What leads to the card where a row is mended, by its key."""
        bridge.state_changed.connect(self._show)
        self._show(bridge.state)

    def _show(self, state: Show) -> None:
        if state.air is Air.LIVE:
            self.accept()
            return
        if state.gate != self._rows:
            self._rows = state.gate
            self._fill()
        self._allow()

    def _fill(self) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        self.deeds, self.places = {}, {}
        for line, row in enumerate(self._rows):
            mark = QLabel()
            icon, ink = _MARKS[GateLight.GREEN if row.open else row.light]
            icons.wear(mark, icon, ink, size=18)
            title = words("name")
            title.setText(said(GATE_TITLES[row.key]) if row.key in GATE_TITLES else row.key)
            reason = words("soft", wrap=True)
            reason.setMinimumWidth(300)
            text = said(Text(row.reason_zh, row.reason_en))
            if row.signed_by:
                text += " — " + self.tr("signed by {name}").format(name=row.signed_by)
            elif not row.open:
                text += "\n→ " + said(Text(row.remedy_zh, row.remedy_en))
            reason.setText(text)
            for place, widget in enumerate((mark, title, reason)):
                self._grid.addWidget(widget, line, place, Qt.AlignmentFlag.AlignTop)
            if not row.open and (row.key == "consent" or row.light is GateLight.SIGNATURE):
                deed = button()
                deed.setText(self.tr("I agree") if row.key == "consent" else self.tr("I sign for it"))
                deed.clicked.connect(lambda _=False, key=row.key: self._open_row(key))
                name_it(deed, f"{deed.text()}: {title.text()}")
                self._grid.addWidget(deed, line, 3, Qt.AlignmentFlag.AlignTop)
                self.deeds[row.key] = deed
            if not row.open and row.key in _PLACES:
                go = button("next")
                go.setText(self.tr("Go there"))
                name_it(go, f"{go.text()}: {title.text()}")
                go.clicked.connect(lambda _=False, key=row.key: self._go(key))
                self._grid.addWidget(go, line, 4, Qt.AlignmentFlag.AlignTop)
                self.places[row.key] = go

    def _open_row(self, key: str) -> None:
        name = self.name.text().strip()
        self._bridge.send(GiveConsent(name) if key == "consent" else SignOff(key, name))

    def _go(self, key: str) -> None:
        self.reject()
        self.place_asked.emit(_PLACES[key])

    def _allow(self) -> None:
        named = bool(self.name.text().strip())
        for deed in self.deeds.values():
            deed.setEnabled(named)
        self.live.setEnabled(all(row.open for row in self._rows))
