"""One line across the window while the show is not there: what is going on, and the button that mends it."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout

from studio.desk import icons
from studio.desk.bridge import Bridge, Link
from studio.desk.controls import Speaking, button, name_it, words
from studio.desk.language import told


class Banner(Speaking):
    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self._bridge = bridge
        frame = QFrame()
        frame.setObjectName("banner")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 8)
        outer.addWidget(frame)
        row = QHBoxLayout(frame)
        row.setContentsMargins(16, 6, 12, 6)
        row.setSpacing(10)
        mark = QLabel()
        icons.wear(mark, "warning", "on_warn", size=18)
        row.addWidget(mark)
        self.text = words(wrap=True)
        row.addWidget(self.text, 1)
        self.start = button()
        self.start.clicked.connect(bridge.start_show)
        row.addWidget(self.start)
        bridge.link_changed.connect(lambda _: self.retranslate())
        self.retranslate()

    def retranslate(self) -> None:
        status = self._bridge.link
        self.start.setText(self.tr("Start the show"))
        name_it(self.start, self.tr("Start the show"))
        match status.link:
            case Link.STARTING if status.problem:
                text = self.tr("The show ended unexpectedly and is started again, in rehearsal: nothing goes out.")
            case Link.STARTING | Link.SEEKING:
                text = self.tr("Starting the show…")
            case Link.LOST:
                text = self.tr("The show does not answer. It is called again; the picture may still be on air.")
            case _:
                text = self.tr("The show has stopped: nothing goes out.")
        healing = status.link is Link.STARTING  # its problem is what the text says
        trouble = "" if healing else " ".join(told(part) for part in (status.problem, status.remedy) if part)
        self.text.setText(f"{text} {trouble}".strip())
        self.start.setVisible(status.link is Link.ABSENT)
        self.setVisible(status.link is not Link.CONNECTED)
