from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.core.names import ARKIT_INDEX, BONE, PRESET
from studio.maths import quaternions
from studio.solving.phone import pose_from_phone

_FACE = (
    b"mouthSmile_R-40|mouthSmile_L-42|eyeBlink_L-95|eyeBlink_R-0|jawOpen-0|browInnerUp-12|"
    b"=head#10.0,-20.0,5.0,0.01,0.02,-0.3|rightEye#4.0,-8.0,0.0|leftEye#6.0,-12.0,0.0|"
)


@pytest.mark.parametrize("datagram", [_FACE, _FACE.replace(b"-4", b"&4").replace(b"L-9", b"L&9").replace(b"R-", b"R&")])
def test_both_forms_of_the_protocol_are_a_face_with_head_and_eyes(datagram: bytes) -> None:
    pose = pose_from_phone(datagram, 3.0)
    assert pose is not None
    assert pose.arkit[ARKIT_INDEX["mouthSmileLeft"]] == pytest.approx(0.42)
    assert pose.arkit[ARKIT_INDEX["eyeBlinkLeft"]] == pytest.approx(0.95)
    assert pose.presets[PRESET["blinkLeft"]] > 0.9
    assert pose.presets[PRESET["blinkRight"]] < 0.05
    neck, head = (pose.rotations[BONE[name]].astype(float) for name in ("neck", "head"))
    nose = quaternions.rotate(quaternions.multiply(neck, head), np.array((0.0, 0.0, 1.0)))
    assert nose[0] > 0.3, "−20° about Y: to the figure's left"
    assert nose[1] < -0.1, "+10° about X: down"
    assert pose.gaze_rad[0] == pytest.approx(np.radians(10.0), abs=1e-6)
    assert pose.face_trust == 1.0
    assert pose.trust[BONE["spine"]] == 0.0


def test_the_three_angles_of_a_head_are_unitys() -> None:
    """Unity turns about z, then x, then y, left-handed; a mirrored x axis makes a right-handed space of it."""
    x, y, z = np.radians((20.0, -30.0, 40.0))
    (cx, cy, cz), (sx, sy, sz) = np.cos((x, y, z)), np.sin((x, y, z))
    about_x = np.array([[1, 0, 0], [0, cx, -sx], [0, sx, cx]])
    about_y = np.array([[cy, 0, sy], [0, 1, 0], [-sy, 0, cy]])
    about_z = np.array([[cz, -sz, 0], [sz, cz, 0], [0, 0, 1]])
    mirror = np.diag((-1.0, 1.0, 1.0))
    pose = pose_from_phone(b"jawOpen-1|=head#20,-30,40,0,0,0|", 0.0)
    assert pose is not None
    neck, head = (pose.rotations[BONE[name]].astype(float) for name in ("neck", "head"))
    got = [quaternions.rotate(quaternions.multiply(neck, head), axis) for axis in np.eye(3)]
    assert np.transpose(got) == pytest.approx(mirror @ about_y @ about_x @ about_z @ mirror, abs=1e-6)


@pytest.mark.parametrize(
    "datagram",
    [b"", b"hello", b"\xff\xfe", b"eyeBlink_L-x|", b"=head#1,2,3", b"mouthSmile_R-40" * 4000, b"nose-100|"],
)
def test_what_is_no_face_is_none(datagram: bytes) -> None:
    assert pose_from_phone(datagram, 0.0) is None


@given(st.text(st.sampled_from("eyeBlink_LRhd#=-&|,.0123456789naif"), max_size=200))
def test_no_text_whatever_breaks_the_reader(text: str) -> None:
    pose = pose_from_phone(b"jawOpen-10|" + text.encode() + b"|=head#nan,1e999,-5|leftEye#" + text.encode(), 0.0)
    assert pose is not None
    assert np.isfinite(pose.rotations).all()
    assert np.isfinite(pose.gaze_rad).all()
