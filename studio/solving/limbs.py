"""Both arms and hands over time: identities, filters, and one stream out of a body and hands seen at different
moments."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from studio.core.landmarks import BodyLandmarks, HandLandmarks, Landmarks
from studio.maths import scalars
from studio.maths.curves import decay, ease, ramp
from studio.maths.scalars import Quat, conjugate, multiply
from studio.solving import arms, body, hands
from studio.solving.filters import FilterSettings, joined
from studio.solving.space import Array, finite
from studio.solving.track import Track

FIRST_FINGERS = "ThumbMetacarpal"
"""The 15 finger bones of a side follow each other in `names.BONES`, beginning with this."""

_FORGET_S = 0.5
_FOLLOW_HALF_LIFE_S = 0.04
_HAND_FRESH_S = 0.3
_LEFT_SHOULDER, _RIGHT_SHOULDER = 11, 12
_ELBOWS_WRISTS = slice(13, 17)
_AT_WRIST, _TOGETHER = 0.45, 0.25
"""In shoulder widths: how near its wrist a hand must be, and how near both wrists before names are not questioned."""
_SEEN = (0.40, 0.75)
"""Visibility below the first is not believed, above the second fully."""
_ARMS = 2 * 4 * 4
_FINGERS = 2 * 15 * 4
_HANDS_STEP_HALF_LIFE_S = 0.08
_SURE_ENOUGH = 0.3
"""A hand is not taken up by a look that hardly tells which way its palm faces."""
_MIRRORED_FINGERS: Array = np.ones((2, 15, 4))
_MIRRORED_FINGERS[1, :, 1:3] = -1.0


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
    """One hand's filters, and what came of them; told as a left hand."""

    def __init__(self, filters: FilterSettings) -> None:
        self.palm_filter = filters.hand.rotation_filter()
        self.fingers_filter = filters.fingers.filter()
        self.at_s: float | None = None
        self.palm: Quat = scalars.IDENTITY
        self.angles: Array = hands.RELAXED
        self.twist_rad = 0.0
        self.weight = 0.0
        """0–1: how far it is followed."""

    def take(self, seen: HandLandmarks, sign: float) -> None:
        """`sign`: −1 for a right hand."""
        found = hands.palm_rotation(*((x * sign, -y, -z) for x, y, z in seen.world.take(hands.PALM, axis=0).tolist()))
        if found is None:
            return
        at_s = seen.captured_at_s
        palm, axes, sure = found
        if self.at_s is None or not 0.0 < at_s - self.at_s < _FORGET_S:
            if sure < _SURE_ENOUGH:
                return
            self.palm_filter.reset()
            self.fingers_filter.reset()
            self.twist_rad, sure = 0.0, 1.0
        self.at_s = at_s
        # The axes are told back in the landmarks' own space: three vectors to turn instead of twenty-one.
        x, y, z = ((a * sign, -b, -c) for a, b, c in axes)
        angles = hands.finger_angles(seen.world, (x, y, z))
        if sure < 1.0:
            step = scalars.to_rotation_vector(multiply(palm, conjugate(self.palm)))
            palm = multiply(scalars.from_rotation_vector(scalars.times(step, sure)), self.palm)
            angles = self.angles + sure * (angles - self.angles)
        self.palm = self.palm_filter(palm, at_s)
        self.angles = self.fingers_filter(angles, at_s)


class LimbSolver:
    """Fed with every Landmarks value; works only when the body or a hand in it is new."""

    def __init__(self, filters: FilterSettings, shoulders_m: float) -> None:
        self._shoulders_m = shoulders_m
        picture, depth = filters.arm_in_picture, filters.arm_depth
        segment = (picture, picture, depth)
        self._body_filter = joined([*segment * 4, *(filters.torso,) * 2, *(filters.visibility,) * 4])
        self._hands = (_Hand(filters), _Hand(filters))
        self._track = Track((_ARMS + _FINGERS) // 4)
        self._sight: tuple[tuple[float | None, ...], tuple[BodyLandmarks | None, _Pair]] | None = None
        self._body_at_s: float | None = None
        self._segments: list[float] | None = None
        self._visibility = [0.0] * 4
        """Left elbow, right elbow, left wrist, right wrist."""
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

    def update(self, landmarks: Landmarks, torso: Quat) -> None:
        """Takes in what is new; `torso` is the upper chest's rotation in avatar space."""
        seen, both = self._sighted(landmarks)
        self._has_body = seen is not None
        new_body = seen is not None and seen.captured_at_s != self._body_at_s
        if seen is not None and new_body:
            self._take_body(seen, landmarks.image_size, both)
        now_s, newest_s = landmarks.captured_at_s, -math.inf if seen is None else seen.captured_at_s
        new_hand = any_hand = False
        present = [0.0, 0.0]
        for side, (hand, state) in enumerate(zip(both, self._hands, strict=True)):
            if hand is None:
                continue
            if hand.captured_at_s != state.at_s:
                new_hand = True
                state.take(hand, -1.0 if side else 1.0)
            newest_s = max(newest_s, hand.captured_at_s)
            if now_s - hand.captured_at_s < _HAND_FRESH_S and state.at_s is not None:
                any_hand, present[side] = True, 1.0
        # Most of a show the hands are out of the picture; then there is nothing to work out and nothing to vouch for.
        self._in_sight = any_hand or max(self._visibility) > _SEEN[0]
        if self._segments is not None and (new_body or new_hand) and self._in_sight:
            self._work(self._segments, newest_s, torso, present)
        self._follow_shoulders(now_s)

    def _sighted(self, landmarks: Landmarks) -> tuple[BodyLandmarks | None, _Pair]:
        """The body if its numbers are sound, and the hands at their wrists. Body and hands come more seldom than the
        face: while none is new, neither is the answer."""
        seen = landmarks.body
        parts = (seen, landmarks.left_hand, landmarks.right_hand)
        times_s = tuple(None if part is None else part.captured_at_s for part in parts)
        if self._sight is None or self._sight[0] != times_s:
            if seen is not None and not (finite(seen.world) and finite(seen.points) and finite(seen.visibility)):
                seen = None
            self._sight = (times_s, (seen, _identified(landmarks, seen)))
        return self._sight[1]

    def at(self, time_s: float) -> Limbs:
        """The limbs at that time (lagging as `Track` says). Out of sight they stay as they were, with trust 0."""
        values = self._track.at(time_s) if self._in_sight else None
        if values is not None:
            self._last = values
        last, told = self._last, _ARMS + _FINGERS
        trust = np.minimum(np.maximum(last[told:], 0.0), 1.0)
        if not (self._in_sight and self._has_body):
            trust[:] = 0.0
        return Limbs(
            last[:_ARMS].reshape(2, 4, 4), last[_ARMS:told].reshape(2, 15, 4), trust[:8].reshape(2, 4), trust[8:]
        )

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
            self._body_filter.reset()
            dt_s = 1 / 30
        self._body_at_s = at_s
        visibility = [min(max(value, 0.0), 1.0) for value in seen.visibility.tolist()]
        self._line_seen = ease(ramp(min(visibility[_LEFT_SHOULDER], visibility[_RIGHT_SHOULDER]), 0.5, 0.9))
        self._shoulders_m += (1.0 - decay(2.0, dt_s)) * (
            min(max(arms.shoulder_width_m(seen), 0.22), 0.5) - self._shoulders_m
        )
        left, right = (
            hand.points[hands.WRIST, :2].tolist() if hand is not None and abs(hand.captured_at_s - at_s) < 0.1 else None
            for hand in both
        )
        told = np.empty(12 + 2 + 4)
        told[:12] = arms.arm_segments(seen, image_size, (left, right))
        told[12:14] = body.shoulder_line(seen.world[_LEFT_SHOULDER].tolist(), seen.world[_RIGHT_SHOULDER].tolist())
        told[14:] = visibility[_ELBOWS_WRISTS]
        filtered = self._body_filter(told, at_s).tolist()
        self._segments, self._visibility = filtered[:12], filtered[14:]
        self._line = (filtered[12], filtered[13])

    def _work(self, filtered: list[float], at_s: float, torso: Quat, present: list[float]) -> None:
        dt_s = 0.0 if self._worked_at_s is None else max(at_s - self._worked_at_s, 0.0)
        step = 1.0 - decay(_HANDS_STEP_HALF_LIFE_S, dt_s) if self._worked_at_s is not None else 1.0
        self._worked_at_s = at_s
        chest_from_camera = conjugate(torso)
        told: list[float] = []
        trust: list[float] = []
        for side, state in enumerate(self._hands):
            state.weight += step * (present[side] - state.weight)
            elbow_seen = ease(ramp(self._visibility[side], *_SEEN))
            wrist_seen = max(ease(ramp(self._visibility[2 + side], *_SEEN)), state.weight)
            told += self._arm(side, state, filtered[6 * side : 6 * side + 6], chest_from_camera, elbow_seen)
            upper_seen = max(elbow_seen, wrist_seen)
            trust += (upper_seen, upper_seen, wrist_seen, wrist_seen * state.weight)
        fingers = hands.finger_rotations(np.array([state.angles for state in self._hands]))
        fingers *= _MIRRORED_FINGERS
        values = np.empty(len(self._last))
        values[:_ARMS] = told
        values[_ARMS : _ARMS + _FINGERS] = fingers.ravel()
        values[_ARMS + _FINGERS :] = (*trust, self._hands[0].weight, self._hands[1].weight)
        self._track.push(at_s, values)

    def _arm(
        self, side: int, state: _Hand, segments: list[float], chest_from_camera: Quat, elbow_seen: float
    ) -> list[float]:
        """(16,) numbers: shoulder, upper arm, lower arm, hand."""
        sign = -1.0 if side else 1.0
        directions = []
        for (x, y, z), share in (
            (segments[:3], arms.UPPER_PER_SHOULDERS), (segments[3:], arms.FORE_PER_SHOULDERS)
        ):  # fmt: skip
            bone = scalars.rotate(chest_from_camera, arms.with_depth((x, y, z), share * self._shoulders_m))
            directions.append(scalars.unit((bone[0] * sign, bone[1], bone[2]), (0.0, -1.0, 0.0)))
        upper, fore = arms.reach(directions[0], directions[1], elbow_seen)
        shoulder, upper_arm, lower_arm, forearm_in_chest = arms.arm_rotations(upper, fore)
        # A mirrored rotation turns about the mirrored axis the other way.
        x, y, z, w = chest_from_camera
        hand_in_chest = multiply((x, y * sign, z * sign, w), state.palm)
        fore_twist, hand, state.twist_rad = arms.wrist(
            multiply(conjugate(forearm_in_chest), hand_in_chest), state.twist_rad, state.weight
        )
        told: list[float] = []
        for x, y, z, w in (shoulder, upper_arm, multiply(lower_arm, fore_twist), hand):
            told += (x, y * sign, z * sign, w)
        return told


_Pair = tuple[HandLandmarks | None, HandLandmarks | None]


def _hanging() -> Array:
    """What `Track` holds of arms nobody has seen yet: they hang, and are not trusted."""
    upper, fore = scalars.unit((0.25, -1.0, 0.0)), scalars.unit((0.0, -1.0, 0.2))
    *arm, _ = arms.arm_rotations(upper, fore)
    both = np.array([[*arm, scalars.IDENTITY]] * 2)
    both[1, :, 1:3] *= -1.0
    fingers = hands.finger_rotations(np.array([hands.RELAXED] * 2)) * _MIRRORED_FINGERS
    return np.concatenate((both.ravel(), fingers.ravel(), np.zeros(2 * 4 + 2)))


def _identified(landmarks: Landmarks, seen: BodyLandmarks | None) -> _Pair:
    """(left, right) hands, each at the wrist it belongs to.

    The hand landmarker takes cheeks for hands and lefts for rights. A hand far from both wrists of the body is
    dropped, one that is clearly at the other wrist changes its name; where the wrists are together the landmarker's
    word stands.
    """
    if seen is None:
        return None, None
    if landmarks.left_hand is None and landmarks.right_hand is None:
        return None, None
    width, height = landmarks.image_size
    joints = [(x * width, y * height) for x, y in seen.points[_LEFT_SHOULDER : _LEFT_SHOULDER + 6, :2].tolist()]
    shoulders_px, wrists = max(math.dist(joints[0], joints[1]), 1.0), joints[4:]
    best: list[HandLandmarks | None] = [None, None]
    nearest = [_AT_WRIST, _AT_WRIST]
    for named, hand in enumerate((landmarks.left_hand, landmarks.right_hand)):
        if hand is None or not (finite(hand.world) and finite(hand.points)):
            continue
        x, y = hand.points[hands.WRIST, :2].tolist()
        apart = [math.dist((x * width, y * height), joint) / shoulders_px for joint in wrists]
        side = named if apart[named] < apart[1 - named] + _TOGETHER else 1 - named
        if apart[side] < nearest[side]:
            best[side], nearest[side] = hand, apart[side]
    return best[0], best[1]
