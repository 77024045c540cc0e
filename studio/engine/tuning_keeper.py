"""Keeps how each avatar and each performer was set, and brings it back when they come on."""

from __future__ import annotations

import threading
from typing import Final, TypeVar

from studio.control import events as e
from studio.control import tuning_events as te
from studio.control.console import Notice
from studio.control.host import ShowConsole
from studio.control.state import Show
from studio.core.tuning import KeyLight, Window
from studio.library import settings
from studio.library.settings import AvatarTuning, WindowSettings

EVERY_S: Final = 2.0
"""A slider that is dragged is written down once in so long."""
_JOIN_S = 10.0
T = TypeVar("T")


class TuningKeeper:
    """`hear` may be called from any thread, in the order of the facts. `start` once, `close` once."""

    def __init__(self, console: ShowConsole, *, every_s: float = EVERY_S) -> None:
        self._console = console
        self._every_s = every_s
        kept, _ = settings.resume()
        self._avatars, self._performers = dict(kept.avatars), dict(kept.performers)
        self._lock = threading.Lock()
        self._changed = False
        self._on = console.state.avatar
        """Whose values the state holds: a chosen avatar's come with it, when it is loaded."""
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._work, name="tuning", daemon=True)

    def start(self) -> None:
        self._thread.start()
        self._recall_performer(self._console.state)

    def close(self) -> None:
        """Writes once more."""
        self._stop.set()
        if self._thread.ident is not None:
            self._thread.join(_JOIN_S)
        self._write()

    def hear(self, notice: Notice) -> None:
        for event in notice.events:
            match event:
                case te.SpringsSet() | te.KeyLightSet():
                    self._keep_avatar(notice.state)
                case te.MotionWindowSet():
                    self._keep_performer(notice.state)
                case e.AvatarLoaded(avatar):
                    self._on = avatar
                    self._recall_avatar(avatar, notice.state)
                case e.AvatarRefused():
                    self._on = notice.state.avatar
                    self._recall_avatar(self._on, notice.state)
                case e.ConsentGiven() | e.ConsentWithdrawn():
                    self._recall_performer(notice.state)
                case _:
                    pass

    def _keep_avatar(self, state: Show) -> None:
        light = state.key_light
        kept = AvatarTuning(
            springs=state.springs,
            turn_deg=light.turn_deg,
            lift_deg=light.lift_deg,
            warmth=light.warmth,
            strength=light.strength,
        )
        with self._lock:
            _set(self._avatars, self._on, kept, AvatarTuning())
            self._changed = True

    def _keep_performer(self, state: Show) -> None:
        kept = [WindowSettings(motion=item.motion, low=item.low, high=item.high) for item in state.motion_windows]
        with self._lock:
            _set(self._performers, state.consent, kept, [])
            self._changed = True

    def _recall_avatar(self, avatar: str, state: Show) -> None:
        kept = self._avatars.get(avatar, AvatarTuning())
        light = KeyLight(kept.turn_deg, kept.lift_deg, kept.warmth, kept.strength)
        if (kept.springs, light) != (state.springs, state.key_light):
            self._console.report(te.AvatarTuned(kept.springs, light))

    def _recall_performer(self, state: Show) -> None:
        kept = tuple(Window(item.motion, item.low, item.high) for item in self._performers.get(state.consent, []))
        if kept != state.motion_windows:
            self._console.report(te.PerformerTuned(kept))

    def _work(self) -> None:
        while not self._stop.wait(self._every_s):
            self._write()

    def _write(self) -> None:
        with self._lock:
            if not self._changed:
                return
            self._changed = False
            avatars, performers = dict(self._avatars), dict(self._performers)
        settings.remember(avatars=avatars, performers=performers)


def _set(kept: dict[str, T], name: str, value: T, plain: T) -> None:
    """What is as it came needs no keeping."""
    if value == plain:
        kept.pop(name, None)
    else:
        kept[name] = value
