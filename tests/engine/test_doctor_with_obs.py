"""The doctor before a real OBS Studio (the shared material has one that needs no screen)."""

from __future__ import annotations

import importlib.util
import shutil
from pathlib import Path

import pytest

from studio.engine import doctor_checks
from studio.engine.doctor import Status

pytestmark = [
    pytest.mark.slow,
    # The shared tool leaves files to the garbage collector.
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning", "ignore::ResourceWarning"),
    pytest.mark.skipif(shutil.which("obs") is None, reason="OBS Studio is not installed on this machine"),
]


def test_a_running_obs_is_recognised_and_one_that_ended_is_missed(
    shared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    spec = importlib.util.spec_from_file_location("obs_server", shared / "obs/obs_server.py")
    assert spec is not None
    assert spec.loader is not None
    obs_server = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(obs_server)
    monkeypatch.setattr(doctor_checks, "OLD_OBS_PORT", 1)
    with obs_server.ObsServer() as obs:
        monkeypatch.setattr(doctor_checks, "OBS_PORT", obs.port)
        running = doctor_checks.check_obs()
        obs.kill()
        ended = doctor_checks.check_obs()
    assert running.status is Status.PASS
    assert "obs-websocket 5." in running.found.en
    assert ended.status is Status.WARN
    assert "not running" in ended.found.en
