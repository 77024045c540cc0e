"""VRM animations: as three-vrm reads them, as the specification says, and hostile ones."""

from __future__ import annotations

import contextlib
import copy
import json
import math
import struct
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from studio.core.errors import VrmError
from studio.core.names import BONE
from studio.core.pose import HIPS_OF_A_PERSON_M
from studio.maths import quaternions
from studio.posing import Poser
from studio.vrm import Limits, clip_from_bytes, load_clip
from tests.support.small_vrm import SmallVrm, packed
from tests.support.small_vrma import SmallVrma

BY_THREE_VRM: dict[str, Any] = json.loads(Path(__file__).with_name("test_vrma_by_three_vrm.json").read_text())
"""test.vrma's tracks as three-vrm-animation 3.5.5 makes them, evaluated by three 0.180 at these times."""
QUARTER_Z = [0.0, 0.0, math.sqrt(0.5), math.sqrt(0.5)]
REST = [0.0, 0.0, 0.0, 1.0]


def test_the_sample_animation_moves_as_in_three_vrm(shared: Path) -> None:
    clip = load_clip(shared / "vrm/test.vrma")

    assert clip.duration_s == pytest.approx(BY_THREE_VRM["duration"])
    moved = {bone for bone in BONE if np.abs(clip.rotations[:, BONE[bone], :3]).max() > 1e-4}
    assert moved == set(BY_THREE_VRM["rotations"])
    assert [name for name, _ in clip.expressions] == list(BY_THREE_VRM["expressions"])
    for i, time_s in enumerate(BY_THREE_VRM["times"]):
        state = clip.at(time_s)
        for bone, rotations in BY_THREE_VRM["rotations"].items():
            # The file's own quaternions have four decimals; three-vrm does not make them unit length.
            np.testing.assert_allclose(state.rotations[BONE[bone]], rotations[i], atol=3e-3)
        assert dict(state.held) == pytest.approx({n: w[i] for n, w in BY_THREE_VRM["expressions"].items()}, abs=1e-5)
        np.testing.assert_allclose(state.gaze_rad, BY_THREE_VRM["lookAt"][i], atol=1e-4)
        np.testing.assert_allclose(state.hips_offset_m, 0.0, atol=1e-6)


def test_bones_under_turned_parents_are_told_in_the_axes_of_the_world() -> None:
    """The same bend is the same pose whatever axes the animation's own skeleton has."""
    turned = quaternions.from_euler_xyz((0.4, -1.1, 0.7))
    bend = quaternions.from_axis_angle((1.0, 0.0, 0.0), 0.5)
    file = SmallVrma()
    file.node("between")["rotation"] = turned.tolist()
    file.node("head")["rotation"] = quaternions.from_axis_angle((0.0, 1.0, 0.0), 0.3).tolist()
    rest = quaternions.multiply(turned, file.node("head")["rotation"])
    # local, so that world_after = bend · world_at_rest
    local = quaternions.multiply(quaternions.conjugate(turned), quaternions.multiply(bend, rest))
    file.track("head", "rotation", [0.0], [local.tolist()])

    np.testing.assert_allclose(file.clip().at(0.0).rotations[BONE["head"]], bend, atol=1e-6)


def test_hips_step_as_far_as_the_avatar_is_tall() -> None:
    file = SmallVrma()
    file.node("armature")["rotation"] = [0.0, math.sqrt(0.5), 0.0, math.sqrt(0.5)]  # the file's x is the world's −z
    file.track("hips", "translation", [0.0, 1.0], [[0.0, 0.5, 0.0], [0.25, 0.5, 0.0]])
    state = file.clip().at(1.0)

    np.testing.assert_allclose(state.hips_offset_m, (0.0, 0.0, -0.5 * HIPS_OF_A_PERSON_M), atol=1e-6)
    avatar = SmallVrm().avatar()
    poser = Poser(avatar)
    hips = avatar.bones[BONE["hips"]]
    rest_y = poser.rig.rest_world[hips, 1, 3]
    assert poser.pose(state, 0.0).world_from_node[hips, 2, 3] == pytest.approx(-0.5 * rest_y, abs=1e-5)


def test_steps_jump_and_splines_swing() -> None:
    file = SmallVrma()
    file.track("smile", "translation", [0.0, 1.0], [[0.2, 0, 0], [0.8, 0, 0]], "STEP")
    flat, value, steep = [0.0, 0.0, 0.0], [0.5, 0.0, 0.0], [2.0, 0.0, 0.0]
    file.track("wink", "translation", [0.0, 1.0], [flat, flat, steep, flat, value, flat], "CUBICSPLINE")
    clip = file.clip()

    assert dict(clip.at(0.95).held)["happy"] == pytest.approx(0.2)
    assert dict(clip.at(1.0).held)["happy"] == pytest.approx(0.8)
    # Hermite at 1/2: (0 + 0.5)/2 + (2 − 0)/8
    assert dict(clip.at(0.5).held)["Wink wide"] == pytest.approx(0.5, abs=1e-5)
    assert dict(clip.at(0.25).held)["Wink wide"] == pytest.approx(0.140625 * 2 + 0.15625 * 0.5, abs=1e-5)


def test_before_its_first_key_and_after_its_last_a_bone_is_held() -> None:
    file = SmallVrma()
    file.track("spine", "rotation", [1.0, 2.0], [REST, QUARTER_Z])
    file.track("head", "rotation", [0.0, 3.0], [REST, REST])
    clip = file.clip()

    for time_s, angle_rad in ((-1.0, 0.0), (0.5, 0.0), (1.5, math.pi / 4), (2.5, math.pi / 2), (9.0, math.pi / 2)):
        rotation = clip.at(time_s).rotations[BONE["spine"]]
        assert 2 * math.atan2(float(rotation[2]), float(rotation[3])) == pytest.approx(angle_rad, abs=1e-4)


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (lambda f: f.doc["extensions"].pop("VRMC_vrm_animation"), "not a VRM animation"),
        (lambda f: f.vrma.update(specVersion="2.0"), "cannot be read"),
        (lambda f: f.doc.update(animations=[]), "no animation"),
        (lambda f: f.doc["nodes"][2]["children"].append(1), "node"),
        (lambda f: f.animation["samplers"][0].update(interpolation="MAGIC"), "no way to interpolate"),
        (lambda f: f.animation["samplers"][0].update(output=0), "VEC4"),
        (lambda f: f.animation["channels"][0].update(sampler=99), "sampler"),
        (lambda f: f.doc["accessors"][0].update(count=10**9), "more than"),
        (lambda f: f.vrma["humanoid"]["humanBones"]["head"].update(node=99), "points at"),
    ],
)
def test_a_broken_animation_is_refused_in_words(spoil: Any, told: str) -> None:
    file = SmallVrma()
    file.track("head", "rotation", [0.0, 1.0], [REST, QUARTER_Z])
    spoil(file)

    with pytest.raises(VrmError, match=told) as caught:
        file.clip()
    assert caught.value.where.startswith("small.vrma")
    assert caught.value.remedy


@pytest.mark.parametrize("times_s", [[0.0, 0.0], [1.0, 0.5], [-1.0, 1.0]])
def test_time_that_does_not_grow_is_refused(times_s: list[float]) -> None:
    file = SmallVrma()
    file.track("head", "rotation", times_s, [REST, QUARTER_Z])

    with pytest.raises(VrmError, match="times"):
        file.clip()


def test_an_endless_animation_is_refused_before_memory_is_taken() -> None:
    file = SmallVrma()
    file.track("head", "rotation", [0.0, 1e8], [REST, QUARTER_Z])

    with pytest.raises(VrmError, match="seconds of motion"):
        file.clip()


def _whole() -> bytes:
    file = SmallVrma()
    file.track("hips", "translation", [0.0, 1.0], [[0, 0.5, 0], [0, 0.4, 0]])
    file.track("spine", "rotation", [0.0, 1.0], [REST, QUARTER_Z], "STEP")
    file.track("gaze", "rotation", [0.0, 1.0], [REST, QUARTER_Z])
    file.track("smile", "translation", [0.0, 1.0], [[0, 0, 0]] * 6, "CUBICSPLINE")
    return file.pack()


WHOLE = _whole()
ODD = (None, True, -1, 0, 3, 2**31, 2**63, 0.5, 1e308, "", "x", [], [1e38] * 4, {}, [[]])


@settings(max_examples=300, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_whatever_is_done_to_an_animation_it_ends_in_a_clip_or_a_vrm_error(data: st.DataObject) -> None:
    length = struct.unpack_from("<I", WHOLE, 12)[0]
    doc, blob = json.loads(WHOLE[20 : 20 + length]), bytearray(WHOLE[20 + length + 8 :])
    for _ in range(data.draw(st.integers(1, 3))):
        at: Any = doc
        while isinstance(at, (dict, list)) and at:
            key = data.draw(st.sampled_from(sorted(at) if isinstance(at, dict) else range(len(at))))
            if not isinstance(at[key], (dict, list)) or not at[key] or data.draw(st.integers(0, 3)) == 0:
                at[key] = copy.deepcopy(data.draw(st.sampled_from(ODD)))
                break
            at = at[key]
    for _ in range(data.draw(st.integers(0, 3))):
        blob[data.draw(st.integers(0, len(blob) - 1))] = data.draw(st.integers(0, 255))
    clip = None
    with contextlib.suppress(VrmError):
        clip = clip_from_bytes(
            packed(json.dumps(doc).encode(), bytes(blob)), "odd.vrma", limits=Limits(clip_frames=600)
        )
    if clip is None:
        return
    assert np.isfinite(clip.rotations).all()
    np.testing.assert_allclose(np.linalg.norm(clip.rotations, axis=2), 1.0, atol=1e-4)
    assert np.isfinite(clip.hips_offset_m).all()
    assert all((weights >= 0).all() and (weights <= 1).all() for _, weights in clip.expressions)
