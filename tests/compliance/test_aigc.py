from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.compliance import aigc

CODE = "001191320000MA0000000X10001"


def test_a_first_writing_has_the_seven_fields_in_order_and_the_maker_as_spreader() -> None:
    text = aigc.value(CODE, "QH1")
    told = json.loads(text)
    assert tuple(told) == aigc.FIELDS
    assert told["Label"] == "1"
    assert told["ContentProducer"] == told["ContentPropagator"] == CODE
    assert told["ProduceID"] == told["PropagateID"] == "QH1"
    assert " " not in text
    assert aigc.problems([text]) == []


@given(st.text(max_size=12))
def test_only_the_characters_of_the_standard_get_in(code: str) -> None:
    allowed = all("\x21" <= char <= "\x7e" and char not in '"\\' for char in code)
    if allowed:
        assert aigc.problems([aigc.value(code or "x", "1")]) == []
    else:
        with pytest.raises(ValueError, match="printable ASCII"):
            aigc.value(code, "1")


def test_no_two_files_have_one_number() -> None:
    assert len({aigc.new_produce_id() for _ in range(100)}) == 100


def test_without_a_provider_code_the_file_says_so_and_fails() -> None:
    assert aigc.problems([aigc.value("", "QH1")]) == [
        "provider code not set: write it into the settings (provider_code)"
    ]


def _changed(**values: object) -> str:
    told = json.loads(aigc.value(CODE, "QH1"))
    told.update(values)
    return json.dumps({key: item for key, item in told.items() if item is not None})


@pytest.mark.parametrize(
    ("texts", "what"),
    [
        ([], "no AIGC"),
        ([aigc.value(CODE, "1"), aigc.value(CODE, "2")], "2 AIGC entries"),
        (["{"], "not JSON"),
        (["[]"], "not an object"),
        ([_changed(Label=1)], "Label is not a string"),
        ([_changed(Label="AIGC")], "Label is “AIGC”"),
        ([_changed(ContentProducer="琼花")], "ContentProducer has characters"),
        ([_changed(ContentProducer="")], "ContentProducer is empty"),
        ([_changed(ProduceID=None)], "ProduceID is missing"),
        ([_changed(Extra="x")], "Extra is not a field"),
        ([json.dumps(dict(reversed(json.loads(aigc.value(CODE, "1")).items())))], "order"),
    ],
)
def test_what_is_wrong_is_named(texts: list[str], what: str) -> None:
    assert what in " / ".join(aigc.problems(texts))


def test_the_entry_may_repeat_its_key_inside() -> None:
    assert aigc.problems([json.dumps({"AIGC": json.loads(aigc.value(CODE, "1"))})]) == []


def test_what_goes_into_a_picture_s_xmp_comes_out_again() -> None:
    text = aigc.value("0011<&>'", "1")
    assert aigc.found_in(aigc.png_texts(text)) == [text]


def test_a_video_s_tags_are_found_whatever_else_is_there() -> None:
    text = aigc.value(CODE, "1")
    assert aigc.found_in({"encoder": "x", **aigc.video_tags(text)}) == [text]


@pytest.mark.parametrize("xmp", ["", "<", "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", "<a>" * 10])
def test_hostile_xmp_holds_nothing(xmp: str) -> None:
    assert aigc.found_in([(aigc.XMP_KEYWORD, xmp)]) == []
