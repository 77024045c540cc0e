"""Holds the label against the final picture, twice a second and at every change of scene, beside the show.

The loop leaves a finished frame and goes on; a thread of its own looks. When the label is not visibly there while the
show is on air, the slate follows with the next frame and everybody hears why.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable

from studio.compliance.label_check import LabelCheck, LabelSight
from studio.control import events as e
from studio.control.host import ShowConsole
from studio.control.state import Air
from studio.core.image import Image
from studio.core.scene import Label
from studio.engine.slot import Slot

_log = logging.getLogger(__name__)
PERIOD_S = 0.5
"""Between looks: with the frame that is looked at and the one that follows, the slate is there within a second."""
HEARTBEAT_S = 0.95
_FAULT = "the check of the label failed: this is a fault of the studio, please report it"


class LabelWatch:
    """`offer` belongs to the show's loop, the rest to a thread of its own."""

    def __init__(self, console: ShowConsole, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._console = console
        self._clock = clock
        self._scene: object = None
        self._due_s = 0.0
        self._mail: Slot[tuple[Image, Label]] = Slot()
        self._changed = threading.Event()
        self._stopping = False
        self._thread = threading.Thread(target=self._run, name="label", daemon=True)
        self._check: LabelCheck | None = None
        self._told_s = float("-inf")
        self._told: object = None

    def start(self) -> None:
        self._thread.start()

    def close(self) -> None:
        """Twice, or without `start`, is no error."""
        self._stopping = True
        self._changed.set()
        if self._thread.ident is not None:
            self._thread.join(5.0)

    def offer(self, image: Image, label: Label, scene: object, now_s: float) -> None:
        """Leaves the frame to be looked at if one is due. `scene`: whatever differs when the scene changes."""
        if scene == self._scene and now_s < self._due_s:
            return
        self._scene, self._due_s = scene, now_s + PERIOD_S
        self._mail.put((image, label))
        self._changed.set()

    def look(self, image: Image, label: Label) -> None:
        """Looks at one frame and reports what there is to report."""
        try:
            if self._check is None or self._check.label is not label or self._check.size != (image.width, image.height):
                self._check = LabelCheck(label, image.width, image.height)
            sight = self._check.look(image.pixels)
        except Exception:  # whatever fails here, an unproved label is no label
            _log.exception("the label could not be checked")
            self._lost(_FAULT)
            return
        if sight.ok:
            self._seen(sight)
        else:
            self._lost(sight.problem)

    def _seen(self, sight: LabelSight) -> None:
        """Once a second on air; otherwise when something about it is new."""
        state, now_s = self._console.state, self._clock()
        seen = e.LabelSeen(sight.ink_px, sight.contrast, sight.x, sight.y)
        place = (state.air, sight.x, sight.y, round(sight.ink_px))
        beat = state.air is Air.LIVE and now_s - self._told_s >= HEARTBEAT_S
        if beat or place != self._told or not state.label_state.ok:
            self._told_s, self._told = now_s, place
            self._console.report(seen)

    def _lost(self, problem: str) -> None:
        state = self._console.state
        if problem != self._told:
            self._told = problem
            _log.error("the label is not in the picture: %s", problem)
            lost: tuple[e.Event, ...] = (e.LabelLost(problem),)
        else:
            lost = ()
        slate: tuple[e.Event, ...] = (e.SlateShown(),) if state.air is Air.LIVE and not state.slate else ()
        if lost or slate:
            self._console.report(*lost, *slate)

    def _run(self) -> None:
        while not self._stopping:
            self._changed.wait()
            self._changed.clear()
            if (mail := self._mail.take()) is not None:
                self.look(*mail)
