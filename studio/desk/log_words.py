"""Facts in words, for people: what the event log says."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication

from studio.control import events as e
from studio.control import outfit_events as oe
from studio.control.catalogue import CATALOGUE
from studio.control.codec import COMMANDS
from studio.control.goods_events import GoodsEvent
from studio.control.remote_events import RemoteEvent
from studio.control.source_events import SourceEvent
from studio.control.state import PartStatus, Show
from studio.control.titles import EXPRESSION_TITLES, FRAMING_TITLES, GATE_TITLES, STATUS_TITLES
from studio.desk.bridge import Link, LinkStatus, Refusal
from studio.desk.language import Language, said, spoken
from studio.desk.log_words_goods import Line, file_of, joined, line_of_goods
from studio.desk.log_words_remote import line_of_remote
from studio.desk.log_words_sources import line_of_source

translate = QCoreApplication.translate


def line_of_event(event: e.Event, state: Show) -> Line | None:
    """None for what is no news: a wish whose fulfilment follows, the pulse of the machine."""
    if isinstance(event, GoodsEvent):
        return line_of_goods(event, state)
    if isinstance(event, SourceEvent):
        return line_of_source(event)
    if isinstance(event, RemoteEvent):
        return line_of_remote(event)
    match event:
        case e.SourceChosen(source):
            return Line(translate("Log", "Source: {name}").format(name=_source(source, state)))
        case e.AvatarChosen(avatar):
            return Line(translate("Log", "Loading {name}").format(name=_avatar(avatar, state)))
        case oe.OutfitChosen(avatar):
            return Line(translate("Log", "{name} changes clothes").format(name=_avatar(avatar, state)))
        case e.AvatarLoaded(avatar):
            return Line(translate("Log", "{name} is on the picture").format(name=_avatar(avatar, state)), "good")
        case e.AvatarRefused(avatar, _, problem, remedy):
            return Line(
                joined(translate("Log", "{name} cannot be used").format(name=_avatar(avatar, state)), problem, remedy),
                "bad",
            )
        case e.MirrorSet(on):
            return Line(translate("Log", "Mirror on") if on else translate("Log", "Mirror off"))
        case e.FramingSet(framing):
            return Line(translate("Log", "Framing: {name}").format(name=said(FRAMING_TITLES[framing])))
        case e.BackgroundSet(background):
            return Line(translate("Log", "Background: {name}").format(name=_background(background, state)))
        case e.BackgroundRefused(background, _, problem, remedy):
            refused = translate("Log", "{name} cannot be the background").format(name=_background(background, state))
            return Line(joined(refused, problem, remedy), "bad")
        case e.CanvasSet(width, height, fps):
            return Line(
                translate("Log", "Canvas: {width} × {height}, {fps} fps").format(width=width, height=height, fps=fps)
            )
        case e.Calibrated():
            return Line(translate("Log", "Calibrated: this face is neutral now"), "good")
        case e.CalibrationFailed(problem, remedy):
            return Line(joined(translate("Log", "Not calibrated"), problem, remedy), "bad")
        case e.ExpressionHeld(expression, weight):
            name = said(EXPRESSION_TITLES[expression]) if expression in EXPRESSION_TITLES else expression
            if weight > 0:
                return Line(
                    translate("Log", "Holding {name}, {percent} %").format(name=name, percent=round(weight * 100))
                )
            return Line(translate("Log", "Released {name}").format(name=name))
        case e.ExpressionsReleased():
            return Line(translate("Log", "Released all expressions"))
        case e.WentLive():
            return Line(translate("Log", "On air"), "air")
        case e.WentToRehearsal():
            return Line(translate("Log", "Off air: back to rehearsal"))
        case e.SlateShown():
            return Line(translate("Log", "The slate is shown"), "warn")
        case e.SlateLeft():
            return Line(translate("Log", "Back from the slate"))
        case e.RecordingStarted(path):
            return Line(translate("Log", "Recording to {file}").format(file=file_of(path)), "good")
        case e.RecordingSaved(path, seconds):
            return Line(
                translate("Log", "Recorded {file}, {seconds} s").format(file=file_of(path), seconds=f"{seconds:.0f}"),
                "good",
            )
        case e.RecordingFailed(problem, remedy):
            return Line(joined(translate("Log", "The recording failed"), problem, remedy), "bad")
        case e.StillSaved(path):
            return Line(translate("Log", "Saved {file}").format(file=file_of(path)), "good")
        case e.StillFailed(problem, remedy):
            return Line(joined(translate("Log", "The picture was not saved"), problem, remedy), "bad")
        case e.VirtualCameraStarted(detail):
            return Line(translate("Log", "Virtual camera on: {name}").format(name=detail), "good")
        case e.VirtualCameraStopped():
            return Line(translate("Log", "Virtual camera off"))
        case e.VirtualCameraLost(problem, remedy):
            return Line(
                joined(translate("Log", "The virtual camera went away; opening it again"), problem, remedy),
                "warn",
            )
        case e.VirtualCameraFailed(problem, remedy):
            return Line(joined(translate("Log", "The virtual camera does not work"), problem, remedy), "bad")
        case e.ObsConnected(detail):
            return Line(f"OBS · {said(STATUS_TITLES[PartStatus.RUNNING])} · {detail}", "good")
        case e.ObsLost(problem, remedy):
            return Line(joined(f"OBS · {said(STATUS_TITLES[PartStatus.LOST])}", problem, remedy), "warn")
        case e.ObsRefused(problem, remedy):
            return Line(joined(f"OBS · {said(STATUS_TITLES[PartStatus.FAILED])}", problem, remedy), "bad")
        case e.ObsDisconnected():
            return Line(f"OBS · {said(STATUS_TITLES[PartStatus.OFF])}")
        case e.PerformerViewSet(on):
            return Line(
                translate("Log", "You see your own camera") if on else translate("Log", "Your own camera is hidden")
            )
        case e.TrackerStarted(detail):
            return Line(translate("Log", "Tracking: {name}").format(name=detail), "good")
        case e.TrackerLost(problem, remedy):
            return Line(joined(translate("Log", "Tracking was lost and is coming back"), problem, remedy), "warn")
        case e.TrackerFailed(problem, remedy):
            return Line(joined(translate("Log", "Tracking failed"), problem, remedy), "bad")
        case e.TrackerStopped():
            return Line(translate("Log", "Tracking stopped"))
        case e.LabelLost(problem):
            return Line(joined(translate("Log", "The label is not in the picture"), problem, ""), "bad")
        case e.RowSigned(row, reviewer):
            title = said(GATE_TITLES[row]) if row in GATE_TITLES else row
            return Line(translate("Log", "{name} signed for: {row}").format(name=reviewer, row=title))
        case e.ConsentGiven(performer):
            return Line(translate("Log", "{name} agreed to be captured").format(name=performer), "good")
        case e.ConsentWithdrawn():
            return Line(translate("Log", "Consent was withdrawn"), "warn")
        case e.EvidenceFailed(problem, remedy):
            return Line(joined(translate("Log", "The evidence log has a gap"), problem, remedy), "bad")
        case e.StopAsked():
            return Line(translate("Log", "The show is ending"), "warn")
        case _:
            return None


def line_of_link(status: LinkStatus) -> Line | None:
    match status.link:
        case Link.CONNECTED:
            return Line(translate("Log", "Connected to the show"), "good")
        case Link.LOST:
            return Line(translate("Log", "The show does not answer; calling it again"), "warn")
        case Link.ABSENT:
            return Line(joined(translate("Log", "The show is not running"), status.problem, status.remedy), "bad")
        case Link.STARTING:
            return Line(translate("Log", "Starting the show"))
        case _:
            return None


def line_of_refusal(refusal: Refusal) -> Line:
    name = next(name for name, kind in COMMANDS.items() if isinstance(refusal.command, kind))
    title = said(CATALOGUE[name].title)
    refused = translate("Log", "“{wish}” was refused").format(wish=title)
    return Line(joined(refused, refusal.problem, refusal.remedy), "bad")


def _source(source: str, state: Show) -> str:
    if source == "none":
        return translate("Log", "nobody")
    found = next((entry.title for entry in state.sources if entry.source == source), "")
    return found or file_of(source.partition(":")[2])


def _avatar(avatar: str, state: Show) -> str:
    for entry in state.avatars:
        if entry.name == avatar:
            return entry.title_zh if spoken() is Language.CHINESE else entry.title_en
    return Path(avatar).stem or avatar


def _background(background: str, state: Show) -> str:
    for entry in state.sets:
        if entry.background == background:
            return entry.title_zh if spoken() is Language.CHINESE else entry.title_en
    if background == "transparent":
        return translate("Log", "transparent")
    if background == "default":
        return translate("Log", "soft studio")
    return background if background.startswith("#") else file_of(background)
