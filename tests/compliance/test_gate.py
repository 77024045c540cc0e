from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from studio.compliance import gate, words
from studio.compliance.gate import Facts, Light

READY = Facts(
    label_ok=True, label_problem="", commercial="corporation", consent="甲", rules_checked=date(2026, 11, 22),
    today=date(2026, 11, 23), hits=(), source="camera", tracking=True,
)  # fmt: skip


def light(key: str, **facts: object) -> Light:
    return next(row.light for row in gate.rows(replace(READY, **facts)) if row.key == key)  # type: ignore[arg-type]


def test_a_show_that_is_ready_is_green_in_every_row() -> None:
    assert {row.light for row in gate.rows(READY)} == {Light.GREEN}
    assert [row.key for row in gate.rows(READY)] == ["label", "licence", "consent", "driver", "words", "rules"]


@pytest.mark.parametrize(
    ("key", "facts", "expected"),
    [
        ("label", {"label_ok": False}, Light.RED),
        ("licence", {"commercial": "personalNonProfit"}, Light.RED),
        ("licence", {"commercial": "personalProfit"}, Light.SIGNATURE),
        ("licence", {"commercial": ""}, Light.SIGNATURE),
        ("consent", {"consent": ""}, Light.RED),
        ("consent", {"consent": "  "}, Light.RED),
        ("driver", {"source": "none"}, Light.RED),
        ("driver", {"source": "take"}, Light.SIGNATURE),
        ("driver", {"source": "file", "tracking": True}, Light.SIGNATURE),
        ("driver", {"tracking": False}, Light.RED),
        ("words", {"hits": words.check("全网最低价")}, Light.RED),
        ("words", {"hits": words.check("非遗漆器")}, Light.SIGNATURE),
        ("words", {"hits": words.check("独家配色")}, Light.GREEN),
        ("rules", {"today": READY.rules_checked + timedelta(180)}, Light.GREEN),
        ("rules", {"today": READY.rules_checked + timedelta(181)}, Light.SIGNATURE),
        ("rules", {"today": READY.rules_checked - timedelta(1)}, Light.SIGNATURE),
    ],
)
def test_a_fact_turns_its_own_row_and_no_other(key: str, facts: dict[str, object], expected: Light) -> None:
    assert light(key, **facts) is expected
    others = [row.light for row in gate.rows(replace(READY, **facts)) if row.key != key]  # type: ignore[arg-type]
    assert set(others) == {Light.GREEN}


def test_every_row_that_is_not_green_says_why_and_what_to_do_in_both_languages() -> None:
    bad = replace(
        READY,
        label_ok=False,
        commercial="",
        consent="",
        source="none",
        hits=words.check("最佳"),
        today=date(2028, 1, 1),
    )
    for row in gate.rows(bad):
        assert row.light is not Light.GREEN
        assert row.reason_zh
        assert row.reason_en
        assert row.remedy_zh
        assert row.remedy_en
