"""Where the picture goes: recording, virtual camera, OBS, still; each with its state, its device and its remedy."""

from __future__ import annotations

import re
import time
from pathlib import Path

from PySide6.QtCore import QTimer, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from studio.control import events as e
from studio.control.catalogue import CATALOGUE
from studio.control.commands import (
    ConnectObs,
    DisconnectObs,
    SaveStill,
    StartRecording,
    StartVirtualCamera,
    StopRecording,
    StopVirtualCamera,
)
from studio.control.console import Notice as Told
from studio.control.state import Part, PartStatus, Show
from studio.desk import icons
from studio.desk.bridge import Bridge
from studio.desk.card import Card
from studio.desk.controls import Notice, PartView, button, name_it, quiet_button, row_of, ruler, words
from studio.desk.language import said

KEYS_RECORD = "Ctrl+R"
KEYS_STILL = "Ctrl+S"
KEYS_CAMERA = "Ctrl+Shift+V"
_BUSY = (PartStatus.STARTING, PartStatus.RUNNING, PartStatus.LOST)


class OutputPanel(Card):
    def __init__(self, bridge: Bridge) -> None:
        super().__init__("outputs", "record")
        self._bridge = bridge
        self._recording_since_s: float | None = None
        self._saved = ""

        self._recording_name, self.record = words("name"), button("record")
        self.record.clicked.connect(self.toggle_recording)
        self.recording = PartView()
        self.recording.troubled.connect(lambda: self.reveal(self.recording.notice))
        self._output("record", self._recording_name, self.record, self.recording)

        self._camera_name, self.camera = words("name"), button("webcam")
        self.camera.clicked.connect(self.toggle_camera)
        self.virtual_camera = PartView()
        self.virtual_camera.troubled.connect(lambda: self.reveal(self.virtual_camera.notice))
        self._output("webcam", self._camera_name, self.camera, self.virtual_camera)

        self._obs_name, self.obs = words("name"), button("video")
        self.obs.clicked.connect(self.toggle_obs)
        self.obs_part = PartView()
        self.obs_part.troubled.connect(lambda: self.reveal(self.obs_part.notice))
        self._output("video", self._obs_name, self.obs, self.obs_part)

        self._still_name, self.still = words("name"), button("still")
        self.still.clicked.connect(lambda: bridge.send(SaveStill()))
        self.still_notice = Notice()
        self.saved, self.folder = words("faint", wrap=True), quiet_button("folder", size=16)
        self.folder.clicked.connect(self._open_folder)
        self._output("still", self._still_name, self.still, self.still_notice)
        self._saved_row = QWidget()
        saved_row = row_of(self.saved, self.folder, stretch=0)
        saved_row.setContentsMargins(0, 0, 0, 0)
        self._saved_row.setLayout(saved_row)
        self._saved_row.hide()
        self.column.addWidget(self._saved_row)
        self.column.addStretch(1)

        self._timer = QTimer(self)
        self._timer.setInterval(500)
        self._timer.timeout.connect(self._say_recording)
        bridge.state_changed.connect(self._show)
        bridge.noticed.connect(self._hear)
        bridge.link_changed.connect(lambda _: self._show(bridge.state))
        self.retranslate()

    def toggle_recording(self) -> None:
        busy = self._bridge.state.recording.status in _BUSY
        self._bridge.send(StopRecording() if busy else StartRecording())

    def toggle_camera(self) -> None:
        busy = self._bridge.state.virtual_camera.status in _BUSY
        self._bridge.send(StopVirtualCamera() if busy else StartVirtualCamera())

    def toggle_obs(self) -> None:
        busy = self._bridge.state.obs.status in _BUSY
        self._bridge.send(DisconnectObs() if busy else ConnectObs())

    def retranslate(self) -> None:
        self.entitle(self.tr("Outputs"))
        self._recording_name.setText(self.tr("Recording"))
        self._camera_name.setText(self.tr("Virtual camera"))
        self._obs_name.setText("OBS")
        self._still_name.setText(self.tr("Still picture"))
        self.still.setText(said(CATALOGUE["SaveStill"].title))
        name_it(self.still, said(CATALOGUE["SaveStill"].title), said(CATALOGUE["SaveStill"].help), KEYS_STILL)
        name_it(self.folder, self.tr("Show in folder"))
        self._say_saved()
        self._show(self._bridge.state)

    def _output(self, icon: str, name: QLabel, action: QWidget, below: QWidget) -> None:
        if self.column.count():
            self.column.addWidget(ruler())
        mark = QLabel()
        icons.wear(mark, icon, "text_soft", size=18)
        block = QVBoxLayout()
        block.setSpacing(6)
        block.addLayout(row_of(mark, name, action, stretch=1))
        block.addWidget(below)
        self.column.addLayout(block)

    def _show(self, state: Show) -> None:
        connected = self._bridge.connected
        recording, camera = state.recording.status in _BUSY, state.virtual_camera.status in _BUSY
        for widget in (self.record, self.camera, self.obs, self.still):
            widget.setEnabled(connected)
        self._say(self.record, "stop" if recording else "record", self.tr("Stop") if recording else self.tr("Record"))
        self._say(self.camera, "stop" if camera else "webcam", self.tr("Stop") if camera else self.tr("Start"))
        info = CATALOGUE["StopRecording" if recording else "StartRecording"]
        name_it(self.record, said(info.title), said(info.help), KEYS_RECORD)
        info = CATALOGUE["StopVirtualCamera" if camera else "StartVirtualCamera"]
        name_it(self.camera, said(info.title), said(info.help), KEYS_CAMERA)
        info = CATALOGUE["DisconnectObs" if state.obs.status in _BUSY else "ConnectObs"]
        self._say(self.obs, "stop" if state.obs.status in _BUSY else "video", said(info.title))
        name_it(self.obs, said(info.title), said(info.help))
        there = self._bridge.show_is_there
        for view, part in (
            (self.recording, _without_saved(state.recording)),
            (self.virtual_camera, state.virtual_camera),
            (self.obs_part, state.obs),
        ):
            view.show_part(part if there else Part())
            view.setVisible(view.part != Part())  # that it is off, its button says
        if not recording or not there:
            self._recording_since_s = None
            self._timer.stop()
        self._say_recording()

    def _say(self, widget: object, icon: str, text: str) -> None:
        if isinstance(widget, type(self.record)) and widget.text() != text:
            widget.setText(text)
            icons.wear(widget, icon, size=18)

    def _hear(self, told: Told) -> None:
        for event in told.events:
            match event:
                case e.RecordingStarted():
                    self._recording_since_s = time.monotonic()
                    self._timer.start()
                case e.RecordingSaved(path) | e.StillSaved(path):
                    self._tell_saved(path)
                case e.StillFailed(problem, remedy):
                    self.still_notice.tell(problem, remedy)
                case _:
                    pass

    def _tell_saved(self, path: str) -> None:
        self._saved = path
        self.still_notice.tell("")
        self._say_saved()
        self._saved_row.show()

    def _say_saved(self) -> None:
        self.saved.setText(self.tr("Saved {file}").format(file=Path(self._saved).name))
        self.saved.setToolTip(self._saved)

    def _say_recording(self) -> None:
        if self._recording_since_s is not None:
            seconds = int(time.monotonic() - self._recording_since_s)
            self.recording.status.setText(f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}")

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(Path(self._saved).parent)))


def _without_saved(part: Part) -> Part:
    """A finished recording is told below, as a file; the part's own detail would say it twice."""
    finished = part.status is PartStatus.OFF and re.search(r"\(\d", part.detail)
    return Part() if finished else part
