"""A show's console and a real OBS, driving each other."""

from __future__ import annotations

import queue
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from studio.control import commands as c
from studio.control import events as e
from studio.control.host import ShowConsole
from studio.control.state import Air, Framing, PartStatus, Show
from studio.remote.obs.bridge import ObsBridge
from studio.remote.obs.chores import Tools
from studio.remote.obs.client import WebSocketClient
from studio.remote.obs.convention import CLOSE_UP, LIVE, SLATE
from studio.remote.obs.settings import ObsSettings, write_settings
from studio.remote.obs.supervisor import Patience
from tests.support.waiting import wait_until

if TYPE_CHECKING:
    from tests.remote.obs.conftest import RunningObs

SOON = Patience(first_wait_s=0.05, longest_wait_s=0.5, refused_wait_s=0.3, heartbeat_s=0.5)
STATE = Show(expressions=("happy", "sad", "wave"))


class Stage:
    """A console with its bridge, and an operator's own client in OBS."""

    def __init__(
        self,
        obs: RunningObs,
        tmp_path: Path,
        *,
        password: str | None = None,
        port: int | None = None,
        tools: Tools | None = None,
    ) -> None:
        self.obs = obs
        settings = tmp_path / "obs.json"
        word = obs.address.password if password is None else password
        write_settings(settings, ObsSettings(True, "127.0.0.1", port or obs.address.port, word))
        self.settings = settings
        self.console = ShowConsole(STATE)
        self.facts: list[e.Event] = []
        self.console.listen(lambda notice: self.facts.extend(notice.events))
        self.bridge = ObsBridge(self.console, self.console.report, settings, patience=SOON, tools=tools)
        self.heard: queue.SimpleQueue[tuple[str, Any]] = queue.SimpleQueue()

    @property
    def state(self) -> Show:
        return self.console.state

    def connect(self) -> None:
        self.console.send(c.ConnectObs())
        self.until("OBS is found", lambda: self.state.obs.status is PartStatus.RUNNING)

    def until(self, what: str, holds: Any) -> None:
        try:
            wait_until(what, holds)
        except AssertionError as error:
            error.add_note(f"the last facts: {self.facts[-12:]}; known of OBS: {self.bridge._known}")
            raise

    def count(self, kind: type[e.Event]) -> int:
        return sum(isinstance(fact, kind) for fact in self.facts)


@pytest.fixture
def stage(obs: RunningObs, tmp_path: Path) -> Iterator[Stage]:
    stage = Stage(obs, tmp_path)
    yield stage
    stage.bridge.close()


@pytest.fixture
def operator(obs: RunningObs) -> Iterator[WebSocketClient]:
    """Somebody at OBS, with our scenes in it."""
    client = obs.client()
    for scene in (LIVE, CLOSE_UP, SLATE):
        client.call("CreateScene", {"sceneName": scene})
    client.call("SetCurrentProgramScene", {"sceneName": LIVE})
    yield client
    client.close()


def program(client: WebSocketClient) -> str:
    return str(client.call("GetCurrentProgramScene")["currentProgramSceneName"])


def show(client: WebSocketClient, scene: str) -> None:
    client.call("SetCurrentProgramScene", {"sceneName": scene})


def test_a_show_finds_obs_says_so_and_lets_go(stage: Stage, operator: WebSocketClient) -> None:
    stage.connect()
    assert "obs-websocket 5" in stage.state.obs.detail
    stage.until("the scenes are known", lambda: set(stage.state.obs_scenes) == {"Scene", LIVE, CLOSE_UP, SLATE})
    assert stage.state.obs_scene == LIVE
    operator.call("CreateScene", {"sceneName": "new"})
    stage.until("a new scene is known", lambda: "new" in stage.state.obs_scenes)
    stage.console.send(c.DisconnectObs())
    stage.until("it is let go", lambda: stage.state.obs.status is PartStatus.OFF)
    assert stage.state.obs_scenes == ()
    stage.connect()


def test_the_program_scene_leads_the_studio(stage: Stage, operator: WebSocketClient) -> None:
    stage.connect()
    for _ in range(5):
        show(operator, SLATE)
        stage.until("the slate is shown", lambda: stage.state.slate)
        show(operator, LIVE)
        stage.until("the avatar is back", lambda: not stage.state.slate)
    show(operator, CLOSE_UP)
    stage.until("the face is framed", lambda: stage.state.framing is Framing.FACE)
    show(operator, LIVE)
    stage.until("the framing is as before", lambda: stage.state.framing is Framing.BUST)
    assert stage.count(e.SlateShown) == 5
    assert stage.count(e.SlateLeft) == 5


@pytest.mark.parametrize("studio_mode", [False, True])
def test_the_studios_slate_leads_obs_and_back_to_where_it_was(
    stage: Stage, operator: WebSocketClient, studio_mode: bool
) -> None:
    operator.call("SetStudioModeEnabled", {"studioModeEnabled": studio_mode})
    show(operator, CLOSE_UP)
    wait_until("the close-up is on program", lambda: program(operator) == CLOSE_UP)
    stage.connect()
    stage.console.send(c.CutToSlate())
    stage.until("OBS shows the slate", lambda: program(operator) == SLATE and stage.state.obs_scene == SLATE)
    stage.console.send(c.CutToSlate(False))
    stage.until("OBS is back", lambda: program(operator) == CLOSE_UP and stage.state.obs_scene == CLOSE_UP)
    assert stage.count(e.SlateShown) == 1
    assert stage.count(e.SlateLeft) == 1


def test_neither_side_answers_the_other_s_answer(stage: Stage, operator: WebSocketClient) -> None:
    """Wishes from both sides at once, through a slow transition; then nothing may move by itself."""
    operator.call("SetCurrentSceneTransition", {"transitionName": "Fade"})
    operator.call("SetCurrentSceneTransitionDuration", {"transitionDuration": 150})
    stage.connect()
    for _ in range(3):
        stage.console.send(c.CutToSlate())
        show(operator, CLOSE_UP)
        stage.console.send(c.CutToSlate(False))
        show(operator, SLATE)
        show(operator, LIVE)
        stage.console.send(c.CutToSlate())

    def agreed() -> bool:
        return (program(operator) == SLATE) == stage.state.slate and stage.state.obs_scene == program(operator)

    stage.until("both agree", agreed)
    quiet = obs_events(stage.obs)
    with quiet as heard:
        before = len(stage.facts)
        for _ in range(30):  # half a dozen transitions' time
            operator.call("GetStats")
            wait_a_little()
    moved = [name for name in heard if name == "CurrentProgramSceneChanged"]
    late = [fact for fact in stage.facts[before:] if isinstance(fact, e.SlateShown | e.SlateLeft)]
    assert len(moved) <= 1, "a last transition may still end, and then it is over"
    assert len(late) <= 1
    stage.until("both still agree", agreed)


def test_what_is_visible_in_the_program_scene_is_held(stage: Stage, operator: WebSocketClient) -> None:
    stage.connect()
    wish = {"sceneName": LIVE, "inputName": "qh: smile 60%", "inputKind": "color_source_v3", "inputSettings": {}}
    item = operator.call("CreateInput", wish)["sceneItemId"]
    stage.until("it smiles", lambda: stage.state.held == (("happy", 0.6),))
    switch = {"sceneName": LIVE, "sceneItemId": item}
    operator.call("SetSceneItemEnabled", {**switch, "sceneItemEnabled": False})
    stage.until("it rests", lambda: stage.state.held == ())
    operator.call("SetSceneItemEnabled", {**switch, "sceneItemEnabled": True})
    stage.until("it smiles again", lambda: stage.state.held == (("happy", 0.6),))
    show(operator, CLOSE_UP)
    stage.until("in another scene it rests", lambda: stage.state.held == ())


def test_an_enabled_filter_holds_too(stage: Stage, operator: WebSocketClient) -> None:
    stage.connect()
    wish = {"sourceName": LIVE, "filterName": "qh: wave", "filterKind": "crop_filter", "filterSettings": {}}
    operator.call("CreateSourceFilter", wish)
    stage.until("it waves", lambda: stage.state.held == (("wave", 1.0),))
    switch = {"sourceName": LIVE, "filterName": "qh: wave", "filterEnabled": False}
    operator.call("SetSourceFilterEnabled", switch)
    stage.until("it rests", lambda: stage.state.held == ())


def test_obs_hotkeys_reach_the_studio(stage: Stage, operator: WebSocketClient) -> None:
    stage.connect()
    operator.call("TriggerHotkeyByName", {"hotkeyName": "qh.happy"})
    stage.until("it smiles", lambda: stage.state.held == (("happy", 1.0),))
    operator.call("TriggerHotkeyByName", {"hotkeyName": "qh.release"})
    stage.until("it rests", lambda: stage.state.held == ())
    operator.call("TriggerHotkeyByName", {"hotkeyName": "qh.slate"})
    stage.until("the slate is shown, in OBS too", lambda: stage.state.slate and program(operator) == SLATE)


def test_a_remote_speaks_through_obs_as_an_operator_and_is_answered(stage: Stage, obs: RunningObs) -> None:
    stage.connect()
    answers: queue.SimpleQueue[Any] = queue.SimpleQueue()

    def hear(name: str, data: Any) -> None:
        if name == "CustomEvent" and "ok" in data:
            answers.put(data)

    remote = WebSocketClient(obs.address, on_event=hear)

    def ask(number: int, cmd: object, args: object) -> Any:
        told = {"app": "qionghua", "cmd": cmd, "args": args, "from": "deck", "id": number}
        remote.call("BroadcastCustomEvent", {"eventData": told})
        answer = answers.get(timeout=30)
        assert (answer["to"], answer["id"]) == ("deck", number)
        return answer

    assert ask(1, "SetFraming", {"framing": "full"})["ok"] is True
    assert stage.state.framing is Framing.FULL
    assert "did you mean" in ask(2, "SetFramin", {"framing": "full"})["error"]["remedy"]
    assert ask(3, "StopShow", {})["ok"] is False
    assert ask(4, "ChooseAvatar", {"avatar": "/etc/passwd"})["ok"] is False
    assert ask(5, ["x"], "y")["ok"] is False
    remote.call("BroadcastCustomEvent", {"eventData": {"app": "another", "cmd": "GoLive", "args": {}}})
    assert ask(6, "GoLive", {})["events"] == ["WentLive"]
    assert stage.count(e.WentLive) == 1
    assert not stage.state.stopping
    remote.close()


def test_a_panel_switches_obs_scenes(stage: Stage, operator: WebSocketClient) -> None:
    stage.connect()
    stage.console.send(c.SwitchObsScene(SLATE))
    stage.until("the slate is shown on both sides", lambda: program(operator) == SLATE and stage.state.slate)


def test_a_wrong_password_is_told_and_a_right_one_found_without_asking_again(obs: RunningObs, tmp_path: Path) -> None:
    stage = Stage(obs, tmp_path, password="wrong")
    stage.console.send(c.ConnectObs())
    stage.until("OBS refused", lambda: stage.state.obs.status is PartStatus.FAILED)
    assert "password" in stage.state.obs.problem
    assert stage.state.obs.remedy
    right = ObsSettings(True, "127.0.0.1", obs.address.port, obs.address.password)
    write_settings(stage.settings, right)
    stage.until("OBS is found", lambda: stage.state.obs.status is PartStatus.RUNNING)
    stage.bridge.close()


def test_a_closed_port_is_told_once_and_looked_at_again(obs: RunningObs, tmp_path: Path) -> None:
    stage = Stage(obs, tmp_path, port=1)
    stage.console.send(c.ConnectObs())
    stage.until("OBS is missed", lambda: stage.state.obs.status is PartStatus.LOST)
    assert "not running" in stage.state.obs.problem
    for _ in range(10):
        wait_a_little()
    assert stage.count(e.ObsLost) == 1
    stage.bridge.close()


def test_a_hung_obs_is_lost_and_found_again_when_it_wakes(stage: Stage, obs: RunningObs) -> None:
    stage.connect()
    obs.freeze()
    try:
        stage.until("OBS is lost", lambda: stage.state.obs.status is PartStatus.LOST)
    finally:
        obs.thaw()
    stage.until("OBS is back", lambda: stage.state.obs.status is PartStatus.RUNNING)


@pytest.mark.timeout(900)
@pytest.mark.parametrize("times", [3, pytest.param(20, marks=pytest.mark.slow)])
def test_obs_is_killed_and_started_and_each_time_found_with_the_slate_kept(
    stage: Stage, obs: RunningObs, times: int
) -> None:
    stage.connect()
    for _ in range(times):
        stage.facts.clear()
        obs.kill()
        stage.until("OBS is lost", lambda: stage.state.obs.status is PartStatus.LOST)
        stage.console.send(c.CutToSlate())
        obs.again()
        stage.until("OBS is back", lambda: stage.state.obs.status is PartStatus.RUNNING)
        assert stage.state.slate, "a connection never leaves a slate"
        stage.console.send(c.CutToSlate(False))
    assert stage.state.air is Air.REHEARSAL


class obs_events:  # noqa: N801
    """Names of what OBS says within the block."""

    def __init__(self, obs: RunningObs) -> None:
        self.names: list[str] = []
        self.client = WebSocketClient(obs.address, on_event=lambda name, _: self.names.append(name))

    def __enter__(self) -> list[str]:
        return self.names

    def __exit__(self, *_: object) -> None:
        self.client.close()


def wait_a_little() -> None:
    import time

    time.sleep(0.04)
