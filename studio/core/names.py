"""The names of the field, in the one order every array of the studio uses.

Arrays inside, names at the edges: a pose is a (55, 4) array whose row `BONE["head"]` is the head.
Humanoid bones and expression presets: VRM 1.0 (VRMC_vrm-1.0 humanoid.md, expressions.md). The 52: Apple ARKit.
"""

from __future__ import annotations

from types import MappingProxyType

_SIDES = ("left", "right")
_FINGERS = ("Thumb", "Index", "Middle", "Ring", "Little")


def _segments(finger: str) -> tuple[str, str, str]:
    return ("Metacarpal", "Proximal", "Distal") if finger == "Thumb" else ("Proximal", "Intermediate", "Distal")


def _bones_with_parents() -> dict[str, str | None]:
    """Parents come before children, so one pass in this order composes a pose."""
    bones: dict[str, str | None] = {
        "hips": None, "spine": "hips", "chest": "spine", "upperChest": "chest", "neck": "upperChest", "head": "neck",
        "leftEye": "head", "rightEye": "head", "jaw": "head",
    }  # fmt: skip
    for side in _SIDES:
        parent = "hips"
        for part in ("UpperLeg", "LowerLeg", "Foot", "Toes"):
            bones[side + part] = parent
            parent = side + part
    for side in _SIDES:
        parent = "upperChest"
        for part in ("Shoulder", "UpperArm", "LowerArm", "Hand"):
            bones[side + part] = parent
            parent = side + part
    for side in _SIDES:
        for finger in _FINGERS:
            parent = side + "Hand"
            for segment in _segments(finger):
                bones[side + finger + segment] = parent
                parent = side + finger + segment
    return bones


_PARENTS = _bones_with_parents()

BONES: tuple[str, ...] = tuple(_PARENTS)
"""The 55 humanoid bones of VRM 1.0, parents before children."""
BONE: MappingProxyType[str, int] = MappingProxyType({name: i for i, name in enumerate(BONES)})
BONE_PARENT: tuple[int, ...] = tuple(-1 if parent is None else BONE[parent] for parent in _PARENTS.values())
"""Index of the parent bone in the full humanoid; -1 for the hips. An avatar may lack optional bones in between."""

PRESETS: tuple[str, ...] = (
    "happy", "angry", "sad", "relaxed", "surprised",
    "aa", "ih", "ou", "ee", "oh",
    "blink", "blinkLeft", "blinkRight",
    "lookUp", "lookDown", "lookLeft", "lookRight",
    "neutral",
)  # fmt: skip
"""The 18 expression presets of VRM 1.0."""
PRESET: MappingProxyType[str, int] = MappingProxyType({name: i for i, name in enumerate(PRESETS)})

ARKIT: tuple[str, ...] = (
    "browDownLeft", "browDownRight", "browInnerUp", "browOuterUpLeft", "browOuterUpRight",
    "cheekPuff", "cheekSquintLeft", "cheekSquintRight",
    "eyeBlinkLeft", "eyeBlinkRight",
    "eyeLookDownLeft", "eyeLookDownRight", "eyeLookInLeft", "eyeLookInRight",
    "eyeLookOutLeft", "eyeLookOutRight", "eyeLookUpLeft", "eyeLookUpRight",
    "eyeSquintLeft", "eyeSquintRight", "eyeWideLeft", "eyeWideRight",
    "jawForward", "jawLeft", "jawOpen", "jawRight",
    "mouthClose", "mouthDimpleLeft", "mouthDimpleRight", "mouthFrownLeft", "mouthFrownRight", "mouthFunnel",
    "mouthLeft", "mouthLowerDownLeft", "mouthLowerDownRight", "mouthPressLeft", "mouthPressRight", "mouthPucker",
    "mouthRight", "mouthRollLower", "mouthRollUpper", "mouthShrugLower", "mouthShrugUpper",
    "mouthSmileLeft", "mouthSmileRight", "mouthStretchLeft", "mouthStretchRight",
    "mouthUpperUpLeft", "mouthUpperUpRight",
    "noseSneerLeft", "noseSneerRight",
    "tongueOut",
)  # fmt: skip
"""The 52 face shapes of ARKit ("perfect sync"); left and right are the person's own."""
ARKIT_INDEX: MappingProxyType[str, int] = MappingProxyType({name: i for i, name in enumerate(ARKIT)})

BODY_POINTS = 33
"""MediaPipe pose landmarks (BlazePose): 11/12 shoulders, 13/14 elbows, 15/16 wrists, 23/24 hips; even = right."""
FACE_POINTS = 478
"""MediaPipe face mesh with irises: 468–472 right iris, 473–477 left iris (the person's own sides)."""
HAND_POINTS = 21
