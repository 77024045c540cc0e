"""What only shows after hours."""

from __future__ import annotations

import subprocess
import sys


def test_a_hundred_thousand_calls_into_qt_leave_the_process_alive() -> None:
    """PySide6 6.12 on Python 3.11 frees None a little with every call; pyproject.toml keeps it out."""
    code = (
        "import studio\nfrom PySide6.QtGui import QColor\ncolor = QColor('red')\n"
        "for _ in range(100_000):\n    color.setAlphaF(0.5)\nprint('alive')"
    )
    assert subprocess.check_output([sys.executable, "-c", code], text=True).strip() == "alive"
