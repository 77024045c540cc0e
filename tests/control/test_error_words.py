"""Whatever the engine says is wrong, and the remedy, has Chinese words."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from studio.control import error_words
from studio.control.error_words import error_told, templates, told
from studio.core.errors import LibraryError, StudioError
from tests.support.error_texts import all_said, everything_written, said_in_both

_HAN = re.compile(r"[\u4e00-\u9fff]")
_SLOT = re.compile(r"\{(\d*)\}")
_FILE = Path(error_words.__file__).with_suffix(".toml")
_NOT_IN_ONE_PIECE = ("put_together", "system", "pydantic")
"""Sections for what no single text of the code says."""


def _example(english: str) -> str:
    """The text with something in each slot."""
    numbers = iter(range(1, 100))
    return _SLOT.sub(lambda _: f"q{next(numbers)}", english)


def test_every_problem_and_remedy_of_the_code_has_chinese_words() -> None:
    known = {template.english for template in templates()}
    missing = {text: place for text, place in all_said().items() if text not in known}
    assert not missing, f"write their Chinese into {_FILE.name}"


def test_a_text_of_the_code_is_found_by_its_words_whatever_fills_it() -> None:
    lost = [text for text in all_said() if not _HAN.search(told(_example(text), "zh"))]
    assert not lost


def test_the_walk_finds_errors_however_they_are_written() -> None:
    said = all_said()
    for text in (
        "the camera gives no picture",
        "“{}” is larger than 32 MB",  # a helper's argument
        "{} triangles drawn",  # Fields.too_much
        "is neither OPAQUE, MASK nor BLEND",  # Fields.fail
        "OBS refuses the password",  # a table
        "a price is above zero and has at most two decimals",  # a ValueError that the reader tells
        "no permission to open {}",  # what a function returns
        "the tracker died ({})",  # a dataclass
        "it ended before its first picture",  # an event
    ):
        assert text in said


def test_the_chinese_is_chinese_and_loses_nothing_that_varies() -> None:
    for template in templates():
        slots, count = _SLOT.findall(template.chinese), len(template.literals) - 1
        assert _HAN.search(template.chinese) or not re.search("[A-Za-z]", _SLOT.sub("", template.english)), template
        assert slots == [""] * count or all(slot and int(slot) < count for slot in slots), template
        assert not re.search(r"[\u4e00-\u9fff][,;!?]|[,;!?][\u4e00-\u9fff]", template.chinese), template


def test_the_gate_says_the_same_in_its_rows_and_in_its_refusal() -> None:
    chinese = {template.english: template.chinese for template in templates()}
    pairs = said_in_both()
    assert len(pairs) > 30
    assert {english: chinese.get(english) for english in pairs} == pairs


def test_no_words_are_kept_for_what_nobody_says_any_more() -> None:
    written = everything_written() | set(all_said())
    sections = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    idle = [
        key for name, words in sections.items() if name not in _NOT_IN_ONE_PIECE for key in words if key not in written
    ]
    assert not idle


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        ("there is no preset “tea”", "没有名为“tea”的预设"),
        ("camera:0: the camera gives no picture", "摄像头 0：摄像头没有画面"),
        ("sheet.csv, row 3, 价格: “abc”", "sheet.csv 第 3 行“价格”：“abc”"),
        ("no valid JSON: Expecting value (/etc/studio.json)", "不是有效的 JSON：Expecting value (/etc/studio.json)"),
        ("OBS is closed; its script is laid", "OBS 没有打开；脚本已放好"),
        ("3 morph weights for 5 morph targets", "5 个形态键却有 3 个权重"),
        ("12,000 triangles drawn, more than the 10,000 allowed", "绘制 12,000 个三角形，超过上限 10,000"),
        ("the virtual camera is already in use", "虚拟摄像头已被占用"),
        ("the disk is full after 12 s (the part before is kept)", "磁盘已满 after 12 s (the part before is kept)"),
        ("the camera process ended: boom (3 times in a row)", "虚拟摄像头进程结束：boom（连续 3 次）"),
        (
            "the gate is closed — label: the label has not been seen in the picture yet; driver: the performance is "
            "recorded, not live; most platforms punish that; prices: “龙井”: the price is missing",
            "开播检查未通过——数字人标识：画面中还没有读到标识；真人驱动：表演来自录制素材，不是真人实时驱动；"
            "多数平台处罚录播；价格：“龙井”：缺价格",
        ),
        ("there is no overlay “text”", "没有贴片“text”"),  # a name is no word
        ("“根治” may not be shown on air: it promises a cure · 暗示疗效", "“根治”不能在直播中显示：暗示疗效"),
        ("the show did not start (/tmp/show.log)", "演播没有启动（/tmp/show.log）"),
        ("预设写错了", "预设写错了"),
        ("something nobody foresaw: at all", "something nobody foresaw: at all"),
        ("", ""),
    ],
)  # fmt: skip
def test_what_is_told(english: str, chinese: str) -> None:
    assert told(english, "zh") == chinese
    assert told(english, "en") == english


def test_an_error_is_told_with_its_place_and_its_remedy() -> None:
    error = LibraryError("the key “title” is missing", where="/p/preset.toml", remedy="add title = …")
    assert error_told(error, "zh") == "/p/preset.toml：缺少键“title”\n  → 加上 title = …"
    assert error_told(error, "en") == str(error)
    assert error_told(StudioError("there is no such file"), "zh") == "没有这个文件"


def test_a_hostile_text_is_left_as_it_is() -> None:
    for text in ("a: " * 2000, "; ".join("ab" * 40), "(" * 3000 + ")", "“" * 500, "{}{0}{9}", "\n" * 100):
        assert told(text, "zh") == text
