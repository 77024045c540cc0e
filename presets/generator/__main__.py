"""Paints the goods of the demo brands into their presets' folders.

python -m presets.generator [BRAND ...]
"""

from __future__ import annotations

import sys
from pathlib import Path

from . import cosmetics, lacquer, logos, teahouse
from .brush import Board

PRESETS = Path(__file__).resolve().parents[1]
BRANDS = {"lacquer": lacquer.PICTURES, "cosmetics": cosmetics.PICTURES, "teahouse": teahouse.PICTURES}


def main() -> None:
    for brand in sys.argv[1:] or BRANDS:
        for name, paint in BRANDS[brand].items():
            board = Board()
            paint(board)
            file = PRESETS / brand / "pictures" / f"{name}.webp"
            board.save(file)
            print(f"{file.relative_to(PRESETS)}  {file.stat().st_size / 1024:.0f} KB")
        (PRESETS / brand / "logo.svg").write_text(logos.LOGOS[brand](), encoding="utf-8")


if __name__ == "__main__":
    main()
