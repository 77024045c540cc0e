"""Hands where they were: an avatar of other proportions still claps, bows 作揖 and lays a hand on its cheek.

A pose is rotations, taken from a performer of usual build. On narrower shoulders or shorter arms the same rotations
bring hands elsewhere: what touched crosses or misses. So wherever a hand is near the other hand or the face, its place
there is kept and the arm bent anew to reach it; and no hand goes deeper into the avatar's head or body than it went
into the performer's. Everywhere else the rotations stay as they are.

All in the space of the upper chest: +X the figure's left, origin between the shoulders at rest, metres.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from studio.core.arrays import FloatArray
from studio.core.names import BONE
from studio.maths import scalars
from studio.maths.curves import ease
from studio.maths.scalars import Quat, Vec, add, along, clamp, conjugate, length, multiply, rotate, sub, times, unit
from studio.posing.rig import Rig

_TOUCH_M, _APART_M = 0.05, 0.22
"""Hands nearer than the first keep their place to each other, farther than the second they do not care."""
_ON_FACE_M, _OFF_FACE_M = 0.06, 0.18
"""The same of a palm above the face."""
_LEAST_MOVE_M = 0.0015
_PALM, _KNUCKLES, _TIPS = 0.65, 1.0, 1.9
"""Along the hand, in lengths from the wrist to the middle finger's root."""
_SIGNS = (1.0, -1.0)
"""Left, right."""
_ARM_ROWS = np.array(
    [BONE[side + part] for side in ("left", "right") for part in ("Shoulder", "UpperArm", "LowerArm", "Hand")]
)


@dataclass(frozen=True, slots=True)
class Build:
    """What of a figure's proportions matters to its hands; the left side, the right is its mirror image."""

    clavicle_root: Vec
    clavicle: Vec
    """From its root to the shoulder joint."""
    upper_m: float
    fore_m: float
    hand_m: float
    """From the wrist to the middle finger's root."""
    head: Vec
    head_m: float
    """Radius of the sphere that stands for it."""
    body: tuple[tuple[Vec, float], ...]
    """Spheres by middle and radius: chest, waist, hips."""

    @property
    def shoulder(self) -> Vec:
        """At rest."""
        return add(self.clavicle_root, self.clavicle)


_SHOULDERS_TO_HIPS_M = 0.45
PERFORMER = Build(
    clavicle_root=(0.02, 0.0, 0.0),
    clavicle=(0.145, 0.0, 0.0),
    upper_m=0.27,
    fore_m=0.25,
    hand_m=0.088,
    head=(0.0, 0.21, 0.02),
    head_m=0.12,
    body=(((0.0, -0.10, 0.0), 0.135), ((0.0, -0.25, 0.0), 0.135), ((0.0, -0.42, 0.0), 0.15)),
)
"""The figure that the solver takes every performer for."""


def build_of(rig: Rig) -> Build | None:
    """An avatar's build; None if its skeleton lacks what arms are made of (they then stay as the pose has them)."""
    places = {int(bone): rig.rest_world[node, :3, 3] for bone, node in zip(rig.bones, rig.bone_nodes, strict=True)}

    def at(name: str) -> Vec | None:
        place = places.get(BONE[name])
        return None if place is None else (float(place[0]), float(place[1]), float(place[2]))

    left, right, elbow, wrist = at("leftUpperArm"), at("rightUpperArm"), at("leftLowerArm"), at("leftHand")
    head, hips, clavicle = at("head"), at("hips"), at("leftShoulder")
    if (
        left is None or right is None or elbow is None or wrist is None or head is None or hips is None
        or clavicle is None
    ):  # fmt: skip
        return None
    origin = times(add(left, right), 0.5)
    shoulder = sub(left, origin)
    root = sub(clavicle, origin)
    knuckles = at("leftMiddleProximal")
    fore_m = math.dist(elbow, wrist)
    eyes = at("leftEye")
    up, out = (eyes[1] - head[1], eyes[2] - head[2]) if eyes is not None else (0.0, 0.0)
    if up <= 0.0 or out <= 0.0:
        up = out = 0.42 * shoulder[0] + 0.02
    wide, tall = shoulder[0] / PERFORMER.shoulder[0], (origin[1] - hips[1]) / _SHOULDERS_TO_HIPS_M
    if min(wide, tall, fore_m, math.dist(left, elbow)) <= 0.01:
        return None
    return Build(
        clavicle_root=root,
        clavicle=sub(shoulder, root),
        upper_m=math.dist(left, elbow),
        fore_m=fore_m,
        hand_m=math.dist(wrist, knuckles) if knuckles is not None else 0.35 * fore_m,
        head=add(sub(head, origin), (0.0, up, 0.12 * out)),
        head_m=1.06 * math.hypot(up, out),
        body=tuple(((x, y * tall, z * wide), radius * wide) for (x, y, z), radius in PERFORMER.body),
    )


@dataclass(slots=True)
class _Arm:
    """One arm in the chest's space: turned as the pose has it, on the performer's build and on the avatar's."""

    shoulder_turn: Quat
    upper_turn: Quat
    lower_turn: Quat
    hand_turn: Quat
    upper: Vec
    fore: Vec
    along_hand: Vec
    joint: Vec
    """The avatar's shoulder joint."""
    wrist: Vec
    """The avatar's, as the rotations alone would have it."""
    performers_wrist: Vec


class Reach:
    """Fits poses to one avatar; holds nothing of the past."""

    def __init__(self, rig: Rig) -> None:
        self.build = build_of(rig)
        if self.build is not None:
            self._hand_scale = self.build.hand_m / PERFORMER.hand_m

    def fit(self, rotations: FloatArray) -> FloatArray:
        """(55, 4) normalized rotations with the arms bent anew where hands touch; the same array where none does."""
        build = self.build
        if build is None:
            return rotations
        rows = rotations[_ARM_ROWS].tolist()
        arms = [self._arm(build, side, rows[4 * side : 4 * side + 4]) for side in (0, 1)]
        wanted = self._wanted(build, arms)
        told: FloatArray | None = None
        for side, (arm, wrist) in enumerate(zip(arms, wanted, strict=True)):
            if math.dist(wrist, arm.wrist) < _LEAST_MOVE_M:
                continue
            if told is None:
                told = np.array(rotations)
            told[_ARM_ROWS[4 * side + 1 : 4 * side + 4]] = _bent_to(arm, build, wrist)
        return rotations if told is None else told

    def palms(self, rotations: FloatArray) -> tuple[Vec, Vec] | None:
        """Where the avatar's palms are, left and right; for tests and tools."""
        if self.build is None:
            return None
        rows = rotations[_ARM_ROWS].tolist()
        left, right = (self._arm(self.build, side, rows[4 * side : 4 * side + 4]) for side in (0, 1))
        reach = _PALM * self.build.hand_m
        return along(left.wrist, left.along_hand, reach), along(right.wrist, right.along_hand, reach)

    @staticmethod
    def _arm(build: Build, side: int, rows: list[list[float]]) -> _Arm:
        sign = _SIGNS[side]
        axis = (sign, 0.0, 0.0)
        shoulder, upper, lower, hand = ((x, y, z, w) for x, y, z, w in rows)
        upper = multiply(shoulder, upper)
        lower = multiply(upper, lower)
        hand = multiply(lower, hand)
        above, ahead, out = rotate(upper, axis), rotate(lower, axis), rotate(hand, axis)
        joint = add(_sided(build.clavicle_root, sign), rotate(shoulder, _sided(build.clavicle, sign)))
        wrist = along(along(joint, above, build.upper_m), ahead, build.fore_m)
        theirs = along(along(_sided(PERFORMER.shoulder, sign), above, PERFORMER.upper_m), ahead, PERFORMER.fore_m)
        return _Arm(shoulder, upper, lower, hand, above, ahead, out, joint, wrist, theirs)

    def _wanted(self, build: Build, arms: list[_Arm]) -> list[Vec]:
        """Where both wrists shall be."""
        reach, theirs = _PALM * build.hand_m, _PALM * PERFORMER.hand_m
        palms = [along(arm.wrist, arm.along_hand, reach) for arm in arms]
        performers = [along(arm.performers_wrist, arm.along_hand, theirs) for arm in arms]
        together = 1.0 - ease((_gap(arms) - _TOUCH_M) / (_APART_M - _TOUCH_M))
        moves: list[Vec] = []
        middle = times(add(*palms), 0.5)
        half = times(sub(performers[1], performers[0]), 0.5 * self._hand_scale)
        for palm, performers_palm, sign in zip(palms, performers, (-1.0, 1.0), strict=True):
            move = times(sub(along(middle, half, sign), palm), together)
            from_head = sub(performers_palm, PERFORMER.head)
            over = length(from_head) - PERFORMER.head_m
            near = (1.0 - ease((over - _ON_FACE_M) / (_OFF_FACE_M - _ON_FACE_M))) * (1.0 - together)
            if near > 0.0:
                above = build.head_m + over * self._hand_scale
                there = along(build.head, unit(from_head, (0.0, 0.0, 1.0)), above)
                move = along(move, sub(there, palm), near)
            moves.append(move)
        return [
            self._out_of_body(build, arm, along(arm.wrist, move, 1.0)) for arm, move in zip(arms, moves, strict=True)
        ]

    def _out_of_body(self, build: Build, arm: _Arm, wrist: Vec) -> Vec:
        """The wrist, moved until palm and wrist are no deeper in head and body than the performer's were."""
        theirs = (PERFORMER.head, PERFORMER.head_m), *PERFORMER.body
        ours = (build.head, build.head_m), *build.body
        for share, ahead in ((1.0, _PALM), (0.6, 0.0)):
            point = along(wrist, arm.along_hand, ahead * build.hand_m)
            performers = along(arm.performers_wrist, arm.along_hand, ahead * PERFORMER.hand_m)
            push: Vec = (0.0, 0.0, 0.0)
            for (middle, radius), (their_middle, their_radius) in zip(ours, theirs, strict=True):
                away = sub(point, middle)
                far = length(away)
                allowed = max(their_radius * share - math.dist(performers, their_middle), 0.0) * radius / their_radius
                deep = radius * share - far - allowed
                if deep > length(push):
                    push = times(away, deep / max(far, 0.02))
            wrist = add(wrist, push)
        return wrist


def _sided(place: Vec, sign: float) -> Vec:
    return place[0] * sign, place[1], place[2]


def _gap(arms: list[_Arm]) -> float:
    """Metres between the performer's hands: between the nearest of wrist, palm, knuckles and finger tips."""
    places = (0.0, _PALM * PERFORMER.hand_m, _KNUCKLES * PERFORMER.hand_m, _TIPS * PERFORMER.hand_m)
    left, right = ([along(arm.performers_wrist, arm.along_hand, place) for place in places] for arm in arms)
    return min(math.dist(a, b) for a in left for b in right)


def _bent_to(arm: _Arm, build: Build, wrist: Vec) -> list[Quat]:
    """Local rotations of upper arm, lower arm and hand that bring the wrist there; the hand stays turned as it was."""
    reach = sub(wrist, arm.joint)
    ahead = unit(reach, arm.upper)
    far = clamp(length(reach), abs(build.upper_m - build.fore_m) + 0.02, 0.999 * (build.upper_m + build.fore_m))
    elbow = times(arm.upper, build.upper_m)
    pole = along(elbow, ahead, -scalars.dot(elbow, ahead))
    # A straight arm has no elbow to speak of; then it goes down, as elbows do.
    pole = unit(along(pole, sub((0.0, -1.0, 0.0), times(ahead, -ahead[1])), 0.002), (0.0, -1.0, 0.0))
    base = (build.upper_m**2 - build.fore_m**2 + far * far) / (2.0 * far)
    rise = math.sqrt(max(build.upper_m**2 - base * base, 0.0))
    elbow = along(times(ahead, base), pole, rise)
    upper_turn = multiply(_between(arm.upper, unit(elbow, arm.upper)), arm.upper_turn)
    fore = unit(sub(times(ahead, far), elbow), arm.fore)
    # The forearm goes with the upper arm first, so that only what is left turns it anew.
    carried = multiply(upper_turn, multiply(conjugate(arm.upper_turn), arm.lower_turn))
    now = rotate(carried, rotate(conjugate(arm.lower_turn), arm.fore))
    lower_turn = multiply(_between(now, fore), carried)
    return [
        scalars.normalize(multiply(conjugate(arm.shoulder_turn), upper_turn)),
        scalars.normalize(multiply(conjugate(upper_turn), lower_turn)),
        scalars.normalize(multiply(conjugate(lower_turn), arm.hand_turn)),
    ]


def _between(a: Vec, b: Vec) -> Quat:
    """The shortest turn from one direction to another; opposite ones do not occur in a move of a few centimetres."""
    x, y, z = scalars.cross(a, b)
    return scalars.normalize((x, y, z, max(1.0 + scalars.dot(a, b), 1e-6)))
