from __future__ import annotations

import json
import types
from dataclasses import fields, is_dataclass, replace
from enum import StrEnum
from typing import Any, Union, get_args, get_origin, get_type_hints

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from studio.control import commands as c
from studio.control import events as e
from studio.control.codec import (
    COMMANDS,
    EVENTS,
    MAX_ITEMS,
    MAX_TEXT,
    Json,
    command_from_json,
    dumps,
    event_from_json,
    json_from,
    json_from_changes,
    json_from_command,
    json_from_event,
    loads,
    state_from_json,
    state_with_changes,
    value_from_json,
)
from studio.control.state import Framing, Health, Show
from studio.core.errors import CommandError
from studio.core.goods import Product

_TEXT = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=20)


def _values(kind: Any) -> st.SearchStrategy[Any]:
    """Any value of a hint, made without the codec."""
    if get_origin(kind) is tuple:
        items = get_args(kind)
        if items[1:] == (Ellipsis,):
            return st.lists(_values(items[0]), max_size=3).map(tuple)
        return st.tuples(*(_values(item) for item in items))
    if get_origin(kind) in (Union, types.UnionType):
        return st.one_of(*(st.none() if item is types.NoneType else _values(item) for item in get_args(kind)))
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return st.sampled_from(list(kind))
    if is_dataclass(kind):
        hints = get_type_hints(kind)
        return st.builds(kind, **{item.name: _values(hints[item.name]) for item in fields(kind)})
    return {
        bool: st.booleans(),
        int: st.integers(-(2**53), 2**53),
        float: st.floats(allow_nan=False, allow_infinity=False, min_value=-1e290, max_value=1e290),
        str: _TEXT,
    }[kind]


def _over_the_wire(value: Json) -> dict[str, Json]:
    return loads(dumps(value))


@given(st.sampled_from(sorted(COMMANDS)).flatmap(lambda name: _values(COMMANDS[name])))
def test_every_command_comes_back_as_it_went(command: c.Command) -> None:
    message = _over_the_wire(json_from_command(command))
    assert command_from_json(message["name"], message["args"]) == command


@given(st.sampled_from(sorted(EVENTS)).flatmap(lambda name: _values(EVENTS[name])))
def test_every_event_comes_back_as_it_went(event: e.Event) -> None:
    message = _over_the_wire(json_from_event(event))
    assert event_from_json(message["name"], message["args"]) == event


_STATES = _values(Show)


@given(_STATES)
@settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
def test_every_state_comes_back_as_it_went(state: Show) -> None:
    assert state_from_json(_over_the_wire(json_from(state))) == state


@given(_STATES, _STATES)
@settings(max_examples=20, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
def test_a_state_and_what_changed_make_the_next_state(before: Show, after: Show) -> None:
    told = {name: json.loads(text) for name, text in json_from_changes(before, after).items()}
    assert state_with_changes(before, told) == after


def test_only_what_a_step_changed_is_told() -> None:
    before = Show(rundown=(Product("1", "漆盒"),))
    assert json_from_changes(before, replace(before, mirror=False)) == {"mirror": "false"}
    assert json_from_changes(before, before) == {}


def test_a_change_of_what_no_state_has_is_refused() -> None:
    with pytest.raises(CommandError) as refused:
        state_with_changes(Show(), {"miror": True})
    assert refused.value.remedy == "did you mean mirror?"


def test_a_message_reads_as_the_contract_says() -> None:
    assert json_from_command(c.SetFraming(Framing.HALF)) == {"name": "SetFraming", "args": {"framing": "half"}}
    assert json_from_event(e.ExpressionHeld("happy", 0.5)) == {
        "name": "ExpressionHeld",
        "args": {"expression": "happy", "weight": 0.5},
    }


def test_arguments_with_defaults_may_be_left_out() -> None:
    assert command_from_json("HoldExpression", {"expression": "happy"}) == c.HoldExpression("happy", 1.0)
    assert command_from_json("GoLive", {}) == c.GoLive()


def test_a_whole_number_is_taken_for_a_number_but_not_the_other_way_round() -> None:
    held = command_from_json("HoldExpression", {"expression": "happy", "weight": 1})
    assert isinstance(held, c.HoldExpression)
    assert isinstance(held.weight, float)
    with pytest.raises(CommandError, match="not a whole number"):
        command_from_json("SetCanvas", {"width": 640.0, "height": 360, "fps": 30})


@pytest.mark.parametrize(
    ("name", "args", "where", "remedy"),
    [
        ("SetMiror", {"on": True}, "command", "did you mean SetMirror?"),
        ("SetMirror", {"onn": True}, "SetMirror", "did you mean on?"),
        ("SetMirror", {}, "SetMirror", "send on"),
        ("SetMirror", {"on": 1}, "SetMirror.on", "send true or false"),
        ("SetMirror", {"on": "true"}, "SetMirror.on", "send true or false"),
        ("SetMirror", [], "SetMirror", "send an object with named values"),
        ("SetMirror", None, "SetMirror", "send an object with named values"),
        ("SetFraming", {"framing": "bus"}, "SetFraming.framing", "did you mean bust?"),
        ("SetFraming", {"framing": ["bust"]}, "SetFraming.framing", "use one of: bust, face, full, half"),
        ("GoLive", {"now": True}, "GoLive", "leave it out"),
        ("SetCanvas", {"width": True, "height": 2, "fps": 3}, "SetCanvas.width", "send a whole number"),
        ("SetCanvas", {"width": 10**30, "height": 2, "fps": 3}, "SetCanvas.width", "use a smaller number"),
        ("HoldExpression", {"expression": "a", "weight": 10**400}, "HoldExpression.weight", "use a finite number"),
        ("HoldExpression", {"expression": "a", "weight": None}, "HoldExpression.weight", "send a number"),
        ("ChooseAvatar", {"avatar": "a" * (MAX_TEXT + 1)}, "ChooseAvatar.avatar", "use at most 32768 characters"),
        ("ChooseAvatar", {"avatar": "a\0b"}, "ChooseAvatar.avatar", "send plain text"),
        ("ChooseAvatar", {"avatar": "\ud800"}, "ChooseAvatar.avatar", "send plain text"),
        (7, {}, "command", "use one of: AddComment, "),
        (None, {}, "command", "use one of: AddComment, "),
    ],
)
def test_what_is_not_exactly_a_command_is_refused_with_a_remedy(
    name: Json, args: Json, where: str, remedy: str
) -> None:
    with pytest.raises(CommandError) as refusal:
        command_from_json(name, args)
    assert refusal.value.where == where
    assert refusal.value.remedy.startswith(remedy)


@pytest.mark.parametrize(
    "text",
    [
        "", "{", "[]", "3", "null", '"GoLive"', '{"a": NaN}', '{"a": Infinity}', '{"a": -Infinity}',
        '{"a": 1, "a": 2}', "[" * 100_000, '{"a":' * 50_000, '{"a": 1' + "0" * 5000 + "}", b"\xff\xfe{}", b"\x80",
    ],
)  # fmt: skip
def test_text_that_is_not_one_json_object_is_refused(text: str | bytes) -> None:
    with pytest.raises(CommandError):
        loads(text)


def test_an_error_never_repeats_a_strangers_text_at_length_or_its_control_characters() -> None:
    with pytest.raises(CommandError) as refusal:
        command_from_json("\x1b[2J" + "x" * 10_000, {})
    assert len(str(refusal.value)) < 1000
    assert "\x1b" not in str(refusal.value)


def test_lists_are_bounded_and_of_the_right_length() -> None:
    with pytest.raises(CommandError, match="too long"):
        value_from_json(tuple[str, ...], ["a"] * (MAX_ITEMS + 1), "names")
    with pytest.raises(CommandError, match="has 1 values"):
        state_from_json({"held": [["happy"]]})
    with pytest.raises(CommandError) as refusal:
        state_from_json({"avatars": [{"name": "a", "title_zh": "b", "title_en": 5}]})
    assert refusal.value.where == "state.avatars[0].title_en"


def test_a_value_that_may_be_absent_reads_both_ways() -> None:
    optional: Any = float | None
    assert value_from_json(optional, None, "x") is None
    assert value_from_json(optional, 2, "x") == 2.0
    assert isinstance(optional, types.UnionType)


def test_numbers_that_json_does_not_know_are_a_bug_of_ours() -> None:
    with pytest.raises(ValueError, match="NaN"):
        json_from(Health(show_fps=float("nan")))


def test_chinese_stays_readable_on_the_wire() -> None:
    assert "琼玖" in dumps(json_from_command(c.ChooseAvatar("琼玖")))
    assert json.loads(dumps(json_from(Show())))["label"] == "AI生成 · 数字人"
