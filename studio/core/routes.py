"""Which part of the avatar follows which source: the face a phone, the body a webcam, the hands a suit."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from studio.core.names import BONES


class PoseSource(StrEnum):
    """Where poses come from."""

    CAMERA = "camera"
    """The chosen performer: webcam, video or take, solved here."""
    PHONE = "phone"
    """iFacialMocap: face, gaze and head."""
    VMC = "vmc"
    """Any sender of the VMC protocol: suits, VR trackers, other tracking programs."""


class BodyPart(StrEnum):
    FACE = "face"
    """Expressions, gaze, head and neck."""
    BODY = "body"
    """Hips, spine, shoulders, arms and legs."""
    HANDS = "hands"
    """Wrists and fingers."""


@dataclass(frozen=True, slots=True)
class Routes:
    face: PoseSource = PoseSource.CAMERA
    body: PoseSource = PoseSource.CAMERA
    hands: PoseSource = PoseSource.CAMERA

    def source_of(self, part: BodyPart) -> PoseSource:
        match part:
            case BodyPart.FACE:
                return self.face
            case BodyPart.BODY:
                return self.body
            case BodyPart.HANDS:
                return self.hands


def _part_of(bone: str) -> BodyPart:
    if bone in ("head", "neck", "jaw", "leftEye", "rightEye"):
        return BodyPart.FACE
    fingers = ("Thumb", "Index", "Middle", "Ring", "Little")
    if bone.endswith("Hand") or any(finger in bone for finger in fingers):
        return BodyPart.HANDS
    return BodyPart.BODY


PART_OF_BONE: tuple[BodyPart, ...] = tuple(_part_of(bone) for bone in BONES)
"""In the order of `BONES`."""
