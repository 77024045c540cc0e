"""What only 平山 has."""

import numpy as np
import pytest

from tests.avatars.cast import CAST
from tests.avatars.glb import Glb


@pytest.fixture(params=["full", "light"])
def pingshan(request) -> Glb:
    return CAST["pingshan"].figure(request.param)


def opened(figure: Glb, name: str) -> tuple[np.ndarray, np.ndarray]:
    """(waiting, shown): the points that a prop's expression moves, metres."""
    (bind,) = figure.vrm["expressions"]["custom"][name]["morphTargetBinds"]
    primitive = figure.json["meshes"][figure.json["nodes"][bind["node"]]["mesh"]]["primitives"][0]
    motion = bind["weight"] * figure.array(primitive["targets"][bind["index"]]["POSITION"])
    mine = np.abs(motion).max(axis=1) > 0
    waiting = figure.array(primitive["attributes"]["POSITION"])[mine]
    return waiting, waiting + motion[mine]


def test_sleeves_hat_ribbons_cord_and_jade_ring_swing(pingshan):
    names = " ".join(spring["name"] for spring in pingshan.json["extensions"]["VRMC_springBone"]["springs"])
    for part in ("sleeveLeft", "sleeveRight", "ribbonLeft", "ribbonRight", "cordLeft", "cordRight", "jadeRing"):
        assert part in names


def test_sleeves_rest_on_legs_and_waist(pingshan):
    springs = pingshan.json["extensions"]["VRMC_springBone"]
    groups = [group["name"] for group in springs["colliderGroups"]]
    for spring in springs["springs"]:
        if spring["name"].startswith("sleeve"):
            assert {"legs", "waist"} <= {groups[number] for number in spring["colliderGroups"]}


@pytest.mark.parametrize(("prop", "side", "longest"), [("brush", -1, 0.25), ("printingBlock", 1, 0.16)])
def test_a_prop_waits_unseen_in_the_palm_and_comes_by_its_expression(pingshan, prop, side, longest):
    waiting, shown = opened(pingshan, prop)
    assert np.ptp(waiting, axis=0).max() < 0.002
    assert np.ptp(shown, axis=0).max() == pytest.approx(longest, rel=0.3)
    assert (side * shown[:, 0] > 0.5).all()  # brush in the right hand, block in the left


def test_the_moustache_follows_the_lip_it_grows_on(pingshan):
    lines = next(mesh for mesh in pingshan.json["meshes"] if mesh["name"] == "lines")
    primitive = lines["primitives"][0]
    points = pingshan.array(primitive["attributes"]["POSITION"])
    targets = lines["extras"]["targetNames"]
    raised = pingshan.array(primitive["targets"][targets.index("mouthUpperUpLeft")]["POSITION"])
    face = pytest.importorskip("avatars.generator.pingshan", exc_type=ImportError).FACE
    mouth = np.add(face.centre, (0, face.mouth_y, 0))
    off = points - mouth
    over_the_lip = (off[:, 0] > 0.004) & (off[:, 0] < 0.012) & (off[:, 1] > 0.006) & (off[:, 1] < 0.012)
    assert over_the_lip.any()
    assert (raised[over_the_lip, 1] > 0.0005).all()


def test_his_robe_closes_on_his_right():
    """右衽: the lapel from his left shoulder, +X, runs on over the crossing; the one from his right ends under it."""
    robe = pytest.importorskip("avatars.generator.pingshan_robe", exc_type=ImportError)
    left, right = (np.array(robe.lapel(side)) for side in (1, -1))
    assert left[-1, 0] < -0.05
    assert right[:, 0].max() < 0.01
    assert left[-1, 1] < right[-1, 1] - 0.1
    assert robe.LAPEL_LIFT[1] > robe.LAPEL_LIFT[-1] + 0.002


def test_he_is_taller_than_the_women_and_has_broader_shoulders(pingshan):
    places = {node["name"]: node for node in pingshan.json["nodes"]}
    shoulder = places["leftShoulder"]["translation"][0] + places["leftUpperArm"]["translation"][0]
    assert shoulder > 0.13
    assert CAST["pingshan"].manifest["height_m"] > 1.1 * CAST["qiongjiu"].manifest["height_m"]
