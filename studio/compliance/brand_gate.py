"""What the gate asks of a brand's preset: its licence, sellers, prices, pictures and the platform's rules. Rows out.

Every row names the first thing that is wrong; whoever mends it sees the next. Sources: 直播电商监督管理办法 (令117),
规范促销行为暂行规定, and the platforms' rules as gathered in docs/compliance.md. Not legal advice.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from studio.compliance.gate import Light, Row
from studio.core.goods import Product, Seller, card_problem
from studio.core.preset import OverlayItem, OverlayKind, Platform, Preset

MOST_PRIZE_YUAN: Final = 50_000
"""规范促销行为暂行规定: top prize of a lottery."""
LEAST_SELLER_WIDE: Final = 0.15
LEAST_SELLER_TALL: Final = 0.3
"""Of the canvas's width: below, nobody reads the seller on a phone. (Where it stands, the layout keeps it inside.)"""
_LOTTERY = re.compile(r"抽奖|福袋|盲盒|中奖|lottery|lucky draw", re.IGNORECASE)
_LOTTERY_RULE = re.compile(r"概率|数量|份|名|时间|截止|规则")
_AMOUNT = re.compile(r"(\d[\d,]*(?:\.\d+)?)\s*(万)?\s*元|[¥￥]\s*(\d[\d,]*(?:\.\d+)?)\s*(万)?")
_FIRST_LETTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"


@dataclass(frozen=True, slots=True)
class BrandFacts:
    """What is known of the preset that wants to go on air."""

    preset: Preset
    rundown: tuple[Product, ...]
    today: date
    overlays: tuple[OverlayItem, ...]
    """As they stand on the picture now, not as the preset has them."""
    pictures: Mapping[str, str] = field(default_factory=dict)
    """Path → what was found in it that may not be shown ("" nothing); a picture not in it was not looked at yet."""


def rows(facts: BrandFacts) -> tuple[Row, ...]:
    """One row for each question; none without a preset."""
    if not facts.preset.id:
        return ()
    return (_licence(facts), _seller(facts), _prices(facts), _pictures(facts), _platform(facts))


def pictures_of(preset: Preset, rundown: Sequence[Product]) -> tuple[str, ...]:
    """All pictures that may come on the screen."""
    found = [preset.brand.logo, *(item.picture for item in preset.overlays if item.kind is not OverlayKind.CLOSE_UP)]
    found += [product.picture for product in rundown]
    return tuple(dict.fromkeys(path for path in found if path))


def code_is_sound(code: str) -> bool:
    """Whether the check character of a 统一社会信用代码 fits (GB 32100-2015)."""
    if len(code) != 18 or any(letter not in _FIRST_LETTERS for letter in code):
        return False
    total = sum(_FIRST_LETTERS.index(letter) * pow(3, place, 31) for place, letter in enumerate(code[:17]))
    return _FIRST_LETTERS[(31 - total % 31) % 31] == code[17]


def _red(key: str, zh: str, en: str, remedy_zh: str, remedy_en: str) -> Row:
    return Row(key, Light.RED, zh, en, remedy_zh, remedy_en)


def _signed(key: str, zh: str, en: str, remedy_zh: str, remedy_en: str) -> Row:
    return Row(key, Light.SIGNATURE, zh, en, remedy_zh, remedy_en)


def _licence(facts: BrandFacts) -> Row:
    preset, licence, today = facts.preset, facts.preset.licence, facts.today.isoformat()
    if licence.valid_from and today < licence.valid_from:
        return _red(
            "preset", f"授权自 {licence.valid_from} 起", f"the licence begins on {licence.valid_from}",
            "等到生效日", "wait until then",
        )  # fmt: skip
    if licence.valid_until and today > licence.valid_until:
        return _red(
            "preset", f"授权已于 {licence.valid_until} 到期", f"the licence ended on {licence.valid_until}",
            "续签后修改 licence.valid_until", "renew it and change licence.valid_until",
        )  # fmt: skip
    if licence.platforms and preset.platform not in licence.platforms:
        return _red(
            "preset", f"授权不含平台 {preset.platform.value}", f"the licence does not cover {preset.platform.value}",
            "更换平台，或扩大授权", "choose another platform, or widen the licence",
        )  # fmt: skip
    for product in facts.rundown if licence.categories else ():
        if product.category not in licence.categories:
            category = product.category or "?"
            return _red(
                "preset",
                f"“{product.name}”的品类“{category}”不在授权内",
                f"“{product.name}”: the licence does not cover the category “{category}”",
                "从排品表移出，或扩大授权品类",
                "take it out of the rundown, or widen the licence",
            )
    until = f"至 {licence.valid_until}" if licence.valid_until else "未写期限"
    return Row("preset", Light.GREEN, f"品牌授权有效（{until}）", "the brand's licence covers this show")


def _seller(facts: BrandFacts) -> Row:
    for product in facts.rundown:
        seller = product.seller if product.seller.name else facts.preset.seller
        problem = _seller_problem(seller)
        if problem:
            zh, en = problem
            return _red(
                "seller", f"“{product.name}”：{zh}", f"“{product.name}”: {en}",
                "在预设的 [seller] 或排品表的商家列补全",
                "complete [seller] of the preset or the sheet's seller columns",
            )  # fmt: skip
    strips = [item for item in facts.overlays if item.kind is OverlayKind.SELLER and item.shown]
    if facts.rundown and not strips:
        return _red(
            "seller", "画面上没有商家信息条", "no seller strip is on the picture",
            "在预设里加入 kind = \"seller\" 的贴片", "add an overlay of kind = \"seller\" to the preset",
        )  # fmt: skip
    if facts.rundown and not any(_can_be_read(item) for item in strips):
        return _red(
            "seller", "商家信息条太小，看不清", "the seller strip is too small to be read",
            f"横屏宽度至少 {LEAST_SELLER_WIDE:g}，竖屏至少 {LEAST_SELLER_TALL:g}",
            f"make it at least {LEAST_SELLER_WIDE:g} wide on a wide canvas and {LEAST_SELLER_TALL:g} on a tall one",
        )  # fmt: skip
    return Row("seller", Light.GREEN, "每件商品都有商家信息", "every product has its seller")


def _can_be_read(strip: OverlayItem) -> bool:
    return strip.wide.width >= LEAST_SELLER_WIDE and strip.tall.width >= LEAST_SELLER_TALL


def _seller_problem(seller: Seller) -> tuple[str, str] | None:
    if not seller.name:
        return "缺商家名称", "the seller's name is missing"
    if not seller.address:
        return "缺商家地址", "the seller's address is missing"
    if not seller.contact:
        return "缺商家联系方式", "the seller's contact is missing"
    if seller.code and not code_is_sound(seller.code):
        return f"统一社会信用代码 {seller.code} 校验不符", f"the check character of {seller.code} does not fit"
    return None


def _prices(facts: BrandFacts) -> Row:
    for product in facts.rundown:
        if problem := card_problem(product):
            return _red(
                "prices", f"“{product.name}”：{problem.what_zh}", f"“{product.name}”: {problem.what_en}",
                problem.remedy_zh, problem.remedy_en,
            )  # fmt: skip
        if _LOTTERY.search(product.offer):
            if _largest_yuan(product.offer) > MOST_PRIZE_YUAN:
                return _red(
                    "prices",
                    f"“{product.name}”：抽奖最高奖超过五万元",
                    f"“{product.name}”: a lottery's prize is above 50,000 yuan",
                    "降低奖品价值",
                    "lower the prize",
                )
            if not _LOTTERY_RULE.search(product.offer):
                return _signed(
                    "prices",
                    f"“{product.name}”：抽奖没有写明奖品数量、概率和时间",
                    f"“{product.name}”: a lottery without numbers, odds and time",
                    "补全规则，或由审核人签字",
                    "write the rules, or let a reviewer sign",
                )
    return Row("prices", Light.GREEN, "价格、单位与对比依据齐全", "prices, units and bases are complete")


def _largest_yuan(text: str) -> float:
    amounts = [0.0]
    for match in _AMOUNT.finditer(text):
        number, ten_thousand = (match[1], match[2]) if match[1] else (match[3], match[4])
        amounts.append(float(number.replace(",", "")) * (10_000 if ten_thousand else 1))
    return max(amounts)


def _pictures(facts: BrandFacts) -> Row:
    paths = pictures_of(facts.preset, facts.rundown)
    for path in paths:
        name = path.replace("\\", "/").rpartition("/")[2]
        if path not in facts.pictures:
            return _signed(
                "pictures", f"图片“{name}”尚未检查", f"the picture “{name}” was not looked at yet",
                "稍候，或由审核人看过后签字", "wait a moment, or let a reviewer who has seen it sign",
            )  # fmt: skip
        if found := facts.pictures[path]:
            return _red(
                "pictures", f"图片“{name}”里有{found}", f"the picture “{name}” holds: {found}",
                "换一张没有二维码、条码的图片", "use a picture without codes that lead off the platform",
            )  # fmt: skip
    return Row("pictures", Light.GREEN, f"{len(paths)} 张图片未见二维码", f"no codes in {len(paths)} pictures")


def _platform(facts: BrandFacts) -> Row:
    preset = facts.preset
    match preset.platform:
        case Platform.DOUYIN if not preset.registered_as:
            return _red(
                "platform",
                "抖音要求数字人形象先登记备案",
                "Douyin wants the avatar registered before it goes live",
                "登记后填写 platform.registered_as",
                "register it and write platform.registered_as",
            )
        case Platform.CHANNELS:
            return _signed(
                "platform",
                "视频号把虚拟形象带货列为违规",
                "WeChat Channels lists selling by a virtual figure as a violation",
                "更换平台，或由审核人核对现行规则后签字",
                "choose another platform, or let a reviewer who has read its present rules sign",
            )
        case Platform.TIKTOK:
            return _signed(
                "platform",
                "TikTok 购物直播：动画形象不得超过画面一半，须真人实时发声",
                "TikTok LIVE shopping: no animated figure on more than half of the screen, and a live human voice",
                "缩小数字人并用实物镜头，由审核人签字",
                "make the avatar smaller beside a camera on the product, and let a reviewer sign",
            )
        case Platform.EU if not preset.english:
            return _signed(
                "platform",
                "欧盟人工智能法第 50 条：须以观众的语言告知",
                "EU AI Act art. 50: viewers are told in their language",
                "打开 english = true，或由审核人签字",
                "set english = true, or let a reviewer sign",
            )
        case _:
            return Row("platform", Light.GREEN, "未见平台规则问题", "nothing against the platform's rules as known")
