"""The pages of the first run where something is chosen: avatar, set and brand, OBS; and the last one."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
)

from studio.control.catalogue import CATALOGUE
from studio.control.commands import ChooseAvatar, ConnectObs, DisconnectObs, SetBackground
from studio.control.goods_commands import ClosePreset, OpenPreset
from studio.control.state import PartStatus, Show
from studio.desk import icons
from studio.desk.avatar_panel import AvatarCard, Portrait
from studio.desk.bridge import Bridge
from studio.desk.controls import GAP, PartView, button, name_it, ruler, words
from studio.desk.first_steps import Page
from studio.desk.language import Language, said, spoken
from studio.desk.preset_panel import title_of

_BUSY = (PartStatus.STARTING, PartStatus.RUNNING, PartStatus.LOST)

_JOINER = "\u2060"


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


def _last_part_whole(title: str) -> str:
    """“个园月门 · 春 · 笋石”: a line may break before 笋石, not within it; Chinese would break anywhere."""
    before, dot, last = title.rpartition(" · ")
    return f"{before}\u00a0·\u200b {_JOINER.join(last)}" if dot and len(last) <= 4 else title


class SetCard(QPushButton):
    """A place behind the avatar."""

    def __init__(self, background: str, title: str, preview: str) -> None:
        super().__init__()
        self.setObjectName("avatar")
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)  # as high as its row
        self.background = background
        column = QVBoxLayout(self)
        column.setContentsMargins(5, 5, 5, 6)
        column.setSpacing(4)
        self._pictured = bool(preview)
        portrait, name = Portrait(), words("soft", wrap=True)
        self._name = name
        portrait.setFixedHeight(72)
        portrait.show_preview(preview, title[:1])
        name.setText(_last_part_whole(title))
        if not self._pictured:
            name.setAlignment(Qt.AlignmentFlag.AlignCenter)
        for widget in (portrait, name):
            widget.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            column.addWidget(widget)
        portrait.setVisible(self._pictured)
        name_it(self, title)

    def sizeHint(self) -> QSize:
        if not self._pictured:
            return QSize(120, 56)
        lines_high = self._name.heightForWidth(104)  # as narrow as three of a row become
        return QSize(120, max(128, 91 + lines_high))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()


class PlacePage(Page):
    """Where the avatar stands, and for which brand."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__(bridge)
        self._listed: tuple[object, ...] = ()
        self._set_name, self._preset_name = words("field"), words("field")
        self.body.addWidget(self._preset_name)  # first: it brings a set, and the sets are many
        self.preset = QComboBox()
        self.preset.activated.connect(self._choose_preset)
        self.body.addWidget(self.preset)
        self.part = PartView()
        self.body.addWidget(self.part)
        self.body.addWidget(self._set_name)
        self._grid = QGridLayout()
        self._grid.setSpacing(GAP)
        for column in range(3):
            self._grid.setColumnStretch(column, 1)
        self.body.addLayout(self._grid)
        self.cards: list[SetCard] = []
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
        self.part.show_part(replace(state.preset_part, detail=""))
        self.part.setVisible(state.preset_part.status not in (PartStatus.OFF, PartStatus.RUNNING))

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
        self._told: tuple[bool, ...] = ()
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
        self._told = self._done_now()
        while (item := self._list.takeAt(0)) is not None:
            if (row := item.layout()) is not None:
                while (part := row.takeAt(0)) is not None:
                    if (widget := part.widget()) is not None:
                        widget.hide()
                        widget.deleteLater()
        for page, done in zip(self._pages, self._told, strict=True):
            mark, text = words(), words()
            icons.wear(mark, "tick" if done else "dot", "accent_text" if done else "text_faint", size=16)
            text.setText(page.short() if done else self.tr("{step}: left for later").format(step=page.short()))
            row = QHBoxLayout()
            row.setSpacing(GAP)
            row.addWidget(mark)
            row.addWidget(text, 1)
            self._list.addLayout(row)

    def show_state(self, state: Show) -> None:
        if self.isVisible() and self._done_now() != self._told:
            self.enter()

    def _done_now(self) -> tuple[bool, ...]:
        return tuple(page.done(self.bridge.state) for page in self._pages)
