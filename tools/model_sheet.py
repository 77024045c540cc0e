"""A sheet of models, each standing idle, from the front, three quarters and the side.

    python tools/model_sheet.py OUT.png MODEL.vrm … [--height 300] [--width 1600] [--colors 256]

To look at, and for docs/. Each model is framed by what it draws, so samples that are no figure fill their cell too.
"""

from __future__ import annotations

import argparse
import math
from itertools import count
from pathlib import Path

import numpy as np
from PIL import Image as Picture
from PIL import ImageDraw

from studio.core.arrays import FloatArray
from studio.core.figure import Figure
from studio.core.scene import Camera
from studio.mixing.mixer import Mixer
from studio.posing.poser import Poser
from studio.rendering.renderer import Renderer, RenderSettings, open_renderer
from studio.staging.job_scene import job_scene
from studio.staging.lights import FILL, KEY
from studio.vrm import load_avatar

PAPER, INK, PALE = "#161823", "#f3f9f1", "#758a99"
GROUND = (0.30, 0.30, 0.35)
VIEWS_DEG = (0.0, 40.0, 90.0)
_FOV_RAD = math.radians(20)
_SETTLE_S, _TICK_S = 2.0, 1 / 30
_CAPTION, _GAP = 20, 6
_WIDEST = 0.75
"""Of a view, as a share of its height; a figure with its arms down is narrower."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("models", type=Path, nargs="+", metavar="MODEL.vrm")
    parser.add_argument("--height", type=int, default=300)
    parser.add_argument("--width", type=int, default=1600, help="of the sheet")
    parser.add_argument("--colors", type=int, default=0, help="a palette of so many colours makes a smaller file")
    options = parser.parse_args()
    renderer = open_renderer(RenderSettings(msaa=4))
    try:
        cells = [cell(path, renderer, options.height) for path in options.models]
    finally:
        renderer.close()
    picture = sheet(cells, options.width)
    if options.colors:
        picture = picture.quantize(options.colors, dither=Picture.Dither.NONE)
    picture.save(options.out, optimize=True)


def cell(path: Path, renderer: Renderer, height: int) -> Picture.Image:
    """One model from all sides, with its name."""
    figure = idle_figure(path)
    points = vertices(figure)
    low, high = points.min(axis=0), points.max(axis=0)
    # Wide enough for the widest side, so that the three views are of one scale.
    reach_m = 2 * float(np.hypot(*(points - (low + high) / 2)[:, [0, 2]].T).max())
    tall_m = max(float(high[1] - low[1]), reach_m / _WIDEST, 1e-3)
    width = max(round(height * reach_m / tall_m / 2) * 2, height // 3)
    camera_m = 1.06 * tall_m / 2 / math.tan(_FOV_RAD / 2) + reach_m / 2
    picture = Picture.new("RGB", (width * len(VIEWS_DEG), height + _CAPTION), PAPER)
    for number, turn_deg in enumerate(VIEWS_DEG):
        turn_rad = math.radians(turn_deg)
        middle = (low + high) / 2
        x0, y0, z0 = (float(v) for v in middle)
        x, y, z = (float(v) for v in middle + camera_m * np.array((math.sin(turn_rad), 0.0, math.cos(turn_rad))))
        camera = Camera((x, y, z), (x0, y0, z0), _FOV_RAD, 0.05 * camera_m, 2 * camera_m)
        scene = job_scene(figure, width=width, height=height, camera=camera, light=KEY, ambient=FILL, background=GROUND)
        drawn = np.asarray(renderer.draw_figures(scene).pixels)[..., :3]
        picture.paste(Picture.fromarray(drawn), (number * width, 0))
    draw = ImageDraw.Draw(picture)
    avatar = figure.avatar
    draw.text((4, height + 4), path.stem, fill=INK)
    told = f"VRM {avatar.vrm_version}, {avatar.triangle_count:,} triangles"
    if draw.textlength(path.stem) + draw.textlength(told) + 16 < picture.width:
        draw.text((picture.width - 4, height + 4), told, fill=PALE, anchor="ra")
    return picture


def idle_figure(path: Path) -> Figure:
    """The model after some seconds of standing about: arms down, springs at rest. Raises VrmError."""
    poser, mixer = Poser(load_avatar(path)), Mixer()
    for tick in count():
        figure = poser.pose(mixer.step(None, tick * _TICK_S, _TICK_S), _TICK_S)
        if tick * _TICK_S >= _SETTLE_S:
            return figure
    raise AssertionError


def vertices(figure: Figure) -> FloatArray:
    """(v, 3) in the world, each vertex where the joint that holds it most carries it."""
    avatar, world = figure.avatar, figure.world_from_node
    found = []
    for instance in avatar.instances:
        for primitive in avatar.meshes[instance.mesh].primitives:
            matrices = np.broadcast_to(world[instance.node], (len(primitive.positions), 4, 4))
            if instance.skin >= 0 and primitive.joints is not None and primitive.weights is not None:
                skin = avatar.skins[instance.skin]
                rows = np.arange(len(primitive.positions))
                strongest = primitive.joints[rows, np.argmax(primitive.weights, axis=1)]
                matrices = (world[skin.joints] @ skin.node_from_mesh)[strongest]
            found.append(np.einsum("vij,vj->vi", matrices[:, :3, :3], primitive.positions) + matrices[:, :3, 3])
    return np.concatenate(found)


def sheet(cells: list[Picture.Image], width: int) -> Picture.Image:
    """Cells of one height in rows, each in the first row that has room for it."""
    rows: list[int] = []
    places = []
    for item in cells:
        row = next((i for i, filled in enumerate(rows) if filled + item.width <= width), len(rows))
        if row == len(rows):
            rows.append(0)
        places.append((rows[row], row * (item.height + _GAP)))
        rows[row] += item.width + _GAP
    picture = Picture.new("RGB", (max(rows) - _GAP, len(rows) * (cells[0].height + _GAP) - _GAP), PAPER)
    for place, item in zip(places, cells, strict=True):
        picture.paste(item, place)
    return picture


if __name__ == "__main__":
    main()
