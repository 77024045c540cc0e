"""Who may ask for what: a role lists the commands it may send, and whose files it may name.

The performer sits at the machine and may do everything on it. An operator and a brand come in from elsewhere, with a
token: they choose among what the show offers, and never name a file of the machine, for reading or for writing.
"""

from __future__ import annotations

import re
from types import MappingProxyType

from studio.control import commands as c
from studio.control import goods_commands as g
from studio.control import outfit_commands as o
from studio.control import remote_commands as r
from studio.control import source_commands as s
from studio.control import tuning_commands as t
from studio.control.codec import COMMANDS
from studio.control.role import Role
from studio.control.state import Show
from studio.core.errors import CommandError
from studio.core.toml_text import toml_tables

__all__ = ["COMMANDS_OF", "Role", "check"]

_LOOK: frozenset[type[c.Command]] = frozenset(
    {c.ChooseAvatar, c.SetFraming, c.SetBackground, c.SetCanvas, o.ChoosePalette, o.TintPart, o.ToggleAccessory}
)
_DRESS: frozenset[type[c.Command]] = frozenset(
    {g.OpenPreset, g.ClosePreset, g.ShowOverlay, g.SetOverlayText, g.PlaceOverlay, g.KeyCloseUp}
)
_SELL: frozenset[type[c.Command]] = frozenset(
    {
        g.ShowProduct,
        g.NextProduct,
        g.PreviousProduct,
        g.ShowCard,
        g.HoldRundown,
        g.SetPrice,
        g.SetComparedPrice,
        g.SetStock,
        g.MoveProduct,
        g.ExportRundown,
        g.StartCountdown,
        g.StopCountdown,
        g.AddComment,
        g.ShowComment,
        g.CloseComment,
        g.Correct,
        g.EndCorrection,
        g.TellPerformer,
        g.PlayGesture,
        g.MarkMoment,
    }
)
_RUN: frozenset[type[c.Command]] = frozenset(
    {
        c.ChooseSource,
        c.ChooseAvatar,
        o.ChoosePalette,
        o.TintPart,
        o.ToggleAccessory,
        c.SetMirror,
        c.SetFraming,
        c.SetBackground,
        c.Calibrate,
        c.HoldExpression,
        c.ReleaseExpressions,
        c.Rehearse,
        c.GoLive,
        c.SignOff,
        c.CutToSlate,
        c.StartRecording,
        c.StopRecording,
        c.SaveStill,
        c.StartVirtualCamera,
        c.StopVirtualCamera,
        c.ConnectObs,
        c.DisconnectObs,
        c.SwitchObsScene,
        r.SetUpObs,
        r.AlignObsAudio,
        r.StartStream,
        r.StopStream,
        s.RoutePart,
        s.LookIntoCamera,
        t.SetSprings,
        t.SetKeyLight,
        t.SetMotionWindow,
    }
)

COMMANDS_OF: MappingProxyType[Role, frozenset[type[c.Command]]] = MappingProxyType(
    {
        Role.VIEWER: frozenset(),
        Role.OPERATOR: _RUN | _DRESS | _SELL,
        Role.BRAND: _LOOK
        | _DRESS
        | {g.EditPreset, g.WritePreset, c.CutToSlate, c.Rehearse, c.SignOff, g.Correct, g.TellPerformer},
        Role.PERFORMER: frozenset(COMMANDS.values()),
    }
)

_OF_THE_HOUSE = ("licence", "reviewers")
"""Tables of a preset that say what a brand may and who watches over it: no brand writes them from elsewhere."""
_PLAIN = re.compile(r"default|transparent|#[0-9a-fA-F]{6}")


def check(role: Role, command: c.Command, state: Show) -> None:
    """Raises CommandError if the role may not send the command, or not with these arguments."""
    if type(command) not in COMMANDS_OF[role]:
        raise CommandError(
            f"a token for “{role}” may not send this",
            where=type(command).__name__,
            remedy="ask the performer to do it, or for a token with another role",
        )
    if role is Role.PERFORMER:
        return
    _leaves_the_rules(role, command, state)
    match command:
        case c.ChooseSource(source):
            offered = source == "none" or any(source == entry.source for entry in state.sources)
        case c.ChooseAvatar(avatar):
            offered = any(avatar == entry.name for entry in state.avatars)
        case c.SetBackground(background):
            known = any(background == entry.background for entry in state.sets)
            offered = known or _PLAIN.fullmatch(background) is not None
        case g.OpenPreset(preset):
            offered = any(preset == entry.preset for entry in state.presets)
        case c.StartRecording(path) | c.SaveStill(path) | g.ExportRundown(path) | g.PackPreset(path):
            offered = not path
        case c.StartVirtualCamera(device):
            offered = not device
        case r.StartStream(address):
            offered = not address
        case _:
            offered = True
    if not offered:
        raise CommandError(
            f"a token for “{role}” may only choose what the show offers, not name a file or device of the machine",
            where=type(command).__name__,
            remedy="choose from the list, or ask the performer",
        )


def _leaves_the_rules(role: Role, command: c.Command, state: Show) -> None:
    """Raises CommandError for a change of what the gate asks of the preset."""
    match command:
        case g.EditPreset(key):
            touched = [key.strip().partition(".")[0]]
        case g.WritePreset(text):
            try:
                old, new = toml_tables(state.preset_text), toml_tables(text)
            except ValueError:
                return  # it will not be written
            touched = [table for table in _OF_THE_HOUSE if old.get(table) != new.get(table)]
        case _:
            return
    for table in touched:
        if table in _OF_THE_HOUSE:
            raise CommandError(
                f"a token for “{role}” may not change “{table}” of a preset",
                where=type(command).__name__,
                remedy="ask the performer to change it at the machine",
            )
