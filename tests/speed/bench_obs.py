"""How late, and how completely, pictures reach a real OBS: through the Lua source, and by the network stream.

Prints figures; judges nothing.

    STUDIO_SHARED=../shared python tests/speed/bench_obs.py [WIDTHxHEIGHT ...]

Each picture is of one colour that tells its number. `upload`: from writing to the graphics card, as the source measures
it. `screenshot`: from writing until a screenshot of 8 × 8 pixels with that picture has come back, OBS's own encoding
included. `lost`: pictures that were replaced by newer ones before OBS drew a frame.
"""

from __future__ import annotations

import os
import signal
import statistics
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import Any

import numpy as np

from studio.core.image import Alpha, Image
from studio.outputs.stream import Stream, StreamSettings
from studio.remote.obs.arrival import screenshot
from studio.remote.obs.client import ObsRequestError, WebSocketClient
from studio.remote.obs.settings import ObsAddress
from studio.remote.obs.setup import KIND, Places, lay_script
from studio.rings.pictures import PictureWriter

SHARED = Path(os.environ.get("STUDIO_SHARED", Path(__file__).resolve().parents[3] / "shared"))
FPS, SECONDS = 30, 12
LISTEN = "0.0.0.0:9000?listen=1"


def main() -> None:
    sys.path.insert(0, str(SHARED / "obs"))
    from obs_server import ObsServer

    sizes = [tuple(map(int, size.split("x"))) for size in sys.argv[1:]] or [(1280, 720), (1080, 1920)]
    for width, height in sizes:
        folder = Path(tempfile.mkdtemp())
        places = Places(folder / "ring", folder / "slate.png", folder / "qionghua_source.lua")
        lay_script(places)
        with ObsServer(lua=[places.script], width=width, height=height, fps=FPS) as server:
            client = WebSocketClient(ObsAddress(port=server.port, password=server.password), answer_s=60.0)
            measure(client, places, width, height)
            client.close()
    width, height = sizes[0]
    for kind in ("tcp", "udp"):
        with ObsServer(width=width, height=height, fps=FPS) as server:
            client = WebSocketClient(ObsAddress(port=server.port, password=server.password), answer_s=60.0)
            measure_stream(client, server, kind, width, height)
            client.close()


def measure(client: WebSocketClient, places: Places, width: int, height: int) -> None:
    client.call("CreateScene", {"sceneName": "S"})
    settings = {"path": str(places.ring), "slate": ""}
    client.call("CreateInput", {"sceneName": "S", "inputName": "p", "inputKind": KIND, "inputSettings": settings})
    client.call("SetCurrentProgramScene", {"sceneName": "S"})
    written: dict[int, float] = {}
    ended = threading.Event()
    thread = threading.Thread(target=write, args=(places.ring, width, height, written, ended))
    thread.start()
    while client.call("GetInputSettings", {"inputName": "p"})["inputSettings"].get("state") != "live":
        time.sleep(0.05)
    delays, uploads, seen = [], [], -1
    told = client.call("GetInputSettings", {"inputName": "p"})["inputSettings"]
    first_pictures, first_written = told["pictures"], len(written)
    time.sleep(SECONDS)  # screenshots keep OBS's graphics busy: losses are counted without any
    told = client.call("GetInputSettings", {"inputName": "p"})["inputSettings"]
    drawn, put = told["pictures"] - first_pictures, len(written) - first_written
    began_s = time.monotonic()
    while time.monotonic() - began_s < SECONDS:
        color = screenshot(client, "p", 8, 8)[4, 4]
        number = int(color[0]) << 8 | int(color[1])
        if number in written and number > seen:
            seen = number
            delays.append((time.monotonic() - written[number]) * 1000)
        told = client.call("GetInputSettings", {"inputName": "p"})["inputSettings"]
        if told["delay_ms"] > 0 and told["delay_ms"] not in uploads:
            uploads.append(told["delay_ms"])
    stats = client.call("GetStats")
    ended.set()
    thread.join()
    print(
        f"{width}x{height}@{FPS}: upload mean {statistics.mean(uploads):.0f} ms, screenshot median "
        f"{statistics.median(delays):.0f} ms, p95 {statistics.quantiles(delays, n=20)[-1]:.0f} ms ({len(delays)}); "
        f"written {put}, drawn {drawn}, lost {max(put - drawn, 0) / put:.1%}; OBS {stats['activeFps']:.1f} fps, "
        f"{stats['renderSkippedFrames']} of {stats['renderTotalFrames']} frames late; load {os.getloadavg()[0]:.1f}",
        flush=True,
    )


def measure_stream(client: WebSocketClient, server: Any, kind: str, width: int, height: int) -> None:
    """OBS receives with a media source; the sender runs beside it, in its network. Numbers are sixteen bars."""
    address = "udp://127.0.0.1:9000?fifo_size=1000000&overrun_nonfatal=1" if kind == "udp" else f"{kind}://{LISTEN}"
    settings = {
        "is_local_file": False, "input": address, "input_format": "mpegts", "buffering_mb": 0, "hw_decode": False,
        "reconnect_delay_sec": 1, "clear_on_media_end": False,
        "ffmpeg_options": "fflags=nobuffer flags=low_delay probesize=200000 analyzeduration=0",
    }  # fmt: skip
    client.call("CreateScene", {"sceneName": "S"})
    wish = {"sceneName": "S", "inputName": "p", "inputKind": "ffmpeg_source", "inputSettings": settings}
    client.call("CreateInput", wish)
    client.call("SetCurrentProgramScene", {"sceneName": "S"})
    told = Path(tempfile.mkdtemp()) / "sent"
    told.touch()
    command = [sys.executable, __file__, "--send", f"{kind}://127.0.0.1:9000", str(width), str(height), str(told)]
    sender = server.popen_inside(command, start_new_session=True)
    delays: list[float] = []
    seen, began_s = -1, time.monotonic()
    try:
        while time.monotonic() - began_s < 3 * SECONDS and sender.poll() is None:
            try:
                bars = screenshot(client, "p", 64, 8)[4, 2::4, :3].mean(axis=1) > 128
            except ObsRequestError:  # no picture yet
                continue
            back_s = time.monotonic()
            number = int("".join("1" if bar else "0" for bar in bars), 2)
            written = dict(line.split() for line in told.read_text().splitlines() if line.count(" ") == 1)
            if str(number) in written and number > seen:
                seen = number
                delays.append((back_s - float(written[str(number)])) * 1000)
    finally:  # a sender left alone would stream for ever
        os.killpg(sender.pid, signal.SIGKILL)
        sender.wait()
    late = delays[len(delays) // 4 :]  # a media source settles first
    if len(late) < 3:
        print(f"stream {kind} {width}x{height}@{FPS}: no pictures were read ({len(delays)})", flush=True)
        return
    print(
        f"stream {kind} {width}x{height}@{FPS}: screenshot median {statistics.median(late):.0f} ms, "
        f"p95 {statistics.quantiles(late, n=20)[-1]:.0f} ms ({len(late)}); load {os.getloadavg()[0]:.1f}",
        flush=True,
    )


def send(address: str, width: int, height: int, told: Path) -> None:
    """Streams numbered pictures for a minute, and writes down when each was made."""
    stream = Stream(address, StreamSettings(preset="ultrafast"))
    stream.open(width, height, float(FPS))
    number, due_s = 0, time.monotonic()
    with told.open("w") as file:
        for _ in range(60 * FPS):
            time.sleep(max(due_s - time.monotonic(), 0))
            due_s += 1 / FPS
            number = (number + 1) & 0xFFFF
            bars = np.array([255 * int(bit) for bit in f"{number:016b}"], np.uint8)
            row = np.repeat(bars, width // 16)
            pixels = np.ascontiguousarray(np.broadcast_to(row[None, :, None], (height, width, 3)))
            made_s = time.monotonic()
            print(number, made_s, file=file, flush=True)
            stream.put(Image(pixels, made_s), made_s)


def write(ring: Path, width: int, height: int, written: dict[int, float], ended: threading.Event) -> None:
    writer = PictureWriter(ring)
    number, due_s = 0, time.monotonic()
    pixels = np.empty((height, width, 4), np.uint8)
    while not ended.wait(max(due_s - time.monotonic(), 0)):
        due_s += 1 / FPS
        number += 1
        pixels = pixels.copy()
        pixels[:] = (number >> 8, number & 255, 0, 255)
        written[number] = time.monotonic()
        writer.write(Image(pixels, written[number], Alpha.PREMULTIPLIED))
    writer.close()


if __name__ == "__main__":
    if sys.argv[1:2] == ["--send"]:
        send(sys.argv[2], int(sys.argv[3]), int(sys.argv[4]), Path(sys.argv[5]))
    else:
        main()
