"""The same face told in VRM presets, for avatars without perfect sync: soft, with thresholds, never more than the
whole."""

from __future__ import annotations

from collections.abc import Sequence
from operator import itemgetter

from studio.core.names import ARKIT_INDEX
from studio.maths.curves import ease, ramp

_I = ARKIT_INDEX
_NEEDED = itemgetter(
    *(
        _I[name]
        for name in (
            "jawOpen", "mouthFunnel", "mouthPucker", "mouthStretchLeft", "mouthStretchRight",
            "mouthSmileLeft", "mouthSmileRight", "mouthLowerDownLeft", "mouthLowerDownRight",
            "mouthUpperUpLeft", "mouthUpperUpRight", "browInnerUp", "browOuterUpLeft", "browOuterUpRight",
            "browDownLeft", "browDownRight", "eyeWideLeft", "eyeWideRight", "mouthFrownLeft", "mouthFrownRight",
            "eyeBlinkLeft", "eyeBlinkRight", "noseSneerLeft", "noseSneerRight", "mouthClose",
        )
    )
)  # fmt: skip

HAPPY_MOST = 0.75
MOOD_MOST = 0.65
"""Presets of moods reshape the whole face; a performer's passing grimace shall not pull them to the end."""


def vowels(opening: float, rounding: float, spreading: float, showing_teeth: float) -> tuple[float, ...]:
    """aa ih ou ee oh by the mouth's shape, all 0–1; their sum is at most 1.

    `opening` of the jaw, `rounding` of the lips, `spreading` of the corners without a smile, `showing_teeth` by lips
    drawn up and down. The names are those of あいうえお: ih is spread and nearly closed, ee spread and half open.
    """
    wide = min(spreading + 1.2 * showing_teeth, 1.0) * (1.0 - rounding)
    half_open = min(2.2 * opening, 1.0)
    aa = opening * (1.0 - 0.9 * rounding) * (1.0 - 0.7 * wide)
    oh = min(2.0 * opening, 1.0) * rounding * (0.35 + 0.65 * opening)
    ou = rounding * (1.0 - min(2.0 * opening, 1.0))
    ih = wide * (1.0 - half_open)
    ee = wide * half_open * (1.0 - 0.6 * opening)
    whole = max(1.0, aa + ih + ou + ee + oh)
    return aa / whole, ih / whole, ou / whole, ee / whole, oh / whole


def presets_from_arkit(arkit: Sequence[float]) -> list[float]:
    """The 18 preset weights of a face's 52. The look presets stay 0: the gaze is told apart."""
    (
        jaw, funnel, pucker, stretch_l, stretch_r, smile_l, smile_r, lower_l, lower_r, upper_l, upper_r, brow_in,
        brow_out_l, brow_out_r, brow_dn_l, brow_dn_r, wide_l, wide_r, frown_l, frown_r, blink_l, blink_r,
        sneer_l, sneer_r, close,
    ) = _NEEDED(arkit)  # fmt: skip
    smile = 0.5 * (smile_l + smile_r)
    brow_down = 0.5 * (brow_dn_l + brow_dn_r)
    frown = 0.5 * (frown_l + frown_r)

    opening = min(1.25 * max(jaw - close, 0.0), 1.0)
    rounding = min(max(1.4 * funnel, 1.1 * ramp(pucker, 0.2, 0.85)), 1.0) * (1.0 - 0.7 * smile)
    spreading = 0.5 * (stretch_l + stretch_r) * 1.3
    teeth = 0.25 * (lower_l + lower_r + upper_l + upper_r) * (1.0 - 0.5 * smile)
    shape = vowels(opening, rounding, min(spreading, 1.0), teeth)

    happy = HAPPY_MOST * ease(ramp(smile, 0.12, 0.75))
    surprised = MOOD_MOST * ease(
        ramp(0.5 * brow_in + 0.25 * (brow_out_l + brow_out_r) + 0.25 * (wide_l + wide_r), 0.35, 0.85)
    )
    angry = MOOD_MOST * ease(ramp(brow_down + 0.3 * (sneer_l + sneer_r), 0.3, 0.9)) * (1.0 - smile)
    sad = MOOD_MOST * ease(ramp(0.7 * frown + 0.5 * max(brow_in - 0.5 * (brow_out_l + brow_out_r), 0.0), 0.3, 0.9))
    sad = sad * (1.0 - smile)
    # A faint smile with quiet brows is contentment, not laughter.
    relaxed = 0.35 * ease(ramp(smile, 0.04, 0.2)) * (1.0 - ease(ramp(smile, 0.2, 0.5))) * (1.0 - brow_down)
    whole = max(1.0, happy + angry + sad + relaxed + surprised)
    both = min(blink_l, blink_r)
    # blink, blinkLeft and blinkRight add up on the mesh: what both share is told once.
    return [
        happy / whole, angry / whole, sad / whole, relaxed / whole, surprised / whole,
        *shape,
        both, blink_l - both, blink_r - both,
        0.0, 0.0, 0.0, 0.0, 0.0,
    ]  # fmt: skip
