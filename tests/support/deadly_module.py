"""Importing this ends the process, as a library that finds the wrong processor does."""

import os
import sys

print("goodbye", file=sys.stderr, flush=True)
os._exit(7)
