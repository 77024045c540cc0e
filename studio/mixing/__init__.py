"""PerformerPose and idle life → AvatarState. One writer: the mixer."""
