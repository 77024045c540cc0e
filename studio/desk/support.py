"""A report for support: what runs where and how well, and nothing of the people: no names, paths, words or pictures."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterable

from PySide6.QtCore import QSysInfo, Qt, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from studio import __version__
from studio.control.state import Part, Show
from studio.desk.bridge import Bridge
from studio.desk.controls import button, name_it, words


def report(bridge: Bridge) -> str:
    """Plain text, English, since it is read by who mends the program."""
    state, link = bridge.state, bridge.link.link
    return (
        "\n".join((*_machine(), f"Connection: {link}, show started here: {bridge.started_show}", "", *_show(state)))
        + "\n"
    )


def _machine() -> Iterable[str]:
    yield f"Qionghua Studio {__version__}, Python {platform.python_version()}, Qt {qVersion()}"
    yield f"{QSysInfo.prettyProductName()}, {QSysInfo.kernelType()} {QSysInfo.kernelVersion()}"
    yield f"Processor: {QSysInfo.currentCpuArchitecture()}, {os.cpu_count()} cores"
    yield f"Display: {QGuiApplication.platformName()}, {', '.join(_screens())}"


def _show(state: Show) -> Iterable[str]:
    health, canvas, label = state.health, state.canvas, state.label_state
    yield f"Air: {state.air}, slate {state.slate}, canvas {canvas.width}x{canvas.height} at {canvas.fps}"
    yield f"Renderer: {health.renderer or 'unknown'}{' (software)' if health.software_gl else ''}"
    yield f"Show: {health.show_fps:.1f} fps, {health.show_cpu_ms:.1f} ms CPU a frame, {health.memory_mb:.0f} MB"
    yield f"Tracker: {health.tracker_fps:.1f} fps, {health.tracker_cpu_ms:.1f} ms CPU a frame"
    yield f"Delay {health.delay_ms:.0f} ms, longest gap {health.longest_gap_ms:.0f} ms"
    yield f"Frames: {health.frames}, repeated {health.repeated_frames}"
    yield f"Seen: face {health.performer_seen}, hands {health.left_hand_seen} {health.right_hand_seen}"
    yield f"Source: {state.source.partition(':')[0] or 'none'}, {len(state.sources)} known; mirror {state.mirror}"
    yield f"Avatar: {_avatar(state)}; {len(state.expressions)} expressions, {len(state.gestures)} gestures"
    yield f"Background: {_background(state.background)}; framing {state.framing}"
    yield f"Label seen: {label.ok}, {label.ink_px:.0f} px, contrast {label.contrast:.1f}"
    yield f"Brand preset: {'yes' if state.preset.id else 'no'}"
    yield f"Products {len(state.rundown)}, overlays {len(state.overlays)}, comments {len(state.comments)}"
    rows = (f"{row.key} {row.light}{' signed' if row.signed_by else ''}" for row in state.gate)
    yield f"Gate: {', '.join(rows) or 'none'}"
    yield ""
    for name, part in _parts(state):
        yield f"{name}: {part.status}{', with a problem' if part.problem else ''}"


def _screens() -> Iterable[str]:
    for screen in QGuiApplication.screens():
        size = screen.size()
        yield f"{size.width()}x{size.height()} at {screen.devicePixelRatio():g}"


def _parts(state: Show) -> Iterable[tuple[str, Part]]:
    for name in (
        "tracker",
        "avatar_part",
        "recording",
        "virtual_camera",
        "obs",
        "evidence",
        "preset_part",
        "rundown_part",
    ):
        yield name.removesuffix("_part"), getattr(state, name)


def _avatar(state: Show) -> str:
    """Of the house by its name; a person's own file is nobody's business."""
    return state.avatar if any(entry.name == state.avatar for entry in state.avatars) else "own file"


def _background(background: str) -> str:
    plain = background in ("default", "transparent") or background.startswith(("#", "set:"))
    return background if plain else "own picture"


class ReportDialog(QDialog):
    """Shows what will be handed on before it is copied."""

    def __init__(self, parent: QWidget, text: str) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Report for support"))
        column = QVBoxLayout(self)
        column.setContentsMargins(28, 24, 28, 24)
        column.setSpacing(12)
        why = words(wrap=True)
        why.setText(self.tr("No names, files, words or pictures are in it. Read it, copy it, and send it as you like."))
        column.addWidget(why)
        self.text = QPlainTextEdit(text)
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setMinimumSize(560, 300)
        name_it(self.text, self.tr("Report for support"))
        column.addWidget(self.text)
        foot = QHBoxLayout()
        self.told = words("soft")
        foot.addWidget(self.told, 1)
        close, self.copy = button(), button("copy", "primary")
        close.setText(self.tr("Close"))
        name_it(close, self.tr("Close"))
        close.clicked.connect(self.accept)
        self.copy.setText(self.tr("Copy"))
        name_it(self.copy, self.tr("Copy"))
        self.copy.clicked.connect(self._copy)
        foot.addWidget(close)
        foot.addWidget(self.copy)
        column.addLayout(foot)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text.toPlainText())
        self.told.setText(self.tr("Copied."))
