"""`python -m avatars.generator NAME|all [--light] [--out DIR]`: build one of the cast, or everyone."""

import argparse
import hashlib
from pathlib import Path

from .detail import FULL, LIGHT, Detail
from .figure import Character, Figure
from .haner import HANER
from .pingshan import PINGSHAN
from .qiongjiu import QIONGJIU
from .zhuxi import ZHUXI

CAST = {character.name: character for character in (QIONGJIU, ZHUXI, PINGSHAN, HANER)}
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
    parser.add_argument("--colours", metavar="COLOURWAY", help="another colourway of the one avatar, needs --out")
    options = parser.parse_args(arguments)
    if options.colours:
        ways = CAST[options.avatar].colourways if options.avatar in CAST else {}
        if options.colours not in ways or not options.out:
            parser.error(f"--colours needs --out and one avatar that has it; {options.avatar} has {sorted(ways)}")
    details = [LIGHT] if options.light else [FULL] if options.full else [FULL, LIGHT]
    for name in sorted(CAST) if options.avatar == "all" else [options.avatar]:
        home = AVATARS / name
        source = options.thumbnail or home / "thumbnail.png"
        thumbnail = source.read_bytes() if source.exists() else None
        for detail in details:
            character = CAST[name].in_colours(options.colours) if options.colours else CAST[name]
            build(character, detail, options.out or home, thumbnail)


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
