"""Closing the window: while something goes out, the user is asked what shall become of the show."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from studio.control.state import Air, PartStatus
from studio.desk import icons, theme
from studio.desk.bridge import Bridge

translate = QCoreApplication.translate


def goes_out(bridge: Bridge) -> bool:
    """On air, recorded or sent to the virtual camera."""
    state = bridge.state
    going = (state.recording.status, state.virtual_camera.status)
    return bridge.connected and (state.air is Air.LIVE or PartStatus.RUNNING in going)


def ask(parent: QWidget, decided: Callable[[bool], None]) -> None:
    """Calls `decided(show ends)`; nothing if the user stays."""
    box = QMessageBox(parent)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setWindowTitle(translate("Leaving", "Qionghua Studio"))
    box.setIconPixmap(icons.pixmap("live", theme.worn().air, 40, parent.devicePixelRatioF()))
    box.setText(translate("Leaving", "The show is going out."))
    box.setInformativeText(
        translate("Leaving", "It can go on without this window; opening the studio again takes it up.")
    )
    leave = box.addButton(translate("Leaving", "Let the show go on"), QMessageBox.ButtonRole.AcceptRole)
    stop = box.addButton(translate("Leaving", "End the show"), QMessageBox.ButtonRole.DestructiveRole)
    cancel = box.addButton(translate("Leaving", "Stay here"), QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(cancel)
    box.setEscapeButton(cancel)

    def decide() -> None:
        if box.clickedButton() in (leave, stop):
            decided(box.clickedButton() is stop)

    box.finished.connect(decide)
    box.open()
