"""What the studio does in OBS beside following it: set-up, words in text sources, sound that waits for the picture.

All of it is called from the supervisor's thread, which it may keep waiting.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from studio.control import remote_events as re
from studio.control.state import Show
from studio.core.errors import CommandError, RemoteError
from studio.core.goods import Product, yuan
from studio.remote.obs import arrival, setup
from studio.remote.obs.client import ObsClient, ObsRequestError
from studio.remote.obs.collection import obs_runs, register_script
from studio.remote.obs.convention import LIVE, wanted_text
from studio.remote.obs.settings import obs_folders, read_settings, write_settings

_log = logging.getLogger(__name__)
_TEXT_KINDS = ("text_ft2_source", "text_gdiplus", "text_pango")
_LOOK_S = 5.0
"""How often the picture's delay is asked for."""
_NEWS_MS = 5.0
"""A delay that changed by less is no news."""
_SCRIPT_S = 2.0
_LONGEST_MS = 20_000
"""OBS refuses longer offsets; measured, -950 to 20000."""


@dataclass(frozen=True, slots=True)
class Tools:
    """What a set-up needs of the studio."""

    places: setup.Places
    lay_slate: Callable[[int, int], None]
    """Writes the slate for a canvas at `places.slate`."""


class Chores:
    def __init__(
        self,
        state: Callable[[], Show],
        report: Callable[..., None],
        settings: Path,
        tools: Tools | None,
        folders: tuple[Path, ...] | None = None,
    ) -> None:
        """`settings`: the studio's own file about OBS. `tools`: without them there is no set-up from here."""
        self._state = state
        self._report = report
        self._settings = settings
        self._tools = tools
        self._folders = obs_folders() if folders is None else folders
        self._texts: dict[str, str] = {}
        self._picture = ""
        self._sounds: tuple[str, ...] = ()
        self._set_up_wanted = False
        self._looked_s = 0.0
        self._tried_s = 0.0

    def connected(self, client: ObsClient) -> None:
        """A new connection: nothing that was known of OBS holds any more."""
        self._texts = {}
        self._looked_s = 0.0
        self.see_inputs(client)
        self._tell_aligned()
        if self._set_up_wanted:
            self.set_up(client)

    def idle(self, client: ObsClient) -> None:
        now_s = time.monotonic()
        if self._set_up_wanted and now_s - self._tried_s > _SCRIPT_S:
            self._tried_s = now_s
            if setup.has_source(client):
                self.set_up(client)
        if self._picture and now_s - self._looked_s > _LOOK_S:
            self._looked_s = now_s
            self._measure(client)

    # --- words ------------------------------------------------------------------------------------------------------

    def see_inputs(self, client: ObsClient) -> None:
        """Which inputs there are: texts to be written, sounds, the picture."""
        inputs = client.call("GetInputList").get("inputs", [])
        names = [(str(item.get("inputName", "")), str(item.get("inputKind", ""))) for item in inputs]
        kept = {name: self._texts.get(name, "") for name, kind in names if kind.startswith(_TEXT_KINDS)}
        self._texts = {name: text for name, text in kept.items() if wanted_text(name)}
        self._picture = next((name for name, kind in names if kind == setup.KIND), "")
        sounds = tuple(name for name, _ in names if name.isprintable() and _sounds(client, name))
        if sounds != self._sounds or sounds != self._state().obs_sounds:
            self._sounds = sounds
            self._report(re.ObsSoundsSeen(sounds))
        self.write_texts(client)

    def write_texts(self, client: ObsClient) -> None:
        """Name, price and stock of what is on into the sources that ask for them by their names."""
        if not self._texts:
            return
        words = texts_of(self._state())
        for name, before in tuple(self._texts.items()):
            text = words[wanted_text(name)]
            if text != before:
                client.call("SetInputSettings", {"inputName": name, "inputSettings": {"text": text}})
                self._texts[name] = text

    # --- set-up -----------------------------------------------------------------------------------------------------

    def set_up(self, client: ObsClient | None) -> None:
        """As far as it goes without a hand; the rest follows by itself when OBS or the script is there."""
        if self._tools is None:
            self._report(re.ObsSetUpStopped("this show has no files for OBS", "run `studio obs setup`"))
            return
        self._set_up_wanted = True
        self._tried_s = time.monotonic()
        try:
            if client is None:
                self._set_up_closed(self._tools)
            else:
                self._set_up_open(client, self._tools)
        except RemoteError as error:
            self._set_up_wanted = False
            self._report(re.ObsSetUpStopped(error.what, error.remedy))

    def _set_up_open(self, client: ObsClient, tools: Tools) -> None:
        state = self._state()
        canvas = state.canvas.width, state.canvas.height
        setup.lay_script(tools.places)
        tools.lay_slate(*canvas)
        done = setup.set_up(client, tools.places, canvas)
        if not done.complete:
            self._report(re.ObsSetUpStopped("OBS has not loaded the studio's script yet", done.notes[-1]))
            return
        self._set_up_wanted = False
        write_settings(self._settings, replace(read_settings(self._settings), follow=True))
        self.see_inputs(client)
        scene = setup.scenes_of_ours(client).get(LIVE, self._picture)
        seen = arrival.looked_at(client, scene, self._picture, canvas)
        found = arrival.look(client, tools.places.ring, seen, self._picture)
        if not found.same:
            self._report(re.ObsSetUpStopped(found.problem, found.remedy))
            return
        self._tell_delay(found.delay_ms)
        self._report(re.ObsSetUpDone("; ".join(("every pixel arrives", *done.notes))))

    def _set_up_closed(self, tools: Tools) -> None:
        """A closed OBS is the one chance to spare the user the clicks; one that hangs must not lose its collection."""
        if read_settings(self._settings).host or obs_runs():
            self._report(re.ObsSetUpStopped("OBS does not answer", "switch its WebSocket server on, or start it again"))
            return
        setup.lay_script(tools.places)
        folder = next((folder for folder in self._folders if folder.is_dir()), self._folders[0])
        register_script(folder, tools.places.script)
        self._report(re.ObsSetUpStopped("OBS is closed; its script is laid", "start OBS: the set-up goes on by itself"))

    # --- picture and sound ------------------------------------------------------------------------------------------

    def _measure(self, client: ObsClient) -> None:
        try:
            told = client.call("GetInputSettings", {"inputName": self._picture}).get("inputSettings", {})
        except ObsRequestError as error:  # removed meanwhile: an event about it is on its way
            _log.info("%s", error)
            return
        self._tell_delay(float(told.get("delay_ms", 0.0)) if told.get("state") == "live" else 0.0)

    def _tell_delay(self, delay_ms: float) -> None:
        before = self._state().obs_delay_ms
        if abs(delay_ms - before) >= _NEWS_MS or (delay_ms > 0) != (before > 0):
            self._report(re.ObsDelayMeasured(round(delay_ms, 1)))

    def align(self, client: ObsClient, source: str) -> None:
        """Delays a sound by the picture's whole way, camera to OBS; "" gives every sound its old delay back.

        Raises ObsRequestError, CommandError.
        """
        told = read_settings(self._settings)
        before = dict(told.aligned)
        if not source:
            for name, offset_ms in before.items():
                try:
                    _set_offset(client, name, offset_ms)
                except ObsRequestError as error:  # the user has removed it
                    _log.info("%s", error)
            write_settings(self._settings, replace(told, aligned=()))
            self._report(re.ObsAligned("", 0))
            return
        state = self._state()
        delay_ms = round(state.health.delay_ms + state.obs_delay_ms)
        if source not in before:  # written down before anything is changed: a crash must not lose the user's own value
            answer = client.call("GetInputAudioSyncOffset", {"inputName": source})
            before[source] = int(answer["inputAudioSyncOffset"])
            write_settings(self._settings, replace(told, aligned=tuple(before.items())))
        wanted_ms = before[source] + delay_ms
        if wanted_ms > _LONGEST_MS:
            raise CommandError(
                f"OBS cannot delay by {wanted_ms} ms", where="AlignObsAudio", remedy="look why the picture is so late"
            )
        _set_offset(client, source, wanted_ms)
        self._report(re.ObsAligned(source, delay_ms))

    def _tell_aligned(self) -> None:
        """What an earlier show delayed, and has not given back, is still known."""
        known = {name for name, _ in self._state().obs_aligned}
        for name, _ in read_settings(self._settings).aligned:
            if name not in known:
                self._report(re.ObsAligned(name, 0))


def texts_of(state: Show) -> dict[str, str]:
    """Words for OBS's text sources; empty where no product is on."""
    at = next((number for number, entry in enumerate(state.rundown) if entry.id == state.product), None)
    if at is None:
        return dict.fromkeys(("name", "price", "stock", "next"), "")
    product = state.rundown[at]
    following = state.rundown[at + 1] if at + 1 < len(state.rundown) else None
    return {
        "name": product.name,
        "price": _price(product),
        "stock": "" if product.stock is None else str(product.stock),
        "next": following.name if following is not None else "",
    }


def _price(product: Product) -> str:
    if product.price_fen is None:
        return ""
    return f"¥{yuan(product.price_fen)}" + (f"/{product.unit}" if product.unit else "")


def _sounds(client: ObsClient, name: str) -> bool:
    """Whether it has sound: OBS has no list of those."""
    try:
        client.call("GetInputAudioSyncOffset", {"inputName": name})
    except ObsRequestError:
        return False
    return True


def _set_offset(client: ObsClient, name: str, offset_ms: int) -> None:
    client.call("SetInputAudioSyncOffset", {"inputName": name, "inputAudioSyncOffset": offset_ms})
