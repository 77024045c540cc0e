"""The avatar workshop: who it is and what its licence says, what it wears, a slider for every expression, and pages for
what is set once: motion, springs, light."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QSlider,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from studio.control.catalogue import CATALOGUE
from studio.control.commands import ChooseAvatar, HoldExpression, ReleaseExpressions, SetFraming
from studio.control.state import AvatarEntry, Framing, PartStatus, Show
from studio.control.titles import FRAMING_TITLES
from studio.core.wardrobe import Wardrobe
from studio.desk import face_regions
from studio.desk.avatar_panel import Portrait, with_own_file
from studio.desk.bridge import Bridge
from studio.desk.controls import GAP, MARGIN, Notice, ScrollArea, Segments, Speaking, button, name_it, set_kind, words
from studio.desk.frames import FrameFeed
from studio.desk.gently import Gently
from studio.desk.language import Language, said, spoken, told
from studio.desk.licence_words import licence_words
from studio.desk.motion_panel import MotionPanel
from studio.desk.outfit_box import OutfitBox
from studio.desk.preview import PictureView
from studio.desk.tuning_panel import TuningPanel

_SIZE, _LEAST = QSize(1240, 800), QSize(960, 600)
_PANEL = 430
_VRM = (".vrm", ".glb")


class ExpressionSlider(Speaking):
    """One expression: how much of it is held, 0 lets it go."""

    wished = Signal(str, float)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP)
        self.title, self.slider, self.number = words("soft"), QSlider(Qt.Orientation.Horizontal), words("faint")
        self.title.setMinimumWidth(132)
        self.slider.setRange(0, 100)
        self.slider.setPageStep(10)
        self.number.setFixedWidth(30)
        self.number.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.title)
        row.addWidget(self.slider, 1)
        row.addWidget(self.number)
        self._gently = Gently(self)
        self._gently.told.connect(lambda percent: self.wished.emit(self.name, percent / 100))
        self.slider.valueChanged.connect(self._move)
        self.retranslate()

    def retranslate(self) -> None:
        title = said(face_regions.title_of(self.name))
        self.title.setText(title)
        name_it(self.slider, title, "" if title == self.name else self.name)

    def follow(self, weight: float) -> None:
        """What the show holds; a slider under the finger stays where it is."""
        if not self._gently.waits and not self.slider.isSliderDown():
            self.slider.blockSignals(True)
            self.slider.setValue(round(100 * weight))
            self.slider.blockSignals(False)
            self._show()

    def _move(self, percent: int) -> None:
        self._show()
        self._gently.wish(percent)

    def _show(self) -> None:
        value = self.slider.value()
        self.number.setText(str(value) if value else "–")
        set_kind(self.title, "tone", "good" if value else "")


class RegionBox(Speaking):
    """The expressions of a part of the face."""

    def __init__(self, group: face_regions.Group) -> None:
        super().__init__()
        self.region = group.region
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 6)
        column.setSpacing(3)
        self.title = words("name")
        column.addWidget(self.title)
        self.sliders = {name: ExpressionSlider(name) for name in group.names}
        for slider in self.sliders.values():
            column.addWidget(slider)
        self.retranslate()

    def retranslate(self) -> None:
        self.title.setText(said(face_regions.REGION_TITLES[self.region]))


class AvatarWorkshop(Speaking):
    """A window of its own; it is there while it is open."""

    closed = Signal()

    def __init__(self, bridge: Bridge, program: FrameFeed) -> None:
        super().__init__(None, Qt.WindowType.Window)
        self.setObjectName("base")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAcceptDrops(True)
        self._bridge = bridge
        self._offered: tuple[str, ...] = ()
        self._shown = "presets"
        self.boxes: list[RegionBox] = []
        self.sliders: dict[str, ExpressionSlider] = {}
        self.outfit: OutfitBox | None = None
        """None: the avatar has no wardrobe."""
        self._wardrobe: Wardrobe | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 12, 12, 12)
        row.setSpacing(10)
        left = QVBoxLayout()
        left.setSpacing(10)
        self.view = PictureView(program)
        self.view.frame_ink = "line"
        self.framing = Segments([(framing.value, "") for framing in Framing])
        self.framing.chosen.connect(lambda value: bridge.send(SetFraming(Framing(value))))
        left.addWidget(self._card(self.framing, self.view), 1)
        left.addWidget(self._build_identity())
        row.addLayout(left, 1)
        row.addWidget(self._build_pages())
        self.setMinimumSize(_LEAST)
        room = self.screen().availableSize()
        self.resize(_SIZE.boundedTo(QSize(room.width() - 40, room.height() - 60)))
        bridge.state_changed.connect(self._show)
        bridge.link_changed.connect(lambda _: self._show(bridge.state))
        self.retranslate()
        self.choice.button("presets").setFocus()

    def _card(self, *held: QWidget) -> QFrame:
        card = QFrame()
        card.setObjectName("card")
        column = QVBoxLayout(card)
        column.setContentsMargins(GAP, GAP, GAP, GAP)
        for widget in held:
            column.addWidget(widget, 1 if widget is held[-1] else 0)
        return card

    def _build_identity(self) -> QWidget:
        """Picture, name, what was found in the file, its licence, and the way to another file."""
        card = QFrame()
        card.setObjectName("card")
        row = QHBoxLayout(card)
        row.setContentsMargins(MARGIN, 12, MARGIN, 12)
        row.setSpacing(MARGIN)
        self.portrait = Portrait()
        self.portrait.setFixedSize(96, 120)
        row.addWidget(self.portrait, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(5)
        self.name = words("title", wrap=True)
        self.chip = QLabel()
        self.chip.setObjectName("chip")
        self.licence = words("soft", wrap=True)
        self.detail, self.notice = words("faint", wrap=True), Notice()
        head = QHBoxLayout()
        head.setSpacing(GAP)
        head.addWidget(self.name, 1)
        head.addWidget(self.chip, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(head)
        column.addWidget(self.licence)
        column.addWidget(self.detail)
        column.addWidget(self.notice)
        column.addStretch(1)
        row.addLayout(column, 1)
        side = QVBoxLayout()
        self.open_ = button("import")
        self.open_.clicked.connect(self.open_file)
        self.drop_hint = words("faint", wrap=True)
        self.drop_hint.setFixedWidth(150)
        side.addWidget(self.open_)
        side.addWidget(self.drop_hint)
        side.addStretch(1)
        row.addLayout(side)
        return card

    def _build_pages(self) -> QWidget:
        """One page at a time: expressions, outfit, motion, springs and light."""
        card = QFrame()
        card.setObjectName("card")
        card.setFixedWidth(_PANEL)
        column = QVBoxLayout(card)
        column.setContentsMargins(MARGIN, 10, 6, 10)
        column.setSpacing(10)
        self.motion, self.tuning = MotionPanel(self._bridge), TuningPanel(self._bridge)
        self.pages = QStackedWidget()
        worn = QWidget()
        self._worn = QVBoxLayout(worn)
        self._worn.setContentsMargins(0, 0, 8, 0)
        self._worn.addStretch(1)
        self._pages = {
            "expressions": self._build_tester(),
            "outfit": _scrolled(worn),
            "motion": _scrolled(self.motion),
            "tuning": _scrolled(self.tuning),
        }
        self.page = Segments([(name, "") for name in self._pages])
        self.page.choose("expressions")
        self.page.chosen.connect(self.show_page)
        head = QHBoxLayout()
        head.setContentsMargins(0, 0, GAP, 0)
        head.addWidget(self.page)
        column.addLayout(head)
        for page in self._pages.values():
            self.pages.addWidget(page)
        column.addWidget(self.pages, 1)
        return card

    def _build_tester(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        head = QHBoxLayout()
        head.setContentsMargins(0, 0, 8, 0)
        self._title, self.reset = words("title"), button("release")
        self.reset.clicked.connect(lambda: self._bridge.send(ReleaseExpressions()))
        head.addWidget(self._title, 1)
        head.addWidget(self.reset)
        column.addLayout(head)
        self.choice = Segments([("presets", ""), ("shapes", "")])
        self.choice.chosen.connect(self._choose)
        self.choice.choose("presets")
        column.addWidget(self.choice)
        self.count = words("faint", wrap=True)
        column.addWidget(self.count)
        held = QWidget()
        held.setObjectName("scrolled")
        self._list = QVBoxLayout(held)
        self._list.setContentsMargins(0, 0, 8, 0)
        self._list.setSpacing(8)
        self._list.addStretch(1)
        area = ScrollArea()
        area.setWidget(held)
        column.addWidget(area, 1)
        return page

    def retranslate(self) -> None:
        self.setWindowTitle(self.tr("Avatar workshop"))
        self.view.setAccessibleName(self.tr("The picture as it goes out"))
        for framing in Framing:
            self.framing.say(framing.value, said(FRAMING_TITLES[framing]), said(CATALOGUE["SetFraming"].help))
        self._title.setText(self.tr("Expressions"))
        self.page.say("expressions", self.tr("Expressions"), self.tr("A slider for every expression"))
        self.page.say("outfit", self.tr("Outfit"), self.tr("Colours, the brand's colour, accessories"))
        self.page.say("motion", self.tr("Motion"), self.tr("How far you move for the avatar's whole motion"))
        self.page.say("tuning", self.tr("Hair and light"), self.tr("How firm hair and cloth are, and the key light"))
        info = CATALOGUE["ReleaseExpressions"]
        self.reset.setText(self.tr("Reset all"))
        name_it(self.reset, said(info.title), said(info.help))
        self.choice.say("presets", self.tr("Whole expressions"), self.tr("Moods, vowels, blinks and the avatar's own"))
        self.choice.say("shapes", self.tr("Single muscles"), self.tr("The 52 shapes of a face, by region"))
        self.open_.setText(self.tr("Open a .vrm file"))
        name_it(self.open_, self.tr("Open a .vrm file"))
        self.drop_hint.setText(self.tr("Or drop one onto this window."))
        self._choose(self._shown)
        self._show(self._bridge.state)

    # --- following the show ----------------------------------------------------------------------------------------

    def _show(self, state: Show) -> None:
        if state.wardrobe != self._wardrobe:
            self._wardrobe = state.wardrobe
            self._lay_out(state.wardrobe)
        if self.outfit is not None:
            self.outfit.setEnabled(self._bridge.connected)
            self.outfit.follow(state)
        if state.expressions != self._offered:
            self._offered = state.expressions
            self._fill(state)
        held, connected = dict(state.held), self._bridge.connected
        for name, slider in self.sliders.items():
            slider.setEnabled(connected)
            slider.follow(held.get(name, 0.0))
        self.reset.setEnabled(connected and bool(held))
        self.open_.setEnabled(connected)
        self.framing.setEnabled(connected)
        self.framing.choose(state.framing.value)
        self.view.canvas = QSize(state.canvas.width, state.canvas.height)
        self._show_identity(state)
        self._say_count()

    def _show_identity(self, state: Show) -> None:
        entry = next((each for each in with_own_file(state) if each.name == state.avatar), AvatarEntry("", "", ""))
        name = entry.title_zh if spoken() is Language.CHINESE else entry.title_en
        self.name.setText(name)
        self.portrait.show_preview(entry.preview, name[:1])
        short, long, tone = licence_words(state.licence)
        loading = state.avatar_part.status is PartStatus.STARTING
        self.chip.setText(short)
        set_kind(self.chip, "tone", tone)
        self.chip.setVisible(not loading)
        self.licence.setText(self.tr("Licence: {words}").format(words=long))
        self.licence.setVisible(not loading)
        part = state.avatar_part
        self.detail.setText(self.tr("Loading…") if loading else told(part.detail))
        self.notice.tell(part.problem, part.remedy)

    def _lay_out(self, wardrobe: Wardrobe | None) -> None:
        """The wardrobe of another avatar; one without has no page there."""
        if self.outfit is not None:
            self._worn.removeWidget(self.outfit)
            self.outfit.hide()
            self.outfit.deleteLater()
        self.outfit = OutfitBox(wardrobe) if wardrobe is not None else None
        if self.outfit is not None:
            self.outfit.wished.connect(self._bridge.send)
            self._worn.insertWidget(0, self.outfit)
        elif self.pages.currentWidget() is self._pages["outfit"]:
            self.show_page("expressions")
        self.page.button("outfit").setVisible(self.outfit is not None)

    def show_page(self, name: str) -> None:
        """One of `expressions`, `outfit`, `motion`, `tuning`."""
        self.pages.setCurrentWidget(self._pages[name])
        self.page.choose(name)

    def _fill(self, state: Show) -> None:
        for box in self.boxes:
            self._list.removeWidget(box)
            box.hide()
            box.deleteLater()
        self.boxes = [RegionBox(group) for group in face_regions.by_region(state.expressions)]
        self.sliders = {name: slider for box in self.boxes for name, slider in box.sliders.items()}
        for at, box in enumerate(self.boxes):
            self._list.insertWidget(at, box)
        for slider in self.sliders.values():
            slider.wished.connect(self._hold)
        self._choose("presets")
        self.choice.choose("presets")

    def _choose(self, value: str) -> None:
        for box in self.boxes:
            box.setVisible((box.region in face_regions.SHAPES) == (value == "shapes"))
        self._shown = value
        self._say_count()

    def _say_count(self) -> None:
        shapes = sum(face_regions.region_of(name) in face_regions.SHAPES for name in self._offered)
        if not self._offered:
            text = self.tr("The avatar's expressions appear here once it is loaded.")
        elif self._shown == "shapes" and not shapes:
            text = self.tr("This avatar has none of the 52 shapes: the studio moves its face by whole expressions.")
        elif self._shown == "shapes":
            text = self.tr("{count} of 52. Held on top of the performer's own face.").format(count=shapes)
        else:
            text = self.tr("Held on top of the performer's own face.")
        self.count.setText(text)

    def _hold(self, name: str, weight: float) -> None:
        self._bridge.send(HoldExpression(name, weight))

    # --- files -----------------------------------------------------------------------------------------------------

    def open_file(self) -> None:
        dialog = QFileDialog(self, self.tr("Open an avatar"))
        dialog.setNameFilter(self.tr("VRM avatars") + " (*.vrm *.glb)")
        dialog.fileSelected.connect(lambda path: self._bridge.send(ChooseAvatar(path)))
        dialog.open()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self._bridge.connected and any(_is_avatar(url.toLocalFile()) for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = next(filter(_is_avatar, (url.toLocalFile() for url in event.mimeData().urls())), "")
        if path:
            self._bridge.send(ChooseAvatar(path))

    def closeEvent(self, event: QCloseEvent) -> None:
        self.closed.emit()
        super().closeEvent(event)


def _scrolled(page: QWidget) -> ScrollArea:
    page.setObjectName("scrolled")
    area = ScrollArea()
    area.setWidget(page)
    return area


def _is_avatar(path: str) -> bool:
    return path.lower().endswith(_VRM)
