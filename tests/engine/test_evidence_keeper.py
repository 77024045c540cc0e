"""From the console's steps to the log, without anything of the performer."""

from __future__ import annotations

import datetime
import hashlib
import json
from pathlib import Path

from studio.compliance import evidence
from studio.control import commands as c
from studio.control import events as e
from studio.control import goods_commands as g
from studio.control import goods_events as ge
from studio.control.host import ShowConsole
from studio.control.state import Health, Show
from studio.core.goods import Product, Seller
from studio.core.preset import Preset
from studio.engine.evidence_keeper import EvidenceKeeper
from studio.engine.gatekeeper import Gatekeeper, rows_of


def played(tmp_path: Path, *, folder: str = "evidence") -> tuple[ShowConsole, EvidenceKeeper]:
    avatar = tmp_path / "a.vrm"
    avatar.write_bytes(b"vrm")
    console = ShowConsole(Show(consent="甲"))
    keeper = EvidenceKeeper(tmp_path / folder, console.report, avatar_file=lambda _: avatar)
    console.listen(keeper.hear)
    keeper.start(console.state)
    return console, keeper


def test_a_show_leaves_its_story_and_a_chain_that_holds(tmp_path: Path) -> None:
    console, keeper = played(tmp_path)
    console.report(e.AvatarLoaded("qiongjiu", ("happy",), "琼玖, VRM 1.0", "corporation"))
    console.report(e.LabelSeen(37.8, 9.6, 52, 40))
    console.send(c.GoLive())
    console.report(e.LabelSeen(37.8, 9.6, 52, 40))
    console.report(e.HealthMeasured(Health(frames=3)))
    console.report(e.LabelLost("covered"), e.SlateShown())
    console.send(c.Rehearse())
    keeper.close()
    assert keeper.path is not None
    assert evidence.verify(keeper.path).sound
    records = evidence.read(keeper.path)
    assert [record["event"] for record in records] == [
        "ShowStarted", "AvatarLoaded", "WentLive", "LabelSeen", "LabelLost", "SlateShown", "WentToRehearsal",
        "ShowStopped",
    ]  # fmt: skip
    assert records[0]["keep_until"] >= "2029"
    assert records[1]["sha256"] == hashlib.sha256(b"vrm").hexdigest()
    assert records[2]["label_ok"] is True
    assert (records[3]["ink_px"], records[3]["x"], records[3]["y"]) == (37.8, 52, 40)
    assert console.state.evidence.detail == keeper.path.name


def test_nothing_in_it_tells_which_camera_or_whose_file(tmp_path: Path) -> None:
    console, keeper = played(tmp_path)
    console.send(c.ChooseSource("file:/home/zhang/private/me.mp4"))
    console.report(e.TrackerStarting("camera:Zhang's camera"))
    console.report(e.TrackerStarted("Zhang's camera, 1280×720"))
    console.report(e.TrackerLost("Zhang's camera is gone", "plug it in"))
    console.report(e.RecordingSaved("/home/zhang/Videos/show.mp4", 3.0, 90))
    console.send(c.SetBackground("/home/zhang/room.png"))
    keeper.close()
    assert keeper.path is not None
    text = keeper.path.read_text(encoding="utf-8")
    assert "zhang" not in text.lower()
    assert [json.loads(line).get("kind") for line in text.splitlines()[1:3]] == ["file", "camera"]


def test_a_log_that_cannot_be_written_is_told_and_the_show_goes_on(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file where the folder should be")
    console, keeper = played(tmp_path, folder="taken")
    console.send(c.GoLive())
    keeper.close()
    assert console.state.evidence.problem
    assert console.state.evidence.remedy


def gated(state: Show) -> ShowConsole:
    console = ShowConsole(state)
    console.listen(Gatekeeper(console, today=lambda: datetime.date(2026, 11, 23)).hear)
    return console


def test_the_gate_follows_the_facts_and_a_signature_falls_with_its_reason(tmp_path: Path) -> None:
    state = Show(source="take:welcome", licence="corporation")
    console = gated(state)
    console.report(e.TrackerStarted("take"))
    assert [row.key for row in console.state.gate if not row.open] == ["label", "consent", "driver"]
    console.report(e.LabelSeen(37.8, 9.6, 52, 40))
    console.send(c.GiveConsent("甲"))
    assert [row.key for row in console.state.gate if not row.open] == ["driver"]
    console.send(c.SignOff("driver", "乙"))
    assert all(row.open for row in console.state.gate)
    console.report(e.AvatarLoaded("x", (), "", ""))
    assert [row.key for row in console.state.gate if not row.open] == ["licence"]
    console.report(e.LabelLost("covered"))
    assert [row.key for row in console.state.gate if not row.open] == ["label", "licence"]
    console.send(c.ChooseSource("none"))
    console.send(c.ChooseSource("take:welcome"))
    assert "driver" in [row.key for row in console.state.gate if not row.open]
    assert len(rows_of(state, datetime.date(2026, 11, 23))) == 6


def test_the_log_tells_which_product_was_on_at_which_price_and_who_changed_it(tmp_path: Path) -> None:
    box = Product("LQ-01", "漆盒", 19900, "只", usual_price_fen=25900, compare_basis="前七日最低成交价", stock=20)
    preset = Preset("shop", seller=Seller("示例小店（虚构）", "", "示例路", "客服"))
    console = ShowConsole(Show(preset=preset))
    keeper = EvidenceKeeper(tmp_path, console.report)
    console.listen(keeper.hear)
    keeper.start(console.state)
    console.report(ge.PresetOpened(preset, (box,), 'id = "shop"'))
    console.report(e.WentLive())
    console.send(g.ShowProduct("LQ-01"))
    console.send(g.SetPrice("LQ-01", 18900, "小李"))
    console.send(g.Correct("重量应为 250 克", "小王"))
    console.report(e.WentToRehearsal())
    keeper.close()
    assert keeper.path is not None
    by_event = {record["event"]: record for record in evidence.read(keeper.path)}
    assert by_event["PresetOpened"]["products"] == 1
    assert len(by_event["PresetOpened"]["rundown_sha256"]) == 64
    shown = by_event["ProductShown"]
    assert (shown["price_fen"], shown["compare_basis"], shown["seller"]) == (
        19900,
        "前七日最低成交价",
        "示例小店（虚构）",
    )
    assert (by_event["PriceSet"]["price_fen"], by_event["PriceSet"]["by"]) == (18900, "小李")
    assert by_event["CorrectionShown"]["text"] == "重量应为 250 克"
    report = "\n".join(evidence.report(keeper.path))
    assert "| LQ-01 | 漆盒 |" in report
    assert "¥199 → ¥189 | 1 |" in report
