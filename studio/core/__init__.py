"""The nouns of the show as frozen values. No Qt, no I/O, no threads, no clock."""
