"""The desk in the system's tray: its window is closed, its show runs on, and the way back is one click."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QApplication, QMenu, QSystemTrayIcon, QWidget

from studio.control.state import Show
from studio.control.titles import AIR_TITLES
from studio.desk.bridge import Bridge, Link, LinkStatus
from studio.desk.language import said


def is_available() -> bool:
    """Whether this desktop has a tray now; GNOME has none without an extension."""
    return QSystemTrayIcon.isSystemTrayAvailable()


class Tray(QObject):
    """Where the window goes when it is closed, if that is wanted; it comes back by itself when the show ends."""

    changed = Signal()
    """The window went in or came out."""
    go_on_asked = Signal()
    """The desk is to end, and its show to go on."""
    quit_asked = Signal()

    def __init__(self, window: QWidget, bridge: Bridge, *, wanted: bool) -> None:
        super().__init__(window)
        self.wanted = wanted
        self._window, self._bridge = window, bridge
        self.icon = QSystemTrayIcon(window.windowIcon(), self)
        self.menu = QMenu(window)
        self.show_window = self.menu.addAction("")
        self.go_on = self.menu.addAction("")
        self.menu.addSeparator()
        self.quit = self.menu.addAction("")
        self.icon.setContextMenu(self.menu)
        self.show_window.triggered.connect(self.leave)
        self.go_on.triggered.connect(self.go_on_asked)
        self.quit.triggered.connect(self.quit_asked)
        self.icon.activated.connect(self._activate)
        bridge.state_changed.connect(self._tell)
        bridge.link_changed.connect(self._follow)
        window.installEventFilter(self)
        self.retranslate()

    def retranslate(self) -> None:
        self.show_window.setText(self.tr("Show the window"))
        self.go_on.setText(self.tr("Close the desk; the show goes on"))
        self.quit.setText(self.tr("Quit"))
        self._tell(self._bridge.state)

    def want(self, on: bool) -> None:
        self.wanted = on

    @property
    def keeps(self) -> bool:
        """Whether closing the window now shall only put it away."""
        app = QApplication.instance()
        ends = isinstance(app, QApplication) and app.isSavingSession()  # a session that ends is not held up
        return self.wanted and self._bridge.connected and is_available() and not ends

    @property
    def holds(self) -> bool:
        """The window is away, the desk is not."""
        return self.icon.isVisible()

    def enter(self) -> None:
        QApplication.setQuitOnLastWindowClosed(False)  # the prompter may be closed while the window is away
        self.icon.show()
        words = self.tr("The show runs on. A click on the flower brings the window back.")
        self.icon.showMessage(self.tr("Qionghua Studio"), words, self._window.windowIcon())
        self._window.hide()
        self.changed.emit()

    def leave(self) -> None:
        """The window is there again, and before others."""
        if self.holds:
            self.icon.hide()
            QApplication.setQuitOnLastWindowClosed(True)
            self._window.show()
            self.changed.emit()
        self._window.raise_()
        self._window.activateWindow()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        return super().eventFilter(watched, event)

    def _activate(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason in (QSystemTrayIcon.ActivationReason.Trigger, QSystemTrayIcon.ActivationReason.DoubleClick):
            self.leave()

    def _follow(self, status: LinkStatus) -> None:
        """A show that has ended is told at once, not found out tomorrow."""
        if self.holds and status.link is Link.ABSENT:
            self.leave()

    def _tell(self, state: Show) -> None:
        self.icon.setToolTip(f"{self.tr('Qionghua Studio')} · {said(AIR_TITLES[state.air])}")
