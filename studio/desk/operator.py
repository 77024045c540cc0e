"""The name that edits are logged under: asked once, remembered, and changed from the menu."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from studio.desk.controls import button, name_it, words

MOST_LETTERS = 40


class NameDialog(QDialog):
    """Asks for the name; closes without one by Esc."""

    def __init__(self, parent: QWidget, name: str) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Who is at the desk?"))
        column = QVBoxLayout(self)
        column.setContentsMargins(28, 24, 28, 24)
        column.setSpacing(12)
        why = words(wrap=True)
        why.setText(self.tr("Prices, stock and corrections are logged with the name of who changed them."))
        why.setMinimumWidth(340)
        column.addWidget(why)
        self.name = QLineEdit(name)
        self.name.setMaxLength(MOST_LETTERS)
        self.name.setPlaceholderText(self.tr("Name or staff number"))
        name_it(self.name, self.tr("Your name"))
        column.addWidget(self.name)
        foot = QHBoxLayout()
        foot.addStretch(1)
        cancel = button()
        cancel.setText(self.tr("Cancel"))
        name_it(cancel, self.tr("Cancel"))
        cancel.clicked.connect(self.reject)
        self.keep = button("tick", "primary")
        self.keep.setText(self.tr("Use this name"))
        name_it(self.keep, self.tr("Use this name"))
        self.keep.setDefault(True)
        self.keep.clicked.connect(self.accept)
        foot.addWidget(cancel)
        foot.addWidget(self.keep)
        column.addLayout(foot)
        self.name.textChanged.connect(lambda text: self.keep.setEnabled(bool(text.strip())))
        self.keep.setEnabled(bool(name.strip()))


class Operator(QObject):
    """Who is at the desk."""

    changed = Signal()

    def __init__(self, window: QWidget, name: str = "") -> None:
        super().__init__(window)
        self._window = window
        self.name = name
        """"" until it was asked for."""

    def signed(self, deed: Callable[[str], object]) -> None:
        """Does the deed in the operator's name, which is asked for first if it is not known."""
        if self.name:
            deed(self.name)
        else:
            self.ask(deed)

    def rename(self, name: str) -> None:
        if name != self.name:
            self.name = name
            self.changed.emit()

    def ask(self, deed: Callable[[str], object] | None = None) -> None:
        """Asks for a name, another if there is one, and then does the deed."""
        dialog = NameDialog(self._window, self.name)

        def named() -> None:
            self.rename(dialog.name.text().strip())
            if deed is not None:
                deed(self.name)

        dialog.accepted.connect(named)
        dialog.open()
