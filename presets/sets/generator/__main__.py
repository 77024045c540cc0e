"""`python -m presets.sets.generator [SET…] [--variant V] [--out DIR]`: paint the pictures of the house's sets."""

from __future__ import annotations

import argparse
import hashlib
from pathlib import Path

import numpy as np
from PIL import Image
from studio.library.sets import PREVIEW, read_set
from studio.staging.painting import ensure_application
from studio.staging.sets import flatten

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
    parser.add_argument("--previews", action="store_true", help="only the small pictures for cards, from what is there")
    options = parser.parse_args(arguments)
    for name in options.sets or SETS:
        painter = SETS[name]
        if options.previews:
            put_previews(options.out / name)
            continue
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


def put_previews(folder: Path) -> None:
    """A small picture of every variant, from the finished layers, for the cards of galleries."""
    ensure_application()
    entry = read_set(folder)
    for variant in entry.variants:
        picture = flatten(entry.place(variant), 320, 180)
        path = folder / variant / PREVIEW
        Image.fromarray(picture.pixels[..., :3]).save(path, quality=84, method=6)
        print(f"{path.relative_to(folder.parent)}: {path.stat().st_size // 1024} KiB")


def put(pixels: np.ndarray, path: Path, shelf: Path) -> None:
    """Writes a picture and tells its size and digest."""
    path.parent.mkdir(parents=True, exist_ok=True)
    save(pixels, path)
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    print(f"{path.relative_to(shelf)}: {path.stat().st_size // 1024} KiB, sha256 {digest[:16]}")


if __name__ == "__main__":
    main()
