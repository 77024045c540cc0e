"""Hostile files: whatever is done to the bytes, the loader ends in an avatar or in a VrmError, and soon."""

from __future__ import annotations

import contextlib
import copy
import json
import struct
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from studio.core.errors import VrmError
from studio.core.pose import AvatarState
from studio.posing import Poser
from studio.vrm import Limits, avatar_from_bytes
from tests.support.small_vrm import SmallVrm, SmallVrm0, packed

LIMITS = Limits(
    vertices=100_000, triangles=100_000, morph_values=1_000_000, image_pixels=1_000_000, texture_bytes=4_000_000
)
FILES = (SmallVrm().pack(), SmallVrm0().pack())
ODD: tuple[Any, ...] = (
    None, True, -1, 0, 1, 2, 3, 255, 65536, 2**31, 2**63, 2**200, 0.5, 1e308, -1e308, 1e-308, "", "x",
    "../../etc/passwd", "data:,", "data:image/png;base64,AAAA", [], [0], [0] * 16, [1e38] * 3, [[]],
    {}, {"extensions": {}},
)  # fmt: skip


def open_and_pose(data: bytes) -> None:
    """An avatar that loads must also be fit to be posed: no NaN reaches the renderer."""
    avatar = None
    with contextlib.suppress(VrmError):
        avatar = avatar_from_bytes(data, "fuzz.vrm", limits=LIMITS)
    if avatar is None:
        return
    with np.errstate(all="ignore"):
        poser = Poser(avatar)
        for _ in range(2):
            figure = poser.pose(AvatarState(), 1 / 30)
    assert np.isfinite(figure.world_from_node).all()
    assert all(np.isfinite(weights).all() for weights in figure.morph_weights)


def places(value: Any) -> list[tuple[Any, Any]]:
    """Every (container, key) of a JSON value."""
    found: list[tuple[Any, Any]] = []
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, child in items:
        found.append((value, key))
        found += places(child)
    return found


@st.composite
def damaged_bytes(draw: st.DrawFn) -> bytes:
    data = bytearray(draw(st.sampled_from(FILES)))
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, len(data) - 1))
        how = draw(st.integers(0, 3))
        if how == 0:
            data[at] = draw(st.integers(0, 255))
        elif how == 1:
            del data[at : at + draw(st.integers(1, 64))]
        elif how == 2:
            data[at:at] = draw(st.binary(min_size=1, max_size=16))
        else:
            data[at : at + 4] = struct.pack("<I", draw(st.sampled_from((0, 1, 0x7FFFFFFF, 0xFFFFFFFF))))
        if not data:
            break
    return bytes(data)


@st.composite
def damaged_description(draw: st.DrawFn) -> bytes:
    """A sound container whose JSON says something odd in one to four places."""
    data = draw(st.sampled_from(FILES))
    length = struct.unpack_from("<I", data, 12)[0]
    doc = json.loads(data[20 : 20 + length])
    for _ in range(draw(st.integers(1, 4))):
        choices = places(doc)
        container, key = choices[draw(st.integers(0, len(choices) - 1))]
        how = draw(st.integers(0, 2))
        if how == 0:
            container[key] = copy.deepcopy(draw(st.sampled_from(ODD)))
        elif how == 1:
            del container[key]
        else:
            other, other_key = choices[draw(st.integers(0, len(choices) - 1))]
            container[key] = copy.deepcopy(other[other_key])
    return packed(json.dumps(doc).encode(), data[20 + length + 8 :])


SHORT = settings(max_examples=250, deadline=None, suppress_health_check=list(HealthCheck))
LONG = settings(SHORT, max_examples=6000)


@SHORT
@given(damaged_bytes())
def test_damaged_bytes_end_in_an_avatar_or_a_vrm_error(data: bytes) -> None:
    open_and_pose(data)


@SHORT
@given(damaged_description())
def test_a_description_that_lies_ends_in_an_avatar_or_a_vrm_error(data: bytes) -> None:
    open_and_pose(data)


@pytest.mark.slow
@pytest.mark.timeout(1800)
@LONG
@given(damaged_bytes())
def test_six_thousand_damaged_files_end_in_an_avatar_or_a_vrm_error(data: bytes) -> None:
    open_and_pose(data)


@pytest.mark.slow
@pytest.mark.timeout(1800)
@LONG
@given(damaged_description())
def test_six_thousand_lying_descriptions_end_in_an_avatar_or_a_vrm_error(data: bytes) -> None:
    open_and_pose(data)
