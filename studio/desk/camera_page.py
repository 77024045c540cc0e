"""The camera and its doctor, and the one button that calibrates: two pages of the first run."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, QTimer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QSizePolicy, QStackedLayout, QWidget

from studio.control import events as e
from studio.control.catalogue import CATALOGUE
from studio.control.commands import Calibrate, ChooseSource, ShowPerformer
from studio.control.console import Notice as Told
from studio.control.state import PartStatus, Show
from studio.desk import icons
from studio.desk.bridge import Bridge
from studio.desk.calibration import Countdown
from studio.desk.camera_checks import Finding, Verdict, examine
from studio.desk.controls import Notice, Switch, button, name_it, row_of, set_kind, words
from studio.desk.first_steps import Page
from studio.desk.frames import FrameFeed
from studio.desk.landmarks import LandmarkFeed, LandmarkView
from studio.desk.language import said

_CHECK_MS = 500
_MARKS = {
    Verdict.PASS: ("tick", "accent_text"),
    Verdict.FAIL: ("warning", "warn_text"),
    Verdict.UNKNOWN: ("none", "text_faint"),
}


def brightness_of(picture: QImage, face: QRectF | None) -> float:
    """Mean brightness, 0 to 255, of the face's part of the picture (shares of its sides); of all of it without one."""
    small = picture.scaled(48, 36, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation)
    grey = small.convertToFormat(QImage.Format.Format_Grayscale8)
    part = face if face is not None else QRectF(0, 0, 1, 1)
    x0, y0 = max(0, round(part.left() * 48)), max(0, round(part.top() * 36))
    x1, y1 = min(48, max(x0 + 1, round(part.right() * 48))), min(36, max(y0 + 1, round(part.bottom() * 36)))
    values = [grey.pixelColor(x, y).value() for y in range(min(y0, 35), y1) for x in range(min(x0, 47), x1)]
    return sum(values) / len(values)


class CameraPage(Page):
    def __init__(self, bridge: Bridge, performer: FrameFeed) -> None:
        super().__init__(bridge)
        self._performer = performer
        self._listed: tuple[object, ...] = ()
        self._shown_by_us = False
        self.choice = QComboBox()
        self.choice.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.choice.activated.connect(self._choose)
        self.body.addWidget(self.choice)
        self.feed = LandmarkFeed(bridge, self)
        self.view = LandmarkView(self.feed)
        self.view.setMinimumHeight(150)
        self.body.addWidget(self.view, 1)
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(2, 1)
        self.marks: dict[str, QLabel] = {}
        self.titles: dict[str, QLabel] = {}
        self.texts: dict[str, QLabel] = {}
        for row, finding in enumerate(self._findings()):
            mark, title, text = QLabel(), words("name"), words("soft", wrap=True)
            self.marks[finding.key], self.titles[finding.key], self.texts[finding.key] = mark, title, text
            for column, widget in enumerate((mark, title, text)):
                grid.addWidget(widget, row, column, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(grid)
        self._myself_name, self.myself = words(), Switch()
        self.myself.clicked.connect(self._wish_myself)
        self.body.addLayout(row_of(self._myself_name, self.myself, stretch=0))
        self._timer = QTimer(self)
        self._timer.setInterval(_CHECK_MS)
        self._timer.timeout.connect(self.check)
        self.retranslate()

    def retranslate(self) -> None:
        self.title.setText(self.tr("Your camera"))
        self.help.setText(
            self.tr("Sit so that your face is in the oval. These are the points the avatar moves by, not a picture.")
        )
        name_it(self.choice, said(CATALOGUE["ChooseSource"].title), said(CATALOGUE["ChooseSource"].help))
        self.view.setAccessibleName(self.tr("The points the tracker sees"))
        self._myself_name.setText(self.tr("See myself, to measure the light"))
        name_it(self.myself, self.tr("See myself, to measure the light"), said(CATALOGUE["ShowPerformer"].help))
        self._listed = ()
        self.show_state(self.bridge.state)

    def short(self) -> str:
        return self.tr("Camera")

    def done(self, state: Show) -> bool:
        return state.source.startswith("camera:") and state.tracker.status is PartStatus.RUNNING

    def enter(self) -> None:
        self.feed.open()
        self._timer.start()

    def leave(self) -> None:
        self._timer.stop()
        self.feed.close()
        if self._shown_by_us and self.bridge.state.show_performer:
            self.bridge.send(ShowPerformer(False))
        self._shown_by_us = False

    def show_state(self, state: Show) -> None:
        self.choice.setEnabled(self.bridge.connected)
        self.myself.setEnabled(self.bridge.connected)
        self.myself.setChecked(state.show_performer)
        self.view.mirrored = state.mirror
        if (state.sources, state.source) != self._listed:
            self._listed = (state.sources, state.source)
            self.choice.clear()
            for entry in state.sources:
                if entry.source.startswith("camera:"):
                    self.choice.addItem(icons.icon("camera"), entry.title, entry.source)
            if self.choice.findData(state.source) < 0:
                title = self.tr("No camera yet: the built-in take plays")
                if state.source.startswith("camera:"):
                    title = state.source.partition(":")[2]
                self.choice.insertItem(0, icons.icon("take"), title, state.source)
            self.choice.setCurrentIndex(self.choice.findData(state.source))
        self.check()

    def check(self) -> None:
        for finding in self._findings():
            self.titles[finding.key].setText(finding.title)
            label, (icon, ink) = self.texts[finding.key], _MARKS[finding.verdict]
            if label.text() != finding.text:
                label.setText(finding.text)
            set_kind(label, "tone", "warn" if finding.verdict is Verdict.FAIL else "")
            icons.wear(self.marks[finding.key], icon, ink, size=16)
            self.marks[finding.key].setAccessibleName(f"{finding.title}: {finding.verdict}")

    def _findings(self) -> tuple[Finding, ...]:
        state, landmarks = self.bridge.state, self.feed.newest
        picture = self._performer.picture if state.show_performer else None
        face = None
        if landmarks is not None and landmarks.face is not None:
            low, high = landmarks.face.points.min(axis=0), landmarks.face.points.max(axis=0)
            face = QRectF(float(low[0]), float(low[1]), float(high[0] - low[0]), float(high[1] - low[1]))
        return examine(state, landmarks, brightness_of(picture, face) if picture is not None else None)

    def _choose(self, index: int) -> None:
        source = str(self.choice.itemData(index))
        self.choice.setCurrentIndex(self.choice.findData(self.bridge.state.source))  # it follows the show
        self.bridge.send(ChooseSource(source))

    def _wish_myself(self, on: bool) -> None:
        self.myself.setChecked(not on)
        self._shown_by_us = on
        self.bridge.send(ShowPerformer(on))


class CalibratePage(Page):
    def __init__(self, bridge: Bridge) -> None:
        super().__init__(bridge)
        self._calibrated = False
        self.feed = LandmarkFeed(bridge, self)
        self.view = LandmarkView(self.feed)
        stage = QWidget()
        stage.setMinimumHeight(300)
        layers = QStackedLayout(stage)
        layers.setStackingMode(QStackedLayout.StackingMode.StackAll)
        self.countdown = Countdown(stage)
        layers.addWidget(self.view)
        layers.addWidget(self.countdown)
        self.countdown.done.connect(lambda: bridge.send(Calibrate()))
        self.body.addWidget(stage, 1)
        self.begin = button("target", "primary")
        self.begin.clicked.connect(self._begin)
        self.body.addWidget(self.begin)
        self.notice = Notice()
        self.body.addWidget(self.notice)
        bridge.noticed.connect(self._hear)
        self.retranslate()

    def retranslate(self) -> None:
        self.title.setText(self.tr("Your neutral face"))
        self.help.setText(
            self.tr("Look straight at the screen and relax. After the countdown, this face is the avatar's calm one.")
        )
        self.begin.setText(self.tr("Calibrate"))
        name_it(self.begin, said(CATALOGUE["Calibrate"].title), said(CATALOGUE["Calibrate"].help))
        self.view.setAccessibleName(self.tr("The points the tracker sees"))
        self.show_state(self.bridge.state)

    def short(self) -> str:
        return self.tr("Calibrate")

    def done(self, state: Show) -> bool:
        return self._calibrated

    def enter(self) -> None:
        self.feed.open()

    def leave(self) -> None:
        self.countdown.cancel()
        self.feed.close()

    def show_state(self, state: Show) -> None:
        self.begin.setEnabled(self.bridge.connected and state.tracker.status is PartStatus.RUNNING)
        self.view.mirrored = state.mirror

    def _begin(self) -> None:
        self.notice.tell("")
        self.countdown.start()

    def _hear(self, told: Told) -> None:
        for event in told.events:
            match event:
                case e.Calibrated():
                    self._calibrated = True
                    self.notice.tell(self.tr("Calibrated: this face is neutral now."), "", "good")
                case e.CalibrationFailed(problem, remedy):
                    self.notice.tell(problem, remedy)
                case _:
                    pass
