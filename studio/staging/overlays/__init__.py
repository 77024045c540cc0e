"""What a brand lays over the picture: painted in one of three families, placed clear of the label, moved without being
painted again. `painter.OverlayPainter` is the door."""
