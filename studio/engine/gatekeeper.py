"""Keeps the rows of the gate as the show's facts change, and what no gate may let through on air.

Hears every step of the console and does not wait.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from studio.compliance import brand_gate, gate, words
from studio.control import commands as c
from studio.control import events as e
from studio.control.console import Notice
from studio.control.host import ShowConsole
from studio.control.state import Air, GateLight, GateRow, PartStatus, Show
from studio.core.errors import CommandError
from studio.core.goods import CommentLife, Product

_NO_NEWS = (e.HealthMeasured, e.GateChecked, e.SourcesFound)


@dataclass(frozen=True, slots=True)
class Text:
    """Words that viewers can read or will hear."""

    words: str
    category: str = ""
    """Of the goods they speak of."""
    proofs: tuple[str, ...] = ()
    """Words whose proof is on file."""


def texts_of_show(state: Show) -> Iterator[Text]:
    """All that is or may come on the picture, and what the prompter says."""
    yield Text(state.label)
    brand, preset = state.preset.brand, state.preset
    for text in (brand.name_zh, brand.name_en, preset.seller.name, state.countdown.what if state.countdown else ""):
        yield Text(text)
    for item in state.overlays:
        yield from (Text(item.text_zh), Text(item.text_en))
    for product in state.rundown:
        yield from texts_of_product(product)
    yield Text(state.correction)
    for comment in state.comments:
        if comment.life is CommentLife.SHOWN:
            yield from (Text(comment.author), Text(comment.text))


def texts_of_product(product: Product) -> Iterator[Text]:
    said = (product.name, product.name_en, product.offer, product.compare_basis, *product.points, product.script)
    for text in said:
        yield Text(text, product.category, product.proofs)


def hits_in(texts: Iterable[Text]) -> tuple[words.Hit, ...]:
    return tuple(hit for text in texts if text.words for hit in _hits(text))


@lru_cache(maxsize=8192)
def _hits(text: Text) -> tuple[words.Hit, ...]:
    """Kept: of a rundown of hundreds one text changes at a time."""
    pack = text.category if text.category in words.CATEGORIES else ""  # goods without a pack have the general rules
    return words.check(text.words, pack, text.proofs)


def rows_of(state: Show, today: date) -> tuple[GateRow, ...]:
    """The gate's rows as the state stands."""
    facts = gate.Facts(
        label_ok=state.label_state.ok,
        label_problem=state.label_state.problem,
        commercial=state.licence,
        consent=state.consent,
        rules_checked=words.house_rules().checked,
        today=today,
        hits=hits_in(texts_of_show(state)),
        source=state.source.partition(":")[0],
        tracking=state.tracker.status is PartStatus.RUNNING,
        brand=_brand_rows(state, today),
    )
    return tuple(
        GateRow(
            row.key, GateLight(row.light.value), row.reason_zh, row.reason_en, row.remedy_zh, row.remedy_en
        )
        for row in gate.rows(facts)
    )  # fmt: skip


def _brand_rows(state: Show, today: date) -> tuple[gate.Row, ...]:
    facts = brand_gate.BrandFacts(state.preset, state.rundown, today, state.overlays, dict(state.pictures))
    return brand_gate.rows(facts)


_DEPENDS = (
    "label", "label_state", "licence", "consent", "source", "tracker",
    "preset", "rundown", "overlays", "pictures", "countdown", "correction", "comments",
)  # fmt: skip
"""Of the state; while these are as they were, so are the rows."""
_SEEN = (*_DEPENDS, "product")
"""What decides on the words that viewers read at this moment."""


@dataclass(frozen=True, slots=True)
class Bar:
    """Why something may not come on air."""

    what: str
    remedy: str


class Gatekeeper:
    def __init__(self, console: ShowConsole, *, today: Callable[[], date] = date.today) -> None:
        self._console = console
        self._today = today
        self._seen: tuple[object, ...] = ()

    def hear(self, notice: Notice) -> None:
        """For the console's director: reports new rows when the facts of a step change them."""
        if all(isinstance(event, _NO_NEWS) for event in notice.events):
            return
        state = self._console.state
        seen = (self._today(), *(getattr(state, name) for name in _DEPENDS))
        if len(seen) == len(self._seen) and all(
            new is old or new == old for new, old in zip(seen, self._seen, strict=True)
        ):
            return
        self._seen = seen
        found = rows_of(state, self._today())
        if [_unsigned(row) for row in state.gate] != [_unsigned(row) for row in found]:
            self._console.report(e.GateChecked(found))


def guard(before: Show, command: c.Command, after: Show) -> None:
    """For the console: raises CommandError for what may not come on the picture on air."""
    if before.air is not Air.LIVE or after is before:
        return
    if bar := bar_on_air(before, after):
        raise CommandError(bar.what, where=type(command).__name__, remedy=bar.remedy)


def bar_on_air(before: Show, after: Show, today: date | None = None) -> Bar | None:
    """What keeps a live show from going over to `after`: a banned word that viewers would newly read, or a row of the
    brand's that would newly be red. What was wrong before is no reason: a step may be the one that mends it."""
    if all(getattr(before, name) is getattr(after, name) for name in _SEEN):
        return None
    old = {hit.found for hit in _bans(texts_on_screen(before))}
    for hit in _bans(texts_on_screen(after)):
        if hit.found not in old:
            return _bar_of_word(hit)
    if all(getattr(before, name) is getattr(after, name) for name in _DEPENDS):
        return None
    known = {hit.found for hit in _bans(texts_of_show(before))}
    for hit in _bans(texts_of_show(after)):
        if hit.found not in known:
            return _bar_of_word(hit)
    day = today or date.today()
    red = {row.key for row in _brand_rows(before, day) if row.light is gate.Light.RED}
    for row in _brand_rows(after, day):
        if row.light is gate.Light.RED and row.key not in red:
            return Bar(f"{row.reason_en} · {row.reason_zh}", f"{row.remedy_en} · {row.remedy_zh}")
    return None


def texts_on_screen(state: Show) -> Iterator[Text]:
    """What viewers can read at this moment, and what is said of the present product."""
    present = next((entry for entry in state.rundown if entry.id == state.product), None)
    category = present.category if present else ""
    for item in state.overlays:
        if item.shown:
            yield from (Text(item.text_zh, category), Text(item.text_en, category))
    for comment in state.comments:
        if comment.life is CommentLife.SHOWN:
            yield from (Text(comment.author, category), Text(comment.text, category))
    yield Text(state.correction, category)
    yield Text(state.countdown.what if state.countdown else "", category)
    if present is not None:
        yield from texts_of_product(present)


def _bans(texts: Iterable[Text]) -> Iterator[words.Hit]:
    return (hit for hit in hits_in(texts) if hit.level is words.Level.BAN)


def _bar_of_word(hit: words.Hit) -> Bar:
    return Bar(
        f"“{hit.found}” may not be shown on air: {hit.why_en} · {hit.why_zh}",
        f"改为：{hit.instead_zh}" if hit.instead_zh else "leave the word out",
    )


def _unsigned(row: GateRow) -> tuple[str, ...]:
    return (row.key, row.light.value, row.reason_zh, row.reason_en, row.remedy_zh, row.remedy_en)
