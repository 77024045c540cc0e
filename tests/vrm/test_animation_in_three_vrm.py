"""An exported animation opens in three-vrm and says there what it says here."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import numpy as np
import pytest

import studio.library
from studio.core.names import BONE
from studio.engine.take_export import FPS, clip_of, play, trim
from studio.maths import quaternions
from studio.vrm.animation_writer import clip_bytes

PACKAGES = ("three@0.180.0", "@pixiv/three-vrm@3.5.5", "@pixiv/three-vrm-animation@3.5.5")
WELCOME = Path(studio.library.__file__).parent / "takes" / "welcome.take"
READER = Path(__file__).resolve().parents[1] / "support" / "read_vrma.mjs"


@pytest.mark.slow
def test_three_vrm_reads_the_motion_the_face_and_the_gaze(tmp_path: Path) -> None:
    if shutil.which("node") is None or shutil.which("npm") is None:
        pytest.skip("node and npm are needed")
    shutil.copy(READER, tmp_path)
    install = ["npm", "install", "--silent", "--no-audit", "--no-fund", *PACKAGES]
    if subprocess.run(install, check=False, cwd=tmp_path, capture_output=True, timeout=200).returncode:
        pytest.skip("npm finds no packages here")
    trim(WELCOME, tmp_path / "part.take", 16.5, 18.5)
    clip = clip_of(play(tmp_path / "part.take"))
    (tmp_path / "part.vrma").write_bytes(clip_bytes(clip))
    read = subprocess.run(["node", READER.name, "part.vrma"], cwd=tmp_path, check=True, capture_output=True, timeout=60)
    told = json.loads(read.stdout)

    assert told["duration"] == pytest.approx((len(clip.rotations) - 1) / FPS, abs=1e-3)
    assert told["restHips"][1] == pytest.approx(0.93)
    for name, values in told["rotation"].items():
        found, wanted = np.reshape(values, (-1, 4)), clip.rotations[:, BONE[name]].astype(float)
        assert np.degrees(quaternions.angle_between(found, wanted)).max() < 0.1, name
    assert {"head", "leftUpperArm", "rightIndexProximal"} <= told["rotation"].keys()
    hips = np.reshape(told["translation"]["hips"], (-1, 3)) - told["restHips"]
    assert hips == pytest.approx(clip.hips_offset_m, abs=1e-4)
    weights = dict(clip.expressions)
    assert told["preset"].keys() == weights.keys()
    for name, values in told["preset"].items():
        assert np.array(values) == pytest.approx(weights[name], abs=1e-4), name
    assert clip.gaze_rad is not None
    forward = quaternions.rotate(np.reshape(told["lookAt"], (-1, 4)), np.array((0.0, 0.0, 1.0)))
    assert np.arctan2(forward[:, 0], forward[:, 2]) == pytest.approx(clip.gaze_rad[:, 0], abs=1e-3)
