"""Image → file, device or ring. A slow or dead output never slows the show: `engine.workers` stands between."""
