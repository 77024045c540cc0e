"""`studio doctor`: looks at all a newcomer can lack and says what to do, in Chinese or English, or as JSON.

Each check is on its own: one that crashes or hangs is a finding like any other. A FAIL means the studio cannot work; a
WARN means it works with less (no camera: takes; no OBS: recordings).
"""

from __future__ import annotations

import json
import locale
import os
import sys
import threading
import time
import unicodedata
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from studio.control.titles import Text


class Status(StrEnum):
    PASS = "pass"
    WARN = "warn"
    FAIL = "fail"


@dataclass(frozen=True, slots=True)
class Finding:
    status: Status
    found: Text
    """What was seen, one line."""
    remedy: Text | None = None
    """What to do; with WARN and FAIL."""


@dataclass(frozen=True, slots=True)
class Check:
    name: str
    """Of the check in JSON."""
    title: Text
    look: Callable[[], Finding]
    limit_s: float = 20.0
    essential: bool = True
    """Whether the studio cannot work at all if the check itself comes to nothing."""


@dataclass(frozen=True, slots=True)
class Examined:
    check: Check
    finding: Finding
    took_s: float


def main(*, as_json: bool, language: str | None = None) -> int:
    """Runs every check, prints what they found, and returns 0 if nothing essential is wrong."""
    from studio.engine.doctor_checks import CHECKS
    from studio.library import settings

    examined = examine(CHECKS)
    if as_json:
        print(json.dumps(report_json(examined), ensure_ascii=False, indent=1))
    else:
        print(report_text(examined, language or settings.resume()[0].language or system_language()))
    return exit_code(examined)


def examine(checks: Sequence[Check], *, at_once: int | None = None) -> tuple[Examined, ...]:
    """What each check found, in the order of the checks; some run at the same time."""
    at_once = at_once or max(2, min(4, os.cpu_count() or 2))
    waiting = deque(checks)
    running: list[_Patient] = []
    done: dict[str, Examined] = {}
    while waiting or running:
        while waiting and len(running) < at_once:
            running.append(_Patient(waiting.popleft()))
        time.sleep(0.01)
        done |= {each.check.name: each for patient in running if (each := patient.examined()) is not None}
        running = [patient for patient in running if patient.check.name not in done]
    return tuple(done[check.name] for check in checks)


def exit_code(examined: Sequence[Examined]) -> int:
    return int(any(each.finding.status is Status.FAIL for each in examined))


class _Patient:
    """One check in a thread of its own, since nothing else can leave a check behind that hangs."""

    def __init__(self, check: Check) -> None:
        self.check = check
        self._finding: Finding | None = None
        self._began_s = time.monotonic()
        threading.Thread(target=self._run, name=f"doctor-{check.name}", daemon=True).start()

    def examined(self) -> Examined | None:
        """None while the check runs and may."""
        took_s = time.monotonic() - self._began_s
        if self._finding is not None:
            return Examined(self.check, self._finding, took_s)
        if took_s > self.check.limit_s:
            return Examined(self.check, _inconclusive(self.check, "no answer", self.check.limit_s), took_s)
        return None

    def _run(self) -> None:
        try:
            self._finding = self.check.look()
        except Exception as error:
            self._finding = _inconclusive(self.check, f"{type(error).__name__}: {error}")


def _inconclusive(check: Check, why: str, after_s: float | None = None) -> Finding:
    after = (f"（{after_s:g} 秒）", f" ({after_s:g} s)") if after_s else ("", "")
    return Finding(
        Status.FAIL if check.essential else Status.WARN,
        Text(f"检查未完成{after[0]}：{why}", f"the check came to nothing{after[1]}: {why}"),
        Text("请把这份报告发给我们", "please report this"),
    )


def system_language() -> str:
    """`zh` or `en`, by the system's locale."""
    name = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    if not name and sys.platform in ("win32", "darwin"):
        name = locale.getlocale()[0] or ""
    return "zh" if name.lower().startswith(("zh", "chinese")) else "en"


def report_json(examined: Sequence[Examined]) -> dict[str, object]:
    return {
        "ok": exit_code(examined) == 0,
        "checks": [
            {
                "name": each.check.name,
                "status": each.finding.status.value,
                "title": _both(each.check.title),
                "found": _both(each.finding.found),
                "remedy": _both(each.finding.remedy) if each.finding.remedy else None,
                "took_s": round(each.took_s, 2),
            }
            for each in examined
        ],
    }


def _both(text: Text) -> dict[str, str]:
    return {"zh": text.zh, "en": text.en}


_MARKS = {Status.PASS: Text("通过", "pass"), Status.WARN: Text("注意", "warn"), Status.FAIL: Text("失败", "FAIL")}


def report_text(examined: Sequence[Examined], language: str) -> str:
    """One line for each check, its remedy below it, and a closing line; columns align in Chinese too."""

    def say(text: Text) -> str:
        return text.zh if language == "zh" else text.en

    width = max((columns(say(each.check.title)) for each in examined), default=0)
    lines = []
    for each in examined:
        title = say(each.check.title)
        gap = " " * (width - columns(title))
        lines.append(f"{say(_MARKS[each.finding.status])}  {title}{gap}  {say(each.finding.found)}")
        if each.finding.remedy is not None:
            lines.append(f"      → {say(each.finding.remedy)}")
    return "\n".join((*lines, "", say(_closing(examined))))


def _closing(examined: Sequence[Examined]) -> Text:
    failed = sum(each.finding.status is Status.FAIL for each in examined)
    warned = sum(each.finding.status is Status.WARN for each in examined)
    if failed:
        return Text(f"{failed} 项失败：演播室还不能运行。", f"{failed} failed: the studio cannot run yet.")
    if warned:
        return Text(f"可以运行；{warned} 项可以改善。", f"The studio can run; {warned} could be better.")
    return Text("一切就绪。", "All is ready.")


def columns(text: str) -> int:
    """Width on a terminal: East Asian wide characters take two columns."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)
