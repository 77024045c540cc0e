from __future__ import annotations

import numpy as np
import pytest

from studio.core.image import Alpha, Image
from studio.core.life import Swarm

PETAL = Image(np.full((8, 16, 4), 255, np.uint8), alpha=Alpha.PREMULTIPLIED)
WEEK_S = 7 * 24 * 3600.0


def swarm(**changed: object) -> Swarm:
    values: dict[str, object] = {
        "image": PETAL, "count": 40, "seed": 7, "area": (100.0, 50.0, 500.0, 350.0), "size_px": (4.0, 12.0),
        "speed_px_s": (20.0, 35.0),
    }  # fmt: skip
    return Swarm(**(values | changed))  # type: ignore[arg-type]


def test_the_same_second_shows_the_same_swarm_and_another_shows_another() -> None:
    assert (swarm().at(3.2) == swarm().at(3.2)).all()
    assert not np.allclose(swarm().at(3.2)[:, :2], swarm().at(3.3)[:, :2])


@pytest.mark.parametrize("time_s", [0.0, 1.7, 61.0, WEEK_S])
def test_none_leaves_its_area_however_long_the_show(time_s: float) -> None:
    spots = swarm().at(time_s)
    assert spots.shape == (40, 6)
    assert (spots[:, 0] >= 100).all()
    assert (spots[:, 0] <= 500).all()
    assert (spots[:, 1] >= 50).all()
    assert (spots[:, 1] <= 350).all()
    assert (2 * spots[:, 2] >= 4).all()
    assert (2 * spots[:, 2] <= 12.001).all()
    assert ((spots[:, 5] >= 0) & (spots[:, 5] <= 1)).all()


def test_small_ones_are_farther_and_slower() -> None:
    before, after = swarm(speed_px_s=(10.0, 0.0)).at(1.0), swarm(speed_px_s=(10.0, 0.0)).at(1.5)
    moved = np.mod(after[:, 0] - before[:, 0], 400.0)
    order = np.argsort(before[:, 2])
    assert moved[order[:10]].mean() < 0.75 * moved[order[-10:]].mean()


def test_on_water_they_are_small_where_it_is_far() -> None:
    spots = swarm(recede=True, speed_px_s=(10.0, 0.0)).at(2.0)
    assert np.corrcoef(spots[:, 1], spots[:, 2])[0, 1] > 0.95


def test_steam_swells_and_is_gone_when_it_leaves() -> None:
    spots = swarm(speed_px_s=(0.0, -40.0), grow=2.0).at(5.0)
    high = spots[:, 1] < 120
    low = spots[:, 1] > 280
    assert spots[high, 2].mean() > 1.5 * spots[low, 2].mean()
    assert spots[high, 5].max() < 0.3


def test_a_glint_goes_out_between_two_flashes() -> None:
    glints = swarm(twinkle=1.0, twinkle_s=2.0, speed_px_s=(0.0, 0.0))
    seen = np.stack([glints.at(time_s)[:, 5] for time_s in np.arange(0.0, 8.0, 0.1)])
    assert (seen.min(axis=0) < 0.05).all()
    assert (seen.max(axis=0) > 0.9).all()
