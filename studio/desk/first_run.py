"""The first steps: from nothing to a rehearsal, with the avatar moving beside every step. Each can be skipped."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QColor, QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from studio.control.state import PartStatus, Show
from studio.desk import icons, theme
from studio.desk.bridge import Bridge, Link
from studio.desk.camera_page import CalibratePage, CameraPage
from studio.desk.controls import GAP, Speaking, button, name_it, set_kind, words
from studio.desk.first_choices import AvatarPage, DonePage, ObsPage, PlacePage
from studio.desk.first_steps import ConsentPage, LanguagePage, Page
from studio.desk.frames import FrameFeed
from studio.desk.health_bar import Seen
from studio.desk.language import Language
from studio.desk.preview import Inset, PictureView

_SIZE, _LEAST = QSize(1120, 690), QSize(920, 600)


class _Stage(PictureView):
    """On a card, without bars of another colour."""

    def surround(self) -> QColor:
        return QColor(theme.worn().surface)


class FirstRun(Speaking):
    """A window over the desk's; it closes for good by its last button, and is made anew from the menu."""

    finished = Signal()

    def __init__(
        self,
        parent: QWidget,
        bridge: Bridge,
        *,
        program: FrameFeed,
        performer: FrameFeed,
        speak: Callable[[Language], None],
        wear: Callable[[theme.Look], None],
        look: theme.Look,
    ) -> None:
        super().__init__(parent, Qt.WindowType.Dialog)
        self.setObjectName("base")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._bridge = bridge
        self.at = 0
        """The step that is shown, counted from 0."""
        steps: tuple[Page, ...] = (
            LanguagePage(bridge, speak, wear, look=look),
            CameraPage(bridge, performer),
            ConsentPage(bridge),
            AvatarPage(bridge),
            CalibratePage(bridge),
            PlacePage(bridge),
            ObsPage(bridge),
        )
        self.pages: tuple[Page, ...] = (*steps, DonePage(bridge, steps))
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 16)
        column.setSpacing(14)
        rail = QHBoxLayout()
        rail.setSpacing(2)
        self.steps = [self._step(number) for number in range(len(self.pages))]
        for step in self.steps:
            rail.addWidget(step, 1)
        column.addLayout(rail)
        middle = QHBoxLayout()
        middle.setSpacing(24)
        self.stack = QStackedWidget()
        for page in self.pages:
            self.stack.addWidget(page)
        middle.addWidget(self.stack, 10)
        middle.addWidget(self._stage(program, performer), 11)
        column.addLayout(middle, 1)
        foot = QHBoxLayout()
        foot.setSpacing(GAP)
        self.later, self.back, self.next = button("close"), button("previous"), button("next", "primary")
        self.later.clicked.connect(self.close)
        self.back.clicked.connect(lambda: self.go_to(self.at - 1))
        self.next.clicked.connect(self._go_on)
        self.next.setMinimumWidth(150)
        foot.addWidget(self.later)
        foot.addStretch(1)
        foot.addWidget(self.back)
        foot.addWidget(self.next)
        column.addLayout(foot)
        self.setMinimumSize(_LEAST)
        room = self.screen().availableSize()
        self.resize(_SIZE.boundedTo(QSize(room.width() - 24, room.height() - 48)))
        self.move(parent.geometry().center() - self.rect().center())
        bridge.state_changed.connect(self._show)
        bridge.link_changed.connect(lambda _: self._show(bridge.state))
        self.retranslate()
        self.go_to(0)
        self.next.setFocus()

    def go_to(self, number: int) -> None:
        """To that step, counted from 0."""
        self.pages[self.at].leave()
        self.at = max(0, min(number, len(self.pages) - 1))
        self.stack.setCurrentIndex(self.at)
        self.pages[self.at].enter()
        self._show(self._bridge.state)

    def retranslate(self) -> None:
        self.setWindowTitle(self.tr("First steps"))
        self._caption.setText(self.tr("This is what viewers will see. The label stays: the law asks for it."))
        self.view.setAccessibleName(self.tr("The avatar"))
        self.later.setText(self.tr("Not now"))
        name_it(self.later, self.tr("Not now"), self.tr("The menu brings these steps back"), "Esc")
        self.back.setText(self.tr("Back"))
        name_it(self.back, self.tr("Back"))
        self.inset.tag.setText(self.tr("Only you see this"))
        self.inset.view.setAccessibleName(self.tr("Your camera"))
        self.inset.empty.setText("")
        self.inset.close_button.hide()
        self._show(self._bridge.state)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._show(self._bridge.state)  # once more: by now the pages speak the new language too

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.pages[self.at].leave()
        self.finished.emit()
        super().closeEvent(event)

    def _go_on(self) -> None:
        if self.at == len(self.pages) - 1:
            self.close()
        else:
            self.go_to(self.at + 1)

    def _step(self, number: int) -> QPushButton:
        made = QPushButton()
        made.setObjectName("step")
        made.setCheckable(True)
        made.setAutoDefault(False)
        made.setCursor(Qt.CursorShape.PointingHandCursor)
        made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        made.clicked.connect(lambda: self.go_to(number))
        return made

    def _stage(self, program: FrameFeed, performer: FrameFeed) -> QWidget:
        stage = QFrame()
        stage.setObjectName("card")
        column = QVBoxLayout(stage)
        column.setContentsMargins(10, 10, 10, 10)
        column.setSpacing(GAP)
        self.view = _Stage(program)
        column.addWidget(self.view, 1)
        foot = QHBoxLayout()
        foot.setSpacing(6)
        self.face, self.left_hand, self.right_hand = Seen("face"), Seen("hand_left"), Seen("hand_right")
        for mark in (self.face, self.left_hand, self.right_hand):
            foot.addWidget(mark)
        self._caption = words("faint", wrap=True)
        foot.addWidget(self._caption, 1)
        column.addLayout(foot)
        self.waiting = QLabel(self.view)
        self.waiting.setWordWrap(True)
        self.waiting.setAlignment(Qt.AlignmentFlag.AlignCenter)
        set_kind(self.waiting, "rank", "soft")
        program.changed.connect(self._place)
        self.inset = Inset(performer, stage)
        performer.changed.connect(self._place)
        return stage

    def resizeEvent(self, event: object) -> None:
        super().resizeEvent(event)  # type: ignore[arg-type]
        self._place()

    def showEvent(self, event: object) -> None:
        super().showEvent(event)  # type: ignore[arg-type]
        self._place()

    def _place(self) -> None:
        self.waiting.setGeometry(self.view.rect().adjusted(20, 60, -20, 60))
        self.waiting.setVisible(self.view.empty)
        width = max(160, self.view.width() // 3)
        height, at = self.inset.height_for(width), self.view.geometry()
        self.inset.setGeometry(at.x() + 10, at.bottom() - height - 10, width, height)
        self.inset.raise_()

    def _show(self, state: Show) -> None:
        self.view.canvas = QSize(state.canvas.width, state.canvas.height)
        for number, (step, page) in enumerate(zip(self.steps, self.pages, strict=True)):
            step.setText(page.short())
            step.setChecked(number == self.at)
            done = page.done(state)
            name_it(step, page.short(), self.tr("Done") if done else "")
            icons.wear(step, "tick" if done else "dot", "accent_text" if done else "text_faint", size=14)
        last = self.at == len(self.pages) - 1
        done = self.pages[self.at].done(state)
        self.next.setText(
            self.tr("Start rehearsing") if last else self.tr("Continue") if done or self.at == 0 else self.tr("Skip")
        )
        name_it(self.next, self.next.text())
        set_kind(self.next, "kind", "primary" if last or done or self.at == 0 else "")
        icons.wear(self.next, "next", "on_fill" if self.next.property("kind") == "primary" else "text", size=18)
        self.back.setEnabled(self.at > 0)
        health = state.health
        for mark, seen, name in (
            (self.face, health.performer_seen, self.tr("Face")),
            (self.left_hand, health.left_hand_seen, self.tr("Left hand")),
            (self.right_hand, health.right_hand_seen, self.tr("Right hand")),
        ):
            mark.tell(seen, (self.tr("{part}: seen") if seen else self.tr("{part}: not seen")).format(part=name))
        self.inset.view.mirrored = state.mirror
        self.inset.setVisible(state.show_performer)
        starting = (
            self._bridge.link.link in (Link.SEEKING, Link.STARTING) or state.avatar_part.status is PartStatus.STARTING
        )
        self.waiting.setText(self.tr("The show is starting…") if starting else self.tr("Waiting for the picture…"))
        self._place()
