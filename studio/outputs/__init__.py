"""Image → file, device or ring. A slow or dead output never slows the show: `engine.workers` stands between."""

from studio.outputs.output import Life, Output, Report, Summary
from studio.outputs.preview import PreviewRing
from studio.outputs.recording import Recording, RecordingSettings
from studio.outputs.still import save_still
from studio.outputs.virtual_camera import VirtualCamera

__all__ = [
    "Life",
    "Output",
    "PreviewRing",
    "Recording",
    "RecordingSettings",
    "Report",
    "Summary",
    "VirtualCamera",
    "save_still",
]
