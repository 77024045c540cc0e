from __future__ import annotations

import pytest

from studio.core.toml_text import toml_tables


def test_tables_are_read() -> None:
    assert toml_tables('a = "1.5"\n[b]\nc.d = 1') == {"a": "1.5", "b": {"c": {"d": 1}}}


@pytest.mark.parametrize(
    "text",
    ["a =", "a = " + "1" * 5000, "a = " + "[" * 30000, ".".join(["a"] * 20000) + " = 1", "a = 1\na = 2"],
    ids=["unfinished", "a number of thousands of digits", "deep", "a key of thousands of parts", "twice"],
)
def test_whatever_is_none_is_one_kind_of_error(text: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        toml_tables(text)
