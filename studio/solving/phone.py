"""iFacialMocap's text datagrams into poses: the 52 shapes, the head and the eyes of a phone that sees depth.

`eyeBlink_L-12|mouthSmile_R-3|…|=head#12.1,-4.5,0.3,0.01,0.02,0.3|rightEye#1.0,-2.0,0.0|leftEye#…|`: shapes in percent,
angles in degrees as Unity's `Quaternion.Euler` takes them, which receivers such as VMagicMirror hand on as they are: Z
first, then X, then Y, about the axes of a left-handed space in which the performer looks along +Z. So X is down, Y to
the performer's right and Z to their left shoulder. The second form of the protocol separates name and value by `&`.
"""

from __future__ import annotations

import math
import re

import numpy as np

from studio.core.arrays import frozen
from studio.core.names import ARKIT_INDEX, BONE, BONES
from studio.core.pose import PerformerPose, rest_rotations
from studio.maths import quaternions
from studio.solving.presets import presets_from_arkit

PORT = 49983
HELLO = b"iFacialMocap_sahuasouryya9218sauhuiayeta91555dy3719"
"""Sent to the phone: from then on it sends its face to whoever asked."""
MOST_BYTES = 8192
_SHAPE = re.compile(r"([A-Za-z]+(?:_[LR])?)[-&](\d{1,3}(?:\.\d+)?)")
_NECK_SHARE = 0.35
_MOST_DEG = 80.0
_NAMES = {
    **ARKIT_INDEX,
    **{re.sub(r"(Left|Right)$", lambda side: f"_{side[1][0]}", name): row for name, row in ARKIT_INDEX.items()},
}


def pose_from_phone(datagram: bytes, now_s: float) -> PerformerPose | None:
    """None for anything that is not a face."""
    if len(datagram) > MOST_BYTES:
        return None
    try:
        text = datagram.decode("ascii")
    except UnicodeDecodeError:
        return None
    shapes, _, turns = text.partition("=")
    arkit = np.zeros(len(ARKIT_INDEX))
    known = 0
    for field in shapes.split("|"):
        found = _SHAPE.fullmatch(field.strip())
        if found is not None and found[1] in _NAMES:
            arkit[_NAMES[found[1]]] = min(float(found[2]) / 100.0, 1.0)
            known += 1
    if known == 0:
        return None
    angles = {name: deg for field in turns.split("|") for name, deg in (_angles(field),) if name}
    rotations, trust = rest_rotations().astype(float), np.zeros(len(BONES), np.float32)
    if "head" in angles:
        down, right, roll = np.radians(angles["head"])
        about_x, about_y, about_z = quaternions.from_rotation_vector(np.diag((down, -right, -roll)))
        turn = quaternions.multiply(about_y, quaternions.multiply(about_x, about_z))
        neck = quaternions.slerp(quaternions.IDENTITY, turn, _NECK_SHARE)
        rotations[BONE["neck"]] = neck
        rotations[BONE["head"]] = quaternions.multiply(quaternions.conjugate(neck), turn)
        trust[[BONE["neck"], BONE["head"]]] = 1.0
    eyes = [angles[name] for name in ("leftEye", "rightEye") if name in angles]
    gaze = np.radians(np.mean(eyes, axis=0)) if eyes else np.zeros(3)
    return PerformerPose(
        now_s,
        frozen(rotations),
        frozen(trust),
        arkit=frozen(arkit),
        presets=frozen(presets_from_arkit(arkit.tolist())),
        gaze_rad=frozen((-gaze[1], gaze[0])),
        face_trust=1.0,
    )


def _angles(field: str) -> tuple[str, tuple[float, float, float]]:
    """`head#1,2,3,…` → its name and three angles in degrees; ("", …) for anything else."""
    name, _, numbers = field.strip().partition("#")
    try:
        values = [float(number) for number in numbers.split(",")[:3]]
    except ValueError:
        return "", (0.0, 0.0, 0.0)
    if name not in ("head", "leftEye", "rightEye") or len(values) != 3 or not all(map(math.isfinite, values)):
        return "", (0.0, 0.0, 0.0)
    x, y, z = (min(max(value, -_MOST_DEG), _MOST_DEG) for value in values)
    return name, (x, y, z)
