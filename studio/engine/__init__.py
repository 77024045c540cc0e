"""What runs: the tick, the live loop, the director that turns decisions into work, and the processes around the show."""
