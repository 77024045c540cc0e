"""The preset's own keys: each sends its command while the desk has the focus."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from studio.control.codec import command_from_json
from studio.control.commands import Command
from studio.control.roles import Role, check
from studio.control.state import Show
from studio.core.errors import CommandError
from studio.core.preset import Hotkey
from studio.desk.bridge import Bridge, Refusal


class PresetKeys(QObject):
    """Keys that the window itself uses stay the window's."""

    def __init__(self, window: QWidget, bridge: Bridge) -> None:
        super().__init__(window)
        self._window, self._bridge = window, bridge
        self._hotkeys: tuple[Hotkey, ...] = ()
        self._shortcuts: list[QShortcut] = []
        bridge.state_changed.connect(self._show)

    def _show(self, state: Show) -> None:
        if state.preset.hotkeys == self._hotkeys:
            return
        self._hotkeys = state.preset.hotkeys
        for shortcut in self._shortcuts:
            shortcut.setEnabled(False)  # deleted later; till then its keys must not be taken twice
            shortcut.deleteLater()
        own = {shortcut.key() for shortcut in self._window.findChildren(QShortcut)} - {
            shortcut.key() for shortcut in self._shortcuts
        }
        self._shortcuts = []
        for hotkey in self._hotkeys:
            keys = QKeySequence(hotkey.keys)
            if keys in own:
                continue
            shortcut = QShortcut(keys, self._window)
            shortcut.activated.connect(self._deed(hotkey))
            self._shortcuts.append(shortcut)

    def _deed(self, hotkey: Hotkey) -> Callable[[], None]:
        args = {name: json.loads(value) for name, value in hotkey.args}
        return partial(self._send, command_from_json(hotkey.command, args))

    def _send(self, command: Command) -> None:
        try:
            check(Role.OPERATOR, command, self._bridge.state)  # a preset may come from anywhere: it names no file here
        except CommandError as error:
            self._bridge.refused.emit(Refusal(command, error.what, error.remedy))
        else:
            self._bridge.send(command)
