"""Landmarks → PerformerPose, frame by frame. Holds filters and nothing else; the only clock is the landmarks' own
times."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from studio.core.arrays import frozen
from studio.core.landmarks import FaceLandmarks, Landmarks
from studio.core.names import ARKIT, BONE, BONES, PRESETS
from studio.core.pose import PerformerPose, rest_rotations
from studio.maths import scalars
from studio.maths.scalars import Quat, Vec
from studio.solving import body, face, gaze, head
from studio.solving.calibration import Learner, Profile, profile_of
from studio.solving.filters import FilterSettings, joined
from studio.solving.limbs import FIRST_FINGERS, LimbSolver
from studio.solving.presets import presets_from_arkit
from studio.solving.space import SIDES, Array, finite

_FORGET_S = 0.5
"""A part unseen for this long comes back as new: its filters start afresh."""
_STALE_S = 0.25
"""A face older than this is no longer vouched for."""

_SPINE_TO_HEAD = slice(BONE["spine"], BONE["head"] + 1)
_SPINE = slice(BONE["spine"], BONE["upperChest"] + 1)
_NECK_HEAD = slice(BONE["neck"], BONE["head"] + 1)
_HIPS = BONE["hips"]
_REST = rest_rotations()
_ARMS = np.array([BONE[f"{side}{part}"] for side in SIDES for part in ("Shoulder", "UpperArm", "LowerArm", "Hand")])
_LEFT_FINGERS, _RIGHT_FINGERS = (
    slice(BONE[f"{side}{FIRST_FINGERS}"], BONE[f"{side}{FIRST_FINGERS}"] + 15) for side in SIDES
)
_LOOKS = [i for i, name in enumerate(ARKIT) if name.startswith("eyeLook")]
_FIRST_LOOK, _LAST_LOOK = _LOOKS[0], _LOOKS[-1] + 1


@dataclass(frozen=True, slots=True)
class SolverSettings:
    """How to solve."""

    filters: FilterSettings = field(default_factory=FilterSettings)
    look_into_camera: bool = False
    """The eyes meet the camera's whatever the performer reads on the screen."""


class Solver:
    """One performer's landmarks, in rising order of time, to poses. Unmirrored."""

    def __init__(self, settings: SolverSettings = SolverSettings(), profile: Profile | None = None) -> None:
        self._settings = settings
        self.look_into_camera = settings.look_into_camera
        """May be changed at any time; the eyes then go over as quickly as eyes do."""
        self._profile = profile or Profile()
        self.reset()

    def reset(self) -> None:
        """Forgets the past, keeps the profile."""
        filters = self._settings.filters
        self._learner = Learner(self._profile)
        x, y, z, w = self._profile.head.tolist()
        self._from_straight = scalars.conjugate((x, y, z, w))
        yaw, pitch = self._profile.gaze_rad.tolist()
        self._straight_gaze = (yaw, pitch)
        self._head_filter = filters.head.rotation_filter()
        self._face_filter = joined([filters.neck_place] * 3 + [filters.gaze] * 2 + [filters.expression] * len(ARKIT))
        self._limbs = LimbSolver(filters, self._profile.shoulders_m)
        self._now_s = -math.inf
        self._face_at_s: float | None = None
        self._head: Quat = scalars.IDENTITY
        self._neck_moved_cm: Vec = (0.0, 0.0, 0.0)
        self._gaze = (0.0, 0.0)
        self._face_told: tuple[Array, Array, Array, Array] = tuple(
            frozen(np.zeros(size)) for size in (3, len(ARKIT), len(PRESETS), 2)
        )  # type: ignore[assignment]

    @property
    def profile(self) -> Profile:
        """The performer's neutral; setting it starts anew."""
        return self._profile

    @profile.setter
    def profile(self, profile: Profile) -> None:
        self._profile = profile
        self.reset()

    def calibrate(self, samples: Sequence[Landmarks]) -> Profile:
        """The profile of a performer who looked straight and relaxed over the samples (half a second of them).

        Also takes it over. Raises TrackingError if no face was seen in them.
        """
        self.profile = profile_of(samples, self._profile)
        return self._profile

    def solve(self, landmarks: Landmarks) -> PerformerPose:
        """The pose at `landmarks.captured_at_s`. Parts that are absent or broken keep their last pose with trust 0."""
        now_s = landmarks.captured_at_s
        if now_s < self._now_s:
            self.reset()
        self._now_s = now_s

        if landmarks.face is not None:
            self._solve_face(landmarks.face, landmarks.image_size)
        face_seen = self._face_at_s is not None and now_s - self._face_at_s < _STALE_S and landmarks.face is not None

        torso_vector = body.torso_rotation(
            self._neck_moved_cm,
            scalars.to_rotation_vector(self._head)[1],
            self._limbs.shoulder_line,
            self._limbs.line_trust,
        )
        torso = scalars.from_rotation_vector(torso_vector)
        self._limbs.update(landmarks, torso)

        head_in_torso = scalars.multiply(scalars.conjugate(torso), self._head)
        limbs = self._limbs.at(now_s)
        rotations = _REST.copy()
        rotations[_SPINE_TO_HEAD] = [*body.spine_rotations(torso_vector), *head.neck_and_head(head_in_torso)]
        rotations[_ARMS] = limbs.arms.reshape(8, 4)
        rotations[_LEFT_FINGERS], rotations[_RIGHT_FINGERS] = limbs.fingers
        trust = np.zeros(len(BONES), np.float32)
        face_trust = 1.0 if face_seen else 0.0
        trust[_HIPS] = trust[_NECK_HEAD] = face_trust
        trust[_SPINE] = max(face_trust, self._limbs.line_trust)
        trust[_ARMS] = limbs.arm_trust.reshape(8)
        trust[_LEFT_FINGERS], trust[_RIGHT_FINGERS] = limbs.finger_trust
        hips_m, arkit, presets, gaze_rad = self._face_told
        return PerformerPose(
            captured_at_s=now_s,
            rotations=frozen(rotations),
            trust=frozen(trust),
            hips_offset_m=hips_m,
            arkit=arkit,
            presets=presets,
            gaze_rad=gaze_rad,
            face_trust=face_trust,
        )

    def _solve_face(self, seen: FaceLandmarks, image_size: tuple[int, int]) -> None:
        at_s = seen.captured_at_s
        if self._face_at_s is not None and at_s == self._face_at_s:
            return
        if not (finite(seen.points) and finite(seen.blendshapes) and finite(seen.camera_from_face)):
            return
        turned = head.head_rotation(seen.camera_from_face)
        if turned is None:
            return
        rotation, matrix = turned
        ways = face.ways_on_face(seen, image_size, matrix)
        if ways is None:
            return
        dt_s = 1 / 30 if self._face_at_s is None else at_s - self._face_at_s
        if not 0.0 < dt_s < _FORGET_S:
            self._head_filter.reset()
            self._face_filter.reset()
            dt_s = 1 / 30
        self._face_at_s = at_s

        straight = scalars.multiply(rotation, self._from_straight)
        self._head = self._head_filter(straight, at_s)
        neck_cm = head.neck_in_camera_cm(seen.camera_from_face, matrix)

        yaw, pitch = _yaw_pitch(straight)
        blendshapes = np.minimum(np.maximum(seen.blendshapes, 0.0), 1.0).astype(float)
        features = face.shape_features(ways)
        if abs(yaw) < 0.4 and abs(pitch) < 0.4:
            self._learner.learn(blendshapes, features, dt_s)
        known = self._learner.face
        lids = face.eyelids(blendshapes, features, known, yaw)

        if self.look_into_camera:
            looked = gaze.within_reach(-yaw, -pitch)
        else:
            looked = gaze.fuse(gaze.gaze_by_irises(ways, yaw), gaze.gaze_by_shapes(blendshapes), self._straight_gaze)
        # Behind closed lids the irises are guessed: the gaze waits for the eyes to open.
        open_share = 1.0 - 0.97 * 0.5 * (lids[0] + lids[1])
        told = [
            *scalars.sub(neck_cm, self._learner.neck_cm(neck_cm, dt_s)),
            self._gaze[0] + open_share * (looked[0] - self._gaze[0]),
            self._gaze[1] + open_share * (looked[1] - self._gaze[1]),
            *face.arkit_values(blendshapes, features, known, lids),
        ]
        filtered = self._face_filter(told, at_s)
        neck_x, neck_y, neck_z, gaze_yaw, gaze_pitch = filtered[:5].tolist()
        self._neck_moved_cm, self._gaze = (neck_x, neck_y, neck_z), (gaze_yaw, gaze_pitch)
        arkit = filtered[5:].copy()
        # The gaze has its own filter; told once more as shapes it is not filtered twice.
        arkit[_FIRST_LOOK:_LAST_LOOK] = gaze.look_shapes(gaze_yaw, gaze_pitch)
        np.minimum(np.maximum(arkit, 0.0, out=arkit), 1.0, out=arkit)
        self._face_told = (
            frozen(body.hips_offset(self._neck_moved_cm)),
            frozen(arkit),
            frozen(presets_from_arkit(arkit.tolist())),
            frozen(self._gaze),
        )


def _yaw_pitch(head_rotation: Quat) -> tuple[float, float]:
    """Where the face points: yaw + = to the performer's left, pitch + = down, radians."""
    x, y, z = scalars.rotate(head_rotation, (0.0, 0.0, 1.0))
    return math.atan2(x, z), -math.asin(scalars.clamp(y, -1.0, 1.0))
