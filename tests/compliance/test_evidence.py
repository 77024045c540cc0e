"""The log against what happens to logs: crashes, full disks, and people with an editor."""

from __future__ import annotations

import json
import os
import signal
import stat
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.compliance import evidence
from studio.compliance.evidence import Clock, EvidenceError, EvidenceLog, verify

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


def at(seconds: float) -> Clock:
    return Clock(NOON + timedelta(seconds=seconds), 1000.0 + seconds)


def write(path: Path, *events: str) -> str:
    log = EvidenceLog(path, at(0))
    head = [log.append(event, {"写": event}, at(number)) for number, event in enumerate(events)]
    log.close()
    return head[-1]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "logs" / f"2026-11-23 12-00-00 1{evidence.SUFFIX}"


def test_a_log_is_whole_and_for_its_owner_only(path: Path) -> None:
    head = write(path, "ShowStarted", "WentLive", "WentToRehearsal")
    verdict = verify(path)
    assert verdict.sound
    assert (verdict.records, verdict.head, verdict.torn_bytes) == (3, head, 0)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [record["event"] for record in evidence.read(path)] == ["ShowStarted", "WentLive", "WentToRehearsal"]


def test_the_next_show_goes_on_where_the_chain_ended(path: Path) -> None:
    write(path, "A", "B")
    write(path, "C")
    assert verify(path).records == 3
    assert verify(path).sound


@given(line=st.integers(0, 4), place=st.floats(0, 0.999), byte=st.integers(0, 255))
def test_any_changed_byte_is_found(
    tmp_path_factory: pytest.TempPathFactory, line: int, place: float, byte: int
) -> None:
    path = tmp_path_factory.mktemp("log") / f"x{evidence.SUFFIX}"
    head = write(path, "A", "B", "C", "D", "E")
    lines = path.read_bytes().splitlines(keepends=True)
    changed = bytearray(lines[line])
    where = int(place * len(changed))
    if changed[where] == byte:
        return
    changed[where] = byte
    path.write_bytes(b"".join([*lines[:line], bytes(changed), *lines[line + 1 :]]))
    verdict = verify(path)
    assert not verdict.sound or verdict.torn_bytes or verdict.head != head


@pytest.mark.parametrize("line", [0, 1, 3])
def test_a_removed_line_is_found(path: Path, line: int) -> None:
    write(path, "A", "B", "C", "D", "E")
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join(lines[:line] + lines[line + 1 :]))
    verdict = verify(path)
    assert not verdict.sound
    assert verdict.line == line + 1


def test_lines_in_another_order_are_found(path: Path) -> None:
    write(path, "A", "B", "C")
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(lines[0] + lines[2] + lines[1])
    assert verify(path).line == 2


def test_a_cut_off_end_is_found_by_whoever_kept_the_head(path: Path) -> None:
    head = write(path, "A", "B", "C")
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join(lines[:2]))
    assert verify(path).sound
    assert verify(path).head != head


@pytest.mark.parametrize("cut", [1, 2, 30, 100])
def test_a_torn_last_line_is_told_then_sealed_and_the_chain_goes_on(path: Path, cut: int) -> None:
    write(path, "A", "B", "C")
    whole = path.read_bytes()
    path.write_bytes(whole[:-cut])
    torn = verify(path)
    assert torn.sound
    assert torn.records == 2
    assert torn.torn_bytes > 0
    write(path, "D")
    healed = verify(path)
    assert healed.sound
    assert healed.torn_bytes == 0
    events = [record["event"] for record in evidence.read(path)]
    # Where only the line's end was missing nothing is lost, so there is nothing to seal.
    assert events == (["A", "B", "C", "D"] if cut == 1 else ["A", "B", "TornLineSealed", "D"])


def test_a_crash_while_sealing_is_sealed_too(path: Path) -> None:
    write(path, "A", "B")
    path.write_bytes(path.read_bytes()[:-20] + b"\n" + b'{"prev":"12')
    write(path, "C")
    assert verify(path).sound
    assert verify(path).sealed == 1


def test_a_sealed_piece_cannot_be_changed_either(path: Path) -> None:
    write(path, "A", "B")
    path.write_bytes(path.read_bytes()[:-20])
    write(path, "C")
    lines = path.read_bytes().splitlines(keepends=True)
    lines[1] = b"x" + lines[1][1:]
    path.write_bytes(b"".join(lines))
    assert not verify(path).sound


def test_a_broken_chain_is_not_written_on(path: Path) -> None:
    write(path, "A", "B", "C")
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(lines[0] + lines[2])
    with pytest.raises(EvidenceError, match="broken"):
        EvidenceLog(path, at(0))


def test_kill_9_leaves_a_chain_that_holds(path: Path) -> None:
    code = (
        "import sys\nfrom datetime import datetime\nfrom pathlib import Path\n"
        "from studio.compliance.evidence import *\n"
        f"clock = Clock(now_wall(), 1.0)\nlog = EvidenceLog(Path({str(path)!r}), clock)\n"
        "while True:\n    log.append('Beat', {'text': '琼' * 500}, clock)\n    print(1, flush=True)\n"
    )
    for round_ in range(2):
        process = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE)
        assert process.stdout is not None
        for _ in range(20):
            process.stdout.readline()
        process.send_signal(signal.SIGKILL)
        process.wait()
        process.stdout.close()
        assert verify(path).sound
        assert verify(path).records >= 20 * (round_ + 1)


@pytest.mark.skipif(sys.platform == "win32", reason="file size limits are of Unix")
def test_a_full_disk_costs_records_but_not_the_chain_and_the_gap_is_told(path: Path) -> None:
    code = (
        "import resource, signal\nfrom pathlib import Path\nfrom studio.compliance.evidence import *\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\nclock = Clock(now_wall(), 1.0)\n"
        f"log = EvidenceLog(Path({str(path)!r}), clock)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (5000, resource.RLIM_INFINITY))\nlost = 0\n"
        "for n in range(50):\n"
        "    try:\n        log.append('Beat', {'i': n}, clock)\n"
        "    except EvidenceError as error:\n        lost += 1\n        assert 'full' in error.what\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))\n"
        "log.append('After', {}, clock)\nprint(lost)\n"
    )
    lost = int(subprocess.check_output([sys.executable, "-c", code], text=True))
    assert 0 < lost < 50
    assert verify(path).sound
    assert verify(path).torn_bytes == 0
    records = evidence.read(path)
    assert records[-2]["event"] == "RecordsLost"
    assert records[-2]["count"] == lost
    assert records[-1]["event"] == "After"


def test_facts_cannot_pose_as_the_chain(path: Path) -> None:
    log = EvidenceLog(path, at(0))
    log.append("A", {"prev": "0", "n": 9, "event": "B", "at": "never"}, at(1))
    log.close()
    assert verify(path).sound
    assert evidence.read(path)[0]["event"] == "A"


def test_the_label_s_uptime_counts_only_what_was_proved(path: Path) -> None:
    log = EvidenceLog(path, at(0))
    log.append("WentLive", {"label_ok": True}, at(0))
    for second in range(1, 11):
        log.append("LabelSeen", {}, at(second))
    log.append("LabelLost", {}, at(11))
    log.append("LabelSeen", {}, at(14))
    log.append("WentToRehearsal", {}, at(15))
    log.append("LabelSeen", {}, at(30))
    log.append("WentLive", {"label_ok": True}, at(40))
    log.append("ShowStopped", {}, at(60))
    log.close()
    told = evidence.story(evidence.read(path))
    assert [(one.seconds, one.labelled_s) for one in told.air] == [(15.0, 12.0), (20.0, evidence.BEAT_S)]
    assert told.label_uptime == pytest.approx(13.6 / 35)
    assert not any("LabelSeen" in line for line in told.timeline)


def test_the_daily_root_changes_with_every_log_of_the_day(path: Path) -> None:
    write(path, "A")
    before = evidence.daily_roots(path.parent)
    write(path, "B")
    after = evidence.daily_roots(path.parent)
    assert before.keys() == after.keys() == {"2026-11-23"}
    assert before != after


def test_a_bundle_holds_logs_report_and_hashes(path: Path) -> None:
    write(path, "WentLive", "WentToRehearsal")
    files = evidence.bundle(path.parent).files
    assert files[f"logs/{path.name}"] == path.read_bytes()
    assert "标识" in files["report.md"].decode()
    assert path.name in files["SHA256SUMS"].decode()


def test_records_are_json_that_anybody_reads(path: Path) -> None:
    write(path, "ShowStarted")
    record = json.loads(path.read_text(encoding="utf-8"))
    assert record["at"] == "2026-11-23T12:00:00.000+00:00"
    assert record["clock_s"] == 1000.0
    assert evidence.keep_until(at(0)) >= "2029-11-23"
    assert os.path.getsize(path) < 400
