"""The window: the cards around the preview, the keys, what is dropped on it, and how it closes."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QByteArray, QEvent, QPoint, QSize, Qt
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QGuiApplication, QIcon, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QDockWidget, QMainWindow, QMessageBox, QStatusBar, QVBoxLayout, QWidget

from studio.control import events as e
from studio.control.commands import (
    Calibrate,
    ChooseAvatar,
    ChooseSource,
    Command,
    SetBackground,
    ShowPerformer,
    StopShow,
)
from studio.control.console import Notice
from studio.control.place import Place
from studio.control.state import Air, PartStatus, Show
from studio.desk import icons, theme
from studio.desk.about import About
from studio.desk.avatar_panel import AvatarPanel
from studio.desk.banner import Banner
from studio.desk.bridge import Bridge
from studio.desk.card import Card
from studio.desk.expression_panel import ExpressionPanel
from studio.desk.frames import FrameFeed
from studio.desk.health_bar import HealthBar
from studio.desk.language import Language, Tongue
from studio.desk.log_panel import LogPanel
from studio.desk.look_panel import LookPanel
from studio.desk.menus import Deeds, MainMenu
from studio.desk.output_panel import KEYS_CAMERA, KEYS_RECORD, KEYS_STILL, OutputPanel
from studio.desk.output_window import OutputWindow
from studio.desk.preview import Preview
from studio.desk.settings import Settings
from studio.desk.source_panel import SourcePanel
from studio.desk.top_bar import KEYS_LIVE, KEYS_REHEARSE, KEYS_SLATE, TopBar

_SIZE = QSize(1440, 900)
_LEAST = QSize(1080, 660)
_LEFT, _RIGHT = 290, 320
_BOTTOM_SHARE, _MOST_BOTTOM = 0.33, 296
_VIDEOS = frozenset({".mp4", ".mov", ".mkv", ".webm", ".avi", ".m4v"})
_PICTURES = frozenset({".png", ".jpg", ".jpeg", ".webp"})


class Window(QMainWindow):
    """Made once; `remembered` gives what to keep for the next day."""

    def __init__(self, bridge: Bridge, tongue: Tongue, settings: Settings) -> None:
        super().__init__()
        self._bridge, self._tongue, self._settings = bridge, tongue, settings
        self._since_s: float | None = None
        self.stop_show_at_end = False
        """Whether the show is to end with the window; decided when it closes."""
        self._decided = False
        self.output_window: OutputWindow | None = None
        self.setObjectName("desk")
        self.setAcceptDrops(True)
        self.setMinimumSize(_LEAST)
        self.setContentsMargins(8, 0, 8, 0)
        self.program, self.performer = FrameFeed(self), FrameFeed(self)

        self.top_bar, self.banner = TopBar(bridge), Banner(bridge)
        self.preview = Preview(bridge, self.program, self.performer)
        self.avatars, self.source = AvatarPanel(bridge), SourcePanel(bridge)
        self.look, self.expressions = LookPanel(bridge), ExpressionPanel(bridge)
        self.outputs, self.log = OutputPanel(bridge), LogPanel(bridge)
        self.health = HealthBar(bridge)
        self.cards: tuple[Card, ...] = (
            self.avatars, self.source, self.look, self.expressions, self.log, self.outputs,
        )  # fmt: skip
        self._build()
        deeds = Deeds(
            speak=self.speak,
            wear=self.wear,
            lay_out_anew=self.lay_out_anew,
            clean_window=self.show_output_window,
            stop_show=lambda: bridge.send(StopShow()),
            about=lambda: About(self).open(),
            quit=self.leave,
        )
        self.menu = MainMenu(self, self.cards, deeds, theme.Look(settings.look))
        self._connect()
        self._add_keys()
        self._restore()
        self.retranslate()

    # --- what is remembered ----------------------------------------------------------------------------------------

    def remembered(self) -> Settings:
        return replace(
            self._settings,
            geometry=_text(self.saveGeometry()),
            docks=_text(self.saveState()),
            air_pid=self._bridge.place.pid if self._bridge.place and self._since_s else 0,
            air_since_s=self._since_s or 0.0,
        )

    def speak(self, language: Language) -> None:
        self._settings = replace(self._settings, language=str(language))
        self._tongue.speak(language)

    def wear(self, look: theme.Look) -> None:
        self._settings = replace(self._settings, look=str(look))
        self.dress()

    def dress(self) -> None:
        """Puts the chosen theme on, again after the desktop's own has changed."""
        app = QApplication.instance()
        if isinstance(app, QApplication):
            theme.dress(app, theme.colors_of(theme.Look(self._settings.look)))
        icons.refresh(self)
        for card in self.cards:
            card.retranslate()

    def lay_out_anew(self) -> None:
        """Every card back where it was on the first day."""
        for card in self.cards:
            card.setFloating(False)
            card.show()
        left, right, bottom = (
            Qt.DockWidgetArea.LeftDockWidgetArea,
            Qt.DockWidgetArea.RightDockWidgetArea,
            Qt.DockWidgetArea.BottomDockWidgetArea,
        )
        for area, upper, lower in ((left, self.avatars, self.source), (right, self.look, self.expressions)):
            self.addDockWidget(area, upper)
            self.splitDockWidget(upper, lower, Qt.Orientation.Vertical)
        self.addDockWidget(bottom, self.log)
        self.splitDockWidget(self.log, self.outputs, Qt.Orientation.Horizontal)
        horizontal, vertical = Qt.Orientation.Horizontal, Qt.Orientation.Vertical
        self.resizeDocks([self.avatars, self.look], [_LEFT, _RIGHT], horizontal)
        self.resizeDocks([self.log, self.outputs], [370, 420], horizontal)
        self.resizeDocks([self.log], [min(round(_BOTTOM_SHARE * self.height()), _MOST_BOTTOM)], vertical)
        self.resizeDocks([self.avatars, self.source], [470, 330], vertical)
        self.resizeDocks([self.look, self.expressions], [384, 420], vertical)

    # --- building --------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        head = QWidget()
        column = QVBoxLayout(head)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.top_bar)
        column.addWidget(self.banner)
        self.setMenuWidget(head)
        self.setCentralWidget(self.preview)
        self.setDockOptions(
            QMainWindow.DockOption.AnimatedDocks
            | QMainWindow.DockOption.AllowNestedDocks
            | QMainWindow.DockOption.AllowTabbedDocks
        )
        self.setCorner(Qt.Corner.BottomLeftCorner, Qt.DockWidgetArea.LeftDockWidgetArea)
        self.setCorner(Qt.Corner.BottomRightCorner, Qt.DockWidgetArea.RightDockWidgetArea)
        bar = QStatusBar()
        bar.setSizeGripEnabled(False)
        bar.addWidget(self.health, 1)
        self.setStatusBar(bar)
        self.setWindowIcon(app_icon())

    def _connect(self) -> None:
        bridge = self._bridge
        bridge.place_changed.connect(self._follow)
        bridge.noticed.connect(self._hear)
        bridge.link_changed.connect(lambda _: self._hear_link())
        bridge.state_changed.connect(self._watch_performer)
        self.top_bar.menu_asked.connect(self.show_menu)
        self.source.calibrate_asked.connect(self.preview.countdown.start)
        self.preview.countdown.done.connect(lambda: bridge.send(Calibrate()))
        self.preview.performer_hidden.connect(lambda: bridge.send(ShowPerformer(False)))
        self.preview.output_asked.connect(self.show_output_window)
        QGuiApplication.styleHints().colorSchemeChanged.connect(lambda _: self.dress())

    def _add_keys(self) -> None:
        deeds: dict[str, Callable[[], object]] = {
            KEYS_LIVE: self.top_bar.live.click,
            KEYS_REHEARSE: self.top_bar.rehearse.click,
            KEYS_SLATE: self.top_bar.slate.click,
            KEYS_RECORD: self.outputs.record.click,
            KEYS_STILL: self.outputs.still.click,
            KEYS_CAMERA: self.outputs.camera.click,
            "Ctrl+K": self.source.calibrate.click,
            "Ctrl+M": self.source.mirror.click,
            "Ctrl+P": self.source.performer.click,
            "Ctrl+O": self.avatars.add.click,
            "F10": self.show_menu,
        }
        for keys, deed in deeds.items():
            QShortcut(QKeySequence(keys), self).activated.connect(deed)
        self.expressions.add_keys(self)

    def _restore(self) -> None:
        self.resize(_SIZE.boundedTo(self.screen().availableSize()))
        self.lay_out_anew()
        if self._settings.geometry:
            self.restoreGeometry(_bytes(self._settings.geometry))
        if self._settings.docks:
            self.restoreState(_bytes(self._settings.docks))

    def retranslate(self) -> None:
        self.setWindowTitle(self.tr("Qionghua Studio"))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        elif event.type() == QEvent.Type.WindowStateChange:
            self._pause_unseen()
        super().changeEvent(event)

    # --- what happens ----------------------------------------------------------------------------------------------

    def show_menu(self) -> None:
        below = self.top_bar.menu
        width = self.menu.menu.sizeHint().width()
        self.menu.menu.popup(below.mapToGlobal(QPoint(below.width() - width, below.height() + 4)))

    def show_output_window(self) -> None:
        if self.output_window is None:
            canvas = self._bridge.state.canvas
            self.output_window = OutputWindow(self.program, QSize(canvas.width, canvas.height))
            self.output_window.setWindowIcon(self.windowIcon())
            self.output_window.closed.connect(self._forget_output_window)
        self.output_window.show()
        self.output_window.raise_()

    def _forget_output_window(self) -> None:
        self.output_window = None
        self._pause_unseen()

    def _pause_unseen(self) -> None:
        unseen = self.isMinimized()
        self.program.pause(unseen and self.output_window is None)
        self.performer.pause(unseen)

    def _follow(self, place: Place) -> None:
        self.program.follow(Path(place.program))
        if self._since_s is not None and place.pid == self._settings.air_pid:
            self._set_on_air_since(self._settings.air_since_s)

    def _watch_performer(self, state: Show) -> None:
        wanted = Path(self._bridge.place.performer) if state.show_performer and self._bridge.place else None
        if wanted != self.performer.path:
            self.performer.follow(wanted)

    def _hear(self, notice: Notice) -> None:
        if notice.state.air is not Air.LIVE:
            self._set_on_air_since(None)
        elif self._since_s is None or any(isinstance(event, e.WentLive) for event in notice.events):
            self._set_on_air_since(time.time())

    def _hear_link(self) -> None:
        if not self._bridge.show_is_there:
            self._set_on_air_since(None)

    def _set_on_air_since(self, since_s: float | None) -> None:
        self._since_s = since_s
        self.top_bar.set_on_air_since(since_s)

    def leave(self) -> None:
        self.close()

    # --- files dropped on the window -------------------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        urls = event.mimeData().urls()
        if self._bridge.connected and any(_command_of(url.toLocalFile()) for url in urls):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        for url in event.mimeData().urls():
            command = _command_of(url.toLocalFile())
            if command is not None:
                self._bridge.send(command)

    # --- closing ---------------------------------------------------------------------------------------------------

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._in_use() and not self._decided:
            event.ignore()
            self._ask()
            return
        if not self._decided:
            self.stop_show_at_end = self._bridge.started_show
        if self.output_window is not None:
            self.output_window.close()
        for card in self.findChildren(QDockWidget):
            if card.isFloating():
                card.hide()
        super().closeEvent(event)

    def leave_show_running(self) -> None:
        """The window may close without a question, and the show goes on."""
        self._decided, self.stop_show_at_end = True, False

    def close_unasked(self) -> None:
        """The system wants the desk to end: nobody may be there to answer, so what goes out goes on."""
        if self._in_use():
            self.leave_show_running()
        self.close()

    def _in_use(self) -> bool:
        state = self._bridge.state
        going = (state.recording.status, state.virtual_camera.status)
        return self._bridge.connected and (state.air is Air.LIVE or PartStatus.RUNNING in going)

    def _ask(self) -> None:
        box = QMessageBox(self)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setWindowTitle(self.tr("Qionghua Studio"))
        box.setIconPixmap(icons.pixmap("live", theme.worn().air, 40, self.devicePixelRatioF()))
        box.setText(self.tr("The show is going out."))
        box.setInformativeText(self.tr("It can go on without this window; opening the studio again takes it up."))
        leave = box.addButton(self.tr("Let the show go on"), QMessageBox.ButtonRole.AcceptRole)
        stop = box.addButton(self.tr("End the show"), QMessageBox.ButtonRole.DestructiveRole)
        cancel = box.addButton(self.tr("Stay here"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(cancel)
        box.setEscapeButton(cancel)

        def decide() -> None:
            if box.clickedButton() in (leave, stop):
                self.stop_show_at_end = box.clickedButton() is stop
                self._decided = True
                self.close()

        box.finished.connect(decide)
        box.open()


def app_icon() -> QIcon:
    """The eight-petalled flower, in bamboo green."""
    made = QIcon()
    for size in (16, 24, 32, 48, 64, 128, 256):
        made.addPixmap(icons.pixmap("flower", theme.DARK.accent, size))
    return made


def _command_of(path: str) -> Command | None:
    """What a dropped file asks for."""
    kind = Path(path).suffix.lower()
    if kind in (".vrm", ".glb"):
        return ChooseAvatar(path)
    if kind in _VIDEOS:
        return ChooseSource(f"file:{path}")
    if kind == ".take":
        return ChooseSource(f"take:{path}")
    return SetBackground(path) if kind in _PICTURES else None


def _text(data: QByteArray) -> str:
    return bytes(data.toBase64().data()).decode("ascii")


def _bytes(text: str) -> QByteArray:
    return QByteArray.fromBase64(text.encode("ascii", "replace"))
