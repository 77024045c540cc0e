from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import get_args

import pytest
from PySide6.QtWidgets import QApplication

from studio.control import commands as c
from studio.control import events as e
from studio.control import goods_events as ge
from studio.control import outfit_events as oe
from studio.control import remote_events as re
from studio.control import source_events as se
from studio.control.role import Role
from studio.control.state import Framing, Health, Part, PartStatus, VoiceMode
from studio.control.state import Link as Way
from studio.control.tuning_events import TuningEvent
from studio.core.routes import BodyPart, PoseSource
from studio.core.wardrobe import Outfit
from studio.desk.bridge import Link, LinkStatus, Refusal
from studio.desk.language import Language, Tongue
from studio.desk.log_words import line_of_event, line_of_link, line_of_refusal
from tests.desk.conftest import STATE, Desk
from tests.desk.goods import PRESET, RUNDOWN, opened

TOLD = (
    e.SourceChosen("camera:0"), e.AvatarChosen("zhuxi"), e.AvatarLoaded("zhuxi", (), ""),
    e.AvatarRefused("/a/fox.vrm", "zhuxi", "no head", "add one"), e.MirrorSet(True), e.FramingSet(Framing.HALF),
    e.BackgroundSet("#ffffff"), e.BackgroundRefused("/b/x.png", "default", "damaged", "save it again"),
    e.CanvasSet(720, 1280, 30), e.Calibrated(), e.CalibrationFailed("no face", "closer"),
    e.ExpressionHeld("happy", 0.5), e.ExpressionsReleased(), e.WentLive(), e.WentToRehearsal(), e.SlateShown(),
    e.SlateLeft(), e.RecordingStarted("/v/a.mp4"), e.RecordingSaved("/v/a.mp4", 61.2, 1836),
    e.RecordingFailed("disk full", "make room"), e.StillSaved("/v/a.png"), e.StillFailed("disk full", "make room"),
    e.VirtualCameraStarted("/dev/video9"), e.VirtualCameraStopped(), e.VirtualCameraLost("gone", "wait"),
    e.VirtualCameraFailed("none", "install it"),
    e.PerformerViewSet(True), e.TrackerStarted("Front camera"), e.TrackerLost("unplugged", "plug it in"),
    e.TrackerFailed("no model", "run doctor"), e.TrackerStopped(), e.StopAsked(),
    e.ObsConnected("OBS 29"), e.ObsLost("not running", "start it"), e.ObsRefused("password", "look it up"),
    e.ObsDisconnected(),
    e.LabelLost("covered"), e.RowSigned("driver", "乙"), e.ConsentGiven("甲"), e.ConsentWithdrawn(),
    e.EvidenceFailed("disk full", "free some space"), oe.OutfitChosen("zhuxi", Outfit("plum")),
    opened(), ge.PresetReloaded(PRESET, RUNDOWN), ge.PresetRefused("tea", "no colour", "write one"), ge.PresetClosed(),
    ge.PresetPacked("/v/lacquer.zip", 4), ge.PresetEditRefused("no colour", "brand.primary", "write one"),
    ge.LabelWorded("AI合成 · 数字人"), ge.ProductShown("LQ-01", 1.0), ge.CardShown(True), ge.RundownHeld(True),
    ge.PriceSet("LQ-01", 59000, "乙", 1.0), ge.ComparedPriceSet("LQ-01", 69900, "门店标价", "乙", 1.0),
    ge.StockSet("LQ-01", 39, "乙", 1.0), ge.ProductMoved("LQ-01", 1), ge.RundownImported("/l/a.csv", RUNDOWN),
    ge.RundownExported("/l/b.csv"), ge.RundownFailed("no prices", "add them"), ge.OverlayShown("ticker", True),
    ge.OverlayTextSet("ticker", "包邮", ""), ge.OverlayFailed("card", "no font", "install it"),
    ge.CountdownStarted("降价", 9.0), ge.CountdownStopped(), ge.CommentShown(1), ge.CommentClosed(1, True),
    ge.CorrectionShown("四片", "乙", 1.0), ge.CorrectionEnded(), ge.PerformerTold("慢一点", "乙"),
    ge.CloseUpChosen("camera:1"), ge.CloseUpChanged(Part(PartStatus.LOST, "", "gone", "plug it in")),
    ge.GesturePlayed("wave"), ge.MomentMarked("", 1.0),
    re.LanOpened(("http://192.168.1.5:8470",), ""), re.LanClosed(), re.LanFailed("taken", "another port"),
    re.RemotePaired("1", Role.OPERATOR, "phone"), re.ObsSetUpDone("done"), re.ObsSetUpStopped("no script", "add"),
    re.ObsAligned("mic", 80), re.ObsAligned("", 0), re.StreamStarted("udp"), re.StreamStopped(),
    re.StreamLost("gone", "wait"), re.StreamFailed("no", "other"),
    se.PartRouted(BodyPart.FACE, PoseSource.PHONE), se.VoiceSet(VoiceMode.ALWAYS, ""), se.LookIntoCameraSet(True),
    se.LinkChanged(Way.PHONE, Part(PartStatus.LOST, "", "silent", "open the app")),
)  # fmt: skip
SILENT = {
    e.CalibrationAsked, e.RecordingAsked, e.RecordingStopAsked, e.StillAsked, e.VirtualCameraAsked,
    e.VirtualCameraStopAsked, e.TrackerStarting, e.SourcesFound, e.AvatarsFound, e.SetsFound, e.HealthMeasured,
    e.ObsAsked, e.ObsDisconnectAsked, e.ObsScenesSeen, e.ObsSceneAsked,
    e.LabelSeen, e.GateChecked, e.EvidenceOpened,
    ge.PresetAsked, ge.PresetCreateAsked, ge.PresetEditAsked, ge.PresetWriteAsked, ge.PresetPackAsked, ge.PresetsFound,
    ge.PicturesChecked, ge.RundownImportAsked, ge.RundownExportAsked, ge.OverlayPlaced, ge.CloseUpKeyed,
    ge.CommentAdded,
    re.LanAsked, re.PairingOffered, re.PairingEnded, re.RemotesSeen, re.RevokeAsked, re.ObsSetUpAsked,
    re.ObsDelayMeasured, re.ObsSoundsSeen, re.ObsAlignAsked, re.StreamAsked, re.StreamStopAsked,
    se.VmcListenSet, se.PhoneListenSet, se.VmcSendSet, se.MicrophonesFound, *get_args(TuningEvent),
}  # fmt: skip
"""Wishes whose fulfilment or failure follows, lists and sliders that are seen where they are used, the pulse of the
machine."""


@pytest.fixture(params=list(Language))
def tongue(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[Language]:
    made = Tongue(qapp)
    made.speak(request.param)
    yield request.param
    made.speak(Language.ENGLISH)


def test_every_fact_has_words_or_is_silent_on_purpose() -> None:
    assert {type(event) for event in TOLD} | SILENT == set(get_args(e.Event))


def test_every_fact_is_told_in_both_languages(tongue: Language) -> None:
    state = replace(STATE, rundown=RUNDOWN, overlays=PRESET.overlays)
    lines = [line_of_event(event, state) for event in TOLD]
    words = [line.text for line in lines if line is not None]
    assert len(words) == len(set(words)) == len(TOLD)
    assert not any("{" in text for text in words)
    if tongue is Language.CHINESE:
        assert words[1] == "正在载入竹西"
        assert words[3] == "fox无法使用：no head → add one"
    else:
        assert words[1] == "Loading Zhuxi"
        assert words[3] == "fox cannot be used: no head → add one"


def test_the_pulse_of_the_machine_is_no_news(tongue: Language) -> None:
    assert line_of_event(e.HealthMeasured(Health()), STATE) is None


def test_a_refused_wish_is_told_by_its_title(tongue: Language) -> None:
    line = line_of_refusal(Refusal(c.SetCanvas(1, 1, 1), "on air", "stop first"))
    assert line.tone == "bad"
    assert line.text.startswith("“画布”" if tongue is Language.CHINESE else "“Canvas”")
    assert line.text.endswith("stop first")


def test_every_turn_of_the_connection_is_told(tongue: Language) -> None:
    told = {link: line_of_link(LinkStatus(link)) for link in Link}
    assert told.pop(Link.SEEKING) is None
    assert all(line is not None and line.text for line in told.values())


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_markup_in_a_file_name_stays_a_file_name(desk: Desk) -> None:
    desk.studio.console.report(e.StillSaved("/v/<b>&x.png"))
    desk.until(lambda: "<b>&x.png" in desk.window.log.view.toPlainText())
