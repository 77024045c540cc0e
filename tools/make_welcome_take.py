"""Writes the built-in take: a host who greets, talks, looks about, waves, shows something and bows. Shows nobody real.

    python -m tools.make_welcome_take [OUT.take]

Every movement is a curve through authored moments; the points come from `synthetic_performer`, so the take is a
recording of nobody and free to ship. Begins and ends in one pose: it loops.
"""

from __future__ import annotations

import math
import sys
from bisect import bisect_right
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from studio.core.names import ARKIT, ARKIT_INDEX, BONE
from studio.core.pose import rest_rotations
from studio.inputs.take import TakeWriter
from studio.maths import quaternions, scalars
from studio.maths.vectors import cross, unit
from studio.solving.arms import FORE_M, SHOULDER_IN_CHEST, UPPER_M, arm_rotations, wrist
from studio.solving.hands import finger_rotations
from tools.synthetic_performer import Performance, see

Array = NDArray[Any]

FPS = 30.0
DURATION_S = 30.0
OUT = Path(__file__).resolve().parents[1] / "studio" / "library" / "takes" / "welcome.take"

Moments = Sequence[tuple[float, float]]


def curve(moments: Moments, time_s: float) -> float:
    """Through the moments (seconds, value), flat at each: no overshoot, soft starts and stops; held before and
    after."""
    at = bisect_right([moment for moment, _ in moments], time_s)
    if at == 0:
        return moments[0][1]
    if at == len(moments):
        return moments[-1][1]
    (t0, v0), (t1, v1) = moments[at - 1], moments[at]
    u = (time_s - t0) / (t1 - t0)
    return v0 + (v1 - v0) * u * u * u * (10.0 + u * (6.0 * u - 15.0))


# Degrees: yaw + left, pitch + down, roll + towards the left shoulder.
YAW: Moments = (
    (4.6, 0), (5.4, 6), (6.6, -5), (7.8, 4), (9.2, -6), (10.2, 0), (10.9, 0), (11.7, 25), (12.3, 25), (13.3, -25),
    (13.9, -25), (14.7, 0), (19.8, 0), (20.6, 18), (22.4, 16), (23.2, 0),
)  # fmt: skip
PITCH: Moments = (
    (0.5, 0), (0.95, 13), (1.4, -2), (1.8, 0), (5.0, 0), (5.3, 5), (5.6, 0), (7.0, 0), (7.3, 6), (7.7, -1), (8.6, 2),
    (9.0, 7), (9.5, 0), (16.4, 0), (17.2, -8), (18.6, -6), (19.4, 0), (21.2, 0), (21.5, 5), (21.9, 0), (24.6, 0),
    (25.5, 22), (26.1, 22), (27.1, 0), (28.0, 0), (28.3, 6), (28.8, 0),
)  # fmt: skip
ROLL: Moments = (
    (1.8, 0), (2.6, -7), (3.9, -6), (4.6, 0), (6.0, 0), (6.8, 4), (8.0, -4), (9.0, 0), (14.6, 0), (15.2, 13),
    (16.0, 11), (16.8, 0), (17.4, -5), (18.6, 5), (19.4, 0), (20.4, 5), (22.2, 5), (23.0, 0),
)  # fmt: skip
LEAN: Moments = (
    (0.4, 0), (1.0, 4), (1.7, 0), (5.0, 0), (6.0, 3), (9.6, 2), (10.6, 0), (24.5, 0), (25.6, 15), (26.1, 15), (27.2, 0),
)  # fmt: skip
TURN: Moments = (
    (10.9, 0),
    (11.9, 9),
    (12.4, 9),
    (13.4, -9),
    (14.0, -9),
    (14.9, 0),
    (19.8, 0),
    (20.7, 12),
    (22.4, 11),
    (23.3, 0),
)
SWAY: Moments = (
    (1.9, 0), (2.8, -3), (4.0, -3), (4.8, 0), (6.2, 0), (7.4, 3), (9.0, -3), (10.2, 0), (16.6, 0), (17.3, 4),
    (18.0, -4), (18.7, 4), (19.4, 0), (20.6, 3), (22.2, 3), (23.2, 0),
)  # fmt: skip
GAZE_YAW: Moments = (
    (10.6, 0), (10.85, 22), (11.6, 10), (12.3, 10), (12.5, -22), (13.3, -10), (13.9, -10), (14.2, 0), (19.6, 0),
    (19.8, 20), (20.8, 14), (21.1, 14), (21.25, -14), (22.0, -14), (22.2, 12), (22.6, 8), (22.9, 0),
)  # fmt: skip
GAZE_PITCH: Moments = (
    (0.6, 0), (0.95, -6), (1.4, 0), (24.8, 0), (25.4, 8), (26.2, 8), (26.8, 0),
)  # fmt: skip

SMILE: Moments = (
    (0.0, 0.35), (0.4, 0.35), (1.2, 0.65), (4.2, 0.7), (5.0, 0.25), (9.9, 0.25), (10.6, 0.35), (14.4, 0.3),
    (15.0, 0.75), (16.0, 0.75), (16.5, 0.15), (17.0, 0.9), (19.2, 0.9), (20.0, 0.4), (23.6, 0.4), (24.4, 0.45),
    (26.6, 0.5), (27.4, 0.75), (29.0, 0.7), (29.8, 0.35),
)  # fmt: skip
BROWS: Moments = (
    (0.3, 0), (0.7, 0.3), (1.4, 0.05), (2.2, 0.3), (3.0, 0.1), (5.2, 0.0), (5.5, 0.35), (6.0, 0.05), (8.7, 0.05),
    (9.1, 0.4), (9.6, 0.0), (16.0, 0.0), (16.3, 0.95), (16.9, 0.9), (17.5, 0.4), (19.0, 0.2), (19.8, 0.0),
    (20.3, 0.3), (21.0, 0.1), (21.3, 0.35), (22.0, 0.0), (27.3, 0.0), (27.8, 0.25), (28.8, 0.0),
)  # fmt: skip
BLINKS = (0.2, 3.1, 4.7, 6.9, 9.7, 10.75, 12.45, 14.05, 16.15, 19.6, 21.15, 23.1, 25.0, 26.9, 28.9)
WINK_S = 15.5

# Speech: (start, vowel, strength), each some 0.16 s; 你好,欢迎来到直播间 in rhythm, not in words.
SPEECH = (
    (1.9, "ih", 0.5), (2.1, "aa", 0.8), (2.32, "ou", 0.6),
    (4.9, "aa", 0.7), (5.08, "ih", 0.6), (5.25, "ou", 0.8), (5.45, "aa", 0.9), (5.7, "ee", 0.7), (5.88, "oh", 0.8),
    (6.3, "aa", 0.8), (6.48, "ee", 0.6), (6.66, "aa", 0.9), (6.86, "ih", 0.6), (7.05, "ou", 0.8), (7.3, "aa", 0.9),
    (7.85, "oh", 0.9), (8.05, "aa", 0.7), (8.22, "ih", 0.7), (8.4, "aa", 1.0), (8.65, "ee", 0.8), (8.85, "ou", 0.7),
    (9.05, "aa", 0.9), (9.3, "oh", 0.7), (9.5, "ee", 0.5),
    (16.2, "oh", 1.0), (16.42, "oh", 0.9),
    (20.5, "aa", 0.8), (20.7, "ee", 0.7), (20.88, "aa", 0.9), (21.1, "oh", 0.8), (21.4, "ih", 0.6), (21.58, "aa", 0.9),
    (21.8, "ou", 0.8), (22.05, "aa", 0.8), (22.3, "ee", 0.6),
    (27.5, "ee", 0.6), (27.7, "aa", 0.7), (27.95, "ih", 0.6),
)  # fmt: skip
_SHAPES = {
    "aa": {"jawOpen": 0.62, "mouthLowerDownLeft": 0.25, "mouthLowerDownRight": 0.25},
    "ih": {"jawOpen": 0.26, "mouthStretchLeft": 0.3, "mouthStretchRight": 0.3},
    "ou": {"jawOpen": 0.16, "mouthPucker": 0.85, "mouthFunnel": 0.25},
    "ee": {
        "jawOpen": 0.2, "mouthStretchLeft": 0.6, "mouthStretchRight": 0.6,
        "mouthUpperUpLeft": 0.25, "mouthUpperUpRight": 0.25,
    },
    "oh": {"jawOpen": 0.48, "mouthFunnel": 0.7, "mouthPucker": 0.3},
}  # fmt: skip
_VOWEL_S = 0.15

FIST = np.radians([10, 20, -10, 40, 45, 0, 70, 85, 50, 0, 74, 88, 52, 0, 76, 88, 52, 0, 78, 85, 50])
OPEN = np.radians([0, -8, 4, 4, 6, 8, 4, 6, 3, 2, 2, 5, 3, -3, 3, 6, 3, -9, 4, 8, 4])
CUPPED = np.radians([4, 8, -4, 18, 20, -4, 14, 22, 12, 0, 16, 24, 13, 3, 18, 24, 13, 7, 22, 26, 14])


WRAPPED = np.radians([8, 14, -10, 22, 20, -5, 34, 34, 18, 0, 34, 34, 18, 3, 34, 34, 18, 7, 34, 32, 18])


def to_wrist(wrist_in_chest_m: Sequence[float]) -> tuple[Array, Array]:
    """Directions of upper arm and forearm that bring the wrist to a place, the elbow down and out."""
    target = np.array(wrist_in_chest_m) - SHOULDER_IN_CHEST
    far = float(np.linalg.norm(target))
    along = target / far
    pole = np.array((0.6, -0.8, 0.0))
    pole = unit(pole - (pole @ along) * along)
    base = (UPPER_M**2 - FORE_M**2 + far**2) / (2.0 * far)
    elbow = along * base + pole * math.sqrt(UPPER_M**2 - base**2)
    return elbow, target - elbow


class Arm:
    """One arm's pose, told as a left arm in the chest's space: where its bones, its fingers and its palm point."""

    def __init__(
        self,
        upper: ArrayLike,
        fore: ArrayLike,
        fingers: Sequence[float],
        palm: Sequence[float],
        hand: Array,
    ) -> None:
        shoulder, upper_arm, lower_arm, in_chest = arm_rotations(scalars.unit(tuple(upper)), scalars.unit(tuple(fore)))
        along = unit(np.array(fingers, float))
        back = -np.array(palm, float)
        back = unit(back - (back @ along) * along)
        in_hand = quaternions.from_matrix(np.stack((along, back, cross(along, back)), axis=-1))
        in_forearm = quaternions.multiply(quaternions.conjugate(in_chest), in_hand)
        fore_twist, hand_turn, _ = wrist(tuple(in_forearm.tolist()), 0.0, 1.0)
        self.rotations = np.array((shoulder, upper_arm, scalars.multiply(lower_arm, fore_twist), hand_turn))
        self.fingers = finger_rotations(np.stack((hand, hand)))[0]


# At rest the hands lie on each other before the belt, the right one outside.
REST_LEFT = Arm((0.34, -0.93, 0.05), (-0.60, -0.18, 0.70), (-0.93, -0.20, 0.28), (-0.25, -0.2, -1), CUPPED)
REST_RIGHT = Arm((0.34, -0.93, 0.07), (-0.56, -0.14, 0.76), (-0.92, -0.12, 0.34), (-0.25, -0.2, -1), CUPPED)
WAVE_IN = Arm((0.72, -0.62, 0.34), (0.02, 1, 0.22), (-0.12, 1, 0.1), (0, 0.05, 1), OPEN)
WAVE_OUT = Arm((0.75, -0.6, 0.32), (0.6, 0.85, 0.22), (0.75, 0.75, 0.1), (0, 0.05, 1), OPEN)
TALK_LOW = Arm((0.34, -0.92, 0.22), (-0.28, 0.12, 0.95), (-0.2, 0.18, 0.95), (-0.45, 0.85, 0.1), CUPPED)
TALK_HIGH = Arm((0.42, -0.85, 0.30), (0.02, 0.42, 0.9), (0.1, 0.5, 0.85), (-0.3, 0.85, 0.4), OPEN)
UP = Arm((0.85, -0.30, 0.32), (0.12, 1, 0.18), (0.0, 1, 0.08), (-0.1, 0.05, 1), OPEN)
UP_WIDE = Arm((0.92, -0.12, 0.25), (0.34, 0.95, 0.16), (0.25, 1, 0.08), (-0.1, 0.05, 1), OPEN)
POINT = Arm((0.50, -0.82, 0.28), (0.40, 0.42, 0.72), (0.76, 0.42, 0.45), (-0.1, 0.75, 0.65), OPEN)
# 作揖: the right fist in the left palm before the chest.
ZUOYI_LEFT = Arm(*to_wrist((0.075, -0.13, 0.30)), (-0.62, 0.74, 0.12), (-0.72, -0.40, -0.55), WRAPPED)
ZUOYI_RIGHT = Arm(*to_wrist((0.075, -0.15, 0.265)), (-0.90, 0.30, 0.30), (-0.25, -0.35, -0.90), FIST)


LEFT_ARM: tuple[tuple[float, Arm], ...] = (
    (0.0, REST_LEFT), (6.2, REST_LEFT), (7.0, TALK_LOW), (7.5, TALK_HIGH), (8.0, TALK_LOW), (8.6, TALK_HIGH),
    (9.2, TALK_LOW), (10.2, REST_LEFT), (16.5, REST_LEFT), (17.2, UP), (17.7, UP_WIDE), (18.2, UP), (18.7, UP_WIDE),
    (19.0, UP), (19.8, REST_LEFT), (20.0, REST_LEFT), (20.8, POINT), (21.4, POINT), (22.4, POINT), (23.3, REST_LEFT),
    (24.0, REST_LEFT), (24.8, ZUOYI_LEFT), (26.6, ZUOYI_LEFT), (27.8, REST_LEFT),
)  # fmt: skip
RIGHT_ARM: tuple[tuple[float, Arm], ...] = (
    (0.0, REST_RIGHT), (1.5, REST_RIGHT), (2.2, WAVE_IN), (2.5, WAVE_OUT), (2.8, WAVE_IN), (3.1, WAVE_OUT),
    (3.4, WAVE_IN), (3.7, WAVE_OUT), (4.0, WAVE_IN), (4.9, TALK_LOW), (5.5, TALK_HIGH), (6.0, TALK_LOW),
    (6.6, TALK_HIGH), (7.2, TALK_LOW), (7.8, TALK_LOW), (8.4, TALK_HIGH), (9.0, TALK_LOW), (9.6, TALK_LOW),
    (10.5, REST_RIGHT), (16.5, REST_RIGHT), (17.2, UP), (17.7, UP_WIDE), (18.2, UP), (18.7, UP_WIDE), (19.0, UP),
    (19.8, REST_RIGHT), (24.0, REST_RIGHT), (24.8, ZUOYI_RIGHT), (26.6, ZUOYI_RIGHT), (27.8, REST_RIGHT),
)  # fmt: skip


def arm_at(moments: Sequence[tuple[float, Arm]], time_s: float) -> tuple[Array, Array]:
    """((4, 4), (15, 4)) local rotations, told as a left arm."""
    at = max(bisect_right([moment for moment, _ in moments], time_s) - 1, 0)
    (t0, a), (t1, b) = moments[at], moments[min(at + 1, len(moments) - 1)]
    u = 0.0 if t1 <= t0 else min(max((time_s - t0) / (t1 - t0), 0.0), 1.0)
    u = u * u * (3.0 - 2.0 * u)
    return quaternions.slerp(a.rotations, b.rotations, u), quaternions.slerp(a.fingers, b.fingers, u)


def face_at(time_s: float) -> Array:
    """(52,)"""
    arkit = np.zeros(len(ARKIT))

    def add(name: str, value: float) -> None:
        arkit[ARKIT_INDEX[name]] += value

    talking = 0.0
    for start_s, vowel, strength in SPEECH:
        near = max(0.0, 1.0 - abs(time_s - start_s - 0.5 * _VOWEL_S) / _VOWEL_S)
        near = strength * near * near * (3.0 - 2.0 * near)
        talking = max(talking, near)
        for name, value in _SHAPES[vowel].items():
            add(name, near * value)
    smile = curve(SMILE, time_s) * (1.0 - 0.55 * talking)
    for side in ("Left", "Right"):
        add(f"mouthSmile{side}", smile)
        add(f"eyeSquint{side}", 0.35 * smile)
        add(f"browOuterUp{side}", curve(BROWS, time_s))
        add(f"eyeWide{side}", max(curve(BROWS, time_s) - 0.5, 0.0))
        closed = max(_blink(time_s - start_s) for start_s in BLINKS)
        if side == "Left":
            closed = max(closed, _held(time_s - WINK_S, 0.10, 0.28, 0.16))
        add(f"eyeBlink{side}", closed)
    add("browInnerUp", curve(BROWS, time_s))
    return np.clip(arkit, 0.0, 1.0)


def _blink(since_s: float) -> float:
    return _held(since_s, 0.09, 0.05, 0.15)


def _held(since_s: float, close_s: float, hold_s: float, open_s: float) -> float:
    return curve(((0.0, 0.0), (close_s, 1.0), (close_s + hold_s, 1.0), (close_s + hold_s + open_s, 0.0)), since_s)


def performance_at(time_s: float) -> Performance:
    """The whole performer at a time."""
    # Nobody is ever quite still: slow waves that fit the length of the take, so that the loop has no seam.
    wave = [
        math.sin(2.0 * math.pi * (cycles * time_s / DURATION_S + phase))
        for cycles, phase in ((4, 0.1), (7, 0.4), (5, 0.7), (9, 0.2))
    ]
    rotations = np.asarray(rest_rotations(), float)
    torso = quaternions.multiply(
        quaternions.from_rotation_vector(np.array((0.0, math.radians(curve(TURN, time_s) + 0.6 * wave[0]), 0.0))),
        quaternions.from_rotation_vector(
            np.array((math.radians(curve(LEAN, time_s)), 0.0, -math.radians(curve(SWAY, time_s) + 0.5 * wave[2])))
        ),
    )
    bend = quaternions.to_rotation_vector(torso)
    for bone, share in (("spine", 0.40), ("chest", 0.35), ("upperChest", 0.25)):
        rotations[BONE[bone]] = quaternions.from_rotation_vector(bend * share)
    pitch, yaw, roll = (
        curve(PITCH, time_s) + 0.7 * wave[1],
        curve(YAW, time_s) + 0.9 * wave[2],
        curve(ROLL, time_s) + 0.7 * wave[3],
    )
    head = quaternions.multiply(
        quaternions.from_rotation_vector(np.array((0.0, math.radians(yaw), 0.0))),
        quaternions.from_rotation_vector(np.array((math.radians(pitch), 0.0, -math.radians(roll)))),
    )
    turn = quaternions.to_rotation_vector(quaternions.multiply(quaternions.conjugate(torso), head))
    rotations[BONE["neck"]] = quaternions.from_rotation_vector(0.42 * turn)
    rotations[BONE["head"]] = quaternions.from_rotation_vector(0.58 * turn)
    for side, moments, flip in (("left", LEFT_ARM, (1, 1, 1, 1)), ("right", RIGHT_ARM, (1, -1, -1, 1))):
        arm, fingers = arm_at(moments, time_s)
        for part, rotation in zip(("Shoulder", "UpperArm", "LowerArm", "Hand"), arm, strict=True):
            rotations[BONE[side + part]] = rotation * flip
        first = BONE[f"{side}ThumbMetacarpal"]
        rotations[first : first + 15] = fingers * flip
    gaze = np.radians((curve(GAZE_YAW, time_s), curve(GAZE_PITCH, time_s)))
    return Performance(rotations, np.zeros(3), face_at(time_s), gaze)


def main() -> None:
    out = Path(sys.argv[1]) if len(sys.argv) > 1 else OUT
    with TakeWriter(out, fps=FPS, name="welcome") as take:
        for frame in range(round(DURATION_S * FPS)):
            take.write(see(performance_at(frame / FPS), frame / FPS))
    print(f"{out}: {take.frames} frames, {out.stat().st_size / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
