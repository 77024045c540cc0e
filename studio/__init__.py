"""Qionghua Studio: a webcam performer drives a Yangzhou digital human, live and offline."""

__version__ = "0.1.0"
