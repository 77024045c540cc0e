"""The evidence log: what was on air, when, with which label; JSON lines, each sealed by the hash of the one before.

A record is one line, `{"prev": sha256 of the line before, "n": …, "at": wall clock, "clock_s": monotonic, "event": …}`.
Changing, removing or inserting a line breaks the chain behind it. The last lines can be cut off without a trace in the
file itself: that is what the daily root is for, which can be written down elsewhere.

A line is written by one call. What a crash or a full disk leaves of one is cut off at once if possible; if the process
died first, the next one seals the piece: it stays, ends its line, and the following record names its hash.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import IO, Any, Final

from studio.compliance.product_times import product_times, report_lines
from studio.core.errors import StudioError

SUFFIX: Final = ".evidence.jsonl"
KEEP_YEARS: Final = 3
"""直播电商监督管理办法, arts. 27, 28, 31: at least three years from the end of the broadcast."""
_START: Final = "0" * 64
_MAX_LINE: Final = 256 * 1024
_MAX_FILE: Final = 512 * 1024 * 1024

Record = dict[str, Any]


class EvidenceError(StudioError):
    """The log cannot be written or read."""


@dataclass(frozen=True, slots=True)
class Clock:
    """A moment on both clocks; the wall's can be set back, the other cannot."""

    wall: datetime
    """With its zone."""
    monotonic_s: float


@dataclass(frozen=True, slots=True)
class Verdict:
    """What `verify` found in one file."""

    path: Path
    records: int
    head: str
    """Hash of the last sound line: whoever keeps it can prove later that nothing was cut off."""
    problem: str = ""
    """Empty if the chain holds from the first to the last line."""
    line: int = 0
    """Where it breaks, from 1."""
    torn_bytes: int = 0
    """Of an unfinished last line: the process was killed while writing; everything before it holds."""
    sealed: int = 0
    """Unfinished lines of earlier crashes that a later record names."""

    @property
    def sound(self) -> bool:
        return not self.problem


class EvidenceLog:
    """One file, one writer. Made, used and closed by one thread."""

    def __init__(self, path: Path, clock: Clock) -> None:
        """Opens or begins the file, 0600. Raises EvidenceError for one whose chain does not hold."""
        self.path = path
        self.lost = 0
        """Records that found no room and are missing; the next one that is written says so."""
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
        except OSError as error:
            raise _error(error, path) from error
        try:
            self._resume(clock)
        except EvidenceError:
            self.close()
            raise

    def append(self, event: str, facts: Mapping[str, Any], clock: Clock) -> str:
        """Writes one record to the disk and returns its hash. Raises EvidenceError; the chain is then as it was."""
        if self.lost:
            lost, self.lost = self.lost, 0
            try:
                self._write("RecordsLost", {"count": lost}, clock)
            except EvidenceError:
                self.lost = lost + 1
                raise
        try:
            return self._write(event, facts, clock)
        except EvidenceError:
            self.lost += 1
            raise

    def close(self) -> None:
        """Twice is no error."""
        if self._file >= 0:
            os.close(self._file)
            self._file = -1

    def _resume(self, clock: Clock) -> None:
        verdict = verify(self.path)
        if not verdict.sound:
            raise EvidenceError(
                f"the chain is broken: {verdict.problem}",
                where=f"{self.path}:{verdict.line}",
                remedy="keep the file as it is; the show begins another",
            )
        self._head, self._n = verdict.head, verdict.records
        if verdict.torn_bytes and not _tail(self.path, 1).endswith(b"\n"):
            self._put(b"\n")
            verdict = verify(self.path)  # only its end may have been missing: then it is whole now
            self._head, self._n = verdict.head, verdict.records
        if verdict.torn_bytes:
            torn = _tail(self.path, verdict.torn_bytes)
            self._write("TornLineSealed", {"bytes": len(torn), "sha256": _torn_hash(torn)}, clock)

    def _write(self, event: str, facts: Mapping[str, Any], clock: Clock) -> str:
        record: Record = {
            "prev": self._head,
            "n": self._n,
            "at": clock.wall.isoformat(timespec="milliseconds"),
            "clock_s": round(clock.monotonic_s, 3),
            "event": event,
            **{key: value for key, value in facts.items() if key not in _OWN},
        }
        line = json.dumps(record, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()
        if len(line) >= _MAX_LINE:
            raise EvidenceError("a record is too long", where=event)
        self._put(line + b"\n")
        self._head, self._n = hashlib.sha256(line).hexdigest(), self._n + 1
        return self._head

    def _put(self, data: bytes) -> None:
        """All of it or nothing."""
        before = os.fstat(self._file).st_size
        try:
            if os.write(self._file, data) != len(data):
                raise OSError(28, "no room for a whole record")
            os.fsync(self._file)
        except OSError as error:
            with contextlib.suppress(OSError):
                os.ftruncate(self._file, before)
            raise _error(error, self.path) from error


_OWN = frozenset({"prev", "n", "at", "clock_s", "event"})


def verify(path: Path) -> Verdict:
    """Follows the chain from the first line to the last. Raises EvidenceError if the file cannot be read."""
    walk = _Walk()
    with _opened(path) as file:
        for number, line in enumerate(_lines(file), 1):
            if not line.endswith(b"\n"):
                torn = walk.torn + line
                return Verdict(path, walk.records, walk.head, torn_bytes=len(torn), sealed=walk.sealed)
            if problem := walk.step(line[:-1]):
                return Verdict(path, walk.records, walk.head, problem, number, sealed=walk.sealed)
    # Torn lines may have been ended without being named yet: the process died again in between.
    return Verdict(path, walk.records, walk.head, torn_bytes=len(walk.torn), sealed=walk.sealed)


@dataclass(slots=True)
class _Walk:
    head: str = _START
    records: int = 0
    sealed: int = 0
    torn: bytes = b""
    """Lines that are no records, with their ends: the next record must name them."""

    def step(self, line: bytes) -> str:
        """What is wrong with the line, empty if nothing."""
        record = _record(line)
        if record is None:
            self.torn += line + b"\n"
            return ""
        if record.get("prev") != self.head:
            return "it does not follow from the line before: something was changed, removed or put in"
        if self.torn:
            if record.get("event") != "TornLineSealed" or record.get("sha256") != _torn_hash(self.torn):
                return "it follows a broken line and does not seal it"
            self.torn, self.sealed = b"", self.sealed + 1
        if record.get("n") != self.records:
            return f"record {record.get('n')} where {self.records} was due"
        self.head, self.records = hashlib.sha256(line).hexdigest(), self.records + 1
        return ""


def _torn_hash(torn: bytes) -> str:
    """Of unfinished lines, whether the last one has been ended since or not."""
    return hashlib.sha256(torn.removesuffix(b"\n")).hexdigest()


def read(path: Path) -> list[Record]:
    """All records, without torn lines. Raises EvidenceError."""
    with _opened(path) as file:
        return [record for line in _lines(file) if line.endswith(b"\n") and (record := _record(line[:-1])) is not None]


def logs(folder: Path) -> list[Path]:
    """All log files of the folder, oldest first."""
    return sorted(folder.glob(f"*{SUFFIX}"))


def new_log(folder: Path, clock: Clock, process: int) -> Path:
    """A name for a show's log; it sorts by time, and two shows at once do not share one."""
    return folder / f"{clock.wall:%Y-%m-%d %H-%M-%S} {process}{SUFFIX}"


def daily_roots(folder: Path) -> dict[str, str]:
    """Day → one hash over the heads of all its logs. Written down elsewhere, it proves that nothing was cut off."""
    days: dict[str, list[str]] = {}
    for path in logs(folder):
        days.setdefault(path.name[:10], []).append(f"{path.name} {verify(path).head}\n")
    return {day: hashlib.sha256("".join(lines).encode()).hexdigest() for day, lines in days.items()}


def keep_until(clock: Clock) -> str:
    """The day before which the log must not be deleted."""
    return f"{clock.wall + timedelta(days=365 * KEEP_YEARS + 2):%Y-%m-%d}"


def now_wall() -> datetime:
    """The wall clock with its zone."""
    return datetime.now().astimezone()


def _record(line: bytes) -> Record | None:
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) else None


@contextlib.contextmanager
def _opened(path: Path) -> Iterator[IO[bytes]]:
    try:
        if path.stat().st_size > _MAX_FILE:
            raise EvidenceError("far too long for an evidence log", where=str(path))
        with path.open("rb") as file:
            yield file
    except OSError as error:
        raise _error(error, path) from error


def _lines(file: IO[bytes]) -> Iterator[bytes]:
    while line := file.readline(_MAX_LINE + 2):
        yield line


def _tail(path: Path, count: int) -> bytes:
    with _opened(path) as file:
        file.seek(-count, os.SEEK_END)
        return file.read()


def _error(error: OSError, path: Path) -> EvidenceError:
    full = error.errno in (27, 28, 122)  # EFBIG, ENOSPC, EDQUOT
    what = "the disk is full: the evidence log has gaps" if full else f"the evidence log fails: {error.strerror}"
    return EvidenceError(what, where=str(path), remedy="free some space" if full else "check the folder and the disk")


@dataclass(frozen=True, slots=True)
class AirTime:
    """One broadcast within a log."""

    began: str
    ended: str
    seconds: float
    labelled_s: float
    """How long of it the label was proved to be in the picture."""


@dataclass(frozen=True, slots=True)
class Story:
    """A log in figures."""

    began: str
    ended: str
    air: tuple[AirTime, ...]
    timeline: tuple[str, ...]
    """One line for each fact, heartbeats left out."""

    @property
    def label_uptime(self) -> float:
        """Share of the time on air, 0–1; 1 if nothing was on air."""
        on_air = sum(one.seconds for one in self.air)
        return sum(one.labelled_s for one in self.air) / on_air if on_air > 0 else 1.0


BEAT_S: Final = 1.6
"""A heartbeat proves the label until the next one, for no longer than this."""


@dataclass(slots=True)
class _Air:
    began: str
    began_s: float
    until_s: float
    """Up to here the label is accounted for."""
    seen: bool
    labelled_s: float = 0.0

    def advance(self, now_s: float) -> None:
        if self.seen:
            self.labelled_s += min(max(now_s - self.until_s, 0.0), BEAT_S)
        self.until_s = now_s


def story(records: list[Record]) -> Story:
    """Who was on air when, and how long with a proven label."""
    air: list[AirTime] = []
    open_: _Air | None = None
    timeline: list[str] = []
    seen = False
    last_at, last_s = "", 0.0
    for record in records:
        event, at, now_s = str(record.get("event")), str(record.get("at")), float(record.get("clock_s") or 0.0)
        if event == "LabelSeen":
            seen = True
        elif event == "LabelLost":
            seen = False
        if open_ is not None and event in ("LabelSeen", "LabelLost", "WentToRehearsal", "ShowStopped"):
            open_.advance(now_s)
            open_.seen = seen
        if event == "WentLive" and open_ is None:
            seen = seen or bool(record.get("label_ok"))
            open_ = _Air(at, now_s, now_s, seen)
        elif event in ("WentToRehearsal", "ShowStopped") and open_ is not None:
            air.append(_air_time(open_, at, now_s))
            open_ = None
        if event != "LabelSeen":
            facts = {key: value for key, value in record.items() if key not in _OWN}
            timeline.append(f"{at}  {event}  {json.dumps(facts, ensure_ascii=False) if facts else ''}".rstrip())
        last_at, last_s = at, now_s
    if open_ is not None:  # the log ends on air: the show was killed
        open_.advance(last_s)
        air.append(_air_time(open_, f"{last_at} (the log ends here)", last_s))
    first = str(records[0].get("at")) if records else ""
    return Story(first, last_at, tuple(air), tuple(timeline))


def _air_time(open_: _Air, ended: str, now_s: float) -> AirTime:
    seconds = now_s - open_.began_s
    return AirTime(open_.began, ended, round(seconds, 1), round(min(open_.labelled_s, seconds), 1))


@dataclass(slots=True)
class Bundle:
    """What goes into an export: names → bytes."""

    files: dict[str, bytes] = field(default_factory=dict)


def bundle(folder: Path) -> Bundle:
    """All logs, a readable report and a list of hashes. Raises EvidenceError."""
    made = Bundle()
    lines = ["# 直播留痕报告 · Evidence report", ""]
    for day, root in daily_roots(folder).items():
        lines.append(f"- {day}  当日根哈希 daily root  {root}")
    for path in logs(folder):
        made.files[f"logs/{path.name}"] = path.read_bytes()
        lines += ["", *report(path)]
    made.files["report.md"] = ("\n".join(lines) + "\n").encode()
    sums = "".join(f"{hashlib.sha256(data).hexdigest()}  {name}\n" for name, data in sorted(made.files.items()))
    made.files["SHA256SUMS"] = sums.encode()
    return made


def report(path: Path) -> list[str]:
    """One log in words."""
    verdict = verify(path)
    records = read(path)
    told = story(records)
    state = "完整 the chain holds" if verdict.sound else f"断裂 broken at line {verdict.line}: {verdict.problem}"
    if verdict.torn_bytes:
        state += f"；末行不完整 unfinished last line ({verdict.torn_bytes} bytes)"
    lines = [
        f"## {path.name}",
        "",
        f"- 链 chain: {state}; 记录 records {verdict.records}; sealed {verdict.sealed}",
        f"- 末哈希 head: {verdict.head}",
        f"- {told.began} → {told.ended}",
        f"- 播出中标识可见 label uptime on air: {told.label_uptime:.2%}",
    ]
    lines += [f"- 播出 on air: {a.began} → {a.ended}, {a.seconds} s, 标识 label {a.labelled_s} s" for a in told.air]
    return [*lines, *report_lines(product_times(records)), "", "```", *told.timeline, "```"]
