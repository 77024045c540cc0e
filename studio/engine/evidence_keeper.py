"""Writes the show's facts into the evidence log, in a thread of its own: a full disk costs records, never frames.

Nothing of the performer goes in: of a source only its kind, of the tracker only that it came and went.
"""

from __future__ import annotations

import hashlib
import logging
import os
import platform
import queue
import threading
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import studio
from studio.compliance.evidence import Clock, EvidenceError, EvidenceLog, keep_until, new_log, now_wall
from studio.control import events as e
from studio.control import goods_events as ge
from studio.control import remote_events as re
from studio.control.console import Notice
from studio.control.state import Air, Show
from studio.engine.goods_facts import goods_facts

_log = logging.getLogger(__name__)
_NO_NEWS = (
    e.HealthMeasured,
    e.SourcesFound,
    e.AvatarsFound,
    e.EvidenceOpened,
    e.EvidenceFailed,
    re.RemotesSeen,
    re.ObsDelayMeasured,
    re.ObsSoundsSeen,
)
_KIND_ONLY = (e.TrackerStarted, e.TrackerLost, e.TrackerFailed, e.TrackerStopped)
"""Their words may name cameras or files."""
_JOIN_S = 10.0
_MAX_ENTRIES = 10_000
"""Waiting for the disk; beyond that records are lost and counted."""


@dataclass(frozen=True, slots=True)
class _Entry:
    event: str
    facts: dict[str, Any]
    clock: Clock


def facts_of(event: e.Event, state: Show) -> dict[str, Any] | None:
    """What of an event goes into the log; None: nothing."""
    match event:
        case e.SourceChosen(source) | e.TrackerStarting(source):
            return {"kind": source.partition(":")[0]}
        case e.LabelSeen() if state.air is not Air.LIVE:
            return None
        case e.WentLive():
            label = state.label_state
            return {"label_ok": label.ok, "ink_px": label.ink_px, "avatar": Path(state.avatar).name}
        case e.AvatarChosen(avatar):
            return {"avatar": Path(avatar).name}
        case e.AvatarRefused(avatar, kept):
            return {"avatar": Path(avatar).name, "kept": Path(kept).name}
        case e.AvatarLoaded(avatar, _, summary, commercial):
            return {"avatar": Path(avatar).name, "summary": summary, "licence": commercial}
        case e.BackgroundSet(background):
            return {"background": Path(background).name}
        case e.RecordingAsked(path) | e.StillAsked(path) | e.RecordingStarted(path) | e.StillSaved(path):
            return {"file": Path(path).name}
        case e.RecordingSaved(path, seconds, frames):
            return {"file": Path(path).name, "seconds": seconds, "frames": frames}
        case e.GateChecked(rows):
            return {"rows": {row.key: f"{row.light.value}: {row.reason_en}" for row in rows}}
        case _ if isinstance(event, ge.GoodsEvent):
            return goods_facts(event, state)
        case _ if isinstance(event, _NO_NEWS):
            return None
        case _ if isinstance(event, _KIND_ONLY):
            return {}
        case _:
            return asdict(event)


class EvidenceKeeper:
    """`hear` may be called from any thread; `start` once, `close` once."""

    def __init__(
        self,
        folder: Path,
        report: Callable[[e.Event], None],
        *,
        avatar_file: Callable[[str], Path | None] = lambda _: None,
    ) -> None:
        """`avatar_file`: where the avatar of that name lies; its hash goes into the log."""
        self._folder = folder
        self._report = report
        self._avatar_file = avatar_file
        self._entries: queue.Queue[_Entry | None] = queue.Queue(_MAX_ENTRIES)
        self._thread = threading.Thread(target=self._write, name="evidence", daemon=True)
        self._failing = False
        self.path: Path | None = None
        """The log file, once it is open."""

    def start(self, state: Show) -> None:
        clock = _now()
        self._put(
            "ShowStarted",
            {
                "studio": studio.__version__,
                "system": platform.platform(terse=True),
                "canvas": [state.canvas.width, state.canvas.height, state.canvas.fps],
                "avatar": Path(state.avatar).name,
                "label": state.label,
                "source_kind": state.source.partition(":")[0],
                "consent": state.consent,
                "keep_until": keep_until(clock),
            },
        )
        self._thread.start()

    def hear(self, notice: Notice) -> None:
        """For the console: queues what is to be written and returns."""
        for event in notice.events:
            facts = facts_of(event, notice.state)
            if facts is not None:
                self._put(type(event).__name__, facts)

    def close(self) -> None:
        """Writes what waits and the end."""
        if self._thread.ident is None or not self._thread.is_alive():
            return
        self._put("ShowStopped", {})
        self._entries.put(None)
        self._thread.join(_JOIN_S)

    def _put(self, event: str, facts: dict[str, Any]) -> None:
        try:
            self._entries.put_nowait(_Entry(event, facts, _now()))
        except queue.Full:
            _log.error("the evidence log cannot keep up: %s is missing in it", event)

    def _write(self) -> None:
        log: EvidenceLog | None = None
        while (entry := self._entries.get()) is not None:
            try:
                if log is None:
                    log = EvidenceLog(new_log(self._folder, entry.clock, os.getpid()), entry.clock)
                    self.path = log.path
                    self._report(e.EvidenceOpened(log.path.name))
                facts = {**entry.facts, "sha256": self._hash(entry)} if entry.event == "AvatarLoaded" else entry.facts
                log.append(entry.event, facts, entry.clock)
                if self._failing:
                    self._failing = False
                    self._report(e.EvidenceOpened(log.path.name))
            except EvidenceError as error:
                if not self._failing:
                    self._failing = True
                    _log.error("%s", error)
                    self._report(e.EvidenceFailed(error.what, error.remedy))
            except Exception:
                _log.exception("a record could not be written: %s", entry.event)
        if log is not None:
            log.close()

    def _hash(self, entry: _Entry) -> str:
        path = self._avatar_file(str(entry.facts["avatar"]))
        if path is None:
            return ""
        try:
            with path.open("rb") as file:
                return hashlib.file_digest(file, "sha256").hexdigest()
        except OSError:
            return ""


def _now() -> Clock:
    return Clock(now_wall(), time.monotonic())
