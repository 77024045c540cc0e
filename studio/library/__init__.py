"""Shelves: avatars, takes, settings, and where all of it lies."""
