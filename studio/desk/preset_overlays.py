"""The overlays of the preset: which there are, what each says at the start, and where it stands."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QListWidget, QListWidgetItem, QMenu, QToolButton, QWidget

from studio.control.state import Show
from studio.control.titles import OVERLAY_TITLES
from studio.core.preset import Anchor, OverlayItem, OverlayKind
from studio.desk import icons
from studio.desk.controls import GAP, Speaking, button, name_it, ruler, words
from studio.desk.language import said
from studio.desk.preset_document import PresetDocument
from studio.desk.preset_fields import FileField, SwitchField, TextField
from studio.desk.preset_pages import FormPage, folder_of

_FILES = "*.png *.svg *.webp *.gif *.jpg *.jpeg *.webm"
_SPEAKING = (OverlayKind.LOWER_THIRD, OverlayKind.TICKER, OverlayKind.NOTICE, OverlayKind.PRICE_DROP)
_ROW = 30


class AnchorGrid(Speaking):
    """Nine points; the one the overlay hangs on is lit."""

    asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(3)
        self.points: dict[Anchor, QToolButton] = {}
        for number, anchor in enumerate(Anchor):
            point = QToolButton()
            point.setObjectName("anchor")
            point.setCheckable(True)
            point.setAutoExclusive(True)
            point.setFixedSize(QSize(26, 20))
            point.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            point.clicked.connect(lambda _=False, anchor=anchor: self.asked.emit(anchor.value))
            self.points[anchor] = point
            grid.addWidget(point, number // 3, number % 3)
        self.retranslate()

    def retranslate(self) -> None:
        names = (
            self.tr("top left"), self.tr("top"), self.tr("top right"),
            self.tr("left"), self.tr("centre"), self.tr("right"),
            self.tr("bottom left"), self.tr("bottom"), self.tr("bottom right"),
        )  # fmt: skip
        for point, name in zip(self.points.values(), names, strict=True):
            name_it(point, self.tr("Hangs on: {place}").format(place=name))

    def show_anchor(self, anchor: Anchor) -> None:
        self.points[anchor].setChecked(True)


class OverlaysPage(FormPage):
    chosen = Signal(str)
    """Another overlay, by the user."""
    anchor_asked = Signal(str, str)
    """Overlay and anchor."""

    def __init__(self) -> None:
        super().__init__()
        self.overlay, self._awaited = "", ""
        """The one whose fields are shown, and one that was asked for and is not there yet."""
        self._items: tuple[OverlayItem, ...] = ()
        self._count = 0
        self._tall = False
        self.list = QListWidget()
        self.list.setObjectName("overlayList")
        self.list.currentRowChanged.connect(self._choose_row)
        self.column.addWidget(self.list)
        self.more, self.remove = button("plus"), button("close")
        self.kinds = QMenu(self)
        self.more.setMenu(self.kinds)
        self.remove.clicked.connect(self._remove)
        foot = QHBoxLayout()
        foot.setSpacing(GAP)
        foot.addWidget(self.more)
        foot.addWidget(self.remove)
        foot.addStretch(1)
        self.column.addLayout(foot)
        self.column.addWidget(ruler())
        self.shown = SwitchField("overlay.0.shown", default=True)
        self.zh, self.en = TextField("overlay.0.text.zh"), TextField("overlay.0.text.en")
        self.picture = FileField("overlay.0.picture", _FILES)
        self.add(self.shown)
        self.add(self.zh)
        self.add(self.en)
        self.add(self.picture)
        place = QHBoxLayout()
        place.setSpacing(14)
        self.anchors = AnchorGrid()
        self.anchors.asked.connect(lambda anchor: self.anchor_asked.emit(self.overlay, anchor))
        self.place = words("soft", wrap=True)
        self.family_place = button("release")
        self.family_place.clicked.connect(self._give_back_place)
        place.addWidget(self.anchors, 0, Qt.AlignmentFlag.AlignTop)
        place.addWidget(self.place, 1)
        self._place_title = words("field")
        self.column.addWidget(self._place_title)
        self.column.addLayout(place)
        self._place_row = QWidget()
        row = QHBoxLayout(self._place_row)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.family_place)
        row.addStretch(1)
        self.column.addWidget(self._place_row)
        self.column.addStretch(1)
        self.retranslate()

    def title(self) -> str:
        return self.tr("Overlays")

    def retranslate(self) -> None:
        name_it(self.list, self.tr("The preset's overlays, back to front"))
        self.more.setText(self.tr("Add"))
        name_it(self.more, self.tr("Add an overlay"))
        self.remove.setText(self.tr("Remove"))
        name_it(self.remove, self.tr("Remove this overlay from the preset"))
        self.shown.say(self.tr("Shown from the start"))
        self.zh.say(self.tr("Words, Chinese"))
        self.en.say(self.tr("Words, English"))
        self.picture.say(self.tr("Picture"))
        self.family_place.setText(self.tr("Where the family puts it"))
        name_it(self.family_place, self.tr("Where the family puts it"), self.tr("Takes the place of its own away"))
        self.kinds.clear()
        for kind in OverlayKind:
            action = self.kinds.addAction(said(OVERLAY_TITLES[kind]))
            action.triggered.connect(lambda _=False, kind=kind: self.append(kind))
        self._fill()
        self._say_place()

    def follow(self, document: PresetDocument, state: Show) -> None:
        self._items, self._tall = state.overlays, state.canvas.height > state.canvas.width
        self._count = len(document.tables("overlay"))
        ids = [item.id for item in self._items]
        if self._awaited in ids:
            self.overlay, self._awaited = self._awaited, ""
            self.chosen.emit(self.overlay)
        elif self.overlay not in ids:
            self.overlay = ids[0] if ids else ""
            self.chosen.emit(self.overlay)
        self._fill()
        self.picture.folder = folder_of(document, state)
        at = self._place_in_list()
        moved = self.shown.key != f"overlay.{at}.shown"
        for field, name in self._named():
            field.key = f"overlay.{at}.{name}"
            value = document.value(field.key)
            field.start_anew(value) if moved else field.follow(value)
        item = self._item()
        for field in (self.zh, self.en):
            field.setVisible(item is not None and item.kind in _SPEAKING)
        self.picture.setVisible(item is not None and item.kind is OverlayKind.STICKER)
        for widget in (self.shown, self.anchors, self.place, self.family_place, self.remove):
            widget.setEnabled(item is not None)
        self.family_place.setVisible(document.value(self.key_of_place()) is not None)
        self._say_place()

    def choose(self, overlay: str) -> None:
        """By a click on the preview."""
        ids = [item.id for item in self._items]
        if overlay in ids:
            self.list.setCurrentRow(ids.index(overlay))

    def append(self, kind: OverlayKind, picture: str = "") -> None:
        """With an id of its own; what speaks has words to begin with, and a sticker asks for its picture first."""
        if kind is OverlayKind.STICKER and not picture:
            dialog = self.picture.dialog(self)
            dialog.fileSelected.connect(lambda path: self.append(kind, path))
            dialog.open()
            return
        ids = {item.id for item in self._items}
        name = next(name for name in (kind.value, *(f"{kind.value}_{n}" for n in range(2, 99))) if name not in ids)
        table: dict[str, object] = {"id": name, "kind": kind.value}
        if kind in _SPEAKING:
            table["text"] = {"zh": said(OVERLAY_TITLES[kind]), "en": OVERLAY_TITLES[kind].en}
        if picture:
            table["picture"] = self.picture.name_of(picture)
        self._awaited = name
        if self._count:
            self.edited.emit("overlay.+", table)
        else:
            self.edited.emit("overlay", [table])

    def _named(self) -> tuple[tuple[SwitchField | TextField, str], ...]:
        return (self.shown, "shown"), (self.zh, "text.zh"), (self.en, "text.en"), (self.picture, "picture")

    def _choose_row(self, row: int) -> None:
        if 0 <= row < len(self._items) and self._items[row].id != self.overlay:
            self.overlay = self._items[row].id
            self.chosen.emit(self.overlay)

    def _remove(self) -> None:
        if self._item() is not None:
            self.edited.emit(f"overlay.{self._place_in_list()}", None)

    def _give_back_place(self) -> None:
        self.edited.emit(f"overlay.{self._place_in_list()}.{self._side()}", None)

    def key_of_place(self) -> str:
        """Of the chosen overlay on a canvas of the present shape."""
        return f"overlay.{self._place_in_list()}.{self._side()}"

    def _side(self) -> str:
        return "tall" if self._tall else "wide"

    def _place_in_list(self) -> int:
        return next((at for at, item in enumerate(self._items) if item.id == self.overlay), 0)

    def _item(self) -> OverlayItem | None:
        return next((item for item in self._items if item.id == self.overlay), None)

    def _fill(self) -> None:
        kinds = [item.kind for item in self._items]
        names = [
            said(OVERLAY_TITLES[item.kind]) + ("" if kinds.count(item.kind) == 1 else f" · {item.id}")
            for item in self._items
        ]
        self.list.blockSignals(True)
        self.list.clear()
        for item, name in zip(self._items, names, strict=True):
            ink = "accent_text" if item.shown else "text_faint"
            row = QListWidgetItem(icons.icon("eye" if item.shown else "eye_off", ink), name)
            row.setSizeHint(QSize(0, _ROW))
            self.list.addItem(row)
        self.list.setCurrentRow(self._place_in_list() if self._items else -1)
        self.list.setFixedHeight(_ROW * max(1, min(len(self._items), 11)) + 8)
        self.list.blockSignals(False)

    def _say_place(self) -> None:
        shape = self.tr("On the tall picture") if self._tall else self.tr("On the wide picture")
        self._place_title.setText(shape)
        item = self._item()
        if item is None:
            self.place.setText(self.tr("The preset has no overlays yet."))
            return
        spot = item.tall if self._tall else item.wide
        self.anchors.show_anchor(spot.anchor)
        self.place.setText(
            self.tr("{x} % across, {y} % down from the point, {width} % wide. Drag its frame on the preview.").format(
                x=f"{100 * spot.x:.1f}", y=f"{100 * spot.y:.1f}", width=f"{100 * spot.width:.1f}"
            )
        )
