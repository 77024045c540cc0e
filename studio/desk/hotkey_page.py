"""Hotkeys of the preset: keys, what they do, and with what."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from studio.control.catalogue import CATALOGUE
from studio.desk.controls import GAP, Speaking, button, name_it, quiet_button, row_of, words
from studio.desk.language import said
from studio.desk.preset_fields import PresetField
from studio.desk.preset_pages import FormPage


class HotkeyRow(Speaking):
    changed = Signal()
    removed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.keys, self.command, self.arguments = QLineEdit(), QComboBox(), QLineEdit()
        self.command.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.command.setMaxVisibleItems(18)
        self.remove = quiet_button("close", size=14)
        self.keys.editingFinished.connect(self.changed)
        self.arguments.editingFinished.connect(self.changed)
        self.command.activated.connect(lambda _: self.changed.emit())
        self.remove.clicked.connect(self.removed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 6)
        column.setSpacing(6)
        column.addLayout(row_of(self.keys, self.command, self.remove, stretch=1))
        column.addWidget(self.arguments)
        self.keys.setFixedWidth(136)
        for name in CATALOGUE:
            self.command.addItem("", name)
        self.retranslate()

    def retranslate(self) -> None:
        for at in range(self.command.count()):
            self.command.setItemText(at, said(CATALOGUE[str(self.command.itemData(at))].title))
        self.keys.setPlaceholderText("Ctrl+Alt+P")
        name_it(self.keys, self.tr("Keys"), self.tr("Such as Ctrl+Alt+Right"))
        name_it(self.command, self.tr("What they do"))
        name_it(self.remove, self.tr("Remove this hotkey"))
        self._say_arguments()

    def value(self) -> dict[str, object]:
        made: dict[str, object] = {"keys": self.keys.text().strip(), "command": self.command.currentData()}
        if arguments := _arguments(self.arguments.text()):
            made["args"] = arguments
        return made

    def put(self, table: dict[str, object]) -> None:
        self.keys.setText(str(table.get("keys", "")))
        self.command.setCurrentIndex(max(0, self.command.findData(table.get("command"))))
        arguments = table.get("args")
        items = arguments.items() if isinstance(arguments, dict) else ()
        self.arguments.setText("; ".join(f"{name}={_written(value)}" for name, value in items))
        self._say_arguments()

    def _say_arguments(self) -> None:
        """A command that needs nothing more shows no third field."""
        wanted = CATALOGUE[str(self.command.currentData())].arguments if self.command.currentIndex() >= 0 else ()
        self.arguments.setVisible(bool(wanted))
        self.arguments.setPlaceholderText("; ".join(f"{each.name}=…" for each in wanted))
        name_it(self.arguments, self.tr("With what"), "\n".join(f"{each.name}: {said(each.title)}" for each in wanted))


class HotkeysField(PresetField):
    """All of them are one value: a command and its arguments only fit together."""

    def __init__(self) -> None:
        super().__init__("hotkey", [])
        self.rows: list[HotkeyRow] = []
        self._list = QVBoxLayout()
        self._list.setSpacing(GAP)
        self.column.addLayout(self._list)
        self.column.addWidget(self.problem)
        self.more = button("plus")
        self.more.clicked.connect(self.begin_row)
        foot = QHBoxLayout()
        foot.addWidget(self.more)
        foot.addStretch(1)
        self.column.addLayout(foot)

    def begin_row(self) -> None:
        """It is told once it has keys."""
        self._append({}).keys.setFocus()

    def editors(self) -> tuple[QWidget, ...]:
        return (self.rows[0].keys if self.rows else self.more,)

    def say(self, title: str, help_: str = "") -> None:
        self.title.setText(title)
        self.more.setText(self.tr("Another hotkey"))
        name_it(self.more, self.tr("Another hotkey"))

    def read(self) -> object:
        """A row without keys is not finished and is not told."""
        return [row.value() for row in self.rows if row.keys.text().strip()]

    def put(self, value: object) -> None:
        tables = [table for table in value if isinstance(table, dict)] if isinstance(value, list) else []
        if tables == self.read():
            return
        while self.rows:
            self._take_off(self.rows[-1])
        for table in tables:
            self._append(table)

    def _append(self, table: dict[str, object]) -> HotkeyRow:
        row = HotkeyRow()
        row.put(table)
        row.changed.connect(self._changed)
        row.removed.connect(lambda: self._remove(row))
        self.rows.append(row)
        self._list.addWidget(row)
        return row

    def _changed(self) -> None:
        for row in self.rows:
            row.retranslate()
        self.tell()

    def _remove(self, row: HotkeyRow) -> None:
        self._take_off(row)
        self.tell()

    def _take_off(self, row: HotkeyRow) -> None:
        self.rows.remove(row)
        self._list.removeWidget(row)
        row.hide()
        row.deleteLater()


class HotkeyPage(FormPage):
    def __init__(self) -> None:
        super().__init__()
        self.hotkeys = HotkeysField()
        self._help = words("soft", wrap=True)
        self.column.addWidget(self._help)
        self.add(self.hotkeys)
        self.column.addStretch(1)
        self.retranslate()

    def title(self) -> str:
        return self.tr("Hotkeys")

    def retranslate(self) -> None:
        self._help.setText(self.tr("Two hotkeys never share their keys; a command says below what it needs."))
        self.hotkeys.say(self.tr("Keys and what they do"))


def _arguments(text: str) -> dict[str, object]:
    """`overlay=card; on=true` as names and values."""
    pairs = (part.partition("=") for part in text.replace("；", ";").split(";") if "=" in part)
    return {name.strip(): _value(value.strip()) for name, _, value in pairs}


def _value(text: str) -> object:
    if text in ("true", "false"):
        return text == "true"
    for kind in (int, float):
        try:
            return kind(text)
        except ValueError:
            continue
    return text


def _written(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
