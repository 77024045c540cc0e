"""Who the performer is, and which hands are theirs."""

from __future__ import annotations

import numpy as np

from studio.core.image import Image
from studio.tracking.mediapipe_landmarkers import Box, FoundHand
from studio.tracking.performer import (
    NOBODY,
    bodies_of_others,
    hands_by_side,
    heads_of_others,
    is_same_person,
    painted_over,
    told_apart,
)
from tests.tracking.people import a_body, a_face, a_hand

SIZE = (1280, 720)
LEFT_SMALL = Box(0.1, 0.3, 0.1, 0.2)
RIGHT_LARGE = Box(0.6, 0.2, 0.2, 0.4)


def test_the_largest_face_is_the_performers_when_nobody_was_there_before() -> None:
    company = told_apart((LEFT_SMALL, RIGHT_LARGE), None)
    assert company.performer == RIGHT_LARGE
    assert company.others == (LEFT_SMALL,)
    assert told_apart((), None) == NOBODY


def test_the_performer_is_kept_by_place_even_when_a_larger_face_comes() -> None:
    company = told_apart((RIGHT_LARGE, LEFT_SMALL), (0.17, 0.42))
    assert company.performer == LEFT_SMALL
    assert company.others == (RIGHT_LARGE,)


def test_somebody_else_is_not_taken_for_the_performer_who_just_left() -> None:
    company = told_apart((RIGHT_LARGE,), (0.15, 0.4))
    assert company.performer is None
    assert company.others == (RIGHT_LARGE,)


def test_the_others_are_painted_over_and_the_performer_is_not() -> None:
    company = told_apart((LEFT_SMALL, RIGHT_LARGE), None)
    image = Image(np.zeros((720, 1280, 3), np.uint8), 3.0)
    for rects in (heads_of_others(company), bodies_of_others(company)):
        painted = painted_over(image, rects)
        assert painted.time_s == 3.0
        x, y = LEFT_SMALL.center
        assert painted.pixels[round(y * 720), round(x * 1280)].min() > 100
        x0, x1 = round(RIGHT_LARGE.x * 1280), round((RIGHT_LARGE.x + RIGHT_LARGE.width) * 1280)
        assert painted.pixels[:, x0:x1].max() == 0
    assert painted_over(image, bodies_of_others(company)).pixels[-1, 150].min() > 100, "down to the ground"
    assert image.pixels.max() == 0
    assert painted_over(image, ()) is image


def test_a_body_belongs_to_a_face_when_its_nose_is_there() -> None:
    assert is_same_person(a_body(0.5, 0.4), a_face(0.52, 0.45, 0.2))
    assert not is_same_person(a_body(0.9, 0.4), a_face(0.5, 0.4, 0.2))


def test_hands_go_to_the_sides_the_landmarker_tells_when_the_body_is_unknown() -> None:
    left, right = a_hand(0.7, 0.9), a_hand(0.3, 0.9)
    assert hands_by_side((FoundHand(True, left), FoundHand(False, right)), None, SIZE) == (left, right)
    assert hands_by_side((), None, SIZE) == (None, None)


def test_of_two_hands_told_to_be_on_one_side_the_surer_counts() -> None:
    sure, unsure = a_hand(0.7, 0.9, 0.95), a_hand(0.3, 0.9, 0.6)
    assert hands_by_side((FoundHand(True, unsure), FoundHand(True, sure)), None, SIZE) == (sure, None)


def test_the_bodys_wrists_set_mixed_up_sides_right() -> None:
    body = a_body(0.5, 0.2, 0.1)
    left, right = a_hand(0.7, 0.8), a_hand(0.3, 0.8)
    for found in (
        (FoundHand(False, left), FoundHand(True, right)),
        (FoundHand(True, left), FoundHand(True, right)),
    ):
        assert hands_by_side(found, body, SIZE) == (left, right)


def test_wrists_that_are_unsure_or_far_away_decide_nothing() -> None:
    hand = a_hand(0.7, 0.8)
    told_right = (FoundHand(False, hand),)
    assert hands_by_side(told_right, a_body(0.5, 0.2, 0.1, visibility=0.3), SIZE) == (None, hand)
    assert hands_by_side(told_right, a_body(0.5, 0.0, 0.02), SIZE) == (None, hand)
