"""What pyvirtualcam leaves to the driver of Linux, v4l2loopback: asked on the descriptor that pyvirtualcam holds.

Read in the driver's sources, 0.12.5 to 0.15.4, and run with 0.12.7 (docs/development.md):
- With `exclusive_caps=1` 0.12 offers itself to senders again only after one that has said STREAMON; pyvirtualcam does
  not, so a device could be used once. From 0.14 on the call is refused there, and needless.
- Before STREAMON or the first picture the device has no format, and a program that looks at it is turned away.
- A program that still shows the device keeps its size: another is neither taken nor refused, and the picture is torn.
"""

from __future__ import annotations

import contextlib
import os
import struct
import sys
from pathlib import Path

# Of linux/videodev2.h; a struct v4l2_format begins with its type and has pointers in it.
_OUTPUT = 2
_FORMAT = struct.Struct("@III" if struct.calcsize("P") == 4 else "@I4xII")
_FORMAT_BYTES = 204 if struct.calcsize("P") == 4 else 208
_GET_FORMAT = 0xC0005604 | _FORMAT_BYTES << 16
_STREAM_ON = 0x40045612


def claim(device: str, width: int, height: int) -> None:
    """Makes an opened device ours until this process ends. Raises RuntimeError if it keeps another size or is ours
    already, in another process."""
    import fcntl

    descriptor = _descriptor(device)
    if descriptor is None:
        return
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise RuntimeError(f"Device {device} is already in use.") from None
    with contextlib.suppress(OSError):  # a driver that answers neither needs neither
        answer = fcntl.ioctl(descriptor, _GET_FORMAT, struct.pack("I", _OUTPUT).ljust(_FORMAT_BYTES, b"\0"))
        _, has_width, has_height = _FORMAT.unpack_from(answer)
        if (has_width, has_height) != (width, height):
            raise RuntimeError(f"Device {device} is held at {has_width}×{has_height} by a program that shows it.")
        fcntl.ioctl(descriptor, _STREAM_ON, struct.pack("i", _OUTPUT))


def _descriptor(device: str) -> int | None:
    """Of this process, for the device; None where there is no /proc to ask."""
    if not sys.platform.startswith("linux"):
        return None
    wanted = os.path.realpath(device)
    for entry in Path("/proc/self/fd").glob("*"):
        with contextlib.suppress(OSError):
            if os.readlink(entry) == wanted:
                return int(entry.name)
    return None
