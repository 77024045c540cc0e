"""A mouth by ear: vowels made by two resonances and a buzz, vowels of a speech synthesizer, silence, hiss and noise."""

from __future__ import annotations

import shutil
import subprocess
import wave
from pathlib import Path

import numpy as np
import pytest

from studio.core.audio import AudioBlock
from studio.core.names import ARKIT_INDEX, PRESET
from studio.solving.voice import VOWELS, VoiceMouth, formants

_HZ = {"aa": (800, 1250), "ih": (300, 2300), "ou": (340, 800), "ee": (500, 1950), "oh": (510, 900)}
_ESPEAK = {"aa": "ah", "ih": "ee", "ou": "oo", "ee": "eh", "oh": "awe"}


def _vowel(first_hz: float, second_hz: float, pitch_hz: float, rate_hz: int = 16_000) -> np.ndarray:
    """0.6 s of a buzz with the slope of a voice at the lips (−6 dB an octave), through four resonances."""
    count = int(rate_hz * 0.6)
    sound = np.zeros(count)
    sound[:: int(rate_hz / pitch_hz)] = 1.0
    for index in range(1, count):
        sound[index] += 0.97 * sound[index - 1]
    for hz, width_hz in ((first_hz, 70.0), (second_hz, 90.0), (2900.0, 140.0), (3600.0, 200.0)):
        radius = np.exp(-np.pi * width_hz / rate_hz)
        one, two = 2 * radius * np.cos(2 * np.pi * hz / rate_hz), -(radius**2)
        before = last = 0.0
        for index in range(count):
            value = sound[index] + one * last + two * before
            before, last = last, value
            sound[index] = value
    sound -= sound.mean()
    return 0.3 * sound / np.abs(sound).max()


def _noise(count: int, level: float, seed: int = 0) -> np.ndarray:
    return np.random.default_rng(seed).normal(0.0, level, count)


def _heard(sound: np.ndarray, rate_hz: int = 16_000) -> tuple[VoiceMouth, list[np.ndarray]]:
    """Fed in blocks of 16 ms, after half a second of a quiet room."""
    voice, weights = VoiceMouth(), []
    sound = np.concatenate((_noise(rate_hz // 2, 0.0005), sound))
    step = rate_hz // 62
    for start in range(0, len(sound), step):
        mouth = voice.feed(AudioBlock(sound[start : start + step].astype(np.float32), rate_hz, start / rate_hz))
        weights.append(np.array([mouth.presets[PRESET[name]] for name in VOWELS]))
    return voice, weights


@pytest.mark.parametrize("pitch_hz", [105, 140, 190])
@pytest.mark.parametrize("vowel", VOWELS)
@pytest.mark.parametrize("rate_hz", [16_000, 44_100])
def test_each_vowel_is_told_from_the_others(vowel: str, pitch_hz: int, rate_hz: int) -> None:
    _, weights = _heard(_vowel(*_HZ[vowel], pitch_hz, rate_hz), rate_hz)
    mean = np.mean(weights[-20:], axis=0)
    assert VOWELS[int(np.argmax(mean))] == vowel, dict(zip(VOWELS, mean.round(2), strict=True))
    assert mean.max() > 0.45
    assert mean.sum() <= 1.0 + 1e-6


def test_the_resonances_of_a_vowel_are_found() -> None:
    found = formants(_vowel(700, 1200, 110, 10_000)[3000:3320])
    assert found[0] == pytest.approx(700, abs=70)
    assert found[1] == pytest.approx(1200, abs=100)


@pytest.mark.skipif(shutil.which("espeak-ng") is None, reason="espeak-ng is not installed")
@pytest.mark.parametrize("voice", ["en", "en+f2"])
def test_a_speaking_voice_moves_the_mouth_as_it_should(tmp_path: Path, voice: str) -> None:
    right = 0
    for vowel, word in _ESPEAK.items():
        path = tmp_path / f"{vowel}.wav"
        subprocess.run(["espeak-ng", "-v", voice, "-s", "80", "-w", str(path), word], check=True)
        with wave.open(str(path)) as file:
            rate_hz = file.getframerate()
            sound = np.frombuffer(file.readframes(file.getnframes()), np.int16) / 32768
        _, weights = _heard(sound, rate_hz)
        right += VOWELS[int(np.argmax(np.sum(weights, axis=0)))] == vowel
    assert right >= 4, "of five"


def test_a_quiet_or_humming_room_keeps_the_mouth_shut() -> None:
    for sound in (_noise(32_000, 0.0005, 1), _noise(32_000, 0.008, 2), np.zeros(32_000)):
        voice, weights = _heard(np.concatenate((sound, sound)))
        assert np.mean(weights[-40:], axis=0).max() < 0.06
        assert not voice.speaking


def test_a_hiss_opens_it_only_a_little() -> None:
    hiss = np.diff(_noise(16_001, 0.1, 3))
    _, weights = _heard(hiss)
    assert 0.0 < weights[-5].sum() < 0.45


def test_the_mouth_closes_when_the_voice_ends() -> None:
    _, weights = _heard(np.concatenate((_vowel(*_HZ["aa"], 120), _noise(8000, 0.0005))))
    assert max(w.sum() for w in weights) > 0.6
    assert weights[-1].sum() < 0.02


def test_the_shapes_of_both_kinds_of_avatars_say_the_same() -> None:
    voice = VoiceMouth()
    sound = _vowel(*_HZ["aa"], 120).astype(np.float32)
    mouth = voice.feed(AudioBlock(sound, 16_000, 1.0))
    assert mouth.speaking
    assert mouth.arkit[ARKIT_INDEX["jawOpen"]] > 0.4
    assert mouth.presets[PRESET["aa"]] > 0.6
