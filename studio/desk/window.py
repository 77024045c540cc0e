"""The window: the cards around the preview, what is dropped on it, and how it closes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QByteArray, QEvent, QPoint, QSize, Qt
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QGuiApplication, QIcon
from PySide6.QtWidgets import QApplication, QDockWidget, QMainWindow, QStatusBar, QTabWidget, QVBoxLayout, QWidget

from studio.control.commands import Calibrate, ShowPerformer, StopShow
from studio.control.place import Place
from studio.control.state import Show
from studio.desk import icons, leaving, theme
from studio.desk.about import About
from studio.desk.air_time import AirTime
from studio.desk.avatar_panel import AvatarPanel
from studio.desk.avatar_workshop import AvatarWorkshop
from studio.desk.banner import Banner
from studio.desk.bridge import Bridge
from studio.desk.card import Card
from studio.desk.comment_panel import CommentPanel
from studio.desk.dropped import command_of
from studio.desk.expression_panel import ExpressionPanel
from studio.desk.first_run import FirstRun
from studio.desk.frames import FrameFeed
from studio.desk.gesture_panel import GesturePanel
from studio.desk.health_bar import HealthBar
from studio.desk.keys import add_keys
from studio.desk.language import Language, Tongue
from studio.desk.licence_words import LicenceAsk
from studio.desk.links_panel import LinksPanel
from studio.desk.log_panel import LogPanel
from studio.desk.look_panel import LookPanel
from studio.desk.menus import Deeds, MainMenu
from studio.desk.now_panel import NowPanel
from studio.desk.on_now import ProductClock
from studio.desk.operator import Operator
from studio.desk.output_panel import OutputPanel
from studio.desk.output_window import OutputWindow
from studio.desk.overlay_panel import OverlayPanel
from studio.desk.preset_editor import PresetEditor
from studio.desk.preset_panel import PresetPanel
from studio.desk.preview import Preview
from studio.desk.prompter import Prompter
from studio.desk.rundown_panel import RundownPanel
from studio.desk.settings import Settings
from studio.desk.slip import CorrectionStrip, SlipButtons
from studio.desk.source_panel import SourcePanel
from studio.desk.support import ReportDialog, report
from studio.desk.top_bar import TopBar
from studio.desk.tray import Tray
from studio.desk.workspaces import Workspace, Workspaces

_SIZE = QSize(1440, 900)
_LEAST = QSize(1080, 660)


class Window(QMainWindow):
    """Made once; `remembered` gives what to keep for the next day."""

    def __init__(self, bridge: Bridge, tongue: Tongue, settings: Settings) -> None:
        super().__init__()
        self._bridge, self._tongue, self._settings = bridge, tongue, settings
        self.stop_show_at_end = False
        """Whether the show is to end with the window; decided when it closes."""
        self._decided = self._quits = False
        self.output_window: OutputWindow | None = None
        self.prompter: Prompter | None = None
        self.preset_editor: PresetEditor | None = None
        self.workshop: AvatarWorkshop | None = None
        self.first_run: FirstRun | None = None
        self.setObjectName("desk")
        self.setAcceptDrops(True)
        self.setMinimumSize(_LEAST)
        self.setContentsMargins(8, 0, 8, 0)
        self.program, self.performer = FrameFeed(self), FrameFeed(self)
        self.operator = Operator(self, settings.operator)
        self.licences = LicenceAsk(self, bridge, settings.licences)
        self.clock = ProductClock(bridge, self)
        self.air_time = AirTime(bridge, settings.air_pid, settings.air_since_s)

        self.top_bar, self.banner = TopBar(bridge, SlipButtons(bridge, self.operator)), Banner(bridge)
        self.correction = CorrectionStrip(bridge)
        self.preview = Preview(bridge, self.program, self.performer)
        self.avatars, self.source = AvatarPanel(bridge), SourcePanel(bridge)
        self.look, self.expressions = LookPanel(bridge), ExpressionPanel(bridge)
        self.outputs, self.log = OutputPanel(bridge), LogPanel(bridge)
        self.gestures, self.brand, self.links = GesturePanel(bridge), PresetPanel(bridge), LinksPanel(bridge)
        self.rundown = RundownPanel(bridge, self.clock, self.operator)
        self.now = NowPanel(bridge, self.clock)
        self.overlays, self.comments = OverlayPanel(bridge), CommentPanel(bridge, self.operator)
        self.health = HealthBar(bridge)
        self.cards: tuple[Card, ...] = (
            self.avatars, self.source, self.look, self.expressions, self.gestures, self.brand, self.rundown, self.now,
            self.comments, self.overlays, self.links, self.outputs, self.log,
        )  # fmt: skip
        self._build()
        self.workspaces = Workspaces(
            self, {card.objectName(): card for card in self.cards}, settings.workspace, settings.layouts
        )
        self.tray = Tray(self, bridge, wanted=settings.tray)
        deeds = Deeds(
            speak=self.speak,
            wear=self.wear,
            lay_out_anew=self.lay_out_anew,
            prompter=self.show_prompter,
            clean_window=self.show_output_window,
            preset_editor=self.show_preset_editor,
            workshop=self.show_workshop,
            first_steps=self.show_first_run,
            copy_report=lambda: ReportDialog(self, report(bridge)).open(),
            keys_everywhere=self.set_keys_everywhere,
            stop_show=lambda: bridge.send(StopShow()),
            keep_in_tray=self.tray.want,
            about=lambda: About(self).open(),
            quit=self.leave,
        )
        self.menu = MainMenu(
            self, bridge, self.cards, self.operator,
            deeds=deeds, look=theme.Look(settings.look), in_tray=settings.tray,
        )  # fmt: skip
        self._connect()
        self.preset_keys = add_keys(self, bridge)
        self.preset_keys.troubled.connect(lambda problem, remedy: self.brand.keys.tell(problem, remedy, "warn"))
        self._restore()
        self.retranslate()

    # --- what is remembered ----------------------------------------------------------------------------------------

    def remembered(self) -> Settings:
        pid, since_s = self.air_time.remembered()
        return replace(
            self._settings,
            geometry=bytes(self.saveGeometry().toBase64().data()).decode("ascii"),
            workspace=str(self.workspaces.current),
            layouts=self.workspaces.remembered(),
            operator=self.operator.name,
            licences=self.licences.agreed,
            keys_everywhere=self.preset_keys.everywhere,
            tray=self.tray.wanted,
            air_pid=pid,
            air_since_s=since_s,
        )

    @property
    def welcomed(self) -> bool:
        """Whether the first steps were taken or put off."""
        return self._settings.welcomed

    def speak(self, language: Language) -> None:
        self._settings = replace(self._settings, language=str(language))
        self._tongue.speak(language)

    def wear(self, look: theme.Look) -> None:
        self._settings = replace(self._settings, look=str(look))
        self.menu.look_actions[look].setChecked(True)
        self.dress()

    def dress(self) -> None:
        """Puts the chosen theme on, again after the desktop's own has changed."""
        app = QApplication.instance()
        if isinstance(app, QApplication):
            theme.dress(app, theme.colors_of(theme.Look(self._settings.look)))
        for root in (self, self.prompter, self.first_run, self.preset_editor, self.workshop):
            if root is not None:
                icons.refresh(root)
        for card in self.cards:
            card.retranslate()

    def set_keys_everywhere(self, on: bool) -> None:
        """What cannot be is told in the brand's card."""
        self.preset_keys.set_everywhere(on)
        if not self.brand.keys.isHidden():
            self.workspaces.reveal("brand")

    def lay_out_anew(self) -> None:
        """Every card of the workspace back where it was on the first day."""
        self.workspaces.lay_out_anew()

    # --- building --------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        head = QWidget()
        column = QVBoxLayout(head)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.top_bar)
        column.addWidget(self.banner)
        column.addWidget(self.correction)
        self.setMenuWidget(head)
        self.setCentralWidget(self.preview)
        self.setDockOptions(
            QMainWindow.DockOption.AnimatedDocks
            | QMainWindow.DockOption.AllowNestedDocks
            | QMainWindow.DockOption.AllowTabbedDocks
        )
        self.setTabPosition(Qt.DockWidgetArea.AllDockWidgetAreas, QTabWidget.TabPosition.North)
        bar = QStatusBar()
        bar.setSizeGripEnabled(False)
        bar.addWidget(self.health, 1)
        self.setStatusBar(bar)
        self.setWindowIcon(app_icon())

    def _connect(self) -> None:
        bridge = self._bridge
        bridge.place_changed.connect(lambda place: self.program.follow(Path(place.program)))
        bridge.state_changed.connect(self._watch_performer)
        bridge.state_changed.connect(self.workspaces.follow)
        self.air_time.changed.connect(self.top_bar.set_on_air_since)
        self.top_bar.menu_asked.connect(self.show_menu)
        self.top_bar.workspace_asked.connect(lambda value: self.workspaces.enter(Workspace(value)))
        self.top_bar.prompter_asked.connect(self.show_prompter)
        self.top_bar.card_asked.connect(self.workspaces.reveal)
        self.brand.editor_asked.connect(self.show_preset_editor)
        self.avatars.workshop_asked.connect(self.show_workshop)
        self.workspaces.entered.connect(self.top_bar.workspaces.choose)
        self.source.calibrate_asked.connect(self.preview.countdown.start)
        self.preview.countdown.done.connect(lambda: bridge.send(Calibrate()))
        self.preview.performer_hidden.connect(lambda: bridge.send(ShowPerformer(False)))
        self.preview.output_asked.connect(self.show_output_window)
        self.tray.changed.connect(self._pause_unseen)
        self.tray.go_on_asked.connect(self._go_on_without)
        self.tray.quit_asked.connect(self.leave)
        QGuiApplication.styleHints().colorSchemeChanged.connect(lambda _: self.dress())

    def _restore(self) -> None:
        self.resize(_SIZE.boundedTo(self.screen().availableSize()))
        if self._settings.geometry:
            self.restoreGeometry(QByteArray.fromBase64(self._settings.geometry.encode("ascii", "replace")))
        self.workspaces.lay_out_anew()
        self.workspaces.restore()
        self.menu.keys_everywhere.setChecked(self._settings.keys_everywhere)
        self.preset_keys.set_everywhere(self._settings.keys_everywhere)

    def retranslate(self) -> None:
        self.setWindowTitle(self.tr("Qionghua Studio"))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        elif event.type() == QEvent.Type.WindowStateChange:
            self._pause_unseen()
        super().changeEvent(event)

    # --- windows beside this one ------------------------------------------------------------------------------------

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

    def show_prompter(self) -> None:
        if self.prompter is None:
            self.prompter = Prompter(self._bridge, self.clock)
            self.prompter.setWindowIcon(self.windowIcon())
            self.prompter.closed.connect(self._forget_prompter)
        self.prompter.show()
        self.prompter.raise_()
        self.prompter.activateWindow()

    def show_preset_editor(self) -> None:
        if self.preset_editor is None:
            self.preset_editor = PresetEditor(self._bridge, self.program)
            self.preset_editor.closed.connect(self._forget_preset_editor)
        self._bring_up(self.preset_editor)

    def show_workshop(self) -> None:
        if self.workshop is None:
            self.workshop = AvatarWorkshop(self._bridge, self.program)
            self.workshop.closed.connect(self._forget_workshop)
        self._bring_up(self.workshop)

    def show_first_run(self) -> None:
        """The first steps, from the first one."""
        if self.first_run is None:
            self.first_run = FirstRun(
                self,
                self._bridge,
                program=self.program,
                performer=self.performer,
                speak=self.speak,
                wear=self.wear,
                look=theme.Look(self._settings.look),
            )
            self.first_run.finished.connect(self._end_first_run)
        self.first_run.show()
        self.first_run.raise_()

    def _end_first_run(self) -> None:
        self.first_run = None
        self._settings = replace(self._settings, welcomed=True)

    def _bring_up(self, other: QWidget) -> None:
        other.setWindowIcon(self.windowIcon())
        other.show()
        other.raise_()
        other.activateWindow()

    def _forget_prompter(self) -> None:
        self.prompter = None

    def _forget_preset_editor(self) -> None:
        self.preset_editor = None
        self._pause_unseen()

    def _forget_workshop(self) -> None:
        self.workshop = None
        self._pause_unseen()

    def _forget_output_window(self) -> None:
        self.output_window = None
        self._pause_unseen()

    def _pause_unseen(self) -> None:
        unseen = self.isMinimized() or self.tray.holds
        watched = (self.output_window, self.preset_editor, self.workshop)
        self.program.pause(unseen and all(other is None for other in watched))
        self.performer.pause(unseen)

    def _watch_performer(self, state: Show) -> None:
        place: Place | None = self._bridge.place
        wanted = Path(place.performer) if state.show_performer and place else None
        if wanted != self.performer.path:
            self.performer.follow(wanted)

    # --- files dropped on the window -------------------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        urls = event.mimeData().urls()
        if self._bridge.connected and any(command_of(url.toLocalFile()) for url in urls):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        for url in event.mimeData().urls():
            command = command_of(url.toLocalFile())
            if command is not None:
                self._bridge.send(command)

    # --- closing ---------------------------------------------------------------------------------------------------

    def leave(self) -> None:
        self.tray.leave()
        self._quits = True
        self.close()
        self._quits = False

    def _go_on_without(self) -> None:
        self.leave_show_running()
        self.leave()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.tray.keeps and not (self._quits or self._decided):
            event.ignore()
            self.tray.enter()
            return
        if leaving.goes_out(self._bridge) and not self._decided:
            event.ignore()
            leaving.ask(self, self._leave_decided)
            return
        if not self._decided:
            self.stop_show_at_end = self._bridge.started_show
        if self.first_run is not None:  # left in the middle: they come again tomorrow
            self.first_run.finished.disconnect(self._end_first_run)
        for other in (self.output_window, self.prompter, self.preset_editor, self.workshop, self.first_run):
            if other is not None:
                other.close()
        self.first_run = None
        for card in self.findChildren(QDockWidget):
            if card.isFloating():
                card.hide()
        self.preset_keys.close()
        super().closeEvent(event)

    def leave_show_running(self) -> None:
        """The window may close without a question, and the show goes on."""
        self._decided, self.stop_show_at_end = True, False

    def close_unasked(self) -> None:
        """The system wants the desk to end: nobody may be there to answer, so what goes out goes on."""
        if leaving.goes_out(self._bridge):
            self.leave_show_running()
        self.leave()

    def _leave_decided(self, ends: bool) -> None:
        self._decided, self.stop_show_at_end = True, ends
        self.close()


def app_icon() -> QIcon:
    """The eight-petalled flower, in bamboo green."""
    made = QIcon()
    for size in (16, 24, 32, 48, 64, 128, 256):
        made.addPixmap(icons.pixmap("flower", theme.DARK.accent, size))
    return made
