"""The window's menu: language, theme, cards, brand, and what is seldom needed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QDockWidget, QMenu, QWidget

from studio.control.goods_commands import ClosePreset, OpenPreset
from studio.control.state import Air
from studio.desk.bridge import Bridge
from studio.desk.controls import Speaking
from studio.desk.language import LANGUAGE_NAMES, Language, spoken, told
from studio.desk.operator import Operator
from studio.desk.preset_panel import title_of
from studio.desk.theme import Look
from studio.desk.tray import is_available

KEYS_PROMPTER = "Ctrl+T"
KEYS_EDITOR = "Ctrl+Shift+P"
KEYS_WORKSHOP = "Ctrl+Shift+A"


@dataclass(frozen=True, slots=True)
class Deeds:
    """What the menu's entries do."""

    speak: Callable[[Language], None]
    wear: Callable[[Look], None]
    lay_out_anew: Callable[[], None]
    prompter: Callable[[], None]
    clean_window: Callable[[], None]
    preset_editor: Callable[[], None]
    workshop: Callable[[], None]
    first_steps: Callable[[], None]
    copy_report: Callable[[], None]
    keys_everywhere: Callable[[bool], None]
    stop_show: Callable[[], None]
    keep_in_tray: Callable[[bool], None]
    about: Callable[[], None]
    quit: Callable[[], None]


class MainMenu(Speaking):
    """An invisible widget that owns the menu and its actions; the actions' keys work in the whole window."""

    def __init__(
        self,
        window: QWidget,
        bridge: Bridge,
        cards: Iterable[QDockWidget],
        operator: Operator,
        *,
        deeds: Deeds,
        look: Look,
        in_tray: bool,
    ) -> None:
        super().__init__(window)
        self.hide()
        self._bridge, self._operator = bridge, operator
        self.menu = QMenu(window)
        self.languages = self.menu.addMenu("")
        group = QActionGroup(self)
        self.language_actions = {language: self._choice(group, LANGUAGE_NAMES[language]) for language in Language}
        for language, action in self.language_actions.items():
            action.triggered.connect(lambda _=False, language=language: deeds.speak(language))
            self.languages.addAction(action)
        self.looks = self.menu.addMenu("")
        group = QActionGroup(self)
        self.look_actions = {item: self._choice(group, "") for item in Look}
        for item, action in self.look_actions.items():
            action.setChecked(item is look)
            action.triggered.connect(lambda _=False, item=item: deeds.wear(item))
            self.looks.addAction(action)
        self.cards = self.menu.addMenu("")
        for card in cards:
            self.cards.addAction(card.toggleViewAction())
        self.cards.addSeparator()
        self.lay_out = self._deed(deeds.lay_out_anew, menu=self.cards)
        self.presets = self.menu.addMenu("")
        self.presets.aboutToShow.connect(self.list_presets)
        self.menu.addSeparator()
        self.prompter = self._deed(deeds.prompter, KEYS_PROMPTER)
        self.clean = self._deed(deeds.clean_window, "F11")
        self.preset_editor = self._deed(deeds.preset_editor, KEYS_EDITOR)
        self.workshop = self._deed(deeds.workshop, KEYS_WORKSHOP)
        self.menu.addSeparator()
        self.operator = self._deed(operator.ask)
        self.keys_everywhere = self._deed(lambda: deeds.keys_everywhere(self.keys_everywhere.isChecked()))
        self.keys_everywhere.setCheckable(True)
        self.first_steps = self._deed(deeds.first_steps)
        self.report = self._deed(deeds.copy_report)
        self.tray = QAction(self)
        self.tray.setCheckable(True)
        self.tray.setChecked(in_tray)
        self.tray.toggled.connect(deeds.keep_in_tray)
        self.menu.addAction(self.tray)
        self.menu.aboutToShow.connect(self._say_tray)
        self.menu.addSeparator()
        self.stop = self._deed(deeds.stop_show)
        self.about = self._deed(deeds.about)
        self.leave = self._deed(deeds.quit, "Ctrl+Q")
        window.addActions([self.prompter, self.clean, self.preset_editor, self.workshop, self.leave])
        operator.changed.connect(self.retranslate)
        self.retranslate()

    def retranslate(self) -> None:
        self.languages.setTitle(self.tr("Language") + ("" if spoken() is Language.ENGLISH else " Language"))
        self.looks.setTitle(self.tr("Theme"))
        self.cards.setTitle(self.tr("Cards"))
        self.presets.setTitle(self.tr("Brand preset"))
        self.look_actions[Look.SYSTEM].setText(self.tr("As the system"))
        self.look_actions[Look.DARK].setText(self.tr("Lacquer black"))
        self.look_actions[Look.LIGHT].setText(self.tr("Tea white"))
        self.lay_out.setText(self.tr("Lay out anew"))
        self.prompter.setText(self.tr("Prompter"))
        self.clean.setText(self.tr("Clean window"))
        self.preset_editor.setText(self.tr("Preset editor"))
        self.workshop.setText(self.tr("Avatar workshop"))
        name = self._operator.name
        self.operator.setText(
            self.tr("At the desk: {name}…").format(name=name) if name else self.tr("Who is at the desk…")
        )
        self.keys_everywhere.setText(self.tr("The preset's hotkeys in every window"))
        self.first_steps.setText(self.tr("First steps…"))
        self.report.setText(self.tr("Copy a report for support…"))
        self._say_tray()
        self.stop.setText(self.tr("Stop the show"))
        self.about.setText(self.tr("About"))
        self.leave.setText(self.tr("Quit"))
        self.language_actions[spoken()].setChecked(True)

    def _say_tray(self) -> None:
        """A tray may come and go with the desktop's panel."""
        there = is_available()
        kept, absent = self.tr("Keep in the tray when closed"), self.tr("Keep in the tray (this desktop has none)")
        self.tray.setText(kept if there else absent)
        self.tray.setEnabled(there)

    def list_presets(self) -> None:
        """What the shelf has now."""
        state = self._bridge.state
        self.presets.clear()
        group = QActionGroup(self.presets)
        entries = [(self.tr("The house's own look"), "", "")]
        entries += [(title_of(entry), entry.preset, entry.problem) for entry in state.presets]
        for title, preset, problem in entries:
            action = self._choice(group, title)
            action.setChecked(preset == state.preset.id)
            action.setEnabled(self._bridge.connected and state.air is not Air.LIVE and not problem)
            action.setToolTip(told(problem))
            wish = OpenPreset(preset) if preset else ClosePreset()
            action.triggered.connect(lambda _=False, wish=wish: self._bridge.send(wish))
            self.presets.addAction(action)
        self.presets.setToolTipsVisible(True)

    def _choice(self, group: QActionGroup, text: str) -> QAction:
        action = QAction(text, group)
        action.setCheckable(True)
        group.addAction(action)
        return action

    def _deed(self, deed: Callable[[], object], keys: str = "", menu: QMenu | None = None) -> QAction:
        action = QAction(self)
        action.triggered.connect(lambda _=False: deed())
        if keys:
            action.setShortcut(QKeySequence(keys))
        (menu or self.menu).addAction(action)
        return action
