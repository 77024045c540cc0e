"""What stands around the figure: camera, lights, backdrop, overlays and the label. QtGui paints text here, without a screen."""
