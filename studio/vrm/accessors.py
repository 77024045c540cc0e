"""Numbers out of binary buffers: glTF accessors with every component type, strides and sparse parts.

Every range is checked against the buffer before a byte is read or an array is made.
"""

from __future__ import annotations

import base64
import binascii
from typing import Any, cast
from urllib.parse import unquote_to_bytes

import numpy as np
from numpy.typing import NDArray

from studio.core.errors import VrmError
from studio.vrm.fields import REMEDY, Fields
from studio.vrm.limits import Limits

Array = NDArray[Any]

_COMPONENTS: dict[int, Any] = {5120: "<i1", 5121: "<u1", 5122: "<i2", 5123: "<u2", 5125: "<u4", 5126: "<f4"}
_COLUMNS = {
    "SCALAR": (1, 1),
    "VEC2": (1, 2),
    "VEC3": (1, 3),
    "VEC4": (1, 4),
    "MAT2": (2, 2),
    "MAT3": (3, 3),
    "MAT4": (4, 4),
}
_LARGEST = 1e9
_COMPRESSED = {
    "EXT_meshopt_compression": "meshopt",
    "MESHOPT_compression": "meshopt",
    "KHR_meshopt_compression": "meshopt",
}


def decode_data_uri(uri: str, where: str) -> bytes:
    """The bytes inside a `data:` URI. Any other URI would have to be opened, and is refused. Raises VrmError."""
    if not uri[:5].lower() == "data:":
        raise VrmError(
            f"refers to something outside the file ({uri[:80]!r}), which is never opened",
            where=where,
            remedy="Export it as one binary file (.vrm, .glb) with everything inside.",
        )
    head, comma, body = uri[5:].partition(",")
    if not comma:
        raise VrmError("the data: URI has no data", where=where, remedy=REMEDY)
    try:
        if head.lower().endswith(";base64"):
            return base64.b64decode(unquote_to_bytes(body), validate=True)
        return unquote_to_bytes(body)
    except (binascii.Error, ValueError) as error:
        raise VrmError("the data: URI is not valid base64", where=where, remedy=REMEDY) from error


class Accessors:
    """Reads buffer views and accessors of one file; arrays are cached and read-only."""

    def __init__(self, root: Fields, binary: memoryview, limits: Limits) -> None:
        self._buffers = [_buffer(buffer, binary, i) for i, buffer in enumerate(root.objects("buffers", limits.items))]
        self._views = root.objects("bufferViews", limits.items)
        self._accessors = root.objects("accessors", limits.items)
        self._cache: dict[tuple[int, str, bool], Array] = {}

    @property
    def count(self) -> int:
        return len(self._accessors)

    def view(self, index: int) -> memoryview:
        """The bytes of a buffer view. Raises VrmError."""
        data, _ = self._view(index)
        return data

    def _view(self, index: int) -> tuple[memoryview, int]:
        view = self._views[index]
        for name, noun in _COMPRESSED.items():
            if view.extension(name):
                raise VrmError(
                    f"the data are packed with {name}, which is not supported",
                    where=view.where,
                    remedy=f"Export it again without {noun} compression.",
                )
        buffer = self._buffers[view.required_index("buffer", len(self._buffers), "buffer")]
        start = view.integer("byteOffset", 0)
        length = view.integer("byteLength", 0)
        if start + length > len(buffer):
            raise view.fail(
                f"bytes {start:,} to {start + length:,} lie past the end of the buffer ({len(buffer):,} bytes)"
            )
        return buffer[start : start + length], view.integer("byteStride", 0, 0, 252)

    def read(self, index: int, kind: str, *, most: int, finite: bool = True) -> Array:
        """(count, columns) of the accessor, which must be of type `kind`, e.g. "VEC3" ("VEC3|VEC4": either), and
        have no more than `most` elements.

        Floats and normalized integers come as float32, other integers as they are. MAT4 comes as (count, 4, 4) rows
        of mathematics. With `finite`, NaN, infinity and monstrous values are errors. Raises VrmError.
        """
        accessor = self._accessors[index]
        count = accessor.integer("count", 0, 0, 2**53)
        if count > most:
            raise accessor.too_much(f"{count:,} elements", most, "count")
        key = (index, kind, finite)
        if key in self._cache:
            return self._cache[key]
        got = accessor.text("type")
        if got not in kind.split("|"):
            raise accessor.fail(f"is {got or 'of no type'}, expected {kind.replace('|', ' or ')}", "type")
        values = self._dense(accessor, got, count)
        sparse = accessor.child("sparse")
        if sparse:
            values = self._with_sparse(values, sparse, got)
        if accessor.flag("normalized") and values.dtype != np.float32:
            values = _denormalize(values)
        if values.dtype == np.float32 and finite and not (sane := is_sane(values)).all():
            row = int(np.argwhere(~sane)[0][0])
            raise accessor.fail(f"holds a value that is not a number, or a monstrous one (element {row})")
        if got == "MAT4":
            values = np.ascontiguousarray(values.reshape(-1, 4, 4).swapaxes(1, 2))
        values.setflags(write=False)
        self._cache[key] = values
        return values

    def _dense(self, accessor: Fields, kind: str, count: int) -> Array:
        dtype = self._dtype(accessor)
        if "bufferView" in accessor:
            return self._elements(accessor, accessor, count, dtype, kind)
        columns, rows = _COLUMNS[kind]
        return np.zeros((count, columns * rows), dtype)

    def _elements(self, at: Fields, named: Fields, count: int, dtype: np.dtype[Any], kind: str) -> Array:
        """(count, numbers) from the buffer view that `at` names; `named` is told in errors.

        The columns of matrices start at multiples of 4 bytes.
        """
        columns, rows = _COLUMNS[kind]
        data, stride = self._view(at.required_index("bufferView", len(self._views), "buffer view"))
        offset = at.integer("byteOffset", 0)
        column_bytes = rows * dtype.itemsize
        if columns > 1:
            column_bytes = (column_bytes + 3) // 4 * 4
        element_bytes = (columns - 1) * column_bytes + rows * dtype.itemsize
        stride = stride or columns * column_bytes
        if stride < element_bytes:
            raise at.fail(f"its view steps {stride} bytes, less than one element ({element_bytes} bytes)")
        end = offset + (count - 1) * stride + element_bytes if count else offset
        if end > len(data):
            raise named.fail(f"{count:,} elements need {end:,} bytes, its view has {len(data):,}", "count")
        if not count:
            return np.zeros((0, columns * rows), dtype)
        values: Array = np.ndarray((count, columns, rows), dtype, data, offset, (stride, column_bytes, dtype.itemsize))
        return np.ascontiguousarray(values).reshape(count, columns * rows)

    def _with_sparse(self, values: Array, sparse: Fields, kind: str) -> Array:
        count = sparse.integer("count", 0, 0, 2**53)
        where, what = sparse.child("indices"), sparse.child("values")
        if where is None or what is None:
            raise sparse.fail("lacks its indices or values")
        index_type = self._dtype(where)
        if index_type.kind != "u":
            raise where.fail("must be unsigned integers", "componentType")
        rows = self._elements(where, sparse, count, index_type, "SCALAR").reshape(-1).astype(np.int64)
        changed = self._elements(what, sparse, count, values.dtype, kind)
        if count and int(rows.max()) >= len(values):
            raise where.fail(f"points at element {int(rows.max())}, but there are {len(values)}")
        values = values.copy()
        values[rows] = changed
        return values

    @staticmethod
    def _dtype(at: Fields) -> np.dtype[Any]:
        code = at.integer("componentType", 0)
        if code not in _COMPONENTS:
            raise at.fail(f"{code} is no component type of glTF", "componentType")
        dtype: np.dtype[Any] = np.dtype(_COMPONENTS[code])
        return dtype


def is_sane(values: Array) -> Array:
    """Where `values` are numbers small enough to be calculated with; comparing with NaN gives False."""
    return np.asarray(np.abs(values) <= _LARGEST)


def _denormalize(values: Array) -> Array:
    """Integers to 0–1 (unsigned) or −1–1 (signed), glTF 2.0 section 3.11."""
    if values.dtype.kind == "f":
        return values
    most = float(np.iinfo(values.dtype).max)
    return cast(Array, np.maximum(values.astype(np.float32) / np.float32(most), np.float32(-1.0)))


def _buffer(buffer: Fields, binary: memoryview, index: int) -> memoryview:
    length = buffer.integer("byteLength", 0, 0, 2**53)
    if "uri" in buffer:
        data = memoryview(decode_data_uri(buffer.raw_text("uri"), buffer.path("uri")))
    elif index == 0:
        data = binary
    else:
        raise buffer.fail("has no data")
    if length > len(data):
        raise buffer.fail(f"should have {length:,} bytes and has {len(data):,}", "byteLength")
    return data[:length] if length else data
