"""Every window of the desk as pictures, in both languages and themes, before a real show on the welcome take.

    python tools/desk_screens.py OUT_DIR [--sizes 1440x900,1920x1080] [--languages zh,en] [--looks dark,light]

Sizes are logical pixels; `QT_SCALE_FACTOR=2` and `--sizes 1920x1080` give a 4K screen. Without a display it paints
all the same (`QT_QPA_PLATFORM=offscreen`). One PNG each: `NAME-LANGUAGE-LOOK-SIZE.png`.
"""

from __future__ import annotations

import argparse
import os
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtWidgets import QApplication, QDialog, QWidget

from studio.app import start_show
from studio.control import commands as c
from studio.control import goods_commands as g
from studio.control import place
from studio.control.state import PartStatus
from studio.desk.about import About
from studio.desk.application import open_window
from studio.desk.bridge import Bridge
from studio.desk.gate import GateDialog
from studio.desk.language import Language
from studio.desk.settings import Settings
from studio.desk.support import ReportDialog, report
from studio.desk.theme import Look
from studio.desk.window import Window
from studio.desk.workspaces import Workspace

_PATIENCE_S = 120.0


class Screens:
    """One desk before one show, from which pictures are taken."""

    def __init__(self, app: QApplication, out: Path, only: set[str]) -> None:
        self.app, self._out, self._only = app, out, only
        self.bridge = Bridge(place.find, start_show)
        self.window: Window = open_window(app, self.bridge, Settings(language="en", look="dark", operator="乙"))
        self.bridge.open(start_if_absent=True)
        self._until(lambda: self.bridge.connected and self.bridge.state.avatar_part.status is PartStatus.RUNNING)
        self._name = ""

    def prepare(self, preset: str) -> None:
        """Goods to sell, somebody who agreed, and a slow clock that leaves the processor to Qt."""
        canvas = self.bridge.state.canvas
        for command in (c.SetCanvas(canvas.width, canvas.height, 5), c.GiveConsent("甲"), g.OpenPreset(preset)):
            self.bridge.send(command)
        self._until(lambda: bool(self.bridge.state.rundown))
        product = self.bridge.state.rundown[0].id
        for command in (g.ShowProduct(product), g.AddComment("小荷", "这款有现货吗？"), c.HoldExpression("happy", 0.4)):
            self.bridge.send(command)
        self._until(lambda: self.bridge.state.product == product and not self.window.preview.view.empty)
        self._settle(3.0)

    def take_all(self, size: tuple[int, int], name: str) -> None:
        self._name = name
        self.window.resize(*size)
        for workspace in Workspace:
            self.window.workspaces.enter(workspace)
            self._take(f"desk_{workspace}", self.window)
        self._first_steps()
        self._workshop()
        self._editor(size)
        self.window.show_prompter()
        self._take_and_close("prompter", self.window.prompter)
        self.window.show_output_window()
        self._take_and_close("clean", self.window.output_window)
        self.window.show_menu()
        self._take("menu", self.window.menu.menu)
        self.window.menu.menu.close()
        for title, dialog in (
            ("about", About(self.window)),
            ("report", ReportDialog(self.window, report(self.bridge))),
            ("gate", GateDialog(self.window, self.bridge)),
        ):
            dialog.open()
            self._take_and_close(title, dialog)
        self.window.operator.ask()
        for dialog in self.window.findChildren(QDialog):
            if dialog.isVisible():
                self._take_and_close("name", dialog)

    def close(self) -> None:
        self.window.leave_show_running()
        self.window.close()
        self.bridge.close(stop_show=True)

    def _first_steps(self) -> None:
        self.window.show_first_run()
        run = self.window.first_run
        if run is None:
            return
        for number in range(len(run.pages)):
            run.go_to(number)
            self._take(f"first_{number + 1}", run)
        run.close()
        self._settle()

    def _workshop(self) -> None:
        self.window.show_workshop()
        if (workshop := self.window.workshop) is not None:
            for page in ("expressions", "outfit", "motion", "tuning"):
                workshop.page.button(page).click()
                self._take(f"workshop_{page}", workshop)
            workshop.close()

    def _editor(self, size: tuple[int, int]) -> None:
        self.window.show_preset_editor()
        if (editor := self.window.preset_editor) is not None:
            editor.resize(*size)
            for number in range(len(editor.pages) + 1):
                editor.go_to(number)
                self._take(f"editor_{number + 1}", editor)
            editor.close()

    def _take(self, title: str, widget: QWidget) -> None:
        if self._only and not any(title.startswith(wanted) for wanted in self._only):
            return
        self._settle(0.6)
        widget.grab().save(str(self._out / f"{title}-{self._name}.png"))

    def _take_and_close(self, title: str, widget: QWidget | None) -> None:
        if widget is not None:
            self._take(title, widget)
            widget.close()
            self._settle()

    def _settle(self, seconds: float = 0.1) -> None:
        until_s = time.monotonic() + seconds
        while time.monotonic() < until_s:
            self.app.processEvents()
            time.sleep(0.01)

    def _until(self, holds: Callable[[], bool]) -> None:
        until_s = time.monotonic() + _PATIENCE_S
        while not holds():
            if time.monotonic() > until_s:
                raise SystemExit("the show never came so far; see the log in its home")
            self._settle()


@contextmanager
def own_show() -> Iterator[None]:
    """Settings, rings and show of this run only."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["STUDIO_HOME"], os.environ["STUDIO_RUNTIME"] = f"{folder}/home", f"{folder}/runtime"
        yield


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("--sizes", default="1440x900,1920x1080")
    parser.add_argument("--languages", default="zh,en")
    parser.add_argument("--looks", default="dark,light")
    parser.add_argument("--preset", default="lacquer")
    parser.add_argument("--only", default="")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    if not os.environ.get("DISPLAY"):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with own_show():
        screens = Screens(QApplication([]), options.out, set(filter(None, options.only.split(","))))
        try:
            screens.prepare(options.preset)
            for size in options.sizes.split(","):
                width, height = (int(side) for side in size.split("x"))
                for language in options.languages.split(","):
                    for look in options.looks.split(","):
                        screens.window.speak(Language(language))
                        screens.window.wear(Look(look))
                        screens.take_all((width, height), f"{language}-{look}-{size}")
        finally:
            screens.close()


if __name__ == "__main__":
    main()
