"""Where the performance comes from, how tracking is doing, and the one button that calibrates."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFileDialog, QHBoxLayout, QSizePolicy

from studio.control.catalogue import CATALOGUE
from studio.control.commands import ChooseSource, SetMirror, ShowPerformer
from studio.control.state import Part, PartStatus, Show
from studio.desk import icons
from studio.desk.bridge import Bridge
from studio.desk.card import Card
from studio.desk.controls import PartView, Switch, button, name_it, row_of, ruler, words
from studio.desk.language import said

_OPEN_VIDEO = "open:video"
_WELCOME = "welcome"
_ICONS = {"camera": "camera", "take": "take", "file": "video", "none": "none", "open": "folder"}


class SourcePanel(Card):
    calibrate_asked = Signal()

    def __init__(self, bridge: Bridge) -> None:
        super().__init__("source", "camera")
        self._bridge = bridge
        self._listed: tuple[object, ...] = ()
        self.choice = QComboBox()
        self.choice.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.choice.activated.connect(self._choose)
        self.column.addWidget(self.choice)
        self.part = PartView()
        self.part.troubled.connect(lambda: self.reveal(self.part.notice))
        self.column.addWidget(self.part)
        self.calibrate = button("target", "primary")
        self.calibrate.clicked.connect(self.calibrate_asked)
        self.column.addWidget(self.calibrate)
        self.column.addWidget(ruler())
        self.mirror, self._mirror_name = Switch(), words()
        self.mirror.clicked.connect(lambda on: self._wish(self.mirror, on, SetMirror(on)))
        self.performer, self._performer_name = Switch(), words()
        self.performer.clicked.connect(lambda on: self._wish(self.performer, on, ShowPerformer(on)))
        self.column.addLayout(self._switch_row(self._mirror_name, self.mirror))
        self.column.addLayout(self._switch_row(self._performer_name, self.performer))
        self._privacy = words("faint", wrap=True)
        self.column.addWidget(self._privacy)
        self.column.addStretch(1)
        bridge.state_changed.connect(self._show)
        bridge.link_changed.connect(lambda _: self._show(bridge.state))
        self.retranslate()

    def retranslate(self) -> None:
        self.entitle(self.tr("Performer"))
        name_it(self.choice, said(CATALOGUE["ChooseSource"].title), said(CATALOGUE["ChooseSource"].help))
        self.calibrate.setText(self.tr("Calibrate"))
        name_it(self.calibrate, said(CATALOGUE["Calibrate"].title), said(CATALOGUE["Calibrate"].help), "Ctrl+K")
        self._mirror_name.setText(said(CATALOGUE["SetMirror"].title))
        name_it(self.mirror, said(CATALOGUE["SetMirror"].title), said(CATALOGUE["SetMirror"].help), "Ctrl+M")
        self._performer_name.setText(self.tr("See myself"))
        name_it(self.performer, self.tr("See myself"), said(CATALOGUE["ShowPerformer"].help), "Ctrl+P")
        self._privacy.setText(self.tr("Your camera's picture stays on this machine."))
        self._listed = ()
        self._show(self._bridge.state)

    def _switch_row(self, name: object, switch: Switch) -> QHBoxLayout:
        return row_of(name, switch, stretch=0)  # type: ignore[arg-type]

    def _show(self, state: Show) -> None:
        connected = self._bridge.connected
        for widget in (self.choice, self.mirror, self.performer):
            widget.setEnabled(connected)
        self.calibrate.setEnabled(connected and state.tracker.status is PartStatus.RUNNING)
        self.mirror.setChecked(state.mirror)
        self.performer.setChecked(state.show_performer)
        self.part.show_part(_as_told(state) if self._bridge.show_is_there else Part())
        if (state.sources, state.source) != self._listed:
            self._listed = (state.sources, state.source)
            self._fill(state)

    def _fill(self, state: Show) -> None:
        entries = [(entry.source, entry.title) for entry in state.sources]
        if all(source != state.source for source, _ in entries) and state.source != "none":
            entries.insert(0, (state.source, Path(state.source.partition(":")[2]).name or state.source))
        entries = [item for item in entries if item[0] != "none"]
        self.choice.clear()
        for source, title in entries:
            welcome = source.startswith("take:") and Path(source.removeprefix("take:")).stem == _WELCOME
            shown = title.replace("welcome", self.tr("Built-in take"), 1) if welcome else title
            shown = re.sub(r" \((\d+) s\)$", lambda long: self.tr(" ({seconds} s)").format(seconds=long[1]), shown)
            self.choice.addItem(icons.icon(_ICONS.get(source.partition(":")[0], "camera")), shown, source)
        self.choice.addItem(icons.icon("folder"), self.tr("Open a video…"), _OPEN_VIDEO)
        self.choice.addItem(icons.icon("none"), self.tr("Nobody: idle only"), "none")
        self.choice.setCurrentIndex(self.choice.findData(state.source))

    def _choose(self, index: int) -> None:
        source = str(self.choice.itemData(index))
        self.choice.setCurrentIndex(self.choice.findData(self._bridge.state.source))
        if source != _OPEN_VIDEO:
            self._bridge.send(ChooseSource(source))
            return
        dialog = QFileDialog(self, self.tr("Open a video as the performer"))
        dialog.setNameFilter(self.tr("Videos and takes") + " (*.mp4 *.mov *.mkv *.webm *.avi *.take)")
        dialog.fileSelected.connect(self._open)
        dialog.open()

    def _open(self, path: str) -> None:
        kind = "take" if path.endswith(".take") else "file"
        self._bridge.send(ChooseSource(f"{kind}:{path}"))

    def _wish(self, switch: Switch, on: bool, command: SetMirror | ShowPerformer) -> None:
        switch.setChecked(not on)  # it follows the show, not the finger
        self._bridge.send(command)


def _as_told(state: Show) -> Part:
    """A take that plays is told by its name in the list above; its own description would say it twice."""
    plays = state.tracker.status is PartStatus.RUNNING and state.source.startswith("take:")
    return replace(state.tracker, detail="") if plays else state.tracker
