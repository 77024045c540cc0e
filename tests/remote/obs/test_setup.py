"""From an empty OBS to the picture on program, and back to the empty OBS."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from studio.core.errors import RemoteError
from studio.core.image import Alpha, Image
from studio.outputs.still import save_still
from studio.remote.obs import arrival, command, setup
from studio.remote.obs.client import ObsClient, ObsNotThereError, ObsRequestError
from studio.remote.obs.collection import collection_file, register_script, unregister_script
from studio.remote.obs.convention import LIVE, SLATE
from studio.remote.obs.settings import ObsSettings, read_settings, write_settings
from tests.remote.obs.test_source import showing
from tests.support.waiting import wait_until

if TYPE_CHECKING:
    from tests.remote.obs.conftest import RunningObs

CANVAS = (640, 360)


def picture() -> Image:
    """Something that is not the same anywhere."""
    x, y = np.meshgrid(np.arange(CANVAS[0]), np.arange(CANVAS[1]))
    return Image(np.stack((x % 256, y % 256, (x + y) % 256, np.full_like(x, 255)), -1).astype(np.uint8), 0.0)


def scene_names(client: ObsClient) -> set[str]:
    return {str(scene["sceneName"]) for scene in client.call("GetSceneList")["scenes"]}


def everything(client: ObsClient) -> dict[str, Any]:
    """All scenes with their items and places, and all inputs with their settings."""
    scenes = {}
    for name in scene_names(client):
        try:
            items = client.call("GetSceneItemList", {"sceneName": name})["sceneItems"]
        except ObsRequestError as error:
            if error.code != 600:
                raise
            continue  # OBS removes a scene some time after it said so: it was just leaving
        scenes[name] = [(i["sourceName"], i["sceneItemEnabled"], i["sceneItemTransform"]["positionX"]) for i in items]
    inputs = {i["inputName"]: i["inputKind"] for i in client.call("GetInputList")["inputs"]}
    return {"scenes": scenes, "inputs": inputs}


def test_an_empty_obs_shows_the_picture_on_program_after_set_up_pixel_for_pixel(obs: RunningObs) -> None:
    client = obs.client()
    done = setup.set_up(client, obs.places, CANVAS)
    assert done.complete
    assert set(done.made) == {*setup.SCENES, setup.INPUT}
    assert done.notes == ()
    assert client.call("GetCurrentProgramScene")["currentProgramSceneName"] == LIVE
    with showing(obs.places.ring, picture()):
        wait_until("the program is the picture", lambda: same(client, LIVE))
        found = arrival.look(client, obs.places.ring, LIVE, setup.INPUT)
        assert (found.same, found.worst <= 1, found.state) == (True, True, "live")
        assert arrival.look(client, obs.places.ring, setup.INPUT, setup.INPUT).same
    client.close()


def same(client: ObsClient, scene: str) -> bool:
    return bool(np.abs(arrival.screenshot(client, scene).astype(int) - picture().pixels).max() <= 1)


def test_a_second_set_up_changes_nothing_and_removal_leaves_obs_as_it_was(obs: RunningObs) -> None:
    client = obs.client()
    before = everything(client)
    setup.set_up(client, obs.places, CANVAS)
    once = everything(client)
    again = setup.set_up(client, obs.places, CANVAS)
    assert again.made == ()
    assert everything(client) == once
    setup.remove(client)
    wait_until("OBS is as it was", lambda: everything(client) == before)
    client.close()


def test_what_is_not_ours_is_never_touched(obs: RunningObs) -> None:
    client = obs.client()
    client.call("CreateScene", {"sceneName": SLATE})
    settings = {"color": 0xFF0000FF, "width": 10, "height": 10}
    wish = {"sceneName": SLATE, "inputName": setup.INPUT, "inputKind": "color_source_v3", "inputSettings": settings}
    client.call("CreateInput", wish)
    client.call("SetCurrentProgramScene", {"sceneName": SLATE})
    theirs = everything(client)
    done = setup.set_up(client, obs.places, CANVAS)
    now = everything(client)
    assert {name: items for name, items in now["scenes"].items() if name in theirs["scenes"]} == theirs["scenes"]
    assert now["inputs"][setup.INPUT] == "color_source_v3"
    assert setup.scenes_of_ours(client)[SLATE] != SLATE
    assert any(SLATE in note for note in done.notes), "somebody's program is not switched away"
    setup.remove(client)
    wait_until("OBS is as it was", lambda: everything(client) == theirs)
    client.close()


def test_a_scene_of_ours_that_holds_the_users_source_stays_with_it(obs: RunningObs) -> None:
    client = obs.client()
    setup.set_up(client, obs.places, CANVAS)
    wish = {"sceneName": LIVE, "inputName": "theirs", "inputKind": "color_source_v3", "inputSettings": {}}
    client.call("CreateInput", wish)
    done = setup.remove(client)
    assert any(LIVE in note for note in done.notes)
    wait_until("only the user's source is left", lambda: everything(client)["inputs"] == {"theirs": "color_source_v3"})
    assert scene_names(client) == {"Scene", LIVE}
    client.close()


def test_a_set_up_that_the_user_has_changed_is_not_changed_back(obs: RunningObs) -> None:
    client = obs.client()
    setup.set_up(client, obs.places, CANVAS)
    item = client.call("GetSceneItemId", {"sceneName": LIVE, "sourceName": setup.INPUT})["sceneItemId"]
    client.call("RemoveSceneItem", {"sceneName": LIVE, "sceneItemId": item})
    wait_until("it is out", lambda: everything(client)["scenes"][LIVE] == [])
    setup.set_up(client, obs.places, CANVAS)
    assert everything(client)["scenes"][LIVE] == []
    client.close()


@pytest.mark.parametrize(("canvas", "word"), [((360, 640), "landscape"), ((1280, 720), "sharper"), (CANVAS, None)])
def test_the_canvas_is_compared_with_the_picture(obs: RunningObs, canvas: tuple[int, int], word: str | None) -> None:
    client = obs.client()
    notes = setup.canvas_notes(client, canvas)
    client.close()
    assert (word in notes[0]) if word else notes == ()


class Told:
    """`studio obs` with everything it says."""

    def __init__(self, obs: RunningObs | None, tmp_path: Path, places: setup.Places, folder: Path) -> None:
        self.places, self.folder = places, folder
        self.settings = tmp_path / "obs.json"
        self.lines: list[str] = []
        self.shows = 0

    def run(self, action: str) -> int:
        self.lines.clear()

        def lay() -> None:
            self.places.slate.parent.mkdir(parents=True, exist_ok=True)
            save_still(self.places.slate, Image(np.zeros((36, 64, 4), np.uint8), 0.0, Alpha.PREMULTIPLIED))

        def connect() -> bool:
            self.shows += 1
            return True

        return command.run(
            action, places=self.places, canvas=CANVAS, settings=self.settings, lay_slate=lay, connect_show=connect,
            folders=(self.folder,), say=self.lines.append,
        )  # fmt: skip

    @property
    def words(self) -> str:
        return "\n".join(self.lines)


def test_the_command_sets_up_tells_the_delay_and_removes(obs: RunningObs, tmp_path: Path) -> None:
    told = Told(obs, tmp_path, obs.places, obs.folder)
    with showing(obs.places.ring, picture()):
        assert told.run("setup") == 0, told.words
        assert "every pixel the same" in told.words
        assert read_settings(told.settings).follow
        assert told.shows == 1
        assert told.run("status") == 0, told.words
        assert LIVE in told.words
    assert told.run("status") == 1
    assert "no show is running" in told.words
    assert told.run("remove") == 0
    assert "Tools → Scripts" in told.words
    assert not read_settings(told.settings).follow
    assert obs.address.password not in told.words


def test_without_the_script_the_user_is_told_what_to_click(
    obs: RunningObs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(setup, "KIND", "a kind nobody has loaded")
    told = Told(obs, tmp_path, obs.places, obs.folder)
    client = obs.client()
    before = everything(client)
    assert told.run("setup") == 1
    assert "Tools → Scripts → +" in told.words
    assert str(obs.places.script) in told.words
    assert everything(client) == before
    client.close()


@pytest.fixture
def closed_obs(tmp_path: Path) -> Path:
    """The settings of an OBS that is not running, with a collection of the user's."""
    folder = tmp_path / "obs-studio"
    (folder / "basic/scenes").mkdir(parents=True)
    (folder / "user.ini").write_text("\ufeff[Basic]\nSceneCollectionFile=我的场景\n", encoding="utf-8")
    (folder / "global.ini").write_text(
        "[Basic]\nSceneCollectionFile=Old\n[OBSWebSocket]\nServerEnabled=true\nServerPort=1\nAuthRequired=false\n"
    )
    collection = {"name": "我的场景", "sources": [{"name": "theirs"}], "modules": {"scripts-tool": [{"path": "x.lua"}]}}
    (folder / "basic/scenes/我的场景.json").write_text(json.dumps(collection), encoding="utf-8")
    return folder


def test_the_script_is_registered_in_a_closed_obs_once_and_taken_out_again(closed_obs: Path, tmp_path: Path) -> None:
    file = collection_file(closed_obs)
    before = file.read_text(encoding="utf-8")
    script = tmp_path / "qionghua_source.lua"
    assert register_script(closed_obs, script)
    assert not register_script(closed_obs, script)
    after = json.loads(file.read_text(encoding="utf-8"))
    assert [entry["path"] for entry in after["modules"]["scripts-tool"]] == ["x.lua", str(script)]
    assert register_script(closed_obs, tmp_path / "moved" / script.name), "an older place of it gives way"
    assert len(json.loads(file.read_text(encoding="utf-8"))["modules"]["scripts-tool"]) == 2
    assert unregister_script(closed_obs, tmp_path / "moved" / script.name)
    assert json.loads(file.read_text(encoding="utf-8")) == json.loads(before)


def test_set_up_with_obs_closed_registers_and_asks_to_start_it(
    closed_obs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(command, "obs_runs", lambda: False)
    places = setup.Places(tmp_path / "r", tmp_path / "s.png", tmp_path / "qionghua_source.lua")
    told = Told(None, tmp_path, places, closed_obs)
    assert told.run("setup") == 1
    assert "start OBS" in told.words
    assert str(places.script) in collection_file(closed_obs).read_text(encoding="utf-8")


def test_the_collection_of_an_obs_that_only_hangs_is_left_alone(
    closed_obs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(command, "obs_runs", lambda: True)
    before = collection_file(closed_obs).read_bytes()
    places = setup.Places(tmp_path / "r", tmp_path / "s.png", tmp_path / "qionghua_source.lua")
    with pytest.raises(ObsNotThereError):
        Told(None, tmp_path, places, closed_obs).run("setup")
    assert collection_file(closed_obs).read_bytes() == before


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"sources": [], "modules": []}'])
def test_a_strange_collection_is_not_written_to(closed_obs: Path, text: str, tmp_path: Path) -> None:
    collection_file(closed_obs).write_text(text)
    with pytest.raises(RemoteError, match="not a scene collection"):
        register_script(closed_obs, tmp_path / "qionghua_source.lua")
    assert collection_file(closed_obs).read_text() == text


def test_another_computers_obs_is_remembered_only_if_it_answers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, obs: RunningObs
) -> None:
    settings = tmp_path / "obs.json"
    write_settings(settings, ObsSettings())
    said: list[str] = []

    def connect(password: str) -> None:
        monkeypatch.setattr("sys.stdin", _Line(password))
        command.run(
            "connect", places=obs.places, canvas=CANVAS, settings=settings, lay_slate=lambda: None,
            connect_show=lambda: False, host="127.0.0.1", port=obs.address.port, say=said.append,
        )  # fmt: skip

    with pytest.raises(RemoteError, match="password"):
        connect("wrong")
    assert read_settings(settings) == ObsSettings()
    connect(obs.address.password)
    assert read_settings(settings).password == obs.address.password
    assert obs.address.password not in "".join(said)


class _Line:
    """Standard input with one line."""

    def __init__(self, line: str) -> None:
        self.readline: Callable[[], str] = lambda: line + "\n"

    def isatty(self) -> bool:
        return False
