"""The window's menu: language, theme, cards, and what is seldom needed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QDockWidget, QMenu, QWidget

from studio.desk.controls import Speaking
from studio.desk.language import LANGUAGE_NAMES, Language, spoken
from studio.desk.theme import Look


@dataclass(frozen=True, slots=True)
class Deeds:
    """What the menu's entries do."""

    speak: Callable[[Language], None]
    wear: Callable[[Look], None]
    lay_out_anew: Callable[[], None]
    clean_window: Callable[[], None]
    stop_show: Callable[[], None]
    about: Callable[[], None]
    quit: Callable[[], None]


class MainMenu(Speaking):
    """An invisible widget that owns the menu and its actions; the actions' keys work in the whole window."""

    def __init__(self, window: QWidget, cards: Iterable[QDockWidget], deeds: Deeds, look: Look) -> None:
        super().__init__(window)
        self.hide()
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
        self.menu.addSeparator()
        self.clean = self._deed(deeds.clean_window, "F11")
        self.menu.addSeparator()
        self.stop = self._deed(deeds.stop_show)
        self.about = self._deed(deeds.about)
        self.leave = self._deed(deeds.quit, "Ctrl+Q")
        window.addActions([self.clean, self.leave])
        self.retranslate()

    def retranslate(self) -> None:
        self.languages.setTitle(self.tr("Language") + ("" if spoken() is Language.ENGLISH else " Language"))
        self.looks.setTitle(self.tr("Theme"))
        self.cards.setTitle(self.tr("Cards"))
        self.look_actions[Look.SYSTEM].setText(self.tr("As the system"))
        self.look_actions[Look.DARK].setText(self.tr("Lacquer black"))
        self.look_actions[Look.LIGHT].setText(self.tr("Tea white"))
        self.lay_out.setText(self.tr("Lay out anew"))
        self.clean.setText(self.tr("Clean window"))
        self.stop.setText(self.tr("Stop the show"))
        self.about.setText(self.tr("About"))
        self.leave.setText(self.tr("Quit"))
        self.language_actions[spoken()].setChecked(True)

    def _choice(self, group: QActionGroup, text: str) -> QAction:
        action = QAction(text, self)
        action.setCheckable(True)
        group.addAction(action)
        return action

    def _deed(self, deed: Callable[[], None], keys: str = "", menu: QMenu | None = None) -> QAction:
        action = QAction(self)
        action.triggered.connect(lambda _=False: deed())
        if keys:
            action.setShortcut(QKeySequence(keys))
        (menu or self.menu).addAction(action)
        return action
