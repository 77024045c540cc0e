"""Decides wishes about presets, goods and overlays. Pure; see `reducer`."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import assert_never

from studio.control import events as e
from studio.control import goods_commands as g
from studio.control import goods_events as ge
from studio.control.state import Air, Framing, PartStatus, Show
from studio.core.errors import CommandError
from studio.core.goods import Comment, CommentLife, Product, card_problem
from studio.core.preset import ChromaKey, OverlayItem, OverlayKind

LEAST_CORRECTION_S = 10.0
"""A correction is on the picture at least so long: whoever heard the slip has to be able to read it."""
MOST_WORDS = 300
"""Letters of a text on the picture."""
MOST_FEN = 10_000_000_000
MOST_STOCK = 1_000_000_000
LONGEST_COUNTDOWN_MIN = 24 * 60.0
_SPEAKING = (OverlayKind.LOWER_THIRD, OverlayKind.TICKER, OverlayKind.NOTICE, OverlayKind.PRICE_DROP)
"""Overlays whose words may be set by hand; the others get theirs from the rundown, the preset or their own command."""


def decide(state: Show, command: g.GoodsCommand, now_s: float) -> tuple[e.Event, ...]:
    """The facts a wish makes. Raises CommandError."""
    match command:
        case g.OpenPreset(preset):
            _off_air(state, "OpenPreset")
            return (ge.PresetAsked(preset),)
        case g.ClosePreset():
            _off_air(state, "ClosePreset")
            return (ge.PresetClosed(),) if state.preset.id else ()
        case g.CreatePreset(preset, title_zh, title_en, family):
            _off_air(state, "CreatePreset")
            title = _words(title_zh, "CreatePreset")
            return (ge.PresetCreateAsked(preset.strip(), title, title_en.strip() or title, family),)
        case g.EditPreset(key, value):
            _opened(state, "EditPreset")
            return (ge.PresetEditAsked(key.strip(), value),)
        case g.WritePreset(text):
            _opened(state, "WritePreset")
            return (ge.PresetWriteAsked(text),) if text != state.preset_text else ()
        case g.PackPreset(path):
            _opened(state, "PackPreset")
            return (ge.PresetPackAsked(path),)
        case g.ShowProduct(product):
            return _decide_product(state, _found(state, product, "ShowProduct"), "ShowProduct", now_s)
        case g.NextProduct():
            return _decide_step(state, 1, "NextProduct", now_s)
        case g.PreviousProduct():
            return _decide_step(state, -1, "PreviousProduct", now_s)
        case g.ShowCard(on):
            return _decide_card(state, on)
        case g.HoldRundown(on):
            return (ge.RundownHeld(on),) if on != state.rundown_held else ()
        case g.SetPrice(product, price_fen, by):
            found = _found(state, product, "SetPrice")
            _within("price", price_fen, 1, MOST_FEN, "SetPrice")
            changed = replace(found, price_fen=price_fen)
            _complete_on_air(state, changed, "SetPrice")
            return (ge.PriceSet(product, price_fen, _named(by, "SetPrice"), now_s),)
        case g.SetComparedPrice(product, price_fen, basis, by):
            found = _found(state, product, "SetComparedPrice")
            _within("price", price_fen, 0, MOST_FEN, "SetComparedPrice")
            changed = replace(found, usual_price_fen=price_fen or None, compare_basis=basis.strip())
            if price_fen and (problem := card_problem(changed)):
                raise CommandError(problem.what_en, where="SetComparedPrice", remedy=problem.remedy_en)
            return (ge.ComparedPriceSet(product, price_fen, basis.strip(), _named(by, "SetComparedPrice"), now_s),)
        case g.SetStock(product, stock, by):
            _found(state, product, "SetStock")
            _within("stock", stock, 0, MOST_STOCK, "SetStock")
            return (ge.StockSet(product, stock, _named(by, "SetStock"), now_s),)
        case g.MoveProduct(product, place):
            found = _found(state, product, "MoveProduct")
            _within("place", place, 1, len(state.rundown), "MoveProduct")
            return (ge.ProductMoved(product, place),) if state.rundown.index(found) != place - 1 else ()
        case g.ImportRundown(path):
            return (ge.RundownImportAsked(path),)
        case g.ExportRundown(path):
            if not state.rundown:
                raise CommandError("there is no rundown", where="ExportRundown", remedy="open a preset or import one")
            return (ge.RundownExportAsked(path),)
        case g.ShowOverlay(overlay, on):
            item = _overlay(state, overlay, "ShowOverlay")
            if not on and item.kind is OverlayKind.SELLER and state.air is Air.LIVE:
                raise CommandError(
                    "the seller has to be seen for the whole broadcast (令117, art. 26)",
                    where="ShowOverlay",
                    remedy="leave it on, or go back to rehearsal",
                )
            if on and item.kind is OverlayKind.CLOSE_UP and not state.close_up_source:
                raise CommandError(
                    "no close-up camera is chosen", where="ShowOverlay", remedy="choose it first (ChooseCloseUp)"
                )
            return (ge.OverlayShown(overlay, on),) if on != item.shown else ()
        case g.SetOverlayText(overlay, text_zh, text_en):
            return _decide_text(state, overlay, text_zh.strip(), text_en.strip())
        case g.PlaceOverlay(overlay, tall, anchor, x, y, width):
            _overlay(state, overlay, "PlaceOverlay")
            for name, share, low, high in (("x", x, -1.0, 1.0), ("y", y, -1.0, 1.0), ("width", width, 0.05, 1.0)):
                if not low <= share <= high:
                    raise CommandError(
                        f"{name} {share} is out of bounds", where="PlaceOverlay", remedy=f"use {low} to {high}"
                    )
            return (ge.OverlayPlaced(overlay, tall, anchor, x, y, width),)
        case g.ChooseCloseUp(source):
            return _decide_close_up(state, source.strip())
        case g.KeyCloseUp(on, color, tolerance, softness, spill):
            return _decide_key(state, ChromaKey(color, tolerance, softness, spill) if on else None)
        case g.StartCountdown(what, minutes):
            return _decide_countdown(state, what.strip(), minutes, now_s)
        case g.StopCountdown():
            return (ge.CountdownStopped(),) if state.countdown is not None else ()
        case g.AddComment(author, text):
            words = _words(text, "AddComment")
            number = max((comment.id for comment in state.comments), default=0) + 1
            return (ge.CommentAdded(number, author.strip()[:40], words),)
        case g.ShowComment(number):
            comment = _comment(state, number, "ShowComment")
            return (ge.CommentShown(number),) if comment.life is not CommentLife.SHOWN else ()
        case g.CloseComment(number, answered):
            comment = _comment(state, number, "CloseComment")
            closed = comment.life in (CommentLife.ANSWERED, CommentLife.DROPPED)
            return () if closed else (ge.CommentClosed(number, answered),)
        case g.Correct(text, by):
            return (ge.CorrectionShown(_words(text, "Correct"), _named(by, "Correct"), now_s),)
        case g.EndCorrection():
            return _decide_correction_end(state, now_s)
        case g.TellPerformer(text, by):
            return (ge.PerformerTold(text.strip()[:MOST_WORDS], by.strip()),) if text.strip() != state.message else ()
        case g.PlayGesture(gesture):
            if gesture not in state.gestures:
                names = ", ".join(state.gestures) or "none here"
                raise CommandError(
                    f"there is no gesture “{gesture}”", where="PlayGesture", remedy=f"use one of: {names}"
                )
            return (ge.GesturePlayed(gesture),)
        case g.MarkMoment(note):
            return (ge.MomentMarked(note.strip()[:MOST_WORDS], now_s),)
        case _:
            assert_never(command)


def _off_air(state: Show, where: str) -> None:
    if state.air is Air.LIVE:
        raise CommandError("a preset cannot change on air", where=where, remedy="go back to rehearsal first")


def _opened(state: Show, where: str) -> None:
    if not state.preset.id:
        raise CommandError("no preset is open", where=where, remedy="open one first")


def _found(state: Show, product: str, where: str) -> Product:
    for entry in state.rundown:
        if entry.id == product:
            return entry
    names = ", ".join(entry.id for entry in state.rundown[:12]) or "the rundown is empty: open a preset or import one"
    raise CommandError(f"the rundown has no product “{product}”", where=where, remedy=names)


def _overlay(state: Show, overlay: str, where: str) -> OverlayItem:
    for item in state.overlays:
        if item.id == overlay:
            return item
    names = ", ".join(item.id for item in state.overlays) or "the preset has none"
    raise CommandError(f"there is no overlay “{overlay}”", where=where, remedy=names)


def _comment(state: Show, number: int, where: str) -> Comment:
    for comment in state.comments:
        if comment.id == number:
            return comment
    raise CommandError(f"there is no comment {number}", where=where, remedy="choose one of the queue")


def _named(by: str, where: str) -> str:
    if not by.strip():
        raise CommandError("this needs the name of who does it", where=where, remedy="give “by”, a name; it is logged")
    return by.strip()[:40]


def _words(text: str, where: str) -> str:
    words = " ".join(text.split())
    if not words:
        raise CommandError("there are no words", where=where, remedy="write what is to be read")
    if len(words) > MOST_WORDS:
        raise CommandError(f"{len(words)} letters are too many", where=where, remedy=f"use at most {MOST_WORDS}")
    return words


def _within(name: str, value: int, low: int, high: int, where: str) -> None:
    if not low <= value <= high:
        raise CommandError(f"{name} {value} is out of bounds", where=where, remedy=f"use {low} to {high}")


def _complete_on_air(state: Show, product: Product, where: str) -> None:
    """On air no card says less than the law asks for."""
    if state.air is Air.LIVE and (problem := card_problem(product)):
        raise CommandError(f"“{product.name}”: {problem.what_en}", where=where, remedy=problem.remedy_en)


def _decide_step(state: Show, step: int, where: str, now_s: float) -> tuple[e.Event, ...]:
    if not state.rundown:
        raise CommandError("there is no rundown", where=where, remedy="open a preset or import one")
    at = next((number for number, entry in enumerate(state.rundown) if entry.id == state.product), None)
    target = (0 if step > 0 else len(state.rundown) - 1) if at is None else at + step
    if not 0 <= target < len(state.rundown):
        which = "last" if step > 0 else "first"
        raise CommandError(f"this is the {which} product", where=where, remedy="choose one from the rundown")
    return _decide_product(state, state.rundown[target], where, now_s)


def _decide_product(state: Show, product: Product, where: str, now_s: float) -> tuple[e.Event, ...]:
    if product.id == state.product and state.card:
        return ()
    if state.rundown_held and product.id != state.product:
        raise CommandError("the rundown is held", where=where, remedy="release it first (HoldRundown off)")
    _complete_on_air(state, product, where)
    if product.id == state.product:
        return (ge.CardShown(True),)
    return (ge.ProductShown(product.id, now_s), ge.CardShown(True), *_cue(state, product))


def _cue(state: Show, product: Product) -> tuple[e.Event, ...]:
    """What the product brings with it, in so far as this show has it."""
    cue, facts = product.cue, list[e.Event]()
    last = next((entry.cue.expression for entry in state.rundown if entry.id == state.product), "")
    if last and last != cue.expression and dict(state.held).get(last):
        facts.append(e.ExpressionHeld(last, 0.0))
    framing = Framing(cue.framing) if cue.framing in set(Framing) else state.framing
    if framing is Framing.FACE and state.canvas.height > state.canvas.width:
        framing = Framing.BUST  # a face that fills a tall picture would be behind the card
    if framing is not state.framing:
        facts.append(e.FramingSet(framing))
    if cue.background and cue.background != state.background:
        facts.append(e.BackgroundSet(cue.background))
    if cue.expression and cue.expression in state.expressions and not dict(state.held).get(cue.expression):
        facts.append(e.ExpressionHeld(cue.expression, 1.0))
    if cue.gesture in state.gestures:
        facts.append(ge.GesturePlayed(cue.gesture))
    camera = next((item for item in state.overlays if item.kind is OverlayKind.CLOSE_UP), None)
    on = cue.close_up == "on"
    if camera is not None and cue.close_up and on != camera.shown and (state.close_up_source or not on):
        facts.append(ge.OverlayShown(camera.id, on))
    connected = state.obs.status is PartStatus.RUNNING
    if connected and cue.obs_scene in state.obs_scenes and cue.obs_scene != state.obs_scene:
        facts.append(e.ObsSceneAsked(cue.obs_scene))
    return tuple(facts)


def _decide_card(state: Show, on: bool) -> tuple[e.Event, ...]:
    if on == state.card:
        return ()
    if on:
        _complete_on_air(state, _found(state, state.product, "ShowCard"), "ShowCard")
    return (ge.CardShown(on),)


def _decide_text(state: Show, overlay: str, text_zh: str, text_en: str) -> tuple[e.Event, ...]:
    item = _overlay(state, overlay, "SetOverlayText")
    if item.kind not in _SPEAKING:
        raise CommandError(
            f"the words of a {item.kind.value} are not set by hand",
            where="SetOverlayText",
            remedy="they come from the rundown, the preset, or a command of their own",
        )
    if max(len(text_zh), len(text_en)) > MOST_WORDS:
        raise CommandError("the words are too many", where="SetOverlayText", remedy=f"use at most {MOST_WORDS} letters")
    same = (item.text_zh, item.text_en) == (text_zh, text_en)
    return () if same else (ge.OverlayTextSet(overlay, text_zh, text_en),)


def _decide_close_up(state: Show, source: str) -> tuple[e.Event, ...]:
    if source == state.close_up_source:
        return ()
    if source and source == state.source:
        raise CommandError(
            "this is the performer's camera: the performer's face is never shown",
            where="ChooseCloseUp",
            remedy="choose the second camera, the one that looks at the goods",
        )
    kind, _, name = source.partition(":")
    if source and (kind not in ("camera", "file") or not name.strip() or "\0" in name):
        raise CommandError(
            f"“{source[:40]}” is no camera", where="ChooseCloseUp", remedy="write camera:1, or file:PATH of a video"
        )
    return (ge.CloseUpChosen(source),)


def _decide_key(state: Show, key: ChromaKey | None) -> tuple[e.Event, ...]:
    item = next((item for item in state.overlays if item.kind is OverlayKind.CLOSE_UP), None)
    if item is None:
        raise CommandError(
            "the preset has no close-up", where="KeyCloseUp", remedy='add an overlay of kind = "close_up" to it'
        )
    if key is not None and not re.fullmatch("#[0-9a-fA-F]{6}", key.color):
        raise CommandError(f"“{key.color[:40]}” is no colour", where="KeyCloseUp", remedy="write #00b140")
    for name in ("tolerance", "softness", "spill") if key is not None else ():
        if not 0.0 <= (share := getattr(key, name)) <= 1.0:
            raise CommandError(f"{name} {share} is out of bounds", where="KeyCloseUp", remedy="use 0 to 1")
    return (ge.CloseUpKeyed(item.id, key),) if key != item.close_up.key else ()


def _decide_countdown(state: Show, what: str, minutes: float, now_s: float) -> tuple[e.Event, ...]:
    if state.countdown is not None and state.countdown.ends_at_s > now_s:
        raise CommandError(
            "a countdown runs: its end is promised to viewers and is not set back",
            where="StartCountdown",
            remedy="stop it first; that is logged",
        )
    if not 0 < minutes <= LONGEST_COUNTDOWN_MIN:
        raise CommandError(
            f"{minutes} minutes are out of bounds", where="StartCountdown", remedy="use up to 1440 minutes"
        )
    return (ge.CountdownStarted(_words(what, "StartCountdown"), now_s + 60.0 * minutes),)


def _decide_correction_end(state: Show, now_s: float) -> tuple[e.Event, ...]:
    if not state.correction:
        return ()
    left_s = state.correction_at_s + LEAST_CORRECTION_S - now_s
    if left_s > 0:
        raise CommandError(
            f"viewers need {left_s:.0f} s more to read the correction",
            where="EndCorrection",
            remedy=f"a correction stays at least {LEAST_CORRECTION_S:.0f} s",
        )
    return (ge.CorrectionEnded(),)
