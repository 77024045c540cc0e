"""The workshop's page for what is set once for an avatar: how firm hair and cloth are, and how the key light falls."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from studio.control.catalogue import CATALOGUE
from studio.control.state import Show
from studio.control.tuning_commands import SetKeyLight, SetSprings
from studio.core import tuning
from studio.core.tuning import KeyLight
from studio.desk.bridge import Bridge
from studio.desk.controls import GAP, MARGIN, Speaking, button, name_it, ruler, words
from studio.desk.language import said
from studio.desk.tuning_slider import TuningSlider

_PLAIN = KeyLight()


class TuningPanel(Speaking):
    """Follows the show; what is set is kept with the avatar by the show itself."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self._bridge = bridge
        self.springs = TuningSlider(tuning.LEAST_SPRINGS, tuning.MOST_SPRINGS, 0.05, self._times)
        self.turn = TuningSlider(-tuning.MOST_TURN_DEG, tuning.MOST_TURN_DEG, 1.0, self._side)
        self.lift = TuningSlider(tuning.LEAST_LIFT_DEG, tuning.MOST_LIFT_DEG, 1.0, self._height)
        self.warmth = TuningSlider(-1.0, 1.0, 0.05, self._warmth)
        self.strength = TuningSlider(tuning.LEAST_LIGHT, tuning.MOST_LIGHT, 0.01, lambda value: f"{value:.0%}")
        self._light = (self.turn, self.lift, self.warmth, self.strength)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, GAP, 0)
        column.setSpacing(10)
        self._springs_title, self.springs_reset = words("title"), button("undo")
        self._light_title, self.light_reset = words("title"), button("undo")
        self._springs_help, self._light_help = words("faint", wrap=True), words("faint", wrap=True)
        for title, reset in ((self._springs_title, self.springs_reset), (self._light_title, self.light_reset)):
            head = QHBoxLayout()
            head.addWidget(title, 1)
            head.addWidget(reset)
            column.addLayout(head)
            if title is self._springs_title:
                column.addWidget(self._springs_help)
                column.addWidget(self.springs)
                column.addSpacing(MARGIN // 2)
                column.addWidget(ruler())
                column.addSpacing(MARGIN // 2)
        column.addWidget(self._light_help)
        for slider in self._light:
            column.addWidget(slider)
            slider.wished.connect(lambda _: self._send_light())
        column.addStretch(1)
        self.springs.wished.connect(lambda value: bridge.send(SetSprings(value)))
        self.springs_reset.clicked.connect(lambda: bridge.send(SetSprings(1.0)))
        self.light_reset.clicked.connect(lambda: bridge.send(SetKeyLight()))
        bridge.state_changed.connect(self._show)
        bridge.link_changed.connect(lambda _: self._show(bridge.state))
        self.retranslate()

    def retranslate(self) -> None:
        springs, light = CATALOGUE["SetSprings"], CATALOGUE["SetKeyLight"]
        self._springs_title.setText(said(springs.title))
        self._springs_help.setText(said(springs.help))
        self._light_title.setText(said(light.title))
        self._light_help.setText(said(light.help))
        self.springs.entitle(said(springs.arguments[0].title), said(springs.help))
        for slider, argument in zip(self._light, light.arguments, strict=True):
            slider.entitle(said(argument.title), said(argument.help))
        for reset, title in ((self.springs_reset, springs.title), (self.light_reset, light.title)):
            reset.setText(self.tr("Reset"))
            name_it(reset, self.tr("Reset: {name}").format(name=said(title)))
        self._show(self._bridge.state)

    def _show(self, state: Show) -> None:
        light, connected = state.key_light, self._bridge.connected
        self.springs.follow(state.springs)
        values = (light.turn_deg, light.lift_deg, light.warmth, light.strength)
        for slider, value in zip(self._light, values, strict=True):
            slider.follow(value)
        for slider in (self.springs, *self._light):
            slider.setEnabled(connected)
        self.springs_reset.setEnabled(connected and state.springs != 1.0)
        self.light_reset.setEnabled(connected and light != _PLAIN)

    def _send_light(self) -> None:
        self._bridge.send(SetKeyLight(*(slider.value for slider in self._light)))

    def _times(self, value: float) -> str:
        return self.tr("as made") if value == 1.0 else f"× {value:.2f}"

    def _side(self, value: float) -> str:
        if value == 0:
            return self.tr("as the set")
        text = self.tr("{degrees}° to the right") if value > 0 else self.tr("{degrees}° to the left")
        return text.format(degrees=f"{abs(value):.0f}")

    def _height(self, value: float) -> str:
        if value == 0:
            return self.tr("as the set")
        return (self.tr("{degrees}° higher") if value > 0 else self.tr("{degrees}° lower")).format(
            degrees=f"{abs(value):.0f}"
        )

    def _warmth(self, value: float) -> str:
        if value == 0:
            return self.tr("neutral")
        text = self.tr("warmer, {percent} %") if value > 0 else self.tr("cooler, {percent} %")
        return text.format(percent=f"{abs(value) * 100:.0f}")
