"""What the doctor tries out, each in a process of its own: a library that clashes or crashes ends only its probe.

`python -m studio.engine.doctor_probes NAME [ARGUMENT …]` prints one JSON object. Libraries are imported by name here,
only to see whether they can be: what works with them stays in their one home.
"""

from __future__ import annotations

import contextlib
import ctypes
import importlib
import json
import os
import socket
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from studio.core.errors import StudioError

Answer = dict[str, Any]


def imports(*modules: str) -> Answer:
    """Which of the modules cannot be imported, and why."""
    problems = {}
    for name in modules:
        try:
            importlib.import_module(name)
        except Exception as error:  # whatever an import does wrong is the finding
            problems[name] = f"{type(error).__name__}: {error}"
    return {"problems": problems}


def libraries(*names: str) -> Answer:
    """Which shared libraries the system cannot load."""
    missing = []
    for name in names:
        try:
            ctypes.CDLL(name)
        except OSError:
            missing.append(name)
    return {"missing": missing}


def graphics() -> Answer:
    from studio.rendering.renderer import open_renderer

    renderer = open_renderer()
    info = renderer.describe()
    renderer.close()
    return {"device": info.device, "version": info.version, "software": info.software}


def window() -> Answer:
    """Whether Qt can open the display."""
    gui = importlib.import_module("PySide6.QtGui")
    application = gui.QGuiApplication(["studio"])
    screen = application.primaryScreen()
    size = screen.size() if screen else None
    return {"platform": application.platformName(), "size": [size.width(), size.height()] if size else None}


def glyphs(text: str) -> Answer:
    """Which characters the packaged font lacks."""
    from studio.staging.painting import ensure_application, font_path

    ensure_application()
    path = font_path()
    font = importlib.import_module("PySide6.QtGui").QRawFont(str(path), 32.0)
    missing = [char for char in text if not char.isspace() and not font.supportsCharacter(ord(char))]
    return {"font": path.name, "family": font.familyName(), "missing": "".join(missing)}


def cameras() -> Answer:
    from studio.inputs.devices import list_cameras

    return {
        "cameras": [
            {
                "source": camera.source,
                "name": camera.name,
                "virtual": camera.is_virtual,
                "readable": not camera.path or os.access(camera.path, os.R_OK | os.W_OK),
            }
            for camera in list_cameras()
        ]
    }


def encoder() -> Answer:
    """Records half a second and reads it back."""
    import numpy as np

    from studio.core.image import Image
    from studio.outputs import Recording, RecordingSettings

    av = importlib.import_module("av")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "probe.mp4"
        recording = Recording(path, RecordingSettings(preset="ultrafast", keep_free_bytes=0))
        recording.open(320, 180, 30)
        for i in range(15):
            recording.put(Image(np.full((180, 320, 3), i * 16, np.uint8)), i / 30)
        recording.close()
        with av.open(str(path)) as container:
            return {"frames": sum(1 for _ in container.decode(video=0)), "version": av.__version__}


def obs(port: str) -> Answer:
    """What answers on OBS's port, without logging in: OBS says hello first."""
    return {"hello": _obs_hello(int(port))}


def _obs_hello(port: int, timeout_s: float = 3.0) -> Answer | None:
    """The version in OBS's first message (obs-websocket 5.x, Hello); {}: something else listens; None: nothing does."""
    try:
        connection = socket.create_connection(("127.0.0.1", port), timeout_s)
    except OSError:
        return None
    request = (
        f"GET / HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        "Sec-WebSocket-Key: cWlvbmdodWEgc3R1ZGlvIQ==\r\nSec-WebSocket-Version: 13\r\n"
        "Sec-WebSocket-Protocol: obswebsocket.json\r\n\r\n"
    )
    with connection, contextlib.suppress(OSError, ValueError, IndexError):
        connection.sendall(request.encode("ascii"))
        with connection.makefile("rb") as stream:
            if b" 101 " not in stream.readline(1000):
                return {}
            while stream.readline(1000).strip():
                pass
            # One unmasked text frame of a server: RFC 6455, section 5.2.
            _, length = stream.read(2)
            if length == 126:
                length = int.from_bytes(stream.read(2), "big")
            message = json.loads(stream.read(length))
        match message:
            case {"op": 0, "d": {"obsWebSocketVersion": str(version)}}:
                return {"version": version[:40]}
    return {}


PROBES: dict[str, Callable[..., Answer]] = {
    probe.__name__: probe for probe in (imports, libraries, graphics, window, glyphs, cameras, encoder, obs)
}


def main(arguments: list[str]) -> int:
    name, *rest = arguments
    # What a library prints on its way must not mix with the answer.
    answer_to = os.dup(1)
    os.dup2(2, 1)
    try:
        answer = PROBES[name](*rest)
    except StudioError as error:
        answer = {"problem": error.what, "remedy": error.remedy}
    except Exception as error:
        answer = {"problem": f"{type(error).__name__}: {error}", "remedy": ""}
    with os.fdopen(answer_to, "w", encoding="utf-8") as file:
        json.dump(answer, file, ensure_ascii=False)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
