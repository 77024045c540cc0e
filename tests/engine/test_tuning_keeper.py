"""What is set for an avatar or a performer is there again when they come back, and after a restart."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from studio.control import commands as c
from studio.control import events as e
from studio.control import tuning_commands as t
from studio.control.host import ShowConsole
from studio.control.state import Show
from studio.core.tuning import KeyLight, Motion, Window
from studio.engine.tuning_keeper import TuningKeeper
from studio.library import settings


@contextmanager
def show(state: Show | None = None) -> Iterator[ShowConsole]:
    console = ShowConsole(state or Show())
    keeper = TuningKeeper(console)
    console.listen(keeper.hear)
    keeper.start()
    try:
        yield console
    finally:
        keeper.close()


def load(console: ShowConsole, name: str) -> None:
    console.send(c.ChooseAvatar(name))
    console.report(e.AvatarLoaded(name, (), "", ""))


def test_each_avatar_has_its_own_springs_and_light() -> None:
    with show() as console:
        load(console, "qiongjiu")
        console.send(t.SetSprings(2.0))
        console.send(t.SetKeyLight(warmth=0.5))
        load(console, "zhuxi")
        assert (console.state.springs, console.state.key_light) == (1.0, KeyLight())
        load(console, "qiongjiu")
        assert (console.state.springs, console.state.key_light) == (2.0, KeyLight(warmth=0.5))


def test_what_is_set_while_the_next_avatar_loads_belongs_to_the_one_that_is_seen() -> None:
    with show() as console:
        load(console, "zhuxi")
        console.send(t.SetSprings(2.0))
        load(console, "qiongjiu")
        console.send(c.ChooseAvatar("zhuxi"))
        console.send(t.SetSprings(1.5))
        console.report(e.AvatarLoaded("zhuxi", (), "", ""))
        assert console.state.springs == 2.0
        load(console, "qiongjiu")
        assert console.state.springs == 1.5


def test_each_performer_has_their_own_windows() -> None:
    with show() as console:
        console.send(c.GiveConsent("甲"))
        console.send(t.SetMotionWindow(Motion.SMILE, 0.1, 0.4))
        console.send(c.GiveConsent("乙"))
        assert console.state.motion_windows == ()
        console.send(c.GiveConsent("甲"))
        assert console.state.motion_windows == (Window(Motion.SMILE, 0.1, 0.4),)


def test_the_next_show_has_them_too() -> None:
    with show(Show(consent="甲")) as console:
        load(console, "qiongjiu")
        console.send(t.SetSprings(0.5))
        console.send(t.SetMotionWindow(Motion.GAZE, 0.0, 0.6))
    with show(Show(consent="甲")) as console:
        load(console, "qiongjiu")
        assert console.state.springs == 0.5
        assert console.state.motion_windows == (Window(Motion.GAZE, 0.0, 0.6),)


def test_what_is_set_back_is_not_written_down() -> None:
    with show() as console:
        load(console, "qiongjiu")
        console.send(t.SetSprings(0.5))
        console.send(t.SetSprings(1.0))
        console.send(t.SetMotionWindow(Motion.GAZE, 0.0, 0.6))
        console.send(t.SetMotionWindow(Motion.GAZE))
    assert (settings.load().avatars, settings.load().performers) == ({}, {})
