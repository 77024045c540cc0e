"""How OBS and the studio follow each other, as a pure function: what each is known to show, and what is to be done.

There can be no loop, for three reasons that hold whatever the timing:
- a side is only ever asked for what it does not already show, so an echo asks for nothing;
- the studio's own slate is read now, not from a message that was on its way;
- OBS's scenes do arrive late, so from a switch that was asked until OBS confirms it (or `unanswered` asks OBS where it
  is) no other scene is taken as somebody's wish.
Each wish is therefore carried over once; `tests/remote/obs/test_rules.py` tries to break it with arbitrary delays.

Where both sides differ and nobody has just wished, as after a connection, the slate wins: no machine leaves a slate.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from studio.control import commands as c
from studio.control.state import Framing
from studio.remote.obs import convention
from studio.remote.obs.convention import scene_meaning


@dataclass(frozen=True, slots=True)
class SwitchScene:
    """To be put on OBS's program."""

    scene: str


Action = SwitchScene | c.CutToSlate | c.SetFraming | c.HoldExpression


@dataclass(frozen=True, slots=True)
class Known:
    """What the two sides are known to show."""

    scene: str = ""
    """OBS's program, "" while it is not known."""
    scenes: tuple[str, ...] = ()
    asked: str = ""
    """The scene OBS was asked for and has not confirmed."""
    back_to: str = ""
    """Where the slate was cut from."""
    slate: bool = False
    """The studio's, as last followed."""
    framing_before: Framing | None = None
    """What a scene with a framing of its own is to be left to."""
    held: tuple[tuple[str, float], ...] = ()
    """Expressions that OBS holds."""


Step = tuple[Known, tuple[Action, ...]]


def connected(known: Known, scene: str, scenes: tuple[str, ...], *, slate: bool, framing: Framing) -> Step:
    """A connection was made, or made again: OBS shows `scene`, the studio its slate or not."""
    known = replace(known, scene=scene, scenes=scenes, asked="", slate=slate)
    if slate and not _is_slate(scene):
        return _to_slate(known)
    return _follow(known, slate=slate, framing=framing)


def scene_shown(known: Known, scene: str, *, slate: bool, framing: Framing) -> Step:
    """OBS says its program scene is now `scene`."""
    known, actions = slate_seen(known, slate=slate)  # the studio's newest wish is older than this word of OBS, or equal
    if actions or (known.asked and scene != known.asked) or (scene == known.scene and not known.asked):
        return known, actions
    return _follow(replace(known, scene=scene, asked=""), slate=slate, framing=framing)


def unanswered(known: Known, scene: str, *, slate: bool, framing: Framing) -> Step:
    """A switch was refused or never confirmed; OBS, asked, says it shows `scene`. That is taken as it is."""
    return _follow(replace(known, scene=scene, asked=""), slate=slate, framing=framing)


def slate_seen(known: Known, *, slate: bool) -> Step:
    """The studio shows its slate, or not."""
    if slate == known.slate or not known.scene:
        return replace(known, slate=slate), ()
    known = replace(known, slate=slate)
    heading = known.asked or known.scene
    if slate:
        return (known, ()) if _is_slate(heading) else _to_slate(known)
    if not _is_slate(heading):
        return known, ()
    target = known.back_to if known.back_to in known.scenes else _first(known.scenes, slate=False)
    return _ask(known, target)


def with_scenes(known: Known, scenes: tuple[str, ...]) -> Known:
    """OBS's list of scenes changed."""
    return replace(known, scenes=scenes)


def shown_expressions(known: Known, wanted: Mapping[str, float]) -> Step:
    """What the program scene holds, all of it; only differences to what OBS held before are sent."""
    before = dict(known.held)
    released = tuple(c.HoldExpression(name, 0.0) for name in before if name not in wanted)
    held = tuple(c.HoldExpression(name, weight) for name, weight in wanted.items() if before.get(name) != weight)
    return replace(known, held=tuple(wanted.items())), released + held


def _follow(known: Known, *, slate: bool, framing: Framing) -> Step:
    """The studio goes where OBS is."""
    meaning = scene_meaning(known.scene)
    actions: list[Action] = []
    if meaning is not None and meaning.slate != slate:
        actions.append(c.CutToSlate(meaning.slate))
        known = replace(known, slate=meaning.slate)
    own = None if meaning is None or meaning.slate else meaning.framing
    if own is not None:
        known = replace(known, framing_before=known.framing_before or framing)
        if own is not framing:
            actions.append(c.SetFraming(own))
    elif known.framing_before is not None and not (meaning is not None and meaning.slate):
        if known.framing_before is not framing:
            actions.append(c.SetFraming(known.framing_before))
        known = replace(known, framing_before=None)
    return known, tuple(actions)


def _to_slate(known: Known) -> Step:
    return _ask(replace(known, back_to=known.asked or known.scene), _first(known.scenes, slate=True))


def _ask(known: Known, target: str) -> Step:
    """Without a fitting scene in OBS nothing is asked: the studio's own picture shows the slate all the same."""
    return (replace(known, asked=target), (SwitchScene(target),)) if target else (known, ())


def _first(scenes: tuple[str, ...], *, slate: bool) -> str:
    """The scene set-up made, else the first whose name says so; the ending is no place to go by oneself."""
    usual = convention.SLATE if slate else convention.LIVE
    fitting = [scene for scene in scenes if (found := scene_meaning(scene)) is not None and found.slate is slate]
    fitting = [scene for scene in fitting if not scene.lower().startswith(("结束", "ending"))]
    return usual if usual in scenes else next(iter(fitting), "")


def _is_slate(scene: str) -> bool:
    meaning = scene_meaning(scene)
    return meaning is not None and meaning.slate
