"""The preset's hotkeys while another program has the focus: on a real X server, pressed by xdotool."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from studio.control import goods_events as ge
from studio.core.preset import Hotkey
from studio.desk import preset_keys, system_keys
from studio.desk.settings import Settings
from studio.desk.system_keys import Chord, Why
from studio.desk.windows_keys import Message, WindowsKeys
from studio.desk.x11_keys import X11Keys
from tests.desk.conftest import Desk, OpenDesk
from tests.desk.goods import PRESET, RUNDOWN, opened
from tests.support.waiting import wait_until

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

NEXT, SLATE = Chord("Right", ctrl=True, alt=True), Chord("F9")
HOTKEYS = (
    Hotkey("Ctrl+Alt+H", "HoldRundown", (("on", "true"),)),
    Hotkey("F9", "CutToSlate"),
    Hotkey("J", "CutToSlate"),
)


class Screen:
    """An X server of the test's own, and a program on it that is typed into."""

    def __init__(self) -> None:
        read, write = os.pipe()
        self._server = subprocess.Popen(
            ["Xvfb", "-displayfd", str(write), "-noreset", "-nolisten", "tcp", "-screen", "0", "640x480x24"],
            pass_fds=(write,), stderr=subprocess.DEVNULL,
        )  # fmt: skip
        os.close(write)
        with os.fdopen(read) as told:
            self.display = f":{told.readline().strip()}"
        self.typed: list[str] = []
        self._other: subprocess.Popen[str] | None = None

    def type_into_another_program(self) -> None:
        environment = {**os.environ, "DISPLAY": self.display, "QT_QPA_PLATFORM": "xcb"}
        self._other = subprocess.Popen(
            [sys.executable, "-m", "tests.support.typed_in"],
            env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
        )  # fmt: skip
        threading.Thread(target=self._listen, daemon=True).start()
        wait_until("the other program has a window", lambda: self.typed or self._other_gone())
        if self._other_gone():
            pytest.skip("Qt opens no window on X11 here: libxcb-cursor0 is missing")
        self.xdotool("windowfocus", self.typed[0].split()[1])
        wait_until("it has the focus", lambda: "focused" in self.typed)
        self.typed.clear()

    def xdotool(self, *words: str) -> None:
        subprocess.run(["xdotool", *words], env={**os.environ, "DISPLAY": self.display}, check=True, timeout=30)

    def end(self) -> None:
        for process in (self._other, self._server):
            if process is not None:
                process.kill()
                process.wait()

    def _other_gone(self) -> bool:
        return self._other is not None and self._other.poll() is not None

    def _listen(self) -> None:
        assert self._other is not None
        assert self._other.stdout is not None
        with self._other.stdout as lines:
            self.typed.extend(line.strip() for line in lines)


@pytest.fixture
def screen() -> Iterator[Screen]:
    if not (shutil.which("Xvfb") and shutil.which("xdotool")):
        pytest.skip("no Xvfb or no xdotool here")
    made = Screen()
    yield made
    made.end()


@pytest.fixture
def pressed() -> list[Chord]:
    return []


@pytest.fixture
def keys_of(screen: Screen, pressed: list[Chord]) -> Iterator[Any]:
    lent: list[X11Keys] = []

    def lend(*chords: Chord) -> X11Keys:
        lent.append(X11Keys(chords, pressed.append, screen.display))
        return lent[-1]

    yield lend
    for loan in lent:
        loan.close()


# --- a loan of the X server -------------------------------------------------------------------------------------------


def test_lent_keys_are_heard_whatever_the_locks_are_and_no_other_key_is(
    screen: Screen, keys_of: Any, pressed: list[Chord]
) -> None:
    screen.type_into_another_program()
    assert keys_of(NEXT, SLATE).refused == {}
    screen.xdotool("key", "h", "ctrl+alt+Right", "i", "F9", "ctrl+Right")
    screen.xdotool("key", "Num_Lock", "F9", "Num_Lock", "z")
    wait_until("the other program has the last key", lambda: "Z" in screen.typed)
    wait_until("all are heard", lambda: len(pressed) >= 3)
    assert pressed == [NEXT, SLATE, SLATE]
    assert [key for key in screen.typed if key in ("H", "I", "Z", "Right")] == ["H", "I", "Right", "Z"]
    assert "F9" not in screen.typed


def test_a_key_held_down_is_pressed_once(screen: Screen, keys_of: Any, pressed: list[Chord]) -> None:
    screen.type_into_another_program()
    keys_of(SLATE)
    began_s = time.monotonic()
    screen.xdotool("keydown", "b")
    wait_until("a key that is held repeats", lambda: screen.typed.count("B") > 3)
    screen.xdotool("keyup", "b", "keydown", "F9")
    time.sleep(time.monotonic() - began_s)  # what must not come cannot be waited for
    screen.xdotool("keyup", "F9", "key", "F9")
    wait_until("the second press is heard", lambda: len(pressed) >= 2)
    assert pressed == [SLATE, SLATE]


def test_keys_of_another_program_are_told_and_left_to_it(screen: Screen, keys_of: Any, pressed: list[Chord]) -> None:
    theirs: list[Chord] = []
    other = X11Keys([SLATE], theirs.append, screen.display)
    assert keys_of(NEXT, SLATE).refused == {SLATE: Why.TAKEN}
    screen.xdotool("key", "F9", "ctrl+alt+Right")
    wait_until("both are heard", lambda: theirs and pressed)
    assert (theirs, pressed) == ([SLATE], [NEXT])
    other.close()
    assert keys_of(SLATE).refused == {}


def test_keys_that_are_typed_or_unknown_are_never_borrowed() -> None:
    plain, shifted, odd = Chord("A"), Chord("A", shift=True), Chord("Media Play", ctrl=True)
    assert system_keys.refusals([plain, shifted, odd, SLATE, Chord("A", alt=True)]) == {
        plain: Why.TYPED,
        shifted: Why.TYPED,
        odd: Why.UNKNOWN,
    }


# --- the desk ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def on_screen(screen: Screen, monkeypatch: pytest.MonkeyPatch) -> None:
    """The desk's own window is nowhere, so that it cannot have the focus; its keys come from the X server."""

    def lend(chords: Sequence[Chord], heard: system_keys.Pressed) -> X11Keys:
        return X11Keys(chords, heard, screen.display)

    monkeypatch.setattr(preset_keys, "lender_of_system", lambda: lend)


def wear(desk: Desk, *hotkeys: Hotkey) -> None:
    desk.studio.console.report(ge.PresetReloaded(replace(PRESET, hotkeys=hotkeys), RUNDOWN, ""))
    desk.until(lambda: desk.bridge.state.preset.hotkeys == hotkeys)


@pytest.mark.usefixtures("on_screen")
def test_the_presets_keys_work_while_another_program_is_typed_into(screen: Screen, open_desk: OpenDesk) -> None:
    desk = open_desk(Settings("en", "dark", workspace="sell", operator="乙"))
    desk.studio.console.report(opened())
    wear(desk, *HOTKEYS)
    action = desk.window.menu.keys_everywhere
    assert not action.isChecked(), "off until it is wanted"
    screen.type_into_another_program()
    action.trigger()
    screen.xdotool("key", "ctrl+alt+h")
    desk.until(lambda: desk.bridge.state.rundown_held)
    screen.xdotool("key", "F9")
    desk.until(lambda: desk.bridge.state.slate)
    notice = desk.window.brand.keys
    assert "J: without Ctrl or Alt" in notice.accessibleName()
    assert desk.window.remembered().keys_everywhere
    action.trigger()
    screen.xdotool("key", "F9")
    wait_until("the key is the other program's again", lambda: "F9" in screen.typed)
    assert notice.isHidden()


@pytest.mark.usefixtures("on_screen")
def test_a_key_another_program_has_is_told_and_still_works_in_the_window(
    screen: Screen, open_desk: OpenDesk, qtbot: QtBot
) -> None:
    other = X11Keys([SLATE], lambda _: None, screen.display)
    desk = open_desk(Settings("en", "dark", keys_everywhere=True, operator="乙"))
    desk.studio.console.report(opened())
    wear(desk, HOTKEYS[1])
    assert "F9: another program has these keys" in desk.window.brand.keys.accessibleName()
    desk.window.activateWindow()
    qtbot.waitUntil(desk.window.isActiveWindow)
    qtbot.keyClick(desk.window, Qt.Key.Key_F9)
    desk.until(lambda: desk.bridge.state.slate)
    other.close()


def test_a_system_that_lends_no_keys_is_told_in_words(desk: Desk) -> None:
    assert system_keys.lender_of_system() is None  # no X server here
    desk.studio.console.report(opened())
    wear(desk, HOTKEYS[0])
    desk.window.menu.keys_everywhere.trigger()
    assert "No keys are lent here" in desk.window.brand.keys.accessibleName()


@pytest.mark.parametrize(
    ("display", "session", "lends"), [("", "x11", True), ("wayland-0", "x11", False), ("", "wayland", False)]
)
def test_wayland_lends_no_keys_even_to_an_x11_program(
    display: str, session: str, lends: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("studio.desk.system_keys.QGuiApplication", SimpleNamespace(platformName=lambda: "xcb"))
    monkeypatch.setenv("WAYLAND_DISPLAY", display)
    monkeypatch.setenv("XDG_SESSION_TYPE", session)
    assert (system_keys.lender_of_system() is X11Keys) is lends


# --- Windows, by a stand-in of its two libraries ----------------------------------------------------------------------


class User32:
    """Registers what is free and hands out the messages a test puts in."""

    # ruff: noqa: N802

    def __init__(self, taken: set[tuple[int, int]]) -> None:
        self.taken, self.registered = taken, {}
        self._messages: list[tuple[int, int]] = []
        self._there = threading.Condition()

    def RegisterHotKey(self, window: None, number: Any, modifiers: int, key: int) -> int:
        if (modifiers, key) in self.taken:
            return 0
        self.registered[number.value] = (modifiers, key)
        return 1

    def UnregisterHotKey(self, window: None, number: Any) -> int:
        return int(self.registered.pop(number.value, None) is not None)

    def PeekMessageW(self, *_: object) -> int:
        return 0

    def PostThreadMessageW(self, thread: int, message: int, w: int, _l: int) -> int:
        assert thread == 7
        self.post(message, w)
        return 1

    def GetMessageW(self, pointer: Any, *_: object) -> int:
        with self._there:
            self._there.wait_for(lambda: self._messages)
            kind, w = self._messages.pop(0)
        message: Message = pointer._obj
        message.message, message.w = kind, w
        return int(kind != 0x0012)

    def post(self, message: int, w: int) -> None:
        with self._there:
            self._messages.append((message, w))
            self._there.notify()


def test_windows_is_asked_for_each_key_and_gets_them_back() -> None:
    user32, pressed = User32(taken={(0x4000, 0x78)}), []
    kernel32 = SimpleNamespace(GetCurrentThreadId=lambda: 7)
    loan = WindowsKeys([NEXT, SLATE, Chord("A")], pressed.append, user32, kernel32)
    assert loan.refused == {SLATE: Why.TAKEN, Chord("A"): Why.TYPED}
    assert user32.registered == {0: (0x4000 | 1 | 2, 0x27)}  # no repeat, Alt, Ctrl; VK_RIGHT
    user32.post(0x0312, 0)
    user32.post(0x0312, 99)  # of nobody here
    wait_until("the press is heard", lambda: pressed)
    loan.close()
    assert pressed == [NEXT]
    assert user32.registered == {}
