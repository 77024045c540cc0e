"""The preset's own keys: each sends its command while the desk has the focus, or everywhere if the streamer wants."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from studio.control.codec import command_from_json
from studio.control.commands import Command
from studio.control.roles import Role, check
from studio.control.state import Show
from studio.core.errors import CommandError
from studio.core.preset import Hotkey
from studio.desk.bridge import Bridge, Refusal
from studio.desk.system_keys import Chord, Loan, Why, chord_of, lender_of_system


class PresetKeys(QObject):
    """Keys that the window itself uses stay the window's."""

    troubled = Signal(str, str)
    """What is not as the switch says, and what to do; "" "" all is well."""
    _heard = Signal(object)

    def __init__(self, window: QWidget, bridge: Bridge) -> None:
        super().__init__(window)
        self._window, self._bridge = window, bridge
        self._hotkeys: tuple[Hotkey, ...] = ()
        self._shortcuts: list[QShortcut] = []
        self._deeds: dict[Chord, Callable[[], None]] = {}
        self._loan: Loan | None = None
        self.everywhere = False
        """Whether they are also to work while another program has the focus; see `set_everywhere`."""
        bridge.state_changed.connect(self._show)
        self._heard.connect(self._press, Qt.ConnectionType.QueuedConnection)

    def set_everywhere(self, on: bool) -> None:
        """Borrows the keys from the system, or gives them back."""
        self.everywhere = on
        self._bind()

    def close(self) -> None:
        """Gives borrowed keys back."""
        if self._loan is not None:
            self._loan.close()
            self._loan = None

    def _show(self, state: Show) -> None:
        if state.preset.hotkeys != self._hotkeys:
            self._hotkeys = state.preset.hotkeys
            self._bind()

    def _bind(self) -> None:
        self.close()
        for shortcut in self._shortcuts:
            shortcut.setEnabled(False)  # deleted later; till then its keys must not be taken twice
            shortcut.deleteLater()
        own = {shortcut.key() for shortcut in self._window.findChildren(QShortcut)} - {
            shortcut.key() for shortcut in self._shortcuts
        }
        own |= {action.shortcut() for action in self._window.actions()}
        self._shortcuts, self._deeds = [], {}
        wanted = [(QKeySequence(hotkey.keys), self._deed(hotkey)) for hotkey in self._hotkeys]
        wanted = [(keys, deed) for keys, deed in wanted if keys not in own]
        self._deeds = {chord: deed for keys, deed in wanted if (chord := chord_of(keys)) is not None}
        lent = self._borrow()
        for keys, deed in wanted:
            if chord_of(keys) not in lent:
                shortcut = QShortcut(keys, self._window)
                shortcut.activated.connect(deed)
                self._shortcuts.append(shortcut)

    def _borrow(self) -> set[Chord]:
        """The chords that are lent; tells which are not."""
        if not self.everywhere or not self._deeds:
            self.troubled.emit("", "")
            return set()
        lender = lender_of_system()
        try:
            if lender is None:
                raise OSError
            self._loan = lender(tuple(self._deeds), self._heard.emit)
        except OSError:
            self.troubled.emit(
                self.tr("No keys are lent here (X11 and Windows do): the preset's hotkeys work in this window only"),
                self.tr("Use hotkeys of OBS (Settings → Hotkeys → 琼花) or the web panel on a phone instead"),
            )
            return set()
        lines = [self._reason(chord, why) for chord, why in self._loan.refused.items()]
        help_ = self.tr("They work in this window; choose other keys in the preset editor, or end the other program")
        self.troubled.emit("\n".join(lines), help_ if lines else "")
        return set(self._deeds) - set(self._loan.refused)

    def _reason(self, chord: Chord, why: Why) -> str:
        words = {
            Why.TAKEN: self.tr("Hotkey {keys}: another program has these keys"),
            Why.TYPED: self.tr("Hotkey {keys}: without Ctrl or Alt it would be missing wherever you type"),
            Why.UNKNOWN: self.tr("Hotkey {keys}: this system does not lend this key"),
        }
        return words[why].format(keys=str(chord))

    def _press(self, chord: Chord) -> None:
        if deed := self._deeds.get(chord):
            deed()

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
