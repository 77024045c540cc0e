"""Facts about remotes, the set-up of OBS and the network stream in words, for people. See `log_words`."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from studio.control import remote_events as re
from studio.desk.log_words_goods import Line, joined

translate = QCoreApplication.translate


def line_of_remote(event: re.RemoteEvent) -> Line | None:
    """None for a wish whose fulfilment follows, for measurements and lists."""
    match event:
        case re.LanOpened(urls):
            return Line(
                translate("Log", "The panel is open to the network: {urls}").format(urls=", ".join(urls)), "warn"
            )
        case re.LanClosed():
            return Line(translate("Log", "The panel is for this machine only"))
        case re.LanFailed(problem, remedy):
            return Line(joined(translate("Log", "The panel cannot be opened"), problem, remedy), "bad")
        case re.RemotePaired(_, _, name):
            return Line(translate("Log", "A device came in: {name}").format(name=name), "good")
        case re.ObsSetUpDone(detail):
            return Line(translate("Log", "OBS is set up: {detail}").format(detail=detail), "good")
        case re.ObsSetUpStopped(problem, remedy):
            return Line(joined(translate("Log", "OBS is not set up yet"), problem, remedy), "warn")
        case re.ObsAligned(source, delay_ms) if source:
            text = translate("Log", "Sound of {source} waits {delay} ms for the picture")
            return Line(text.format(source=source, delay=delay_ms), "good")
        case re.ObsAligned():
            return Line(translate("Log", "Sound waits for the picture no longer"))
        case re.StreamStarted(detail):
            return Line(translate("Log", "Streaming: {detail}").format(detail=detail), "good")
        case re.StreamStopped():
            return Line(translate("Log", "The stream has ended"))
        case re.StreamLost(problem, remedy):
            return Line(joined(translate("Log", "The stream is lost, it is tried again"), problem, remedy), "warn")
        case re.StreamFailed(problem, remedy):
            return Line(joined(translate("Log", "The stream failed"), problem, remedy), "bad")
        case _:
            return None
