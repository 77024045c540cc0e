from __future__ import annotations

from pathlib import Path

import pytest

from studio.core.avatar import Licence
from studio.vrm import company_may_use, report
from tests.support.small_vrm import SmallVrm, SmallVrm0


@pytest.mark.parametrize(
    ("usage", "begins"),
    [("corporation", "yes"), ("personalProfit", "no"), ("personalNonProfit", "no"), ("", "not said")],
)
def test_whether_a_company_may_earn_with_it_is_said_in_one_word(usage: str, begins: str) -> None:
    assert company_may_use(Licence(commercial_usage=usage)).startswith(begins)


def test_the_report_tells_licence_contents_abilities_cost_and_mending() -> None:
    small = SmallVrm()
    small.vrm["meta"] |= {"commercialUsage": "corporation", "authors": ["An Artist"]}
    small.doc["extensionsUsed"].append("VENDOR_sparkle")

    text = report(small.avatar(), Path("folder/small.vrm"))

    for part in (
        "small.vrm, VRM 1.0",
        "A company may use it commercially: yes",
        "An Artist",
        "2 triangles",
        "3 joints",
        "Fine face tracking (52 shapes): no",
        "it lacks aa, ih, ou, ee, oh",
        "Cost class: light",
        "VENDOR_sparkle",
    ):
        assert part in text


def test_a_file_that_says_nothing_is_reported_as_saying_nothing() -> None:
    small = SmallVrm0()
    small.vrm["meta"] = {}

    text = report(small.avatar(), Path("small.vrm"))

    assert "Made by: not said" in text
    assert "A company may use it commercially: not said" in text


def test_gaze_by_bones_that_are_not_there_is_no_gaze() -> None:
    small = SmallVrm()
    for bone in ("leftEye", "rightEye"):
        del small.vrm["humanoid"]["humanBones"][bone]

    assert "no, it has no eye bones" in report(small.avatar(), Path("small.vrm"))
