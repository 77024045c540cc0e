"""Carries out what is asked of presets and rundowns: opens, watches, edits, packs, imports, exports.

One thread of its own reads and writes the files, so a slow disk costs no frame and orders are carried out in order.
A preset that is open is looked at again and again: a sound change comes on at once, a broken one is told and the last
good one stays.
"""

from __future__ import annotations

import logging
import os
import queue
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from studio.compliance.brand_gate import pictures_of
from studio.control import events as e
from studio.control import goods_commands as g
from studio.control import goods_events as ge
from studio.control import outfit_events as oe
from studio.control.console import Notice
from studio.control.host import ShowConsole
from studio.control.reducer import apply, reduce
from studio.control.state import Air, Framing, PresetEntry, Show
from studio.core.errors import LibraryError, StudioError, as_known
from studio.core.goods import Product
from studio.core.preset import Preset
from studio.core.wardrobe import Outfit
from studio.engine.gatekeeper import bar_on_air
from studio.library import paths
from studio.library.preset_edit import new_preset, preset_text, set_preset_value, write_preset_text
from studio.library.preset_pack import SUFFIX, pack_preset
from studio.library.presets import (
    PRESET_FILE,
    BrokenPreset,
    PresetOnShelf,
    background_of,
    find_preset,
    look_for_presets,
    read_preset,
)
from studio.library.rundown_file import read_rundown, write_rundown

_log = logging.getLogger(__name__)
_LOOK_S = 0.7
_JOIN_S = 10.0
_WORK = (
    ge.PresetAsked,
    ge.PresetClosed,
    ge.PresetCreateAsked,
    ge.PresetEditAsked,
    ge.PresetWriteAsked,
    ge.PresetPackAsked,
    ge.RundownImportAsked,
    ge.RundownExportAsked,
)


def preset_entries() -> tuple[PresetEntry, ...]:
    """Cards of the gallery, the broken ones with what is wrong."""
    return tuple(_entry(found) for found in look_for_presets())


def _entry(found: PresetOnShelf | BrokenPreset) -> PresetEntry:
    match found:
        case PresetOnShelf(preset=preset):
            return PresetEntry(preset.id, preset.title_zh, preset.title_en, preset.brand.name_zh)
        case BrokenPreset(folder, error):
            return PresetEntry(folder.name, folder.name, folder.name, problem=f"{error.where}: {error.what}")


def opening_events(found: PresetOnShelf, text: str, state: Show) -> tuple[e.Event, ...]:
    """The facts of a preset that comes on: itself, and all of the show that it decides."""
    preset = found.preset
    facts: list[e.Event] = [ge.PresetOpened(preset, found.rundown, text)]
    return (*facts, *dressing_events(preset, state))


def dressing_events(preset: Preset, state: Show) -> tuple[e.Event, ...]:
    """What the preset changes of the look as it is now."""
    facts: list[e.Event] = []
    label = preset.label or Show().label
    if label != state.label:
        facts.append(ge.LabelWorded(label))
    if preset.avatar and preset.avatar != state.avatar:
        facts.append(e.AvatarChosen(preset.avatar))
    if preset.outfit is not None and preset.outfit != dict(state.outfits).get(preset.avatar, Outfit()):
        facts.append(oe.OutfitChosen(preset.avatar, preset.outfit))
    if preset.prop and not dict(state.held).get(preset.prop):
        facts.append(e.ExpressionHeld(preset.prop, 1.0))
    if preset.background and preset.background != state.background:
        facts.append(e.BackgroundSet(preset.background))
    framing = preset.framing_tall if state.canvas.height > state.canvas.width else preset.framing_wide
    if framing and Framing(framing) is not state.framing:
        facts.append(e.FramingSet(Framing(framing)))
    return tuple(facts)


def dressed(state: Show, preset: str, product: str = "") -> Show:
    """The state with a preset on, and one of its products if asked: for pictures that are drawn without a show.

    Raises StudioError.
    """
    folder = find_preset(preset)
    for event in opening_events(read_preset(folder), preset_text(folder), state):
        state = apply(state, event)
    return reduce(state, g.ShowProduct(product))[0] if product else state


class BrandKeeper:
    """`hear` may be called from any thread; `start` once, then `close`, which may come without it."""

    def __init__(
        self,
        console: ShowConsole,
        *,
        check_picture: Callable[[Path], str] | None = None,
        clock: Callable[[], float] = time.time,
    ) -> None:
        """`check_picture`: what a picture holds that may not be shown, "" nothing; None: pictures are not looked at."""
        self._console = console
        self._check_picture = check_picture
        self._clock = clock
        self._orders: queue.SimpleQueue[e.Event | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._work, name="brand", daemon=True)
        self._folder: Path | None = None
        self._stamp: tuple[tuple[str, int, int], ...] = ()
        self._broken = ""
        self._looked: dict[str, tuple[tuple[int, int], str]] = {}
        """Pictures that were looked at: size and time of the file, and what was found. A look takes about a second."""
        self._to_look: tuple[str, ...] | None = None
        """The open preset's pictures, until all were looked at and told."""

    def start(self) -> None:
        self._thread.start()

    def close(self) -> None:
        if self._thread.ident is not None:
            self._orders.put(None)
            self._thread.join(_JOIN_S)

    def hear(self, notice: Notice) -> None:
        """For the console: queues and returns."""
        for event in notice.events:
            if isinstance(event, _WORK):
                self._orders.put(event)

    # --- the keeper's own thread --------------------------------------------------------------------------------------

    def _work(self) -> None:
        self._try(lambda: self._console.report(ge.PresetsFound(preset_entries())))
        while True:
            try:
                event = self._orders.get(timeout=_LOOK_S if self._to_look is None else 0.0)
            except queue.Empty:  # one picture at a time: an edit never waits for all of them
                self._try(self._look_again if self._to_look is None else self._look_at_next)
                continue
            if event is None:
                return
            self._try(partial(self._carry_out, event))

    def _try(self, work: Callable[[], None]) -> None:
        """A bug in one order is not the end of all later ones."""
        try:
            work()
        except Exception:
            _log.exception("the brand's keeper failed")

    def _carry_out(self, event: e.Event) -> None:
        match event:
            case ge.PresetAsked(name):
                self._open(name)
            case ge.PresetClosed():
                self._folder = self._to_look = None
            case ge.PresetCreateAsked():
                self._edit(lambda: _created(event), opens=True)
            case ge.PresetEditAsked(key, value):
                self._edit(lambda: set_preset_value(self._opened(), key, value, self._may_come))
            case ge.PresetWriteAsked(text):
                self._edit(lambda: write_preset_text(self._opened(), text, self._may_come))
            case ge.PresetPackAsked(path):
                self._pack(path)
            case ge.RundownImportAsked(path):
                self._import(path)
            case ge.RundownExportAsked(path):
                self._export(path)
            case _:
                pass

    def _open(self, name: str) -> None:
        try:
            folder = find_preset(name)
            found = read_preset(folder)
            text = preset_text(folder)
        except Exception as unforeseen:  # a folder nobody foresaw is refused like any other broken one
            error = as_known(unforeseen)
            self._console.report(ge.PresetRefused(name, _told(error), error.remedy))
            return
        self._come_on(folder, found, text)

    def _come_on(self, folder: Path, found: PresetOnShelf, text: str) -> None:
        self._folder, self._stamp, self._broken = folder, _stamp(folder), ""
        self._console.report(*opening_events(found, text, self._console.state))
        self._look_at_pictures(found)

    def _opened(self) -> Path:
        if self._folder is None:
            raise StudioError("no preset is open", where="preset", remedy="open one first")
        return self._folder

    def _edit(self, change: Callable[[], PresetOnShelf], *, opens: bool = False) -> None:
        try:
            found = change()
            text = preset_text(found.folder)
        except Exception as unforeseen:
            error = as_known(unforeseen)
            self._console.report(ge.PresetEditRefused(error.what, error.where, error.remedy))
            return
        if opens:
            self._console.report(ge.PresetsFound(preset_entries()))
            self._come_on(found.folder, found, text)
        else:
            self._reload(found, text)

    def _look_again(self) -> None:
        folder = self._folder
        if folder is None or (stamp := _stamp(folder)) == self._stamp:
            return
        self._stamp = stamp
        try:
            found = read_preset(folder)
            self._may_come(found)
            text = preset_text(folder)
        except Exception as unforeseen:
            error = as_known(unforeseen)
            told = _told(error)
            if told != self._broken:
                self._broken = told
                self._console.report(ge.PresetRefused(folder.name, told, error.remedy))
            return
        self._reload(found, text)

    def _may_come(self, found: PresetOnShelf) -> None:
        """Raises LibraryError for a change of the preset that may not come on air."""
        self._refuse_barred(found.folder / PRESET_FILE, ge.PresetReloaded(found.preset, found.rundown, ""))

    def _refuse_barred(self, file: Path, event: e.Event) -> None:
        state = self._console.state
        if state.air is not Air.LIVE:
            return
        after = apply(state, event)
        if self._check_picture is not None:  # on air a picture is looked at before viewers do
            seen = pictures_of(after.preset, after.rundown)
            after = replace(after, pictures=tuple((path, self._found_in(path)) for path in seen))
        if bar := bar_on_air(state, after):
            raise LibraryError(f"not on air: {bar.what}", where=str(file), remedy=bar.remedy)

    def _reload(self, found: PresetOnShelf, text: str) -> None:
        before = self._console.state.preset
        self._stamp, self._broken = _stamp(found.folder), ""
        facts: tuple[e.Event, ...] = (ge.PresetReloaded(found.preset, found.rundown, text),)
        if before.prop and before.prop != found.preset.prop and dict(self._console.state.held).get(before.prop):
            facts = (*facts, e.ExpressionHeld(before.prop, 0.0))
        if _dress(before) != _dress(found.preset):  # what the operator chose meanwhile is not undone for a new price
            facts = (*facts, *dressing_events(found.preset, self._console.state))
        self._console.report(*facts)
        self._look_at_pictures(found)

    def _look_at_pictures(self, found: PresetOnShelf) -> None:
        if self._check_picture is not None:
            self._to_look = tuple(pictures_of(found.preset, found.rundown))

    def _look_at_next(self) -> None:
        """Looks at one that is new or has changed; tells when there is none left."""
        pictures = self._to_look or ()
        for path in pictures:
            if self._looked.get(path, (None, ""))[0] == _stamp_of(Path(path)):
                continue
            try:
                self._found_in(path)
            except (
                Exception
            ) as error:  # of a picture from anywhere; it stays unproved till it changes or is opened anew
                _log.warning("%s", error)
                self._to_look = tuple(other for other in pictures if other != path)
            return
        self._to_look = None
        self._console.report(ge.PicturesChecked(tuple((path, self._looked[path][1]) for path in pictures)))

    def _found_in(self, path: str) -> str:
        stamp = _stamp_of(Path(path))
        known = self._looked.get(path)
        if known is None or known[0] != stamp:
            assert self._check_picture is not None
            known = self._looked[path] = (stamp, self._check_picture(Path(path)))
        return known[1]

    def _pack(self, path: str) -> None:
        try:
            folder = self._opened()
            target = _target(path, f"{folder.name}{SUFFIX}")
            files = pack_preset(folder, target)
        except Exception as unforeseen:
            error = as_known(unforeseen)
            self._console.report(ge.PresetEditRefused(error.what, error.where, error.remedy))
        else:
            self._console.report(ge.PresetPacked(str(target), files))

    def _import(self, path: str) -> None:
        try:
            sheet = Path(path).expanduser()
            rundown = self._with_backgrounds(sheet, read_rundown(sheet, by=sheet.name, at_s=self._clock()))
            self._refuse_barred(sheet, ge.RundownImported(str(sheet), rundown))
        except Exception as unforeseen:
            error = as_known(unforeseen)
            self._console.report(ge.RundownFailed(_told(error), error.remedy))
        else:
            self._console.report(ge.RundownImported(str(sheet), rundown))

    def _with_backgrounds(self, sheet: Path, rundown: tuple[Product, ...]) -> tuple[Product, ...]:
        """Pictures are of the preset's folder; what the show itself exported comes back as it was."""
        known = {entry.cue.background for entry in self._console.state.rundown}
        folder = self._folder or sheet.parent
        return tuple(
            entry
            if entry.cue.background in known
            else replace(
                entry,
                cue=replace(
                    entry.cue,
                    background=background_of(folder, entry.cue.background, f"{sheet.name}, {entry.id}, 背景"),
                ),
            )
            for entry in rundown
        )

    def _export(self, path: str) -> None:
        try:
            state = self._console.state
            target = _target(path, f"{state.preset.id or 'rundown'}.xlsx")
            write_rundown(target, state.rundown)
        except Exception as unforeseen:
            error = as_known(unforeseen)
            self._console.report(ge.RundownFailed(_told(error), error.remedy))
        else:
            self._console.report(ge.RundownExported(str(target)))


def _created(event: ge.PresetCreateAsked) -> PresetOnShelf:
    shelf = paths.folders().presets
    return new_preset(shelf, event.preset, title_zh=event.title_zh, title_en=event.title_en, family=event.family)


def _dress(preset: Preset) -> tuple[str | Outfit | None, ...]:
    return (
        preset.label,
        preset.avatar,
        preset.outfit,
        preset.prop,
        preset.background,
        preset.framing_wide,
        preset.framing_tall,
    )


def _target(path: str, name: str) -> Path:
    """Where a panel's wish is written: a bare name lies with the recordings."""
    return paths.folders().recordings / os.path.expanduser(path or name)


def _told(error: StudioError) -> str:
    return f"{error.where}: {error.what}" if error.where else error.what


def _stamp_of(file: Path) -> tuple[int, int]:
    try:
        info = file.stat()
    except OSError:
        return (0, 0)
    return (info.st_size, info.st_mtime_ns)


def _stamp(folder: Path) -> tuple[tuple[str, int, int], ...]:
    """What tells that a file of the folder changed: its name, size and time."""
    found: list[tuple[str, int, int]] = []
    try:
        for entry in sorted(folder.rglob("*")):
            if entry.is_file() and (entry.name == PRESET_FILE or not entry.name.startswith((".", "~"))):
                info = entry.stat()
                found.append((str(entry.relative_to(folder)), info.st_size, info.st_mtime_ns))
    except OSError:
        return ()
    return tuple(found)
