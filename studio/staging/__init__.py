"""What stands around the figure: camera, lights, backdrop, overlays, label. QtGui paints here, without a screen."""
