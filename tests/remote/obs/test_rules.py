"""OBS and the studio follow each other; a small world with arbitrary delays tries to make them chase each other."""

from __future__ import annotations

from collections import deque
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studio.control import commands as c
from studio.control import goods_commands as g
from studio.control.state import Framing
from studio.core.preset import SceneRule
from studio.remote.obs import rules
from studio.remote.obs.convention import CLOSE_UP, ENDING, LIVE, SLATE, Book, scene_meaning
from studio.remote.obs.rules import Action, Known, SwitchScene

SCENES = (LIVE, CLOSE_UP, SLATE, ENDING, "Game")
BUST, FACE, FULL = Framing.BUST, Framing.FACE, Framing.FULL


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


BOOK = Book((SceneRule("Game", product="P2", framing="full"), SceneRule("Break", slate=True)), ("P1", "P2", "P3"))
SHOP = (*SCENES, "商品 1", "Product 3 [close]", "Break")


def shop(scene: str = LIVE) -> Known:
    known, actions = rules.connected(Known(book=BOOK), scene, SHOP, slate=False, framing=BUST)
    assert not any(isinstance(action, g.ShowProduct) for action in actions), "a connection is nobody's wish"
    return known


@pytest.mark.parametrize(("scene", "product"), [("商品 1", "P1"), ("Product 3 [close]", "P3"), ("Game", "P2")])
def test_a_products_scene_shows_the_product_once(scene: str, product: str) -> None:
    known, actions = rules.scene_shown(shop(), scene, slate=False, framing=BUST, product="")
    assert g.ShowProduct(product) in actions
    known, actions = rules.scene_shown(known, LIVE, slate=False, framing=BUST, product=product)
    assert not any(isinstance(action, g.ShowProduct) for action in actions), "the live scene leaves it on"
    assert rules.scene_shown(known, scene, slate=False, framing=BUST, product=product)[1] in ((), (c.SetFraming(FULL),))


def test_the_presets_map_goes_before_the_names() -> None:
    _, actions = rules.scene_shown(shop(), "Break", slate=False, framing=BUST, product="P1")
    assert actions == (c.CutToSlate(True),)
    book = Book((SceneRule(LIVE, slate=True),), ())
    assert rules.scene_shown(replace(shop("Game"), book=book), LIVE, slate=False, framing=FULL)[1][0] == c.CutToSlate()


def test_a_number_beyond_the_rundown_shows_nothing() -> None:
    known = replace(shop(), book=Book((), ("P1",)))
    assert rules.scene_shown(known, "Product 3 [close]", slate=False, framing=BUST, product="P1")[1] == ()


def test_the_scene_of_a_cue_shows_no_other_product_when_it_comes() -> None:
    known, actions = rules.cue_asked(shop(), "商品 1")
    assert actions == (SwitchScene("商品 1"),)
    assert rules.scene_shown(known, "商品 1", slate=False, framing=BUST, product="P3")[1] == ()
    assert rules.cue_asked(known, "商品 1")[1] == (), "it is on its way"
    assert rules.cue_asked(shop(), "no such scene")[1] == ()


def test_a_gesture_is_played_when_it_comes_and_not_when_it_goes() -> None:
    known, actions = rules.shown_gestures(shop(), frozenset({"wave", "bow"}))
    assert actions == (g.PlayGesture("bow"), g.PlayGesture("wave"))
    known, actions = rules.shown_gestures(known, frozenset({"wave"}))
    assert actions == ()
    assert rules.shown_gestures(known, frozenset({"wave", "bow"}))[1] == (g.PlayGesture("bow"),)


class World:
    """A studio, an OBS whose words come late, and the rules between them."""

    def __init__(self, cues: dict[str, str]) -> None:
        self.slate, self.framing = False, BUST
        self.scene = LIVE
        self.words: deque[str] = deque()
        self.notes = 0
        self.cues = cues
        self.product = ""
        self.asked_scenes: deque[str] = deque()
        self.known = shop()
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
                case g.ShowProduct(product):
                    self.product = product  # as the bridge does: its cue switches no scene

    def obs_shows(self, scene: str) -> None:
        if scene != self.scene:
            self.words.append(scene)
        self.scene = scene

    def studio_shows(self, product: str) -> None:
        if product != self.product:
            self.product = product
            if cue := self.cues.get(product):
                self.asked_scenes.append(cue)

    def hear_cue(self) -> None:
        if self.asked_scenes:
            self.take(rules.cue_asked(self.known, self.asked_scenes.popleft()))

    def studio_cuts(self, on: bool) -> None:
        self.notes += on != self.slate
        self.slate = on

    def hear_obs(self) -> None:
        if self.words:
            now = {"slate": self.slate, "framing": self.framing, "product": self.product}
            self.take(rules.scene_shown(self.known, self.words.popleft(), **now))  # type: ignore[arg-type]

    def hear_studio(self) -> None:
        if self.notes:
            self.notes -= 1
            self.take(rules.slate_seen(self.known, slate=self.slate))

    def ask(self) -> None:
        if self.known.asked:
            now = {"slate": self.slate, "framing": self.framing, "product": self.product}
            self.take(rules.unanswered(self.known, self.scene, **now))  # type: ignore[arg-type]


MOVES = st.one_of(
    st.sampled_from(SHOP).map(lambda scene: ("obs", scene)),
    st.sampled_from(BOOK.products).map(lambda product: ("product", product)),
    st.booleans().map(lambda on: ("studio", on)),
    st.sampled_from([("hear obs", None), ("hear studio", None), ("hear cue", None), ("ask", None)]),
)
CUES = st.dictionaries(st.sampled_from(BOOK.products), st.sampled_from(SHOP))
"""Every product's cue may ask for every scene: also for that of another product, whose cue asks for the first."""


@settings(max_examples=400)
@given(st.lists(MOVES, max_size=30), CUES, st.data())
def test_left_alone_they_come_to_rest_and_agree_whatever_was_late(
    moves: list[tuple[str, object]], cues: dict[str, str], data: st.DataObject
) -> None:
    world = World(cues)
    for move, what in moves:
        match move:
            case "obs":
                world.obs_shows(str(what))
            case "studio":
                world.studio_cuts(bool(what))
            case "product":
                world.studio_shows(str(what))
            case "hear cue":
                world.hear_cue()
            case "hear obs":
                world.hear_obs()
            case "hear studio":
                world.hear_studio()
            case "ask":
                world.ask()
    wishes = len(world.words) + world.notes + len(world.asked_scenes)
    world.actions = 0
    for _ in range(200):
        if world.asked_scenes:
            world.hear_cue()
        elif not world.words and not world.notes:
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
    meaning = scene_meaning(world.scene, BOOK)
    if meaning is not None:
        assert meaning.slate == world.slate
