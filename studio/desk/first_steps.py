"""The pages of the first run: each is a card's worth of choices with the avatar moving beside them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from studio.control.catalogue import CATALOGUE
from studio.control.commands import ChooseAvatar, ConnectObs, DisconnectObs, GiveConsent, SetBackground
from studio.control.goods_commands import ClosePreset, OpenPreset
from studio.control.state import Part, PartStatus, Show
from studio.desk import icons, theme
from studio.desk.avatar_panel import AvatarCard, Portrait
from studio.desk.bridge import Bridge
from studio.desk.controls import GAP, PartView, ScrollArea, Segments, Speaking, button, name_it, ruler, words
from studio.desk.language import LANGUAGE_NAMES, Language, said, spoken
from studio.desk.operator import MOST_LETTERS
from studio.desk.preset_panel import title_of

_BUSY = (PartStatus.STARTING, PartStatus.RUNNING, PartStatus.LOST)


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


class AvatarPage(Page):
    """The gallery; the chosen one moves beside it."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__(bridge)
        self._entries: tuple[object, ...] = ()
        self.cards: dict[str, AvatarCard] = {}
        self._grid = QGridLayout()
        self._grid.setSpacing(GAP)
        for column in range(3):
            self._grid.setColumnStretch(column, 1)
        self.body.addLayout(self._grid)
        self.loading = words("soft")
        self.body.addWidget(self.loading)
        self.body.addStretch(1)
        self.retranslate()

    def retranslate(self) -> None:
        self.title.setText(self.tr("Who do you want to be?"))
        self.help.setText(
            self.tr("A click puts an avatar on. Your own .vrm file can be dropped onto the main window later.")
        )
        self.loading.setText(self.tr("Loading…"))
        for card in self.cards.values():
            card.retranslate()
        self.show_state(self.bridge.state)

    def short(self) -> str:
        return self.tr("Avatar")

    def done(self, state: Show) -> bool:
        return state.avatar_part.status is PartStatus.RUNNING

    def show_state(self, state: Show) -> None:
        if state.avatars != self._entries:
            self._entries = state.avatars
            for old in self.cards.values():
                old.deleteLater()
            self.cards = {entry.name: AvatarCard(entry) for entry in state.avatars}
            for index, (name, card) in enumerate(self.cards.items()):
                card.clicked.connect(lambda _=False, name=name: self._choose(name))
                self._grid.addWidget(card, index // 3, index % 3)
        for name, card in self.cards.items():
            card.setEnabled(self.bridge.connected)
            card.setChecked(name == state.avatar)
        self.loading.setVisible(state.avatar_part.status is PartStatus.STARTING)

    def _choose(self, name: str) -> None:
        for other, card in self.cards.items():
            card.setChecked(other == self.bridge.state.avatar)  # it follows the show, not the finger
        self.bridge.send(ChooseAvatar(name))


class SetCard(QPushButton):
    """A place behind the avatar."""

    def __init__(self, background: str, title: str, preview: str) -> None:
        super().__init__()
        self.setObjectName("avatar")
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.background = background
        column = QVBoxLayout(self)
        column.setContentsMargins(5, 5, 5, 6)
        column.setSpacing(4)
        portrait, name = Portrait(), words("soft", wrap=True)
        portrait.setFixedHeight(72)
        portrait.show_preview(preview, title[:1])
        name.setText(title)
        for widget in (portrait, name):
            widget.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            column.addWidget(widget)
        name_it(self, title)

    def sizeHint(self) -> QSize:
        return QSize(120, 128)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()


class PlacePage(Page):
    """Where the avatar stands, and for which brand."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__(bridge)
        self._listed: tuple[object, ...] = ()
        self._set_name, self._preset_name = words("field"), words("field")
        self.body.addWidget(self._set_name)
        self._grid = QGridLayout()
        self._grid.setSpacing(GAP)
        for column in range(3):
            self._grid.setColumnStretch(column, 1)
        self.body.addLayout(self._grid)
        self.cards: list[SetCard] = []
        self.body.addWidget(self._preset_name)
        self.preset = QComboBox()
        self.preset.activated.connect(self._choose_preset)
        self.body.addWidget(self.preset)
        self.part = PartView()
        self.body.addWidget(self.part)
        self.body.addStretch(1)
        self.retranslate()

    def retranslate(self) -> None:
        self.title.setText(self.tr("Where, and for whom?"))
        self.help.setText(self.tr("A Yangzhou set behind the avatar; a brand's preset brings its own, with its goods."))
        self._set_name.setText(self.tr("Set"))
        self._preset_name.setText(self.tr("Brand preset"))
        name_it(self.preset, self.tr("Brand preset"), said(CATALOGUE["OpenPreset"].help))
        self._listed = ()
        self.show_state(self.bridge.state)

    def short(self) -> str:
        return self.tr("Set and brand")

    def done(self, state: Show) -> bool:
        return bool(state.background)

    def show_state(self, state: Show) -> None:
        listed = (state.sets, state.presets)
        if listed != self._listed:
            self._listed = listed
            self._fill(state)
        for card in self.cards:
            card.setEnabled(self.bridge.connected)
            card.setChecked(card.background == state.background)
        self.preset.setEnabled(self.bridge.connected)
        self.preset.setCurrentIndex(max(0, self.preset.findData(state.preset.id)))
        self.part.show_part(state.preset_part)
        self.part.setVisible(state.preset_part != Part())

    def _fill(self, state: Show) -> None:
        chinese = spoken() is Language.CHINESE
        for old in self.cards:
            old.deleteLater()
        self.cards = [
            SetCard(entry.background, entry.title_zh if chinese else entry.title_en, entry.preview)
            for entry in state.sets
        ]
        for index, card in enumerate(self.cards):
            card.clicked.connect(lambda _=False, card=card: self._choose_set(card))
            self._grid.addWidget(card, index // 3, index % 3)
        self._set_name.setVisible(bool(self.cards))
        self.preset.clear()
        self.preset.addItem(icons.icon("flower"), self.tr("The house's own look"), "")
        for entry in state.presets:
            self.preset.addItem(icons.icon("warning" if entry.problem else "brand"), title_of(entry), entry.preset)

    def _choose_set(self, card: SetCard) -> None:
        for other in self.cards:
            other.setChecked(other.background == self.bridge.state.background)
        self.bridge.send(SetBackground(card.background))

    def _choose_preset(self, index: int) -> None:
        preset = str(self.preset.itemData(index))
        self.preset.setCurrentIndex(max(0, self.preset.findData(self.bridge.state.preset.id)))
        self.bridge.send(OpenPreset(preset) if preset else ClosePreset())


class ObsPage(Page):
    """Into OBS, with a check."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__(bridge)
        self.steps = [words(wrap=True) for _ in range(3)]
        for step in self.steps:
            self.body.addWidget(step)
        self.connect_ = button("video", "primary")
        self.connect_.clicked.connect(self._toggle)
        self.body.addWidget(self.connect_)
        self.part = PartView()
        self.body.addWidget(self.part)
        self.scene = words("soft", wrap=True)
        self.body.addWidget(self.scene)
        self.body.addWidget(ruler())
        self.other = words("soft", wrap=True)
        self.body.addWidget(self.other)
        self.body.addStretch(1)
        self.retranslate()

    def retranslate(self) -> None:
        self.title.setText(self.tr("Into OBS"))
        self.help.setText(
            self.tr("The studio sets OBS up and follows its scenes. Skip this if you use something else.")
        )
        for step, text in zip(
            self.steps,
            (
                self.tr("1.  Start OBS Studio 28 or newer."),
                self.tr("2.  In OBS: Tools → WebSocket Server Settings → Enable WebSocket server."),
                self.tr("3.  Press the button; the scenes appear in OBS, and the studio says what it has found."),
            ),
            strict=True,
        ):
            step.setText(text)
        self.other.setText(
            self.tr("Without OBS: the clean window (F11) for tools that capture windows, or the virtual camera.")
        )
        self.show_state(self.bridge.state)

    def short(self) -> str:
        return "OBS"

    def done(self, state: Show) -> bool:
        return state.obs.status is PartStatus.RUNNING

    def show_state(self, state: Show) -> None:
        busy = state.obs.status in _BUSY
        info = CATALOGUE["DisconnectObs" if busy else "ConnectObs"]
        self.connect_.setText(said(info.title))
        name_it(self.connect_, said(info.title), said(info.help))
        self.connect_.setEnabled(self.bridge.connected)
        self.part.show_part(state.obs)
        self.scene.setText(self.tr("Scene on OBS's program: {scene}").format(scene=state.obs_scene))
        self.scene.setVisible(bool(state.obs_scene))

    def _toggle(self) -> None:
        self.bridge.send(DisconnectObs() if self.bridge.state.obs.status in _BUSY else ConnectObs())


class DonePage(Page):
    """What was done, what was left, and where it can be found again."""

    def __init__(self, bridge: Bridge, pages: tuple[Page, ...]) -> None:
        super().__init__(bridge)
        self._pages = pages
        self._list = QVBoxLayout()
        self._list.setSpacing(8)
        self.body.addLayout(self._list)
        self.body.addWidget(ruler())
        self.later = words("soft", wrap=True)
        self.body.addWidget(self.later)
        self.body.addStretch(1)
        self.retranslate()

    def retranslate(self) -> None:
        self.title.setText(self.tr("Ready to rehearse"))
        self.help.setText(self.tr("Nothing is on air until you press “Go live”, and that asks what is still missing."))
        self.later.setText(self.tr("These steps are always in the menu under “First steps”. F10 opens the menu."))
        self.enter()

    def short(self) -> str:
        return self.tr("Done")

    def done(self, state: Show) -> bool:
        return False

    def enter(self) -> None:
        while (item := self._list.takeAt(0)) is not None:
            if (row := item.layout()) is not None:
                while (part := row.takeAt(0)) is not None:
                    if (widget := part.widget()) is not None:
                        widget.deleteLater()
        for page in self._pages:
            done = page.done(self.bridge.state)
            mark, text = words(), words()
            icons.wear(mark, "tick" if done else "dot", "accent_text" if done else "text_faint", size=16)
            text.setText(page.short() if done else self.tr("{step}: left for later").format(step=page.short()))
            row = QHBoxLayout()
            row.setSpacing(GAP)
            row.addWidget(mark)
            row.addWidget(text, 1)
            self._list.addLayout(row)

    def show_state(self, state: Show) -> None:
        if self.isVisible():
            self.enter()
