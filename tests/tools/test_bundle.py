"""The frozen studio: all that the wheel has is in it; built (slow), it runs where there is no Python."""

from __future__ import annotations

import importlib.util
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tools.bundle import entry
from tools.bundle.files import DATA_PACKAGES, ROOT, data_files

_STARTED = re.compile(r"sys\.executable, \"-m\", \"?([\w.]+)")


def test_every_file_that_the_wheel_has_besides_code_is_collected() -> None:
    collected = {str(Path(folder) / Path(file).name) for file, folder in data_files()}
    wanted = {str(path.relative_to(ROOT)) for path in (ROOT / "studio").rglob("*") if _is_data(path)}
    for kind in ("avatars", "presets"):
        wanted |= {f"studio/_shelf/{path.relative_to(ROOT)}" for path in (ROOT / kind).rglob("*") if _is_data(path)}
    assert wanted - collected == set()
    for needed in (
        "studio/rendering/shaders", "studio/remote/page/index.html", "studio/remote/obs/qionghua_source.lua",
        "studio/desk/translations/desk_zh_CN.qm", "studio/desk/style.qss", "studio/library/takes/welcome.take",
        "studio/control/error_words.toml", "studio/_shelf/avatars/qiongjiu", "studio/_shelf/presets",
    ):  # fmt: skip
        assert any(name.startswith(needed) for name in collected), needed


_PROCESSES = re.compile(r'"(studio\.[a-z_.]+_process)"')


def _is_data(path: Path) -> bool:
    return path.is_file() and path.suffix not in (".py", ".pyc", ".ts") and "__pycache__" not in path.parts


def test_models_and_font_are_where_the_recipe_looks() -> None:
    for package in DATA_PACKAGES:
        assert importlib.util.find_spec(package) is not None


def test_processes_are_started_by_modules_that_the_frozen_program_knows() -> None:
    """All in the one way that the frozen program answers: `sys.executable -m studio.…`."""
    sources = [path.read_text(encoding="utf-8") for path in (ROOT / "studio").rglob("*.py")]
    started = {name for text in sources for name in _STARTED.findall(text)}
    uses = sum(text.count("sys.executable, ") for text in sources)
    assert uses == sum(len(_STARTED.findall(text)) for text in sources) >= 6
    named = started - {"_MODULE", "module"} | {name for text in sources for name in _PROCESSES.findall(text)}
    assert len(named) >= 6
    for name in named:
        assert importlib.util.find_spec(name) is not None, name


def test_the_frozen_program_answers_as_python_would(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["studio", "-m", "studio", "--version"])
    with pytest.raises(SystemExit) as ended:
        entry.main()
    assert ended.value.code == 0
    assert "Qionghua Studio" in capsys.readouterr().out
    monkeypatch.setattr(sys, "argv", ["studio", "-m", "http.server"])
    assert entry.main() == 2


@pytest.mark.slow
@pytest.mark.timeout(3600)
def test_the_built_folder_runs_without_any_python(tmp_path: Path) -> None:
    if importlib.util.find_spec("PyInstaller") is None:
        pytest.skip("PyInstaller is not installed (extra: build)")
    subprocess.run([sys.executable, "-m", "tools.bundle", str(tmp_path / "dist")], cwd=ROOT, check=True)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    prove(tmp_path / "dist" / "qionghua-studio" / "studio", elsewhere)


def prove(program: Path, elsewhere: Path) -> None:
    """The program finds all it needs from an empty folder and an environment without Python; its processes start."""
    environment = {
        "PATH": "/usr/bin:/bin", "HOME": str(elsewhere), "LANG": "C.UTF-8",
        "STUDIO_HOME": str(elsewhere / "home"), "STUDIO_RUNTIME": str(elsewhere / "runtime"),
    }  # fmt: skip

    def run(*arguments: str) -> str:
        done = subprocess.run(
            [str(program), *arguments], cwd=elsewhere, env=environment, capture_output=True, text=True, timeout=300,
            check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    found = {check["name"]: check for check in json.loads(run("doctor", "--json"))["checks"]}
    assert [name for name, check in found.items() if check["status"] == "fail"] == []
    assert "qiongjiu" in run("avatar", "list")
    assert "set:wutingchunshui/day" in run("set", "list")
    clip = ROOT.parent / "shared" / "footage"
    videos = sorted(clip.rglob("*.mp4"))[:1]
    source = ["--camera", str(videos[0])] if videos else []  # a video starts the tracker, a take needs none
    out = elsewhere / "x.mp4"
    told = run("live", "--headless", *source, "--seconds", "8", "--out", str(out), "--json")
    figures = json.loads(told[told.index("{") :])  # after the panel's address
    assert figures["frames"] > 0
    if videos:
        assert figures["tracker_fps"] > 0
    assert out.stat().st_size > 10_000
