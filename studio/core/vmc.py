"""What the VMC protocol calls things, and its axes: Unity's, left-handed, +Z before the figure, +X to its right.

Protocol: VMC 3.1 (protocol.vmc.info). Marionettes listen on UDP 39539, performers on 39540.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from studio.core.names import BONES, PRESETS

Array = NDArray[Any]

MARIONETTE_PORT = 39539
PERFORMER_PORT = 39540
MOST_DATAGRAM = 1500
"""Bytes of a bundle that no network tears apart."""


def _unity_name(bone: str) -> str:
    """Unity's HumanBodyBones: its thumb begins one joint later, and segments are called otherwise."""
    name = bone[0].upper() + bone[1:]
    if "Thumb" in bone:
        for vrm, unity in (("Metacarpal", "Proximal"), ("Proximal", "Intermediate")):
            if name.endswith(vrm):
                return name.removesuffix(vrm) + unity
    return name


UNITY_OF_BONE: Mapping[str, str] = MappingProxyType({bone: _unity_name(bone) for bone in BONES})
BONE_OF_UNITY: Mapping[str, str] = MappingProxyType({unity: bone for bone, unity in UNITY_OF_BONE.items()})

VRM0_OF_PRESET: Mapping[str, str] = MappingProxyType(
    {
        "happy": "Joy", "angry": "Angry", "sad": "Sorrow", "relaxed": "Fun", "surprised": "Surprised",
        "aa": "A", "ih": "I", "ou": "U", "ee": "E", "oh": "O",
        "blink": "Blink", "blinkLeft": "Blink_L", "blinkRight": "Blink_R",
        "lookUp": "LookUp", "lookDown": "LookDown", "lookLeft": "LookLeft", "lookRight": "LookRight",
        "neutral": "Neutral",
    }
)  # fmt: skip
"""A VRM 1.0 sender still sends the names of VRM 0.x by default."""
PRESET_OF_NAME: Mapping[str, str] = MappingProxyType(
    {name.lower(): preset for preset, name in VRM0_OF_PRESET.items()} | {preset.lower(): preset for preset in PRESETS}
)
"""Either name in small letters → the preset."""


def flip_rotations(rotations: Array) -> Array:
    """(…, 4) between Unity's axes and ours, either way: the mirror at the plane of symmetry."""
    return np.asarray(rotations * np.array((1.0, -1.0, -1.0, 1.0)))


def flip_place(place: Array) -> Array:
    """(…, 3) metres, either way."""
    return np.asarray(place * np.array((-1.0, 1.0, 1.0)))
