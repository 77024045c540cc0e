"""`python -m avatars.generator qiongjiu [--light] [--out DIR]`: build one of the cast."""

import argparse
import hashlib
from pathlib import Path

from .detail import FULL, LIGHT
from .qiongjiu import QiongjiuBuilder

CAST = {"qiongjiu": QiongjiuBuilder}
AVATARS = Path(__file__).resolve().parent.parent


def main(arguments: list[str] | None = None) -> None:
    """Build the full file, or with `--light` the light one; without `--light`, both."""
    parser = argparse.ArgumentParser(prog="python -m avatars.generator", description=main.__doc__)
    parser.add_argument("avatar", choices=sorted(CAST))
    parser.add_argument("--light", action="store_true", help="only the light figure")
    parser.add_argument("--full", action="store_true", help="only the full figure")
    parser.add_argument("--out", type=Path, help="folder for the files (default: the avatar's own)")
    parser.add_argument(
        "--thumbnail", type=Path, help="PNG stored as thumbnail (default: thumbnail.png beside the files)"
    )
    options = parser.parse_args(arguments)
    home = AVATARS / options.avatar
    folder = options.out or home
    folder.mkdir(parents=True, exist_ok=True)
    source = options.thumbnail or home / "thumbnail.png"
    thumbnail = source.read_bytes() if source.exists() else None
    details = [LIGHT] if options.light else [FULL] if options.full else [FULL, LIGHT]
    for detail in details:
        builder = CAST[options.avatar](detail)
        builder.build()
        path = folder / f"{options.avatar}{detail.pick('', '-light')}.vrm"
        partial = path.with_suffix(".partial")
        triangles = builder.write(partial, thumbnail)
        partial.replace(path)
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        print(f"{path.name}: {sum(triangles.values())} triangles {triangles}")
        print(f"  by tile {builder.tile_counts()}")
        joints, springs = len(builder.rig.parents), len(builder.springs.chains)
        print(f"  {joints} joints, {springs} springs, {path.stat().st_size // 1024} KiB")
        print(f"  sha256 {digest}")


if __name__ == "__main__":
    main()
