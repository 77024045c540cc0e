"""What every test may ask for."""

from __future__ import annotations

import os
from pathlib import Path

import hypothesis
import pytest

# No test is judged by the clock: the machine may be busy with others.
hypothesis.settings.register_profile("studio", deadline=None)
hypothesis.settings.load_profile("studio")

# Tests own no screen; Qt is told so before any plugin loads it.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

_APPLICATION = pytest.StashKey[object]()


def pytest_configure(config: pytest.Config) -> None:
    """Painters would make a QGuiApplication and windows need a QApplication; a process has only one of either.

    Made before tests are collected: some paint while they are.
    """
    from PySide6.QtWidgets import QApplication

    config.stash[_APPLICATION] = QApplication.instance() or QApplication(["tests"])


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real footage, models and references beside the project; without it, tests that need it skip."""
    folder = Path(os.environ.get("STUDIO_SHARED", Path(__file__).resolve().parents[2] / "shared"))
    if not folder.is_dir():
        pytest.skip(f"no shared test material at {folder.name}/ beside the project (or STUDIO_SHARED)")
    return folder


@pytest.fixture(autouse=True)
def _own_runtime(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test finds the show, the settings or the rings of the person who runs it."""
    monkeypatch.setenv("STUDIO_RUNTIME", str(tmp_path / "runtime"))
    monkeypatch.setenv("STUDIO_HOME", str(tmp_path / "home"))


@pytest.fixture(autouse=True)
def _own_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever opens a landmarker shuts its process off from the network; the next test gets it back."""
    for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        if name not in os.environ:
            monkeypatch.setenv(name, "")
            monkeypatch.delenv(name)
