"""A snapshot job: a model, a pose or motion, a camera and a light, written as JSON. Degrees and sRGB, as people write.

The form is that of the reference tool this studio is compared with (docs/development.md tells the keys).
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

import numpy as np

from studio.core.errors import StudioError
from studio.core.names import BONE
from studio.core.scene import Ambient, Camera, Light
from studio.maths import quaternions

Vec3 = tuple[float, float, float]

DEFAULTS: Mapping[str, Any] = {
    "name": "",
    "model": None,
    "width": 640,
    "height": 640,
    "msaa": True,
    "background": [0.3, 0.3, 0.35],
    "camera": {"position": [0, 1, 4], "target": [0, 0.9, 0], "fov": 30, "near": 0.1, "far": 20},
    "light": {"position": [1, 1, 1], "color": [1, 1, 1], "intensity": 1},
    "ambient": {"color": [1, 1, 1], "intensity": 0},
    "outline": True,
    "springs": True,
    "bones": {},
    "hipsOffset": [0, 0, 0],
    "expressions": {},
    "lookAt": None,
    "motion": [],
    "steps": 0,
    "dt": 1 / 60,
    "dumpEvery": 10,
}
_MOTION_KEYS = frozenset({"bone", "axis", "deg", "move", "hz", "phase"})
_MOST_PIXELS = 8192
_MOST_STEPS = 100_000


@dataclass(frozen=True, slots=True)
class Motion:
    """A turn, or a shift of the hips, that swings with sin(2π · hz · t + phase)."""

    bone: str
    hz: float
    phase_rad: float = 0.0
    axis: Vec3 | None = None
    angle_rad: float = 0.0
    move_m: Vec3 | None = None


@dataclass(frozen=True, slots=True)
class Job:
    model: str
    name: str = ""
    width: int = 640
    height: int = 640
    msaa: bool = True
    background: Vec3 | None = (0.3, 0.3, 0.35)
    """sRGB, 0–1; None: transparent."""
    camera: Camera = field(default_factory=Camera)
    light: Light = field(default_factory=Light)
    ambient: Ambient = field(default_factory=Ambient)
    outline: bool = True
    springs: bool = True
    bones: tuple[tuple[str, tuple[float, float, float, float]], ...] = ()
    """Normalized rotations (x, y, z, w) by VRM 1.0 bone name."""
    hips_offset_m: Vec3 = (0.0, 0.0, 0.0)
    expressions: tuple[tuple[str, float], ...] = ()
    look_at_target: Vec3 | None = None
    """World."""
    look_at_rad: tuple[float, float] | None = None
    """(yaw, pitch): + = left, + = down."""
    motion: tuple[Motion, ...] = ()
    steps: int = 0
    dt_s: float = 1 / 60
    dump_every: int = 10
    source: Mapping[str, Any] = field(default_factory=dict)
    """The job as written, with all defaults."""


def read_job(path: Path) -> Job:
    """Raises StudioError."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise StudioError(
            f"the job cannot be read ({error})", where=path.name, remedy="Give a JSON file that holds a job."
        ) from error
    return job_from_dict(data, name=path.parent.name, where=path.name)


def job_from_dict(data: object, *, name: str = "", where: str = "job") -> Job:
    """Raises StudioError for unknown keys and wrong values."""
    values = _Values(data, where, frozenset(DEFAULTS))
    if not isinstance(values.get("model"), str):
        raise values.wrong("model", "the file name of a .vrm")
    camera, light, ambient = (
        _Values(values.get(key), f"{where}, {key}", frozenset(DEFAULTS[key]), DEFAULTS[key])
        for key in ("camera", "light", "ambient")
    )
    look = values.get("lookAt")
    looks = _Values(look, f"{where}, lookAt", frozenset({"target", "yaw", "pitch"}), {}) if look is not None else None
    target = looks.vec3("target") if looks and looks.get("target") is not None else None
    angles = (
        (math.radians(looks.number("yaw", 0.0)), math.radians(looks.number("pitch", 0.0)))
        if looks and target is None
        else None
    )
    return Job(
        model=values.get("model"),
        name=str(values.get("name") or name),
        width=values.integer("width", 1, _MOST_PIXELS),
        height=values.integer("height", 1, _MOST_PIXELS),
        msaa=bool(values.get("msaa")),
        background=None if values.get("background") is None else values.vec3("background"),
        camera=Camera(
            camera.vec3("position"),
            camera.vec3("target"),
            math.radians(camera.number("fov")),
            camera.number("near"),
            camera.number("far"),
        ),
        light=Light(_unit(light.vec3("position")), _linear(light.vec3("color")), light.number("intensity")),
        ambient=Ambient(_linear(ambient.vec3("color")), ambient.number("intensity")),
        outline=bool(values.get("outline")),
        springs=bool(values.get("springs")),
        bones=tuple((bone, _rotation(turn, values, bone)) for bone, turn in values.mapping("bones").items()),
        hips_offset_m=values.vec3("hipsOffset"),
        expressions=tuple(
            (expression, _number(weight, values, "expressions"))
            for expression, weight in values.mapping("expressions").items()
        ),
        look_at_target=target,
        look_at_rad=angles,
        motion=tuple(_motion(entry, where) for entry in values.list("motion")),
        steps=values.integer("steps", 0, _MOST_STEPS),
        dt_s=values.number("dt"),
        dump_every=values.integer("dumpEvery", 1, _MOST_STEPS),
        source={**DEFAULTS, **cast(dict[str, Any], data), "name": str(values.get("name") or name)},
    )


class _Values:
    def __init__(self, data: object, where: str, known: frozenset[str], defaults: Mapping[str, Any] = DEFAULTS) -> None:
        self.where, self._defaults = where, defaults
        if not isinstance(data, dict):
            raise StudioError("expected an object", where=where, remedy="Write it as {…}.")
        unknown = sorted(set(data) - known)
        if unknown:
            raise StudioError(
                f"unknown: {', '.join(map(str, unknown))}", where=where, remedy=f"Known: {', '.join(sorted(known))}."
            )
        self._data: dict[str, Any] = data

    def get(self, key: str) -> Any:
        return self._data.get(key, self._defaults.get(key))

    def wrong(self, key: str, wanted: str) -> StudioError:
        return StudioError(f"{key} must be {wanted}", where=self.where, remedy="Mend the job file.")

    def number(self, key: str, default: float | None = None) -> float:
        value = self.get(key)
        return _number(default if value is None else value, self, key)

    def integer(self, key: str, low: int, high: int) -> int:
        value = self.get(key)
        if not isinstance(value, int) or isinstance(value, bool) or not low <= value <= high:
            raise self.wrong(key, f"a whole number {low}–{high}")
        return value

    def vec3(self, key: str) -> Vec3:
        value = self.get(key)
        if not isinstance(value, list) or len(value) != 3:
            raise self.wrong(key, "three numbers")
        x, y, z = (_number(part, self, key) for part in value)
        return x, y, z

    def mapping(self, key: str) -> dict[str, Any]:
        value = self.get(key)
        if not isinstance(value, dict):
            raise self.wrong(key, "an object")
        return value

    def list(self, key: str) -> list[Any]:
        value = self.get(key)
        if not isinstance(value, list):
            raise self.wrong(key, "a list")
        return value


def _number(value: object, values: _Values, key: str) -> float:
    if not isinstance(value, (int, float)) or isinstance(value, bool) or not math.isfinite(value):
        raise values.wrong(key, "a number")
    return float(value)


def _rotation(turn: object, values: _Values, bone: str) -> tuple[float, float, float, float]:
    """[x, y, z] Euler degrees, R = Rx · Ry · Rz, or a quaternion [x, y, z, w]."""
    if bone not in BONE:
        raise values.wrong(f"bones: {bone}", "a bone of VRM 1.0")
    if not isinstance(turn, list) or len(turn) not in (3, 4):
        raise values.wrong(f"bones: {bone}", "three angles or a quaternion")
    numbers = np.array([_number(part, values, bone) for part in turn])
    q = quaternions.from_euler_xyz(np.radians(numbers)) if len(turn) == 3 else quaternions.normalize(numbers)
    x, y, z, w = (float(part) for part in q)
    return x, y, z, w


def _motion(entry: object, where: str) -> Motion:
    values = _Values(entry, f"{where}, motion", _MOTION_KEYS, {})
    bone = values.get("bone")
    if bone not in BONE:
        raise values.wrong("bone", "a bone of VRM 1.0")
    move = values.vec3("move") if values.get("move") is not None else None
    if move is not None and bone != "hips":
        raise values.wrong("move", "given for the hips only")
    return Motion(
        bone,
        values.number("hz"),
        values.number("phase", 0.0),
        values.vec3("axis") if values.get("axis") is not None else None,
        math.radians(values.number("deg", 0.0)),
        move,
    )


def _unit(v: Vec3) -> Vec3:
    length = math.sqrt(sum(part * part for part in v)) or 1.0
    return v[0] / length, v[1] / length, v[2] / length


def _linear(color: Vec3) -> Vec3:
    """sRGB to linear."""
    r, g, b = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in color)
    return r, g, b
