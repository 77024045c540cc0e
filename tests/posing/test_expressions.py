from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from studio.core.avatar import Avatar, Expression, MorphBind, OverrideKind
from studio.core.names import ARKIT, ARKIT_INDEX, PRESET
from studio.core.pose import AvatarState
from studio.posing import Poser
from studio.posing.expressions import Expressions
from tests.support.small_vrm import SmallVrm


def avatar_with(*expressions: Expression) -> Avatar:
    return replace(SmallVrm().avatar(), expressions=expressions)


def outputs(avatar: Avatar, **weights: float) -> dict[str, float]:
    face = Expressions(avatar)
    row = np.array([weights.get(name, 0.0) for name in face.names])
    return dict(zip(face.names, face.outputs(row).tolist(), strict=True))


def state(
    *, presets: dict[str, float] | None = None, arkit: dict[str, float] | None = None, held: tuple = ()
) -> AvatarState:
    preset_row, arkit_row = np.zeros(18, np.float32), np.zeros(52, np.float32)
    for name, weight in (presets or {}).items():
        preset_row[PRESET[name]] = weight
    for name, weight in (arkit or {}).items():
        arkit_row[ARKIT_INDEX[name]] = weight
    return AvatarState(presets=preset_row, arkit=arkit_row, held=held)


def test_binary_expressions_are_on_above_a_half() -> None:
    avatar = avatar_with(Expression("happy", True, is_binary=True))

    assert outputs(avatar, happy=0.5) == {"happy": 0.0}
    assert outputs(avatar, happy=0.51) == {"happy": 1.0}


@pytest.mark.parametrize(
    ("kind", "happy", "blink"),
    [
        (OverrideKind.NONE, 1.0, 0.8),
        (OverrideKind.BLOCK, 0.0, 0.8),
        (OverrideKind.BLOCK, 0.01, 0.0),
        (OverrideKind.BLEND, 0.25, 0.6),
        (OverrideKind.BLEND, 1.0, 0.0),
    ],
)
def test_overrides_block_or_fade_the_blink(kind: OverrideKind, happy: float, blink: float) -> None:
    avatar = avatar_with(
        Expression("happy", True, override_blink=kind), Expression("blink", True), Expression("aa", True)
    )

    result = outputs(avatar, happy=happy, blink=0.8, aa=0.5)

    assert result["blink"] == pytest.approx(blink)
    assert result["aa"] == 0.5


def test_mouth_and_gaze_have_overrides_of_their_own() -> None:
    avatar = avatar_with(
        Expression("angry", True, override_mouth=OverrideKind.BLEND),
        Expression("sad", True, override_look_at=OverrideKind.BLOCK),
        *(Expression(name, True) for name in ("oh", "lookUp", "blinkLeft")),
    )

    result = outputs(avatar, angry=0.5, sad=0.1, oh=1.0, lookUp=1.0, blinkLeft=1.0)

    assert (result["oh"], result["lookUp"], result["blinkLeft"]) == (0.5, 0.0, 1.0)


def test_two_that_fade_the_same_add_up_but_never_below_nothing() -> None:
    names = ("happy", "relaxed")
    avatar = avatar_with(
        *(Expression(n, True, override_blink=OverrideKind.BLEND) for n in names), Expression("blink", True)
    )

    assert outputs(avatar, happy=0.3, relaxed=0.4, blink=1.0)["blink"] == pytest.approx(0.3)
    assert outputs(avatar, happy=0.9, relaxed=0.9, blink=1.0)["blink"] == 0.0


def test_a_binary_expression_that_is_faded_in_part_is_off() -> None:
    avatar = avatar_with(
        Expression("happy", True, override_blink=OverrideKind.BLEND), Expression("blink", True, is_binary=True)
    )

    assert outputs(avatar, happy=0.1, blink=1.0)["blink"] == 0.0


def test_morphs_add_up_over_expressions_and_keep_the_default_where_nothing_moves_them() -> None:
    small = SmallVrm()
    small.doc["meshes"][0]["weights"] = [0.3, 0.4]
    avatar = replace(
        small.avatar(),
        expressions=(
            Expression("happy", True, morphs=(MorphBind(0, 1, 0.5),)),
            Expression("sad", True, morphs=(MorphBind(0, 1, 0.25),)),
        ),
    )

    figure = Poser(avatar).pose(state(presets={"happy": 1.0, "sad": 0.4}), 1 / 60)

    np.testing.assert_allclose(figure.morph_weights[0], (0.3, 0.6), atol=1e-6)


def test_colours_and_texture_places_move_from_their_own_value_to_the_expression_s() -> None:
    poser = Poser(SmallVrm().avatar())

    assert poser.pose(state(), 1 / 60).materials is None
    half = poser.pose(state(presets={"happy": 0.5}, held=(("wink", 0.5),)), 1 / 60).materials

    assert half is not None
    np.testing.assert_allclose(half.base_color[0], (0.75, 0.2, 0.15, 1.0), atol=1e-6)
    np.testing.assert_allclose(half.uv_offset[0], (0.25, 0.0), atol=1e-6)
    np.testing.assert_allclose(half.uv_scale[0], (1.0, 1.0))
    np.testing.assert_allclose(half.shade_color[0], (0.1, 0.2, 0.3), atol=1e-6)


def test_held_expressions_come_on_top_of_the_face_up_to_one() -> None:
    poser = Poser(SmallVrm().avatar())

    figure = poser.pose(state(presets={"happy": 0.7}, held=(("happy", 0.7), ("nobody", 1.0))), 1 / 60)

    np.testing.assert_allclose(figure.morph_weights[0][0], 1.0)


def perfect(letter_case: str) -> Avatar:
    custom = [Expression(getattr(name, letter_case)(), False, morphs=(MorphBind(0, 0, 1.0),)) for name in ARKIT[:-1]]
    return avatar_with(Expression("aa", True, morphs=(MorphBind(0, 1, 1.0),)), *custom)


@pytest.mark.parametrize("letter_case", ["upper", "lower", "swapcase"])
def test_perfect_sync_takes_the_52_whatever_their_case_and_leaves_the_presets(letter_case: str) -> None:
    poser = Poser(perfect(letter_case))

    figure = poser.pose(state(presets={"aa": 1.0}, arkit={"jawOpen": 0.6}), 1 / 60)

    np.testing.assert_allclose(figure.morph_weights[0], (0.6, 0.0), atol=1e-6)


def test_without_perfect_sync_the_52_do_nothing() -> None:
    figure = Poser(SmallVrm().avatar()).pose(state(presets={"blink": 0.4}, arkit={"eyeBlinkLeft": 1.0}), 1 / 60)

    np.testing.assert_allclose(figure.morph_weights[0], (0.0, 0.4), atol=1e-6)


def test_a_held_expression_that_blocks_the_mouth_blocks_the_fine_mouth_too() -> None:
    avatar = perfect("lower")
    happy = Expression("happy", True, override_mouth=OverrideKind.BLOCK, override_blink=OverrideKind.NONE)
    poser = Poser(replace(avatar, expressions=(*avatar.expressions, happy)))

    figure = poser.pose(state(arkit={"jawOpen": 0.6, "eyeBlinkLeft": 0.2}, held=(("happy", 1.0),)), 1 / 60)

    np.testing.assert_allclose(figure.morph_weights[0][0], 0.2, atol=1e-6)
