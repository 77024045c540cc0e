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
from studio.mixing.idle import Idle

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
_BLINKS = np.array([ARKIT_INDEX["eyeBlinkLeft"], ARKIT_INDEX["eyeBlinkRight"]])


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
        alive = quaternions.multiply(quaternions.from_rotation_vector(idle.breath_rad), self._followed)
        rotations = quaternions.slerp(idle.rotations, alive, bone_weights)
        hips_m = idle.hips_offset_m + float(bone_weights[_HIPS]) * self._followed_hips
        face = np.concatenate((idle.arkit, idle.presets))
        face += face_weight * (self._followed_face - face)
        gaze = idle.gaze_rad + face_weight * (self._followed_gaze - idle.gaze_rad)
        self._by_ear += float(np.clip((mouth is not None) - self._by_ear, -dt_s / _TO_EAR_S, dt_s / _TO_EAR_S))
        if mouth is not None:
            self._heard = np.concatenate((mouth.arkit, mouth.presets))[_MOUTH]
        face[_MOUTH] += self._by_ear * (self._heard - face[_MOUTH])
        closed *= 1.0 - face_weight
        face[_BLINKS] = np.maximum(face[_BLINKS], closed)
        blink = len(ARKIT) + PRESET["blink"]
        face[blink] = max(float(face[blink]), closed)

        rotations, hips_m, held = self.cues.step(rotations, hips_m, held, dt_s)
        if self._shown is not None:
            rotations, hips_m, face, gaze = _within_reach(self._shown, rotations, hips_m, face, gaze, dt_s=dt_s)
        face = np.clip(face, 0.0, 1.0)
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
    share = np.minimum(most / np.maximum(quaternions.angle_between(shown, rotations), 1e-9), 1.0)
    too_far = share < 1.0
    if too_far.any():
        rotations = rotations.copy()
        rotations[too_far] = quaternions.slerp(shown[too_far], rotations[too_far], share[too_far])
    hips_m = last.hips_offset_m + np.clip(hips_m - last.hips_offset_m, -0.4 * dt_s, 0.4 * dt_s)
    weights = np.concatenate((last.arkit, last.presets)).astype(float)
    face = weights + np.clip(face - weights, -MAX_WEIGHT_PER_S * dt_s, MAX_WEIGHT_PER_S * dt_s)
    gaze = last.gaze_rad + np.clip(gaze - last.gaze_rad, -MAX_GAZE_RAD_PER_S * dt_s, MAX_GAZE_RAD_PER_S * dt_s)
    return rotations, hips_m, face, gaze


def _is_sound(performer: PerformerPose) -> bool:
    return all(
        bool(np.isfinite(values).all())
        for values in (
            performer.rotations, performer.trust, performer.hips_offset_m, performer.arkit, performer.presets,
            performer.gaze_rad, performer.face_trust,
        )
    )  # fmt: skip
