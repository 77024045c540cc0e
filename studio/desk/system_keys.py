"""Keys that reach the desk while another window has the focus, where the system lends them out one by one.

X11 and Windows do. Nothing here sees any other key: each is asked for by name, and the system says no if another
program has it. Wayland leaves such keys to its compositor's settings; what macOS has is not written yet.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from PySide6.QtGui import QGuiApplication, QKeySequence


@dataclass(frozen=True, slots=True)
class Chord:
    """Keys pressed together."""

    key: str
    """Portable name in Qt's spelling: `Right`, `F5`, `A`."""
    ctrl: bool = False
    alt: bool = False
    shift: bool = False
    meta: bool = False
    """The key with the window or the rhombus."""

    def __str__(self) -> str:
        """As Qt writes it: `Ctrl+Alt+Right`."""
        held = (("Meta", self.meta), ("Ctrl", self.ctrl), ("Alt", self.alt), ("Shift", self.shift))
        return "+".join((*(name for name, on in held if on), self.key))


class Why(StrEnum):
    """Why a chord is not lent."""

    TAKEN = "taken"
    """Another program has it."""
    TYPED = "typed"
    """Without Ctrl, Alt or Meta it would be missing wherever somebody types."""
    UNKNOWN = "unknown"
    """This keyboard, or this module, has no such key."""


class Loan(Protocol):
    """Some chords, lent from the moment it was made until `close`, which is called once."""

    refused: dict[Chord, Why]
    """Those of the asked ones that are not lent."""

    def close(self) -> None: ...


Pressed = Callable[[Chord], None]
"""Called in a thread of the loan's own, once for each press: a key that is held down does not repeat."""
Lender = Callable[[Sequence[Chord], Pressed], Loan]
"""Raises OSError where the system does not answer."""

NAMED_KEYS = {
    # Qt's name: X11's keysym (keysymdef.h), Windows' virtual key
    "Left": (0xFF51, 0x25),
    "Up": (0xFF52, 0x26),
    "Right": (0xFF53, 0x27),
    "Down": (0xFF54, 0x28),
    "PgUp": (0xFF55, 0x21),
    "PgDown": (0xFF56, 0x22),
    "End": (0xFF57, 0x23),
    "Home": (0xFF50, 0x24),
    "Ins": (0xFF63, 0x2D),
    "Del": (0xFFFF, 0x2E),
    "Pause": (0xFF13, 0x13),
    "Space": (0x20, 0x20),
    **{f"F{number}": (0xFFBD + number, 0x6F + number) for number in range(1, 25)},
    **{letter: (ord(letter.lower()), ord(letter)) for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"},
}


def chord_of(keys: QKeySequence) -> Chord | None:
    """None for none, and for chords one after the other."""
    if keys.count() != 1:
        return None
    *held, key = keys.toString(QKeySequence.SequenceFormat.PortableText).split("+")
    return Chord(key, ctrl="Ctrl" in held, alt="Alt" in held, shift="Shift" in held, meta="Meta" in held)


def refusals(chords: Sequence[Chord]) -> dict[Chord, Why]:
    """Those that no system is to be asked for."""
    found = {}
    for chord in chords:
        typed = not (chord.ctrl or chord.alt or chord.meta)
        if chord.key not in NAMED_KEYS:
            found[chord] = Why.UNKNOWN
        elif typed and not (chord.key[0] == "F" and chord.key[1:]) and chord.key != "Pause":
            found[chord] = Why.TYPED
    return found


def lender_of_system() -> Lender | None:
    """None where the system lends no keys to a program like this one."""
    if sys.platform == "win32":
        from studio.desk.windows_keys import WindowsKeys

        return WindowsKeys
    # Under Wayland an X11 program hears its keys only while an X11 window has the focus: worse than saying no.
    wayland = bool(os.environ.get("WAYLAND_DISPLAY")) or os.environ.get("XDG_SESSION_TYPE") == "wayland"
    if QGuiApplication.platformName() == "xcb" and not wayland:
        from studio.desk.x11_keys import X11Keys

        return X11Keys
    return None
