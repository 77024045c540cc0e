"""Folds facts about presets, goods and overlays into the state. Pure; see `reducer`."""

from __future__ import annotations

from dataclasses import replace
from typing import assert_never

from studio.control import goods_events as ge
from studio.control.state import Part, PartStatus, Show
from studio.core.goods import Comment, CommentLife, Countdown, Product
from studio.core.preset import Spot

MOST_COMMENTS = 200


def apply(state: Show, event: ge.GoodsEvent) -> Show:
    """The state after a fact."""
    match event:
        case ge.PresetAsked(preset):
            return replace(state, preset_part=Part(PartStatus.STARTING, preset))
        case ge.PresetOpened(preset, rundown, text):
            return replace(
                state,
                preset=preset,
                preset_part=Part(PartStatus.RUNNING, preset.id),
                preset_text=text,
                rundown=rundown,
                overlays=preset.overlays,
                product="",
                card=False,
                rundown_held=False,
                countdown=None,
                correction="",
            )
        case ge.PresetReloaded():
            return _reloaded(state, event)
        case ge.PresetRefused(preset, problem, remedy):
            return replace(state, preset_part=Part(PartStatus.FAILED, preset, problem, remedy))
        case ge.PresetClosed():
            none = Show()
            return replace(
                state,
                preset=none.preset,
                preset_text="",
                preset_part=none.preset_part,
                rundown=(),
                overlays=(),
                product="",
                card=False,
                rundown_held=False,
                countdown=None,
                correction="",
                label=none.label,
            )
        case ge.PresetsFound(presets):
            return replace(state, presets=presets)
        case ge.PicturesChecked(found):
            return replace(state, pictures=found)
        case ge.LabelWorded(label):
            return replace(state, label=label)
        case ge.ProductShown(product, at_s):
            return replace(state, product=product, product_at_s=at_s)
        case ge.CardShown(on):
            return replace(state, card=on)
        case ge.RundownHeld(on):
            return replace(state, rundown_held=on)
        case ge.PriceSet(product, price_fen, by, at_s):
            return _edited(state, product, price_fen=price_fen, price_by=by, price_at_s=at_s)
        case ge.ComparedPriceSet(product, price_fen, basis, by, at_s):
            edits = {"usual_price_fen": price_fen or None, "compare_basis": basis, "price_by": by, "price_at_s": at_s}
            return _edited(state, product, **edits)
        case ge.StockSet(product, stock, by, at_s):
            return _edited(state, product, stock=stock, stock_by=by, stock_at_s=at_s)
        case ge.ProductMoved(product, place):
            entry = next(entry for entry in state.rundown if entry.id == product)
            rest = [other for other in state.rundown if other.id != product]
            return replace(state, rundown=(*rest[: place - 1], entry, *rest[place - 1 :]))
        case ge.RundownImportAsked(path):
            return replace(state, rundown_part=Part(PartStatus.STARTING, path))
        case ge.RundownImported(path, rundown):
            known = any(entry.id == state.product for entry in rundown)
            part = Part(PartStatus.OFF, path)
            if known:
                return replace(state, rundown=rundown, rundown_part=part)
            return replace(state, rundown=rundown, rundown_part=part, product="", card=False)
        case ge.RundownExportAsked(path):
            return replace(state, rundown_part=Part(PartStatus.STARTING, path))
        case ge.RundownExported(path):
            return replace(state, rundown_part=Part(PartStatus.OFF, path))
        case ge.RundownFailed(problem, remedy):
            return replace(state, rundown_part=Part(PartStatus.FAILED, state.rundown_part.detail, problem, remedy))
        case ge.OverlayShown(overlay, on):
            return _overlaid(state, overlay, shown=on)
        case ge.OverlayTextSet(overlay, text_zh, text_en):
            return _overlaid(state, overlay, text_zh=text_zh, text_en=text_en)
        case ge.OverlayPlaced(overlay, tall, anchor, x, y, width):
            return _overlaid(state, overlay, **{"tall" if tall else "wide": Spot(anchor, x, y, width)})
        case ge.CloseUpChosen(source):
            return replace(state, close_up_source=source)
        case ge.CloseUpKeyed(overlay, key):
            item = next(item for item in state.overlays if item.id == overlay)
            return _overlaid(state, overlay, close_up=replace(item.close_up, key=key))
        case ge.CloseUpChanged(part):
            return replace(state, close_up=part)
        case ge.CountdownStarted(what, ends_at_s):
            return replace(state, countdown=Countdown(what, ends_at_s))
        case ge.CountdownStopped():
            return replace(state, countdown=None)
        case ge.CommentAdded(number, author, text):
            return replace(state, comments=(*state.comments, Comment(number, author, text))[-MOST_COMMENTS:])
        case ge.CommentShown(number):
            return _commented(state, number, CommentLife.SHOWN)
        case ge.CommentClosed(number, answered):
            return _commented(state, number, CommentLife.ANSWERED if answered else CommentLife.DROPPED)
        case ge.CorrectionShown(text, _, at_s):
            return replace(state, correction=text, correction_at_s=at_s)
        case ge.CorrectionEnded():
            return replace(state, correction="")
        case ge.PerformerTold(text):
            return replace(state, message=text)
        case (
            ge.GesturePlayed()
            | ge.MomentMarked()
            | ge.OverlayFailed()
            | ge.PresetCreateAsked()
            | ge.PresetEditAsked()
            | ge.PresetWriteAsked()
            | ge.PresetPackAsked()
            | ge.PresetPacked()
            | ge.PresetEditRefused()
        ):
            return state
        case _:
            assert_never(event)


def _reloaded(state: Show, event: ge.PresetReloaded) -> Show:
    """The file's new words, with the order of the file; prices and stock edited live, and what is on, stay."""
    live = {entry.id: entry for entry in state.rundown}
    shown = {item.id: item.shown for item in state.overlays}
    rundown = tuple(_with_live_edits(entry, live.get(entry.id)) for entry in event.rundown)
    overlays = tuple(replace(item, shown=shown.get(item.id, item.shown)) for item in event.preset.overlays)
    there = any(entry.id == state.product for entry in rundown)
    return replace(
        state,
        preset=event.preset,
        preset_text=event.text,
        preset_part=Part(PartStatus.RUNNING, event.preset.id),
        rundown=rundown,
        overlays=overlays,
        product=state.product if there else "",
        card=state.card and there,
    )


def _with_live_edits(entry: Product, live: Product | None) -> Product:
    if live is None:
        return entry
    if live.price_at_s > entry.price_at_s:
        entry = replace(
            entry,
            price_fen=live.price_fen,
            usual_price_fen=live.usual_price_fen,
            compare_basis=live.compare_basis,
            price_by=live.price_by,
            price_at_s=live.price_at_s,
        )
    if live.stock_at_s > entry.stock_at_s:
        entry = replace(entry, stock=live.stock, stock_by=live.stock_by, stock_at_s=live.stock_at_s)
    return entry


def _edited(state: Show, product: str, **changes: object) -> Show:
    rundown = tuple(
        replace(entry, **changes) if entry.id == product else entry  # type: ignore[arg-type]
        for entry in state.rundown
    )
    return replace(state, rundown=rundown)


def _overlaid(state: Show, overlay: str, **changes: object) -> Show:
    overlays = tuple(
        replace(item, **changes) if item.id == overlay else item  # type: ignore[arg-type]
        for item in state.overlays
    )
    return replace(state, overlays=overlays)


def _commented(state: Show, number: int, life: CommentLife) -> Show:
    """One comment at a time is on the picture: another that was shown counts as answered."""

    def after(comment: Comment) -> Comment:
        if comment.id == number:
            return replace(comment, life=life)
        if life is CommentLife.SHOWN and comment.life is CommentLife.SHOWN:
            return replace(comment, life=CommentLife.ANSWERED)
        return comment

    return replace(state, comments=tuple(after(comment) for comment in state.comments))
