from __future__ import annotations

from dataclasses import replace

import pytest

from studio.control import commands as c
from studio.control import goods_commands as g
from studio.control.codec import COMMANDS
from studio.control.roles import COMMANDS_OF, Role, check
from studio.control.state import AvatarEntry, Framing, SetEntry, Show, SourceEntry
from studio.core.errors import CommandError

_SHOW = Show(
    avatars=(AvatarEntry("qiongjiu", "琼玖", "Qiongjiu"),),
    sets=(SetEntry("set:geyuan/spring", "个园月门 · 春", "Moon Gate of Geyuan, Spring"),),
    sources=(SourceEntry("camera:0", "Front camera"),),
)


def _may(role: Role, command: c.Command) -> bool:
    try:
        check(role, command, _SHOW)
    except CommandError:
        return False
    return True


def test_the_performer_may_do_everything_and_a_viewer_nothing() -> None:
    assert COMMANDS_OF[Role.PERFORMER] == set(COMMANDS.values())
    assert COMMANDS_OF[Role.VIEWER] == set()


def test_a_refusal_says_what_to_do() -> None:
    with pytest.raises(CommandError, match="viewer") as refusal:
        check(Role.VIEWER, c.GoLive(), _SHOW)
    assert refusal.value.where == "GoLive"
    assert "ask the performer" in refusal.value.remedy


def test_every_role_is_listed() -> None:
    assert set(COMMANDS_OF) == set(Role)


def test_an_operator_runs_the_show_but_cannot_end_it_or_look_at_the_performer() -> None:
    assert _may(Role.OPERATOR, c.GoLive())
    assert _may(Role.OPERATOR, c.CutToSlate())
    assert not _may(Role.OPERATOR, c.StopShow())
    assert not _may(Role.OPERATOR, c.ShowPerformer(True))
    assert not _may(Role.OPERATOR, c.SetCanvas(640, 360, 30))


def test_a_brand_sets_up_the_look_and_may_take_itself_off_the_air_but_not_go_on() -> None:
    assert _may(Role.BRAND, c.SetFraming(Framing.FULL))
    assert _may(Role.BRAND, c.CutToSlate())
    assert _may(Role.BRAND, c.Rehearse())
    assert not _may(Role.BRAND, c.GoLive())
    assert not _may(Role.BRAND, c.StartRecording())


@pytest.mark.parametrize(
    ("offered", "named"),
    [
        (c.ChooseSource("camera:0"), c.ChooseSource("file:/home/someone/private.mp4")),
        (c.ChooseSource("none"), c.ChooseSource("camera:1")),
        (c.ChooseAvatar("qiongjiu"), c.ChooseAvatar("/etc/passwd")),
        (c.SetBackground("#789262"), c.SetBackground("/home/someone/photo.png")),
        (c.SetBackground("transparent"), c.SetBackground("#789262\n/etc/passwd")),
        (c.SetBackground("set:geyuan/spring"), c.SetBackground("set:../../etc")),
        (c.StartRecording(), c.StartRecording("/home/someone/.bashrc")),
        (c.SaveStill(), c.SaveStill("../../somewhere.png")),
        (c.StartVirtualCamera(), c.StartVirtualCamera("/dev/sda")),
    ],
)
def test_only_the_performer_names_files_and_devices_of_the_machine(offered: c.Command, named: c.Command) -> None:
    assert _may(Role.OPERATOR, offered)
    assert not _may(Role.OPERATOR, named)
    assert _may(Role.PERFORMER, named)


def test_which_camera_shows_goods_is_said_at_the_machine_only() -> None:
    assert _may(Role.OPERATOR, g.KeyCloseUp())
    assert _may(Role.BRAND, g.KeyCloseUp())
    for role in (Role.VIEWER, Role.OPERATOR, Role.BRAND):
        assert not _may(role, g.ChooseCloseUp("camera:0"))
    assert _may(Role.PERFORMER, g.ChooseCloseUp("camera:0"))


def test_a_brand_edits_its_preset_but_not_what_the_gate_asks_of_it() -> None:
    text = 'reviewers = ["小李"]\n[brand]\nprimary = "#426666"\n[licence]\nvalid_until = 2026-12-31\n'
    show = replace(_SHOW, preset_text=text)
    check(Role.BRAND, g.EditPreset("brand.primary", '"#ffffff"'), show)
    check(Role.BRAND, g.WritePreset(text.replace("#426666", "#ffffff")), show)
    for command in (
        g.EditPreset(" licence.valid_until", '"2030-01-01"'),
        g.EditPreset("reviewers", '["me"]'),
        g.WritePreset(text.replace("2026-12-31", "2030-01-01")),
        g.WritePreset(text.replace("小李", "me")),
    ):
        with pytest.raises(CommandError, match="of a preset"):
            check(Role.BRAND, command, show)
        check(Role.PERFORMER, command, show)
