"""OBS and the studio follow each other; a small world with arbitrary delays tries to make them chase each other."""

from __future__ import annotations

from collections import deque

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studio.control import commands as c
from studio.control.state import Framing
from studio.remote.obs import rules
from studio.remote.obs.convention import CLOSE_UP, ENDING, LIVE, SLATE, scene_meaning
from studio.remote.obs.rules import Action, Known, SwitchScene

SCENES = (LIVE, CLOSE_UP, SLATE, ENDING, "Game")
BUST, FACE = Framing.BUST, Framing.FACE


def connected(scene: str = LIVE, *, slate: bool = False) -> Known:
    known, actions = rules.connected(Known(), scene, SCENES, slate=slate, framing=BUST)
    assert actions == ()
    return known


def test_a_slate_scene_in_obs_cuts_the_studio_to_its_slate_and_a_live_scene_back() -> None:
    known, actions = rules.scene_shown(connected(), SLATE, slate=False, framing=BUST)
    assert actions == (c.CutToSlate(True),)
    known, actions = rules.scene_shown(known, LIVE, slate=True, framing=BUST)
    assert actions == (c.CutToSlate(False),)


def test_a_slate_in_the_studio_takes_obs_to_its_slate_and_back_to_where_it_was() -> None:
    known, actions = rules.slate_seen(connected("Game"), slate=True)
    assert actions == (SwitchScene(SLATE),)
    known, actions = rules.scene_shown(known, SLATE, slate=True, framing=BUST)
    assert actions == ()
    known, actions = rules.slate_seen(known, slate=False)
    assert actions == (SwitchScene("Game"),)


def test_word_of_an_older_scene_is_no_wish_while_a_switch_is_under_way() -> None:
    known, _ = rules.slate_seen(connected(), slate=True)
    late, actions = rules.scene_shown(known, CLOSE_UP, slate=True, framing=BUST)
    assert actions == ()
    assert late.asked == SLATE


def test_a_slate_taken_back_before_obs_confirmed_it_stays_taken_back() -> None:
    known, _ = rules.slate_seen(connected(), slate=True)
    known, actions = rules.scene_shown(known, SLATE, slate=False, framing=BUST)
    assert actions == (SwitchScene(LIVE),)


def test_a_switch_that_went_elsewhere_is_followed_there() -> None:
    known, _ = rules.slate_seen(connected(SLATE, slate=True), slate=False)
    known, actions = rules.unanswered(known, SLATE, slate=False, framing=BUST)
    assert actions == (c.CutToSlate(True),)
    assert known.asked == ""


def test_a_scene_of_no_meaning_leaves_the_studio_as_it_is() -> None:
    assert rules.scene_shown(connected(), "Game", slate=False, framing=BUST)[1] == ()


def test_a_close_up_frames_the_face_and_the_next_scene_gives_the_old_framing_back() -> None:
    known, actions = rules.scene_shown(connected(), CLOSE_UP, slate=False, framing=BUST)
    assert actions == (c.SetFraming(FACE),)
    known, actions = rules.scene_shown(known, LIVE, slate=False, framing=FACE)
    assert actions == (c.SetFraming(BUST),)


def test_a_slate_between_close_up_and_live_does_not_lose_the_old_framing() -> None:
    known, _ = rules.scene_shown(connected(), CLOSE_UP, slate=False, framing=BUST)
    known, _ = rules.scene_shown(known, SLATE, slate=False, framing=FACE)
    _, actions = rules.scene_shown(known, LIVE, slate=True, framing=FACE)
    assert set(actions) == {c.CutToSlate(False), c.SetFraming(BUST)}


@pytest.mark.parametrize(
    ("scene", "slate", "expected"),
    [(SLATE, False, (c.CutToSlate(True),)), (LIVE, True, (SwitchScene(SLATE),)), (SLATE, True, ()), (LIVE, False, ())],
)
def test_after_a_connection_the_slate_wins(scene: str, slate: bool, expected: tuple[Action, ...]) -> None:
    assert rules.connected(Known(), scene, SCENES, slate=slate, framing=BUST)[1] == expected


def test_without_a_slate_scene_obs_is_left_alone() -> None:
    known, _ = rules.connected(Known(), "A", ("A", "B"), slate=False, framing=BUST)
    assert rules.slate_seen(known, slate=True)[1] == ()


def test_the_ending_is_no_place_to_go_by_oneself() -> None:
    known, _ = rules.connected(Known(), "A", ("A", ENDING), slate=False, framing=BUST)
    assert rules.slate_seen(known, slate=True)[1] == ()


def test_only_what_changed_in_obs_is_held_or_released() -> None:
    known, actions = rules.shown_expressions(connected(), {"happy": 1.0, "sad": 0.5})
    assert actions == (c.HoldExpression("happy", 1.0), c.HoldExpression("sad", 0.5))
    known, actions = rules.shown_expressions(known, {"sad": 0.7})
    assert actions == (c.HoldExpression("happy", 0.0), c.HoldExpression("sad", 0.7))
    assert rules.shown_expressions(known, {"sad": 0.7})[1] == ()


class World:
    """A studio, an OBS whose words come late, and the rules between them."""

    def __init__(self) -> None:
        self.slate, self.framing = False, BUST
        self.scene = LIVE
        self.words: deque[str] = deque()
        self.notes = 0
        self.known = connected()
        self.actions = 0

    def take(self, step: rules.Step) -> None:
        self.known, actions = step
        for action in actions:
            self.actions += 1
            match action:
                case SwitchScene(scene):
                    self.obs_shows(scene)
                case c.CutToSlate(on):
                    self.studio_cuts(on)
                case c.SetFraming(framing):
                    self.framing = framing

    def obs_shows(self, scene: str) -> None:
        if scene != self.scene:
            self.words.append(scene)
        self.scene = scene

    def studio_cuts(self, on: bool) -> None:
        self.notes += on != self.slate
        self.slate = on

    def hear_obs(self) -> None:
        if self.words:
            self.take(rules.scene_shown(self.known, self.words.popleft(), slate=self.slate, framing=self.framing))

    def hear_studio(self) -> None:
        if self.notes:
            self.notes -= 1
            self.take(rules.slate_seen(self.known, slate=self.slate))

    def ask(self) -> None:
        if self.known.asked:
            self.take(rules.unanswered(self.known, self.scene, slate=self.slate, framing=self.framing))


MOVES = st.one_of(
    st.sampled_from(SCENES).map(lambda scene: ("obs", scene)),
    st.booleans().map(lambda on: ("studio", on)),
    st.sampled_from([("hear obs", None), ("hear studio", None), ("ask", None)]),
)


@settings(max_examples=300)
@given(st.lists(MOVES, max_size=30), st.data())
def test_left_alone_they_come_to_rest_and_agree_whatever_was_late(
    moves: list[tuple[str, object]], data: st.DataObject
) -> None:
    world = World()
    for move, what in moves:
        match move:
            case "obs":
                world.obs_shows(str(what))
            case "studio":
                world.studio_cuts(bool(what))
            case "hear obs":
                world.hear_obs()
            case "hear studio":
                world.hear_studio()
            case "ask":
                world.ask()
    wishes = len(world.words) + world.notes
    world.actions = 0
    for _ in range(200):
        if not world.words and not world.notes:
            if not world.known.asked:
                break
            world.ask()
        elif world.words and (not world.notes or data.draw(st.booleans())):
            world.hear_obs()
        else:
            world.hear_studio()
    else:
        raise AssertionError("they chase each other")
    assert world.actions <= 3 * (wishes + 1), "a wish was carried over more than once"
    meaning = scene_meaning(world.scene)
    if meaning is not None:
        assert meaning.slate == world.slate
