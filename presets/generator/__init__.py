"""Paints pictures of the demo brands' goods and their logos. For developers: needs the extra `dev` (skia-python)."""
