"""The gate before a broadcast: facts in, rows out.

直播电商监督管理办法, art. 30 asks for a review before every live show.

A row is green, red, or needs the signature of somebody who takes it upon themselves. Red cannot be signed away.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from studio.compliance.words import Hit, Level

RULES_DAYS: Final = 180
"""Older rules may no longer be the law."""


class Light(StrEnum):
    GREEN = "green"
    SIGNATURE = "signature"
    RED = "red"


@dataclass(frozen=True, slots=True)
class Row:
    key: str
    light: Light
    reason_zh: str
    reason_en: str
    remedy_zh: str = ""
    remedy_en: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known about the show that wants to go on air."""

    label_ok: bool
    """The label was read back from the picture."""
    label_problem: str
    commercial: str
    """The avatar's licence, VRM 1.0's word; "" if it does not say."""
    consent: str
    """Who has agreed to be captured; "" nobody yet."""
    rules_checked: date
    today: date
    hits: tuple[Hit, ...]
    """In the words that are on the picture."""
    source: str
    """`camera`, `file`, `take` or `none`."""
    tracking: bool
    """The tracker runs and sees pictures."""
    brand: tuple[Row, ...] = ()
    """What a brand's preset adds (`brand_gate`)."""


def rows(facts: Facts) -> tuple[Row, ...]:
    """One row for each question, always all of them, in the order a reviewer asks."""
    return (
        _label(facts), _licence(facts), _consent(facts), _driver(facts), _words(facts.hits), _rules(facts),
        *facts.brand,
    )  # fmt: skip


def _label(facts: Facts) -> Row:
    if facts.label_ok:
        return Row("label", Light.GREEN, "画面中已读到数字人标识", "the label was read back from the picture")
    return Row(
        "label",
        Light.RED,
        "画面中读不到合格的数字人标识",
        facts.label_problem or "the label has not been seen in the picture yet",
        "等待画面出现；若持续如此请报告故障",
        "wait until the picture is there; if it stays so, report it as a fault",
    )


def _licence(facts: Facts) -> Row:
    match facts.commercial:
        case "corporation" | "personalProfit":
            light, zh, en = Light.GREEN, "形象许可允许商用", "the avatar's licence allows commercial use"
            if facts.commercial == "personalProfit":
                light, zh = Light.SIGNATURE, "形象许可只允许个人商用"
                en = "the avatar's licence allows commercial use by a person only, not by a company"
        case "personalNonProfit":
            light, zh, en = Light.RED, "形象许可不允许商用", "the avatar's licence forbids commercial use"
        case _:
            light, zh, en = Light.SIGNATURE, "形象许可未写明能否商用", "the avatar's licence does not say whether"
            en += " commercial use is allowed"
    if light is Light.GREEN:
        return Row("licence", light, zh, en)
    return Row(
        "licence", light, zh, en,
        "换一位可商用的数字人，或由审核人查明授权后签字",
        "choose another avatar, or let a reviewer who has seen the permission sign",
    )  # fmt: skip


def _consent(facts: Facts) -> Row:
    if facts.consent.strip():
        return Row("consent", Light.GREEN, f"表演者已同意：{facts.consent}", f"the performer agreed: {facts.consent}")
    return Row(
        "consent",
        Light.RED,
        "表演者尚未同意采集面部特征",
        "the performer has not agreed to their face being captured",
        "请表演者阅读说明后本人同意",
        "let the performer read what is captured and give consent (GiveConsent)",
    )


def _driver(facts: Facts) -> Row:
    if facts.source == "none":
        return Row(
            "driver", Light.RED, "没有真人驱动", "nobody drives the avatar", "选择摄像头", "choose a camera as source"
        )
    if facts.source != "camera":
        return Row(
            "driver",
            Light.SIGNATURE,
            "表演来自录制素材，不是真人实时驱动；多数平台处罚录播",
            "the performance is recorded, not live; most platforms punish that",
            "选择摄像头，或由审核人签字",
            "choose a camera as source, or let a reviewer sign",
        )
    if not facts.tracking:
        return Row("driver", Light.RED, "跟踪没有运行", "the tracker does not run", "检查摄像头", "check the camera")
    return Row("driver", Light.GREEN, "真人实时驱动", "a person drives the avatar live")


def _words(hits: Sequence[Hit]) -> Row:
    worst = max((hit.level for hit in hits), default=Level.FINE)
    if worst < Level.EVIDENCE:
        notes = f"（{len(hits)} 处请留意）" if hits else ""
        return Row("words", Light.GREEN, f"屏幕文字未见禁用语{notes}", "no banned words on the picture")
    first = next(hit for hit in hits if hit.level is worst)
    light = Light.RED if worst is Level.BAN else Light.SIGNATURE
    return Row(
        "words",
        light,
        f"“{first.found}”：{first.why_zh}",
        f"“{first.found}”: {first.why_en}",
        f"改为：{first.instead_zh}" if first.instead_zh else "删去该词",
        "replace the words" if light is Light.RED else "replace the words, or let a reviewer who has the proof sign",
    )


def _rules(facts: Facts) -> Row:
    days = (facts.today - facts.rules_checked).days
    if 0 <= days <= RULES_DAYS:
        checked = facts.rules_checked.isoformat()
        return Row("rules", Light.GREEN, f"规则核对于 {checked}", f"the rules were checked on {checked}")
    return Row(
        "rules",
        Light.SIGNATURE,
        f"规则文件已 {days} 天未核对" if days > 0 else "规则文件的日期在未来：请检查本机时钟",
        f"the rules file was checked {days} days ago" if days > 0 else "the rules file is dated in the future",
        "更新演播室，或由审核人核对官方文本后签字",
        "update the studio, or let a reviewer who has read the official texts sign",
    )
