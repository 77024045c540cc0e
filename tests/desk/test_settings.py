from __future__ import annotations

from pathlib import Path

import pytest

from studio.desk import settings
from studio.desk.settings import Settings


def test_what_was_kept_comes_back(tmp_path: Path) -> None:
    path = tmp_path / "new folder" / "desk.json"
    kept = Settings(
        "zh", "light", "AbC=", workspace="sell", layouts={"sell/tall": "dEf="}, operator="乙", welcomed=True,
        air_pid=4711, air_since_s=1_700_000_000.5,
    )  # fmt: skip
    settings.save(path, kept)
    assert settings.load(path) == kept


def test_without_a_file_the_desk_begins_anew(tmp_path: Path) -> None:
    assert settings.load(tmp_path / "none.json") == Settings()


@pytest.mark.parametrize("text", ["", "{", "[1]", "null", "\x00", "[" * 100_000], ids=lambda text: repr(text)[:8])
def test_a_broken_file_costs_the_memory_not_the_desk(tmp_path: Path, text: str) -> None:
    path = tmp_path / "desk.json"
    path.write_text(text)
    assert settings.load(path) == Settings()


def test_a_value_of_the_wrong_kind_is_left_out(tmp_path: Path) -> None:
    path = tmp_path / "desk.json"
    path.write_text(
        '{"language": 7, "look": "dark", "air_pid": true, "air_since_s": 12, "unknown": {},'
        ' "welcomed": 1, "layouts": {"sell/wide": 3}, "operator": ["乙"]}'
    )
    assert settings.load(path) == Settings(look="dark", air_since_s=12)


def test_a_folder_that_cannot_be_written_is_no_fault(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "file").write_text("")
    settings.save(tmp_path / "file" / "desk.json", Settings())
    assert "cannot be kept" in caplog.text
