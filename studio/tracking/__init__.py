"""Image → Landmarks: three landmarkers, when each runs, and whether anybody is there."""
