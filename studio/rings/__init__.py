"""Where processes meet: files of a few slots in shared memory; the newest wins and nobody waits."""
