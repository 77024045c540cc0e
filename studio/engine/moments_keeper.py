"""Keeps what happened during a recording, for clips and for the talk afterwards."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from pathlib import Path

from studio.control import events as e
from studio.control import goods_events as ge
from studio.control.console import Notice
from studio.control.state import Show
from studio.core.errors import StudioError
from studio.library.moments import Moment, write_moments

_log = logging.getLogger(__name__)


class MomentsKeeper:
    """`hear` may be called from any thread, in the order of the facts; the file is written when the video is whole."""

    def __init__(self, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._began_s: float | None = None
        self._moments: list[Moment] = []

    def hear(self, notice: Notice) -> None:
        for event in notice.events:
            match event:
                case e.RecordingStarted():
                    self._began_s, self._moments = self._clock(), []
                    if notice.state.card:  # who is on already belongs to the beginning
                        self._add("product", _product(notice.state, notice.state.product))
                case ge.MomentMarked(note):
                    self._add("mark", note)
                case ge.ProductShown(product):
                    self._add("product", _product(notice.state, product))
                case ge.CorrectionShown(text):
                    self._add("correction", text)
                case e.RecordingSaved(path) if self._began_s is not None:
                    self._began_s = None
                    if self._moments:
                        threading.Thread(target=_write, args=(Path(path), tuple(self._moments)), daemon=True).start()
                case _:
                    pass

    def _add(self, kind: str, note: str) -> None:
        if self._began_s is not None:
            at_s = round(max(self._clock() - self._began_s, 0.0), 2)
            self._moments.append(Moment.model_validate({"at_s": at_s, "kind": kind, "note": note[:400]}))


def _product(state: Show, product: str) -> str:
    name = next((entry.name for entry in state.rundown if entry.id == product), "")
    return f"{product} {name}".strip()


def _write(recording: Path, moments: tuple[Moment, ...]) -> None:
    try:
        write_moments(recording, moments)
    except StudioError as error:
        _log.warning("%s", error)
