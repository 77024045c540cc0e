"""Words for the named values that panels show, in Simplified Chinese and in English."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from studio.control.state import Air, Framing, PartStatus, VoiceMode
from studio.core.goods import ProductKind
from studio.core.preset import Family, OverlayKind, Platform
from studio.core.routes import BodyPart, PoseSource
from studio.core.tuning import Motion


@dataclass(frozen=True, slots=True)
class Text:
    """The same words in Simplified Chinese and in English."""

    zh: str
    en: str


class Category(StrEnum):
    """What a group of commands is about; panels show them in this order."""

    AIR = "air"
    PERFORMER = "performer"
    AVATAR = "avatar"
    PICTURE = "picture"
    BRAND = "brand"
    GOODS = "goods"
    OVERLAY = "overlay"
    OUTPUT = "output"
    MACHINE = "machine"


class Offer(StrEnum):
    """Which list of the state holds what may be chosen; the last three stand in the present avatar's wardrobe."""

    NONE = ""
    SOURCES = "sources"
    AVATARS = "avatars"
    EXPRESSIONS = "expressions"
    OBS_SCENES = "obs_scenes"
    GATE = "gate"
    PRESETS = "presets"
    PRODUCTS = "rundown"
    OVERLAYS = "overlays"
    COMMENTS = "comments"
    GESTURES = "gestures"
    REMOTES = "remotes"
    OBS_SOUNDS = "obs_sounds"
    MICROPHONES = "microphones"
    PALETTES = "palettes"
    TINTS = "tints"
    ACCESSORIES = "accessories"


CATEGORY_TITLES: Mapping[Category, Text] = MappingProxyType(
    {
        Category.AIR: Text("播出", "On air"),
        Category.PERFORMER: Text("表演者", "Performer"),
        Category.AVATAR: Text("数字人", "Avatar"),
        Category.PICTURE: Text("画面", "Picture"),
        Category.BRAND: Text("品牌", "Brand"),
        Category.GOODS: Text("商品", "Goods"),
        Category.OVERLAY: Text("贴片", "Overlays"),
        Category.OUTPUT: Text("输出", "Outputs"),
        Category.MACHINE: Text("本机", "This machine"),
    }
)

FRAMING_TITLES: Mapping[Framing, Text] = MappingProxyType(
    {
        Framing.FACE: Text("脸部", "Face"),
        Framing.BUST: Text("胸像", "Bust"),
        Framing.HALF: Text("半身", "Half"),
        Framing.FULL: Text("全身", "Full"),
    }
)

AIR_TITLES: Mapping[Air, Text] = MappingProxyType(
    {Air.REHEARSAL: Text("排练", "Rehearsal"), Air.LIVE: Text("直播中", "On air")}
)

GATE_TITLES: Mapping[str, Text] = MappingProxyType(
    {
        "label": Text("数字人标识", "Digital-human label"),
        "licence": Text("形象许可", "Avatar licence"),
        "consent": Text("表演者同意", "Performer's consent"),
        "driver": Text("真人驱动", "Driven by a person"),
        "words": Text("屏幕文字", "Words on screen"),
        "rules": Text("规则日期", "Age of the rules"),
        "preset": Text("品牌授权", "Brand's licence"),
        "seller": Text("商家信息", "Seller's data"),
        "prices": Text("价格", "Prices"),
        "pictures": Text("贴片图片", "Overlay pictures"),
        "platform": Text("平台规则", "Platform's rules"),
    }
)
"""Rows of the gate, in the order they are asked; the last five with a brand's preset only."""

STATUS_TITLES: Mapping[PartStatus, Text] = MappingProxyType(
    {
        PartStatus.OFF: Text("未启动", "off"),
        PartStatus.STARTING: Text("正在启动", "starting"),
        PartStatus.RUNNING: Text("运行中", "running"),
        PartStatus.LOST: Text("已中断，正在恢复", "lost, coming back"),
        PartStatus.FAILED: Text("失败", "failed"),
    }
)

EXPRESSION_TITLES: Mapping[str, Text] = MappingProxyType(
    {
        "happy": Text("开心", "Happy"),
        "angry": Text("生气", "Angry"),
        "sad": Text("难过", "Sad"),
        "relaxed": Text("放松", "Relaxed"),
        "surprised": Text("惊讶", "Surprised"),
        "neutral": Text("平静", "Neutral"),
        "aa": Text("口型 啊", "Mouth “ah”"),
        "ih": Text("口型 衣", "Mouth “ee”"),
        "ou": Text("口型 乌", "Mouth “oo”"),
        "ee": Text("口型 诶", "Mouth “eh”"),
        "oh": Text("口型 哦", "Mouth “oh”"),
        "blink": Text("闭眼", "Eyes closed"),
        "blinkLeft": Text("左眼眨", "Wink left"),
        "blinkRight": Text("右眼眨", "Wink right"),
        "lookUp": Text("向上看", "Look up"),
        "lookDown": Text("向下看", "Look down"),
        "lookLeft": Text("向左看", "Look left"),
        "lookRight": Text("向右看", "Look right"),
        "fan": Text("团扇", "Fan"),
        "brush": Text("毛笔", "Writing brush"),
        "steamer": Text("蒸笼", "Steamer"),
        "printingBlock": Text("雕版", "Printing block"),
    }
)
"""The presets of VRM 1.0 and what the house's avatars hold; other expressions are called by their own names."""

PRODUCT_TITLES: Mapping[ProductKind, Text] = MappingProxyType(
    {
        ProductKind.TRAFFIC: Text("引流款", "Opener"),
        ProductKind.WELFARE: Text("福利款", "Gift"),
        ProductKind.MAIN: Text("主推款", "Main"),
        ProductKind.PROFIT: Text("利润款", "Profit"),
        ProductKind.PASSING: Text("过款", "In passing"),
    }
)

OVERLAY_TITLES: Mapping[OverlayKind, Text] = MappingProxyType(
    {
        OverlayKind.PRODUCT_CARD: Text("商品卡", "Product card"),
        OverlayKind.PRICE_DROP: Text("降价", "Price drop"),
        OverlayKind.COUNTDOWN: Text("倒计时", "Countdown"),
        OverlayKind.STOCK: Text("库存", "Stock"),
        OverlayKind.SELLER: Text("商家信息条", "Seller strip"),
        OverlayKind.SHOP: Text("店铺名与标志", "Shop name and logo"),
        OverlayKind.LOWER_THIRD: Text("字幕条", "Lower third"),
        OverlayKind.TICKER: Text("跑马灯", "Ticker"),
        OverlayKind.NOTICE: Text("公告", "Notice"),
        OverlayKind.COMMENT: Text("评论气泡", "Comment bubble"),
        OverlayKind.CORRECTION: Text("更正条", "Correction strip"),
        OverlayKind.STICKER: Text("贴图", "Sticker"),
        OverlayKind.CLOSE_UP: Text("特写画中画", "Close-up"),
    }
)

FAMILY_TITLES: Mapping[Family, Text] = MappingProxyType(
    {
        Family.LACQUER: Text("漆", "Lacquer"),
        Family.GARDEN: Text("园", "Garden"),
        Family.MARKET: Text("市", "Market"),
    }
)

PLATFORM_TITLES: Mapping[Platform, Text] = MappingProxyType(
    {
        Platform.GENERIC: Text("通用", "Generic"),
        Platform.DOUYIN: Text("抖音", "Douyin"),
        Platform.TAOBAO: Text("淘宝", "Taobao"),
        Platform.JD: Text("京东", "JD"),
        Platform.KUAISHOU: Text("快手", "Kuaishou"),
        Platform.CHANNELS: Text("视频号", "WeChat Channels"),
        Platform.TIKTOK: Text("海外 TikTok", "TikTok"),
        Platform.YOUTUBE: Text("海外 YouTube", "YouTube"),
        Platform.EU: Text("欧盟", "European Union"),
    }
)

GESTURE_TITLES: Mapping[str, Text] = MappingProxyType(
    {
        "wave": Text("挥手", "Wave"),
        "bow": Text("作揖", "Bow"),
        "point_left": Text("指左", "Point left"),
        "point_right": Text("指右", "Point right"),
        "point_card": Text("指商品卡", "Point at the card"),
        "hold": Text("托商品", "Hold the product"),
        "clap": Text("鼓掌", "Clap"),
        "thanks": Text("道谢", "Thank you"),
        "think": Text("思考", "Think"),
        "heart": Text("比心", "Heart"),
    }
)

PART_TITLES: Mapping[BodyPart, Text] = MappingProxyType(
    {
        BodyPart.FACE: Text("脸", "Face"),
        BodyPart.BODY: Text("身体", "Body"),
        BodyPart.HANDS: Text("手", "Hands"),
    }
)

POSE_SOURCE_TITLES: Mapping[PoseSource, Text] = MappingProxyType(
    {
        PoseSource.CAMERA: Text("表演来源", "Performer"),
        PoseSource.PHONE: Text("手机", "Phone"),
        PoseSource.VMC: Text("动捕 VMC", "VMC"),
    }
)

VOICE_TITLES: Mapping[VoiceMode, Text] = MappingProxyType(
    {
        VoiceMode.OFF: Text("关", "Off"),
        VoiceMode.FALLBACK: Text("看不见嘴时", "Where the mouth is not seen"),
        VoiceMode.ALWAYS: Text("始终", "Always"),
    }
)

MOTION_TITLES: Mapping[Motion, Text] = MappingProxyType(
    {
        Motion.HEAD_TURN: Text("转头", "Turning the head"),
        Motion.HEAD_NOD: Text("点头", "Nodding"),
        Motion.HEAD_TILT: Text("歪头", "Tilting the head"),
        Motion.GAZE: Text("目光", "Eyes"),
        Motion.BROWS: Text("眉毛", "Brows"),
        Motion.BLINK: Text("眨眼", "Blinking"),
        Motion.MOUTH: Text("张嘴", "Opening the mouth"),
        Motion.SMILE: Text("微笑", "Smiling"),
    }
)
