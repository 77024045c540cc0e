"""The first run's pages: what they have in common, language and consent. See `first_choices` and `camera_page`."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from studio.control.catalogue import CATALOGUE
from studio.control.commands import GiveConsent
from studio.control.state import Show
from studio.desk import icons, theme
from studio.desk.bridge import Bridge
from studio.desk.controls import GAP, ScrollArea, Segments, Speaking, button, name_it, ruler, words
from studio.desk.language import LANGUAGE_NAMES, Language, said, spoken
from studio.desk.operator import MOST_LETTERS


class Page(Speaking):
    """One step. Heirs fill `body`, and call `retranslate` once they are made."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self.bridge = bridge
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        self.title, self.help = words("large", wrap=True), words("soft", wrap=True)
        column.addWidget(self.title)
        column.addWidget(self.help)
        area = ScrollArea()
        held = QWidget()
        held.setObjectName("scrolled")
        self.body = QVBoxLayout(held)
        self.body.setContentsMargins(0, 4, 10, 4)
        self.body.setSpacing(10)
        area.setWidget(held)
        column.addWidget(area, 1)
        bridge.state_changed.connect(self.show_state)
        bridge.link_changed.connect(lambda _: self.show_state(bridge.state))

    def short(self) -> str:
        """Its name in the row of steps."""
        raise NotImplementedError

    def done(self, state: Show) -> bool:
        """Whether there is nothing left to do here."""
        raise NotImplementedError

    def show_state(self, state: Show) -> None:
        """Heirs show what the show tells."""

    def enter(self) -> None:
        """The page comes to the front."""

    def leave(self) -> None:
        """Another page comes to the front."""


class LanguagePage(Page):
    """The first thing anybody can read."""

    def __init__(
        self,
        bridge: Bridge,
        speak: Callable[[Language], None],
        wear: Callable[[theme.Look], None],
        *,
        look: theme.Look,
    ) -> None:
        """`look`: what is worn now."""
        super().__init__(bridge)
        self.languages: dict[Language, QPushButton] = {}
        for language in (Language.CHINESE, Language.ENGLISH):
            made = self.languages[language] = QPushButton(LANGUAGE_NAMES[language])
            made.setObjectName("bigChoice")
            made.setCheckable(True)
            made.setAutoDefault(False)
            made.setCursor(Qt.CursorShape.PointingHandCursor)
            made.clicked.connect(lambda _=False, language=language: self._speak(language, speak))
            self.body.addWidget(made)
        self.body.addSpacing(6)
        self._look_name = words("field")
        self.body.addWidget(self._look_name)
        self.looks = Segments([(look.value, "") for look in theme.Look])
        self.looks.chosen.connect(lambda value: wear(theme.Look(value)))
        self.looks.choose(look)
        self.body.addWidget(self.looks)
        self.body.addStretch(1)
        self.retranslate()

    def retranslate(self) -> None:
        self.title.setText(self.tr("Welcome to Qionghua Studio"))
        self.help.setText(self.tr("A few steps to your first rehearsal. The menu changes the language at any time."))
        self._look_name.setText(self.tr("Theme"))
        self.looks.say(theme.Look.SYSTEM, self.tr("As the system"))
        self.looks.say(theme.Look.DARK, self.tr("Lacquer black"))
        self.looks.say(theme.Look.LIGHT, self.tr("Tea white"))
        for language, made in self.languages.items():
            made.setChecked(language is spoken())
            name_it(made, LANGUAGE_NAMES[language])

    def short(self) -> str:
        return self.tr("Language")

    def done(self, state: Show) -> bool:
        return True

    def _speak(self, language: Language, speak: Callable[[Language], None]) -> None:
        speak(language)
        self.retranslate()


class ConsentPage(Page):
    """The face is sensitive data: agreed to in so many words, and taken back as easily."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__(bridge)
        self.points = [words(wrap=True) for _ in range(4)]
        for point in self.points:
            dot = QLabel()
            icons.wear(dot, "dot", "accent_text", size=14)
            row = QHBoxLayout()
            row.setSpacing(GAP)
            row.addWidget(dot, 0, Qt.AlignmentFlag.AlignTop)
            row.addWidget(point, 1)
            self.body.addLayout(row)
        self.body.addWidget(ruler())
        self.name = QLineEdit()
        self.name.setMaxLength(MOST_LETTERS)
        self.body.addWidget(self.name)
        self.agreed = QCheckBox()
        self.body.addWidget(self.agreed)
        self.give, self.withdraw = button("tick", "primary"), button("close")
        self.give.clicked.connect(lambda: bridge.send(GiveConsent(self.name.text().strip())))
        self.withdraw.clicked.connect(lambda: bridge.send(GiveConsent(bridge.state.consent, given=False)))
        self.name.textChanged.connect(lambda _: self.show_state(bridge.state))
        self.agreed.toggled.connect(lambda _: self.show_state(bridge.state))
        self.given = words("name", wrap=True)
        for widget in (self.given, self.give, self.withdraw):
            self.body.addWidget(widget)
        self.body.addStretch(1)
        self.retranslate()

    def retranslate(self) -> None:
        self.title.setText(self.tr("Your face stays here"))
        self.help.setText(
            self.tr("Before going live the performer agrees to be captured. Without it you can rehearse.")
        )
        for point, text in zip(
            self.points,
            (
                self.tr("Your camera's picture is turned into points in memory, picture by picture, and thrown away."),
                self.tr("No picture of you is stored or sent; the tracker has no way to the network."),
                self.tr("What moves the avatar are points of face, body and hands. They leave with the next picture."),
                self.tr("You may take your consent back at any time; then the show goes off air at once."),
            ),
            strict=True,
        ):
            point.setText(text)
        self.name.setPlaceholderText(self.tr("Your name or pseudonym"))
        name_it(self.name, self.tr("Your name or pseudonym"))
        self.agreed.setText(self.tr("I agree that my face is captured to drive the avatar"))
        name_it(self.agreed, self.tr("I agree that my face is captured to drive the avatar"))
        self.give.setText(self.tr("I agree"))
        name_it(self.give, self.tr("I agree"), said(CATALOGUE["GiveConsent"].help))
        self.withdraw.setText(self.tr("Take it back"))
        name_it(self.withdraw, self.tr("Take it back"), said(CATALOGUE["GiveConsent"].help))
        self.show_state(self.bridge.state)

    def short(self) -> str:
        return self.tr("Consent")

    def done(self, state: Show) -> bool:
        return bool(state.consent)

    def show_state(self, state: Show) -> None:
        given, connected = bool(state.consent), self.bridge.connected
        self.given.setText(self.tr("{name} has agreed.").format(name=state.consent))
        self.given.setVisible(given)
        for widget in (self.name, self.agreed, self.give):
            widget.setVisible(not given)
        self.withdraw.setVisible(given)
        self.withdraw.setEnabled(connected)
        self.give.setEnabled(connected and self.agreed.isChecked() and bool(self.name.text().strip()))
