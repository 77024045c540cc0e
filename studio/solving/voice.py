"""The mouth from sound: how loud, and which of five vowels, by the resonances of the mouth itself.

Linear prediction finds the two lowest formants; a vowel is a place on the plane of their logarithms (the classic chart
of vowels), softly assigned, so that what lies between two vowels looks between them. Nothing is kept of the sound.
"""

from __future__ import annotations

from collections import deque
from typing import Any

import numpy as np
from numpy.typing import NDArray

from studio.core.arrays import frozen
from studio.core.audio import AudioBlock
from studio.core.names import PRESET, PRESETS
from studio.core.pose import Mouth
from studio.solving.face_forms import arkit_from_presets

Array = NDArray[Any]

RATE_HZ = 10_000
"""Resampled to this: formants of interest lie below 5 kHz."""
WINDOW_S, HOP_S = 0.032, 0.016
_ORDER = 12
_PRE_EMPHASIS = 0.95
VOWELS = ("aa", "ih", "ou", "ee", "oh")
_ROWS = np.array([PRESET[name] for name in VOWELS])
_CHART_HZ = np.array(((830.0, 1320.0), (310.0, 2450.0), (340.0, 850.0), (520.0, 2050.0), (500.0, 920.0)))
"""F1, F2 between those of men and women (Peterson and Barney 1952; Mandarin's are near enough for a mouth)."""
_SPREAD = np.array((0.22, 0.20))
"""Of log Hz; what is farther away than two of them is no vowel of the five."""
_GATE_DB = 9.0
"""Above the noise of the room."""
_LEAST_DB = -52.0
"""Of full scale: quieter is silence whatever the room."""
_ATTACK, _RELEASE = 0.55, 0.22
"""Share of the way each hop goes, opening and closing."""
_FLOOR_S = 4.0


class VoiceMouth:
    """Fed with blocks of any length; tells the mouth of the newest moment. One thread uses it."""

    def __init__(self) -> None:
        self._rest = np.zeros(0)
        self._levels_db: deque[float] = deque(maxlen=int(_FLOOR_S / HOP_S))
        self._weights = np.zeros(len(VOWELS))
        self._loudest_db = -30.0
        self.level_db = -90.0
        """Of the newest hop, full scale 0; for a meter."""
        self.speaking = False

    def feed(self, block: AudioBlock) -> Mouth:
        """The mouth after the block."""
        samples = _resampled(np.asarray(block.samples, float), block.rate_hz)
        self._rest = np.concatenate((self._rest, samples))[-RATE_HZ:]
        window, hop = int(WINDOW_S * RATE_HZ), int(HOP_S * RATE_HZ)
        while len(self._rest) >= window:
            self._step(self._rest[:window])
            self._rest = self._rest[hop:]
        presets = np.zeros(len(PRESETS))
        presets[_ROWS] = self._weights
        return Mouth(block.captured_at_s, frozen(arkit_from_presets(presets)), frozen(presets), self.speaking)

    def _step(self, frame: Array) -> None:
        level_db = 20 * np.log10(max(float(np.sqrt(np.mean(frame**2))), 1e-5))
        self.level_db = level_db
        self._levels_db.append(level_db)
        floor_db = float(np.percentile(self._levels_db, 15)) if len(self._levels_db) > 12 else -60.0
        self.speaking = level_db > max(min(floor_db, -35.0) + _GATE_DB, _LEAST_DB)
        self._loudest_db = max(self._loudest_db - 0.02, level_db, -40.0)
        wanted = np.zeros(len(VOWELS))
        if self.speaking:
            open_by = float(np.clip(1.0 + (level_db - self._loudest_db) / 28.0, 0.25, 1.0))
            wanted = open_by * _vowels(frame)
        rate = np.where(wanted > self._weights, _ATTACK, _RELEASE)
        self._weights += rate * (wanted - self._weights)
        self._weights /= max(1.0, float(self._weights.sum()))  # one vowel goes more slowly than the next one comes


def formants(frame: Array, rate_hz: float = RATE_HZ) -> Array:
    """Resonances of a stretch of speech in Hz, ascending; narrow ones only."""
    emphasized = np.append(frame[0], frame[1:] - _PRE_EMPHASIS * frame[:-1]) * np.hamming(len(frame))
    spectrum = np.fft.rfft(emphasized, 2 * len(emphasized))
    correlation = np.fft.irfft(np.abs(spectrum) ** 2)[: _ORDER + 1]
    if correlation[0] <= 1e-12:
        return np.zeros(0)
    roots = np.roots(_levinson(correlation))
    roots = roots[np.imag(roots) > 0.01]
    hz = np.angle(roots) * rate_hz / (2 * np.pi)
    bandwidth_hz = -np.log(np.maximum(np.abs(roots), 1e-6)) * rate_hz / np.pi
    return np.sort(hz[(hz > 150) & (hz < 4500) & (bandwidth_hz < 500)])


def _vowels(frame: Array) -> Array:
    """(5,) weights, sum at most 1; a hiss opens the mouth a little without a vowel."""
    found = formants(frame)
    first = found[found < 1150]
    if len(first) == 0 or _hisses(frame):
        return np.array((0.0, 0.18, 0.0, 0.12, 0.0))
    second = found[(found > first[0] + 180) & (found < 3200)]
    if len(second) == 0:
        return np.array((0.0, 0.0, 0.3, 0.0, 0.0))
    place = np.log((first[0], second[0]))
    distance = (((place - np.log(_CHART_HZ)) / _SPREAD) ** 2).sum(axis=1)
    likely = np.exp(-0.5 * distance)
    total = float(likely.sum())
    near = min(1.0, float(likely.max()) * 2.5)
    return np.asarray(likely / max(total, 1e-9) * max(near, 0.35))


def _hisses(frame: Array) -> bool:
    """Whether it crosses zero as often as noise does: s, sh, f have no vowel in them."""
    return float(np.mean(np.abs(np.diff(np.signbit(frame).astype(int))))) > 0.42


def _levinson(correlation: Array) -> Array:
    """Coefficients of the predictor polynomial, by Levinson and Durbin."""
    coefficients = np.zeros(_ORDER + 1)
    coefficients[0] = 1.0
    error = float(correlation[0]) * 1.0001
    for order in range(1, _ORDER + 1):
        reflection = -float(coefficients[:order] @ correlation[order:0:-1]) / error
        coefficients[1 : order + 1] += reflection * coefficients[order - 1 :: -1][:order]
        error *= 1.0 - reflection**2
        if error <= 0:
            break
    return coefficients


def _resampled(samples: Array, rate_hz: int) -> Array:
    """To `RATE_HZ`; averaged over what one sample of the result spans, which is enough of a low-pass for formants."""
    if rate_hz == RATE_HZ or len(samples) == 0:
        return samples
    span = max(round(rate_hz / RATE_HZ), 1)
    if span > 1:
        samples = np.convolve(samples, np.hanning(2 * span + 1)[1:-1] / span, mode="same")
    places = np.arange(int(len(samples) * RATE_HZ / rate_hz)) * (rate_hz / RATE_HZ)
    return np.asarray(np.interp(places, np.arange(len(samples)), samples))
