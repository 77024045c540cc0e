"""Another program with a field that has the focus: prints every key it is given. Run with an X server's DISPLAY."""

from __future__ import annotations

import sys

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit


class Printer(QObject):
    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            print(QKeySequence(event.key()).toString(), flush=True)
        if event.type() is QEvent.Type.FocusIn:
            print("focused", flush=True)
        return False


app = QApplication(sys.argv)
field, printer = QLineEdit(), Printer()
field.installEventFilter(printer)
field.show()
field.activateWindow()
print(f"window {int(field.winId())}", flush=True)
sys.exit(app.exec())
