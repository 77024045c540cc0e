"""Both arms and hands over time: identities, filters, and one stream out of a body and hands seen at different
moments."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from studio.core.landmarks import BodyLandmarks, HandLandmarks, Landmarks
from studio.maths import quaternions
from studio.maths.curves import decay, ease, ramp, remap, smoothstep
from studio.maths.one_euro import OneEuro
from studio.maths.vectors import unit
from studio.solving import arms, body, hands
from studio.solving.filters import Channel, FilterSettings
from studio.solving.space import AVATAR_FROM_WORLD, MIRROR_QUATERNION, MIRROR_VECTOR, Array
from studio.solving.track import Track

FIRST_FINGERS = "ThumbMetacarpal"
"""The 15 finger bones of a side follow each other in `names.BONES`, beginning with this."""

_FORGET_S = 0.5
_FOLLOW_HALF_LIFE_S = 0.04
_HAND_FRESH_S = 0.3
_SHOULDER_POINTS = np.array([11, 12])
_ELBOW_WRIST_POINTS = np.array([[13, 15], [14, 16]])
_IDENTIFYING_POINTS = np.array([11, 12, 15, 16])
_AT_WRIST, _TOGETHER = 0.45, 0.25
"""In shoulder widths: how near its wrist a hand must be, and how near both wrists before names are not questioned."""
_SEEN = (0.40, 0.75)
"""Visibility below the first is not believed, above the second fully."""
_QUATERNIONS = 2 * 4 + 2 * 15


@dataclass(frozen=True, slots=True, eq=False)
class Limbs:
    """Arms and hands of one moment; rows left, right."""

    arms: Array
    """(2, 4, 4): shoulder, upper arm, lower arm, hand."""
    fingers: Array
    """(2, 15, 4): thumb to little, root to end."""
    arm_trust: Array
    """(2, 4)"""
    finger_trust: Array
    """(2,)"""


class _Hand:
    """One hand's filters."""

    def __init__(self, filters: FilterSettings) -> None:
        self.palm = filters.hand.rotation_filter()
        self.fingers = filters.fingers.filter()
        self.at_s: float | None = None


class LimbSolver:
    """Fed with every Landmarks value; works only when the body or a hand in it is new."""

    def __init__(self, filters: FilterSettings, shoulders_m: float) -> None:
        self._filters = filters
        self._shoulders_m = shoulders_m
        picture, depth = filters.arm_in_picture, filters.arm_depth
        self._segment_filter = OneEuro(
            *([getattr(picture, name), getattr(picture, name), getattr(depth, name)] for name in Channel.__slots__)
        )
        self._line_filter = filters.torso.filter()
        self._visibility_filter = filters.visibility.filter()
        self._hands = (_Hand(filters), _Hand(filters))
        self._track = Track(_QUATERNIONS)
        self._body_at_s: float | None = None
        self._segments: Array | None = None
        self._visibility: Array = np.zeros((2, 2))
        self._palm: Array = np.tile(quaternions.IDENTITY, (2, 1))
        self._angles: Array = np.tile(hands.RELAXED, (2, 1))
        self._hand_weight: Array = np.zeros(2)
        self._twist: Array = np.zeros(2)
        self._worked_at_s: float | None = None
        self._has_body = False
        self._in_sight = False
        self._last = _hanging()
        self._line: tuple[float, float] | None = None
        self._line_seen = 0.0
        self._followed_at_s: float | None = None
        self.shoulder_line: tuple[float, float] | None = None
        """Turn and sway of the shoulders, filtered; None before a body was seen."""
        self.line_trust = 0.0

    def update(self, landmarks: Landmarks, torso: Array) -> None:
        """Takes in what is new; `torso` is the upper chest's rotation in avatar space."""
        seen = landmarks.body
        if seen is not None and not _is_sound(seen):
            seen = None
        self._has_body = seen is not None
        both = _identified(landmarks, seen)
        new_body = seen is not None and seen.captured_at_s != self._body_at_s
        new_hand = any(
            hand is not None and hand.captured_at_s != state.at_s for hand, state in zip(both, self._hands, strict=True)
        )
        if seen is not None and new_body:
            self._take_body(seen, landmarks.image_size, both)
        if new_hand:
            self._take_hands(both)
        now_s = landmarks.captured_at_s
        present = np.array([hand is not None and now_s - hand.captured_at_s < _HAND_FRESH_S for hand in both], float)
        # Most of a show the hands are out of the picture; then there is nothing to work out and nothing to vouch for.
        self._in_sight = bool(present.any()) or bool((self._visibility > _SEEN[0]).any())
        if self._segments is not None and (new_body or new_hand) and self._in_sight:
            times = [part.captured_at_s for part in (seen, *both) if part is not None]
            self._work(self._segments, max(times), torso, present)
        self._follow_shoulders(now_s)

    def at(self, time_s: float) -> Limbs:
        """The limbs at that time (lagging as `Track` says). Out of sight they stay as they were, with trust 0."""
        values = self._track.at(time_s) if self._in_sight else None
        if values is not None:
            self._last = values
        rows = self._last[: _QUATERNIONS * 4].reshape(-1, 4)
        seen = float(self._in_sight and self._has_body)
        trust = np.minimum(np.maximum(self._last[_QUATERNIONS * 4 :], 0.0), 1.0) * seen
        return Limbs(rows[:8].reshape(2, 4, 4), rows[8:].reshape(2, 15, 4), trust[:8].reshape(2, 4), trust[8:])

    def _follow_shoulders(self, now_s: float) -> None:
        """The body comes at a third of the face's rate, and goes at once: neither may show as a step of the torso."""
        dt_s = 0.0 if self._followed_at_s is None else max(now_s - self._followed_at_s, 0.0)
        self._followed_at_s = now_s
        step = 1.0 - decay(_FOLLOW_HALF_LIFE_S, dt_s)
        self.line_trust += step * (self._line_seen * float(self._has_body) - self.line_trust)
        if self._line is None:
            return
        turn, sway = self.shoulder_line or self._line
        self.shoulder_line = (turn + step * (self._line[0] - turn), sway + step * (self._line[1] - sway))

    def _take_body(self, seen: BodyLandmarks, image_size: tuple[int, int], both: _Pair) -> None:
        at_s = seen.captured_at_s
        dt_s = 1 / 30 if self._body_at_s is None else at_s - self._body_at_s
        if not 0.0 < dt_s < _FORGET_S:
            for each in (self._segment_filter, self._line_filter, self._visibility_filter):
                each.reset()
            dt_s = 1 / 30
        self._body_at_s = at_s
        visibility = np.clip(np.asarray(seen.visibility, float), 0.0, 1.0)
        line = self._line_filter(body.shoulder_line(np.asarray(seen.world, float) * AVATAR_FROM_WORLD), at_s)
        self._line = (float(line[0]), float(line[1]))
        self._line_seen = ease(ramp(float(visibility[_SHOULDER_POINTS].min()), 0.5, 0.9))
        self._shoulders_m += (1.0 - decay(2.0, dt_s)) * (
            min(max(arms.shoulder_width_m(seen), 0.22), 0.5) - self._shoulders_m
        )
        self._visibility = self._visibility_filter(visibility[_ELBOW_WRIST_POINTS], at_s)
        wrists = np.full((2, 2), np.nan)
        for side, hand in enumerate(both):
            if hand is not None and abs(hand.captured_at_s - at_s) < 0.1:
                wrists[side] = hand.points[hands.WRIST, :2]
        self._segments = self._segment_filter(arms.arm_segments(seen, image_size, wrists), at_s)

    def _take_hands(self, both: _Pair) -> None:
        points = np.tile(_STRAIGHT_HAND, (2, 1, 1))
        for side, hand in enumerate(both):
            if hand is not None:
                points[side] = np.asarray(hand.world, float) * AVATAR_FROM_WORLD * MIRROR_VECTOR[side]
        palm = hands.palm_rotation(points)
        if palm is None:
            return
        angles = hands.finger_angles(points, palm)
        for side, (hand, state) in enumerate(zip(both, self._hands, strict=True)):
            if hand is None or hand.captured_at_s == state.at_s:
                continue
            if state.at_s is None or not 0.0 < hand.captured_at_s - state.at_s < _FORGET_S:
                state.palm.reset()
                state.fingers.reset()
                self._twist[side] = 0.0
            state.at_s = hand.captured_at_s
            self._palm[side] = state.palm(palm[side], hand.captured_at_s)
            self._angles[side] = state.fingers(angles[side], hand.captured_at_s)

    def _work(self, filtered: Array, at_s: float, torso: Array, present: Array) -> None:
        dt_s = 0.0 if self._worked_at_s is None else max(at_s - self._worked_at_s, 0.0)
        step = 1.0 - decay(0.08, dt_s) if self._worked_at_s is not None else 1.0
        self._hand_weight = self._hand_weight + step * (present - self._hand_weight)
        self._worked_at_s = at_s

        elbow_seen, wrist_seen = np.moveaxis(smoothstep(remap(self._visibility, *_SEEN)), -1, 0)
        wrist_seen = np.maximum(wrist_seen, self._hand_weight)
        segments = arms.with_depth(filtered, self._shoulders_m)
        in_chest = (segments @ quaternions.to_matrix(torso)) * MIRROR_VECTOR[:, None]
        directions = arms.reach(unit(in_chest, (0.0, -1.0, 0.0)), elbow_seen)
        arm, forearm_in_chest = arms.arm_rotations(directions)

        chest_from_camera = quaternions.conjugate(torso) * MIRROR_QUATERNION
        hand_in_forearm = quaternions.multiply(
            quaternions.conjugate(forearm_in_chest), quaternions.multiply(chest_from_camera, self._palm)
        )
        weight = self._hand_weight
        fore_twist, hand, self._twist = arms.wrist(hand_in_forearm, self._twist, weight)
        arm[:, 2] = quaternions.multiply(arm[:, 2], fore_twist)
        limbs = np.concatenate((arm, hand[:, None]), axis=1) * MIRROR_QUATERNION[:, None]
        fingers = hands.finger_rotations(self._angles) * MIRROR_QUATERNION[:, None]

        upper_seen = np.maximum(elbow_seen, wrist_seen)
        arm_trust = np.stack((upper_seen, upper_seen, wrist_seen, wrist_seen * weight), axis=-1)
        self._track.push(at_s, np.concatenate((limbs.ravel(), fingers.ravel(), arm_trust.ravel(), weight)))


_Pair = tuple[HandLandmarks | None, HandLandmarks | None]
_STRAIGHT_HAND: Array = np.zeros((21, 3))
for _finger in range(5):
    for _joint in range(4):
        _STRAIGHT_HAND[1 + 4 * _finger + _joint] = (0.05 + 0.02 * _joint, 0.0, 0.02 * (2 - _finger))


def _hanging() -> Array:
    """What `Track` holds of arms nobody has seen yet: they hang, and are not trusted."""
    down = np.tile(unit(np.array(((0.25, -1.0, 0.0), (0.0, -1.0, 0.2)))), (2, 1, 1))
    arm, _ = arms.arm_rotations(down)
    hand = np.tile(quaternions.IDENTITY, (2, 1, 1))
    limbs = np.concatenate((arm, hand), axis=1) * MIRROR_QUATERNION[:, None]
    fingers = hands.finger_rotations(np.tile(hands.RELAXED, (2, 1))) * MIRROR_QUATERNION[:, None]
    return np.concatenate((limbs.ravel(), fingers.ravel(), np.zeros(2 * 4 + 2)))


def _is_sound(seen: BodyLandmarks) -> bool:
    return bool(
        np.isfinite(seen.world).all() and np.isfinite(seen.points[:, :2]).all() and np.isfinite(seen.visibility).all()
    )


def _identified(landmarks: Landmarks, seen: BodyLandmarks | None) -> _Pair:
    """(left, right) hands, each at the wrist it belongs to.

    The hand landmarker takes cheeks for hands and lefts for rights. A hand far from both wrists of the body is
    dropped, one that is clearly at the other wrist changes its name; where the wrists are together the landmarker's
    word stands.
    """
    if seen is None:
        return None, None
    width, height = landmarks.image_size
    joints = [(x * width, y * height) for x, y in seen.points[_IDENTIFYING_POINTS, :2].tolist()]
    shoulders_px = max(math.dist(joints[0], joints[1]), 1.0)
    best: list[HandLandmarks | None] = [None, None]
    nearest = [_AT_WRIST, _AT_WRIST]
    for named, hand in enumerate((landmarks.left_hand, landmarks.right_hand)):
        if hand is None or not (np.isfinite(hand.world).all() and np.isfinite(hand.points[:, :2]).all()):
            continue
        x, y = hand.points[hands.WRIST, :2].tolist()
        apart = [math.dist((x * width, y * height), joint) / shoulders_px for joint in joints[2:]]
        side = named if apart[named] < apart[1 - named] + _TOGETHER else 1 - named
        if apart[side] < nearest[side]:
            best[side], nearest[side] = hand, apart[side]
    return best[0], best[1]
