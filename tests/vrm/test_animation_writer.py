from __future__ import annotations

import numpy as np
import pytest

from studio.core.arrays import frozen
from studio.core.clip import Clip
from studio.core.names import BONE, BONES
from studio.maths import quaternions
from studio.vrm.animation import clip_from_bytes
from studio.vrm.animation_writer import clip_bytes

_FRAMES = 31


def _clip() -> Clip:
    random = np.random.default_rng(3)
    rotations = np.zeros((_FRAMES, len(BONES), 4))
    rotations[..., 3] = 1.0
    for bone in ("hips", "head", "leftLowerArm", "rightIndexDistal"):
        vectors = np.cumsum(random.normal(0, 0.04, (_FRAMES, 3)), axis=0)
        rotations[:, BONE[bone]] = quaternions.from_rotation_vector(vectors)
    return Clip(
        "dance",
        30.0,
        frozen(rotations),
        frozen(np.cumsum(random.normal(0, 0.004, (_FRAMES, 3)), axis=0)),
        (("happy", frozen(np.linspace(0, 1, _FRAMES))), ("cheekPuff", frozen(np.full(_FRAMES, 0.25)))),
        frozen(random.normal(0, 0.2, (_FRAMES, 2))),
        ("hips", "head", "leftLowerArm", "rightIndexDistal"),
    )


def test_a_written_clip_is_read_back_as_it_was() -> None:
    clip = _clip()
    read = clip_from_bytes(clip_bytes(clip), "dance.vrma")
    assert read.duration_s == pytest.approx(clip.duration_s, abs=1e-6)
    assert set(read.bones) == set(clip.bones)
    assert read.gaze_rad is not None
    assert clip.gaze_rad is not None
    for number in range(_FRAMES):
        at = 2 * number  # read at 60 frames a second
        angle = quaternions.angle_between(read.rotations[at].astype(float), clip.rotations[number].astype(float))
        assert angle.max() < 2e-3
        assert np.allclose(read.hips_offset_m[at], clip.hips_offset_m[number], atol=1e-5)
        assert np.allclose(read.gaze_rad[at], clip.gaze_rad[number], atol=1e-4)
    weights = dict(read.expressions)
    assert np.allclose(weights["happy"][::2], np.linspace(0, 1, _FRAMES), atol=1e-5)
    assert np.allclose(weights["cheekPuff"], 0.25)


def test_the_same_clip_makes_the_same_file() -> None:
    assert clip_bytes(_clip()) == clip_bytes(_clip())
