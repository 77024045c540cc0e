"""Names in OBS and what they mean."""

from __future__ import annotations

import pytest

from studio.control.state import Framing
from studio.remote.obs.convention import CLOSE_UP, ENDING, LIVE, SLATE, SceneMeaning, held_expression, scene_meaning


@pytest.mark.parametrize(
    ("scene", "meaning"),
    [
        (LIVE, SceneMeaning(False)),
        (SLATE, SceneMeaning(True)),
        (ENDING, SceneMeaning(True)),
        (CLOSE_UP, SceneMeaning(False, Framing.FACE)),
        ("live 2", SceneMeaning(False)),
        ("直播间A", SceneMeaning(False)),
        ("Game [qh: half]", SceneMeaning(False, Framing.HALF)),
        ("Game [QH:全身]", SceneMeaning(False, Framing.FULL)),
        ("Pause [qh: slate]", SceneMeaning(True)),
        ("Livestock", None),
        ("Game", None),
        ("My slate", None),
        ("Game [qh: nonsense]", None),
        ("", None),
    ],
)
def test_a_scenes_name_says_what_it_asks_for(scene: str, meaning: SceneMeaning | None) -> None:
    assert scene_meaning(scene) == meaning


@pytest.mark.parametrize(
    ("name", "held"),
    [
        ("qh: smile", ("happy", 1.0)),
        ("QH：开心 60%", ("happy", 0.6)),
        ("qh:happy 250%", ("happy", 1.0)),
        ("qh: Wink left", ("blinkLeft", 1.0)),
        ("qh: wave", ("wave", 1.0)),
        ("qh:", None),
        ("camera", None),
        ("my qh: smile", None),
    ],
)
def test_a_sources_name_says_what_it_holds(name: str, held: tuple[str, float] | None) -> None:
    assert held_expression(name) == held
