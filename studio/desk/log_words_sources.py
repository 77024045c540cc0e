"""Facts about phone, suit and voice in words, for people. See `log_words`."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from studio.control import source_events as se
from studio.control.state import Link, PartStatus
from studio.control.titles import PART_TITLES, POSE_SOURCE_TITLES, STATUS_TITLES, VOICE_TITLES
from studio.desk.language import said
from studio.desk.log_words_goods import Line, joined

translate = QCoreApplication.translate

_TONES = {PartStatus.RUNNING: "good", PartStatus.LOST: "warn", PartStatus.FAILED: "bad"}


def line_of_source(event: se.SourceEvent) -> Line | None:
    """None for a wish whose fulfilment follows, and for lists."""
    match event:
        case se.PartRouted(part, source):
            text = translate("Log", "{part} follows: {source}")
            return Line(text.format(part=said(PART_TITLES[part]), source=said(POSE_SOURCE_TITLES[source])))
        case se.VoiceSet(mode):
            return Line(translate("Log", "Mouth by the microphone: {mode}").format(mode=said(VOICE_TITLES[mode])))
        case se.LookIntoCameraSet(on):
            looks, free = translate("Log", "The eyes look at the viewer"), translate("Log", "The eyes are free")
            return Line(looks if on else free)
        case se.LinkChanged(link, part):
            text = f"{name_of_link(link)} · {said(STATUS_TITLES[part.status])}"
            return Line(joined(text, part.problem, part.remedy), _TONES.get(part.status, ""))
        case _:
            return None


def name_of_link(link: Link) -> str:
    match link:
        case Link.VMC:
            return translate("Links", "Motion capture (VMC)")
        case Link.PHONE:
            return translate("Links", "Phone (iFacialMocap)")
        case Link.VMC_OUT:
            return translate("Links", "Send motion (VMC)")
        case Link.VOICE:
            return translate("Links", "Microphone")
