"""Idle life, blinks, the performer, gestures, held expressions → the one AvatarState. Nobody else writes the avatar."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numpy.typing import NDArray

from studio.core.arrays import frozen
from studio.core.names import ARKIT, ARKIT_INDEX, BONE, BONES, PRESET, PRESETS
from studio.core.pose import AvatarState, Mouth, PerformerPose
from studio.maths import quaternions
from studio.mixing.absence import TRUSTED, Presence
from studio.mixing.blink import Blinks
from studio.mixing.cues import Cues
from studio.mixing.idle import BREATHING, Idle

Array = NDArray[Any]

MAX_STEP_RAD = math.radians(7.8)
"""No joint turns farther between two ticks, whatever the tracker says: a slip of the tracker becomes a quick
movement."""
MAX_SPEED_RAD_PER_S = math.radians(600.0)
"""Nor faster than this, at high tick rates."""
MAX_WEIGHT_PER_S = 14.0
"""Of expression weights: a blink still closes in 0.07 s, nothing pops."""
MAX_GAZE_RAD_PER_S = 9.0
STALE_S = 0.25
"""A performer's pose that has not changed its capture time for this long is no news."""

_FACE = len(BONES)
_HIPS = BONE["hips"]
_TO_EAR_S = 0.25
"""From the seen to the heard mouth and back."""
_MOUTH = np.array(
    [
        *(ARKIT_INDEX[name] for name in (
            "jawOpen", "mouthClose", "mouthFunnel", "mouthPucker", "mouthStretchLeft", "mouthStretchRight",
            "mouthLowerDownLeft", "mouthLowerDownRight", "mouthUpperUpLeft", "mouthUpperUpRight",
        )),
        *(len(ARKIT) + PRESET[name] for name in ("aa", "ih", "ou", "ee", "oh")),
    ]
)  # fmt: skip
"""What speech moves; a smile stays the performer's."""
_BLINKS = np.array([ARKIT_INDEX["eyeBlinkLeft"], ARKIT_INDEX["eyeBlinkRight"], len(ARKIT) + PRESET["blink"]])


class Mixer:
    """Steps once per show tick; deterministic from its seed and what it is handed."""

    def __init__(self, seed: int = 0) -> None:
        random = np.random.default_rng(seed)
        self._idle = Idle(random)
        self._blinks = Blinks(random)
        self._presence = Presence(len(BONES) + 1)
        self._captured_at_s = -math.inf
        self._news_at_s = -math.inf
        self._followed: Array = np.tile(quaternions.IDENTITY, (len(BONES), 1))
        self._followed_hips: Array = np.zeros(3)
        self._followed_face: Array = np.zeros(len(ARKIT) + len(PRESETS))
        self._followed_gaze: Array = np.zeros(2)
        self._by_ear = 0.0
        self._heard: Array = np.zeros(len(_MOUTH))
        self._shown: AvatarState | None = None
        self.cues = Cues()
        """Gestures, played over all of it."""

    def step(
        self,
        performer: PerformerPose | None,
        now_s: float,
        dt_s: float,
        held: tuple[tuple[str, float], ...] = (),
        mouth: Mouth | None = None,
    ) -> AvatarState:
        """The avatar at `now_s`, `dt_s` after the last step. `held`: expressions by name with weights 0–1, laid on
        top. `mouth`: told by sound, instead of the performer's."""
        idle = self._idle.step(dt_s)
        closed = self._blinks.step(dt_s)
        trust = self._take(performer, now_s)
        weights = self._presence.step(trust, dt_s)
        bone_weights, face_weight = weights[:_FACE], float(weights[_FACE])

        # Breath and sway go on under a performer's own posture; a chest that never moves looks dead.
        alive = self._followed.copy()
        alive[BREATHING] = quaternions.multiply(idle.breath, alive[BREATHING])
        rotations = _blended(idle.rotations, alive, bone_weights)
        hips_m = idle.hips_offset_m + float(bone_weights[_HIPS]) * self._followed_hips
        face = np.concatenate((idle.arkit, idle.presets))
        face += face_weight * (self._followed_face - face)
        gaze = idle.gaze_rad + face_weight * (self._followed_gaze - idle.gaze_rad)
        most = dt_s / _TO_EAR_S
        self._by_ear += min(max((mouth is not None) - self._by_ear, -most), most)
        if mouth is not None:
            self._heard = np.concatenate((mouth.arkit, mouth.presets))[_MOUTH]
        if self._by_ear > 0.0:
            face[_MOUTH] += self._by_ear * (self._heard - face[_MOUTH])
        face[_BLINKS] = np.maximum(face[_BLINKS], closed * (1.0 - face_weight))

        rotations, hips_m, held = self.cues.step(rotations, hips_m, held, dt_s)
        if self._shown is not None:
            rotations, hips_m, face, gaze = _within_reach(self._shown, rotations, hips_m, face, gaze, dt_s=dt_s)
        face = np.minimum(np.maximum(face, 0.0), 1.0)
        self._shown = AvatarState(
            rotations=frozen(quaternions.normalize(rotations)),
            hips_offset_m=frozen(hips_m),
            arkit=frozen(face[: len(ARKIT)]),
            presets=frozen(face[len(ARKIT) :]),
            gaze_rad=frozen(gaze),
            held=tuple((name, min(max(float(weight), 0.0), 1.0)) for name, weight in held),
        )
        return self._shown

    def _take(self, performer: PerformerPose | None, now_s: float) -> Array:
        """(56,) trust of every bone and of the face; what is trusted is remembered, so that what is lost can be
        held."""
        if performer is not None and performer.captured_at_s != self._captured_at_s:
            self._captured_at_s, self._news_at_s = performer.captured_at_s, now_s
        trust = np.zeros(len(BONES) + 1)
        if performer is None or now_s - self._news_at_s > STALE_S or not _is_sound(performer):
            return trust
        trust[:_FACE], trust[_FACE] = performer.trust, performer.face_trust
        seen = trust >= TRUSTED
        self._followed = np.where(seen[:_FACE, None], performer.rotations, self._followed)
        if seen[_HIPS]:
            self._followed_hips = np.asarray(performer.hips_offset_m, float)
        if seen[_FACE]:
            self._followed_face = np.concatenate((performer.arkit, performer.presets)).astype(float)
            self._followed_gaze = np.asarray(performer.gaze_rad, float)
        return trust


def _within_reach(
    last: AvatarState, rotations: Array, hips_m: Array, face: Array, gaze: Array, *, dt_s: float
) -> tuple[Array, Array, Array, Array]:
    """What is wanted, brought near enough to what was shown last."""
    most = min(MAX_STEP_RAD, MAX_SPEED_RAD_PER_S * dt_s)
    shown = last.rotations.astype(float)
    too_far = np.flatnonzero(np.abs(np.vecdot(shown, rotations)) < math.cos(0.5 * most))
    if len(too_far):
        rotations = rotations.copy()
        share = most / np.maximum(quaternions.angle_between(shown[too_far], rotations[too_far]), most)
        rotations[too_far] = quaternions.slerp(shown[too_far], rotations[too_far], share)
    hips_m = _near(last.hips_offset_m, hips_m, 0.4 * dt_s)
    face = _near(np.concatenate((last.arkit, last.presets)).astype(float), face, MAX_WEIGHT_PER_S * dt_s)
    return rotations, hips_m, face, _near(last.gaze_rad, gaze, MAX_GAZE_RAD_PER_S * dt_s)


def _near(last: Array, wanted: Array, most: float) -> Array:
    """What is wanted, at most so far from what was."""
    near: Array = last + np.minimum(np.maximum(wanted - last, -most), most)
    return near


def _blended(idle: Array, alive: Array, weights: Array) -> Array:
    """(55, 4) rotations from `idle` (weight 0) to `alive` (1). Most bones are wholly one of the two."""
    alive = np.where(np.vecdot(idle, alive)[:, None] < 0.0, -alive, alive)
    rotations = np.where(weights[:, None] > 0.5, alive, idle)
    between = np.flatnonzero((weights > 0.0) & (weights < 1.0))
    if len(between):
        rotations[between] = quaternions.slerp(idle[between], alive[between], weights[between])
    return rotations


_LEAST_TURN = 0.25
"""Squared length of a rotation below which it says nothing."""


def _is_sound(performer: PerformerPose) -> bool:
    values = (
        performer.rotations.ravel(), performer.trust, performer.hips_offset_m, performer.arkit, performer.presets,
        performer.gaze_rad, (performer.face_trust,),
    )  # fmt: skip
    turns = performer.rotations
    return bool(np.isfinite(np.concatenate(values)).all() and np.vecdot(turns, turns).min() > _LEAST_TURN)
