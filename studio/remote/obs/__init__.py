"""OBS: its websocket, the source that brings the program picture into it, and how the two drive each other."""
