"""What a show leaves to the next one, written down while it runs: a crash or a power cut costs a few seconds of it.

It comes back in rehearsal, whatever it was: nobody is put on air by a machine that has just been started.
"""

from __future__ import annotations

import logging
import threading
import time
from dataclasses import asdict
from typing import Final

from studio.control import events as e
from studio.control import goods_events as ge
from studio.control import outfit_events as oe
from studio.control.console import Notice
from studio.control.host import ShowConsole
from studio.control.state import Canvas, PartStatus, Show
from studio.core.goods import Product
from studio.core.preset import OverlayItem
from studio.core.wardrobe import Outfit
from studio.library import settings
from studio.library.settings import CanvasSettings, LastEdit, LastOutfit, LastOverlay, LastShow

_log = logging.getLogger(__name__)
EVERY_S: Final = 3.0
_JOIN_S = 10.0


def show_of(last: LastShow) -> Show:
    """The state to start with. What belongs to a preset follows when that is open (`facts_of`)."""
    return Show(
        canvas=Canvas(last.canvas.width, last.canvas.height, last.canvas.fps),
        source=last.source,
        avatar=last.avatar,
        mirror=last.mirror,
        framing=last.framing,
        background=last.background,
        slate=last.slate,
        held=tuple(last.held.items()),
        outfits=_outfits_of(last),
    )


def _outfits_of(last: LastShow) -> tuple[tuple[str, Outfit], ...]:
    return tuple(
        (avatar, Outfit(worn.palette, tuple(sorted(worn.tints.items())), tuple(sorted(worn.off))))
        for avatar, worn in last.outfits.items()
    )


def last_of(state: Show, preset: str) -> LastShow:
    """What is to be remembered. `preset`: the name or folder by which it was opened, "" none."""
    return LastShow(
        source=state.source,
        avatar=state.avatar,
        mirror=state.mirror,
        framing=state.framing,
        background=state.background,
        canvas=CanvasSettings(**asdict(state.canvas)),
        slate=state.slate,
        held=dict(state.held),
        outfits={
            avatar: LastOutfit(palette=outfit.palette, tints=dict(outfit.tints), off=list(outfit.off))
            for avatar, outfit in state.outfits
        },
        obs=state.obs.status is not PartStatus.OFF,
        preset=preset,
        product=state.product,
        product_at_s=state.product_at_s,
        card=state.card,
        rundown_held=state.rundown_held,
        order=[product.id for product in state.rundown] if preset else [],
        edits=[edit for product in state.rundown if (edit := _edit_of(product)) is not None],
        overlays=[_overlay_of(item) for item in state.overlays if item not in state.preset.overlays],
        countdown=state.countdown.what if state.countdown is not None else "",
        countdown_ends_at_s=state.countdown.ends_at_s if state.countdown is not None else 0.0,
    )


def _edit_of(product: Product) -> LastEdit | None:
    """What was changed live; prices and stock that stand in the file carry no time of the show."""
    if not (product.price_by or product.stock_by):
        return None
    return LastEdit(
        product=product.id,
        price_fen=product.price_fen,
        usual_price_fen=product.usual_price_fen,
        compare_basis=product.compare_basis,
        price_by=product.price_by,
        price_at_s=product.price_at_s,
        stock=product.stock,
        stock_by=product.stock_by,
        stock_at_s=product.stock_at_s,
    )


def _overlay_of(item: OverlayItem) -> LastOverlay:
    return LastOverlay(overlay=item.id, shown=item.shown, text_zh=item.text_zh, text_en=item.text_en)


def facts_of(last: LastShow, state: Show, now_s: float) -> tuple[e.Event, ...]:
    """What has to be said of a preset that has just opened, so that it is as the last show left it.

    Facts, not wishes: a product that comes back brings no cue, switches no scene and moves nobody.
    """
    facts: list[e.Event] = []
    if last.avatar != state.avatar:
        facts.append(e.AvatarChosen(last.avatar))
    outfits = dict(_outfits_of(last))
    for avatar in dict.fromkeys((*outfits, *dict(state.outfits))):
        if (outfit := outfits.get(avatar, Outfit())) != dict(state.outfits).get(avatar, Outfit()):
            facts.append(oe.OutfitChosen(avatar, outfit))
    if last.framing is not state.framing:
        facts.append(e.FramingSet(last.framing))
    if last.background != state.background:
        facts.append(e.BackgroundSet(last.background))
    known = {product.id: product for product in state.rundown}
    there = [name for name in last.order if name in known]
    facts += [ge.ProductMoved(name, place) for place, name in enumerate(there, 1)] if there != list(known) else []
    for edit in last.edits:
        facts += _edits_again(edit, known.get(edit.product))
    overlays = {item.id: item for item in state.overlays}
    for item in last.overlays:
        if (now := overlays.get(item.overlay)) is not None:
            if now.shown is not item.shown:
                facts.append(ge.OverlayShown(item.overlay, item.shown))
            if (now.text_zh, now.text_en) != (item.text_zh, item.text_en):
                facts.append(ge.OverlayTextSet(item.overlay, item.text_zh, item.text_en))
    if last.product in known:
        facts += [ge.ProductShown(last.product, last.product_at_s), ge.CardShown(last.card)]
    if last.rundown_held:
        facts.append(ge.RundownHeld(True))
    if last.countdown and last.countdown_ends_at_s > now_s:
        facts.append(ge.CountdownStarted(last.countdown, last.countdown_ends_at_s))
    return tuple(facts)


def _edits_again(edit: LastEdit, product: Product | None) -> list[e.Event]:
    """Edits that are newer than the file's own."""
    facts: list[e.Event] = []
    if product is None:
        return facts
    if edit.price_by and edit.price_at_s > product.price_at_s:
        by, at_s = edit.price_by, edit.price_at_s
        if edit.price_fen is not None:
            facts.append(ge.PriceSet(edit.product, edit.price_fen, by, at_s))
        if (edit.usual_price_fen, edit.compare_basis) != (product.usual_price_fen, product.compare_basis):
            facts.append(ge.ComparedPriceSet(edit.product, edit.usual_price_fen or 0, edit.compare_basis, by, at_s))
    if edit.stock_by and edit.stock is not None and edit.stock_at_s > product.stock_at_s:
        facts.append(ge.StockSet(edit.product, edit.stock, edit.stock_by, edit.stock_at_s))
    return facts


class ShowKeeper:
    """Writes the show down every few seconds if it changed, and gives the last one back its goods.

    `start` once, `close` once; it writes once more then.
    """

    def __init__(self, console: ShowConsole, last: LastShow | None = None, *, every_s: float = EVERY_S) -> None:
        """`last`: what to resume, None for a new show."""
        self._console = console
        self._awaited = last if last is not None and last.preset else None
        self._every_s = every_s
        self._asked = self._preset = last.preset if last is not None else ""
        self._written = last
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._work, name="keeper", daemon=True)
        self._deaf = console.listen(self._hear)

    def start(self) -> None:
        self._thread.start()

    def close(self) -> None:
        self._stop.set()
        if self._thread.ident is not None:
            self._thread.join(_JOIN_S)
        self._deaf()
        self._write()

    def _hear(self, notice: Notice) -> None:
        for event in notice.events:
            match event:
                case ge.PresetAsked(preset):
                    self._asked = preset
                case ge.PresetOpened():
                    self._preset = self._asked
                    self._give_back(notice.state)
                case ge.PresetClosed():
                    self._preset, self._awaited = "", None
                case ge.PresetRefused(preset) if preset == self._asked and self._awaited is not None:
                    _log.warning("the last show's preset cannot be opened: %s", event.problem)
                    self._awaited, self._preset = None, ""

    def _give_back(self, state: Show) -> None:
        last, self._awaited = self._awaited, None
        if last is not None and last.preset == self._preset and (facts := facts_of(last, state, time.time())):
            self._console.report(*facts)

    def _work(self) -> None:
        while not self._stop.wait(self._every_s):
            self._write()

    def _write(self) -> None:
        if self._awaited is not None:
            return  # half of the last show is not back yet: what is written down is better than what there is
        last = last_of(self._console.state, self._preset)
        if last != self._written:
            settings.remember(show=last)
            self._written = last
