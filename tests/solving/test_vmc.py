"""VMC in and out: what we send comes back as the same pose, and what strangers send never ends the show."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pythonosc.osc_bundle import OscBundle
from pythonosc.osc_message_builder import OscMessageBuilder

from studio.core.arrays import frozen
from studio.core.names import ARKIT, ARKIT_INDEX, BONE, BONES, PRESET, PRESETS
from studio.core.pose import AvatarState
from studio.core.vmc import MOST_DATAGRAM
from studio.maths import quaternions
from studio.outputs.vmc import bundles, frame_messages
from studio.solving.vmc import VmcReader
from tests.support.natural_poses import natural_pose

_HEAD = b"#bundle\0" + bytes(8)


def _said(address: str, *values: object) -> bytes:
    builder = OscMessageBuilder(address)
    for value in values:
        builder.add_arg(value)
    return bytes(builder.build().dgram)


def _state(seed: int) -> AvatarState:
    random = np.random.default_rng(seed)
    return AvatarState(
        rotations=frozen(natural_pose(random)),
        hips_offset_m=frozen((0.02, -0.01, 0.03)),
        arkit=frozen(random.uniform(0, 1, len(ARKIT))),
        presets=frozen(random.uniform(0, 1, len(PRESETS))),
    )


def _places() -> np.ndarray:
    places = np.zeros((len(BONES), 3))
    places[0] = (0.0, 0.93, 0.0)
    return places


def test_what_we_send_a_marionette_reads_as_the_same_pose() -> None:
    state, reader = _state(1), VmcReader()
    pose = None
    still = AvatarState()
    for sent in (still, state):
        for datagram in bundles(frame_messages(sent, 1.0, _places())):
            pose = reader.feed(datagram, 5.0) or pose
    assert pose is not None
    angle = quaternions.angle_between(pose.rotations.astype(float), state.rotations.astype(float))
    assert angle.max() < 1e-3
    assert np.allclose(pose.hips_offset_m, state.hips_offset_m, atol=1e-5)
    assert np.allclose(pose.arkit, state.arkit, atol=1e-6)
    assert np.allclose(pose.presets, state.presets, atol=1e-6)
    assert pose.face_trust == 1.0
    assert pose.trust.min() == 1.0


def test_no_datagram_is_larger_than_what_a_network_carries_whole() -> None:
    sent = list(bundles(frame_messages(_state(2), 1.0, _places())))
    assert max(map(len, sent)) <= MOST_DATAGRAM
    assert all(OscBundle(datagram).num_contents > 0 for datagram in sent)


@pytest.mark.parametrize(
    ("name", "row"),
    [("Joy", "happy"), ("A", "aa"), ("BLINK_L", "blinkLeft"), ("surprised", "surprised"), ("Fun", "relaxed")],
)
def test_old_and_new_expression_names_are_understood(name: str, row: str) -> None:
    reader = VmcReader()
    reader.feed(_said("/VMC/Ext/Blend/Val", name, 0.8), 1.0)
    pose = reader.feed(_said("/VMC/Ext/Blend/Apply"), 1.0)
    assert pose is not None
    assert pose.presets[PRESET[row]] == pytest.approx(0.8)


def test_a_face_told_in_one_form_is_there_in_both() -> None:
    reader = VmcReader()
    reader.feed(_said("/VMC/Ext/Blend/Val", "A", 1.0), 1.0)
    pose = reader.feed(_said("/VMC/Ext/Blend/Apply"), 1.0)
    assert pose is not None
    assert pose.arkit[ARKIT_INDEX["jawOpen"]] > 0.5
    reader = VmcReader()
    reader.feed(_said("/VMC/Ext/Blend/Val", "jawOpen", 0.9), 1.0)
    pose = reader.feed(_said("/VMC/Ext/Blend/Apply"), 1.0)
    assert pose is not None
    assert pose.presets[PRESET["aa"]] > 0.5


def test_a_turn_to_the_left_of_a_left_handed_sender_is_one_to_the_left_here() -> None:
    reader = VmcReader()
    left = np.sin(np.radians(15.0))  # Unity: +Y turns to the right, so this is 30° to the figure's left
    reader.feed(_said("/VMC/Ext/Bone/Pos", "Head", 0.0, 0.0, 0.0, 0.0, -left, 0.0, np.cos(np.radians(15.0))), 1.0)
    pose = reader.feed(_said("/VMC/Ext/OK", 1), 1.0)
    assert pose is not None
    nose = quaternions.rotate(pose.rotations[BONE["head"]].astype(float), np.array((0.0, 0.0, 1.0)))
    assert nose[0] == pytest.approx(0.5, abs=1e-3), "+X is the figure's left"
    assert pose.trust[BONE["head"]] == 1.0
    assert pose.trust[BONE["leftHand"]] == 0.0


@pytest.mark.parametrize(
    "datagram",
    [
        b"",
        b"\0" * 8,
        b"#bundle\0",
        b"/VMC/Ext/Bone/Pos",
        _said("/VMC/Ext/Bone/Pos", "Head"),
        _said("/VMC/Ext/Bone/Pos", "Tail", 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 1.0),
        _said("/VMC/Ext/Bone/Pos", "Head", 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0),
        _said("/VMC/Ext/Bone/Pos", "Head", 0.0, 0.0, 0.0, float("nan"), 0.0, 0.0, 1.0),
        _said("/VMC/Ext/Bone/Pos", "Hips", 1e30, 0.0, 0.0, 0.0, 0.0, 0.0, 1.0),
        _said("/VMC/Ext/Blend/Val", "Joy", float("inf")),
        _said("/VMC/Ext/Blend/Val", 3, 4),
        _said("/evil", "x" * 500),
    ],
)
def test_what_makes_no_sense_is_passed_over(datagram: bytes) -> None:
    reader = VmcReader()
    assert reader.feed(datagram, 1.0) is None
    assert reader.feed(_said("/VMC/Ext/Blend/Apply"), 1.0) is None


@given(st.binary(max_size=300))
def test_no_datagram_whatever_breaks_the_reader(datagram: bytes) -> None:
    reader = VmcReader()
    for data in (datagram, b"#bundle\0" + datagram, _said("/VMC/Ext/T", 1.0) + datagram):
        pose = reader.feed(data, 1.0)
        assert pose is None or np.isfinite(pose.rotations).all()


@pytest.mark.parametrize(
    "datagram",
    [
        _HEAD + b"\x00\x00\x00\x08junkjunk" * 50,
        _HEAD + b"\xff\xff\xff\xfc",
        _HEAD + b"\x00\x00\x00\x00" * 9,
        _HEAD + b"\x7f\xff\xff\xff/a\0\0",
        b"/VMC/Ext/Blend/Val\0\0,zq\0junk",
        b"/VMC/Ext/Blend/Val",
        b"junk",
        b"",
        (_HEAD + b"\x00\x00\x01\x00") * 12,
    ],
)
def test_junk_is_passed_over_at_once_and_without_a_line_in_the_log(
    datagram: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    assert VmcReader().feed(datagram, 0.0) is None
    assert not caplog.records
