"""The event log: what happened, in words, newest below; said anew when the language changes."""

from __future__ import annotations

import html
from collections import deque
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QDateTime, Qt
from PySide6.QtWidgets import QTextBrowser

from studio.control.console import Notice
from studio.desk import theme
from studio.desk.bridge import Bridge, LinkStatus, Refusal
from studio.desk.card import Card
from studio.desk.log_words import line_of_event, line_of_link, line_of_refusal
from studio.desk.log_words_goods import Line

_KEPT = 400

Saying = Callable[[], Line | None]


class LogPanel(Card):
    def __init__(self, bridge: Bridge) -> None:
        super().__init__("log", "info", scrolls=False)
        self._told: deque[tuple[str, Saying]] = deque(maxlen=_KEPT)
        self.view = QTextBrowser()
        self.view.setOpenLinks(False)
        self.view.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.view.document().setDocumentMargin(0)
        self.column.addWidget(self.view)
        bridge.noticed.connect(self._hear)
        bridge.link_changed.connect(self._hear_link)
        bridge.refused.connect(self._hear_refusal)
        self.retranslate()

    def retranslate(self) -> None:
        self.entitle(self.tr("Log"))
        self.view.setAccessibleName(self.tr("What happened, newest below"))
        self.view.clear()
        for time, saying in self._told:
            self._write(time, saying)

    def add(self, saying: Saying) -> None:
        """`saying` is called now and after every change of language."""
        if saying() is not None:
            time = QDateTime.currentDateTime().toString("HH:mm:ss")
            self._told.append((time, saying))
            self._write(time, saying)

    def _hear(self, notice: Notice) -> None:
        for event in notice.events:
            self.add(partial(line_of_event, event, notice.state))

    def _hear_link(self, status: LinkStatus) -> None:
        self.add(partial(line_of_link, status))

    def _hear_refusal(self, refusal: Refusal) -> None:
        self.add(partial(line_of_refusal, refusal))

    def _write(self, time: str, saying: Saying) -> None:
        line = saying()
        if line is None:
            return
        colors = theme.worn()
        inks = {"good": colors.accent_text, "warn": colors.warn_text, "bad": colors.bad_text, "air": colors.air_text}
        bar = self.view.verticalScrollBar()
        at_end = bar.value() >= bar.maximum() - 4
        self.view.append(
            f'<p style="margin:0 0 3px 0"><span style="color:{colors.text_faint}">{time}</span>&nbsp;&nbsp;'
            f'<span style="color:{inks.get(line.tone, colors.text)}">{html.escape(line.text)}</span></p>'
        )
        if at_end:
            bar.setValue(bar.maximum())
