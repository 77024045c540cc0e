"""The shipped files of every one of the cast keep what the app, the law and the art promise."""

import hashlib
import subprocess
import sys

import numpy as np
import pytest

from tests.avatars.cast import CAST, ROOT
from tests.avatars.glb import picture_size

PRESETS = [
    "happy",
    "angry",
    "sad",
    "relaxed",
    "surprised",
    "aa",
    "ih",
    "ou",
    "ee",
    "oh",
    "blink",
    "blinkLeft",
    "blinkRight",
    "lookUp",
    "lookDown",
    "lookLeft",
    "lookRight",
    "neutral",
]

PERFECT_SYNC = [
    "browDownLeft",
    "browDownRight",
    "browInnerUp",
    "browOuterUpLeft",
    "browOuterUpRight",
    "cheekPuff",
    "cheekSquintLeft",
    "cheekSquintRight",
    "eyeBlinkLeft",
    "eyeBlinkRight",
    "eyeLookDownLeft",
    "eyeLookDownRight",
    "eyeLookInLeft",
    "eyeLookInRight",
    "eyeLookOutLeft",
    "eyeLookOutRight",
    "eyeLookUpLeft",
    "eyeLookUpRight",
    "eyeSquintLeft",
    "eyeSquintRight",
    "eyeWideLeft",
    "eyeWideRight",
    "jawForward",
    "jawLeft",
    "jawOpen",
    "jawRight",
    "mouthClose",
    "mouthDimpleLeft",
    "mouthDimpleRight",
    "mouthFrownLeft",
    "mouthFrownRight",
    "mouthFunnel",
    "mouthLeft",
    "mouthLowerDownLeft",
    "mouthLowerDownRight",
    "mouthPressLeft",
    "mouthPressRight",
    "mouthPucker",
    "mouthRight",
    "mouthRollLower",
    "mouthRollUpper",
    "mouthShrugLower",
    "mouthShrugUpper",
    "mouthSmileLeft",
    "mouthSmileRight",
    "mouthStretchLeft",
    "mouthStretchRight",
    "mouthUpperUpLeft",
    "mouthUpperUpRight",
    "noseSneerLeft",
    "noseSneerRight",
    "tongueOut",
]


def test_speaks_every_preset_and_all_52_perfect_sync_shapes(figure):
    expressions = figure.vrm["expressions"]
    assert set(PRESETS) <= set(expressions["preset"])
    assert set(PERFECT_SYNC) <= set(expressions["custom"])
    assert len(PERFECT_SYNC) == 52


def test_an_expression_beyond_those_shows_a_thing_and_never_moves_the_face(figure):
    names = [mesh["name"] for mesh in figure.json["meshes"]]
    for name in set(figure.vrm["expressions"]["custom"]) - set(PERFECT_SYNC):
        binds = figure.vrm["expressions"]["custom"][name]["morphTargetBinds"]
        moved = {names[figure.json["nodes"][bind["node"]]["mesh"]] for bind in binds}
        assert moved, f"{name} moves nothing"
        assert not moved & {"face", "lines", "hair"}, f"{name} moves {moved}"


def test_each_perfect_sync_shape_moves_the_face_by_something_one_can_see(figure):
    for name in PERFECT_SYNC:
        motion = np.linalg.norm(figure.motion(figure.vrm["expressions"]["custom"][name]), axis=1)
        assert motion.max() > 0.0008, f"{name} moves nothing by more than {motion.max() * 1000:.2f} mm"
        assert motion.max() < 0.040, f"{name} throws a vertex {motion.max() * 1000:.0f} mm away"


def test_no_two_perfect_sync_shapes_are_the_same(figure):
    motions = {name: figure.motion(figure.vrm["expressions"]["custom"][name]) for name in PERFECT_SYNC}
    for i, first in enumerate(PERFECT_SYNC):
        for second in PERFECT_SYNC[i + 1 :]:
            apart = np.linalg.norm(motions[first] - motions[second], axis=1).max()
            assert apart > 0.0008, f"{first} and {second} differ by {apart * 1000:.2f} mm only"


def test_left_and_right_are_mirror_images(figure):
    for name in PERFECT_SYNC:
        if not name.endswith("Left") or name in {"jawLeft", "mouthLeft"}:
            continue
        left = figure.motion(figure.vrm["expressions"]["custom"][name])
        right = figure.motion(figure.vrm["expressions"]["custom"][name.replace("Left", "Right")])
        assert np.linalg.norm(left, axis=1).sum() == pytest.approx(np.linalg.norm(right, axis=1).sum(), rel=0.12)
        assert left[:, 0].sum() == pytest.approx(-right[:, 0].sum(), rel=0.2, abs=0.02)


def test_visemes_can_be_told_apart_by_how_far_they_open(figure):
    def opening(name):
        return -figure.motion(figure.vrm["expressions"]["preset"][name])[:, 1].min()

    assert opening("aa") > opening("oh") > opening("ee") > opening("ou") > 0.003


def test_has_a_thumbnail(figure):
    image = figure.json["images"][figure.vrm["meta"]["thumbnailImage"]]
    width, height = picture_size(figure.view(image["bufferView"]))
    assert width == height >= 256


def test_skeleton_is_complete_down_to_the_finger_tips(figure):
    bones = figure.vrm["humanoid"]["humanBones"]
    for side in ("left", "right"):
        assert side + "Eye" in bones
        for finger in ("Index", "Middle", "Ring", "Little"):
            for segment in ("Proximal", "Intermediate", "Distal"):
                assert side + finger + segment in bones
        for segment in ("Metacarpal", "Proximal", "Distal"):
            assert side + "Thumb" + segment in bones
    assert figure.vrm["lookAt"]["type"] == "bone"


def test_weights_and_morphs_are_sound(figure):
    joints = len(figure.json["skins"][0]["joints"])
    for mesh in figure.json["meshes"]:
        attributes = mesh["primitives"][0]["attributes"]
        weights = figure.array(attributes["WEIGHTS_0"]).astype(int)
        assert (weights.sum(1) == 255).all()
        assert figure.array(attributes["JOINTS_0"]).max() < joints
        positions, normals = figure.array(attributes["POSITION"]), figure.array(attributes["NORMAL"])
        assert np.isfinite(positions).all()
        assert np.linalg.norm(normals, axis=1) == pytest.approx(1, abs=1e-3)


def test_licence_lets_a_company_sell_with_the_figure(figure):
    meta = figure.vrm["meta"]
    assert meta["commercialUsage"] == "corporation"
    assert meta["avatarPermission"] == "everyone"
    assert meta["allowRedistribution"] is True
    assert meta["creditNotation"] == "unnecessary"
    assert meta["modification"] == "allowModificationRedistribution"
    assert meta["licenseUrl"] == "https://vrm.dev/licenses/1.0/"


def test_is_an_adult_of_six_heads_and_more(figure, member):
    height = member.manifest["height_m"]
    face = next(mesh for mesh in figure.json["meshes"] if mesh["name"] == "face")
    chin = figure.array(face["primitives"][0]["attributes"]["POSITION"])[:, 1].min()
    assert 6.0 <= height / (height - chin) <= 7.2


def test_something_swings_and_rests_on_colliders(figure):
    springs = figure.json["extensions"]["VRMC_springBone"]
    assert springs["springs"]
    assert springs["colliders"]
    assert any(spring.get("colliderGroups") for spring in springs["springs"])


def test_stands_on_the_floor_and_has_legs_that_move(figure):
    floor, moving = np.inf, set()
    names = [figure.json["nodes"][joint]["name"] for joint in figure.json["skins"][0]["joints"]]
    for mesh in figure.json["meshes"]:
        attributes = mesh["primitives"][0]["attributes"]
        floor = min(floor, figure.array(attributes["POSITION"])[:, 1].min())
        weights = figure.array(attributes["WEIGHTS_0"])
        moving |= {names[joint] for joint in np.unique(figure.array(attributes["JOINTS_0"])[weights > 0])}
    assert floor == pytest.approx(0, abs=0.03)
    assert {"leftUpperLeg", "rightUpperLeg", "leftFoot", "rightFoot"} <= moving


def test_full_figure_is_at_most_ten_megabytes_and_light_at_most_four(member):
    assert member.figure("light").size <= 4_000_000
    assert member.figure("full").size <= 10_000_000


def test_light_figure_keeps_the_budget_of_a_machine_without_gpu(member):
    light = member.figure("light")
    assert light.triangles() <= 20_000
    assert light.draws() <= 14
    assert len(light.json["skins"][0]["joints"]) <= 110
    assert len(light.json["extensions"]["VRMC_springBone"]["springs"]) <= 14
    assert max(max(size) for size in light.picture_sizes()) <= 1024
    opaque = [material for material in light.json["materials"] if material["alphaMode"] == "OPAQUE"]
    assert not any(material["doubleSided"] for material in opaque)


def test_manifest_tells_who_it_is(member):
    manifest = member.manifest
    assert manifest["id"] == member.home.name
    assert manifest["name"]["zh"]
    assert manifest["name"]["en"]
    assert manifest["kind"] == "human-driven"
    assert manifest["character"]["age_zh"].startswith("成年")
    assert manifest["likeness"]["based_on_real_person"] is False
    assert manifest["national_code"] == ""
    assert (member.home / manifest["files"]["preview"]).stat().st_size <= 400_000


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(CAST))
def test_building_a_figure_twice_gives_the_same_bytes(name, tmp_path):
    for module in ("skia", "scipy", "skimage", "fast_simplification"):
        pytest.importorskip(module)
    digests = []
    for run in ("first", "second"):
        command = [sys.executable, "-m", "avatars.generator", name, "--light", "--out", str(tmp_path / run)]
        subprocess.run(command, cwd=ROOT, check=True, capture_output=True, timeout=200)
        digests.append(hashlib.sha256((tmp_path / run / f"{name}-light.vrm").read_bytes()).hexdigest())
    assert digests[0] == digests[1]
