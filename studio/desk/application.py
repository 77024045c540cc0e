"""The Qt application around the window: font, theme, language, settings, and a good end."""

from __future__ import annotations

import ctypes
import os
import signal
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from studio import __version__
from studio.control.place import Place
from studio.core.errors import StudioError
from studio.desk import fonts, settings, theme
from studio.desk.bridge import Bridge
from studio.desk.language import Language, Tongue, of_system
from studio.desk.window import Window, app_icon

_CURSOR_LIBRARY = "libxcb-cursor.so.0"


def run(
    find_show: Callable[[], Place | None],
    start_show: Callable[[], None],
    settings_path: Path,
    *,
    start_if_absent: bool,
) -> int:
    """See `studio.desk.run_desk`."""
    check_platform()
    app = QApplication(sys.argv[:1])
    app.setApplicationName("Qionghua Studio")
    app.setApplicationVersion(__version__)
    app.setDesktopFileName("qionghua-studio")
    app.setWindowIcon(app_icon())
    bridge = Bridge(find_show, start_show)
    window = open_window(app, bridge, settings.load(settings_path))
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: window.close_unasked())
    heartbeat = QTimer(app)  # Python hears a signal when it runs, and Qt alone may not let it
    heartbeat.timeout.connect(lambda: None)
    heartbeat.start(200)
    bridge.open(start_if_absent=start_if_absent)
    if not window.welcomed:
        window.show_first_run()
    code = app.exec()
    settings.save(settings_path, window.remembered())
    bridge.close(stop_show=window.stop_show_at_end)
    return code


def check_platform() -> None:
    """Raises StudioError where Qt would end the process: on X11 it needs a library that desktops may lack."""
    chosen = os.environ.get("QT_QPA_PLATFORM", "")
    wayland = bool(os.environ.get("WAYLAND_DISPLAY"))
    if sys.platform != "linux" or not (chosen.startswith("xcb") or (not chosen and not wayland)):
        return
    try:
        ctypes.CDLL(_CURSOR_LIBRARY)
    except OSError as error:
        raise StudioError(
            "the window cannot open: a library of the system is missing",
            where=_CURSOR_LIBRARY,
            remedy="sudo apt install libxcb-cursor0; or run `studio live --headless` and use the web panel",
        ) from error


def open_window(app: QApplication, bridge: Bridge, remembered: settings.Settings) -> Window:
    """Dresses the application and shows the window."""
    look = theme.Look(remembered.look) if remembered.look in tuple(theme.Look) else theme.Look.SYSTEM
    language = Language(remembered.language) if remembered.language in tuple(Language) else of_system()
    app.setFont(fonts.desk_font())
    theme.dress(app, theme.colors_of(look))
    tongue = Tongue(app)
    tongue.speak(language)
    window = Window(bridge, tongue, replace(remembered, look=str(look), language=str(language)))
    window.show()
    return window
