from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.compliance import words
from studio.compliance.words import Level, check, worst
from studio.core.errors import StudioError
from tests.support.phrases import phrases


def test_at_least_98_of_100_phrases_are_judged_as_a_reviewer_does() -> None:
    listed = phrases()
    wrong = [
        f"{phrase} ({category}): {worst(check(phrase, category)).name.lower()}, not {level}"
        for phrase, category, level in listed
        if worst(check(phrase, category)).name.lower() != level
    ]
    assert len(listed) >= 150
    assert len(wrong) <= 0.02 * len(listed), wrong


def test_no_banned_phrase_passes_and_the_label_s_own_words_do() -> None:
    assert [phrase for phrase, category, level in phrases() if level == "ban" and not check(phrase, category)] == []
    assert check("AI生成 · 数字人") == ()


def test_a_hit_shows_where_why_and_what_to_say_instead() -> None:
    (hit,) = check("今天是全网最低价，别走开")
    assert (hit.level, hit.found, hit.start, hit.end) == (Level.BAN, "最低价", 5, 8) or hit.found == "全网最低"
    assert "第九条" in hit.why_zh
    assert hit.why_en
    assert hit.instead_zh
    assert "[S18]" in hit.law


@pytest.mark.parametrize(
    "hidden", ["国 家 级", "国-家-级", "国·家·级", "国\u200b家级", "『国家』级", "Ｎｏ．１", "vｘ：ＡＢＣ１２３４5"]
)
def test_letters_put_between_do_not_hide_a_word(hidden: str) -> None:
    assert worst(check(f"我们的{hidden}")) is Level.BAN


def test_a_word_with_its_proof_on_file_is_no_hit_and_a_banned_one_stays_banned() -> None:
    assert check("非遗漆器", evidence={"非遗"}) == ()
    assert worst(check("国家级非遗", evidence={"非遗", "国家级"})) is Level.BAN


def test_packs_count_for_their_goods_only() -> None:
    assert check("瘦身") == ()
    assert worst(check("瘦身", "food")) is Level.BAN
    assert worst(check("美白", "cosmetics")) is Level.EVIDENCE


@given(st.text(max_size=60))
def test_any_text_can_be_checked_and_hits_stand_where_they_say(text: str) -> None:
    last = 0
    for hit in check(text, "food"):
        assert text[hit.start : hit.end] == hit.found != ""
        assert hit.start >= last
        last = hit.end


def test_every_rule_tells_why_and_under_which_law_and_the_file_tells_its_date_and_sources() -> None:
    rules = words.house_rules()
    assert rules.checked.year >= 2026
    assert rules.sources
    for rule in rules.rules:
        assert rule.why_zh
        assert rule.why_en
        assert rule.law
        assert rule.instead_zh


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("", "version|checked|rule"),
        ("version = 1\nchecked = 'x'\nrule = []", "date"),
        ("version = 1\nchecked = 2026-01-01\n[[rule]]\nlevel = 'no'\nwords = ['a']", "level"),
        ("version = 1\nchecked = 2026-01-01\n[[rule]]\nlevel = 'ban'", "words or patterns"),
        ("version = 1\nchecked = 2026-01-01\n[[rule]]\nlevel = 'ban'\nwords = ['a']\nwrods = 1", "wrods"),
        ("version = 1\nchecked = 2026-01-01\n[[rule]]\nlevel='ban'\npatterns=['(']\nwhy_zh=''\nwhy_en=''", "broken"),
        ("[[", "broken"),
    ],
)
def test_broken_rules_are_refused_with_the_place(text: str, what: str) -> None:
    with pytest.raises(StudioError, match=what):
        words.parse(text, "mine.toml")


def test_the_command_line_prints_each_hit_and_fails_for_a_banned_one(tmp_path: Path) -> None:
    script = tmp_path / "script.txt"
    script.write_text("欢迎来到直播间\n这是国家级漆器\n", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "studio", "words", "check", str(script)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert "2:3  ban       国家级" in done.stdout
    fine = subprocess.run(
        [sys.executable, "-m", "studio", "words", "check", "欢迎"], capture_output=True, text=True, check=False
    )
    assert fine.returncode == 0
