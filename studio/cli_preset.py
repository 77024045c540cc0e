"""The command line of brands: `studio preset …`. As in `cli`, each imports what it needs."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from studio.core.preset import Family

if TYPE_CHECKING:
    from studio.core.wardrobe import Outfit
    from studio.library.presets import PresetOnShelf

Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"


def add(commands: Commands) -> None:
    """Adds it to the parser's commands."""
    preset = commands.add_parser("preset", help="brand presets: look, overlays, goods, licence (see docs/brands.md)")
    actions = preset.add_subparsers(title="actions", metavar="ACTION", required=True)
    listing = actions.add_parser("list", help="presets on the shelf, the broken ones with what is wrong")
    listing.set_defaults(run=_list)
    new = actions.add_parser("new", help="a folder to begin with, in your own presets")
    new.add_argument("preset", metavar="NAME", help="small letters, digits, - and _")
    new.add_argument("--title", required=True, help="the brand's Chinese name")
    new.add_argument("--title-en", default="", help="and its English one")
    new.add_argument("--family", choices=[family.value for family in Family], default=Family.GARDEN.value)
    new.set_defaults(run=_new)
    for name, help_, run in (
        ("check", "file, rundown, words and what the gate will ask; exit 1 if something is red", _check),
        ("show", "what it decides and what it sells", _show),
    ):
        action = actions.add_parser(name, help=help_)
        action.add_argument("preset", metavar="NAME|FOLDER")
        action.set_defaults(run=run)
    migrate = actions.add_parser("migrate", help="writes a file of an older studio in the present form, comments kept")
    migrate.add_argument("preset", metavar="NAME|FOLDER")
    migrate.set_defaults(run=_migrate)
    pack = actions.add_parser("pack", help="one file for another machine, with pictures, rundown and hashes")
    pack.add_argument("preset", metavar="NAME|FOLDER")
    pack.add_argument("--out", type=Path, default=None, metavar="FILE.zip")
    pack.set_defaults(run=_pack)
    unpack = actions.add_parser("unpack", help="checks a pack and puts it on your shelf")
    unpack.add_argument("pack", type=Path, metavar="FILE.zip")
    unpack.add_argument("--replace", action="store_true", help="instead of the one of the same name")
    unpack.set_defaults(run=_unpack)
    schema = actions.add_parser("schema", help="JSON Schema of preset.toml, for editors that complete and check")
    schema.set_defaults(run=_schema)


def _list(_: argparse.Namespace) -> int:
    from studio.library.presets import BrokenPreset, look_for_presets

    for found in look_for_presets():
        if isinstance(found, BrokenPreset):
            print(f"{found.folder.name:<16} !  {found.error}")
        else:
            preset = found.preset
            print(f"{preset.id:<16} {preset.title_zh}  {preset.title_en}  ({len(found.rundown)} 件 products)")
    return 0


def _new(options: argparse.Namespace) -> int:
    from studio.library import paths
    from studio.library.preset_edit import new_preset

    made = new_preset(
        paths.folders().presets,
        options.preset,
        title_zh=options.title,
        title_en=options.title_en or options.title,
        family=Family(options.family),
    )
    print(f"{made.folder}\nedit preset.toml there, put pictures and rundown.csv beside it, then:")
    print(f"  studio preset check {options.preset}")
    return 0


def _found(name: str) -> PresetOnShelf:
    from studio.library.presets import find_preset, read_preset

    return read_preset(find_preset(name))


def _check(options: argparse.Namespace) -> int:
    from studio.compliance.brand_gate import BrandFacts, pictures_of, rows
    from studio.compliance.gate import Light
    from studio.compliance.words import Level
    from studio.control.state import Show
    from studio.engine.gatekeeper import hits_in, texts_of_product, texts_of_show
    from studio.library import shelf
    from studio.library.preset_edit import migration_of
    from studio.library.sets import find_place

    found = _found(options.preset)
    preset = found.preset
    print(f"{found.folder}: sound, {len(found.rundown)} products, {len(preset.overlays)} overlays")
    if changes := migration_of(found.folder).changes:
        print("  older form; `studio preset migrate` would write:")
        print("".join(f"    {change}\n" for change in changes), end="")
    if preset.avatar:
        own = shelf.find_avatar(preset.avatar).wardrobe
        slots = {slot.part: slot for slot in own.wardrobe.slots} if own is not None else {}
        for part, color in preset.outfit.tints if preset.outfit is not None else ():
            if (worn := slots[part].worn(color)) != color:
                print(f"  · look.tint.{part}: {color} 染成 {worn}，收在雅致范围内")
                print(f"    is worn as {worn}, within the limits of taste")
    for background in (preset.background, *(product.cue.background for product in found.rundown)):
        if background.startswith("set:"):
            find_place(background)
    unseen = dict.fromkeys(pictures_of(preset, found.rundown), "")
    red = False
    for row in rows(BrandFacts(preset, found.rundown, date.today(), preset.overlays, unseen)):
        if row.key == "pictures":
            continue  # looked at by the show
        red = red or row.light is Light.RED
        mark = {Light.GREEN: "✓", Light.SIGNATURE: "?", Light.RED: "✗"}[row.light]
        print(f"  {mark} {row.key}: {row.reason_zh} · {row.reason_en}")
        if row.light is not Light.GREEN:
            print(f"      → {row.remedy_zh} · {row.remedy_en}")
    bare = Show(preset=preset, overlays=preset.overlays, label=preset.label or Show().label)
    texts = [("preset.toml", texts_of_show(bare))]
    texts += [(f"{product.id} {product.name}", texts_of_product(product)) for product in found.rundown]
    for where, said in texts:
        for hit in hits_in(said):
            banned = hit.level is Level.BAN
            red = red or banned
            print(f"  {'✗' if banned else '?'} {where}: {hit.level.name.lower()} “{hit.found}” {hit.why_zh}")
            print(f"      → {hit.instead_zh or hit.why_en}")
    return 1 if red else 0


def _outfit_words(outfit: Outfit | None) -> str:
    if outfit is None:
        return ""
    tints = [f"{part} {color}" for part, color in outfit.tints]
    return ", ".join([outfit.palette or "(the file's colours)", *tints, *(f"-{name}" for name in outfit.off)])


def _show(options: argparse.Namespace) -> int:
    from studio.control.titles import FAMILY_TITLES, OVERLAY_TITLES, PLATFORM_TITLES, PRODUCT_TITLES
    from studio.core.goods import yuan

    found = _found(options.preset)
    preset = found.preset
    brand, seller = preset.brand, preset.seller
    lines = [
        ("brand", f"{brand.name_zh}  {brand.name_en}  {brand.legal_name} {brand.code}".rstrip()),
        ("style", f"{FAMILY_TITLES[brand.family].zh}  {brand.primary} {brand.secondary} {brand.accent}"),
        ("avatar", " ".join(word for word in (preset.avatar, preset.prop) if word) or "(as chosen)"),
        ("outfit", _outfit_words(preset.outfit) or "(as chosen)"),
        ("background", preset.background or "(as chosen)"),
        ("framing", f"16:9 {preset.framing_wide or '-'}  9:16 {preset.framing_tall or '-'}"),
        ("label", preset.label or "(the house's)"),
        ("platform", f"{PLATFORM_TITLES[preset.platform].zh}  {preset.registered_as}".rstrip()),
        ("licence", f"{preset.licence.valid_from or '…'} – {preset.licence.valid_until or '…'}"),
        ("categories", ", ".join(preset.licence.categories) or "(not limited)"),
        ("seller", ", ".join(word for word in (seller.name, seller.address, seller.contact) if word)),
        ("overlays", ", ".join(f"{item.id} ({OVERLAY_TITLES[item.kind].zh})" for item in preset.overlays)),
    ]
    print(f"{preset.title_zh}  {preset.title_en}\n" + "\n".join(f"  {name:<11} {words}" for name, words in lines))
    for number, product in enumerate(found.rundown, 1):
        price = f"¥{yuan(product.price_fen)}/{product.unit}" if product.price_fen is not None else "¥ -"
        usual = f" (¥{yuan(product.usual_price_fen)} {product.compare_basis})" if product.usual_price_fen else ""
        stock = "" if product.stock is None else f"  库存 {product.stock}"
        print(
            f"  {number:>3}  {product.id:<10} {PRODUCT_TITLES[product.kind].zh}  {product.name}  {price}{usual}{stock}"
        )
    return 0


def _migrate(options: argparse.Namespace) -> int:
    from studio.library.preset_edit import migrate_preset
    from studio.library.presets import find_preset

    folder = find_preset(options.preset)
    changes = migrate_preset(folder)
    print(
        "\n".join((f"{folder}: written in the present form", *(f"  {change}" for change in changes)))
        if changes
        else f"{folder}: in the present form already"
    )
    return 0


def _pack(options: argparse.Namespace) -> int:
    from studio.library.preset_pack import SUFFIX, pack_preset
    from studio.library.presets import find_preset

    folder = find_preset(options.preset)
    out = options.out or Path(f"{folder.name}{SUFFIX}")
    print(f"{out}: {pack_preset(folder, out)} files")
    return 0


def _unpack(options: argparse.Namespace) -> int:
    from studio.library import paths
    from studio.library.preset_pack import unpack_preset

    found = unpack_preset(options.pack, paths.folders().presets, replace=options.replace)
    print(f"{found.folder}: {found.preset.title_zh}, {len(found.rundown)} products")
    return 0


def _schema(_: argparse.Namespace) -> int:
    from studio.library.preset_edit import schema_json

    print(schema_json(), end="")
    return 0
