"""Keeps the rows of the gate as the show's facts change. Hears every step of the console and does not wait."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from studio.compliance import gate, words
from studio.control import events as e
from studio.control.console import Notice
from studio.control.host import ShowConsole
from studio.control.state import GateLight, GateRow, PartStatus, Show

_NO_NEWS = (e.HealthMeasured, e.GateChecked, e.SourcesFound)


def texts_on_screen(state: Show) -> tuple[str, ...]:
    """What viewers can read on the picture."""
    return (state.label,)


def rows_of(state: Show, today: date) -> tuple[GateRow, ...]:
    """The gate's rows as the state stands."""
    hits = tuple(hit for text in texts_on_screen(state) for hit in words.check(text))
    facts = gate.Facts(
        label_ok=state.label_state.ok,
        label_problem=state.label_state.problem,
        commercial=state.licence,
        consent=state.consent,
        rules_checked=words.house_rules().checked,
        today=today,
        hits=hits,
        source=state.source.partition(":")[0],
        tracking=state.tracker.status is PartStatus.RUNNING,
    )
    return tuple(
        GateRow(
            row.key, GateLight(row.light.value), row.reason_zh, row.reason_en, row.remedy_zh, row.remedy_en
        )
        for row in gate.rows(facts)
    )  # fmt: skip


class Gatekeeper:
    def __init__(self, console: ShowConsole, *, today: Callable[[], date] = date.today) -> None:
        self._console = console
        self._today = today

    def hear(self, notice: Notice) -> None:
        """For the console's director: reports new rows when the facts of a step change them."""
        if all(isinstance(event, _NO_NEWS) for event in notice.events):
            return
        state = self._console.state
        found = rows_of(state, self._today())
        if [_unsigned(row) for row in state.gate] != [_unsigned(row) for row in found]:
            self._console.report(e.GateChecked(found))


def _unsigned(row: GateRow) -> tuple[str, ...]:
    return (row.key, row.light.value, row.reason_zh, row.reason_en)
