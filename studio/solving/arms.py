"""Arms by bone lengths: where the elbow and the wrist are, and the joint rotations that take them there.

MediaPipe's depth is poor, so a segment's depth is weighed from two witnesses: the world landmarks' own z, and what the
known bone length leaves over once its width and height are seen. The second knows no sign and is sharp only for
foreshortened bones; the first gives the sign. Every function solves one arm, told as a left one (see `space`).
"""

from __future__ import annotations

import math

import numpy as np

from studio.core.landmarks import BodyLandmarks
from studio.maths import scalars
from studio.maths.curves import ease
from studio.maths.scalars import Quat, Vec, along, clamp, cross, dot, length, multiply, unit
from studio.solving.space import Array

_JOINTS = slice(11, 17)
"""Shoulders, elbows, wrists; of each the left, then the right."""
UPPER_PER_SHOULDERS, FORE_PER_SHOULDERS = 0.78, 0.72
"""Upper arm and forearm in shoulder widths, as the landmarker places those joints."""
_WORLD_Z_SIGMA_M = 0.05
_PICTURE_SIGMA_M = 0.03
_SURE_SIGN_M = 0.06
_FOCAL_PER_HEIGHT = 1.0
"""Of a usual webcam (53 degrees up and down); it only sets how much larger near hands look."""
_PICTURE_SHARE = 0.5
"""Width and height: half from the picture, half from the world landmarks; their errors have little in common."""

UPPER_M, FORE_M = 0.27, 0.25
SHOULDER_IN_CHEST: Vec = (0.165, 0.0, 0.0)
"""The nominal figure on which arms are kept out of the body: metres, origin between the shoulders."""
_SHORTEST_M, _LONGEST_M = 0.07, 0.999 * (UPPER_M + FORE_M)
_PALM_M = 0.06
_BODY: tuple[tuple[Vec, float], ...] = (
    ((0.0, 0.21, 0.02), 0.12),
    ((0.0, -0.10, 0.0), 0.135),
    ((0.0, -0.25, 0.0), 0.135),
    ((0.0, -0.42, 0.0), 0.15),
)
"""Head, chest, waist, hips: spheres by middle and radius."""
_WRIST_SHARE = 0.6
"""Of the radii: a wrist may come nearer than a palm."""
_NATURAL_POLE: Vec = (0.35, -1.0, -0.45)
"""Elbows point down, a little out and back, where nothing else is known."""

_CLAVICLE_LIFT_RAD = 0.30
_CLAVICLE_REACH_RAD = 0.15
_ALONG: Vec = (1.0, 0.0, 0.0)
_HINGE_PRIOR = 0.25
"""How strongly the natural hinge speaks when the arm is nearly straight and its bend tells nothing."""

TWIST_TO_FOREARM = 0.5
"""Half of the hand's twist happens along the forearm, so that the wrist does not pinch."""
_MAX_TWIST_RAD = 1.9
_MAX_SIDEWAYS_RAD, _MAX_FLEXION_RAD = 0.6, 1.3


def shoulder_width_m(body: BodyLandmarks) -> float:
    """Between the shoulder joints, in the world landmarks' metres."""
    return math.dist(body.world[11].tolist(), body.world[12].tolist())


def arm_segments(
    body: BodyLandmarks, image_size: tuple[int, int], wrists_in_picture: tuple[list[float] | None, list[float] | None]
) -> Array:
    """(12,) metres in the camera's axes: of the left arm shoulder → elbow and elbow → wrist, then of the right; depth
    still the world's own.

    `wrists_in_picture`: left and right in image space from the hand landmarker, which places them better.
    """
    width, height = image_size
    world = [(x, -y, -z) for x, y, z in body.world[_JOINTS].tolist()]
    flat = [(x * width, -y * height) for x, y in body.points[_JOINTS, :2].tolist()]
    for side, seen in enumerate(wrists_in_picture):
        if seen is not None:
            flat[4 + side] = (seen[0] * width, -seen[1] * height)

    shoulders_px = max(math.dist(flat[0], flat[1]), 1.0)
    shoulders_m = math.dist(world[0][:2], world[1][:2])
    # What is nearer to the camera than the shoulders looks larger, and is off its middle by as much.
    focal_px = _FOCAL_PER_HEIGHT * height
    distance_m = max(focal_px * max(shoulders_m, 0.2) / shoulders_px, 0.35)
    between = 0.5 * (world[0][2] + world[1][2])
    middle_x, middle_y = 0.5 * width, -0.5 * height
    seen_m = []
    for (x, y), place in zip(flat, world, strict=True):
        per_px = max(distance_m - (place[2] - between), 0.5 * distance_m) / focal_px
        seen_m.append(((x - middle_x) * per_px, (y - middle_y) * per_px))
    # Seen edge-on, the shoulders give no scale; then only the world landmarks count.
    share = _PICTURE_SHARE * ease((shoulders_m - 0.12) / 0.1)
    rest = 1.0 - share
    told: list[float] = []
    for a, b in ((0, 2), (2, 4), (1, 3), (3, 5)):
        told += (
            rest * (world[b][0] - world[a][0]) + share * (seen_m[b][0] - seen_m[a][0]),
            rest * (world[b][1] - world[a][1]) + share * (seen_m[b][1] - seen_m[a][1]),
            world[b][2] - world[a][2],
        )
    return np.array(told)


def with_depth(segment: Vec, bone_m: float) -> Vec:
    """The segment with its depth weighed between the world's z and the bone's length."""
    x, y, world_z = segment
    flat = math.sqrt(x * x + y * y)
    left_over = math.sqrt(max(bone_m * bone_m - flat * flat, 0.0))
    sigma = min(_PICTURE_SIGMA_M * flat / max(left_over, 1e-4), math.sqrt(2.0 * bone_m * _PICTURE_SIGMA_M))
    world_weight = 1.0 / _WORLD_Z_SIGMA_M**2
    bone_weight = 1.0 / max(sigma, 0.01) ** 2
    by_bone = left_over * math.tanh(world_z / _SURE_SIGN_M)
    return x, y, (world_z * world_weight + by_bone * bone_weight) / (world_weight + bone_weight)


def reach(upper: Vec, fore: Vec, elbow_trust: float) -> tuple[Vec, Vec]:
    """Unit directions of upper arm and forearm, kept out of body and face and within the arm's reach.

    Both unit, in the upper chest's space; with an `elbow_trust` of 0 the elbow hangs as elbows do.
    """
    elbow = scalars.times(upper, UPPER_M)
    wrist = along(elbow, fore, FORE_M)
    wrist = _out_of_body(wrist, along(wrist, fore, _PALM_M), 1.0)
    # A palm that is pushed out past its own wrist leaves that inside.
    wrist = _out_of_body(wrist, wrist, _WRIST_SHARE)

    ahead = unit(wrist, _ALONG)
    far = clamp(length(wrist), _SHORTEST_M, _LONGEST_M)
    pole = along(elbow, ahead, -dot(elbow, ahead))
    pole = along(scalars.times(pole, elbow_trust), _NATURAL_POLE, 0.004 + 0.2 * (1.0 - elbow_trust))
    pole = unit(along(pole, ahead, -dot(pole, ahead)), _NATURAL_POLE)
    base = (UPPER_M * UPPER_M - FORE_M * FORE_M + far * far) / (2.0 * far)
    rise = math.sqrt(max(UPPER_M * UPPER_M - base * base, 0.0))
    elbow = along(scalars.times(ahead, base), pole, rise)
    return scalars.times(elbow, 1.0 / UPPER_M), unit(along(scalars.times(ahead, far), elbow, -1.0), _ALONG)


def _out_of_body(wrist: Vec, point: Vec, share: float) -> Vec:
    """The wrist, moved as `point` has to be to leave the sphere it is deepest in; both from the shoulder."""
    in_chest = scalars.add(SHOULDER_IN_CHEST, point)
    deepest, way, distance = 0.0, _ALONG, 1.0
    for middle, radius in _BODY:
        away = scalars.sub(in_chest, middle)
        far = length(away)
        if radius * share - far > deepest:
            deepest, way, distance = radius * share - far, away, far
    return along(wrist, way, deepest / max(distance, 0.02)) if deepest else wrist


def arm_rotations(upper: Vec, fore: Vec) -> tuple[Quat, Quat, Quat, Quat]:
    """Local rotations of shoulder, upper arm and lower arm; and the forearm's rotation in the chest.

    Directions as from `reach`.
    """
    lift = _CLAVICLE_LIFT_RAD * ease((upper[1] + 0.25) / 1.25)
    clavicle = scalars.from_rotation_vector((0.0, -_CLAVICLE_REACH_RAD * max(upper[2], 0.0), lift))
    back = scalars.conjugate(clavicle)
    upper, fore = scalars.rotate(back, upper), scalars.rotate(back, fore)

    # The shortest turn that takes +X to the upper arm takes the T-pose hinge (0, −1, 0) to this.
    x, y, z = upper
    beyond = y / max(1.0 + x, 1e-6)
    natural = (y, y * beyond - 1.0, z * beyond)
    bend = cross(upper, fore)
    sine = length(bend)
    # Elbows do not bend backwards: of a nearly straight arm that seems to, the backward part is noise.
    against = min(dot(bend, natural), 0.0)
    bend = along(bend, natural, -against * (1.0 - ease(sine / 0.6)))
    hinge = unit(along(bend, natural, _HINGE_PRIOR * (1.0 - sine)), natural)
    hinge = unit(along(hinge, upper, -dot(hinge, upper)), natural)

    up = scalars.times(hinge, -1.0)
    front = cross(upper, up)
    upper_rotation = scalars.from_columns(upper, up, front)
    ahead, above, before = dot(fore, upper), dot(fore, up), dot(fore, front)
    # The shortest turn from +X to the forearm; an arm folded flat has none and takes any.
    lower_rotation = scalars.normalize((0.0, -before, above, max(1.0 + ahead, 1e-6)))
    return clavicle, upper_rotation, lower_rotation, multiply(clavicle, multiply(upper_rotation, lower_rotation))


def wrist(hand_in_forearm: Quat, last_twist_rad: float, share: float) -> tuple[Quat, Quat, float]:
    """What to add to the lower arm (about its length), the hand's local rotation, the twist in radians.

    `last_twist_rad` keeps a hand turned past half a turn from jumping to the other side; `share` 0–1 says how far the
    hand is followed at all.
    """
    angle = 2.0 * math.atan2(hand_in_forearm[0], hand_in_forearm[3])
    angle -= 2.0 * math.pi * round(angle / (2.0 * math.pi))
    swing = multiply(hand_in_forearm, _about_arm(-angle))
    if abs(angle) > 2.1 and angle * last_twist_rad < 0.0:
        angle -= math.copysign(2.0 * math.pi, angle)
    angle = clamp(angle, -_MAX_TWIST_RAD, _MAX_TWIST_RAD)
    about_arm, sideways, flexion = scalars.to_rotation_vector(swing)
    bent = scalars.from_rotation_vector(
        (
            about_arm * share,
            clamp(sideways * share, -_MAX_SIDEWAYS_RAD, _MAX_SIDEWAYS_RAD),
            clamp(flexion * share, -_MAX_FLEXION_RAD, _MAX_FLEXION_RAD),
        )
    )
    told = angle * share
    fore, rest = _about_arm(TWIST_TO_FOREARM * told), _about_arm((1.0 - TWIST_TO_FOREARM) * told)
    # About the forearm's own length: undone by the share the forearm took, bent, and twisted whole.
    bend_in_turned_forearm = multiply(scalars.conjugate(fore), multiply(bent, fore))
    return fore, multiply(bend_in_turned_forearm, rest), angle


def _about_arm(radians: float) -> Quat:
    return math.sin(0.5 * radians), 0.0, 0.0, math.cos(0.5 * radians)
