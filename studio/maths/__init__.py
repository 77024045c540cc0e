"""Quaternions (x, y, z, w), transforms named b_from_a, curves and filters. numpy only."""
