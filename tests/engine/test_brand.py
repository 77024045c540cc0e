"""A brand's preset in a show: it comes on, its file changes, breaks and is mended, and its goods go in and out."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from studio.control import events as e
from studio.control import goods_commands as g
from studio.control import goods_events as ge
from studio.control import outfit_events as oe
from studio.control.console import Notice
from studio.control.host import ShowConsole
from studio.control.state import Canvas, Framing, PartStatus, Show
from studio.core.errors import CommandError
from studio.core.preset import Family
from studio.core.wardrobe import Outfit
from studio.engine.brand import BrandKeeper
from studio.library import paths
from tests.support.presets import PRESET, RUNDOWN, make_preset
from tests.support.waiting import wait_until


class Studio:
    """A console with its keeper, and all that happened."""

    def __init__(self, shelf: Path, state: Show | None = None) -> None:
        self.shelf = shelf
        self.events: list[e.Event] = []
        self.looked_at: list[str] = []
        self.console = ShowConsole(state or Show(framing=Framing.FACE), director=self._hear)
        self.keeper = BrandKeeper(self.console, check_picture=self._look, clock=lambda: 7.0)
        self.keeper.start()

    def _hear(self, notice: Notice) -> None:
        self.events += notice.events
        self.keeper.hear(notice)

    def _look(self, path: Path) -> str:
        self.looked_at.append(path.name)
        return "二维码 QR code" if path.name == "box.png" else ""

    def heard(self, kind: type[e.Event]) -> int:
        return sum(isinstance(event, kind) for event in self.events)

    @property
    def state(self) -> Show:
        return self.console.state


@pytest.fixture
def studio(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Studio]:
    monkeypatch.setenv("STUDIO_HOME", str(tmp_path))
    make_preset(paths.folders().presets)
    studio = Studio(paths.folders().presets)
    yield studio
    studio.keeper.close()


@pytest.fixture
def shop(studio: Studio) -> Studio:
    studio.console.send(g.OpenPreset("shop"))
    wait_until("its pictures were looked at", lambda: bool(studio.state.pictures))
    return studio


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")


def test_a_preset_comes_on_with_all_that_it_decides(shop: Studio) -> None:
    state = shop.state
    assert (state.preset.id, state.preset_part.status) == ("shop", PartStatus.RUNNING)
    assert (state.background, state.framing) == ("set:geyuan/autumn", Framing.BUST)
    assert [product.id for product in state.rundown] == ["A-1", "A-2"]
    assert [item.id for item in state.overlays] == ["seller", "card", "line"]
    assert state.preset_text == PRESET
    assert dict(state.pictures) == {
        str(shop.shelf / "shop" / "logo.png"): "",
        str(shop.shelf / "shop" / "box.png"): "二维码 QR code",
    }


def test_on_a_tall_canvas_the_tall_framing_counts(studio: Studio) -> None:
    studio.keeper.close()
    tall = Studio(studio.shelf, Show(canvas=Canvas(1080, 1920, 30)))
    tall.console.send(g.OpenPreset("shop"))
    wait_until("the tall framing is on", lambda: tall.state.framing is Framing.HALF)
    tall.keeper.close()


def test_the_gallery_tells_the_broken_ones_too(studio: Studio) -> None:
    wait_until("the gallery is told", lambda: studio.heard(ge.PresetsFound) > 0)
    make_preset(studio.shelf, PRESET.replace('"shop"', '"odd"').replace("garden", "rococo"), name="odd")
    studio.console.send(g.CreatePreset("fresh", "示例·新店", "Fresh", Family.MARKET))
    wait_until("the new preset is on", lambda: studio.state.preset.id == "fresh")
    entries = {entry.preset: entry for entry in studio.state.presets}
    assert entries["shop"].problem == ""
    assert "brand.family" in entries["odd"].problem
    assert entries["fresh"].title_zh == "示例·新店"


def test_one_that_is_not_there_leaves_the_last_good_one(shop: Studio) -> None:
    shop.console.send(g.OpenPreset("shoop"))
    wait_until("it is refused", lambda: shop.state.preset_part.status is PartStatus.FAILED)
    assert shop.state.preset.id == "shop"
    assert "shop" in shop.state.preset_part.remedy


def test_a_changed_file_comes_on_and_keeps_what_was_edited_live(shop: Studio) -> None:
    shop.console.send(g.ShowProduct("A-1"))
    shop.console.send(g.SetPrice("A-1", 18800, "小李"))
    _write(shop.shelf / "shop" / "preset.toml", PRESET.replace("今晚八点", "明晚八点"))
    wait_until("the new words are on", lambda: shop.state.overlays[2].text_zh == "明晚八点")
    assert shop.state.product == "A-1"
    assert shop.state.rundown[0].price_fen == 18800


def test_a_price_changed_in_the_sheet_does_not_undo_what_the_operator_chose(shop: Studio) -> None:
    shop.console.report(e.BackgroundSet("transparent"))
    _write(shop.shelf / "shop" / "rundown.csv", RUNDOWN.replace("99.5", "88"))
    wait_until("the new price is on", lambda: shop.state.rundown[1].price_fen == 8800)
    assert shop.state.background == "transparent"


def test_a_broken_edit_keeps_the_last_good_one_on_and_says_what_is_wrong_once(shop: Studio) -> None:
    _write(shop.shelf / "shop" / "preset.toml", PRESET.replace("#426666", "grün"))
    wait_until("it is told to be broken", lambda: shop.state.preset_part.status is PartStatus.FAILED)
    assert "brand.primary" in shop.state.preset_part.problem
    assert shop.state.preset.brand.primary == "#426666"
    time.sleep(1.6)
    assert shop.heard(ge.PresetRefused) == 1
    _write(shop.shelf / "shop" / "preset.toml", PRESET.replace("#426666", "#9d2933"))
    wait_until("the mended one is on", lambda: shop.state.preset.brand.primary == "#9d2933")
    assert shop.state.preset_part.status is PartStatus.RUNNING


def test_edits_of_the_desk_are_in_the_file_and_on_the_picture(shop: Studio) -> None:
    shop.console.send(g.EditPreset("brand.accent", '"#db5a6b"'))
    wait_until("the colour is on", lambda: shop.state.preset.brand.accent == "#db5a6b")
    assert '"#db5a6b"' in (shop.shelf / "shop" / "preset.toml").read_text(encoding="utf-8")
    shop.console.send(g.EditPreset("brand.accent", '"pink"'))
    wait_until("the edit is refused", lambda: shop.heard(ge.PresetEditRefused) == 1)
    assert shop.state.preset.brand.accent == "#db5a6b"
    shop.console.send(g.WritePreset(PRESET.replace("示例·小店", "示例·大店")))
    wait_until("the new title is on", lambda: shop.state.preset.title_zh == "示例·大店")


def test_a_pack_and_a_sheet_are_written_where_they_were_asked_for(shop: Studio, tmp_path: Path) -> None:
    shop.console.send(g.PackPreset(str(tmp_path / "shop.zip")))
    wait_until("it is packed", lambda: shop.heard(ge.PresetPacked) == 1)
    assert (tmp_path / "shop.zip").stat().st_size > 500
    shop.console.send(g.SetStock("A-1", 3, "小王"))
    shop.console.send(g.ExportRundown(str(tmp_path / "now.xlsx")))
    wait_until("it is exported", lambda: shop.heard(ge.RundownExported) == 1)
    shop.console.send(g.ImportRundown(str(tmp_path / "now.xlsx")))
    wait_until("it is imported", lambda: shop.heard(ge.RundownImported) == 1)
    assert (shop.state.rundown[0].stock, shop.state.rundown[0].stock_by) == (3, "now.xlsx")
    assert shop.state.rundown[0].rest == (("供应商编码", "GY-77"),)


def test_a_sheet_that_cannot_be_read_leaves_the_rundown(shop: Studio, tmp_path: Path) -> None:
    _write(tmp_path / "bad.csv", "品名,价格\n盒,很贵\n")
    shop.console.send(g.ImportRundown(str(tmp_path / "bad.csv")))
    wait_until("the import failed", lambda: shop.state.rundown_part.status is PartStatus.FAILED)
    assert "row 2" in shop.state.rundown_part.problem
    assert len(shop.state.rundown) == 2


def test_nothing_of_a_closed_preset_comes_back_when_its_file_changes(shop: Studio) -> None:
    shop.console.send(g.ClosePreset())
    _write(shop.shelf / "shop" / "preset.toml", PRESET.replace("今晚八点", "明晚八点"))
    time.sleep(1.6)
    assert shop.heard(ge.PresetReloaded) == 0
    assert replace(shop.state, health=Show().health).rundown == ()
    with pytest.raises(CommandError, match="no preset"):
        shop.console.send(g.EditPreset("brand.accent", '"#db5a6b"'))


def test_another_prop_is_taken_up_and_the_one_before_laid_down(shop: Studio) -> None:
    for prop, held in (("fan", (("fan", 1.0),)), ("brush", (("brush", 1.0),)), ("", ())):
        shop.console.send(g.EditPreset("look.prop", f'"{prop}"'))
        wait_until("it is in the hand", lambda held=held: shop.state.held == held)


def test_an_edit_does_not_wait_for_the_pictures_and_none_is_looked_at_twice(tmp_path: Path, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setenv("STUDIO_HOME", str(tmp_path))
    make_preset(paths.folders().presets)
    console, may_look, looked = ShowConsole(Show()), threading.Event(), list[str]()

    def look(path: Path) -> str:
        looked.append(path.name)
        assert may_look.wait(30)
        return ""

    keeper = BrandKeeper(console, check_picture=look)
    console.listen(keeper.hear)
    keeper.start()
    try:
        console.send(g.OpenPreset("shop"))
        wait_until("the first of two pictures is being looked at", lambda: len(looked) == 1)
        console.send(g.EditPreset("brand.accent", '"#9d2933"'))
        may_look.set()
        wait_until("the edit is on", lambda: console.state.preset.brand.accent == "#9d2933")
        wait_until("all pictures were looked at", lambda: len(console.state.pictures) == 2)
        console.send(g.EditPreset("brand.accent", '"#065279"'))
        wait_until("the next edit is on", lambda: console.state.preset.brand.accent == "#065279")
        (paths.folders().presets / "shop" / "logo.png").write_bytes(b"another")
        wait_until("the changed one was looked at again", lambda: looked.count("logo.png") == 2)
        assert looked.count("box.png") == 1
    finally:
        may_look.set()
        keeper.close()


def test_on_air_a_change_that_the_gate_would_refuse_does_not_come_on(shop: Studio) -> None:
    shop.console.report(e.WentLive())
    file = shop.shelf / "shop" / "preset.toml"
    _write(file, PRESET.replace("今晚八点", "全网最低价"))
    wait_until("the file was refused", lambda: shop.state.preset_part.status is PartStatus.FAILED)
    assert "全网最低价" not in shop.state.preset_text
    _write(file, PRESET)
    wait_until("the sound file came back", lambda: shop.state.preset_part.status is PartStatus.RUNNING)
    shop.console.send(g.EditPreset("licence.valid_until", '"2026-02-01"'))
    shop.console.send(g.EditPreset("overlay.0.kind", '"notice"'))
    wait_until("both were refused", lambda: shop.heard(ge.PresetEditRefused) == 2)
    assert file.read_text(encoding="utf-8") == PRESET
    sheet = shop.shelf / "other.csv"
    _write(sheet, RUNDOWN.replace("漆盒", "国家级漆盒"))
    shop.console.send(g.ImportRundown(str(sheet)))
    wait_until("the sheet was refused", lambda: shop.state.rundown_part.status is PartStatus.FAILED)
    assert [product.name for product in shop.state.rundown] == ["漆盒", "漆盘"]


def test_a_picture_that_breaks_the_look_breaks_nothing_else(studio: Studio, monkeypatch: pytest.MonkeyPatch) -> None:
    studio.keeper.close()

    def look(path: Path) -> str:
        raise RuntimeError(f"decoder lost in {path.name}")

    keeper = BrandKeeper(studio.console, check_picture=look)
    monkeypatch.setattr(studio, "keeper", keeper)
    keeper.start()
    studio.console.send(g.OpenPreset("shop"))
    wait_until("it was told that nothing is proved", lambda: studio.heard(ge.PicturesChecked) == 1)
    assert studio.state.pictures == ()
    studio.console.send(g.EditPreset("brand.primary", '"#123456"'))
    wait_until("the edit came on", lambda: studio.state.preset.brand.primary == "#123456")


def test_on_air_a_picture_is_looked_at_before_it_comes_on(studio: Studio) -> None:
    folder = studio.shelf / "shop"
    (folder / "box.png").rename(folder / "tray.png")
    sound = RUNDOWN.replace("box.png", "tray.png")
    _write(folder / "rundown.csv", sound)
    studio.console.send(g.OpenPreset("shop"))
    wait_until("its pictures were looked at", lambda: len(studio.state.pictures) == 2)
    studio.console.report(e.WentLive())
    (folder / "box.png").write_bytes((folder / "tray.png").read_bytes())
    _write(folder / "rundown.csv", RUNDOWN)
    wait_until("the picture with a code was refused", lambda: studio.state.preset_part.status is PartStatus.FAILED)
    assert [Path(product.picture).name for product in studio.state.rundown if product.picture] == ["tray.png"]


@pytest.mark.parametrize("background", ["/etc/hostname.png", "../logo.png", "https://example.com/a.png"])
def test_an_imported_sheet_leads_to_no_file_outside_the_preset(shop: Studio, background: str) -> None:
    sheet = shop.shelf / "other.csv"
    head, first, *rest = RUNDOWN.splitlines()
    _write(sheet, "\n".join([f"{head},背景", f"{first},{background}", *(f"{line}," for line in rest)]))
    shop.console.send(g.ImportRundown(str(sheet)))
    wait_until("the sheet was refused", lambda: shop.state.rundown_part.status is PartStatus.FAILED)
    assert "背景" in shop.state.rundown_part.problem


def test_a_preset_dresses_its_avatar_and_a_new_price_undresses_nobody(studio: Studio) -> None:
    file = studio.shelf / "shop" / "preset.toml"
    _write(file, PRESET.replace("[look]\n", '[look]\navatar = "zhuxi"\npalette = "plum"\n', 1))
    studio.console.send(g.OpenPreset("shop"))
    wait_until("she wears it", lambda: studio.state.outfit == Outfit("plum"))
    assert studio.state.avatar == "zhuxi"
    studio.console.report(oe.OutfitChosen("zhuxi", Outfit("moon")))  # the operator likes another better
    _write(file, file.read_text(encoding="utf-8").replace("今晚八点", "今晚九点"))
    wait_until("the new words", lambda: studio.heard(ge.PresetReloaded) == 1)
    assert studio.state.outfit == Outfit("moon")
    _write(file, file.read_text(encoding="utf-8").replace('"plum"', '"lacquer"'))
    wait_until("the brand changed its mind", lambda: studio.state.outfit == Outfit("lacquer"))
