"""A named slider with its value in words: springs and light of the workshop."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSlider, QVBoxLayout

from studio.desk.controls import Speaking, name_it, words
from studio.desk.gently import Gently


class TuningSlider(Speaking):
    """`low` to `high` in steps of `step`; `say` gives the value in words."""

    wished = Signal(float)

    def __init__(self, low: float, high: float, step: float, say: Callable[[float], str]) -> None:
        super().__init__()
        self._step, self._say = step, say
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        self.title, self.number = words("field"), words("soft")
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.number)
        column.addLayout(head)
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(round(low / step), round(high / step))
        self.slider.setPageStep(max(round((high - low) / step / 10), 1))
        column.addWidget(self.slider)
        self._gently = Gently(self)
        self._gently.told.connect(self.wished.emit)
        self.slider.valueChanged.connect(self._move)

    @property
    def value(self) -> float:
        return round(self.slider.value() * self._step, 4)

    def entitle(self, title: str, help_: str = "") -> None:
        self.title.setText(title)
        name_it(self.slider, title, help_)
        self.number.setText(self._say(self.value))

    def follow(self, value: float) -> None:
        """What the show has; a slider under the finger stays where it is."""
        if not self._gently.waits and not self.slider.isSliderDown():
            self.slider.blockSignals(True)
            self.slider.setValue(round(value / self._step))
            self.slider.blockSignals(False)
        self.number.setText(self._say(self.value))

    def _move(self) -> None:
        self.number.setText(self._say(self.value))
        self._gently.wish(self.value)
