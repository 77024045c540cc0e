"""Phone, suits, voice and who listens to us: opened and closed as the show's facts say, told in words when they fail.

Orders are carried out by one thread; poses arrive in the sockets' threads and wait, the newest few, for the show's
loop.
"""

from __future__ import annotations

import logging
import queue
import threading
import time
from collections import deque
from collections.abc import Callable
from typing import Protocol

import numpy as np

from studio.control import events as e
from studio.control import source_events as se
from studio.control.console import Notice
from studio.control.state import Link, Part, PartStatus, VoiceMode
from studio.core.audio import AudioBlock
from studio.core.errors import as_known
from studio.core.pose import AvatarState, Mouth, PerformerPose
from studio.core.routes import PoseSource
from studio.engine.slot import Slot
from studio.inputs.datagrams import Datagrams
from studio.inputs.microphone import Microphone, microphones
from studio.outputs.vmc import VmcSender
from studio.solving import phone
from studio.solving.vmc import VmcReader
from studio.solving.voice import VoiceMouth

_log = logging.getLogger(__name__)
_POLL_S = 0.5
_SILENT_S = 1.0
"""Without anything heard for so long a link is told as lost; it goes on listening."""
_ASK_AGAIN_S = 2.0
_JOIN_S = 5.0


class _Closable(Protocol):
    def close(self) -> None: ...


class PoseLinks:
    """`hear` may be called from any thread; `start` once, then `close`, which may come without it."""

    def __init__(self, report: Callable[[e.Event], None]) -> None:
        self.mouth: Slot[Mouth] = Slot()
        self._report = report
        self._poses: deque[tuple[PoseSource, PerformerPose]] = deque(maxlen=64)
        self._orders: queue.SimpleQueue[e.Event | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._work, name="pose links", daemon=True)
        self._open: dict[Link, _Closable] = {}
        self._parts: dict[Link, Part] = {}
        self._asked_s = 0.0
        self._outgoing: queue.Queue[tuple[AvatarState, float, np.ndarray] | None] = queue.Queue(1)
        self._sender: threading.Thread | None = None

    def start(self) -> None:
        self._thread.start()

    def close(self) -> None:
        if self._thread.ident is not None:
            self._orders.put(None)
            self._thread.join(_JOIN_S)

    def hear(self, notice: Notice) -> None:
        """For the console: queues and returns."""
        for event in notice.events:
            if isinstance(event, se.VmcListenSet | se.PhoneListenSet | se.VmcSendSet | se.VoiceSet):
                self._orders.put(event)

    # --- called by the show's loop --------------------------------------------------------------------------------

    def new_poses(self) -> list[tuple[PoseSource, PerformerPose]]:
        """What came since the last call, oldest first."""
        found = []
        while self._poses:
            found.append(self._poses.popleft())
        return found

    def send(self, state: AvatarState, time_s: float, places_m: np.ndarray) -> None:
        """Hands a frame to the VMC sender, if there is one; a frame it has not taken is forgotten."""
        if self._sender is None:
            return
        try:
            self._outgoing.put_nowait((state, time_s, places_m))
        except queue.Full:
            return

    # --- the links' own thread --------------------------------------------------------------------------------

    def _work(self) -> None:
        self._report(se.MicrophonesFound(microphones()))
        while True:
            try:
                event = self._orders.get(timeout=_POLL_S)
            except queue.Empty:
                self._look()
                continue
            if event is None:
                break
            self._carry_out(event)
        for link in tuple(self._open):
            self._shut(link)

    def _carry_out(self, event: e.Event) -> None:
        match event:
            case se.VmcListenSet(on, port, sender):
                reader = VmcReader()
                self._change(Link.VMC, on, lambda: self._listen(Link.VMC, port, sender, reader.feed, PoseSource.VMC))
            case se.PhoneListenSet(on, address):
                self._change(
                    Link.PHONE,
                    on,
                    lambda: self._listen(Link.PHONE, phone.PORT, address, phone.pose_from_phone, PoseSource.PHONE),
                )
            case se.VmcSendSet(on, host, port):
                self._change(Link.VMC_OUT, on, lambda: self._send_to(host, port))
            case se.VoiceSet(mode, device):
                self._change(Link.VOICE, mode is not VoiceMode.OFF, lambda: self._hear_voice(device))
            case _:
                pass

    def _change(self, link: Link, on: bool, open_it: Callable[[], Part]) -> None:
        self._shut(link)
        if not on:
            self._tell(link, Part())
            return
        try:
            self._tell(link, open_it())
        except Exception as unforeseen:  # whatever a device or a port can do, the show goes on
            error = as_known(unforeseen)
            self._tell(link, Part(PartStatus.FAILED, error.where, error.what, error.remedy))

    def _listen(
        self,
        link: Link,
        port: int,
        sender: str,
        read: Callable[[bytes, float], PerformerPose | None],
        source: PoseSource,
    ) -> Part:
        def heard(datagram: bytes, now_s: float) -> None:
            pose = read(datagram, now_s)
            if pose is not None:
                self._poses.append((source, pose))

        datagrams = Datagrams(port, heard, sender=sender)
        datagrams.open()
        self._open[link] = datagrams
        return Part(PartStatus.STARTING, f"UDP {port}{' ← ' + sender if sender else ''}")

    def _send_to(self, host: str, port: int) -> Part:
        sender = VmcSender(host, port)
        self._sender = threading.Thread(target=self._send_all, args=(sender,), name="VMC", daemon=True)
        self._sender.start()
        self._open[Link.VMC_OUT] = sender
        return Part(PartStatus.RUNNING, f"UDP → {host}:{port}")

    def _send_all(self, sender: VmcSender) -> None:
        while (frame := self._outgoing.get()) is not None:
            sender.send(*frame)

    def _hear_voice(self, device: str) -> Part:
        voice = VoiceMouth()

        def heard(block: AudioBlock) -> None:
            self.mouth.put(voice.feed(block))

        microphone = Microphone(device, heard)
        detail = microphone.open()
        self._open[Link.VOICE] = microphone
        return Part(PartStatus.RUNNING, detail)

    def _shut(self, link: Link) -> None:
        found = self._open.pop(link, None)
        if link is Link.VMC_OUT and self._sender is not None:
            sender, self._sender = self._sender, None
            self._outgoing.put(None)
            sender.join(_JOIN_S)
        if found is not None:
            found.close()

    def _look(self) -> None:
        """Tells whether those who should send do, and asks the phone again."""
        now_s = time.monotonic()
        for link, found in self._open.items():
            if not isinstance(found, Datagrams):
                continue
            silent = now_s - found.newest_s > _SILENT_S
            before = self._parts[link]
            if silent and link is Link.PHONE and now_s - self._asked_s > _ASK_AGAIN_S:
                self._asked_s = now_s
                found.send(phone.HELLO, phone.PORT)
            if silent and before.status is PartStatus.RUNNING:
                self._tell(link, Part(PartStatus.LOST, before.detail, *_SILENT))
            elif not silent and before.status is not PartStatus.RUNNING:
                self._tell(link, Part(PartStatus.RUNNING, before.detail))

    def _tell(self, link: Link, part: Part) -> None:
        self._parts[link] = part
        self._report(se.LinkChanged(link, part))


_SILENT = ("nothing is heard any more", "check that the other side still sends to this machine and port")
