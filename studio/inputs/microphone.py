"""The microphone, by PortAudio. Sound is handed on in short blocks and kept nowhere."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import numpy as np

from studio.core.arrays import frozen
from studio.core.audio import AudioBlock
from studio.core.errors import StudioError

_BLOCK_S = 0.016
_NO_LIBRARY = "install PortAudio (Debian and Ubuntu: libportaudio2), then start again"


def microphones() -> tuple[str, ...]:
    """Names of what can be listened to; none where there is no sound system."""
    try:
        import sounddevice
    except OSError:  # the library PortAudio is missing
        return ()
    try:
        devices = sounddevice.query_devices()
    except sounddevice.PortAudioError:
        return ()
    return tuple(dict.fromkeys(str(device["name"]) for device in devices if device["max_input_channels"] > 0))


class Microphone:
    """`open` once, then `close`. `heard` is called in PortAudio's thread and must not wait."""

    def __init__(self, device: str, heard: Callable[[AudioBlock], None]) -> None:
        """`device`: one of `microphones`, "" the system's own."""
        self._device = device
        self._heard = heard
        self._stream: Any = None

    def open(self) -> str:
        """What was opened. Raises StudioError."""
        try:
            import sounddevice
        except OSError as error:
            raise StudioError("PortAudio is missing", where="microphone", remedy=_NO_LIBRARY) from error
        try:
            device = sounddevice.query_devices(self._device or None, "input")
            rate_hz = int(device["default_samplerate"])
            self._stream = sounddevice.InputStream(
                samplerate=rate_hz,
                blocksize=int(_BLOCK_S * rate_hz),
                device=self._device or None,
                channels=1,
                dtype="float32",
                callback=lambda data, _frames, _time, _status: self._hear(data, rate_hz),
            )
            self._stream.start()
        except (sounddevice.PortAudioError, ValueError) as error:
            raise StudioError(
                f"the microphone cannot be opened: {error}",
                where=self._device or "microphone",
                remedy="plug one in, allow its use in the system's settings, or choose another",
            ) from error
        return f"{device['name']}, {rate_hz} Hz"

    def close(self) -> None:
        if self._stream is not None:
            self._stream.close()
            self._stream = None

    def _hear(self, data: np.ndarray, rate_hz: int) -> None:
        self._heard(AudioBlock(frozen(data[:, 0].copy()), rate_hz, time.monotonic()))
