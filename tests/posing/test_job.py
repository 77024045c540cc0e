from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from studio.core.errors import StudioError
from studio.core.names import BONE
from studio.maths import quaternions
from studio.posing.job import job_from_dict, read_job
from studio.posing.job_pose import run_job
from tests.support.small_vrm import SmallVrm

AVATAR = SmallVrm().avatar()


def test_only_the_model_is_required() -> None:
    job = job_from_dict({"model": "a.vrm"})

    assert (job.width, job.height, job.msaa, job.steps) == (640, 640, True, 0)
    assert job.background == (0.3, 0.3, 0.35)
    assert job.camera.vertical_fov_rad == pytest.approx(math.radians(30))
    assert job.light.direction_to_light == pytest.approx((3**-0.5,) * 3)
    assert job.source["camera"]["fov"] == 30


def test_colours_of_light_become_linear_and_null_is_transparent() -> None:
    job = job_from_dict({"model": "a.vrm", "background": None, "light": {"color": [0.5, 0, 1], "position": [0, 2, 0]}})

    assert job.background is None
    assert job.light.color == pytest.approx((0.2140411, 0, 1), abs=1e-6)
    assert job.light.direction_to_light == (0, 1, 0)
    assert job.light.intensity == 1.0


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"colour": 1}, "colour"),
        ({"camera": {"fow": 30}}, "fow"),
        ({"lookAt": {"angle": 3}}, "angle"),
        ({"motion": [{"bone": "head", "hz": 1, "speed": 2}]}, "speed"),
        ({"model": None}, "model"),
        ({"width": 0}, "width"),
        ({"steps": -1}, "steps"),
        ({"steps": 1.5}, "steps"),
        ({"dumpEvery": 0}, "dumpEvery"),
        ({"bones": {"tail": [0, 0, 0]}}, "tail"),
        ({"bones": {"head": [0, 0]}}, "head"),
        ({"bones": []}, "bones"),
        ({"hipsOffset": [1, 2]}, "hipsOffset"),
        ({"expressions": {"aa": "much"}}, "expressions"),
        ({"motion": [{"bone": "head", "hz": 1, "move": [1, 0, 0]}]}, "move"),
        ({"motion": [{"bone": "hips", "move": [1, 0, 0]}]}, "hz"),
    ],
)
def test_what_a_job_does_not_know_or_mean_is_an_error_that_names_it(changes: dict[str, Any], named: str) -> None:
    with pytest.raises(StudioError, match=named):
        job_from_dict({"model": "a.vrm", **changes})


def test_a_job_file_takes_its_folder_s_name(tmp_path: Path) -> None:
    path = tmp_path / "nod" / "job.json"
    path.parent.mkdir()
    path.write_text(json.dumps({"model": "a.vrm"}), encoding="utf-8")

    assert read_job(path).name == "nod"
    path.write_text("{", encoding="utf-8")
    with pytest.raises(StudioError, match="cannot be read"):
        read_job(path)


def test_angles_are_degrees_about_x_then_y_then_z_or_a_quaternion() -> None:
    by_angles = job_from_dict({"model": "a", "bones": {"head": [30, 0, 90]}}).bones[0][1]
    by_quaternion = job_from_dict({"model": "a", "bones": {"head": [0, 0, 2, 0]}}).bones[0][1]

    x, z = (
        quaternions.to_matrix(quaternions.from_axis_angle(axis, math.radians(angle)))
        for axis, angle in (((1, 0, 0), 30), ((0, 0, 1), 90))
    )
    np.testing.assert_allclose(quaternions.to_matrix(np.array(by_angles)), x @ z, atol=1e-9)
    assert by_quaternion == (0, 0, 1, 0)


def test_a_job_is_dumped_every_so_many_steps_and_at_the_last() -> None:
    numbers = run_job(job_from_dict({"model": "a", "steps": 25, "dumpEvery": 10}), AVATAR).numbers

    assert [frame["step"] for frame in numbers["frames"]] == [10, 20, 25]
    assert numbers["frames"][0]["time"] == pytest.approx(10 / 60, abs=1e-6)


def test_motion_swings_bones_and_hips_about_what_the_job_sets() -> None:
    job = {
        "model": "a",
        "steps": 15,
        "hipsOffset": [0, 0.1, 0],
        "bones": {"head": [0, 0, 20]},
        "motion": [
            {"bone": "hips", "move": [0.2, 0, 0], "hz": 1},
            {"bone": "head", "axis": [0, 3, 0], "deg": 40, "hz": 0.5, "phase": math.pi / 4},
        ],
    }

    numbers = run_job(job_from_dict(job), AVATAR).numbers

    # t = 0.25 s: the hips' sine is at its top; the head's is sin(π/4 + π/4) = 1.
    np.testing.assert_allclose(numbers["bones"]["hips"]["world"], (0.2, 1.0, 0.0), atol=1e-6)
    z, y = (quaternions.from_axis_angle(a, math.radians(d)) for a, d in (((0, 0, 1), 20), ((0, 1, 0), 40)))
    assert quaternions.angle_between(numbers["bones"]["head"]["localRotation"], quaternions.multiply(z, y)) < 1e-5


def test_the_dump_tells_weights_materials_gaze_and_springs() -> None:
    job = {"model": "a", "expressions": {"happy": 2.0, "blink": 1.0}, "lookAt": {"yaw": 30, "pitch": -10}}

    numbers = run_job(job_from_dict(job), AVATAR).numbers

    assert numbers["expressions"]["happy"] == {"weight": 1.0, "output": 1.0}
    assert numbers["expressions"]["blink"] == {"weight": 1.0, "output": 0.0}
    assert numbers["morphs"] == {"0/0": [1.0, 0.0]}
    assert numbers["materials"]["skin"]["color"] == [1.0, 0.0, 0.0]
    assert (numbers["lookAt"]["yaw"], numbers["lookAt"]["pitch"]) == pytest.approx((30, -10))
    assert [s["node"] for s in numbers["springs"]] == [int(AVATAR.springs[0].joints[i].node) for i in range(3)]
    assert len(numbers["nodes"]) == len(AVATAR.nodes.names)
    assert numbers["bones"]["head"]["node"] == AVATAR.bones[BONE["head"]]


def test_springs_switched_off_are_not_dumped() -> None:
    numbers = run_job(job_from_dict({"model": "a", "springs": False, "steps": 2}), AVATAR).numbers

    assert numbers["springs"] == []
    assert numbers["frames"][0]["springs"] == []
