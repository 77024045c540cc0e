"""Keys lent by an X server: XGrabKey for each, over a connection of its own (xcb, which Qt brings along).

The server refuses what another client has (BadAccess), frees everything when the connection ends, also by a crash, and
tells no other key. A grab is for exact modifiers, so each key is asked for with every state of Caps Lock and Num Lock.
"""

from __future__ import annotations

import ctypes
import os
import select
import threading
from collections.abc import Sequence
from ctypes import POINTER, Structure, c_char_p, c_int, c_uint8, c_uint16, c_uint32, c_void_p
from typing import Any

from studio.desk.system_keys import NAMED_KEYS, Chord, Pressed, Why, refusals

# As keyboards' usual maps have them: Mod1 is Alt, Mod2 Num Lock, Mod4 the key with the window.
_SHIFT, _CAPS_LOCK, _CONTROL, _ALT, _NUM_LOCK, _META = 1, 2, 4, 8, 16, 64
_LOCKS = (0, _CAPS_LOCK, _NUM_LOCK, _CAPS_LOCK | _NUM_LOCK)
_KEY_PRESS, _KEY_RELEASE, _MAPPING_CHANGED = 2, 3, 34
_ASYNCHRONOUS = 1
_LIBC = ctypes.CDLL(None)


class _Cookie(Structure):
    _fields_ = (("sequence", c_uint32),)


class _Screens(Structure):
    _fields_ = (("root", POINTER(c_uint32)), ("left", c_int), ("index", c_int))


class _Event(Structure):
    """A key's; the first two fields are every event's and error's."""

    _fields_ = (
        ("kind", c_uint8), ("detail", c_uint8), ("sequence", c_uint16), ("time", c_uint32), ("root", c_uint32),
        ("event", c_uint32), ("child", c_uint32), ("places", c_uint16 * 4), ("state", c_uint16),
    )  # fmt: skip


class X11Keys:
    """A loan (see `Loan`)."""

    def __init__(self, chords: Sequence[Chord], pressed: Pressed, display: str | None = None) -> None:
        """Raises OSError if there is no X server or a library is missing."""
        self.refused: dict[Chord, Why] = refusals(chords)
        self._chords = [chord for chord in dict.fromkeys(chords) if chord not in self.refused]
        self._pressed = pressed
        self._held: dict[tuple[int, int], Chord] = {}
        self._xcb, self._symbols = _libraries()
        self._connection = self._xcb.xcb_connect(display.encode() if display else None, None)
        if self._xcb.xcb_connection_has_error(self._connection):
            self._xcb.xcb_disconnect(self._connection)
            raise OSError("the X server does not answer")
        self._root = self._xcb.xcb_setup_roots_iterator(self._xcb.xcb_get_setup(self._connection)).root[0]
        self._grab()
        self._wake = os.pipe()
        self._thread = threading.Thread(target=self._listen, name="x11 keys", daemon=True)
        self._thread.start()

    def close(self) -> None:
        os.write(self._wake[1], b"\0")
        self._thread.join()
        for end in self._wake:
            os.close(end)
        for place in self._held:
            self._give_back(*place)
        self._xcb.xcb_disconnect(self._connection)

    def _grab(self) -> None:
        """A layout says which key bears a symbol: after a change of it only what is different is asked for."""
        table = self._symbols.xcb_key_symbols_alloc(self._connection)
        wanted: dict[tuple[int, int], Chord] = {}
        for chord in self._chords:
            modifiers = chord.shift * _SHIFT | chord.ctrl * _CONTROL | chord.alt * _ALT | chord.meta * _META
            if code := self._code(table, NAMED_KEYS[chord.key][0]):
                wanted[code, modifiers] = chord
            else:
                self.refused[chord] = Why.UNKNOWN
        self._symbols.xcb_key_symbols_free(table)
        for place in self._held.keys() - wanted.keys():
            self._give_back(*place)
            del self._held[place]
        for place, chord in wanted.items():
            if place in self._held or chord in self.refused:
                continue
            if self._taken(*place):
                self.refused[chord] = Why.TAKEN
            else:
                self._held[place] = chord

    def _code(self, table: int, symbol: int) -> int:
        """The first key that bears the symbol; 0 none does."""
        found = self._symbols.xcb_key_symbols_get_keycode(table, symbol)
        code = int(found[0]) if found else 0
        _free(found)
        return code

    def _taken(self, code: int, modifiers: int) -> bool:
        """Asks for the key; if another has it in any state of the locks, it is wholly left to that one."""
        for lock in _LOCKS:
            cookie = self._xcb.xcb_grab_key_checked(
                self._connection, 0, self._root, modifiers | lock, code, _ASYNCHRONOUS, _ASYNCHRONOUS
            )
            error = self._xcb.xcb_request_check(self._connection, cookie)
            _free(error)
            if error:
                self._give_back(code, modifiers)
                return True
        return False

    def _give_back(self, code: int, modifiers: int) -> None:
        """Returns once they are anybody's again."""
        for lock in _LOCKS:
            cookie = self._xcb.xcb_ungrab_key_checked(self._connection, code, self._root, modifiers | lock)
            _free(self._xcb.xcb_request_check(self._connection, cookie))

    def _listen(self) -> None:
        server, wake = self._xcb.xcb_get_file_descriptor(self._connection), self._wake[0]
        released = (0, -1)
        while not self._xcb.xcb_connection_has_error(self._connection):
            while event := self._xcb.xcb_poll_for_event(self._connection):
                told = event.contents
                kind, code, time, state = told.kind & 0x7F, told.detail, told.time, told.state
                _free(event)
                if kind == _KEY_RELEASE:
                    released = (code, time)
                elif kind == _KEY_PRESS and released != (code, time):  # a key held down comes as pairs of one moment
                    chord = self._held.get((code, state & (_SHIFT | _CONTROL | _ALT | _META)))
                    if chord is not None:
                        self._pressed(chord)
                elif kind == _MAPPING_CHANGED:
                    self._grab()
            self._xcb.xcb_flush(self._connection)
            if wake in select.select([server, wake], [], [])[0]:
                return


def _libraries() -> tuple[ctypes.CDLL, ctypes.CDLL]:
    xcb, symbols = ctypes.CDLL("libxcb.so.1"), ctypes.CDLL("libxcb-keysyms.so.1")
    event = POINTER(_Event)
    for library, name, result, arguments in (
        (xcb, "xcb_connect", c_void_p, (c_char_p, POINTER(c_int))),
        (xcb, "xcb_connection_has_error", c_int, (c_void_p,)),
        (xcb, "xcb_disconnect", None, (c_void_p,)),
        (xcb, "xcb_get_setup", c_void_p, (c_void_p,)),
        (xcb, "xcb_setup_roots_iterator", _Screens, (c_void_p,)),
        (xcb, "xcb_get_file_descriptor", c_int, (c_void_p,)),
        (xcb, "xcb_flush", c_int, (c_void_p,)),
        (xcb, "xcb_grab_key_checked", _Cookie, (c_void_p, c_uint8, c_uint32, c_uint16, c_uint8, c_uint8, c_uint8)),
        (xcb, "xcb_ungrab_key_checked", _Cookie, (c_void_p, c_uint8, c_uint32, c_uint16)),
        (xcb, "xcb_request_check", event, (c_void_p, _Cookie)),
        (xcb, "xcb_poll_for_event", event, (c_void_p,)),
        (symbols, "xcb_key_symbols_alloc", c_void_p, (c_void_p,)),
        (symbols, "xcb_key_symbols_free", None, (c_void_p,)),
        (symbols, "xcb_key_symbols_get_keycode", POINTER(c_uint8), (c_void_p, c_uint32)),
    ):
        function = getattr(library, name)
        function.restype, function.argtypes = result, arguments
    return xcb, symbols


def _free(pointer: Any) -> None:
    """What xcb has allocated; nothing is freed of nothing."""
    _LIBC.free(ctypes.cast(pointer, c_void_p))
