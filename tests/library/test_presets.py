from __future__ import annotations

from pathlib import Path

import pytest

from studio.core.errors import LibraryError
from studio.core.preset import Anchor, OverlayKind, Spot
from studio.core.wardrobe import Outfit
from studio.library import paths
from studio.library.presets import BrokenPreset, find_preset, look_for_presets, preset_folders, read_preset
from tests.support.presets import PRESET, RUNDOWN, make_preset


def test_a_sound_preset_says_all_that_its_file_says(tmp_path: Path) -> None:
    found = read_preset(make_preset(tmp_path))
    preset = found.preset
    assert (preset.id, preset.title_zh, preset.brand.primary) == ("shop", "示例·小店", "#426666")
    assert preset.brand.logo == str(tmp_path / "shop" / "logo.png")
    assert (preset.framing_wide, preset.framing_tall) == ("bust", "half")
    assert preset.licence.valid_until == "2028-12-31"
    assert preset.overlays[1].wide == Spot(Anchor.LEFT, 0.03, 0.0, 0.3)
    assert preset.overlays[1].tall.width > 0.3, "an unplaced overlay stands where its family puts it"
    assert [product.id for product in found.rundown] == ["A-1", "A-2"]
    assert found.rundown[0].picture == str(tmp_path / "shop" / "box.png")
    assert found.rundown[0].stock_by == "rundown.csv"
    assert found.rundown[0].stock_at_s > 0


MAT = '"close_up"\nchroma_key = {{ {} }}'
DAMAGE = [
    ("no schema", "schema = ", "# schema = ", "schema", "add"),
    ("newer schema", "preset/2", "preset/9", "schema", "update the studio"),
    ("wrong id", 'id = "shop"', 'id = "other"', "id", "rename the folder"),
    ("id with blanks", 'id = "shop"', 'id = "my shop"', "id", "small letters"),
    ("no title", "title = {", "titel = {", "titel", "title"),
    ("title without English", ', en = "Example Shop" }\n\n[brand]', " }\n\n[brand]", "title.en", "add"),
    ("no brand", "[brand]\n", "[brnad]\n", "brnad", "brand"),
    ("misspelt colour key", "primary =", "primry =", "primry", "primary"),
    ("colour by name", '"#426666"', '"red"', "brand.primary", "#rrggbb"),
    ("short colour", '"#426666"', '"#466"', "brand.primary", "#rrggbb"),
    ("unknown family", '"garden"', '"rococo"', "brand.family", "correct"),
    ("logo missing", '"logo.png"', '"lego.png"', "brand.logo", "put it into"),
    ("logo outside", '"logo.png"', '"../logo.png"', "brand.logo", "inside"),
    ("logo absolute", '"logo.png"', '"/etc/logo.png"', "brand.logo", "inside"),
    ("logo of another kind", '"logo.png"', '"rundown.csv"', "brand.logo", "use .png"),
    ("logo with a zero", '"logo.png"', '"lo\\u0000go.png"', "brand.logo", "plain"),
    ("unlawful label", "AI生成 · 数字人", "主播", "look", "correct"),
    ("label hidden", 'label = "AI生成 · 数字人"', "label = false", "look.label", "correct"),
    ("unknown framing", '"bust"', '"bast"', "look.framing.wide", "correct"),
    ("framing of both in one word", '{ wide = "bust", tall = "half" }', '"bust"', "look.framing", "correct"),
    ("date as words", "valid_from = 2026-01-01", 'valid_from = "soon"', "licence.valid_from", "correct"),
    ("dates the wrong way round", "2028-12-31", "2020-12-31", "licence", "correct"),
    ("category as text", '["lacquer"]', '"lacquer"', "licence.categories", "correct"),
    ("unknown seller key", "contact =", "phone =", "seller.phone", "use one of"),
    ("seller code too short", 'name = "示例小店', 'code = "9132"\nname = "示例小店', "seller.code", "18 characters"),
    ("unknown overlay kind", '"product_card"', '"prodcut_card"', "overlay.1.kind", "correct"),
    ("two overlays of one id", 'id = "line"', 'id = "card"', "card", "correct"),
    ("unknown anchor", '"left"', '"middle"', "overlay.1.wide.anchor", "correct"),
    ("overlay far outside", "x = 0.03", "x = 7.0", "overlay.1.wide.x", "correct"),
    ("overlay without width", "width = 0.3", "width = 0.0", "overlay.1.wide.width", "correct"),
    ("whole number where a share is due", "x = 0.03", 'x = "0.03"', "overlay.1.wide.x", "correct"),
    ("sticker without a picture", '"lower_third"', '"sticker"', "line", "name its file"),
    (
        "close-up key on another overlay",
        'kind = "lower_third"',
        'kind = "lower_third"\nframe = true',
        "overlay.2",
        "correct",
    ),
    (
        "mat of no colour",
        'kind = "lower_third"',
        'kind = "close_up"\nchroma_key = { color = "green" }',
        "chroma_key.color",
        "#rrggbb",
    ),
    (
        "unknown key of a key",
        'kind = "lower_third"',
        'kind = "close_up"\nchroma_key = { colour = "#00b140" }',
        "chroma_key.colour",
        "color",
    ),
    (
        "two close-ups",
        'kind = "lower_third"',
        'kind = "close_up"\n[[overlay]]\nid = "b"\nkind = "close_up"',
        "close_up",
        "correct",
    ),
    ("text as a word", '{ zh = "今晚八点", en = "Tonight at eight" }', '"今晚八点"', "overlay.2.text", "correct"),
    ("far too long a text", "今晚八点", "长" * 400, "overlay.2.text.zh", "correct"),
    ("scene that does nothing", 'product = "A-1"\n', "", "scene", "correct"),
    ("scene of a product nobody sells", '"A-1"\n\n[[hotkey]]', '"A-7"\n\n[[hotkey]]', "scene.product", "A-"),
    ("hotkey without a command", '"NextProduct"', '"NextProdukt"', "NextProdukt", "NextProduct"),
    ("hotkey with a wrong argument", '"NextProduct"', '"SetFraming"', "Ctrl+Alt+Right", "framing"),
    ("no TOML at all", "[brand]", "[brand", "TOML", "correct"),
    ("a key twice", 'id = "shop"', 'id = "shop"\nid = "shop"', "TOML", "correct"),
    ("a table twice", "[seller]", "[brand]", "TOML", "correct"),
    ("rundown outside", 'id = "shop"\n', 'id = "shop"\nrundown = "../x.csv"\n', "rundown", "inside"),
    ("rundown missing", 'id = "shop"\n', 'id = "shop"\nrundown = "list.xlsx"\n', "list.xlsx", "put it into"),
    ("rundown of another kind", 'id = "shop"\n', 'id = "shop"\nrundown = "logo.png"\n', "rundown", "use .csv"),
]


@pytest.mark.parametrize(("old", "new", "key", "remedy"), [c[1:] for c in DAMAGE], ids=[c[0] for c in DAMAGE])
def test_damage_is_told_with_file_key_and_remedy(tmp_path: Path, old: str, new: str, key: str, remedy: str) -> None:
    assert old in PRESET
    folder = make_preset(tmp_path, PRESET.replace(old, new, 1))
    with pytest.raises(LibraryError) as refused:
        read_preset(folder)
    error = refused.value
    assert "preset.toml" in error.where or "rundown" in error.where
    assert key in f"{error.where} {error.what}", error
    assert remedy in error.remedy, error


def test_there_are_forty_kinds_of_damage() -> None:
    assert len({case[0] for case in DAMAGE}) >= 40


SHEET_DAMAGE = [
    ("no name column", "品名", "名称呢", "品名"),
    ("no name", "漆盒", "", "品名"),
    ("price in words", "199,", "便宜,", "直播价"),
    ("price below zero", "199,", "-1,", "直播价"),
    ("a tenth of a fen", "99.5,", "99.555,", "直播价"),
    ("stock in words", ",20,", ",很多,", "库存"),
    ("unknown kind", "过款", "神款", "类型"),
    ("two products of one id", "A-2", "A-1", "SKU/链接号"),
    ("two columns of one meaning", "计价单位", "直播价", "直播价"),
    ("picture missing", "box.png", "fox.png", "图片"),
    ("picture outside", "box.png", "../../x.png", "图片"),
]


@pytest.mark.parametrize(("old", "new", "where"), [case[1:] for case in SHEET_DAMAGE], ids=[c[0] for c in SHEET_DAMAGE])
def test_a_damaged_sheet_is_told_with_row_and_column(tmp_path: Path, old: str, new: str, where: str) -> None:
    assert old in RUNDOWN
    folder = make_preset(tmp_path, rundown=RUNDOWN.replace(old, new, 1))
    with pytest.raises(LibraryError) as refused:
        read_preset(folder)
    assert where in f"{refused.value.where} {refused.value.what}", refused.value
    assert refused.value.remedy


def test_a_broken_folder_hides_no_other_and_ones_own_comes_before_the_house(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STUDIO_HOME", str(tmp_path))
    shelf = paths.folders().presets
    make_preset(shelf)
    make_preset(shelf, PRESET.replace('"shop"', '"broken"').replace('"garden"', '"rococo"'), name="broken")
    make_preset(shelf, PRESET.replace('"shop"', '"lacquer"'), name="lacquer")
    seen = look_for_presets()
    assert {found.folder.name for found in seen} >= {"shop", "broken", "lacquer", "teahouse", "cosmetics"}
    assert [found.folder.name for found in seen if isinstance(found, BrokenPreset)] == ["broken"]
    assert find_preset("lacquer") == shelf / "lacquer"
    with pytest.raises(LibraryError) as refused:
        find_preset("laquer")
    assert "lacquer" in refused.value.remedy


@pytest.mark.parametrize("name", ["lacquer", "cosmetics", "teahouse"])
def test_the_house_presets_are_complete(name: str) -> None:
    found = read_preset(next(folder for folder in preset_folders() if folder.name == name))
    assert len(found.rundown) >= 6
    kinds = {item.kind for item in found.preset.overlays}
    assert kinds >= {OverlayKind.PRODUCT_CARD, OverlayKind.SELLER, OverlayKind.SHOP, OverlayKind.CORRECTION}
    assert "示例" in found.preset.brand.name_zh, "demo brands say that they are made up"


@pytest.mark.parametrize(
    ("name", "drawing"),
    [
        ("logo.svg", "<g id='a'><use href='#a'/></g>"),
        ("logo.svg", "<rect/>" * 6000),
        ("logo.svg", "<image href='/etc/hostname'/>"),
        ("logo.png", "<rect/>" * 6000),
    ],
)
def test_a_drawing_unsafe_to_draw_is_told_to_its_author(tmp_path: Path, name: str, drawing: str) -> None:
    folder = make_preset(tmp_path, PRESET.replace("logo.png", name))
    (folder / name).write_text(f"<svg xmlns='http://www.w3.org/2000/svg'>{drawing}</svg>")
    with pytest.raises(LibraryError, match="SVG") as refused:
        read_preset(folder)
    assert "brand.logo" in refused.value.where
    assert refused.value.remedy


_OUTSIDE = [
    "/etc/x.png", "../x.png", "a/../../x.png", "http://x.example/a.png", "file:///etc/x.png", "//host/share/x.png",
    "~/x.png", "\\\\\\\\host\\\\x.png", "C:/x.png", "/etc/hostname", "../../secret", "set:../x", "brown",
]  # fmt: skip


@pytest.mark.parametrize("words", _OUTSIDE)
def test_a_background_is_no_file_outside_the_folder(tmp_path: Path, words: str) -> None:
    (tmp_path / "x.png").write_bytes(b"x")
    text = PRESET.replace("set:geyuan/autumn", words)
    with pytest.raises(LibraryError) as refused:
        read_preset(make_preset(tmp_path, text))
    assert "look.background" in refused.value.where
    assert refused.value.remedy


@pytest.mark.parametrize("words", [words.replace("\\\\", "\\") for words in _OUTSIDE])
def test_a_background_of_the_rundown_is_no_file_outside_the_folder(tmp_path: Path, words: str) -> None:
    (tmp_path / "x.png").write_bytes(b"x")
    with pytest.raises(LibraryError) as refused:
        read_preset(make_preset(tmp_path, rundown=_with_background(words)))
    assert "A-1, 背景" in refused.value.where


@pytest.mark.parametrize("words", ["", "transparent", "default", "#9d2933", "#9d293380", "set:geyuan", "set:a/b/still"])
def test_backgrounds_by_name_and_colour_stay_as_they_are(tmp_path: Path, words: str) -> None:
    text = PRESET.replace("set:geyuan/autumn", words)
    found = read_preset(make_preset(tmp_path, text, _with_background(words)))
    assert (found.preset.background, found.rundown[0].cue.background) == (words, words)


def test_a_background_of_the_rundown_is_a_picture_of_the_folder(tmp_path: Path) -> None:
    found = read_preset(make_preset(tmp_path, rundown=_with_background("box.png")))
    assert found.rundown[0].cue.background == str(tmp_path / "shop" / "box.png")


@pytest.mark.parametrize("name", ["/etc/x.vrm", "../x", "http://x.example/a.vrm", "//host/x", "~/a", "a.vrm", "c:x"])
def test_an_avatar_is_one_of_the_shelf(tmp_path: Path, name: str) -> None:
    text = PRESET.replace("[look]\n", f'[look]\navatar = "{name}"\n')
    with pytest.raises(LibraryError, match="no avatar") as refused:
        read_preset(make_preset(tmp_path, text))
    assert "look.avatar" in refused.value.where
    assert refused.value.remedy


@pytest.mark.parametrize(
    ("command", "args"),
    [("SetBackground", 'background = "/etc/x.png"'), ("ChooseAvatar", 'avatar = "/etc/x.vrm"')],
)
def test_a_hotkey_reaches_no_further(tmp_path: Path, command: str, args: str) -> None:
    text = PRESET.replace('"NextProduct"', f'"{command}"\nargs = {{ {args} }}')
    with pytest.raises(LibraryError, match=r"outside|no avatar") as refused:
        read_preset(make_preset(tmp_path, text))
    assert "hotkey" in refused.value.where


def _with_background(words: str) -> str:
    head, first, second = RUNDOWN.splitlines()
    return f"{head},背景\n{first},{words}\n{second},\n"


DRESS = [
    ("palette of nobody", 'palette = "plumb"', "look.palette", "plum"),
    ("part that is not tinted", 'tint = { coat = "#9d2933" }', "look.tint", "cloud"),
    ("part misspelt", 'tint = { clowd = "accent" }', "look.tint", "cloud"),
    ("accessory misspelt", "accessories = { puch = false }", "look.accessories", "pouch"),
    ("tint by name", 'tint = { cloud = "red" }', "look.tint.cloud", "primary"),
    ("accessory as a word", 'accessories = { pouch = "off" }', "look.accessories.pouch", "correct"),
    ("key misspelt", 'pallete = "plum"', "look.pallete", "palette"),
]


@pytest.mark.parametrize(("line", "key", "remedy"), [case[1:] for case in DRESS], ids=[case[0] for case in DRESS])
def test_an_outfit_the_avatar_does_not_have_is_told_with_key_and_remedy(
    tmp_path: Path, line: str, key: str, remedy: str
) -> None:
    folder = make_preset(tmp_path, PRESET.replace("[look]\n", f'[look]\navatar = "zhuxi"\n{line}\n', 1))
    with pytest.raises(LibraryError) as refused:
        read_preset(folder)
    assert key in f"{refused.value.where} {refused.value.what}"
    assert remedy in refused.value.remedy


def test_an_outfit_without_an_avatar_is_nobodys(tmp_path: Path) -> None:
    folder = make_preset(tmp_path, PRESET.replace("[look]\n", '[look]\npalette = "plum"\n', 1))
    with pytest.raises(LibraryError, match="name the avatar too"):
        read_preset(folder)


def test_a_preset_dresses_its_avatar_in_its_own_colours(tmp_path: Path) -> None:
    lines = 'avatar = "zhuxi"\npalette = "plum"\ntint = { cloud = "primary" }\n'
    lines += "accessories = { pouch = false, plum = true }\n"
    found = read_preset(make_preset(tmp_path, PRESET.replace("[look]\n", f"[look]\n{lines}", 1)))
    assert found.preset.outfit == Outfit("plum", (("cloud", "#426666"),), ("pouch",))
    assert read_preset(make_preset(tmp_path / "plain")).preset.outfit is None


def test_an_avatar_that_is_not_here_yet_is_believed(tmp_path: Path) -> None:
    lines = 'avatar = "somebody"\npalette = "dawn"\n'
    found = read_preset(make_preset(tmp_path, PRESET.replace("[look]\n", f"[look]\n{lines}", 1)))
    assert found.preset.outfit == Outfit("dawn")
