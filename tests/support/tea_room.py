"""A tea room modelled in code, as a glTF scene; and the picture of it in docs/sets.md.

python -m tests.support.tea_room OUT.jpg
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

import numpy as np
from PIL import Image

from tests.support.small_scene import SmallScene

SET = """
schema = "qionghua-set/1"
id = "tearoom"
name = { zh = "茶室", en = "Tea room" }

[[variants]]
id = "noon"
name = { zh = "午", en = "Noon" }
key = { toward = [-0.7, 1.4, 2.0], color = [1.0, 0.96, 0.88], intensity = 0.86 }
fill = { color = [0.95, 0.97, 1.0], intensity = 0.34 }

[variants.scene]
file = "room.glb"
at = [0.0, 0.0, 0.4]
sky = "#cfe0d6"
"""
_WOOD, _DARK, _WALL, _PAPER = (0.20, 0.085, 0.042), (0.075, 0.033, 0.022), (0.62, 0.59, 0.50), (0.80, 0.74, 0.58)
_JADE, _CLAY, _LEAF, _MOSS = (0.22, 0.42, 0.30), (0.24, 0.10, 0.06), (0.16, 0.30, 0.10), (0.30, 0.42, 0.26)


def tea_room() -> SmallScene:
    """Metres: a floor of boards, a wall with a round window, posts, lanterns, a tea table before (0, 0, 0.4)."""
    scene = SmallScene()
    wood, dark, wall, jade, clay, leaf, moss = (
        scene.material(c) for c in (_WOOD, _DARK, _WALL, _JADE, _CLAY, _LEAF, _MOSS)
    )
    paper = scene.material(_PAPER, emissiveFactor=[0.35, 0.25, 0.12])
    boards = scene.material((1.0, 1.0, 1.0))
    scene.doc["materials"][boards]["pbrMetallicRoughness"]["baseColorTexture"] = {"index": scene.picture(_boards())}
    scene.box((-3.0, -0.1, -2.2), (3.0, 0.0, 3.0), boards)
    _wall_with_window(scene, wall, z=-2.0, middle=(0.0, 1.45), radius=0.95)
    _ring(scene, dark, z=-1.99, middle=(0.0, 1.45), inner=0.92, outer=1.02)
    for x in (-0.31, 0.31):  # lattice
        scene.box((x - 0.015, 0.55, -2.03), (x + 0.015, 2.35, -2.0), dark)
    scene.box((-0.9, 1.13, -2.03), (0.9, 1.16, -2.0), dark)
    scene.box((-0.9, 1.74, -2.03), (0.9, 1.77, -2.0), dark)
    scene.box((-6.0, -0.4, -8.0), (6.0, 1.05, -6.0), moss)  # the garden outside
    rng = np.random.default_rng(3)
    for x in np.linspace(-1.6, 1.6, 15):
        lean = rng.uniform(-0.1, 0.1)
        _lathe(scene, [(0.022, 0.0), (0.018, 3.2)], leaf, (x + lean, 0.0, -3.4 + rng.uniform(-0.6, 0.4)))
    for x in (-2.35, -1.5, 1.5, 2.35):
        _lathe(scene, [(0.09, 0.0), (0.085, 2.75)], wood, (x, 0.0, -1.8))
    scene.box((-3.0, 2.45, -1.9), (3.0, 2.65, -1.7), wood)
    scene.box((-3.0, 0.0, -2.0), (3.0, 0.16, -1.96), dark)
    for x in (-1.14, 1.14):
        scene.box((x - 0.004, 1.8, -1.404), (x + 0.004, 2.8, -1.396), dark)
        _lathe(scene, _round(0.06, 0.13, 0.06, 0.3), paper, (x, 1.5, -1.4))
        for y in (1.475, 1.8):
            _lathe(scene, [(0.0, 0.0), (0.065, 0.0), (0.065, 0.025), (0.0, 0.025)], dark, (x, y, -1.4))
    scene.box((1.35, 0.0, -1.7), (1.95, 0.75, -1.35), wood)  # a stand with a vase
    _lathe(scene, [*_round(0.05, 0.12, 0.035, 0.3), (0.055, 0.36)], jade, (1.65, 0.75, -1.52))
    scene.box((-1.25, 0.8, 0.72), (1.25, 0.84, 1.05), wood)  # the table before her
    scene.box((-1.2, 0.6, 0.76), (1.2, 0.8, 1.01), dark)
    _lathe(
        scene, [*_round(0.035, 0.058, 0.03, 0.075), (0.012, 0.082), (0.012, 0.094), (0.0, 0.1)], clay, (0.5, 0.84, 0.85)
    )
    for x in (0.34, 0.62, 0.7):
        _lathe(
            scene, [(0.014, 0.0), (0.022, 0.012), (0.027, 0.035), (0.023, 0.035), (0.0, 0.01)], jade, (x, 0.84, 0.92)
        )
    for k, tone in enumerate((jade, clay, moss)):  # books
        y = 0.84 + 0.026 * k
        scene.box((-0.66 + 0.01 * k, y, 0.78), (-0.44 - 0.012 * k, y + 0.024, 0.94), tone)
    return scene


def _boards() -> np.ndarray:
    """(256, 256, 3) uint8: eight boards, each of its own tone, with grain along them."""
    rng = np.random.default_rng(5)
    tone = np.repeat(rng.uniform(0.82, 1.0, 8), 32)[None, :, None]
    grain = 1.0 + 0.05 * np.cumsum(rng.normal(size=(256, 256)), axis=0)[..., None] / 16.0
    pixels = np.array((150, 96, 62)) * tone * np.clip(grain, 0.85, 1.1)
    pixels[:, ::32] *= 0.5
    return np.asarray(np.clip(pixels, 0, 255), np.uint8)


def _round(foot: float, belly: float, neck: float, high: float) -> list[tuple[float, float]]:
    """A profile that swells from its foot to its belly and draws in to its neck."""
    t = np.linspace(0.0, 1.0, 13)
    radius = foot + (neck - foot) * t + (belly - (foot + neck) / 2) * np.sin(np.pi * t)
    return list(zip(radius.tolist(), (high * t).tolist(), strict=True))


def _lathe(
    scene: SmallScene, profile: list[tuple[float, float]], material: int, at: tuple[float, float, float]
) -> None:
    """A profile of (radius, height) turned about the upright axis at `at`."""
    sides = 24
    angle = np.linspace(0.0, 2.0 * np.pi, sides + 1)
    r, y = np.array(profile).T
    slope = np.gradient(np.array(profile), axis=0)
    ring = np.stack((np.sin(angle), np.zeros_like(angle), np.cos(angle)), -1)
    positions = ring[None] * r[:, None, None] + np.array((0.0, 1.0, 0.0)) * y[:, None, None] + np.array(at)
    normals = ring[None] * slope[:, 1, None, None] - np.array((0.0, 1.0, 0.0)) * slope[:, 0, None, None]
    normals /= np.maximum(np.linalg.norm(normals, axis=-1, keepdims=True), 1e-9)
    uvs = np.stack(np.broadcast_arrays(angle[None] / 6.2832, y[:, None]), -1)
    first = (np.arange(len(r) - 1)[:, None] * (sides + 1) + np.arange(sides)).ravel()
    up = sides + 1
    quads = np.concatenate(
        (np.stack((first, first + 1, first + up), 1), np.stack((first + 1, first + up + 1, first + up), 1))
    )
    scene.mesh(positions.reshape(-1, 3), normals.reshape(-1, 3), uvs.reshape(-1, 2), quads, material=material)


def _between(scene: SmallScene, inner: np.ndarray, outer: np.ndarray, z: float, material: int) -> None:
    """A flat band that faces +Z between two closed lines (n, 2) told counter-clockwise."""
    n = len(inner)
    points = np.concatenate((inner, outer))
    positions = np.column_stack((points, np.full(2 * n, z)))
    k = np.arange(n - 1)
    triangles = np.concatenate((np.stack((k, n + k, k + 1), 1), np.stack((k + 1, n + k, n + k + 1), 1)))
    scene.mesh(positions, np.tile((0.0, 0.0, 1.0), (2 * n, 1)), points, triangles, material=material)


def _circle(middle: tuple[float, float], radius: float) -> np.ndarray:
    angle = np.linspace(0.0, 2.0 * np.pi, 65)
    return np.asarray(middle) + radius * np.stack((np.cos(angle), np.sin(angle)), -1)


def _ring(
    scene: SmallScene, material: int, *, z: float, middle: tuple[float, float], inner: float, outer: float
) -> None:
    _between(scene, _circle(middle, inner), _circle(middle, outer), z, material)


def _wall_with_window(
    scene: SmallScene, material: int, *, z: float, middle: tuple[float, float], radius: float
) -> None:
    circle = _circle(middle, radius)
    away = circle - middle
    # Out to a square of 2.4 m half a side, then plain to both sides.
    far = np.asarray(middle) + away * (1.6 / np.abs(away).max(axis=1, keepdims=True))
    _between(scene, circle, far, z, material)
    for low, high in ((-6.0, -1.6), (1.6, 6.0)):
        scene.box((low, middle[1] - 1.6, z - 0.1), (high, middle[1] + 1.6, z), material)


def main() -> None:
    from studio.library.sets import read_set
    from studio.posing.job import job_from_dict
    from studio.posing.job_pose import run_job
    from studio.rendering.renderer import open_renderer, settings_for
    from studio.staging.stage import Stage
    from studio.vrm import load_avatar

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("--avatar", type=Path, default=Path("avatars/zhuxi/zhuxi.vrm"))
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as parent:
        folder = Path(parent) / "tearoom"
        folder.mkdir()
        (folder / "set.toml").write_text(SET, encoding="utf-8")
        (folder / "room.glb").write_bytes(tea_room().pack())
        place = read_set(folder).place()
    arms = {"leftUpperArm": [0, 0, -72], "rightUpperArm": [0, 0, 72]}
    job = job_from_dict({"model": "x", "bones": arms, "steps": 30, "dt": 1 / 30})
    figure = run_job(job, load_avatar(options.avatar), like_reference=False).figure
    stage, renderer = Stage(lambda name: place), open_renderer(settings_for(software=False))
    sheet = Image.new("RGB", (1280 + 8 + 405, 720), "white")
    for size, x in (((1280, 720), 0), ((405, 720), 1288)):
        scene = stage.compose(figure, width=size[0], height=size[1], framing="half", background="set:tearoom")
        sheet.paste(Image.fromarray(np.asarray(renderer.draw(scene).pixels)[..., :3]), (x, 0))
    sheet.save(options.out, quality=88)
    renderer.close()


if __name__ == "__main__":
    main()
