"""The bottom line: what the tracker sees, how steady and how late the picture is, what it costs, and the label."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QLabel

from studio.control.state import Health, PartStatus, Show
from studio.desk import icons
from studio.desk.bridge import Bridge
from studio.desk.controls import Lamp, Speaking, set_kind, words

_SLOW = 0.9
"""Share of the wanted rate below which the picture is called slow."""
_LONG_GAP_MS = 100.0
_LATE_MS = 150.0


class Figure(QLabel):
    """A name and a value; coloured when the value is no good."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("rank", "soft")

    def tell(self, text: str, tip: str, *, bad: bool = False) -> None:
        if text != self.text():
            self.setText(text)
        if tip != self.toolTip():
            self.setToolTip(tip)
        set_kind(self, "tone", "warn" if bad else "")


class Seen(QLabel):
    """An icon that lights up while that part of the performer is seen."""

    def __init__(self, icon: str) -> None:
        super().__init__()
        self._icon = icon
        self.seen = False
        icons.wear(self, icon, "text_faint", size=18)

    def tell(self, seen: bool, tip: str) -> None:
        self.setToolTip(tip)
        self.setAccessibleName(tip)
        if seen != self.seen:
            self.seen = seen
            icons.wear(self, self._icon, "accent_text" if seen else "text_faint", size=18)


class HealthBar(Speaking):
    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self._bridge = bridge
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 0, 10, 0)
        row.setSpacing(14)
        self.face, self.left_hand, self.right_hand = Seen("face"), Seen("hand_left"), Seen("hand_right")
        seen = QHBoxLayout()
        seen.setSpacing(4)
        for mark in (self.face, self.left_hand, self.right_hand):
            seen.addWidget(mark)
        row.addLayout(seen)
        self.presence = words("soft")
        row.addWidget(self.presence)
        self.fps, self.delay, self.gap, self.cpu, self.memory, self.graphics = (Figure() for _ in range(6))
        row.addSpacing(8)
        for figure in (self.fps, self.delay, self.gap, self.cpu, self.memory):
            row.addWidget(figure)
        row.addStretch(1)
        row.addWidget(self.graphics)
        self._label_lamp, self.label = Lamp("accent"), Figure()
        label = QHBoxLayout()
        label.setSpacing(6)
        label.addWidget(self._label_lamp)
        label.addWidget(self.label)
        row.addLayout(label)
        bridge.state_changed.connect(self._show)
        bridge.link_changed.connect(lambda _: self._show(bridge.state))
        self.retranslate()

    def retranslate(self) -> None:
        self._show(self._bridge.state)

    def _show(self, state: Show) -> None:
        there = self._bridge.show_is_there
        if not there:
            state = Show(canvas=state.canvas, label=state.label)
        for figure in (self.fps, self.delay, self.gap, self.cpu, self.memory, self.label, self._label_lamp):
            figure.setVisible(there)
        health = state.health
        self._show_presence(state)
        self.fps.tell(
            self.tr("{fps} fps").format(fps=f"{health.show_fps:.0f}"),
            self.tr("Pictures a second: {fps} of {wanted}; {repeated} of {frames} were given twice").format(
                fps=f"{health.show_fps:.1f}",
                wanted=state.canvas.fps,
                repeated=health.repeated_frames,
                frames=health.frames,
            ),
            bad=0 < health.show_fps < _SLOW * state.canvas.fps,
        )
        self.delay.tell(
            self.tr("Delay {ms} ms").format(ms=f"{health.delay_ms:.0f}"),
            self.tr("From the camera's picture to the avatar's, median; set OBS's audio offset to it"),
            bad=health.delay_ms > _LATE_MS,
        )
        self.gap.tell(
            self.tr("Gap {ms} ms").format(ms=f"{health.longest_gap_ms:.0f}"),
            self.tr("Longest wait for a picture in the last ten seconds"),
            bad=health.longest_gap_ms > _LONG_GAP_MS,
        )
        show, tracker = health.show_cpu_ms * health.show_fps / 10, health.tracker_cpu_ms * health.tracker_fps / 10
        self.cpu.tell(
            self.tr("CPU {percent} %").format(percent=f"{show + tracker:.0f}"),
            self.tr(
                "Of one core. Show {show} % ({show_ms} ms a picture), tracker {tracker} % ({tracker_ms} ms a picture)"
            ).format(
                show=f"{show:.0f}",
                show_ms=f"{health.show_cpu_ms:.1f}",
                tracker=f"{tracker:.0f}",
                tracker_ms=f"{health.tracker_cpu_ms:.1f}",
            ),
        )
        self.memory.tell(
            self.tr("Memory {mb} MB").format(mb=f"{health.memory_mb:.0f}"), self.tr("Of all processes of the show")
        )
        self._show_graphics(health)
        self.label.tell(
            self.tr("Label: {text}").format(text=state.label),
            self.tr("The required mark that tells viewers they see a digital human; drawn last, in every picture"),
        )

    def _show_presence(self, state: Show) -> None:
        health = state.health
        for mark, seen, name in (
            (self.face, health.performer_seen, self.tr("Face")),
            (self.left_hand, health.left_hand_seen, self.tr("Left hand")),
            (self.right_hand, health.right_hand_seen, self.tr("Right hand")),
        ):
            mark.tell(seen, (self.tr("{part}: seen") if seen else self.tr("{part}: not seen")).format(part=name))
        running = state.tracker.status is PartStatus.RUNNING
        if health.performer_seen:
            text = self.tr("Tracking {fps} fps").format(fps=f"{health.tracker_fps:.0f}")
        else:
            text = self.tr("Nobody seen") if running else self.tr("Idle")
        if text != self.presence.text():
            self.presence.setText(text)
        set_kind(self.presence, "tone", "good" if health.performer_seen else "warn" if running else "")

    def _show_graphics(self, health: Health) -> None:
        self.graphics.setVisible(health.software_gl)
        self.graphics.tell(
            self.tr("No graphics card"),
            self.tr("Drawn by the processor ({renderer}): choose a light avatar and 720p").format(
                renderer=health.renderer
            ),
            bad=True,
        )
