"""Between the show's console and OBS: each follows the other by the rules, remotes speak through OBS, panels see it.

It is one more panel: it knows the show through its console only, sends what the catalogue holds, and as an operator.
"""

from __future__ import annotations

import logging
import secrets
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from studio.control import commands as c
from studio.control import events as e
from studio.control.codec import Json, command_from_json
from studio.control.console import Console, Notice
from studio.control.roles import Role, check
from studio.core.errors import CommandError
from studio.remote.obs import rules
from studio.remote.obs.client import Data, ObsClient, ObsRequestError, WebSocketClient
from studio.remote.obs.convention import held_expression
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
        "InputNameChanged",
    }
)
_MAX_SCENES = 256


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
    ) -> None:
        """`report`: the show console's. `settings`: the studio's own file about OBS. `folders`: OBS's, for tests."""
        self._console = console
        self._report = report
        self._settings = settings
        self._folders = folders
        self._patience = patience
        self._open = open_client
        self._own = f"studio-{secrets.token_hex(4)}"
        self._known = Known()
        self._asked_s = 0.0
        self._supervisor: Supervisor | None = None
        self._stop_listening = console.listen(self._hear)

    def close(self) -> None:
        self._stop_listening()
        self._end()

    # --- any thread ------------------------------------------------------------------------------------------------

    def _hear(self, notice: Notice) -> None:
        """The console's listener: starts threads and leaves notes, and waits for nothing."""
        for event in notice.events:
            match event:
                case e.ObsAsked():
                    self._begin()
                case e.ObsDisconnectAsked():
                    self._begin_end()
                case e.SlateShown() | e.SlateLeft() | e.ObsSceneAsked() if self._supervisor is not None:
                    self._supervisor.post(event)

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
        detail = f"OBS {version.get('obsVersion', '?')}, obs-websocket {version.get('obsWebSocketVersion', '?')}"
        self._report(e.ObsConnected(detail), e.ObsScenesSeen(scene, scenes))
        self._take(client, rules.connected(self._known, scene, scenes, slate=state.slate, framing=state.framing))
        self._see_holds(client)

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
            case _ if name in _HOLD_EVENTS and data.get("sceneName", self._known.scene) == self._known.scene:
                self._see_holds(client)

    def _see_scene(self, client: ObsClient, scene: str) -> None:
        state = self._console.state
        self._take(client, rules.scene_shown(self._known, scene, slate=state.slate, framing=state.framing))
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

    def _see_holds(self, client: ObsClient) -> None:
        wanted: dict[str, float] = {}
        if self._known.scene:
            try:
                wanted = dict(_holds(client, self._known.scene))
            except ObsRequestError as error:  # removed meanwhile: an event about it is on its way
                _log.info("%s", error)
                return
        self._take(client, rules.shown_expressions(self._known, wanted))

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
        if client is None:
            return
        if isinstance(message, e.ObsSceneAsked):
            # Somebody's wish for OBS, not a consequence: what it shows is followed as if it had been clicked there.
            client.call("SetCurrentProgramScene", {"sceneName": message.scene})
        else:
            self._take(client, rules.slate_seen(self._known, slate=self._console.state.slate))

    def idle(self, client: ObsClient) -> None:
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
        self._take(client, rules.unanswered(self._known, scene, slate=state.slate, framing=state.framing))

    def _wish(self, command: c.Command) -> None:
        try:
            check(Role.OPERATOR, command, self._console.state)
            self._console.send(command)
        except CommandError as error:
            _log.warning("OBS asked for something that cannot be: %s", error)


def _scene_names(listed: Data) -> tuple[str, ...]:
    """In OBS's order, first on top. Names with control characters have no place in a panel."""
    scenes: list[Any] = list(reversed(listed.get("scenes") or []))
    names = (str(scene.get("sceneName", "")) for scene in scenes[:_MAX_SCENES])
    return tuple(name for name in names if name and name.isprintable())


def _holds(client: ObsClient, scene: str) -> Iterable[tuple[str, float]]:
    """Expressions that the visible sources and enabled filters of a scene hold."""
    items = client.call("GetSceneItemList", {"sceneName": scene}).get("sceneItems", [])
    visible = [str(item["sourceName"]) for item in items if item.get("sceneItemEnabled")]
    yield from (held for name in visible if (held := held_expression(name)) is not None)
    for source in dict.fromkeys((scene, *visible)):
        filters = client.call("GetSourceFilterList", {"sourceName": source}).get("filters", [])
        names = (str(item.get("filterName", "")) for item in filters if item.get("filterEnabled"))
        yield from (held for name in names if (held := held_expression(name)) is not None)


def _short(value: object) -> str | int:
    """A stranger's mark, given back to it."""
    return value if isinstance(value, int) else str(value or "")[:64]
