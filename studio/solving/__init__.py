"""Landmarks → PerformerPose: head, face, gaze, body, arms, hands; calibration and time."""
