"""Brand presets on the shelf: folders with a `preset.toml`, the user's own before the house's of the same name."""

from __future__ import annotations

import difflib
import json
import re
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from studio.control.catalogue import CATALOGUE
from studio.control.codec import command_from_json
from studio.control.roles import COMMANDS_OF, Role
from studio.core.errors import CommandError, LibraryError, StudioError
from studio.core.goods import Product, Seller
from studio.core.overlay_places import place_of
from studio.core.preset import (
    Brand,
    ChromaKey,
    CloseUp,
    Family,
    Hotkey,
    Licence,
    OverlayItem,
    OverlayKind,
    Preset,
    SceneRule,
    Spot,
    brand_color,
)
from studio.core.svg import check_svg, looks_like_svg
from studio.core.wardrobe import Outfit
from studio.library import paths, shelf
from studio.library.preset_file import KeyTable, LookTable, OverlayTable, PresetFile, SpotTable
from studio.library.preset_migration import migrated
from studio.library.reading import parse_toml, read_table, read_text
from studio.library.rundown_file import read_rundown
from studio.library.wardrobe_file import check_outfit
from studio.staging.overlays.alpha_video import check_video, is_video

PRESET_FILE = "preset.toml"
PICTURES = (".png", ".jpg", ".jpeg", ".webp", ".svg", ".gif")
STICKERS = (*PICTURES, ".webm")
_BACKGROUND = re.compile(r"transparent|default|#[0-9a-fA-F]{6}(?:[0-9a-fA-F]{2})?|set:[\w-]+(?:/[\w-]+){0,2}")
MOST_PICTURE_BYTES = 32_000_000


@dataclass(frozen=True, slots=True)
class PresetOnShelf:
    """A sound one."""

    folder: Path
    file: PresetFile
    preset: Preset
    rundown: tuple[Product, ...]


@dataclass(frozen=True, slots=True)
class BrokenPreset:
    """One that is there and cannot be opened."""

    folder: Path
    error: LibraryError


def preset_folders() -> list[Path]:
    """All folders that hold a preset's file, sound or not; of two with one name the user's."""
    found: dict[str, Path] = {}
    for place in (paths.folders().presets, paths.house_shelf("presets")):
        try:
            entries = sorted(place.iterdir())
        except OSError:
            continue
        for entry in entries:
            if (entry / PRESET_FILE).is_file():
                found.setdefault(entry.name, entry)
    return [found[name] for name in sorted(found)]


def look_for_presets() -> tuple[PresetOnShelf | BrokenPreset, ...]:
    """Every preset, by name; a broken one hides no other."""
    found: list[PresetOnShelf | BrokenPreset] = []
    for folder in preset_folders():
        try:
            found.append(read_preset(folder))
        except LibraryError as error:
            found.append(BrokenPreset(folder, error))
    return tuple(found)


def find_preset(name: str) -> Path:
    """The folder of a preset, by its name or the path of its folder. Raises LibraryError."""
    try:
        path = Path(name).expanduser()
        if len(path.parts) > 1 and (path / PRESET_FILE).is_file():
            return path
    except (OSError, ValueError, RuntimeError) as error:
        raise LibraryError(f"“{name!r}” is no name", where="presets", remedy="write a plain name") from error
    folders = {folder.name: folder for folder in preset_folders()}
    if name in folders:
        return folders[name]
    near = difflib.get_close_matches(name, folders, n=1)
    known = ", ".join(folders) or "none yet: `studio preset new`"
    raise LibraryError(
        f"there is no preset “{name}”",
        where="presets",
        remedy=f"did you mean “{near[0]}”?" if near else f"use one of: {known}",
    )


def read_preset(folder: Path) -> PresetOnShelf:
    """The preset of a folder with its rundown; an older form is read as the present one. Raises LibraryError that names
    file, key and remedy."""
    return check_preset_text(folder, read_text(folder / PRESET_FILE))


def check_preset_text(folder: Path, text: str) -> PresetOnShelf:
    """What the folder would be with this text as its file. Raises LibraryError, as `read_preset`."""
    where = str(folder / PRESET_FILE)
    present = migrated(text, where=where).text
    return _checked(folder, read_table(PresetFile, parse_toml(present, where=where), where=where))


def _checked(folder: Path, file: PresetFile) -> PresetOnShelf:
    where = str(folder / PRESET_FILE)
    if file.id != folder.name:
        raise LibraryError(
            f"id “{file.id}” is not the folder's name",
            where=where,
            remedy=f"rename the folder or write id = “{folder.name}”",
        )
    preset = _preset(folder, file)
    rundown = _rundown(folder, file)
    ids = {product.id for product in rundown}
    for rule in preset.scenes:
        if rule.product and rule.product not in ids:
            raise LibraryError(
                f"the scene rule “{rule.scene}” names a product “{rule.product}” that the rundown lacks",
                where=f"{where}, scene.product",
                remedy=_instead(rule.product, ids),
            )
    return PresetOnShelf(folder, file, preset, rundown)


def _rundown(folder: Path, file: PresetFile) -> tuple[Product, ...]:
    path = file_inside(folder, file.rundown, "rundown", (".csv", ".xlsx"), needed=file.rundown != "rundown.csv")
    if path is None:
        return ()
    products = read_rundown(path, by=path.name, at_s=path.stat().st_mtime)
    return tuple(_with_files(folder, path, product) for product in products)


def _with_files(folder: Path, sheet: Path, product: Product) -> Product:
    """Its pictures as files of the folder."""
    if product.picture:
        picture = file_inside(folder, product.picture, f"{sheet.name}, {product.id}, 图片", PICTURES)
        product = replace(product, picture=str(picture))
    if product.cue.background:
        background = background_of(folder, product.cue.background, f"{sheet.name}, {product.id}, 背景")
        product = replace(product, cue=replace(product.cue, background=background))
    return product


def _preset(folder: Path, file: PresetFile) -> Preset:
    where = folder / PRESET_FILE
    brand, look = file.brand, file.look
    logo = file_inside(folder, brand.logo, "brand.logo", PICTURES) if brand.logo else None
    colors = Brand(
        brand.name.zh,
        brand.name.en,
        brand.legal_name,
        brand.code,
        brand.primary,
        brand.secondary,
        brand.accent,
        brand.ink,
        brand.family,
        brand.serif,
        str(logo or ""),
        brand.clear_space,
    )
    avatar = _avatar(look.avatar, f"{where}, look.avatar")
    return Preset(
        id=file.id,
        title_zh=file.title.zh,
        title_en=file.title.en,
        brand=colors,
        avatar=avatar,
        outfit=_outfit(avatar, look, colors, str(where)),
        prop=look.prop,
        background=background_of(folder, look.background, "look.background"),
        framing_wide=look.framing.wide or "",
        framing_tall=look.framing.tall or "",
        label=look.label,
        platform=file.platform.name,
        registered_as=file.platform.registered_as,
        english=file.english,
        seller=Seller(file.seller.name, file.seller.code, file.seller.address, file.seller.contact),
        licence=Licence(
            file.licence.valid_from.isoformat() if file.licence.valid_from else "",
            file.licence.valid_until.isoformat() if file.licence.valid_until else "",
            file.licence.categories,
            file.licence.platforms,
        ),
        overlays=tuple(_overlay(folder, brand.family, table) for table in file.overlay),
        scenes=tuple(SceneRule(rule.scene, rule.product, rule.framing or "", rule.slate) for rule in file.scene),
        hotkeys=tuple(_hotkey(folder, key.keys, key.command, key.args) for key in file.hotkey),
        reviewers=file.reviewers,
    )


def background_of(folder: Path, words: str, key: str) -> str:
    """As `SetBackground` takes it, but a picture is one of the folder: a preset or sheet may come from anywhere.

    `key`: for the message. Raises LibraryError.
    """
    if not words or _BACKGROUND.fullmatch(words):
        return words
    where = f"{folder / PRESET_FILE}, {key}"
    if words.startswith(("/", "~")) or any(mark in words for mark in (":", "\\", "//")):
        raise LibraryError(f"“{words}” lies outside the preset's folder", where=where, remedy="put the file inside")
    if PurePosixPath(words).suffix.lower() in PICTURES or "/" in words:
        return str(file_inside(folder, words, key, PICTURES))
    raise LibraryError(
        f"“{words}” is no background",
        where=where,
        remedy="write set:ID/VARIANT, #rrggbb, transparent, default or a picture of the folder",
    )


def _avatar(name: str, where: str) -> str:
    """Only of the shelf: by its path a preset from anywhere would make the studio open any file, or another machine."""
    if name.startswith(("~", ".")) or any(mark in name for mark in "/\\:\0") or name.lower().endswith(".vrm"):
        raise LibraryError(
            f"“{name}” is no avatar's name",
            where=where,
            remedy="put the avatar on the shelf and write its plain name",
        )
    return name


def _outfit(avatar: str, look: LookTable, brand: Brand, where: str) -> Outfit | None:
    """What the avatar wears, None if the preset does not say. An avatar that is not here is not asked: it may be put
    on the shelf later. Raises LibraryError for names that its wardrobe does not have."""
    if not (look.palette or look.tint or look.accessories):
        return None
    tints = tuple(sorted((part, brand_color(brand, color).lower()) for part, color in look.tint.items()))
    off = tuple(sorted(name for name, on in look.accessories.items() if not on))
    found = next((entry for entry in shelf.avatars() if entry.name == avatar), None)
    if found is None:
        return Outfit(look.palette, tints, off)
    if found.wardrobe is None:
        raise LibraryError(
            f"the avatar “{avatar}” has no wardrobe",
            where=f"{where}, look",
            remedy="leave palette, tint and accessories out, or choose another avatar",
        )
    wardrobe = found.wardrobe.wardrobe
    check_outfit(wardrobe, look.palette, look.tint, look.accessories, where)
    return Outfit("" if look.palette == wardrobe.palettes[0].id else look.palette, tints, off)


def _overlay(folder: Path, family: Family, table: OverlayTable) -> OverlayItem:
    key = f"overlay “{table.id}”, picture"
    picture = table.picture
    if picture:
        kinds = STICKERS if table.kind is OverlayKind.STICKER else PICTURES
        picture = str(file_inside(folder, picture, key, kinds))
    elif table.kind is OverlayKind.STICKER:
        raise LibraryError("a sticker has a picture", where=f"{folder / PRESET_FILE}, {key}", remedy="name its file")
    return OverlayItem(
        table.id,
        table.kind,
        table.shown,
        table.text.zh,
        table.text.en,
        picture,
        CloseUp(table.shape, table.frame, _key(table.chroma_key)),
        _spot(table.wide) or place_of(family, table.kind, tall=False),
        _spot(table.tall) or place_of(family, table.kind, tall=True),
    )


def _key(table: KeyTable | None) -> ChromaKey | None:
    return ChromaKey(table.color, table.tolerance, table.softness, table.spill) if table is not None else None


def _spot(table: SpotTable | None) -> Spot | None:
    return Spot(table.anchor, table.x, table.y, table.width) if table is not None else None


def _hotkey(folder: Path, keys: str, command: str, args: dict[str, str | int | float | bool]) -> Hotkey:
    where = folder / PRESET_FILE
    if command not in CATALOGUE:
        raise LibraryError(
            f"hotkey “{keys}”: there is no command “{command}”",
            where=f"{where}, hotkey.command",
            remedy=_instead(command, set(CATALOGUE)),
        )
    try:
        wish = command_from_json(command, dict(args))
    except CommandError as error:
        raise LibraryError(
            f"hotkey “{keys}”: {error.what}", where=f"{where}, {error.where}", remedy=error.remedy
        ) from error
    if type(wish) not in COMMANDS_OF[Role.OPERATOR]:  # a preset may come from anywhere: its keys open no doors
        raise LibraryError(
            f"hotkey “{keys}”: a preset's key may not send “{command}”",
            where=f"{where}, hotkey.command",
            remedy="use a command that an operator may send",
        )
    key = f"hotkey “{keys}”"
    if command == "SetBackground":
        args = {**args, "background": background_of(folder, str(args["background"]), key)}
    elif command == "ChooseAvatar":
        _avatar(str(args["avatar"]), f"{where}, {key}")
    return Hotkey(keys, command, tuple((name, json.dumps(value)) for name, value in args.items()))


def file_inside(folder: Path, name: str, key: str, suffixes: tuple[str, ...], *, needed: bool = True) -> Path | None:
    """A file of the folder: a preset may come from anywhere and names no other. None only if it need not be there.

    Raises LibraryError.
    """
    where = f"{folder / PRESET_FILE}, {key}"
    try:
        path = (folder / name).resolve()
        inside = not Path(name).is_absolute() and "\\" not in name and path.is_relative_to(folder.resolve())
        size = path.stat().st_size if inside and path.is_file() else None
    except (OSError, ValueError) as error:  # ValueError: a zero byte in the name
        raise LibraryError(f"“{name!r}” is no file name", where=where, remedy="write a plain file name") from error
    if not inside:
        raise LibraryError(f"“{name}” lies outside the preset's folder", where=where, remedy="put the file inside")
    if path.suffix.lower() not in suffixes:
        raise LibraryError(f"“{name}” is of no kind that fits here", where=where, remedy="use " + ", ".join(suffixes))
    if size is None:
        if not needed:
            return None
        raise LibraryError(f"the file “{name}” is missing", where=where, remedy=f"put it into {folder.name}/")
    if size > MOST_PICTURE_BYTES:
        raise LibraryError(f"“{name}” is larger than 32 MB", where=where, remedy="save a smaller one")
    if suffixes in (PICTURES, STICKERS):
        _check_picture(path, where)
    return path


def _check_picture(path: Path, where: str) -> None:
    """An SVG or video is proved here, so that its author hears of it and not the show; whatever it calls itself."""
    try:
        with path.open("rb") as opened:
            drawing = path.suffix.lower() == ".svg" or looks_like_svg(opened.read(256))
        if drawing:
            check_svg(path)
        elif path.suffix.lower() == ".webm" or is_video(path):
            check_video(path)
    except OSError as error:
        raise LibraryError(f"cannot be read: {error.strerror}", where=where, remedy="check the path") from error
    except StudioError as error:
        raise LibraryError(error.what, where=f"{where}, {path.name}", remedy=error.remedy) from error


def _instead(name: str, known: set[str]) -> str:
    near = difflib.get_close_matches(name, known, n=1)
    return f"did you mean “{near[0]}”?" if near else "use one of: " + ", ".join(sorted(known)[:24])
