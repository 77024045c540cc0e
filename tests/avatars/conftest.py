"""Every test that asks for `figure` runs for the full and the light file of each of the cast."""

import pytest

from tests.avatars.cast import CAST, Member
from tests.avatars.glb import Glb


@pytest.fixture(params=sorted(CAST))
def member(request) -> Member:
    return CAST[request.param]


@pytest.fixture(params=["full", "light"])
def figure(request, member) -> Glb:
    return member.figure(request.param)
