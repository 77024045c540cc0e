from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from studio.control import place
from studio.control.place import Place
from studio.core.errors import RemoteError
from tests.support.waiting import wait_until


def _here(pid: int) -> Place:
    return Place(pid, "http://127.0.0.1:8470", "secret", "program.ring", "performer.ring")


def test_a_running_show_is_found() -> None:
    place.write(_here(os.getpid()))
    assert place.find() == _here(os.getpid())


def test_without_a_show_nothing_is_found() -> None:
    assert place.find() is None


def test_a_show_that_died_is_not_found() -> None:
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    place.write(_here(ended.pid))
    assert place.find() is None


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps no dead processes")
def test_a_show_that_died_and_that_nobody_waited_for_is_not_found() -> None:
    process = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    try:
        place.write(_here(process.pid))
        assert place.find() is not None
        process.kill()
        wait_until("the dead show is not found any more", lambda: place.find() is None)
    finally:
        process.kill()
        process.communicate()


def test_a_dead_shows_number_that_went_to_another_process_is_no_show() -> None:
    place.write(_here(os.getpid()))
    path = place.runtime_folder() / "show.json"
    told = json.loads(path.read_text())
    path.write_text(json.dumps({**told, "born": "1"}))
    assert place.find() is None


def test_a_show_forgets_its_own_place_only() -> None:
    place.write(_here(os.getpid()))
    place.forget(os.getpid() + 1)
    assert place.find() is not None
    place.forget(os.getpid())
    assert place.find() is None
    place.forget(os.getpid())


@pytest.mark.skipif(os.name == "nt", reason="Windows has no mode bits")
def test_only_the_user_can_read_the_token() -> None:
    place.write(_here(os.getpid()))
    folder = place.runtime_folder()
    assert folder.stat().st_mode & 0o077 == 0
    assert (folder / "show.json").stat().st_mode & 0o077 == 0


@pytest.mark.skipif(os.name == "nt", reason="Windows has no user numbers")
def test_a_folder_laid_out_by_another_user_is_not_trusted(monkeypatch: pytest.MonkeyPatch) -> None:
    place.runtime_folder()
    own = os.getuid()
    monkeypatch.setattr(os, "getuid", lambda: own + 1)
    with pytest.raises(RemoteError, match="another user") as refusal:
        place.find()
    assert "STUDIO_RUNTIME" in refusal.value.remedy


@pytest.mark.skipif(os.name == "nt", reason="Windows has no mode bits")
def test_a_folder_that_everybody_may_write_in_is_not_trusted() -> None:
    place.runtime_folder().chmod(0o777)
    with pytest.raises(RemoteError, match="by everybody") as refusal:
        place.find()
    assert "STUDIO_RUNTIME" in refusal.value.remedy


def test_a_folder_that_cannot_be_made_is_told_with_its_remedy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("STUDIO_RUNTIME", str(tmp_path / "file" / "runtime"))
    with pytest.raises(RemoteError, match="cannot be made") as refusal:
        place.runtime_folder()
    assert "STUDIO_RUNTIME" in refusal.value.remedy


_OTHERWISE = '"url": "u", "token": "t", "program": "p", "performer": "q", "born": "1"'


@pytest.mark.parametrize(
    "content",
    [
        "", "{", "[]", "null", '{"pid": 1}', '{"unknown": 1}', "[" * 100_000,
        f'{{"pid": "1", {_OTHERWISE}}}', f'{{"pid": 0, {_OTHERWISE}}}', f'{{"pid": -1, {_OTHERWISE}}}',
        f'{{"pid": 99999999999999999999, {_OTHERWISE}}}', f'{{"pid": true, {_OTHERWISE}}}',
    ],
)  # fmt: skip
def test_a_damaged_file_is_as_good_as_none(content: str) -> None:
    (place.runtime_folder() / "show.json").write_text(content)
    assert place.find() is None
