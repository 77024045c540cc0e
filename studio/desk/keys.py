"""The keys of the window: each presses a button that is there to be seen."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence, QShortcut

from studio.desk.bridge import Bridge
from studio.desk.now_panel import KEYS_CARD, KEYS_HOLD, KEYS_NEXT, KEYS_PREVIOUS
from studio.desk.output_panel import KEYS_CAMERA, KEYS_RECORD, KEYS_STILL
from studio.desk.preset_keys import PresetKeys
from studio.desk.slip import KEYS_CORRECT, KEYS_MARK
from studio.desk.top_bar import KEYS_LIVE, KEYS_REHEARSE, KEYS_SLATE, KEYS_WORKSPACE

if TYPE_CHECKING:
    from studio.desk.window import Window


def add_keys(window: Window, bridge: Bridge) -> PresetKeys:
    """Gives the preset's own, whose reach may be changed."""
    deeds: dict[str, Callable[[], object]] = {
        KEYS_LIVE: window.top_bar.live.click,
        KEYS_REHEARSE: window.top_bar.rehearse.click,
        KEYS_SLATE: window.top_bar.slate.click,
        KEYS_RECORD: window.outputs.record.click,
        KEYS_STILL: window.outputs.still.click,
        KEYS_CAMERA: window.outputs.camera.click,
        KEYS_NEXT: window.now.next.click,
        KEYS_PREVIOUS: window.now.previous.click,
        KEYS_CARD: window.now.card.click,
        KEYS_HOLD: window.now.hold.click,
        KEYS_CORRECT: window.top_bar.slips.correct.click,
        KEYS_MARK: window.top_bar.slips.mark.click,
        "Ctrl+K": window.source.calibrate.click,
        "Ctrl+M": window.source.mirror.click,
        "Ctrl+P": window.source.performer.click,
        "Ctrl+O": window.avatars.add.click,
        "F10": window.show_menu,
    }
    for workspace, keys in KEYS_WORKSPACE.items():
        deeds[keys] = window.top_bar.workspaces.button(workspace).click
    for keys, deed in deeds.items():
        QShortcut(QKeySequence(keys), window).activated.connect(deed)
    window.expressions.add_keys(window)
    window.gestures.add_keys(window)
    return PresetKeys(window, bridge)
