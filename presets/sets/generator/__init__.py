"""Paints the house's own sets: `python -m presets.sets.generator`. Needs the dev extra (skia, scipy, pillow)."""
