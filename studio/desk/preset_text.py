"""The preset's file as text, for those who read TOML: in step with the form, and written only when it is asked for."""

from __future__ import annotations

import re

from PySide6.QtCore import Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QSyntaxHighlighter, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout

from studio.desk import theme
from studio.desk.controls import GAP, MARGIN, Notice, Speaking, button, name_it, set_kind, words

_TABLE = re.compile(r"^\s*\[\[?[^\]]+\]\]?")
_KEY = re.compile(r"^\s*[\w.-]+(?=\s*=)")
_WORDS = re.compile(r'"[^"]*"')
_REMARK = re.compile(r"^\s*#.*")
_LINE = re.compile(r"at line (\d+)")


class Colouring(QSyntaxHighlighter):
    """Tables, keys, words and remarks; enough to find one's way."""

    def highlightBlock(self, text: str) -> None:
        colors = theme.worn()
        for pattern, ink, bold in (
            (_WORDS, colors.accent_text, False),
            (_KEY, colors.text, False),
            (_TABLE, colors.warn_text, True),
            (_REMARK, colors.text_faint, False),
        ):
            made = QTextCharFormat()
            made.setForeground(QColor(ink))
            if bold:
                made.setFontWeight(QFont.Weight.DemiBold)
            for found in pattern.finditer(text):
                self.setFormat(found.start(), len(found[0]), made)


class TextPage(Speaking):
    written = Signal(str)
    """The whole text, to be written."""

    def __init__(self) -> None:
        super().__init__()
        self._file = ""
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        column.setSpacing(10)
        self.editor = QPlainTextEdit()
        self.editor.setObjectName("toml")
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        font.setPixelSize(12)
        self.editor.setFont(font)
        self.editor.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.editor.setTabChangesFocus(True)
        self.colouring = Colouring(self.editor.document())
        self.editor.textChanged.connect(self._show_dirt)
        column.addWidget(self.editor, 1)
        self.notice = Notice()
        column.addWidget(self.notice)
        self.state, self.revert, self.apply = words("faint", wrap=True), button("release"), button("tick", "primary")
        self.revert.clicked.connect(lambda: self.start_anew(self._file))
        self.apply.clicked.connect(lambda: self.written.emit(self.editor.toPlainText()))
        foot = QHBoxLayout()
        foot.setSpacing(GAP)
        foot.addWidget(self.state, 1)
        foot.addWidget(self.revert)
        foot.addWidget(self.apply)
        column.addLayout(foot)
        self.retranslate()

    def title(self) -> str:
        return self.tr("As text")

    def retranslate(self) -> None:
        name_it(self.editor, self.tr("The preset's file"), "preset.toml")
        self.revert.setText(self.tr("As the file"))
        name_it(self.revert, self.tr("As the file"), self.tr("Takes back what was typed here"))
        self.apply.setText(self.tr("Write"))
        name_it(self.apply, self.tr("Write"), self.tr("Writes the file, if the text is sound"))
        self._show_dirt()

    @property
    def dirty(self) -> bool:
        return self.editor.toPlainText() != self._file

    def follow(self, text: str) -> None:
        """The file's text: shown at once, unless something was typed here."""
        if text == self._file:
            return
        was_clean = not self.dirty
        self._file = text
        if was_clean or self.editor.toPlainText() == text:
            self.start_anew(text)
        self._show_dirt()

    def start_anew(self, text: str) -> None:
        self._file = text
        if text != self.editor.toPlainText():
            bar = self.editor.verticalScrollBar()
            at = bar.value()
            self.editor.setPlainText(text)
            bar.setValue(at)
        self.notice.tell("")
        self._show_dirt()

    def refuse(self, problem: str, remedy: str) -> None:
        """Goes to the line a parser names."""
        self.notice.tell(problem, remedy)
        if (found := _LINE.search(problem)) is not None:
            cursor = QTextCursor(self.editor.document().findBlockByNumber(int(found[1]) - 1))
            self.editor.setTextCursor(cursor)
            self.editor.setFocus()

    def _show_dirt(self) -> None:
        dirty = self.dirty
        self.revert.setEnabled(dirty)
        self.apply.setEnabled(dirty)
        set_kind(self.state, "tone", "warn" if dirty else "")
        self.state.setText(self.tr("Typed here and not written yet") if dirty else self.tr("The same as the file"))
