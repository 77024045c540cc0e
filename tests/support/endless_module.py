"""Importing this never ends, as a driver that waits for its device does."""

import time

while True:
    time.sleep(1)
