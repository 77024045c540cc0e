"""Where pictures and takes come from: webcam, video file, take."""
