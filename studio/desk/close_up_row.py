"""The second camera: which it is, how it does, and the colour of the mat that is cut out. Its overlay switches it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QColorDialog,
    QComboBox,
    QFileDialog,
    QGridLayout,
    QLabel,
    QSizePolicy,
    QSlider,
    QVBoxLayout,
    QWidget,
)

from studio.control.catalogue import CATALOGUE
from studio.control.goods_commands import ChooseCloseUp, KeyCloseUp
from studio.control.state import Show
from studio.core.preset import ChromaKey, OverlayItem, OverlayKind
from studio.desk import icons
from studio.desk.bridge import Bridge
from studio.desk.controls import PartView, Speaking, Switch, name_it, row_of, words
from studio.desk.language import said
from studio.desk.preset_colors import Swatch

_OPEN_VIDEO = "open:video"
_SHARES = ("tolerance", "softness", "spill")


class CloseUpRow(Speaking):
    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self._bridge = bridge
        self._listed: tuple[object, ...] = ()
        self._key = ChromaKey()
        """As the show has it, or had it last."""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        self._title = words("field")
        column.addWidget(self._title)
        self.choice = QComboBox()
        self.choice.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.choice.activated.connect(self._choose)
        column.addWidget(self.choice)
        self.part = PartView()
        column.addWidget(self.part)
        self._cut_name, self.swatch, self.cut = words(wrap=True), Swatch(), Switch()
        self.cut.clicked.connect(self._wish_cut)
        self.swatch.clicked.connect(self.open_dialog)
        column.addLayout(row_of(self._cut_name, self.swatch, self.cut, stretch=0))
        self._fine = QWidget()
        grid = QGridLayout(self._fine)
        grid.setContentsMargins(0, 0, 0, 0)
        self.sliders: dict[str, tuple[QLabel, QSlider]] = {}
        for row, name in enumerate(_SHARES):
            label, slider = words("faint"), QSlider(Qt.Orientation.Horizontal)
            slider.setRange(0, 100)
            slider.setTracking(False)  # told when it is let go: each step is a fact in the log
            slider.valueChanged.connect(lambda value, name=name: self._wish(replace(self._key, **{name: value / 100})))
            self.sliders[name] = (label, slider)
            grid.addWidget(label, row, 0)
            grid.addWidget(slider, row, 1)
        column.addWidget(self._fine)
        bridge.state_changed.connect(self._show)
        bridge.link_changed.connect(lambda _: self._show(bridge.state))
        self.retranslate()

    def retranslate(self) -> None:
        camera, key = CATALOGUE["ChooseCloseUp"], CATALOGUE["KeyCloseUp"]
        self._title.setText(said(camera.title))
        name_it(self.choice, said(camera.title), said(camera.help))
        self._cut_name.setText(said(key.title))
        name_it(self.cut, said(key.title), said(key.help))
        arguments = {argument.name: argument for argument in key.arguments}
        name_it(self.swatch, said(arguments["color"].title))
        for name, (label, slider) in self.sliders.items():
            label.setText(said(arguments[name].title))
            name_it(slider, said(arguments[name].title), said(arguments[name].help))
        self._listed = ()
        self._show(self._bridge.state)

    def open_dialog(self) -> None:
        """Its “pick screen colour” takes the mat's colour off the preview."""
        dialog = QColorDialog(self.swatch.color, self)
        dialog.setOption(QColorDialog.ColorDialogOption.DontUseNativeDialog)
        dialog.colorSelected.connect(lambda color: self._wish(replace(self._key, color=color.name())))
        dialog.open()

    def _show(self, state: Show) -> None:
        item = _close_up(state)
        self.setVisible(item is not None)
        if item is None:
            return
        for widget in (self.choice, self.cut, self.swatch, self._fine):
            widget.setEnabled(self._bridge.connected)
        self.part.show_part(state.close_up)
        key = item.close_up.key
        self._key = key or self._key
        self.cut.setChecked(key is not None)
        self._fine.setVisible(key is not None)
        self.swatch.color = QColor(self._key.color)
        self.swatch.update()
        for name, (_, slider) in self.sliders.items():
            slider.blockSignals(True)
            if not slider.isSliderDown():
                slider.setValue(round(100 * getattr(self._key, name)))
            slider.blockSignals(False)
        if (state.sources, state.source, state.close_up_source) != self._listed:
            self._listed = (state.sources, state.source, state.close_up_source)
            self._fill(state)

    def _fill(self, state: Show) -> None:
        """The performer's own camera is not offered."""
        chosen = state.close_up_source
        entries = [
            (entry.source, entry.title)
            for entry in state.sources
            if entry.source.startswith("camera:") and entry.source != state.source
        ]
        if chosen and all(source != chosen for source, _ in entries):
            entries.insert(0, (chosen, Path(chosen.partition(":")[2]).name or chosen))
        self.choice.clear()
        self.choice.addItem(icons.icon("none"), self.tr("No second camera"), "")
        for source, title in entries:
            self.choice.addItem(icons.icon("video" if source.startswith("file:") else "camera"), title, source)
        self.choice.addItem(icons.icon("folder"), self.tr("Open a video…"), _OPEN_VIDEO)
        self.choice.setCurrentIndex(self.choice.findData(chosen))

    def _choose(self, index: int) -> None:
        source = str(self.choice.itemData(index))
        self.choice.setCurrentIndex(self.choice.findData(self._bridge.state.close_up_source))
        if source != _OPEN_VIDEO:
            self._bridge.send(ChooseCloseUp(source))
            return
        dialog = QFileDialog(self, self.tr("Open a video as the second camera"))
        dialog.setNameFilter(self.tr("Videos") + " (*.mp4 *.mov *.mkv *.webm *.avi)")
        dialog.fileSelected.connect(lambda path: self._bridge.send(ChooseCloseUp(f"file:{path}")))
        dialog.open()

    def _wish_cut(self, on: bool) -> None:
        self.cut.setChecked(not on)  # it follows the show, not the finger
        self._wish(self._key, on=on)

    def _wish(self, key: ChromaKey, *, on: bool = True) -> None:
        self._bridge.send(KeyCloseUp(on, key.color, key.tolerance, key.softness, key.spill))


def _close_up(state: Show) -> OverlayItem | None:
    return next((item for item in state.overlays if item.kind is OverlayKind.CLOSE_UP), None)
