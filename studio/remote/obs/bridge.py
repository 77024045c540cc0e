"""Between the show's console and OBS: each follows the other by the rules, remotes speak through OBS, panels see it.

It is one more panel: it knows the show through its console only, sends what the catalogue holds, and as an operator.
"""

from __future__ import annotations

import logging
import secrets
import time
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from studio.control import commands as c
from studio.control import events as e
from studio.control import goods_commands as g
from studio.control import goods_events as ge
from studio.control import remote_events as re
from studio.control.codec import Json, command_from_json
from studio.control.console import Console, Notice
from studio.control.roles import Role, check
from studio.control.state import Show
from studio.core.errors import CommandError
from studio.remote.obs import rules
from studio.remote.obs.chores import Chores, Tools
from studio.remote.obs.client import Data, ObsClient, ObsRequestError, WebSocketClient
from studio.remote.obs.convention import Book, asked_gesture, held_expression
from studio.remote.obs.rules import Action, Known, Step, SwitchScene
from studio.remote.obs.settings import ObsAddress, address, read_settings
from studio.remote.obs.supervisor import Opener, Patience, Supervisor

_log = logging.getLogger(__name__)
APP = "qionghua"
"""Custom events and vendor events carry it."""
_CONFIRM_S = 4.0
"""After which OBS is asked what became of a switch: longer than usual transitions."""
_SCENE_EVENTS = frozenset({"SceneCreated", "SceneRemoved", "SceneNameChanged", "SceneListChanged"})
_HOLD_EVENTS = frozenset(
    {
        "SceneItemEnableStateChanged",
        "SceneItemCreated",
        "SceneItemRemoved",
        "SourceFilterEnableStateChanged",
        "SourceFilterCreated",
        "SourceFilterRemoved",
        "SourceFilterNameChanged",
    }
)
_MAX_SCENES = 256


_GOODS_EVENTS = (
    ge.PresetOpened,
    ge.PresetReloaded,
    ge.PresetClosed,
    ge.ProductShown,
    ge.PriceSet,
    ge.StockSet,
    ge.ProductMoved,
    ge.RundownImported,
)
_GOODS = object()
"""Posted when goods or preset changed."""


@dataclass(frozen=True, slots=True)
class _Cue:
    """A product was shown in the studio and brings this scene."""

    scene: str


class ObsBridge:
    """Listens to the console from its making; connects on `ConnectObs`. `close` once."""

    def __init__(
        self,
        console: Console,
        report: Callable[..., None],
        settings: Path,
        *,
        patience: Patience | None = None,
        folders: tuple[Path, ...] | None = None,
        open_client: Opener = WebSocketClient,
        tools: Tools | None = None,
    ) -> None:
        """`report`: the show console's. `settings`: the studio's own file about OBS. `folders`: OBS's, for tests.
        `tools`: for the set-up."""
        self._console = console
        self._report = report
        self._settings = settings
        self._folders = folders
        self._patience = patience
        self._open = open_client
        self._own = f"studio-{secrets.token_hex(4)}"
        self._known = Known()
        self._followed: deque[str] = deque(maxlen=16)
        """Products that OBS's scenes have asked for and the console has not told of yet."""
        self._chores = Chores(lambda: console.state, report, settings, tools, folders)
        self._asked_s = 0.0
        self._supervisor: Supervisor | None = None
        self._stop_listening = console.listen(self._hear)

    def close(self) -> None:
        self._stop_listening()
        self._end()

    # --- any thread ------------------------------------------------------------------------------------------------

    def _hear(self, notice: Notice) -> None:
        """The console's listener: starts threads and leaves notes, and waits for nothing."""
        of_product = next((event.product for event in notice.events if isinstance(event, ge.ProductShown)), "")
        from_obs = of_product in self._followed
        if from_obs:
            self._followed.remove(of_product)
        for event in notice.events:
            match event:
                case e.ObsAsked():
                    self._begin()
                case e.ObsDisconnectAsked():
                    self._begin_end()
                case e.ObsSceneAsked(scene) if of_product:
                    # A scene that asked for the product stays: its cue must not send OBS on, or two could chase about.
                    if not from_obs:
                        self._post(_Cue(scene))
                case e.SlateShown() | e.SlateLeft() | e.ObsSceneAsked() | re.ObsSetUpAsked() | re.ObsAlignAsked():
                    self._post(event)
        if any(isinstance(event, _GOODS_EVENTS) for event in notice.events):
            self._post(_GOODS)

    def _post(self, message: object) -> None:
        if self._supervisor is not None:
            self._supervisor.post(message)

    def _begin(self) -> None:
        if self._supervisor is None:
            self._supervisor = Supervisor(self._where, self, patience=self._patience, open_client=self._open)
            self._supervisor.start()
        else:
            self._supervisor.retry()

    def _begin_end(self) -> None:
        if self._supervisor is not None:
            self._supervisor.leave()
            self._supervisor = None

    def _end(self) -> None:
        if self._supervisor is not None:
            self._supervisor.close()
            self._supervisor = None

    # --- the supervisor's thread: what befalls the connection ------------------------------------------------------

    def _where(self) -> ObsAddress:
        return address(read_settings(self._settings), self._folders)

    def connected(self, client: ObsClient, version: Data) -> None:
        listed = client.call("GetSceneList")
        state = self._console.state
        scene, scenes = str(listed.get("currentProgramSceneName") or ""), _scene_names(listed)
        self._known = rules.with_book(self._known, _book(state))
        detail = f"OBS {version.get('obsVersion', '?')}, obs-websocket {version.get('obsWebSocketVersion', '?')}"
        self._report(e.ObsConnected(detail), e.ObsScenesSeen(scene, scenes))
        self._take(client, rules.connected(self._known, scene, scenes, slate=state.slate, framing=state.framing))
        self._see_holds(client, play=False)
        self._chores.connected(client)

    def lost(self, problem: str, remedy: str) -> None:
        self._report(e.ObsLost(problem, remedy))

    def refused(self, problem: str, remedy: str) -> None:
        self._report(e.ObsRefused(problem, remedy))

    def left(self) -> None:
        self._report(e.ObsDisconnected())

    # --- OBS → studio ----------------------------------------------------------------------------------------------

    def said(self, client: ObsClient, name: str, data: Data) -> None:
        match name:
            case "CurrentProgramSceneChanged":
                self._see_scene(client, str(data.get("sceneName", "")))
            case "CustomEvent":
                self._custom(client, data)
            case "VendorEvent" if data.get("vendorName") == APP and data.get("eventType") == "hotkey":
                self._hotkey(str((data.get("eventData") or {}).get("name", "")))
            case "StreamStateChanged":
                self._stream(str(data.get("outputState", "")))
            case _ if name in _SCENE_EVENTS:
                self._see_scenes(client)
            case "InputCreated" | "InputRemoved":
                self._chores.see_inputs(client)
            case "InputNameChanged":
                self._chores.see_inputs(client)
                self._see_holds(client)
            case _ if name in _HOLD_EVENTS and data.get("sceneName", self._known.scene) == self._known.scene:
                self._see_holds(client)

    def _see_scene(self, client: ObsClient, scene: str) -> None:
        state = self._console.state
        step = rules.scene_shown(self._known, scene, slate=state.slate, framing=state.framing, product=state.product)
        self._take(client, step)
        if scene != state.obs_scene:
            self._report(e.ObsScenesSeen(scene, state.obs_scenes))
        self._see_holds(client)

    def _see_scenes(self, client: ObsClient) -> None:
        listed = client.call("GetSceneList")
        scene, scenes = str(listed.get("currentProgramSceneName") or ""), _scene_names(listed)
        state = self._console.state
        if (scene, scenes) != (state.obs_scene, state.obs_scenes):
            self._known = rules.with_scenes(self._known, scenes)
            self._report(e.ObsScenesSeen(scene, scenes))

    def _see_holds(self, client: ObsClient, *, play: bool = True) -> None:
        """`play`: gestures too; after a connection what is visible is old."""
        names: tuple[str, ...] = ()
        if self._known.scene:
            try:
                names = tuple(_visible_names(client, self._known.scene))
            except ObsRequestError as error:  # removed meanwhile: an event about it is on its way
                _log.info("%s", error)
                return
        gestures = frozenset(asked_gesture(name) for name in names) & set(self._console.state.gestures)
        held = dict(held for name in names if (held := held_expression(name)) and asked_gesture(name) not in gestures)
        self._take(client, rules.shown_expressions(self._known, held))
        known, played = rules.shown_gestures(self._known, gestures)
        self._take(client, (known, played if play else ()))

    def _stream(self, output: str) -> None:
        if output == "OBS_WEBSOCKET_OUTPUT_STARTED":
            self._wish(c.GoLive())
        elif output == "OBS_WEBSOCKET_OUTPUT_STOPPED":
            self._wish(c.Rehearse())

    def _hotkey(self, name: str) -> None:
        state = self._console.state
        if name == "slate":
            self._wish(c.CutToSlate(not state.slate))
        elif name == "release":
            self._wish(c.ReleaseExpressions())
        else:
            self._wish(c.HoldExpression(name, 0.0 if dict(state.held).get(name) else 1.0))

    def _custom(self, client: ObsClient, data: Data) -> None:
        """A remote's wish, sent through OBS to everybody: `{app, cmd, args, from, id}`; answered the same way.

        OBS gives a custom event back to its sender too; answers carry no `cmd`, so they ask nobody for anything.
        """
        if data.get("app") != APP or "cmd" not in data or data.get("from") == self._own:
            return
        answer: dict[str, Json] = {
            "app": APP,
            "from": self._own,
            "to": _short(data.get("from")),
            "id": _short(data.get("id")),
        }
        try:
            command = command_from_json(data.get("cmd"), data.get("args") or {})
            check(Role.OPERATOR, command, self._console.state)
            events = self._console.send(command)
            answer |= {"ok": True, "events": [type(event).__name__ for event in events]}
        except CommandError as error:
            answer |= {"ok": False, "error": {"what": error.what, "where": error.where, "remedy": error.remedy}}
        client.call("BroadcastCustomEvent", {"eventData": answer})

    # --- studio → OBS ----------------------------------------------------------------------------------------------

    def told(self, client: ObsClient | None, message: Any) -> None:
        if isinstance(message, re.ObsSetUpAsked):
            self._chores.set_up(client)
        elif client is None:
            return
        elif isinstance(message, e.ObsSceneAsked):
            # Somebody's wish for OBS, not a consequence: what it shows is followed as if it had been clicked there.
            client.call("SetCurrentProgramScene", {"sceneName": message.scene})
        elif isinstance(message, _Cue):
            self._take(client, rules.cue_asked(self._known, message.scene))
        elif isinstance(message, re.ObsAlignAsked):
            self._chores.align(client, message.source)
        elif message is _GOODS:
            self._known = rules.with_book(self._known, _book(self._console.state))
            self._chores.write_texts(client)
        else:
            self._take(client, rules.slate_seen(self._known, slate=self._console.state.slate))

    def idle(self, client: ObsClient) -> None:
        self._chores.idle(client)
        if self._known.asked and time.monotonic() - self._asked_s > _CONFIRM_S:
            self._ask_where(client)

    def _take(self, client: ObsClient, step: Step) -> None:
        self._known, actions = step
        for action in actions:
            self._do(client, action)

    def _do(self, client: ObsClient, action: Action) -> None:
        if not isinstance(action, SwitchScene):
            self._wish(action)
            return
        self._asked_s = time.monotonic()
        try:
            # In studio mode too this goes to the program and leaves the preview to the operator.
            client.call("SetCurrentProgramScene", {"sceneName": action.scene})
        except ObsRequestError as error:
            _log.warning("%s", error)
            self._ask_where(client)

    def _ask_where(self, client: ObsClient) -> None:
        scene = str(client.call("GetCurrentProgramScene").get("currentProgramSceneName", ""))
        state = self._console.state
        step = rules.unanswered(self._known, scene, slate=state.slate, framing=state.framing, product=state.product)
        self._take(client, step)

    def _wish(self, command: c.Command) -> None:
        following = command.product if isinstance(command, g.ShowProduct) else ""
        if following:
            self._followed.append(following)
        events: tuple[e.Event, ...] = ()
        try:
            check(Role.OPERATOR, command, self._console.state)
            events = self._console.send(command)
        except CommandError as error:
            _log.warning("OBS asked for something that cannot be: %s", error)
        told = any(isinstance(event, ge.ProductShown) for event in events)
        if following in self._followed and not told:
            self._followed.remove(following)


def _scene_names(listed: Data) -> tuple[str, ...]:
    """In OBS's order, first on top. Names with control characters have no place in a panel."""
    scenes: list[Any] = list(reversed(listed.get("scenes") or []))
    names = (str(scene.get("sceneName", "")) for scene in scenes[:_MAX_SCENES])
    return tuple(name for name in names if name and name.isprintable())


def _visible_names(client: ObsClient, scene: str) -> Iterable[str]:
    """Of the visible sources and enabled filters of a scene."""
    items = client.call("GetSceneItemList", {"sceneName": scene}).get("sceneItems", [])
    visible = [str(item["sourceName"]) for item in items if item.get("sceneItemEnabled")]
    yield from visible
    for source in dict.fromkeys((scene, *visible)):
        filters = client.call("GetSourceFilterList", {"sourceName": source}).get("filters", [])
        yield from (str(item.get("filterName", "")) for item in filters if item.get("filterEnabled"))


def _book(state: Show) -> Book:
    return Book(state.preset.scenes, tuple(product.id for product in state.rundown))


def _short(value: object) -> str | int:
    """A stranger's mark, given back to it."""
    return value if isinstance(value, int) else str(value or "")[:64]
