"""Keys lent by Windows: RegisterHotKey for each. Written after its documents, tested with a stand-in, never run there.

A hotkey belongs to the thread that asked for it and comes as a message to it; Windows frees it when the thread ends.
"""

from __future__ import annotations

import ctypes
import queue
import threading
from collections.abc import Sequence
from ctypes import Structure, c_int, c_long, c_size_t, c_ssize_t, c_uint, c_ulong, c_void_p
from typing import Any

from studio.desk.system_keys import NAMED_KEYS, Chord, Pressed, Why, refusals

_ALT, _CONTROL, _SHIFT, _WINDOWS, _NO_REPEAT = 1, 2, 4, 8, 0x4000
_HOTKEY, _QUIT, _USER = 0x0312, 0x0012, 0x0400


class Message(Structure):
    """MSG of winuser.h."""

    _fields_ = (
        ("window", c_void_p), ("message", c_uint), ("w", c_size_t), ("l", c_ssize_t), ("time", c_ulong),
        ("x", c_long), ("y", c_long), ("private", c_ulong),
    )  # fmt: skip


class WindowsKeys:
    """A loan (see `Loan`)."""

    def __init__(self, chords: Sequence[Chord], pressed: Pressed, user32: Any = None, kernel32: Any = None) -> None:
        """The libraries are the system's own; a test hands in others."""
        self.refused: dict[Chord, Why] = refusals(chords)
        self._chords = [chord for chord in dict.fromkeys(chords) if chord not in self.refused]
        self._pressed = pressed
        self._user32 = user32 or ctypes.WinDLL("user32", use_last_error=True)  # type: ignore[attr-defined,unused-ignore]
        self._kernel32 = kernel32 or ctypes.WinDLL("kernel32")  # type: ignore[attr-defined,unused-ignore]
        self._ready: queue.SimpleQueue[int] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._listen, name="windows keys", daemon=True)
        self._thread.start()
        self._thread_id = self._ready.get()

    def close(self) -> None:
        self._user32.PostThreadMessageW(self._thread_id, _QUIT, 0, 0)
        self._thread.join()

    def _listen(self) -> None:
        message = Message()
        # A thread has no queue for messages, and `close` none to write to, before it has looked once.
        self._user32.PeekMessageW(ctypes.byref(message), None, _USER, _USER, 0)
        for number, chord in enumerate(self._chords):
            modifiers = chord.alt * _ALT | chord.ctrl * _CONTROL | chord.shift * _SHIFT | chord.meta * _WINDOWS
            key = NAMED_KEYS[chord.key][1]
            if not self._user32.RegisterHotKey(None, c_int(number), modifiers | _NO_REPEAT, key):
                self.refused[chord] = Why.TAKEN
        self._ready.put(int(self._kernel32.GetCurrentThreadId()))
        while self._user32.GetMessageW(ctypes.byref(message), None, 0, 0) > 0:  # 0: quit; -1: a fault
            if message.message == _HOTKEY and message.w < len(self._chords):
                self._pressed(self._chords[message.w])
        for number, chord in enumerate(self._chords):
            if chord not in self.refused:
                self._user32.UnregisterHotKey(None, c_int(number))
