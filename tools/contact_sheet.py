"""A sheet of moments: what the tracker saw (points, never the picture) beside the avatar it moved.

    python tools/contact_sheet.py TAKE|take:NAME OUT.png [--avatar NAME] [--moments 6 | --at S...] [--columns 3] …

To look at, and for docs/. A video file is turned into a take first: `studio take record`.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import numpy as np
from PIL import Image as Picture
from PIL import ImageDraw

from studio.control.state import Canvas, Framing
from studio.core.landmarks import HandLandmarks, Landmarks
from studio.engine.offline import scenes
from studio.engine.performance import Look, Performance
from studio.inputs.take import Take
from studio.library import shelf
from studio.rendering.renderer import open_renderer
from studio.vrm import load_avatar

PAPER, INK, FACE, BODY, HAND = "#161823", "#f3f9f1", "#a4e2c6", "#789262", "#f0c239"
_BODY_LINES = ((11, 12), (11, 13), (13, 15), (12, 14), (14, 16), (11, 23), (12, 24), (23, 24))
_EYE = 0.4
"""Share of the height that stays where it is when the points are zoomed."""
_FINGERS = ((0, 1, 2, 3, 4), (0, 5, 6, 7, 8), (5, 9, 10, 11, 12), (9, 13, 14, 15, 16), (13, 17, 18, 19, 20), (0, 17))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("take")
    parser.add_argument("out", type=Path)
    parser.add_argument("--avatar", default="qiongjiu")
    parser.add_argument("--light", action="store_true")
    parser.add_argument("--framing", default="bust", choices=[f.value for f in Framing])
    parser.add_argument("--moments", type=int, default=6)
    parser.add_argument("--columns", type=int, default=2)
    parser.add_argument("--start", type=float, default=0.0)
    parser.add_argument("--end", type=float, default=None)
    parser.add_argument("--at", type=float, nargs="+", metavar="S", help="these moments instead of evenly spread ones")
    parser.add_argument("--height", type=int, default=360)
    parser.add_argument("--zoom", type=float, default=1.0, help="of the points; the performer may have sat far away")
    options = parser.parse_args()

    take = Take.open(shelf.find_take(options.take))
    end_s = options.end if options.end is not None else take.duration_s
    times_s = sorted(options.at or np.linspace(options.start, end_s, options.moments + 2)[1:-1])
    height = options.height
    look = Look(canvas=Canvas(height * 16 // 9 // 2 * 2, height, 30), framing=Framing(options.framing))
    performance = Performance(load_avatar(shelf.find_avatar(options.avatar, light=options.light).path))
    renderer = open_renderer()
    cells: list[Picture.Image] = []
    upcoming = list(times_s)
    for time_s, seen, scene in scenes(iter(take.frames), performance, look, 30.0):
        if upcoming and time_s >= upcoming[0]:
            upcoming.pop(0)
            avatar = Picture.fromarray(np.asarray(renderer.draw(scene).pixels)[..., :3])
            points = points_picture(seen, height, zoom=options.zoom)
            cell = Picture.new("RGB", (points.width + avatar.width, height), PAPER)
            cell.paste(points, (0, 0))
            cell.paste(avatar, (points.width, 0))
            ImageDraw.Draw(cell).text((8, height - 18), f"{time_s:.2f} s", fill=INK)
            cells.append(cell)
    renderer.close()
    _sheet(cells, options.columns).save(options.out, optimize=True)


def points_picture(seen: Landmarks | None, height: int, *, zoom: float = 1.0) -> Picture.Image:
    """The landmarks of one moment on dark paper, as wide as the camera's picture was, and mirrored as the avatar is."""
    if seen is None:
        return Picture.new("RGB", (height, height), PAPER)
    width = round(height * seen.image_size[0] / seen.image_size[1])
    picture = Picture.new("RGB", (width, height), PAPER)
    draw = ImageDraw.Draw(picture)

    def at(point: np.ndarray) -> tuple[float, float]:
        return (0.5 - zoom * (float(point[0]) - 0.5)) * width, (_EYE + zoom * (float(point[1]) - _EYE)) * height

    if seen.body is not None:
        for a, b in _BODY_LINES:
            if min(seen.body.visibility[a], seen.body.visibility[b]) > 0.5:
                draw.line([at(seen.body.points[a]), at(seen.body.points[b])], fill=BODY, width=3)
    if seen.face is not None:
        for point in seen.face.points:
            x, y = at(point)
            draw.ellipse((x - 1, y - 1, x + 1, y + 1), fill=FACE)
    for hand in (seen.left_hand, seen.right_hand):
        if hand is not None:
            _draw_hand(draw, hand, at)
    return picture


def _draw_hand(draw: ImageDraw.ImageDraw, hand: HandLandmarks, at: Callable[[np.ndarray], tuple[float, float]]) -> None:
    for finger in _FINGERS:
        for a, b in pairwise(finger):
            draw.line([at(hand.points[a]), at(hand.points[b])], fill=HAND, width=2)


def _sheet(cells: list[Picture.Image], columns: int) -> Picture.Image:
    if not cells:
        raise SystemExit("no frames between --start and --end")
    rows = -(-len(cells) // columns)
    width, height = cells[0].size
    sheet = Picture.new("RGB", (columns * (width + 6) - 6, rows * (height + 6) - 6), "#000000")
    for i, cell in enumerate(cells):
        sheet.paste(cell, (i % columns * (width + 6), i // columns * (height + 6)))
    return sheet


if __name__ == "__main__":
    main()
