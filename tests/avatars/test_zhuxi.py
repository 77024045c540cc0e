"""What only 竹西 has."""

import numpy as np
import pytest

from tests.avatars.cast import CAST
from tests.avatars.glb import Glb


@pytest.fixture(params=["full", "light"])
def zhuxi(request) -> Glb:
    return CAST["zhuxi"].figure(request.param)


def test_tendrils_tassel_pendant_and_pouch_swing(zhuxi):
    names = " ".join(spring["name"] for spring in zhuxi.json["extensions"]["VRMC_springBone"]["springs"])
    for part in ("hairSideL", "hairSideR", "shake", "pendant", "pouch"):
        assert part in names


def test_the_fan_waits_unseen_in_her_palm_and_opens_by_its_expression(zhuxi):
    (bind,) = zhuxi.vrm["expressions"]["custom"]["fan"]["morphTargetBinds"]
    fan = zhuxi.json["meshes"][zhuxi.json["nodes"][bind["node"]]["mesh"]]["primitives"][0]
    closed = zhuxi.array(fan["attributes"]["POSITION"])
    opened = closed + bind["weight"] * zhuxi.array(fan["targets"][bind["index"]]["POSITION"])
    assert np.ptp(closed, axis=0).max() < 0.002
    assert np.ptp(opened, axis=0).max() > 0.25


def test_her_coat_closes_on_her_right():
    coat = pytest.importorskip("avatars.generator.zhuxi_coat", exc_type=ImportError)
    edge = np.array(coat.LAPEL)
    assert abs(edge[0, 0]) < 0.01  # from the throat
    assert (np.diff(edge[:, 0]) < 0).all()  # always toward her right, which is -X
    assert edge[-1, 1] == pytest.approx(coat.HEM, abs=0.01)  # down to the hem
