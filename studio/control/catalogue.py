"""The catalogue: every command with its titles, help and arguments in Chinese and English.

Menus, command line, web panel, hotkeys and OBS names are built from it, so nobody has a private door and no door
lacks a name. Who may send a command stands in `roles`; what a value must be stands in the command's own type hints.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, Field, dataclass, fields
from enum import StrEnum
from types import MappingProxyType
from typing import TypeVar, get_type_hints

from studio.control import (
    catalogue_goods,
    catalogue_outfit,
    catalogue_remote,
    catalogue_show,
    catalogue_sources,
    catalogue_tuning,
)
from studio.control import commands as c
from studio.control.codec import Json, json_from
from studio.control.error_words import words_json
from studio.control.roles import COMMANDS_OF, Role
from studio.control.titles import (
    AIR_TITLES,
    CATEGORY_TITLES,
    EXPRESSION_TITLES,
    FAMILY_TITLES,
    FRAMING_TITLES,
    GATE_TITLES,
    GESTURE_TITLES,
    MOTION_TITLES,
    OVERLAY_TITLES,
    PART_TITLES,
    PLATFORM_TITLES,
    POSE_SOURCE_TITLES,
    PRODUCT_TITLES,
    STATUS_TITLES,
    VOICE_TITLES,
    Category,
    Offer,
    Text,
)

T = TypeVar("T", bound=str)


class Kind(StrEnum):
    """How a panel asks for an argument."""

    SWITCH = "switch"
    WHOLE = "whole"
    NUMBER = "number"
    CHOICE = "choice"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class ArgumentInfo:
    name: str
    title: Text
    help: Text
    kind: Kind
    required: bool
    default: Json
    """None if required."""
    choices: tuple[str, ...]
    """Of a CHOICE."""
    offer: Offer


@dataclass(frozen=True, slots=True)
class CommandInfo:
    name: str
    type: type[c.Command]
    category: Category
    title: Text
    """A button's words."""
    help: Text
    arguments: tuple[ArgumentInfo, ...]

    @property
    def roles(self) -> tuple[Role, ...]:
        """Who may send it."""
        return tuple(role for role in Role if self.type in COMMANDS_OF[role])


def _argument(kind: type[c.Command], item: Field[object]) -> ArgumentInfo:
    hint = get_type_hints(kind)[item.name]
    title, help_, offer = _ARGUMENTS[kind.__name__, item.name]
    required = item.default is MISSING
    return ArgumentInfo(
        name=item.name,
        title=title,
        help=help_,
        kind=Kind.CHOICE if issubclass(hint, StrEnum) else _KINDS[hint],
        required=required,
        default=None if required else json_from(item.default),
        choices=tuple(member.value for member in hint) if issubclass(hint, StrEnum) else (),
        offer=offer,
    )


def _command(kind: type[c.Command], category: Category, title: Text, help_: Text) -> CommandInfo:
    arguments = tuple(_argument(kind, item) for item in fields(kind))
    return CommandInfo(kind.__name__, kind, category, title, help_, arguments)


_KINDS = {bool: Kind.SWITCH, int: Kind.WHOLE, float: Kind.NUMBER, str: Kind.TEXT}

_ARGUMENTS = {
    **catalogue_show.ARGUMENTS,
    **catalogue_outfit.ARGUMENTS,
    **catalogue_goods.ARGUMENTS,
    **catalogue_sources.ARGUMENTS,
    **catalogue_remote.ARGUMENTS,
    **catalogue_tuning.ARGUMENTS,
}

CATALOGUE: Mapping[str, CommandInfo] = MappingProxyType(
    {
        kind.__name__: _command(kind, category, title, help_)
        for kind, category, title, help_ in (
            *catalogue_show.COMMANDS,
            *catalogue_outfit.COMMANDS,
            *catalogue_goods.COMMANDS,
            *catalogue_remote.COMMANDS,
            *catalogue_sources.COMMANDS,
            *catalogue_tuning.COMMANDS,
        )
    }
)


def catalogue_json() -> dict[str, Json]:
    """The whole catalogue as a panel in another language reads it."""
    return {
        "categories": [{"name": name.value, "title": json_from(title)} for name, title in CATEGORY_TITLES.items()],
        "commands": [_command_json(info) for info in CATALOGUE.values()],
        "titles": {
            "framing": _titles_json(FRAMING_TITLES),
            "air": _titles_json(AIR_TITLES),
            "status": _titles_json(STATUS_TITLES),
            "gate": _titles_json(GATE_TITLES),
            "expressions": _titles_json(EXPRESSION_TITLES),
            "products": _titles_json(PRODUCT_TITLES),
            "overlays": _titles_json(OVERLAY_TITLES),
            "families": _titles_json(FAMILY_TITLES),
            "platforms": _titles_json(PLATFORM_TITLES),
            "gestures": _titles_json(GESTURE_TITLES),
            "parts": _titles_json(PART_TITLES),
            "pose_sources": _titles_json(POSE_SOURCE_TITLES),
            "voice": _titles_json(VOICE_TITLES),
            "motions": _titles_json(MOTION_TITLES),
        },
        "errors": words_json(),
    }


def _command_json(info: CommandInfo) -> Json:
    return {
        "name": info.name,
        "category": info.category.value,
        "title": json_from(info.title),
        "help": json_from(info.help),
        "roles": [role.value for role in info.roles],
        "arguments": [json_from(argument) for argument in info.arguments],
    }


def _titles_json(titles: Mapping[T, Text]) -> Json:
    return {str(name): json_from(title) for name, title in titles.items()}
