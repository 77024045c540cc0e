"""Read-only arrays: a value that flows between stages is never written again."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

FloatArray = NDArray[np.float32]
IntArray = NDArray[np.int32]
ByteArray = NDArray[np.uint8]
BoolArray = NDArray[np.bool_]


def frozen(values: ArrayLike, dtype: Any = np.float32, shape: tuple[int, ...] | None = None) -> NDArray[Any]:
    """A contiguous read-only array of `values`; `shape` may hold -1 for any length.

    The array is copied only if it is not already contiguous and of the dtype, so hand over arrays you will not write.
    Raises ValueError if the shape differs.
    """
    array = np.ascontiguousarray(values, dtype=dtype)
    if shape is not None and (
        array.ndim != len(shape) or any(want not in (-1, got) for want, got in zip(shape, array.shape, strict=True))
    ):
        raise ValueError(f"expected shape {shape}, got {array.shape}")
    array.setflags(write=False)
    return array
