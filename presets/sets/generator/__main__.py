"""`python -m presets.sets.generator [SET…] [--variant V] [--out DIR]`: paint the pictures of the house's sets."""

from __future__ import annotations

import argparse
import hashlib
from pathlib import Path

import numpy as np

from . import geyuan, pingshan, sanwan, wutingchunshui
from .brush import FORMATS, save
from .sprites import SPRITES

SETS = {"wutingchunshui": wutingchunshui, "geyuan": geyuan, "pingshan": pingshan, "sanwan": sanwan}
SHELF = Path(__file__).resolve().parent.parent


def main(arguments: list[str] | None = None) -> None:
    """Paint every layer of every variant in both formats; the same bytes each time."""
    parser = argparse.ArgumentParser(prog="python -m presets.sets.generator", description=main.__doc__)
    parser.add_argument("sets", nargs="*", choices=[*sorted(SETS), []], help="default: all")
    parser.add_argument("--variant", help="only this one")
    parser.add_argument("--format", choices=[form.name for form in FORMATS], help="only this one")
    parser.add_argument("--out", type=Path, default=SHELF, help="the shelf to write to (default: the house's own)")
    options = parser.parse_args(arguments)
    for name in options.sets or SETS:
        painter = SETS[name]
        if options.variant is None and options.format is None:
            for sprite, draw in SPRITES[name]:
                put(draw(), options.out / name / f"{sprite}.webp", options.out)
        for variant, hour in painter.HOURS.items():
            if options.variant not in (None, variant):
                continue
            folder = options.out / name / variant
            for form in FORMATS:
                if options.format not in (None, form.name):
                    continue
                for layer, pixels in painter.layers(form, hour).items():
                    put(pixels, folder / f"{layer}.{form.name}.webp", options.out)


def put(pixels: np.ndarray, path: Path, shelf: Path) -> None:
    """Writes a picture and tells its size and digest."""
    path.parent.mkdir(parents=True, exist_ok=True)
    save(pixels, path)
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    print(f"{path.relative_to(shelf)}: {path.stat().st_size // 1024} KiB, sha256 {digest[:16]}")


if __name__ == "__main__":
    main()
