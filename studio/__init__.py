"""Qionghua Studio: a webcam performer drives a Yangzhou digital human, live and offline."""

__version__ = "0.1.0"

import sys as _sys

if _sys.version_info < (3, 12) and _sys.implementation.name == "cpython":
    # PySide6 6.12 gives back a reference to None at every call that returns nothing, without having taken one. From
    # Python 3.12 on None cannot be freed; before that some thousand such calls abort the process ("deallocating None").
    import ctypes as _ctypes

    _ctypes.c_ssize_t.from_address(id(None)).value += 1 << 40
