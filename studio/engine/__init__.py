"""What runs: the tick, the live loop, the director that makes work of decisions, and the processes around the show."""
