"""An evening of a shop, from the first look at the preset to the report for the reviewer: a real show process."""

from __future__ import annotations

import time
from pathlib import Path

import numpy as np
import pytest

from studio.compliance import evidence
from studio.control import commands as c
from studio.control import events as e
from studio.control import goods_commands as g
from studio.control import goods_events as ge
from studio.control.state import Air, Framing, PartStatus
from studio.core.errors import CommandError
from studio.rings.pictures import PictureReader
from tests.support.show import RunningShow, running_show

_LOOK = ("--size", "640x360", "--preset", "lacquer")


def _picture(show: RunningShow, pictures: PictureReader, frames_later: int = 8) -> np.ndarray:
    """(360, 640, 3) int: a program picture drawn after now."""
    newest = pictures.latest()
    after = newest[0] if newest is not None else -1
    until_s = time.monotonic() + 30
    while time.monotonic() < until_s:
        found = pictures.latest(after + frames_later)
        if found is not None:
            return found[1].pixels[..., :3].astype(int)
        time.sleep(0.02)
    raise AssertionError("no new picture")


def test_an_evening_from_the_preset_to_the_report(tmp_path: Path) -> None:
    with running_show(tmp_path, *_LOOK) as show:
        state = show.until("the preset", lambda state: state.preset.id == "lacquer" and bool(state.pictures))
        assert len(state.rundown) >= 6
        assert {row.key for row in state.gate} >= {"preset", "seller", "prices", "pictures", "platform"}
        pictures = PictureReader(Path(show.place.program))
        show.console.send(c.SetFraming(Framing.HALF))
        without = _picture(show, pictures)

        # The first product comes on: its card is where the family puts it, on the right of a wide picture.
        show.console.send(g.NextProduct())
        show.until("the card", lambda state: state.card)
        time.sleep(1.0)  # it slides in
        with_card = _picture(show, pictures)
        changed = np.abs(with_card - without).max(axis=2) > 40
        assert changed[150:330, 470:600].mean() > 0.5
        assert changed.mean() < 0.6, "the rest of the picture is still the show"

        show.go_live()
        show.until("on air", lambda state: state.air is Air.LIVE)
        show.console.send(g.SetPrice("LQ-05", 3500, "小李"))
        show.console.send(g.SetStock("LQ-05", 99, "小李"))
        with pytest.raises(CommandError, match="on air"):
            show.console.send(g.SetOverlayText("line", "全网最低价"))
        with pytest.raises(CommandError, match="seller"):
            show.console.send(g.ShowOverlay("seller", False))
        with pytest.raises(CommandError, match="on air"):
            show.console.send(g.OpenPreset("teahouse"))
        show.console.send(g.Correct("一套是四片，不是六片", "小王"))
        show.console.send(g.PlayGesture("wave"))
        show.console.send(g.NextProduct())
        show.until("the second product", lambda state: state.product == "LQ-01")
        show.until("the label", lambda state: state.label_state.ok)
        before = show.console.state.health.frames
        show.until("frames", lambda state: state.health.frames > before + 30)
        assert not [event for event in show.events if isinstance(event, e.LabelLost)]
        show.console.send(c.Rehearse())
        show.console.send(c.StopShow())
        show.process.wait(30)

    (log,) = evidence.logs(tmp_path / "home" / "data" / "evidence")
    assert evidence.verify(log).sound
    kinds = [record["event"] for record in evidence.read(log)]
    for kind in (
        "PresetOpened",
        "ProductShown",
        "WentLive",
        "PriceSet",
        "StockSet",
        "CorrectionShown",
        "GesturePlayed",
    ):
        assert kind in kinds, kind
    report = "\n".join(evidence.report(log))
    assert "| LQ-05 | 素漆杯垫" in report
    assert "¥39 → ¥35" in report


def test_a_preset_that_is_not_there_starts_the_show_all_the_same(tmp_path: Path) -> None:
    with running_show(tmp_path, "--size", "320x180", "--preset", "lacqer") as show:
        state = show.until("the refusal", lambda state: state.preset_part.status is PartStatus.FAILED)
        assert "lacquer" in state.preset_part.remedy
        show.until("frames", lambda state: state.health.frames > 10)
        assert any(isinstance(event, ge.PresetRefused) for event in show.events) or state.preset_part.problem
