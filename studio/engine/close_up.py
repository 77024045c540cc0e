"""The close-up camera as the show sees it: open while its overlay is shown, never the performer's own.

The camera's process (`close_up_process`) holds a picture back while a QR code is in it. What became of it is told as
`CloseUpChanged`; the overlay stands on the picture only while that says `running`.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from studio.control import events as e
from studio.control import goods_events as ge
from studio.control.console import Notice
from studio.control.state import Part, PartStatus
from studio.core.image import Image
from studio.core.preset import ChromaKey, OverlayKind
from studio.engine.supervised import ProcessEvent, Supervised
from studio.inputs.devices import same_camera
from studio.rings.pictures import PictureReader

_log = logging.getLogger(__name__)
_MODULE = "studio.engine.close_up_process"
_FRESH_S = 3.0
"""An older picture is no live one: a camera that hangs is not shown as if it were."""
_LINGER_S = 10.0
"""A camera whose overlay was hidden stays open so long: it leaves the picture in motion, and is back at once."""
_OFF = Part()
OWN_CAMERA = Part(
    PartStatus.FAILED,
    "",
    "this is the performer's camera: the performer's face is never shown",
    "choose the second camera, the one that looks at the goods",
)


class CloseUpClient(Supervised):
    """One process for one camera; `latest` belongs to the show's loop."""

    def __init__(self, source: str, ring: Path) -> None:
        super().__init__(_MODULE, ["--source", source, "--ring", str(ring)], files=(ring,), name="close-up camera")
        self.source = source
        self.code: str | None = None
        """What the code in sight says, "" for one that cannot be read; None: there is none."""
        self.looked = False
        """The first look for codes is done."""
        self.stats: dict[str, float] = {}
        """Of the last second: fps, cpu_ms of the process a picture, check_ms of a look for codes."""
        self._reader = PictureReader(ring)
        self._reading = threading.Lock()
        self._closed = False
        self._wanted: dict[str, Any] | None = None

    def want(self, size: tuple[int, int], key: ChromaKey | None) -> None:
        """Size in pixels and key of the pictures from now on."""
        wanted = {"do": "show", "width": size[0], "height": size[1], "key": None if key is None else asdict(key)}
        if wanted != self._wanted:
            with self._lock:
                self._wanted = wanted
                self._ask(wanted)

    def latest(self, after: int = -1) -> tuple[int, Image] | None:
        """(sequence, picture) above `after`, if any."""
        with self._reading:
            return None if self._closed else self._reader.latest(after)

    def _wishes(self) -> tuple[dict[str, Any], ...]:
        return (self._wanted,) if self._wanted is not None else ()

    def _told(self, event: str, told: dict[str, Any]) -> None:
        if event in ("code", "clear"):
            self.code = str(told.get("text", "")) if event == "code" else None
            self.looked = True
        elif event == "stats":
            self.stats = {name: float(told.get(name, 0.0)) for name in ("fps", "cpu_ms", "check_ms")}

    def _died(self, ending: str) -> str:
        return f"the close-up camera's process died ({ending})"

    def _not_started(self, error: OSError) -> str:
        return f"the close-up camera's process cannot be started ({error})"

    def _stopped(self) -> None:
        with self._reading:  # the show's loop may be reading
            self._closed = True
            self._reader.close()


class CloseUpKeeper:
    """`hear` from any thread, `poll` and `close` from one; `picture` from the show's loop."""

    def __init__(
        self, ring: Path, report: Callable[[e.Event], None], *, clock: Callable[[], float] = time.monotonic
    ) -> None:
        """`clock`: that of the pictures' times."""
        self._ring, self._report, self._clock = ring, report, clock
        self._lock = threading.Lock()
        self._chosen = self._performer = ""
        self._shown = False
        self._hidden_s: float | None = None
        self._client: CloseUpClient | None = None
        self._life = self._told = _OFF
        self._asked_s: float | None = None
        """Since when pictures are asked for; only the loop writes it."""
        self._newest: tuple[int, Image] | None = None
        self._read_from: CloseUpClient | None = None

    @property
    def stats(self) -> dict[str, float]:
        """Of the process, see `CloseUpClient`; {} while there is none."""
        client = self._client
        return client.stats if client else {}

    def hear(self, notice: Notice) -> None:
        """For the console's director: what is to be open from now on. Returns at once."""
        state = notice.state
        with self._lock:
            self._performer = state.source
            self._chosen = state.close_up_source
            self._shown = any(item.kind is OverlayKind.CLOSE_UP and item.shown for item in state.overlays)

    def picture(self, size: tuple[int, int] | None, key: ChromaKey | None) -> Image | None:
        """The newest picture of this size, while it may be shown; `size`: None while there is no place for it."""
        client = self._client
        with self._lock:
            may = client is not None and client.source == self._chosen != self._performer
        if client is None or not may or size is None or not client.looked or client.code is not None:
            self._asked_s = self._newest = None
            return None
        if self._asked_s is None:
            self._asked_s = self._clock()
        if client is not self._read_from:
            self._read_from, self._newest = client, None
        client.want(size, key)
        self._newest = client.latest(-1 if self._newest is None else self._newest[0]) or self._newest
        image = None if self._newest is None else self._newest[1]
        fits = image is not None and (image.width, image.height) == size
        return image if fits and image is not None and self._clock() - image.time_s < _FRESH_S else None

    def poll(self) -> None:
        """Opens and closes as was asked, and reports what changed; some times a second."""
        with self._lock:
            chosen, performer, shown = self._chosen, self._performer, self._shown
        if chosen and same_camera(chosen, performer):
            self._end()
            self._tell(OWN_CAMERA)
            self._report(ge.CloseUpChosen(""))
            return
        if self._client is not None and (self._client.source != chosen or self._is_long_hidden(shown)):
            self._end()
        if self._client is None:
            if not (chosen and shown):
                if self._told is not OWN_CAMERA:
                    self._tell(_OFF)
                return
            self._life = Part(PartStatus.STARTING, chosen)
            client = CloseUpClient(chosen, self._ring)
            client.start()
            self._client = client
        self._tell(self._part(self._client))

    def close(self) -> None:
        """Ends the process and waits for it."""
        self._end()

    def _part(self, client: CloseUpClient) -> Part:
        for status in client.poll():
            problem = f"{status.where}: {status.what}" if status.where else status.what
            match status.event:
                case ProcessEvent.STARTED:
                    self._life = Part(PartStatus.RUNNING, status.detail)
                case ProcessEvent.LOST:
                    self._life = Part(PartStatus.LOST, client.source, problem, status.remedy)
                case ProcessEvent.FAILED:
                    self._life = Part(PartStatus.FAILED, client.source, problem, status.remedy)
                case ProcessEvent.STOPPED:
                    pass
        if self._life.status is not PartStatus.RUNNING:
            return self._life
        if client.code is not None:
            return Part(
                PartStatus.LOST,
                self._life.detail,
                f"a QR code or barcode is in the close-up ({client.code[:40] or '?'})",
                "take it out of the camera's sight: the close-up comes back by itself",
            )
        if not client.looked:
            return Part(PartStatus.STARTING, client.source)
        asked_s, newest = self._asked_s, self._newest
        last_s = max(asked_s or 0.0, newest[1].time_s if newest else 0.0)
        if asked_s is not None and self._clock() - last_s > _FRESH_S:
            return Part(
                PartStatus.LOST,
                self._life.detail,
                "the close-up camera gives no new picture",
                "check its cable; the studio goes on looking",
            )
        return self._life

    def _is_long_hidden(self, shown: bool) -> bool:
        if shown:
            self._hidden_s = None
            return False
        self._hidden_s = self._clock() if self._hidden_s is None else self._hidden_s
        return self._clock() - self._hidden_s > _LINGER_S

    def _end(self) -> None:
        client, self._client = self._client, None
        if client is not None:
            client.stop()

    def _tell(self, part: Part) -> None:
        if part != self._told:
            self._told = part
            self._report(ge.CloseUpChanged(part))
