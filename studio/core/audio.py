"""A short stretch of sound from the microphone."""

from __future__ import annotations

from dataclasses import dataclass

from studio.core.arrays import FloatArray


@dataclass(frozen=True, slots=True, eq=False)
class AudioBlock:
    """Mono."""

    samples: FloatArray
    """(n,) float32, −1 to 1."""
    rate_hz: int
    captured_at_s: float
    """End of the block, by `time.monotonic`."""
