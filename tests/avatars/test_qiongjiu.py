"""What only 琼玖 has."""

import pytest

from tests.avatars.cast import CAST
from tests.avatars.glb import Glb


@pytest.fixture(params=["full", "light"])
def qiongjiu(request) -> Glb:
    return CAST["qiongjiu"].figure(request.param)


def test_hair_ribbons_and_shawl_swing_and_rest_on_colliders(qiongjiu):
    springs = qiongjiu.json["extensions"]["VRMC_springBone"]
    names = " ".join(spring["name"] for spring in springs["springs"])
    for part in ("hairBack", "hairSide", "shake", "tie", "shawl"):
        assert part in names
    assert any(spring.get("colliderGroups") for spring in springs["springs"])
    assert springs["colliders"]


def test_the_flower_has_eight_blossoms_of_five_petals(qiongjiu):
    body = next(mesh for mesh in qiongjiu.json["meshes"] if mesh["name"] == "body")
    assert body["extras"]["qionghua"] == {"blossoms": 8, "petalsPerBlossom": 5}
