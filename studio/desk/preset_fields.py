"""Fields of the preset's form. Each stands for one key of the file, follows it, and shows what was refused.

What a person typed is kept until the file says the same: a refused word can be mended where it stands, and Esc takes
back what the file says.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path, PurePath

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QComboBox, QFileDialog, QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from studio.desk.controls import GAP, Speaking, Switch, name_it, quiet_button, set_kind, words


class PresetField(Speaking):
    """Title, editor, and what is wrong. Heirs build the editor, read it and put a value on it."""

    edited = Signal(str, object)
    """Key and the new value as JSON can write it; None takes the key away."""

    def __init__(self, key: str, default: object = "") -> None:
        """`default`: what a file without the key means."""
        super().__init__()
        self.key = key
        self._default = default
        self._shown = default
        """What the file says."""
        self._told: object = default
        """What was asked for last; equal to `_shown` while nothing is on its way."""
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(4)
        self.title, self.problem = words("field"), words("soft", wrap=True)
        set_kind(self.problem, "tone", "bad")
        self.problem.hide()
        self.column.addWidget(self.title)

    @property
    def refused(self) -> bool:
        return not self.problem.isHidden()

    def say(self, title: str, help_: str = "") -> None:
        self.title.setText(title)
        for editor in self.editors():
            name_it(editor, title, help_)

    def follow(self, value: object) -> None:
        """The file's value; None where the key is not there."""
        value = self._default if value is None else value
        if value == self._shown:
            return  # what is being typed, or on its way, stays
        untouched = self.read() in (self._shown, self._told, value)
        self._shown = value
        if untouched:
            self.start_anew(value)

    def start_anew(self, value: object) -> None:
        """Another preset, or another table of it: nothing that was typed is kept."""
        self._shown = self._told = self._default if value is None else value
        self.put(self._shown)
        self._mark("")

    def refuse(self, problem: str, remedy: str) -> None:
        problem = problem.removeprefix(f"“{self.key}”: ")  # it stands at the field
        self._mark(f"{problem} → {remedy}" if remedy else problem)

    def editors(self) -> tuple[QWidget, ...]:
        """What can have the focus; the first is jumped to and turns red."""
        raise NotImplementedError

    def read(self) -> object:
        """What the editor says; `ValueError` if nothing that could be written."""
        raise NotImplementedError

    def put(self, value: object) -> None:
        """Shows a value without telling it."""
        raise NotImplementedError

    def written(self, value: object) -> object:
        """As it is asked for."""
        return value

    def tell(self) -> None:
        """To be called when the person is done with the editor."""
        value = self.read()
        if value == self._shown:
            self._told = value
            self._mark("")
        elif value != self._told or self.refused:
            self._told = value
            self._mark("")
            self.edited.emit(self.key, self.written(value))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and (self.refused or self.read() != self._shown):
            self.start_anew(self._shown)
        else:
            super().keyPressEvent(event)

    def _mark(self, problem: str) -> None:
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))
        editor = self.editors()[0]
        set_kind(editor, "refused", "true" if problem else "false")
        editor.setAccessibleDescription(problem)


class TextField(PresetField):
    """A line of text; an empty one takes the key away where `empty_is_none`."""

    def __init__(self, key: str, *, empty_is_none: bool = False) -> None:
        super().__init__(key)
        self.empty_is_none = empty_is_none
        self.line = QLineEdit()
        self.line.editingFinished.connect(self.tell)
        self.beside = QHBoxLayout()
        self.beside.setSpacing(GAP)
        self.beside.addWidget(self.line, 1)
        self.column.addLayout(self.beside)
        self.column.addWidget(self.problem)

    def editors(self) -> tuple[QWidget, ...]:
        return (self.line,)

    def read(self) -> object:
        return self.line.text().strip()

    def put(self, value: object) -> None:
        text = str(value)
        if text != self.line.text():
            self.line.setText(text)
            self.line.setCursorPosition(0)

    def written(self, value: object) -> object:
        return None if self.empty_is_none and value == "" else value


class ListField(TextField):
    """Words with commas between them."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self._default = self._shown = self._told = []

    def read(self) -> object:
        return [word.strip() for word in re.split("[,，、;；]", self.line.text()) if word.strip()]

    def put(self, value: object) -> None:
        super().put(", ".join(str(word) for word in value) if isinstance(value, list) else "")


class ChoiceField(PresetField):
    """One of a few."""

    def __init__(self, key: str, default: str = "") -> None:
        super().__init__(key, default)
        self.box = QComboBox()
        self.box.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.box.activated.connect(lambda _: self.tell())
        self.column.addWidget(self.box)
        self.column.addWidget(self.problem)

    def offer(self, choices: Sequence[tuple[str, str]]) -> None:
        """(value, title) each; what is chosen now stays, even if it is none of them."""
        now = self.read()
        listed = [(str(self.box.itemData(at)), self.box.itemText(at)) for at in range(self.box.count())]
        if listed != list(choices):
            self.box.clear()
            for value, title in choices:
                self.box.addItem(title, value)
            self.put(now if now is not None else self._shown)

    def editors(self) -> tuple[QWidget, ...]:
        return (self.box,)

    def read(self) -> object:
        return self.box.currentData()

    def put(self, value: object) -> None:
        at = self.box.findData(str(value))
        if at < 0:
            self.box.addItem(str(value), str(value))
            at = self.box.count() - 1
        self.box.setCurrentIndex(at)


class SwitchField(PresetField):
    """On or off, with its words to the left."""

    def __init__(self, key: str, *, default: bool = False) -> None:
        super().__init__(key, default)
        self.switch = Switch()
        self.switch.clicked.connect(lambda _: self.tell())
        row = QHBoxLayout()
        self.column.removeWidget(self.title)
        row.addWidget(self.title, 1)
        row.addWidget(self.switch)
        self.column.addLayout(row)
        self.column.addWidget(self.problem)

    def editors(self) -> tuple[QWidget, ...]:
        return (self.switch,)

    def read(self) -> object:
        return self.switch.isChecked()

    def put(self, value: object) -> None:
        self.switch.setChecked(bool(value))


class FileField(TextField):
    """A file of the preset's folder, by name, by choosing, or dropped. Files elsewhere are not taken."""

    def __init__(self, key: str, kinds: str) -> None:
        """`kinds`: as a file dialog filters, such as `*.svg *.png`."""
        super().__init__(key)
        self._kinds = kinds
        self.folder: Path | None = None
        """Of the preset, as far as the desk knows it."""
        self.choose = quiet_button("folder")
        self.choose.clicked.connect(self.open_dialog)
        self.beside.addWidget(self.choose)
        self.line.setAcceptDrops(False)
        self.setAcceptDrops(True)
        self.retranslate()

    def retranslate(self) -> None:
        self.line.setPlaceholderText(self.tr("A file of the preset's folder, or drop it here"))
        name_it(self.choose, self.tr("Choose a file of the preset's folder"))

    def open_dialog(self) -> None:
        dialog = self.dialog(self)
        dialog.fileSelected.connect(self.take)
        dialog.open()

    def dialog(self, parent: QWidget) -> QFileDialog:
        """To choose a file that fits here."""
        dialog = QFileDialog(parent, self.tr("Choose a file of the preset's folder"), str(self.folder or ""))
        dialog.setNameFilter(f"{self.title.text()} ({self._kinds})")
        return dialog

    def name_of(self, path: str) -> str:
        """Its place in the folder, as the file writes it; a bare name for one from elsewhere."""
        file = PurePath(path)
        inside = self.folder is not None and file.is_relative_to(self.folder)
        return file.relative_to(self.folder).as_posix() if inside and self.folder is not None else file.name

    def take(self, path: str) -> None:
        """Asks for a file by its place in the folder; one from elsewhere has to be put there first."""
        file = PurePath(path)
        if self.folder is not None and not file.is_relative_to(self.folder):
            self.line.setText(file.name)
            text = self.tr("“{file}” does not lie in the preset's folder").format(file=file.name)
            self.refuse(text, self.tr("copy it into {folder} first").format(folder=self.folder.name))
            return
        self.line.setText(self.name_of(path))
        self.tell()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self.take(next(url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()))
