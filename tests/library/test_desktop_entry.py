"""The menu's entry: valid, quoted as the specification wants it, and gone without a trace."""

from __future__ import annotations

import configparser
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from studio.core.errors import LibraryError
from studio.library import desktop_entry

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="desktop entries are of Linux desktops")


def read(text: str) -> dict[str, str]:
    parser = configparser.RawConfigParser(delimiters=("=",), strict=True)
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read_string(text)
    assert parser.sections() == ["Desktop Entry"]
    return dict(parser["Desktop Entry"])


def test_an_installed_entry_starts_this_studio_and_is_removed_whole(tmp_path: Path) -> None:
    environment = {"XDG_DATA_HOME": str(tmp_path)}
    entry, icon = desktop_entry.install(environment)
    values = read(entry.read_text(encoding="utf-8"))
    assert values["Type"] == "Application"
    assert values["Name[zh_CN]"] == "琼花演播室"
    assert shlex.split(values["Exec"]) == list(desktop_entry.start_command())
    assert values["Icon"] == icon.stem == desktop_entry.NAME
    assert ElementTree.parse(icon).getroot().tag.endswith("svg")
    assert desktop_entry.install(environment) == (entry, icon)  # again is no error
    assert desktop_entry.remove(environment) == (entry, icon)
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
    assert desktop_entry.remove(environment) == ()


def test_desktops_find_the_entry_valid(tmp_path: Path) -> None:
    validator = shutil.which("desktop-file-validate")
    if validator is None:
        pytest.skip("desktop-file-validate is not installed")
    entry, _ = desktop_entry.install({"XDG_DATA_HOME": str(tmp_path)})
    done = subprocess.run([validator, str(entry)], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "")


@pytest.mark.parametrize("folder", ["/opt/琼花 studio", '/opt/a"b', "/opt/$HOME`x`", "/opt/back\\slash", "/opt/100%"])
def test_strange_folders_stay_one_word(folder: str) -> None:
    values = read(desktop_entry.entry_text((f"{folder}/studio", "-m", "studio")))
    text = re.sub(r"\\\\", r"\\", values["Exec"]).replace("%%", "%")  # the escapes of a string come first
    shown = subprocess.run(["sh", "-c", f"printf '%s\\n' {text}"], capture_output=True, text=True, check=True).stdout
    assert shown.splitlines() == [f"{folder}/studio", "-m", "studio"]


def test_elsewhere_than_on_linux_it_is_refused_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    with pytest.raises(LibraryError) as caught:
        desktop_entry.install({})
    assert caught.value.remedy


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "applications").write_text("a file where a folder should be")
    with pytest.raises(LibraryError) as caught:
        desktop_entry.install({"XDG_DATA_HOME": str(tmp_path)})
    assert "applications" in caught.value.where
