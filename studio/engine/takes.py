"""Takes made of a camera or a video file: landmarks only."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from studio.core.errors import TrackingError
from studio.engine.offline import Progress
from studio.engine.supervised import ProcessEvent
from studio.engine.tracker_client import TrackerClient, iterate_landmarks
from studio.inputs.take import Take, TakeWriter

_POLL_S = 0.005


def record_file(source: str, out: Path, progress: Callable[[Progress], None]) -> None:
    """Every frame of `file:…` (or of another take). Raises CameraError, TrackingError, TakeError."""
    with iterate_landmarks(source) as stream, TakeWriter(out, fps=stream.fps, name=out.stem) as take:
        for index, landmarks in stream:
            take.write(landmarks)
            total_s = stream.total / stream.fps if stream.total else 0.0
            progress(Progress(index / stream.fps, total_s, index + 1))


def record_camera(source: str, out: Path, seconds: float, folder: Path, progress: Callable[[Progress], None]) -> None:
    """What a camera shows for `seconds` from its first picture on. `folder`: for the ring. Raises TrackingError,
    TakeError."""
    client = TrackerClient(source, ring=folder / "take.ring")
    client.start()
    try:
        with TakeWriter(out, name=out.stem) as take:
            sequence, frames, began_s = -1, 0, 0.0
            while not frames or time.monotonic() - began_s < seconds:
                for status in client.poll():
                    if status.event in (ProcessEvent.FAILED, ProcessEvent.STOPPED):
                        raise TrackingError(status.what or "the tracker stopped", where=source, remedy=status.remedy)
                if (found := client.latest(sequence)) is None:
                    time.sleep(_POLL_S)
                    continue
                sequence, landmarks = found
                began_s = began_s or time.monotonic()
                take.write(landmarks)
                frames += 1
                progress(Progress(time.monotonic() - began_s, seconds, frames))
    finally:
        client.stop()


def describe(path: Path) -> str:
    """What a take holds, in words. Raises TakeError."""
    take = Take.open(path)
    total = len(take.frames)

    def share(seen: int) -> str:
        return f"{seen / total:.0%}"

    return "\n".join(
        (
            f"{take.name}: {total} frames at {take.fps:g} a second, {take.duration_s:.1f} s, "
            f"{path.stat().st_size / 1e6:.2f} MB, landmarks only",
            f"  face seen in       {share(sum(f.face is not None for f in take.frames))}",
            f"  body seen in       {share(sum(f.body is not None for f in take.frames))}",
            f"  left hand seen in  {share(sum(f.left_hand is not None for f in take.frames))}",
            f"  right hand seen in {share(sum(f.right_hand is not None for f in take.frames))}",
        )
    )
