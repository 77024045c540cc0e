"""The shelves: avatars, takes, model files, settings."""
