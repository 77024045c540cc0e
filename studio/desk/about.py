"""Who made this, what it stands on, and what it keeps to itself."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QVBoxLayout, QWidget

from studio import __version__
from studio.desk import icons
from studio.desk.controls import words


class About(QDialog):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("About"))
        column = QVBoxLayout(self)
        column.setContentsMargins(32, 28, 32, 24)
        column.setSpacing(12)
        flower = QLabel()
        icons.wear(flower, "flower", "accent_text", size=64)
        column.addWidget(flower, 0, Qt.AlignmentFlag.AlignHCenter)
        name = words("large")
        name.setText(self.tr("Qionghua Studio"))
        column.addWidget(name, 0, Qt.AlignmentFlag.AlignHCenter)
        version = words("faint")
        version.setText(self.tr("Version {version}, Apache-2.0 licence").format(version=__version__))
        column.addWidget(version, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(8)
        for text in (
            self.tr("A performer before a webcam drives a Yangzhou digital human into OBS, on this machine alone."),
            self.tr("Your face is turned into points in memory; no picture of it is stored or sent."),
            self.tr("It stands on MediaPipe, Qt, ModernGL, NumPy, FFmpeg and the VRM format, with thanks."),
        ):
            line = words(wrap=True)
            line.setText(text)
            line.setMinimumWidth(440)
            column.addWidget(line)
        buttons = QDialogButtonBox()
        close = buttons.addButton(self.tr("Close"), QDialogButtonBox.ButtonRole.AcceptRole)
        close.clicked.connect(self.accept)
        column.addSpacing(8)
        column.addWidget(buttons)
