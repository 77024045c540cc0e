"""Pictures of the cast, drawn from its .vrm files: preview, thumbnail, the sheets of docs/cast.md.

    python tools/cast_pictures.py NAME … [--cards] [--sheet OUT.jpg] [--colourways OUT.jpg]

`--cards` writes preview.png and thumbnail.png into avatars/NAME (build the figure again afterwards: the thumbnail is
inside its files). `--sheet` is of the first NAME alone, `--colourways` a row for each NAME: every palette of its
wardrobe.
"""

from __future__ import annotations

import argparse
import math
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from PIL import Image as Picture
from PIL import ImageDraw

from studio.core.avatar import Avatar
from studio.core.scene import Camera
from studio.core.wardrobe import Outfit
from studio.engine.fitting import fitting_of
from studio.library.shelf import find_avatar
from studio.posing.job import job_from_dict
from studio.posing.job_pose import run_job
from studio.rendering.renderer import Renderer, RenderSettings, open_renderer
from studio.staging.job_scene import job_scene, straight_pixels
from studio.staging.lights import FILL, KEY
from studio.vrm import load_avatar

AVATARS = Path(__file__).resolve().parents[1] / "avatars"
SKY, FLOOR, INK = (203, 225, 222), (240, 243, 234), "#33443f"
FOV_RAD = math.radians(20)
PREVIEW_BYTES = 400_000
STEPS = 45
"""Of 1/30 s: springs come to rest."""

Bones = dict[str, list[float]]

IDLE: Bones = {
    "leftUpperArm": [0, 0, -72], "rightUpperArm": [0, 0, 72], "leftLowerArm": [0, 0, -8], "rightLowerArm": [0, 0, 8],
}  # fmt: skip
FIST: Bones = {
    f"right{finger}{segment}": [0, 0, turn]
    for finger in ("Index", "Middle", "Ring", "Little")
    for segment, turn in (("Proximal", 45), ("Intermediate", 60), ("Distal", 35))
}
POSES: dict[str, Bones] = {
    "idle": IDLE,
    "arms up": {"leftUpperArm": [0, 0, 68], "rightUpperArm": [0, 0, -68]},
    "wave": IDLE | {"rightUpperArm": [0, 10, 62], "rightLowerArm": [0, 20, -150]},
    "bow": IDLE | {"hips": [6, 0, 0], "spine": [18, 0, 0], "chest": [10, 0, 0], "neck": [8, 0, 0], "head": [10, 0, 0]},
    "hands at chest": {
        "leftUpperArm": [0, -35, -60], "rightUpperArm": [0, 35, 60],
        "leftLowerArm": [0, -95, 25], "rightLowerArm": [0, 95, -25],
    },
    "30° left": IDLE | {"neck": [0, 12, 0], "head": [0, 18, 0]},
    "30° right": IDLE | {"neck": [0, -12, 0], "head": [0, -18, 0]},
    "20° down": IDLE | {"neck": [6, 0, 0], "head": [14, 0, 0]},
    "20° up": IDLE | {"neck": [-6, 0, 0], "head": [-14, 0, 0]},
    "prop": IDLE | FIST | {
        "rightUpperArm": [10, 30, 58], "rightLowerArm": [0, 100, -60], "rightThumbProximal": [0, 25, 10],
        "rightThumbDistal": [0, 25, 0], "head": [2, 4, -4],
    },
    "palm": IDLE | {
        "leftUpperArm": [10, -30, -58], "leftLowerArm": [0, -85, 20], "leftHand": [70, 0, 0], "head": [2, -4, 4],
    },
    "steamer": IDLE | {
        "leftUpperArm": [0, -30, -62], "leftLowerArm": [0, -80, 0], "leftHand": [165, 0, 0], "head": [4, 6, 4],
    },
}  # fmt: skip
"""Degrees on the normalised rig, as snapshot jobs have them."""

EXPRESSIONS = ("neutral", "happy", "relaxed", "surprised", "sad", "angry", "aa", "ih", "ou", "ee", "oh", "blinkLeft")


@dataclass(frozen=True)
class View:
    """One picture: what she does, and from where; heights and distances are shares of the figure's height."""

    caption: str
    pose: str = "idle"
    expressions: dict[str, float] = field(default_factory=dict)
    turn_deg: float = 0.0
    look_at: float = 0.853
    distance: float = 0.93


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="+", metavar="NAME")
    parser.add_argument("--cards", action="store_true")
    parser.add_argument("--sheet", type=Path, metavar="OUT.jpg")
    parser.add_argument("--colourways", type=Path, metavar="OUT.jpg")
    parser.add_argument("--quality", type=int, default=82)
    options = parser.parse_args()
    homes = [AVATARS / name for name in options.names]
    renderer = open_renderer(RenderSettings(msaa=4))
    try:
        for home in homes if options.cards else ():
            cards(home, renderer)
        if options.sheet:
            sheet(homes[0], renderer).save(options.sheet, quality=options.quality, optimize=True)
        if options.colourways:
            colourways(homes, renderer).save(options.colourways, quality=options.quality, optimize=True)
    finally:
        renderer.close()


def cards(home: Path, renderer: Renderer) -> None:
    """preview.png and thumbnail.png, drawn at twice their size."""
    avatar = load_avatar(home / f"{home.name}.vrm")
    pose = View("", expressions={"relaxed": 0.5}, turn_deg=10, look_at=0.862, distance=1.0)
    preview = drawn(avatar, pose, (1080, 1440), renderer).resize((540, 720), Picture.Resampling.LANCZOS)
    path = home / "preview.png"
    preview.save(path, optimize=True)
    if (
        path.stat().st_size > PREVIEW_BYTES
    ):  # printed cotton: a few levels less of each colour, a third of the bytes less
        Picture.fromarray(np.asarray(preview) // 4 * 4 + 2).save(path, optimize=True)
    face = View("", expressions={"relaxed": 0.6}, turn_deg=10, look_at=0.905, distance=0.62)
    thumbnail = drawn(avatar, face, (768, 768), renderer).resize((384, 384), Picture.Resampling.LANCZOS)
    thumbnail.save(home / "thumbnail.png", optimize=True)


def colourways(homes: list[Path], renderer: Renderer) -> Picture.Image:
    """A row for each figure, its palettes side by side."""
    rows = []
    for home in homes:
        fitting = fitting_of(find_avatar(home.name))
        palettes = fitting.own.wardrobe.palettes if fitting.own is not None else ()
        view = {"turn_deg": 15, "look_at": 0.66, "distance": 2.05}
        rows.append(
            joined(
                [
                    captioned(
                        drawn(fitting.wearing(Outfit(each.id)), View(each.id, **view), (600, 800), renderer), each.id
                    )
                    for each in palettes
                ],
                1248,
            )
        )
    return stacked(rows)


def sheet(home: Path, renderer: Renderer) -> Picture.Image:
    """Turn-around, expressions, poses, light beside full, colourways."""
    full, light = load_avatar(home / f"{home.name}.vrm"), load_avatar(home / f"{home.name}-light.vrm")
    toggles = [e.name for e in full.expressions if not e.is_preset and e.name in PROPS]
    whole = {"look_at": 0.53, "distance": 3.25}
    half = {"look_at": 0.77, "distance": 1.50}
    rows: list[list[tuple[Avatar, View, tuple[int, int]]]] = [
        [
            (full, View(caption, turn_deg=turn, **whole), (236, 470))
            for caption, turn in (("front", 0), ("3/4", 40), ("side", 90), ("back", 180), ("3/4 left", -40))
        ],
        [(full, View(name, expressions={name: 1.0}, look_at=0.905, distance=0.56), (196, 206)) for name in EXPRESSIONS],
        [
            (full, View(name, pose=name, **half), (236, 270))
            for name in ("30° left", "30° right", "20° down", "20° up", "arms up")
        ],
        [(full, View(name, pose=name, **half), (236, 270)) for name in ("wave", "bow", "hands at chest")],
        [(full, View("full"), (300, 330)), (light, View("light"), (300, 330))],
    ]
    rows[3] += [
        (full, View(name, PROPS[name], {name: 1.0, "relaxed": 0.5}, **_prop_seen(home.name, name)), (236, 270))
        for name in toggles
    ]
    fitting = fitting_of(find_avatar(home.name))
    for each in fitting.own.wardrobe.palettes[1:] if fitting.own is not None else ():
        rows[4].append((fitting.wearing(Outfit(each.id)), View(each.id, turn_deg=15), (290, 330)))
    wide = 5 * 236 + 4 * 4
    cells = [[captioned(drawn(a, view, size, renderer), view.caption) for a, view, size in row] for row in rows]
    cells[1:2] = [cells[1][:6], cells[1][6:]]
    lines = [joined(row, wide) for row in cells]
    return stacked(lines)


PROPS = {"fan": "prop", "steamer": "steamer", "brush": "prop", "printingBlock": "palm"}
"""Expressions that show a thing in the hand, and the pose that shows it best."""


FACING = {("haner", "steamer"): 1.50, ("zhuxi", "fan"): 1.95}
"""Things that face the front in their pose, with the distance that shows them whole; others face her right."""


def _prop_seen(avatar: str, prop: str) -> dict[str, float]:
    """From where a thing in the hand faces us."""
    distance = FACING.get((avatar, prop))
    if distance is None:
        return {"turn_deg": -28, "look_at": 0.77, "distance": 1.50}
    return {"look_at": 0.77, "distance": distance}


def drawn(avatar: Avatar, view: View, size: tuple[int, int], renderer: Renderer) -> Picture.Image:
    """One view on a quiet gradient."""
    job = {"model": "x.vrm", "bones": POSES[view.pose], "expressions": view.expressions, "steps": STEPS, "dt": 1 / 30}
    figure = run_job(job_from_dict(job), avatar, like_reference=False).figure
    tall = float(max(p.positions[:, 1].max() for mesh in avatar.meshes for p in mesh.primitives))
    height, turn = view.look_at * tall, math.radians(view.turn_deg)
    distance = view.distance * tall
    camera = Camera(
        (distance * math.sin(turn), height, distance * math.cos(turn)), (0.0, height, 0.0), FOV_RAD, 0.05, 20.0
    )
    scene = job_scene(
        figure, width=size[0], height=size[1], camera=camera, light=KEY, ambient=FILL, background=None
    )  # fmt: skip
    pixels = Picture.fromarray(straight_pixels(renderer.draw_figures(scene)))
    share = np.linspace(0, 1, size[1])[:, None, None]
    ground = np.broadcast_to(np.array(SKY) * (1 - share) + np.array(FLOOR) * share, (size[1], size[0], 3))
    picture = Picture.fromarray(ground.astype(np.uint8))
    picture.paste(pixels, (0, 0), pixels)
    return picture


def captioned(picture: Picture.Image, caption: str) -> Picture.Image:
    draw = ImageDraw.Draw(picture)
    left, top, right, foot = draw.textbbox((6, 4), caption, font_size=13)
    draw.rectangle((left - 4, top - 3, right + 4, foot + 3), fill=FLOOR)
    draw.text((6, 4), caption, fill=INK, font_size=13)
    return picture


def stacked(lines: list[Picture.Image]) -> Picture.Image:
    """Rows of one width, one below the other."""
    picture = Picture.new("RGB", (lines[0].width, sum(line.height + 4 for line in lines) - 4), FLOOR)
    top = 0
    for line in lines:
        picture.paste(line, (0, top))
        top += line.height + 4
    return picture


def joined(cells: list[Picture.Image], width: int) -> Picture.Image:
    """Cells of one height in a row, scaled together to `width`."""
    gaps = 4 * (len(cells) - 1)
    scale = (width - gaps) / sum(cell.width for cell in cells)
    height = round(cells[0].height * scale)
    row = Picture.new("RGB", (width, height), FLOOR)
    left = 0.0
    for cell in cells:
        right = left + cell.width * scale
        box = (round(right) - round(left), height)
        row.paste(cell.resize(box, Picture.Resampling.LANCZOS), (round(left), 0))
        left = right + 4
    return row


if __name__ == "__main__":
    main()
