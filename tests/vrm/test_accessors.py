from __future__ import annotations

import base64
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.core.errors import VrmError
from studio.vrm import Limits
from studio.vrm.accessors import Accessors
from studio.vrm.fields import Fields
from tests.support.small_vrm import SmallVrm

_CODES = {"b": 5120, "B": 5121, "h": 5122, "H": 5123, "I": 5125, "f": 5126}


def accessors(blob: bytes, views: list[dict[str, Any]], items: list[dict[str, Any]], uri: str = "") -> Accessors:
    buffer: dict[str, Any] = {"byteLength": len(blob)} | ({"uri": uri} if uri else {})
    root = {"buffers": [buffer], "bufferViews": [{"buffer": 0, **v} for v in views], "accessors": items}
    return Accessors(Fields(root, ""), memoryview(b"" if uri else blob), Limits())


@given(st.sampled_from("bBhHIf"), st.integers(1, 4), st.integers(1, 9), st.integers(0, 3), st.integers(0, 3))
def test_every_component_type_reads_at_any_offset_and_stride(
    kind: str, columns: int, count: int, offset: int, gap: int
) -> None:
    rng = np.random.default_rng(count)
    values = rng.integers(0, 100, (count, columns)).astype(kind)
    size = values.dtype.itemsize
    stride = (columns + gap) * size
    blob = bytearray(offset * size + count * stride)
    for i, row in enumerate(values):
        blob[offset * size + i * stride : offset * size + i * stride + columns * size] = row.tobytes()
    reader = accessors(
        bytes(blob),
        [{"byteOffset": 0, "byteLength": len(blob), "byteStride": stride}],
        [
            {
                "bufferView": 0,
                "byteOffset": offset * size,
                "componentType": _CODES[kind],
                "count": count,
                "type": ("SCALAR", "VEC2", "VEC3", "VEC4")[columns - 1],
            }
        ],
    )

    read = reader.read(0, "SCALAR|VEC2|VEC3|VEC4", most=100)

    np.testing.assert_array_equal(read, values)
    assert read.dtype == values.dtype
    assert not read.flags.writeable


@pytest.mark.parametrize(
    ("dtype", "raw", "expected"),
    [("u1", [0, 255], [0, 1]), ("i1", [-128, 127], [-1, 1]), ("u2", [0, 65535], [0, 1]), ("i2", [-32768, 0], [-1, 0])],
)
def test_normalized_integers_become_fractions(dtype: str, raw: list[int], expected: list[float]) -> None:
    blob = np.array(raw, dtype).tobytes()
    code = {"u1": 5121, "i1": 5120, "u2": 5123, "i2": 5122}[dtype]
    item = {"bufferView": 0, "componentType": code, "count": 2, "type": "SCALAR", "normalized": True}
    reader = accessors(blob, [{"byteLength": len(blob)}], [item])

    np.testing.assert_allclose(reader.read(0, "SCALAR", most=100)[:, 0], expected)


def test_sparse_values_replace_some_of_the_dense_ones() -> None:
    dense = np.zeros((4, 3), np.float32).tobytes()
    places = np.uint8([1, 3]).tobytes()
    values = np.float32([(1, 2, 3), (4, 5, 6)]).tobytes()
    blob = dense + places + b"\0\0" + values
    views = [
        {"byteLength": 48},
        {"byteOffset": 48, "byteLength": 2},
        {"byteOffset": 52, "byteLength": 24},
    ]
    sparse = {"count": 2, "indices": {"bufferView": 1, "componentType": 5121}, "values": {"bufferView": 2}}
    item = {"componentType": 5126, "count": 4, "type": "VEC3", "sparse": sparse}

    for has_base in (True, False):
        reader = accessors(blob, views, [{**item, **({"bufferView": 0} if has_base else {})}])
        np.testing.assert_array_equal(reader.read(0, "VEC3", most=100), [(0, 0, 0), (1, 2, 3), (0, 0, 0), (4, 5, 6)])


def test_matrices_come_as_rows_of_mathematics() -> None:
    matrix = np.arange(16, dtype=np.float32).reshape(4, 4)
    blob = np.ascontiguousarray(matrix.T).tobytes()
    item = {"bufferView": 0, "componentType": 5126, "count": 1, "type": "MAT4"}

    np.testing.assert_array_equal(accessors(blob, [{"byteLength": 64}], [item]).read(0, "MAT4", most=100)[0], matrix)


def test_a_buffer_may_lie_in_a_data_uri() -> None:
    blob = np.float32([1, 2]).tobytes()
    uri = "data:application/octet-stream;base64," + base64.b64encode(blob).decode()
    item = {"bufferView": 0, "componentType": 5126, "count": 2, "type": "SCALAR"}

    assert accessors(blob, [{"byteLength": 8}], [item], uri).read(0, "SCALAR", most=100)[:, 0].tolist() == [1.0, 2.0]


@pytest.mark.parametrize(
    "uri",
    [
        "../../etc/passwd",
        "/etc/passwd",
        "file:///etc/passwd",
        "http://example.com/a.bin",
        "data:no-comma",
        "data:;base64,@@@",
    ],
)
def test_anything_but_sound_data_in_a_uri_is_refused(uri: str) -> None:
    with pytest.raises(VrmError) as caught:
        accessors(b"", [], [], uri)

    assert caught.value.where == "buffers[0].uri"


@pytest.mark.parametrize(
    ("changes", "what"),
    [
        ({"count": 4_000_000_000}, "more than the 100 allowed"),
        ({"count": 99}, "elements need"),
        ({"count": -1}, "not within"),
        ({"count": 1.5}, "whole number"),
        ({"byteOffset": 4}, "elements need"),
        ({"componentType": 5124}, "no component type"),
        ({"type": "VEC9"}, "expected SCALAR"),
        ({"bufferView": 7}, "there are 1"),
        ({"bufferView": None, "count": 2**40}, "more than"),
    ],
)
def test_an_accessor_that_asks_for_what_is_not_there_is_refused(changes: dict[str, Any], what: str) -> None:
    item = {"bufferView": 0, "componentType": 5126, "count": 2, "type": "SCALAR"} | changes

    with pytest.raises(VrmError, match=what) as caught:
        accessors(bytes(8), [{"byteLength": 8}], [item]).read(0, "SCALAR", most=100)

    assert "accessors[0]" in caught.value.where


def test_a_view_past_the_end_of_its_buffer_is_refused() -> None:
    item = {"bufferView": 0, "componentType": 5126, "count": 1, "type": "SCALAR"}

    with pytest.raises(VrmError, match="past the end of the buffer"):
        accessors(bytes(8), [{"byteOffset": 6, "byteLength": 4}], [item]).read(0, "SCALAR", most=100)


def test_a_number_that_is_none_is_refused_with_its_place() -> None:
    blob = np.float32([0, np.nan]).tobytes()
    item = {"bufferView": 0, "componentType": 5126, "count": 2, "type": "SCALAR"}

    with pytest.raises(VrmError, match="element 1"):
        accessors(blob, [{"byteLength": 8}], [item]).read(0, "SCALAR", most=100)


def test_a_monstrous_number_is_refused_as_none() -> None:
    blob = np.float32([1e30]).tobytes()
    item = {"bufferView": 0, "componentType": 5126, "count": 1, "type": "SCALAR"}

    with pytest.raises(VrmError, match="monstrous"):
        accessors(blob, [{"byteLength": 4}], [item]).read(0, "SCALAR", most=1)


def test_an_accessor_read_before_is_still_checked_for_its_type() -> None:
    item = {"bufferView": 0, "componentType": 5126, "count": 2, "type": "VEC2"}
    reader = accessors(bytes(16), [{"byteLength": 16}], [item])
    reader.read(0, "VEC2", most=2)

    with pytest.raises(VrmError, match="expected VEC3"):
        reader.read(0, "VEC3", most=2)


def test_meshopt_packed_data_are_refused_by_name() -> None:
    small = SmallVrm()
    small.doc["bufferViews"][0]["extensions"] = {"EXT_meshopt_compression": {"buffer": 0}}

    with pytest.raises(VrmError, match="EXT_meshopt_compression"):
        small.avatar()
