"""The bench: both ways do the same work, and the figures can be written as JSON. What they are is not tested."""

from __future__ import annotations

import json

import pytest

from studio.tracking.bench import bench_tracking
from studio.tracking.mediapipe_landmarkers import ModelFiles


def test_pipeline_and_bare_loop_do_the_same_work(models: ModelFiles, clip) -> None:
    bench = bench_tracking(clip("lp_d9", 6), models, rounds=1)
    assert (bench.pictures, bench.size, bench.rounds) == (6, (512, 480), 1)
    for run in (bench.pipeline, bench.bare):
        assert run.fps > 0
        assert run.cpu_ms > 0
    told = json.loads(json.dumps(bench.as_dict()))
    assert told["ratio"] == pytest.approx(bench.pipeline.fps / bench.bare.fps)
    assert told["passed"] == (told["ratio"] >= told["bar"])
    assert f"{bench.ratio:.3f}" in str(bench)


def test_a_bench_needs_pictures(models: ModelFiles) -> None:
    with pytest.raises(ValueError, match="needs pictures"):
        bench_tracking([], models)
