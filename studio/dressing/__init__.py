"""Avatar → the same avatar in other colours and without some accessories."""

from studio.dressing.tailor import dress

__all__ = ["dress"]
