"""`python -m tools.bundle`: the studio as a folder that needs no Python (PyInstaller)."""
