"""The body under 平山's clothes, as the fields that cloth is laid on. Model space, metres. It is never drawn itself."""

from .fields import Field, capsule, ellipsoid, union


class Trunk:
    """His figure from hips to throat."""

    def __init__(self) -> None:
        chest = union(
            0.036,
            ellipsoid((0, 1.262, -0.010), (0.138, 0.170, 0.098)),
            capsule((-0.120, 1.357, -0.016), (0.120, 1.357, -0.016), 0.046),
            ellipsoid((0.060, 1.290, 0.046), (0.074, 0.062, 0.048)),
            ellipsoid((-0.060, 1.290, 0.046), (0.074, 0.062, 0.048)),
        )
        slopes = union(
            0.030,
            capsule((0.036, 1.392, -0.024), (0.135, 1.364, -0.018), 0.036, 0.044),
            capsule((-0.036, 1.392, -0.024), (-0.135, 1.364, -0.018), 0.036, 0.044),
        )
        waist = capsule((0, 1.00, 0), (0, 1.20, -0.002), 0.112)
        self.whole: Field = union(0.034, chest, slopes, waist)
        """Trunk and shoulders, without the neck."""
        self.neck: Field = capsule((0, 1.34, -0.024), (0, 1.452, -0.034), 0.052, 0.043)
        self.robe: Field = union(0.034, self.whole, self.neck)
