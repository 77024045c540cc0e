"""`python -m avatars.generator NAME|all [--light] [--out DIR]`: build one of the cast, or everyone."""

import argparse
import hashlib
from pathlib import Path

from .detail import FULL, LIGHT, Detail
from .figure import Character, Figure
from .haner import HANER
from .qiongjiu import QIONGJIU

CAST = {character.name: character for character in (QIONGJIU, HANER)}
AVATARS = Path(__file__).resolve().parent.parent


def main(arguments: list[str] | None = None) -> None:
    """Build the full file and the light one, or one of them."""
    parser = argparse.ArgumentParser(prog="python -m avatars.generator", description=main.__doc__)
    parser.add_argument("avatar", choices=[*sorted(CAST), "all"])
    parser.add_argument("--light", action="store_true", help="only the light figure")
    parser.add_argument("--full", action="store_true", help="only the full figure")
    parser.add_argument("--out", type=Path, help="folder for the files (default: each avatar's own)")
    parser.add_argument(
        "--thumbnail", type=Path, help="PNG stored as thumbnail (default: thumbnail.png in the avatar's folder)"
    )
    options = parser.parse_args(arguments)
    details = [LIGHT] if options.light else [FULL] if options.full else [FULL, LIGHT]
    for name in sorted(CAST) if options.avatar == "all" else [options.avatar]:
        home = AVATARS / name
        source = options.thumbnail or home / "thumbnail.png"
        thumbnail = source.read_bytes() if source.exists() else None
        for detail in details:
            build(CAST[name], detail, options.out or home, thumbnail)


def build(character: Character, detail: Detail, folder: Path, thumbnail: bytes | None) -> None:
    """Build one file into `folder` and tell what is in it."""
    folder.mkdir(parents=True, exist_ok=True)
    figure = Figure(character, detail)
    figure.build()
    path = folder / f"{character.name}{detail.pick('', '-light')}.vrm"
    partial = path.with_suffix(".partial")
    triangles = figure.write(partial, thumbnail)
    partial.replace(path)
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    print(f"{path.name}: {sum(triangles.values())} triangles {triangles}")
    print(f"  by tile {figure.tile_counts()}")
    joints, springs = len(figure.rig.parents), len(figure.springs.chains)
    print(f"  {joints} joints, {springs} springs, {path.stat().st_size // 1024} KiB")
    print(f"  sha256 {digest}")


if __name__ == "__main__":
    main()
