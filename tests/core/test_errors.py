from __future__ import annotations

import inspect

from studio.core import errors
from studio.core.errors import OutputError, StudioError


def test_an_error_reads_as_place_fault_and_remedy() -> None:
    error = OutputError("the disk is full", where="a.mp4", remedy="free some space")
    assert str(error) == "a.mp4: the disk is full\n  → free some space"
    assert str(OutputError("the disk is full")) == "the disk is full"


def test_every_known_error_can_be_caught_as_one() -> None:
    kinds = [kind for _, kind in inspect.getmembers(errors, inspect.isclass) if issubclass(kind, Exception)]
    assert len(kinds) > 5
    assert all(issubclass(kind, StudioError) for kind in kinds)
    assert all(kind.__doc__ for kind in kinds)
