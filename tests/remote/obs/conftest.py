"""A real OBS Studio, headless, in a network of its own (the shared material brings the tool)."""

from __future__ import annotations

import contextlib
import importlib.util
import warnings
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from studio.remote.obs.client import ObsRequestError, WebSocketClient
from studio.remote.obs.settings import ObsAddress
from studio.remote.obs.setup import Places, lay_script
from tests.support.waiting import wait_until

WIDTH, HEIGHT = 640, 360


class RunningObs:
    """The shared tool's server; it leaves its files to the garbage collector, which would be an error here."""

    def __init__(self, server: Any, places: Places) -> None:
        self.server = server
        self.places = places

    @property
    def address(self) -> ObsAddress:
        return ObsAddress(port=self.server.port, password=self.server.password)

    @property
    def folder(self) -> Path:
        return Path(self.server.config_dir)

    @property
    def alive(self) -> bool:
        with _quiet():
            return bool(self.server.alive)

    def client(self) -> WebSocketClient:
        return WebSocketClient(self.address)

    def kill(self) -> None:
        with _quiet():
            self.server.kill()

    def again(self) -> None:
        """Starts a killed OBS at the same port with what it had saved."""
        with _quiet():
            self.server.start(keep=True)

    def freeze(self) -> None:
        with _quiet():
            self.server.freeze()

    def thaw(self) -> None:
        with _quiet():
            self.server.thaw()


@contextlib.contextmanager
def _quiet() -> Iterator[None]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        yield


def obs_server(shared: Path) -> Any:
    """The tool's class; skips where OBS cannot run."""
    spec = importlib.util.spec_from_file_location("obs_server", shared / "obs/obs_server.py")
    if spec is None or spec.loader is None:
        pytest.skip("the shared material has no OBS tool")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    if not module.ObsServer.available():
        pytest.skip("OBS Studio or its tools are not installed on this machine (shared/obs/install.sh)")
    return module.ObsServer


@pytest.fixture(scope="package")
def _obs(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningObs]:
    kind = obs_server(shared)
    folder = tmp_path_factory.mktemp("obs")
    places = Places(folder / "program.ring", folder / "slate.png", folder / "laid" / "qionghua_source.lua")
    lay_script(places)
    with _quiet():
        server = kind(lua=[places.script], width=WIDTH, height=HEIGHT)
        try:
            server.start()
        except RuntimeError as error:
            pytest.skip(f"OBS does not start here: {str(error)[-300:]}")
    yield RunningObs(server, places)
    with _quiet():
        server.stop()


@pytest.fixture
def obs(_obs: RunningObs) -> Iterator[RunningObs]:
    """One OBS for all tests, left by each as it was found: one empty scene."""
    if not _obs.alive:
        _obs.again()
    client = _obs.client()
    _clear(client)
    yield _obs
    if not _obs.alive:
        print(f"OBS has ended ({_obs.server.exit_code}); its last words:\n{_obs.server.log[-1500:]}")
        _obs.again()
    client.close()


def _is_free(client: WebSocketClient, name: str) -> bool:
    """A transition keeps a removed scene, and its name, for a while."""
    try:
        client.call("GetSourceActive", {"sourceName": name})
    except ObsRequestError:
        return True
    return False


def _remove(client: WebSocketClient, request: str, key: str, name: str) -> None:
    """What the last test had removed may still be listed while it leaves."""
    try:
        client.call(request, {key: name})
    except ObsRequestError as error:
        if error.code != 600:
            raise


def _clear(client: WebSocketClient) -> None:
    client.call("SetStudioModeEnabled", {"studioModeEnabled": False})
    client.call("SetCurrentSceneTransition", {"transitionName": "Cut"})
    names = [str(scene["sceneName"]) for scene in client.call("GetSceneList")["scenes"]]
    if "Scene" not in names:
        client.call("CreateScene", {"sceneName": "Scene"})
    client.call("SetCurrentProgramScene", {"sceneName": "Scene"})
    inputs = [str(item["inputName"]) for item in client.call("GetInputList")["inputs"]]
    scenes = [name for name in names if name != "Scene"]
    for name in inputs:
        _remove(client, "RemoveInput", "inputName", name)
    for name in scenes:
        _remove(client, "RemoveScene", "sceneName", name)
    for name in (*scenes, *inputs):
        wait_until(f"the name “{name}” is free", partial(_is_free, client, name))
    realm = {"realm": "OBS_WEBSOCKET_DATA_REALM_GLOBAL", "slotName": "qionghua", "slotValue": ""}
    client.call("SetPersistentData", realm)
