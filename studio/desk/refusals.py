"""Where a card says why a wish of its own was not granted: for a while, over what is wrong for longer."""

from __future__ import annotations

from PySide6.QtCore import QTimer

from studio.control.commands import Command
from studio.control.state import Part
from studio.desk.bridge import Bridge, Refusal
from studio.desk.controls import Notice

_READ_MS = 12_000
"""Long enough to read two sentences."""


class RefusalNotice(Notice):
    def __init__(self, bridge: Bridge, *commands: type[Command]) -> None:
        """`commands`: whose refusals are told here."""
        super().__init__()
        self._commands = commands
        self._lasting = ("", "")
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_READ_MS)
        self._timer.timeout.connect(lambda: self.tell(*self._lasting))
        bridge.refused.connect(self._hear)

    def tell_part(self, part: Part) -> None:
        """What is wrong until it is mended."""
        lasting = (part.problem, part.remedy)
        if lasting != self._lasting:
            self._lasting = lasting
            self._timer.stop()
            self.tell(*lasting)

    def tell_briefly(self, problem: str, remedy: str) -> None:
        self.tell(problem, remedy, "warn")
        self._timer.start()

    def _hear(self, refusal: Refusal) -> None:
        if isinstance(refusal.command, self._commands):
            self.tell_briefly(refusal.problem, refusal.remedy)
