"""The body under a woman's clothes: fields that cloth is laid on, never drawn. Model space, metres."""

from .fields import Field, capsule, ellipsoid, union


class Torso:
    """A slim figure from waist to throat."""

    def __init__(self) -> None:
        trunk = union(
            0.030,
            ellipsoid((0, 1.130, -0.008), (0.108, 0.140, 0.078)),
            capsule((-0.100, 1.222, -0.016), (0.100, 1.222, -0.016), 0.033),
            capsule((0.034, 1.246, -0.020), (0.098, 1.228, -0.016), 0.028, 0.032),
            capsule((-0.034, 1.246, -0.020), (-0.098, 1.228, -0.016), 0.028, 0.032),
            capsule((0, 0.92, 0), (0, 1.05, 0), 0.088),
        )
        bust = union(
            0.028,
            ellipsoid((0.046, 1.146, 0.058), (0.054, 0.053, 0.053)),
            ellipsoid((-0.046, 1.146, 0.058), (0.054, 0.053, 0.053)),
        )
        self.whole: Field = union(0.030, trunk, bust)
        """Trunk and bust, without the neck."""
        self.neck: Field = capsule((0, 1.20, -0.024), (0, 1.290, -0.0345), 0.041, 0.0345)
        self.robe: Field = union(0.030, self.whole, self.neck)
        self.chest: Field = union(
            0.022,
            ellipsoid((0, 1.130, -0.008), (0.110, 0.150, 0.080)),
            bust,
            capsule((0, 0.92, 0), (0, 1.05, 0), 0.088),
        )
