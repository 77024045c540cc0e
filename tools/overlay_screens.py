"""Brand presets as viewers see them: avatar, set, overlays and label, both formats, by the show's own renderer.

    python tools/overlay_screens.py OUT_DIR [PRESET ...] [--kinds] [--size SHORT_SIDE]

One JPEG for each preset and format, and `sheet.jpg` with all that are there. `--kinds`: the overlays that are shown now
and then (comment, notice, lower third, ticker, correction) beside the everyday ones.
"""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path

import numpy as np
from PIL import Image as Picture

from studio.control.state import Canvas, Framing, Show
from studio.core.goods import Comment, CommentLife, Countdown, ProductKind
from studio.core.preset import OverlayItem, OverlayKind
from studio.engine.fitting import fitting_of
from studio.engine.live import look_of
from studio.engine.offline import scenes
from studio.engine.on_screen import on_screen_of
from studio.engine.performance import Performance
from studio.inputs.take import Take
from studio.library import presets, shelf
from studio.rendering.renderer import RenderSettings, open_renderer

EVERYDAY = (
    OverlayKind.SHOP, OverlayKind.SELLER, OverlayKind.PRODUCT_CARD, OverlayKind.STOCK, OverlayKind.PRICE_DROP,
    OverlayKind.COUNTDOWN,
)  # fmt: skip
TICKER = ("现货 48 小时内发出，偏远地区除外；下单前请看清规格", "Ships within 48 hours")
NOW_S = 1_800_000_000.0
MOMENT_S = 2.0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("presets", nargs="*", default=["lacquer", "cosmetics", "teahouse"])
    parser.add_argument("--kinds", action="store_true")
    parser.add_argument("--size", type=int, default=1080, help="shortest side")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    short, long = options.size, options.size * 16 // 9
    renderer = open_renderer(RenderSettings(msaa=4, fxaa=False))
    for name in options.presets:
        for width, height in ((long, short), (short, long)):
            state = state_of(presets.read_preset(presets.find_preset(name)), width, height, now_and_then=options.kinds)
            look = replace(look_of(state, on_screen_of(state, NOW_S)), rehearsal=False)
            performance = Performance(
                fitting_of(shelf.find_avatar(state.avatar, light=False)).wearing(state.outfit), delay_s=0.0
            )
            take = Take.open(shelf.find_take("welcome"))
            frames = scenes(iter(take.frames), performance, look, 30.0)
            scene = next(scene for time_s, _, scene in frames if time_s >= MOMENT_S)
            picture = Picture.fromarray(np.asarray(renderer.draw(scene).pixels)[..., :3])
            form = "wide" if width > height else "tall"
            picture.save(options.out / f"{name}_{form}.jpg", quality=88)
            print(name, form, performance.overlays.left_out, dict(performance.overlays.problems))
    renderer.close()
    pictures = [
        Picture.open(options.out / f"{name}_{form}.jpg") for name in options.presets for form in ("wide", "tall")
    ]
    sheet_of(pictures).save(options.out / "sheet.jpg", quality=86)


def state_of(found: presets.PresetOnShelf, width: int, height: int, *, now_and_then: bool) -> Show:
    """A show in which this preset's main product is on."""
    preset = found.preset
    main = next(product for product in found.rundown if product.kind is ProductKind.MAIN)

    def shown(item: OverlayItem) -> OverlayItem:
        if item.kind is OverlayKind.TICKER and not item.text_zh:
            return replace(item, text_zh=TICKER[0], text_en=TICKER[1], shown=now_and_then)
        return replace(item, shown=item.kind in EVERYDAY or now_and_then)

    return Show(
        canvas=Canvas(width, height),
        avatar=preset.avatar or Show().avatar,
        outfits=((preset.avatar, preset.outfit),) if preset.outfit is not None else (),
        background=preset.background or Show().background,
        framing=Framing((preset.framing_tall if height > width else preset.framing_wide) or "bust"),
        preset=preset,
        overlays=tuple(shown(item) for item in preset.overlays),
        rundown=found.rundown,
        product=main.id,
        card=True,
        countdown=None if now_and_then else Countdown("本场优惠截止", NOW_S + 754),
        comments=(Comment(1, "小荷", "这个可以送长辈吗？", CommentLife.SHOWN),) if now_and_then else (),
        correction="刚才口误，规格以商品卡为准。" if now_and_then else "",
    )


def sheet_of(pictures: list[Picture.Image]) -> Picture.Image:
    """A column for each preset: the wide picture over the tall one."""
    width, gap = 600, 12
    columns = [pictures[number : number + 2] for number in range(0, len(pictures), 2)]
    sized = [
        [p.resize((width, p.height * width // p.width), Picture.Resampling.LANCZOS) for p in column]
        for column in columns
    ]
    height = sum(picture.height + gap for picture in sized[0]) + gap
    sheet = Picture.new("RGB", ((width + gap) * len(sized) + gap, height), "#161823")
    for number, column in enumerate(sized):
        y = gap
        for picture in column:
            sheet.paste(picture, (gap + number * (width + gap), y))
            y += picture.height + gap
    return sheet


main()
