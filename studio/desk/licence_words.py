"""An avatar's licence in words, and the question before a file of one's own is used for the first time."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from studio.control import events as e
from studio.control.commands import ChooseAvatar
from studio.control.console import Notice as Told
from studio.control.state import Show
from studio.desk.bridge import Bridge
from studio.desk.controls import breakable, button, name_it, ruler, set_kind, words

translate = QCoreApplication.translate


def licence_words(commercial: str) -> tuple[str, str, str]:
    """(word, sentence, tone) for a licence's commercialUsage."""
    match commercial:
        case "corporation":
            return (
                translate("Licence", "commercial"),
                translate("Licence", "May be used by companies, for profit"),
                "good",
            )
        case "personalProfit":
            text = translate("Licence", "For profit by one person; not by companies")
            return translate("Licence", "personal, paid"), text, "warn"
        case "personalNonProfit":
            text = translate("Licence", "Not for profit: must not sell on air")
            return translate("Licence", "personal only"), text, "warn"
        case _:
            text = translate("Licence", "The file does not say who may use it for what")
            return translate("Licence", "licence unknown"), text, "warn"


class LicenceDialog(QDialog):
    """What the file says, and whether the person stands for its use."""

    def __init__(self, parent: QWidget, path: str, summary: str, commercial: str) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Licence of this avatar"))
        column = QVBoxLayout(self)
        column.setContentsMargins(28, 24, 28, 24)
        column.setSpacing(10)
        name, what, where = words("title", wrap=True), words("soft", wrap=True), words("faint", wrap=True)
        name.setText(Path(path).stem)
        what.setText(summary)
        where.setText(breakable(path))
        where.setMinimumWidth(420)
        for label in (name, what, where):
            column.addWidget(label)
        column.addWidget(ruler())
        short, long, tone = licence_words(commercial)
        chip = QLabel(short)
        chip.setObjectName("chip")
        set_kind(chip, "tone", tone)
        row = QHBoxLayout()
        row.addWidget(chip)
        sentence = words(wrap=True)
        sentence.setText(long)
        row.addWidget(sentence, 1)
        column.addLayout(row)
        why = words("soft", wrap=True)
        why.setText(self.tr("Use it only if you made it, or its author allows what you do with it."))
        column.addWidget(why)
        foot = QHBoxLayout()
        foot.addStretch(1)
        self.back, self.use = button("previous"), button("tick", "primary")
        self.back.setText(self.tr("Take the one before"))
        name_it(self.back, self.tr("Take the one before"))
        self.back.clicked.connect(self.reject)
        self.use.setText(self.tr("I may use it"))
        name_it(self.use, self.tr("I may use it"))
        self.use.clicked.connect(self.accept)
        foot.addWidget(self.back)
        foot.addWidget(self.use)
        column.addLayout(foot)


class LicenceAsk(QObject):
    """Asks once for each file; again if the file says another licence than it did."""

    def __init__(self, window: QWidget, bridge: Bridge, agreed: dict[str, str]) -> None:
        """`agreed`: path and the licence's word that was agreed to, from one day to the next."""
        super().__init__(window)
        self._window, self._bridge = window, bridge
        self.agreed = dict(agreed)
        self._before = ""
        """The avatar that was there last, and asked about."""
        self.dialog: LicenceDialog | None = None
        bridge.noticed.connect(self._hear)
        bridge.state_changed.connect(self._remember)

    def _remember(self, state: Show) -> None:
        if self._known(state, state.avatar, state.licence):
            self._before = state.avatar

    def _known(self, state: Show, avatar: str, commercial: str) -> bool:
        return any(entry.name == avatar for entry in state.avatars) or self.agreed.get(avatar) == commercial

    def _hear(self, told: Told) -> None:
        for event in told.events:
            if isinstance(event, e.AvatarLoaded) and not self._known(told.state, event.avatar, event.commercial):
                self._ask(event.avatar, event.summary, event.commercial)

    def _ask(self, path: str, summary: str, commercial: str) -> None:
        if self.dialog is not None:
            self.dialog.reject()
        dialog = self.dialog = LicenceDialog(self._window, path, summary, commercial)
        dialog.accepted.connect(lambda: self._agree(path, commercial))
        dialog.rejected.connect(lambda: self._go_back(path))
        dialog.open()

    def _agree(self, path: str, commercial: str) -> None:
        self.dialog = None
        self.agreed[path] = commercial
        self._before = path

    def _go_back(self, path: str) -> None:
        self.dialog = None
        if self._before and self._bridge.state.avatar == path:
            self._bridge.send(ChooseAvatar(self._before))
