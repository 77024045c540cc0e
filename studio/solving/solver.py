"""Landmarks → PerformerPose, frame by frame. Holds filters and nothing else; the only clock is the landmarks' own
times."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from studio.core.arrays import frozen
from studio.core.landmarks import FaceLandmarks, Landmarks
from studio.core.names import ARKIT, BONE, BONES, PRESETS
from studio.core.pose import PerformerPose, rest_rotations
from studio.maths import quaternions
from studio.solving import body, face, gaze, head
from studio.solving.calibration import Learner, Profile, profile_of
from studio.solving.filters import FilterSettings
from studio.solving.limbs import FIRST_FINGERS, LimbSolver
from studio.solving.presets import presets_from_arkit
from studio.solving.space import SIDES, Array

_FORGET_S = 0.5
"""A part unseen for this long comes back as new: its filters start afresh."""
_STALE_S = 0.25
"""A face older than this is no longer vouched for."""

_SPINE = np.array([BONE["spine"], BONE["chest"], BONE["upperChest"]])
_NECK_HEAD = np.array([BONE["neck"], BONE["head"]])
_HIPS = BONE["hips"]
_ARMS = np.array([[BONE[f"{side}{part}"] for part in ("Shoulder", "UpperArm", "LowerArm", "Hand")] for side in SIDES])
_FINGERS = np.array([np.arange(15) + BONE[f"{side}{FIRST_FINGERS}"] for side in SIDES])
_LOOKS = np.array([i for i, name in enumerate(ARKIT) if name.startswith("eyeLook")])


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
        self._profile = profile or Profile()
        self.reset()

    def reset(self) -> None:
        """Forgets the past, keeps the profile."""
        filters = self._settings.filters
        self._learner = Learner(self._profile)
        self._head_filter = filters.head.rotation_filter()
        self._neck_filter = filters.neck_place.filter()
        self._expression_filter = filters.expression.filter()
        self._gaze_filter = filters.gaze.filter()
        self._limbs = LimbSolver(filters, self._profile.shoulders_m)
        self._now_s = -np.inf
        self._face_at_s: float | None = None
        self._head: Array = np.array(quaternions.IDENTITY)
        self._neck_moved_cm: Array = np.zeros(3)
        self._arkit: Array = np.zeros(len(ARKIT))
        self._presets: Array = np.zeros(len(PRESETS))
        self._gaze: Array = np.zeros(2)

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

        head_turn = quaternions.to_rotation_vector(self._head)
        torso_vector = body.torso_rotation(
            self._neck_moved_cm, float(head_turn[1]), self._limbs.shoulder_line, self._limbs.line_trust
        )
        torso = quaternions.from_rotation_vector(torso_vector)
        self._limbs.update(landmarks, torso)

        rotations = rest_rotations()
        trust = np.zeros(len(BONES), np.float32)
        rotations[_SPINE] = body.spine_rotations(torso_vector)
        rotations[_NECK_HEAD] = head.neck_and_head(quaternions.multiply(quaternions.conjugate(torso), self._head))
        trust[_NECK_HEAD] = trust[_HIPS] = float(face_seen)
        trust[_SPINE] = max(float(face_seen), self._limbs.line_trust)
        limbs = self._limbs.at(now_s)
        rotations[_ARMS], rotations[_FINGERS] = limbs.arms, limbs.fingers
        trust[_ARMS], trust[_FINGERS] = limbs.arm_trust, limbs.finger_trust[:, None]
        return PerformerPose(
            captured_at_s=now_s,
            rotations=frozen(rotations),
            trust=frozen(trust),
            hips_offset_m=frozen(body.hips_offset(self._neck_moved_cm)),
            arkit=frozen(self._arkit),
            presets=frozen(self._presets),
            gaze_rad=frozen(self._gaze),
            face_trust=float(face_seen),
        )

    def _solve_face(self, seen: FaceLandmarks, image_size: tuple[int, int]) -> None:
        at_s = seen.captured_at_s
        if self._face_at_s is not None and at_s == self._face_at_s:
            return
        if not (np.isfinite(seen.points).all() and np.isfinite(seen.blendshapes).all()):
            return
        turned = head.head_rotation(seen.camera_from_face)
        if turned is None:
            return
        rotation, matrix = turned
        upright = face.upright_points(seen, image_size, matrix)
        if upright is None:
            return
        dt_s = 1 / 30 if self._face_at_s is None else at_s - self._face_at_s
        if not 0.0 < dt_s < _FORGET_S:
            for each in (self._head_filter, self._neck_filter, self._expression_filter, self._gaze_filter):
                each.reset()
            dt_s = 1 / 30
        self._face_at_s = at_s

        straight = quaternions.multiply(rotation, quaternions.conjugate(np.asarray(self._profile.head, float)))
        self._head = self._head_filter(straight, at_s)
        neck_cm = head.neck_in_camera_cm(seen.camera_from_face, matrix)
        self._neck_moved_cm = self._neck_filter(neck_cm - self._learner.neck_cm(neck_cm, dt_s), at_s)

        yaw, pitch = _yaw_pitch(straight)
        blendshapes = np.minimum(np.maximum(np.asarray(seen.blendshapes, float), 0.0), 1.0)
        features = face.shape_features(upright)
        if abs(yaw) < 0.4 and abs(pitch) < 0.4:
            self._learner.learn(blendshapes, features, dt_s)
        known = self._learner.face
        lids = face.eyelids(blendshapes, features, known, yaw)
        values = face.arkit_values(blendshapes, features, known, lids)

        open_share = 1.0 - 0.97 * float(lids.mean())
        # Behind closed lids the irises are guessed: the gaze waits for the eyes to open.
        looked = gaze.fuse(
            gaze.gaze_by_irises(upright, yaw),
            gaze.gaze_by_shapes(blendshapes),
            np.asarray(self._profile.gaze_rad, float),
        )
        if self._settings.look_into_camera:
            looked = np.clip(
                (-yaw, -pitch), (-gaze.MAX_YAW_RAD, -gaze.MAX_PITCH_RAD), (gaze.MAX_YAW_RAD, gaze.MAX_PITCH_RAD)
            )
        self._gaze = self._gaze_filter(self._gaze + open_share * (looked - self._gaze), at_s)
        values[_LOOKS] = gaze.look_shapes(self._gaze)
        self._arkit = np.minimum(np.maximum(self._expression_filter(values, at_s), 0.0), 1.0)
        self._presets = presets_from_arkit(self._arkit)


def _yaw_pitch(head_rotation: Array) -> tuple[float, float]:
    """Where the face points: yaw + = to the performer's left, pitch + = down, radians."""
    x, y, z, w = head_rotation.tolist()
    # The rotated +Z, written out.
    forward_x, forward_y, forward_z = 2 * (x * z + y * w), 2 * (y * z - x * w), 1 - 2 * (x * x + y * y)
    return float(np.arctan2(forward_x, forward_z)), float(-np.arcsin(min(max(forward_y, -1.0), 1.0)))
