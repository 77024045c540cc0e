from __future__ import annotations

import numpy as np
import pytest

from studio.core.pose import AvatarState, PerformerPose, rest_rotations


def test_a_pose_of_nobody_is_at_rest_and_trusted_nowhere() -> None:
    pose = PerformerPose(0.0)
    assert np.array_equal(pose.rotations, rest_rotations())
    assert pose.trust.max() == pose.face_trust == 0.0
    assert (pose.rotations.shape, pose.arkit.shape, pose.presets.shape) == ((55, 4), (52,), (18,))


@pytest.mark.parametrize("value", [PerformerPose(0.0), AvatarState()])
def test_the_arrays_of_a_pose_cannot_be_written(value: PerformerPose | AvatarState) -> None:
    for name in ("rotations", "hips_offset_m", "arkit", "presets", "gaze_rad"):
        with pytest.raises(ValueError, match="read-only"):
            getattr(value, name)[...] = 1.0


def test_rest_rotations_are_the_callers_own() -> None:
    mine = rest_rotations()
    mine[0] = 0.5
    assert np.array_equal(rest_rotations()[0], [0, 0, 0, 1])
