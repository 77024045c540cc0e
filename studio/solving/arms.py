"""Arms by bone lengths: where the elbow and the wrist are, and the joint rotations that take them there.

MediaPipe's depth is poor, so a segment's depth is weighed from two witnesses: the world landmarks' own z, and what the
known bone length leaves over once its width and height are seen. The second knows no sign and is sharp only for
foreshortened bones; the first gives the sign. Both arms are solved at once as left arms (see `space`).
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from studio.core.landmarks import BodyLandmarks
from studio.maths import quaternions
from studio.maths.curves import smoothstep
from studio.maths.vectors import cross, length, unit
from studio.solving.space import AVATAR_FROM_WORLD

Array = NDArray[Any]

_SHOULDERS = np.array([11, 12])
_ELBOWS = np.array([13, 14])
_WRISTS = np.array([15, 16])
SEGMENT_PER_SHOULDERS: Array = np.array([0.78, 0.72])
"""Upper arm and forearm in shoulder widths, as the landmarker places those joints."""
_WORLD_Z_SIGMA_M = 0.05
_PICTURE_SIGMA_M = 0.03
_SURE_SIGN_M = 0.03
_FOCAL_PER_HEIGHT = 1.0
"""Of a usual webcam (53 degrees up and down); it only sets how much larger near hands look."""
_PICTURE_SHARE = 0.5
"""Width and height: half from the picture, half from the world landmarks; their errors have little in common."""

UPPER_M, FORE_M = 0.27, 0.25
SHOULDER_IN_CHEST: Array = np.array([0.165, 0.0, 0.0])
"""The nominal figure on which arms are kept out of the body: metres, origin between the shoulders."""
_REACH_M = (0.07, 0.999 * (UPPER_M + FORE_M))
_PALM_M = 0.06
_BODY_SPHERES = np.array([[0.0, 0.21, 0.02], [0.0, -0.10, 0.0], [0.0, -0.25, 0.0], [0.0, -0.42, 0.0]])
_BODY_RADII = np.array([0.12, 0.135, 0.135, 0.15])
"""Head, chest, waist, hips."""
_WRIST_SHARE = 0.6
"""Of the radii: a wrist may come nearer than a palm."""
_NATURAL_POLE = np.array([0.35, -1.0, -0.45])
"""Elbows point down, a little out and back, where nothing else is known."""

_CLAVICLE_LIFT_RAD = 0.30
_CLAVICLE_REACH_RAD = 0.15
_ALONG = np.array([1.0, 0.0, 0.0])
_HINGE_PRIOR = 0.25
"""How strongly the natural hinge speaks when the arm is nearly straight and its bend tells nothing."""

TWIST_TO_FOREARM = 0.5
"""Half of the hand's twist happens along the forearm, so that the wrist does not pinch."""
_MAX_TWIST_RAD = 1.9
_MAX_WRIST_RAD = np.array([np.inf, 0.6, 1.3])
"""Twist is bounded apart; side to side; flexion and extension."""


def shoulder_width_m(body: BodyLandmarks) -> float:
    """Between the shoulder joints, in the world landmarks' metres."""
    return float(length(np.asarray(body.world[11], float) - np.asarray(body.world[12], float)))


def arm_segments(body: BodyLandmarks, image_size: tuple[int, int], wrists_in_picture: Array) -> Array:
    """(2 sides, 2 segments, 3) metres in avatar axes: shoulder → elbow → wrist, depth still the world's own.

    `wrists_in_picture`: (2, 2) image-space wrists from the hand landmarker, which places them better; NaN where unseen.
    """
    to_px = np.array(image_size, float) * (1.0, -1.0)
    world = np.asarray(body.world, float) * AVATAR_FROM_WORLD
    flat = np.asarray(body.points, float)[:, :2] * to_px
    in_world = np.stack((world[_SHOULDERS], world[_ELBOWS], world[_WRISTS]), axis=1)
    in_picture = np.stack((flat[_SHOULDERS], flat[_ELBOWS], flat[_WRISTS]), axis=1)
    seen = np.isfinite(wrists_in_picture)
    in_picture[:, 2] = np.where(seen, wrists_in_picture * to_px, in_picture[:, 2])

    segments = in_world[:, 1:] - in_world[:, :-1]
    shoulders_px = max(float(length(in_picture[0, 0] - in_picture[1, 0])), 1.0)
    shoulders_m = float(length((in_world[0, 0] - in_world[1, 0])[:2]))
    # What is nearer to the camera than the shoulders looks larger, and is off its middle by as much.
    focal_px = _FOCAL_PER_HEIGHT * image_size[1]
    distance_m = max(focal_px * max(shoulders_m, 0.2) / shoulders_px, 0.35)
    nearer_m = in_world[..., 2] - in_world[:, 0, 2].mean()
    away_m = np.maximum(distance_m - nearer_m, 0.5 * distance_m)
    joints_m = (in_picture - 0.5 * to_px) * (away_m / focal_px)[..., None]
    seen_m = joints_m[:, 1:] - joints_m[:, :-1]
    # Seen edge-on, the shoulders give no scale; then only the world landmarks count.
    share = _PICTURE_SHARE * float(smoothstep((shoulders_m - 0.12) / 0.1))
    segments[..., :2] += share * (seen_m - segments[..., :2])
    return np.asarray(segments)


def with_depth(segments: Array, shoulders_m: float) -> Array:
    """The segments with their depth weighed between the world's z and the bone's length."""
    bone = SEGMENT_PER_SHOULDERS * shoulders_m
    flat = length(segments[..., :2])
    world_z = segments[..., 2]
    left_over = np.sqrt(np.maximum(bone * bone - flat * flat, 0.0))
    sigma = np.minimum(_PICTURE_SIGMA_M * flat / np.maximum(left_over, 1e-4), np.sqrt(2.0 * bone * _PICTURE_SIGMA_M))
    world_weight = 1.0 / _WORLD_Z_SIGMA_M**2
    bone_weight = 1.0 / np.maximum(sigma, 0.01) ** 2
    by_bone = left_over * np.tanh(world_z / _SURE_SIGN_M)
    resolved = segments.copy()
    resolved[..., 2] = (world_z * world_weight + by_bone * bone_weight) / (world_weight + bone_weight)
    return resolved


def reach(directions: Array, elbow_trust: Array) -> Array:
    """(2, 2, 3) unit directions of upper arm and forearm, kept out of body and face and within the arm's reach.

    `directions` (2, 2, 3): unit, in the upper chest's space, told as left arms; `elbow_trust` (2,): with 0 the elbow
    hangs as elbows do.
    """
    elbow = directions[:, 0] * UPPER_M
    wrist = elbow + directions[:, 1] * FORE_M
    wrist = wrist + _way_out(SHOULDER_IN_CHEST + wrist + directions[:, 1] * _PALM_M, _BODY_RADII)
    # A palm that is pushed out past its own wrist leaves that inside.
    wrist = wrist + _way_out(SHOULDER_IN_CHEST + wrist, _BODY_RADII * _WRIST_SHARE)

    far = length(wrist)
    along = unit(wrist, _ALONG)
    far = np.minimum(np.maximum(far, _REACH_M[0]), _REACH_M[1])
    pole = elbow - np.einsum("si,si->s", elbow, along)[:, None] * along
    pole = pole * elbow_trust[:, None] + _NATURAL_POLE * (0.004 + 0.2 * (1.0 - elbow_trust))[:, None]
    pole = unit(pole - np.einsum("si,si->s", pole, along)[:, None] * along, _NATURAL_POLE)
    base = (UPPER_M * UPPER_M - FORE_M * FORE_M + far * far) / (2.0 * far)
    height = np.sqrt(np.maximum(UPPER_M * UPPER_M - base * base, 0.0))
    elbow = along * base[:, None] + pole * height[:, None]
    return np.stack((elbow / UPPER_M, unit(along * far[:, None] - elbow, _ALONG)), axis=1)


def _way_out(points_in_chest: Array, radii: Array) -> Array:
    """(2, 3) the shortest move of each point (2, 3) out of the sphere it is deepest in; zero where it is in none."""
    away = points_in_chest[:, None] - _BODY_SPHERES
    distance = length(away)
    depth = radii - distance
    deepest = np.argmax(depth, axis=1)
    rows = np.arange(2)
    push = np.maximum(depth[rows, deepest], 0.0) / np.maximum(distance[rows, deepest], 0.02)
    return np.asarray(away[rows, deepest] * push[:, None])


def arm_rotations(directions: Array) -> tuple[Array, Array]:
    """((2, 3, 4), (2, 4)): local rotations of shoulder, upper arm, lower arm; and the forearm's rotation in the chest.

    `directions` as from `reach`, told as left arms.
    """
    upper, fore = directions[:, 0], directions[:, 1]
    lift = _CLAVICLE_LIFT_RAD * smoothstep((upper[:, 1] + 0.25) / 1.25)
    forward = _CLAVICLE_REACH_RAD * np.maximum(upper[:, 2], 0.0)
    clavicle = quaternions.from_rotation_vector(np.stack((np.zeros(2), -forward, lift), axis=-1))
    chest_from_clavicle = quaternions.to_matrix(clavicle)
    both = directions @ chest_from_clavicle
    upper, fore = both[:, 0], both[:, 1]

    # The shortest turn that takes +X to the upper arm takes the T-pose hinge (0, −1, 0) to this.
    x, y, z = upper[:, 0], upper[:, 1], upper[:, 2]
    beyond = y / np.maximum(1.0 + x, 1e-6)
    natural = np.stack((y, y * beyond - 1.0, z * beyond), axis=-1)
    bend = cross(upper, fore)
    sine = length(bend)[:, None]
    # Elbows do not bend backwards: of a nearly straight arm that seems to, the backward part is noise.
    against = np.minimum(np.einsum("si,si->s", bend, natural), 0.0)[:, None]
    bend = bend - natural * against * (1.0 - smoothstep(sine / 0.6))
    hinge = unit(bend + natural * _HINGE_PRIOR * (1.0 - sine), natural)
    hinge = unit(hinge - np.einsum("si,si->s", hinge, upper)[:, None] * upper, natural)

    clavicle_from_upper = np.stack((upper, -hinge, cross(upper, -hinge)), axis=-1)
    upper_rotation = quaternions.from_matrix(clavicle_from_upper)
    fore_in_upper = np.einsum("sij,si->sj", clavicle_from_upper, fore)
    # The shortest turn from +X to the forearm; an arm folded flat has none and takes any.
    lower_rotation = np.zeros((2, 4))
    lower_rotation[:, 1], lower_rotation[:, 2] = -fore_in_upper[:, 2], fore_in_upper[:, 1]
    lower_rotation[:, 3] = np.maximum(1.0 + fore_in_upper[:, 0], 1e-6)
    lower_rotation /= length(lower_rotation)[:, None]
    locals_ = np.stack((clavicle, upper_rotation, lower_rotation), axis=1)
    in_chest = quaternions.multiply(clavicle, quaternions.multiply(upper_rotation, lower_rotation))
    return locals_, in_chest


def wrist(hand_in_forearm: Array, last_twist_rad: Array, share: Array) -> tuple[Array, Array, Array]:
    """((2, 4), (2, 4), (2,)): what to add to the lower arm (about its length), the hand's local rotation, the twist.

    `last_twist_rad` keeps a hand turned past half a turn from jumping to the other side; `share` (2,) 0–1 says how far
    a hand is followed at all.
    """
    x, w = hand_in_forearm[:, 0], hand_in_forearm[:, 3]
    angle = 2.0 * np.arctan2(x, w)
    angle -= 2.0 * np.pi * np.round(angle / (2.0 * np.pi))
    swing = quaternions.multiply(hand_in_forearm, _about_arm(-angle))
    jumped = (np.abs(angle) > 2.1) & (angle * last_twist_rad < 0)
    angle = np.where(jumped, angle - np.sign(angle) * 2.0 * np.pi, angle)
    angle = np.minimum(np.maximum(angle, -_MAX_TWIST_RAD), _MAX_TWIST_RAD)
    bent = quaternions.to_rotation_vector(swing) * share[:, None]
    bent = np.minimum(np.maximum(bent, -_MAX_WRIST_RAD), _MAX_WRIST_RAD)
    told = angle * share
    fore, rest = _about_arm(TWIST_TO_FOREARM * told), _about_arm((1.0 - TWIST_TO_FOREARM) * told)
    # About the forearm's own length: undone by the share the forearm took, bent, and twisted whole.
    bend_in_turned_forearm = quaternions.multiply(
        quaternions.conjugate(fore), quaternions.multiply(quaternions.from_rotation_vector(bent), fore)
    )
    return fore, quaternions.multiply(bend_in_turned_forearm, rest), angle


def _about_arm(radians: Array) -> Array:
    turned = np.zeros((2, 4))
    turned[:, 0], turned[:, 3] = np.sin(0.5 * radians), np.cos(0.5 * radians)
    return turned
