"""Facts about presets, goods and overlays in words, for people. See `log_words`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from studio.control import goods_events as ge
from studio.control.state import PartStatus, Show
from studio.control.titles import GESTURE_TITLES, OVERLAY_TITLES
from studio.desk.language import Language, said, spoken, told
from studio.desk.money import price
from studio.desk.product_words import name_of

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class Line:
    text: str
    tone: str = ""
    """good, warn, bad, air, or "" for what goes without saying."""


def line_of_goods(event: ge.GoodsEvent, state: Show) -> Line | None:
    """None for what is no news: a wish whose fulfilment follows, or what is seen where it is used."""
    match event:
        case ge.PresetOpened(preset):
            return _preset(translate("Log", "Brand preset: {name}"), preset.title_zh, preset.title_en)
        case ge.PresetReloaded(preset):
            return _preset(translate("Log", "{name} was read again"), preset.title_zh, preset.title_en)
        case ge.PresetRefused(preset, problem, remedy):
            refused = translate("Log", "The preset {name} cannot be used").format(name=preset)
            return Line(joined(refused, problem, remedy), "bad")
        case ge.PresetEditRefused(problem, where, remedy):
            refused = translate("Log", "The preset was not changed")
            return Line(joined(refused, f"{where}: {problem}" if where else problem, remedy), "bad")
        case ge.PresetPacked(path):
            return Line(translate("Log", "Packed {file}").format(file=file_of(path)), "good")
        case ge.PresetClosed():
            return Line(translate("Log", "The brand's preset is closed"))
        case ge.LabelWorded(label):
            return Line(translate("Log", "Label: {text}").format(text=label))
        case ge.ProductShown(product):
            return Line(translate("Log", "On now: {name}").format(name=_product(product, state)), "good")
        case ge.CardShown(on):
            return Line(translate("Log", "The card is shown") if on else translate("Log", "The card is hidden"))
        case ge.RundownHeld(on):
            return Line(translate("Log", "The rundown is held") if on else translate("Log", "The rundown is free"))
        case ge.PriceSet(product, price_fen, by):
            text = translate("Log", "{name}: price {price}, by {by}")
            return Line(text.format(name=_product(product, state), price=price(price_fen), by=by))
        case ge.ComparedPriceSet(product, price_fen, basis, by):
            name = _product(product, state)
            if not price_fen:
                return Line(translate("Log", "{name}: no compared price, by {by}").format(name=name, by=by))
            text = translate("Log", "{name}: compared price {price} ({basis}), by {by}")
            return Line(text.format(name=name, price=price(price_fen), basis=basis, by=by))
        case ge.StockSet(product, stock, by):
            text = translate("Log", "{name}: {count} left, by {by}")
            return Line(text.format(name=_product(product, state), count=stock, by=by))
        case ge.ProductMoved(product, place):
            text = translate("Log", "{name} is now number {place}")
            return Line(text.format(name=_product(product, state), place=place))
        case ge.RundownImported(path, rundown):
            text = translate("Log", "Imported {file}, {count} products")
            return Line(text.format(file=file_of(path), count=len(rundown)), "good")
        case ge.RundownExported(path):
            return Line(translate("Log", "Exported {file}").format(file=file_of(path)), "good")
        case ge.RundownFailed(problem, remedy):
            return Line(joined(translate("Log", "The rundown stays as it was"), problem, remedy), "bad")
        case _:
            return _line_of_overlay(event, state)


def _line_of_overlay(event: ge.GoodsEvent, state: Show) -> Line | None:
    match event:
        case ge.OverlayShown(overlay, on):
            text = translate("Log", "{name}: shown") if on else translate("Log", "{name}: hidden")
            return Line(text.format(name=_overlay(overlay, state)))
        case ge.OverlayTextSet(overlay, text_zh, text_en):
            text = translate("Log", "{name} says: {text}")
            return Line(text.format(name=_overlay(overlay, state), text=text_zh or text_en or "–"))
        case ge.OverlayFailed(overlay, problem, remedy):
            failed = translate("Log", "{name} cannot be shown").format(name=_overlay(overlay, state))
            return Line(joined(failed, problem, remedy), "bad")
        case ge.CloseUpChosen(source):
            name = file_of(source.partition(":")[2])
            text = translate("Log", "Close-up camera: {name}") if source else translate("Log", "No close-up camera")
            return Line(text.format(name=name))
        case ge.CloseUpChanged(part) if part.problem:
            gone = translate("Log", "The close-up is off the picture")
            return Line(joined(gone, part.problem, part.remedy), "bad" if part.status is PartStatus.FAILED else "warn")
        case ge.CloseUpChanged(part) if part.status is PartStatus.RUNNING:
            return Line(translate("Log", "The close-up camera runs"), "good")
        case ge.CountdownStarted(what):
            return Line(translate("Log", "Countdown: {what}").format(what=what))
        case ge.CountdownStopped():
            return Line(translate("Log", "The countdown was stopped"), "warn")
        case ge.CommentShown(number):
            text = next((each.text for each in state.comments if each.id == number), str(number))
            return Line(translate("Log", "Comment on the picture: {text}").format(text=text))
        case ge.CommentClosed(_, answered):
            done, dropped = translate("Log", "Comment answered"), translate("Log", "Comment dropped")
            return Line(done if answered else dropped)
        case ge.CorrectionShown(text, by):
            return Line(translate("Log", "Correction: {text}, by {by}").format(text=text, by=by), "warn")
        case ge.CorrectionEnded():
            return Line(translate("Log", "The correction was taken away"))
        case ge.PerformerTold(text):
            told = translate("Log", "To the performer: {text}").format(text=text)
            return Line(told if text else translate("Log", "The words to the performer are taken"))
        case ge.GesturePlayed(gesture):
            name = said(GESTURE_TITLES[gesture]) if gesture in GESTURE_TITLES else gesture
            return Line(translate("Log", "Gesture: {name}").format(name=name))
        case ge.MomentMarked(note):
            marked = translate("Log", "Moment marked")
            return Line(f"{marked}: {note}" if note else marked, "good")
        case _:
            return None


def joined(text: str, problem: str, remedy: str) -> str:
    """A long remedy is left to the card it concerns, where it stands in full."""
    problem, remedy = told(problem), told(remedy)
    if len(remedy) > _LONG_REMEDY:
        remedy = ""
    colon, arrow = ("：", " → ") if spoken() is Language.CHINESE else (": ", " → ")
    return text + (colon + problem if problem else "") + (arrow + remedy if remedy else "")


def file_of(path: str) -> str:
    return Path(path).name or path


_LONG_REMEDY = 90
"""Letters."""


def _preset(text: str, zh: str, en: str) -> Line:
    return Line(text.format(name=zh if spoken() is Language.CHINESE else en), "good")


def _product(product: str, state: Show) -> str:
    return next((name_of(each) for each in state.rundown if each.id == product), product)


def _overlay(overlay: str, state: Show) -> str:
    return next((said(OVERLAY_TITLES[item.kind]) for item in state.overlays if item.id == overlay), overlay)
