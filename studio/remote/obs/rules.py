"""How OBS and the studio follow each other, as a pure function: what each is known to show, and what is to be done.

There can be no loop, for three reasons that hold whatever the timing:
- a side is only ever asked for what it does not already show, so an echo asks for nothing;
- the studio's own slate is read now, not from a message that was on its way;
- OBS's scenes do arrive late, so from a switch that was asked until OBS confirms it (or `unanswered` asks OBS where it
  is) no other scene is taken as somebody's wish.
- products and scenes could ask for each other in a ring: so the scene that a product's cue asked for shows no product
  when it comes, and the cue of a product that a scene asked for switches no scene (`bridge`).
Each wish is therefore carried over once; `tests/remote/obs/test_rules.py` tries to break it with arbitrary delays.

Where both sides differ and nobody has just wished, as after a connection, the slate wins: no machine leaves a slate.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from studio.control import commands as c
from studio.control import goods_commands as g
from studio.control.state import Framing
from studio.remote.obs import convention
from studio.remote.obs.convention import NO_BOOK, Book, scene_meaning


@dataclass(frozen=True, slots=True)
class SwitchScene:
    """To be put on OBS's program."""

    scene: str


Action = SwitchScene | c.CutToSlate | c.SetFraming | c.HoldExpression | g.ShowProduct | g.PlayGesture


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
    gestures: frozenset[str] = frozenset()
    """Gestures whose source or filter is visible; each was played when it came."""
    cue: bool = False
    """`asked` is the scene of a product's cue."""
    book: Book = NO_BOOK


Step = tuple[Known, tuple[Action, ...]]


def connected(known: Known, scene: str, scenes: tuple[str, ...], *, slate: bool, framing: Framing) -> Step:
    """A connection was made, or made again: OBS shows `scene`, the studio its slate or not."""
    known = replace(known, scene=scene, scenes=scenes, asked="", cue=False, slate=slate)
    if slate and not _is_slate(scene, known.book):
        return _to_slate(known)
    return _follow(known, slate=slate, framing=framing, product=None)  # nobody has just wished for a product


def scene_shown(known: Known, scene: str, *, slate: bool, framing: Framing, product: str | None = None) -> Step:
    """OBS says its program scene is now `scene`. `product` is the one on in the studio; None follows no product."""
    known, actions = slate_seen(known, slate=slate)  # the studio's newest wish is older than this word of OBS, or equal
    if actions or (known.asked and scene != known.asked) or (scene == known.scene and not known.asked):
        return known, actions
    answers_cue = known.cue and scene == known.asked
    known = replace(known, scene=scene, asked="", cue=False)
    return _follow(known, slate=slate, framing=framing, product=None if answers_cue else product)


def unanswered(known: Known, scene: str, *, slate: bool, framing: Framing, product: str | None = None) -> Step:
    """A switch was refused or never confirmed; OBS, asked, says it shows `scene`. That is taken as it is."""
    answers_cue = known.cue and scene == known.asked
    moved = scene != known.scene
    known = replace(known, scene=scene, asked="", cue=False)
    return _follow(known, slate=slate, framing=framing, product=product if moved and not answers_cue else None)


def cue_asked(known: Known, scene: str) -> Step:
    """A product was shown in the studio and its cue asks OBS for a scene."""
    if not known.scene or scene == (known.asked or known.scene) or scene not in known.scenes:
        return known, ()
    return replace(known, asked=scene, cue=True), (SwitchScene(scene),)


def slate_seen(known: Known, *, slate: bool) -> Step:
    """The studio shows its slate, or not."""
    if slate == known.slate or not known.scene:
        return replace(known, slate=slate), ()
    known = replace(known, slate=slate)
    heading = known.asked or known.scene
    if slate:
        return (known, ()) if _is_slate(heading, known.book) else _to_slate(known)
    if not _is_slate(heading, known.book):
        return known, ()
    target = known.back_to if known.back_to in known.scenes else _first(known, slate=False)
    return _ask(known, target)


def with_book(known: Known, book: Book) -> Known:
    """The preset or the rundown changed. What OBS shows is no new wish."""
    return replace(known, book=book)


def with_scenes(known: Known, scenes: tuple[str, ...]) -> Known:
    """OBS's list of scenes changed."""
    return replace(known, scenes=scenes)


def shown_expressions(known: Known, wanted: Mapping[str, float]) -> Step:
    """What the program scene holds, all of it; only differences to what OBS held before are sent."""
    before = dict(known.held)
    released = tuple(c.HoldExpression(name, 0.0) for name in before if name not in wanted)
    held = tuple(c.HoldExpression(name, weight) for name, weight in wanted.items() if before.get(name) != weight)
    return replace(known, held=tuple(wanted.items())), released + held


def shown_gestures(known: Known, visible: frozenset[str]) -> Step:
    """Gestures whose source or filter is visible now; each is played once when it comes."""
    new = tuple(g.PlayGesture(name) for name in sorted(visible - known.gestures))
    return replace(known, gestures=visible), new


def _follow(known: Known, *, slate: bool, framing: Framing, product: str | None) -> Step:
    """The studio goes where OBS is."""
    meaning = scene_meaning(known.scene, known.book)
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
    if meaning is not None and meaning.product and product is not None and meaning.product != product:
        actions.append(g.ShowProduct(meaning.product))
    return known, tuple(actions)


def _to_slate(known: Known) -> Step:
    return _ask(replace(known, back_to=known.asked or known.scene), _first(known, slate=True))


def _ask(known: Known, target: str) -> Step:
    """Without a fitting scene in OBS nothing is asked: the studio's own picture shows the slate all the same."""
    return (replace(known, asked=target, cue=False), (SwitchScene(target),)) if target else (known, ())


def _first(known: Known, *, slate: bool) -> str:
    """The scene set-up made, else the first whose name says so; the ending is no place to go by oneself."""
    usual = convention.SLATE if slate else convention.LIVE
    meant = [(scene, scene_meaning(scene, known.book)) for scene in known.scenes]
    fitting = [scene for scene, meaning in meant if meaning is not None and meaning.slate is slate]
    fitting = [scene for scene in fitting if not scene.lower().startswith(("结束", "ending"))]
    return usual if usual in known.scenes else next(iter(fitting), "")


def _is_slate(scene: str, book: Book) -> bool:
    meaning = scene_meaning(scene, book)
    return meaning is not None and meaning.slate
