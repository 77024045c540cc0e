"""The newest of every part, joined."""

from __future__ import annotations

from studio.tracking.assembly import Assembly
from tests.tracking.people import a_body, a_face, a_hand


def test_parts_are_told_once_they_are_believed_and_keep_their_own_times() -> None:
    assembly = Assembly(slow_every=3)
    assembly.face(a_face(time_s=1.0))
    assembly.body(a_body(time_s=1.0))
    first = assembly.landmarks(1.0, (640, 480))
    assert (first.face, first.body, first.left_hand, first.right_hand) == (None, None, None, None)
    face, body, hand = a_face(time_s=2.0), a_body(time_s=1.5), a_hand(0.3, 0.5)
    assembly.face(face)
    assembly.body(body)
    assembly.hands(None, hand)
    assembly.hands(None, hand)
    told = assembly.landmarks(2.0, (640, 480))
    assert (told.captured_at_s, told.image_size) == (2.0, (640, 480))
    assert (told.face, told.body, told.left_hand, told.right_hand) == (face, body, None, hand)


def test_a_look_that_fails_leaves_the_last_one_at_its_age_until_the_part_is_lost() -> None:
    assembly = Assembly(slow_every=3)
    face = a_face(time_s=1.0)
    for _ in range(2):
        assembly.face(face)
    for i in range(1, 7):
        assembly.face(None)
        told = assembly.landmarks(1.0 + i / 30, (640, 480)).face
        assert told is (face if i < 6 else None)


def test_pose_and_hands_are_lost_after_the_same_time_however_rarely_they_look() -> None:
    for slow_every, looks in ((1, 9), (3, 3), (6, 2)):
        assembly = Assembly(slow_every)
        for _ in range(2):
            assembly.body(a_body())
        for i in range(1, looks + 1):
            assembly.body(None)
            assert (assembly.landmarks(1.0, (640, 480)).body is None) == (i == looks)
