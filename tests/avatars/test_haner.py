"""What only 邗儿 has."""

import numpy as np
import pytest

from tests.avatars.cast import CAST
from tests.avatars.glb import Glb


@pytest.fixture(params=["full", "light"])
def haner(request) -> Glb:
    return CAST["haner"].figure(request.param)


def chains(figure: Glb) -> dict[str, dict]:
    return {spring["name"]: spring for spring in figure.json["extensions"]["VRMC_springBone"]["springs"]}


def test_braid_locks_kerchief_tails_apron_and_its_strings_swing(haner):
    names = " ".join(chains(haner))
    for part in ("braid", "hairSideL", "hairSideR", "kerchief0", "kerchief1", "apronLeft", "apronRight", "apronTie"):
        assert part in names


def test_every_swinging_part_rests_on_colliders(haner):
    for name, spring in chains(haner).items():
        assert spring.get("colliderGroups"), f"nothing stops {name}"


def test_the_braid_hangs_from_the_shoulder_so_that_a_turned_head_does_not_swing_it(haner):
    root = chains(haner)["braid"]["joints"][0]["node"]
    nodes = haner.json["nodes"]
    parent = next(node for node in nodes if root in node.get("children", []))
    assert parent["name"] == "upperChest"


def test_trousers_bend_at_the_knee_with_cloth_on_both_bones_of_each_leg(haner):
    names = [haner.json["nodes"][joint]["name"] for joint in haner.json["skins"][0]["joints"]]
    attributes = next(mesh for mesh in haner.json["meshes"] if mesh["name"] == "body")["primitives"][0]["attributes"]
    height = haner.array(attributes["POSITION"])[:, 1]
    joints, weights = haner.array(attributes["JOINTS_0"]), haner.array(attributes["WEIGHTS_0"])
    at_knee = (height > 0.42) & (height < 0.50)
    held = {names[joint] for joint in np.unique(joints[at_knee][weights[at_knee] > 25])}
    assert held == {"leftUpperLeg", "leftLowerLeg", "rightUpperLeg", "rightLowerLeg"}


@pytest.mark.parametrize(("prop", "side", "reach_m"), [("steamer", 1, 0.14), ("fan", -1, 0.25)])
def test_what_she_holds_waits_unseen_in_the_palm_and_unfolds_by_its_expression(haner, prop, side, reach_m):
    (bind,) = haner.vrm["expressions"]["custom"][prop]["morphTargetBinds"]
    primitive = haner.json["meshes"][haner.json["nodes"][bind["node"]]["mesh"]]["primitives"][0]
    folded = haner.array(primitive["attributes"]["POSITION"])
    moved = haner.array(primitive["targets"][bind["index"]]["POSITION"])
    mine = np.linalg.norm(moved, axis=1) > 1e-6
    assert (np.sign(folded[mine, 0]) == side).all()
    assert np.ptp(folded[mine], axis=0).max() < 0.002
    assert np.ptp((folded + moved)[mine], axis=0).max() > reach_m


def test_she_is_six_and_a_third_heads_tall(haner):
    face = next(mesh for mesh in haner.json["meshes"] if mesh["name"] == "face")
    chin = haner.array(face["primitives"][0]["attributes"]["POSITION"])[:, 1].min()
    height = CAST["haner"].manifest["height_m"]
    assert 6.2 <= height / (height - chin) <= 6.4


def test_the_print_is_a_flower_of_eight_blossoms_with_five_petals(haner):
    body = next(mesh for mesh in haner.json["meshes"] if mesh["name"] == "body")
    assert body["extras"]["qionghuaPrint"] == {"blossoms": 8, "petalsPerBlossom": 5}


def test_her_jacket_closes_on_her_right():
    jacket = pytest.importorskip("avatars.generator.haner_jacket", exc_type=ImportError)
    edge = np.array(jacket.OVERLAP)
    assert abs(edge[0, 0]) < 0.01  # from the throat
    assert edge[1:, 0].max() < 0  # over her right breast, which is -X
    assert edge[-1, 1] == pytest.approx(jacket.JACKET_HEM, abs=0.01)  # down to the hem


def test_the_full_file_keeps_to_eight_megabytes_and_the_light_one_to_three():
    assert CAST["haner"].figure("full").size <= 8_000_000
    assert CAST["haner"].figure("light").size <= 3_000_000
