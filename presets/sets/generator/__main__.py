"""`python -m presets.sets.generator [SET…] [--variant V] [--out DIR]`: paint the pictures of the house's sets."""

from __future__ import annotations

import argparse
import hashlib
from pathlib import Path

from . import geyuan, wutingchunshui
from .brush import FORMATS, save

SETS = {"wutingchunshui": wutingchunshui, "geyuan": geyuan}
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
        for variant, hour in painter.HOURS.items():
            if options.variant not in (None, variant):
                continue
            folder = options.out / name / variant
            folder.mkdir(parents=True, exist_ok=True)
            for form in FORMATS:
                if options.format not in (None, form.name):
                    continue
                for layer, pixels in painter.layers(form, hour).items():
                    path = folder / f"{layer}.{form.name}.webp"
                    save(pixels, path)
                    digest = hashlib.sha256(path.read_bytes()).hexdigest()
                    print(f"{path.relative_to(options.out)}: {path.stat().st_size // 1024} KiB, sha256 {digest[:16]}")


if __name__ == "__main__":
    main()
