from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import fields
from typing import get_args

import pytest

from studio.control import commands as c
from studio.control.catalogue import CATALOGUE, CommandInfo, Kind, catalogue_json
from studio.control.codec import command_from_json
from studio.control.roles import Role
from studio.control.state import Air, Framing, PartStatus
from studio.control.titles import (
    AIR_TITLES,
    CATEGORY_TITLES,
    EXPRESSION_TITLES,
    FRAMING_TITLES,
    STATUS_TITLES,
    Category,
    Text,
)
from studio.core.names import PRESETS

_HAN = re.compile(r"[\u4e00-\u9fff]")


def _texts() -> Iterator[Text]:
    for info in CATALOGUE.values():
        yield from (info.title, info.help)
        for argument in info.arguments:
            yield from (argument.title, argument.help)
    for titles in (CATEGORY_TITLES, FRAMING_TITLES, AIR_TITLES, STATUS_TITLES, EXPRESSION_TITLES):
        yield from titles.values()


def test_every_command_is_in_the_catalogue_once() -> None:
    assert sorted(info.type.__name__ for info in CATALOGUE.values()) == sorted(
        kind.__name__ for kind in get_args(c.Command)
    )
    assert all(name == info.name == info.type.__name__ for name, info in CATALOGUE.items())


def test_every_text_is_there_in_both_languages() -> None:
    for text in _texts():
        assert _HAN.search(text.zh), text
        assert text.en
        assert not _HAN.search(text.en), text


def test_no_two_buttons_have_the_same_words() -> None:
    for language in ("zh", "en"):
        titles = [getattr(info.title, language) for info in CATALOGUE.values()]
        assert len(set(titles)) == len(titles)


def test_every_category_and_every_named_value_has_its_words() -> None:
    assert set(CATEGORY_TITLES) == set(Category) == {info.category for info in CATALOGUE.values()}
    assert set(FRAMING_TITLES) == set(Framing)
    assert set(AIR_TITLES) == set(Air)
    assert set(STATUS_TITLES) == set(PartStatus)
    assert set(EXPRESSION_TITLES) >= set(PRESETS)


@pytest.mark.parametrize("info", CATALOGUE.values(), ids=lambda info: info.name)
def test_what_the_catalogue_asks_for_makes_the_command(info: CommandInfo) -> None:
    samples = {Kind.SWITCH: True, Kind.WHOLE: 640, Kind.NUMBER: 0.5, Kind.TEXT: "x"}
    full = {item.name: item.choices[0] if item.kind is Kind.CHOICE else samples[item.kind] for item in info.arguments}
    least = {name: value for name, value in full.items() if next(a for a in info.arguments if a.name == name).required}
    assert [item.name for item in info.arguments] == [item.name for item in fields(info.type)]
    assert type(command_from_json(info.name, dict(full))) is info.type
    left_out = command_from_json(info.name, dict(least))
    for item in info.arguments:
        if not item.required:
            assert getattr(left_out, item.name) == item.default


def test_a_panel_in_another_language_reads_the_whole_of_it() -> None:
    told = json.loads(json.dumps(catalogue_json()))
    assert [item["name"] for item in told["commands"]] == list(CATALOGUE)
    framing = next(item for item in told["commands"] if item["name"] == "SetFraming")
    assert framing["arguments"][0]["choices"] == [item.value for item in Framing]
    assert framing["roles"] == [Role.OPERATOR, Role.BRAND, Role.PERFORMER]
    assert told["titles"]["expressions"]["happy"] == {"zh": "开心", "en": "Happy"}
