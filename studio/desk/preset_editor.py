"""The preset editor: a form beside the picture as it goes out. Every field is one value of the preset's file."""

from __future__ import annotations

import json
from collections import deque

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QButtonGroup, QFileDialog, QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from studio.control import goods_events as ge
from studio.control.console import Notice as Told
from studio.control.goods_commands import CreatePreset, EditPreset, OpenPreset, PackPreset, PlaceOverlay, WritePreset
from studio.control.state import Air, PartStatus, Show
from studio.core.preset import Anchor, Spot
from studio.desk import icons
from studio.desk.bridge import Bridge, Refusal
from studio.desk.controls import GAP, Notice, Speaking, Switch, button, name_it, quiet_button, words
from studio.desk.frames import FrameFeed
from studio.desk.hotkey_page import HotkeyPage
from studio.desk.language import Language, spoken
from studio.desk.overlay_frames import hung_on
from studio.desk.preset_document import History, PresetDocument, key_of_refusal
from studio.desk.preset_fields import PresetField
from studio.desk.preset_new import NewPresetDialog
from studio.desk.preset_overlays import OverlaysPage
from studio.desk.preset_pages import BrandPage, FormPage, LicencePage, LookPage, SellerPage
from studio.desk.preset_stage import PlacingView
from studio.desk.preset_text import TextPage

_SIZE, _LEAST = QSize(1360, 820), QSize(1040, 620)
_RAIL, _FORM, _FORM_MOST, _TEXT_MOST = 148, 460, 560, 760
_TEXT = "text"
"""Stands for the whole text where the key of an edit is kept."""


class PresetEditor(Speaking):
    """A window of its own; it is there while it is open."""

    closed = Signal()

    def __init__(self, bridge: Bridge, program: FrameFeed) -> None:
        super().__init__(None, Qt.WindowType.Window)
        self.setObjectName("base")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._bridge = bridge
        self._preset, self._text = "", ""
        self._document = PresetDocument()
        self._history = History()
        self._asked: deque[str] = deque()
        """Keys of edits that have not been answered, the oldest first."""
        self._wrong: PresetField | None = None
        self.brand, self.look, self.licence, self.seller = BrandPage(), LookPage(), LicencePage(), SellerPage()
        self.overlays, self.hotkeys, self.toml = OverlaysPage(), HotkeyPage(), TextPage()
        self.pages: tuple[FormPage, ...] = (
            self.brand, self.look, self.overlays, self.seller, self.licence, self.hotkeys,
        )  # fmt: skip
        self.stage = PlacingView(program)
        self._build()
        self._connect()
        self.setMinimumSize(_LEAST)
        room = self.screen().availableSize()
        self.resize(_SIZE.boundedTo(QSize(room.width() - 40, room.height() - 60)))
        self.retranslate()
        self.rail[0].setFocus()

    # --- building --------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 12)
        column.setSpacing(10)
        head = QHBoxLayout()
        head.setSpacing(GAP)
        self.name = words("title")
        self.undo, self.redo = quiet_button("undo", size=20), quiet_button("redo", size=20)
        self.new, self.open_, self.pack = button("plus"), button("folder"), button("export")
        head.addWidget(self.name, 1)
        for widget in (self.undo, self.redo, self.new, self.open_, self.pack):
            head.addWidget(widget)
        column.addLayout(head)
        body = QHBoxLayout()
        body.setSpacing(10)
        body.addWidget(self._build_rail())
        self.stack = QStackedWidget()
        self.stack.setObjectName("card")
        self.stack.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        for page in (*self.pages, self.toml):
            self.stack.addWidget(page)
        self.stack.setMinimumWidth(_FORM)
        self.stack.setMaximumWidth(_FORM_MOST)
        form = QVBoxLayout()
        form.setSpacing(GAP)
        form.addWidget(self.stack, 1)
        self.notice, self.jump = Notice(), button("target")
        self.jump.hide()
        form.addWidget(self.notice)
        form.addWidget(self.jump)
        body.addLayout(form, 4)
        body.addWidget(self._build_stage(), 7)
        column.addLayout(body, 1)

    def _build_rail(self) -> QWidget:
        rail = QWidget()
        rail.setFixedWidth(_RAIL)
        column = QVBoxLayout(rail)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        group = QButtonGroup(self)
        self.rail: list[QPushButton] = []
        for number, icon in enumerate(("brand", "flower", "layers", "goods", "lock", "keyboard", "edit")):
            made = QPushButton()
            made.setObjectName("rail")
            made.setCheckable(True)
            made.setAutoDefault(False)
            made.setCursor(Qt.CursorShape.PointingHandCursor)
            icons.wear(made, icon, "text_soft", "accent_text", 18)
            made.clicked.connect(lambda _=False, number=number: self.go_to(number))
            group.addButton(made)
            self.rail.append(made)
            column.addWidget(made)
        column.addStretch(1)
        self.rail[0].setChecked(True)
        return rail

    def _build_stage(self) -> QWidget:
        card = QWidget()
        card.setObjectName("card")
        card.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(card)
        column.setContentsMargins(GAP, 0, GAP, GAP)
        column.setSpacing(0)
        row = QHBoxLayout()
        row.setContentsMargins(6, 8, 4, 6)
        row.setSpacing(GAP)
        self._program, self._safe_name, self._frames_name = words("name"), words("soft"), words("soft")
        self.safe, self.frames = Switch(), Switch()
        for switch in (self.safe, self.frames):
            switch.setChecked(True)
        row.addWidget(self._program, 1)
        for label, switch in ((self._safe_name, self.safe), (self._frames_name, self.frames)):
            row.addWidget(label)
            row.addWidget(switch)
        column.addLayout(row)
        column.addWidget(self.stage, 1)
        return card

    def _connect(self) -> None:
        bridge = self._bridge
        for page in self.pages:
            page.edited.connect(self.edit)
        self.toml.written.connect(self._write)
        self.overlays.chosen.connect(self.stage.choose)
        self.overlays.anchor_asked.connect(self._hang)
        self.stage.chosen.connect(self._choose_overlay)
        self.stage.dragged.connect(self._drag)
        self.stage.placed.connect(self._place)
        self.safe.toggled.connect(self.stage.show_safe)
        self.frames.toggled.connect(self.stage.show_frames)
        self.undo.clicked.connect(lambda: self._go_back(self._history.before))
        self.redo.clicked.connect(lambda: self._go_back(self._history.after))
        QShortcut(QKeySequence.StandardKey.Undo, self).activated.connect(self.undo.click)
        QShortcut(QKeySequence.StandardKey.Redo, self).activated.connect(self.redo.click)
        self.new.clicked.connect(self.create_new)
        self.open_.clicked.connect(self.open_folder)
        self.pack.clicked.connect(self.pack_up)
        self.jump.clicked.connect(self._jump)
        bridge.noticed.connect(self._hear)
        bridge.state_changed.connect(self._show)
        bridge.link_changed.connect(lambda _: self._show(bridge.state))
        bridge.refused.connect(self._hear_refusal)

    def retranslate(self) -> None:
        self.setWindowTitle(self.tr("Preset editor"))
        for widget, text, help_, keys in (
            (self.new, self.tr("New…"), self.tr("A new preset of your own"), ""),
            (self.open_, self.tr("Open…"), self.tr("A preset by its folder"), ""),
            (self.pack, self.tr("Pack…"), self.tr("One file for another machine, pictures and sheet included"), ""),
            (self.undo, "", self.tr("Undo"), "Ctrl+Z"),
            (self.redo, "", self.tr("Redo"), "Ctrl+Shift+Z"),
        ):
            widget.setText(text)
            name_it(widget, help_, "", keys)
        self._program.setText(self.tr("Program"))
        self._safe_name.setText(self.tr("Safe area"))
        self._frames_name.setText(self.tr("Frames"))
        name_it(self.safe, self.tr("Safe area"), self.tr("Outside it phones crop and platforms lay their own controls"))
        name_it(self.frames, self.tr("Frames"), self.tr("Of the overlays, to be dragged"))
        self.stage.setAccessibleName(self.tr("The picture as it goes out, with the overlays' frames"))
        self.jump.setText(self.tr("Show the field"))
        name_it(self.jump, self.tr("Show the field"))
        titles = (*(page.title() for page in self.pages), self.toml.title())
        for made, title in zip(self.rail, titles, strict=True):
            made.setText(title)
            name_it(made, title)
        self._show(self._bridge.state)
        for form in self.pages:
            form.follow(self._document, self._bridge.state)

    # --- following the show ----------------------------------------------------------------------------------------

    def _show(self, state: Show) -> None:
        preset, open_ = state.preset, bool(state.preset.id)
        live, connected = state.air is Air.LIVE, self._bridge.connected
        title = (preset.title_zh if spoken() is Language.CHINESE else preset.title_en) or preset.id
        self.name.setText(title if open_ else self.tr("No brand's preset is open: make a new one, or open one."))
        for page in (*self.pages, self.toml):
            page.setEnabled(connected and open_)
        for widget in (self.new, self.open_):
            widget.setEnabled(connected and not live)
        self.pack.setEnabled(connected and open_)
        self.stage.canvas = QSize(state.canvas.width, state.canvas.height)
        self.stage.show_state(state)
        fresh = preset.id != self._preset
        if fresh or state.preset_text != self._text:
            self._preset, self._text = preset.id, state.preset_text
            self._document = PresetDocument(self._text)
            self._history.see(preset.id, self._text)
        for form in self.pages:
            form.start_anew(self._document, state) if fresh else form.follow(self._document, state)
        self.toml.start_anew(self._text) if fresh else self.toml.follow(self._text)
        if fresh:
            self._asked.clear()
            self._tell("", "")
        self.stage.choose(self.overlays.overlay)
        self.undo.setEnabled(connected and self._history.before is not None)
        self.redo.setEnabled(connected and self._history.after is not None)
        if state.preset_part.status is PartStatus.FAILED:  # its file was broken by another hand
            self._tell(state.preset_part.problem, state.preset_part.remedy)

    def _hear(self, told: Told) -> None:
        for event in told.events:
            match event:
                case ge.PresetReloaded():
                    if self._asked:
                        self._asked.popleft()
                    self._tell("", "")
                case ge.PresetEditRefused(problem, where, remedy):
                    self._refuse(self._asked.popleft() if self._asked else "", problem, where, remedy)
                case ge.PresetPacked(path, files):
                    text = self.tr("Packed {count} files").format(count=files)
                    self._tell(text, path, tone="good")
                case _:
                    pass

    def _hear_refusal(self, refusal: Refusal) -> None:
        command = refusal.command
        if isinstance(command, EditPreset | WritePreset | CreatePreset | PackPreset | OpenPreset):
            asked = command.key if isinstance(command, EditPreset) else ""
            if asked in self._asked:
                self._asked.remove(asked)
            self._refuse(asked, refusal.problem, "", refusal.remedy)

    def _refuse(self, asked: str, problem: str, where: str, remedy: str) -> None:
        if asked == _TEXT:
            self.toml.refuse(problem, remedy)
        fields = {field.key: field for page in self.pages for field in page.fields}
        field = fields.get(key_of_refusal(problem, where, asked, fields))
        if field is not None and asked != _TEXT:
            field.refuse(problem, remedy)
        self._tell(problem, remedy, field=field)

    def _tell(self, problem: str, remedy: str, *, field: PresetField | None = None, tone: str = "bad") -> None:
        self.notice.tell(problem, remedy, tone)
        self._wrong = field
        self.jump.setVisible(field is not None)

    # --- wishes ----------------------------------------------------------------------------------------------------

    def edit(self, key: str, value: object) -> None:
        self._asked.append(key)
        self._bridge.send(EditPreset(key, json.dumps(value, ensure_ascii=False)))

    def create_new(self) -> None:
        NewPresetDialog(self, self._bridge.send).open()

    def open_folder(self) -> None:
        dialog = QFileDialog(self, self.tr("Open a brand's preset"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(lambda path: self._bridge.send(OpenPreset(path)))
        dialog.open()

    def pack_up(self) -> None:
        dialog = QFileDialog(self, self.tr("Pack the preset"), f"{self._preset}.zip")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(self.tr("Packed presets") + " (*.zip)")
        dialog.setDefaultSuffix("zip")
        dialog.fileSelected.connect(lambda path: self._bridge.send(PackPreset(path)))
        dialog.open()

    def _write(self, text: str) -> None:
        self._asked.append(_TEXT)
        self._bridge.send(WritePreset(text))

    def _go_back(self, text: str | None) -> None:
        if text is not None:
            self._write(text)

    def _drag(self, overlay: str, spot: Spot) -> None:
        self._bridge.send(PlaceOverlay(overlay, self.stage.tall, spot.anchor, spot.x, spot.y, spot.width))

    def _place(self, overlay: str, spot: Spot) -> None:
        """The picture follows at once, the file when it is written."""
        self._drag(overlay, spot)
        table = {"anchor": spot.anchor.value, "x": spot.x, "y": spot.y, "width": spot.width}
        self.edit(self.overlays.key_of_place(), table)

    def _hang(self, overlay: str, anchor: str) -> None:
        state = self._bridge.state
        item = next((item for item in state.overlays if item.id == overlay), None)
        if item is not None:
            spot = item.tall if self.stage.tall else item.wide
            self._place(overlay, hung_on(item.kind, spot, Anchor(anchor), (state.canvas.width, state.canvas.height)))

    # --- moving about ----------------------------------------------------------------------------------------------

    def go_to(self, number: int) -> None:
        self.stack.setCurrentIndex(number)
        self.stack.setMaximumWidth(_TEXT_MOST if number == len(self.pages) else _FORM_MOST)
        self.stage.placing = number == self.pages.index(self.overlays)
        self.stage.update()
        self.rail[number].setChecked(True)

    def _choose_overlay(self, overlay: str) -> None:
        self.overlays.choose(overlay)
        self.go_to(self.pages.index(self.overlays))

    def _jump(self) -> None:
        if self._wrong is not None:
            page = next(page for page in self.pages if self._wrong in page.fields)
            self.go_to(self.pages.index(page))
            page.jump_to(self._wrong)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.closed.emit()
        super().closeEvent(event)
