"""A real Chromium, driven over its DevTools protocol: real clicks, keys, screenshots and what it complains about."""

from __future__ import annotations

import asyncio
import base64
import contextlib
import itertools
import json
import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import aiohttp

_GIVE_UP_S = 60.0
_COUNT_CLICKS = """window.clicked === undefined && addEventListener(
    "click", (event) => { window.clicked = event.target.closest(window.awaited) !== null; }, true)"""


def program() -> str | None:
    """The browser on this machine, if there is one."""
    return next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


class Page:
    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self._socket = socket
        self._numbers = itertools.count(1)
        self._waiting: dict[int, asyncio.Future[dict[str, Any]]] = {}
        self.complaints: list[str] = []
        """Exceptions, console errors and policy violations of the page."""
        self._hearing = asyncio.create_task(self._hear())

    async def call(self, method: str, **parameters: object) -> dict[str, Any]:
        """One DevTools method."""
        number = next(self._numbers)
        answer: asyncio.Future[dict[str, Any]] = asyncio.get_running_loop().create_future()
        self._waiting[number] = answer
        await self._socket.send_json({"id": number, "method": method, "params": parameters})
        reply = await asyncio.wait_for(answer, _GIVE_UP_S)
        if "error" in reply:
            raise AssertionError(f"{method}: {reply['error']}")
        result: dict[str, Any] = reply["result"]
        return result

    async def open(self, url: str, *, width: int = 1280, height: int = 800, phone: bool = False) -> None:
        for domain in ("Page", "Runtime", "Log"):
            await self.call(f"{domain}.enable")
        await self.size(width, height, phone=phone)
        await self.call("Page.navigate", url=url)

    async def size(self, width: int, height: int, *, phone: bool = False, scale: float = 1.0) -> None:
        await self.call(
            "Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=scale, mobile=phone
        )
        await self.call("Emulation.setTouchEmulationEnabled", enabled=phone)

    async def theme(self, name: str) -> None:
        """`dark` or `light`; without transitions, so that what is looked at stands still."""
        wishes = {"prefers-color-scheme": name, "prefers-reduced-motion": "reduce"}
        await self.call(
            "Emulation.setEmulatedMedia", features=[{"name": key, "value": value} for key, value in wishes.items()]
        )

    async def js(self, expression: str) -> Any:
        """The value of a JavaScript expression."""
        result = await self.call(
            "Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True, userGesture=True
        )
        if "exceptionDetails" in result:
            raise AssertionError(f"{expression}: {result['exceptionDetails']}")
        return result["result"].get("value")

    async def until(self, expression: str) -> Any:
        """Waits until the expression is truthy and returns it; the limit only turns a hang into a failure."""
        give_up_s = time.monotonic() + _GIVE_UP_S
        while True:
            with contextlib.suppress(AssertionError):  # the page is just being replaced
                if value := await self.js(expression):
                    return value
            if time.monotonic() > give_up_s:
                raise AssertionError(f"in vain: {expression}; the page complains: {self.complaints}")
            await asyncio.sleep(0.03)

    async def click(self, selector: str, *, hold_s: float = 0.0) -> None:
        """A real press in the middle of the element, scrolled into sight and standing still.

        Fails if something else lies over it. A press that the page was too busy to give to the element, because it
        moved between the look and the press, is made again, as a person would.
        """
        await self.js(_COUNT_CLICKS)
        give_up_s = time.monotonic() + _GIVE_UP_S
        while time.monotonic() < give_up_s:
            x, y = await self._middle(selector)
            await self.js(f"window.clicked = null, window.awaited = {json.dumps(selector)}")
            button: dict[str, object] = {"x": x, "y": y, "button": "left", "clickCount": 1}
            await self.call("Input.dispatchMouseEvent", type="mousePressed", **button)
            await asyncio.sleep(hold_s)
            await self.call("Input.dispatchMouseEvent", type="mouseReleased", **button)
            for _ in range(20):
                if (arrived := await self._clicked()) is not None:
                    break
                await asyncio.sleep(0.05)
            if arrived:
                return
        raise AssertionError(f"no click reaches {selector}; the page complains: {self.complaints}")

    async def _clicked(self) -> bool | None:
        """Whether the last click went to the element it was meant for; None before any was heard."""
        try:
            heard: bool | None = await self.js("window.clicked === undefined || window.clicked")
        except AssertionError:
            return True  # the click has led to another page
        return heard

    async def key(self, key: str) -> None:
        text = {"text": key} if len(key) == 1 else {"text": "\r"} if key == "Enter" else {}
        await self.call("Input.dispatchKeyEvent", type="keyDown", key=key, code=key, **text)
        await self.call("Input.dispatchKeyEvent", type="keyUp", key=key, code=key)

    async def type(self, text: str) -> None:
        await self.call("Input.insertText", text=text)

    async def screenshot(self, path: Path, *, whole: bool = False) -> None:
        picture = await self.call("Page.captureScreenshot", format="png", captureBeyondViewport=whole)
        path.write_bytes(base64.b64decode(picture["data"]))

    async def _middle(self, selector: str) -> tuple[float, float]:
        place = await self.until(
            f"""(async () => {{
              const node = document.querySelector({json.dumps(selector)});
              if (!node || node.hidden || node.disabled) return null;
              node.scrollIntoView({{block: "center", behavior: "instant"}});
              const place = () => JSON.stringify(node.getBoundingClientRect());
              const before = place();
              await new Promise((next) => setTimeout(next, 40));
              if (place() !== before) return null;
              const {{left, top, width, height}} = node.getBoundingClientRect();
              const [x, y] = [left + width / 2, top + height / 2];
              const hit = document.elementFromPoint(x, y);
              return hit && (node === hit || node.contains(hit)) ? [x, y] : null;
            }})()"""
        )
        return float(place[0]), float(place[1])

    async def _hear(self) -> None:
        async for message in self._socket:
            told = json.loads(message.data)
            if (answer := self._waiting.pop(told.get("id", 0), None)) is not None and not answer.done():
                answer.set_result(told)
            match told.get("method"):
                case "Runtime.exceptionThrown":
                    self.complaints.append(str(told["params"]["exceptionDetails"]))
                case "Log.entryAdded" if told["params"]["entry"]["level"] == "error":
                    self.complaints.append(str(told["params"]["entry"]["text"]))
                case "Runtime.consoleAPICalled" if told["params"]["type"] in ("error", "warning"):
                    self.complaints.append(str(told["params"]["args"]))

    async def close(self) -> None:
        self._hearing.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await self._hearing


@contextlib.contextmanager
def chromium() -> Iterator[str]:
    """A browser with an empty profile and no way out of this machine, as the address of its DevTools.

    It is ended with everything it started. Pages share the profile; each test server is an origin of its own.
    """
    found = program()
    assert found is not None, "no Chromium on this machine"
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        process = subprocess.Popen(
            [
                found, "--headless=new", "--remote-debugging-port=0", f"--user-data-dir={profile}", "--no-first-run",
                "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking",
                "--disable-component-update", "--disable-sync", "--no-default-browser-check", "--lang=zh-CN",
                "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost", "--hide-scrollbars",
                "--proxy-server=direct://", "about:blank",
            ],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip
        try:
            yield f"http://127.0.0.1:{_port(Path(profile) / 'DevToolsActivePort', process)}"
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()


@contextlib.asynccontextmanager
async def new_page(browser: str) -> AsyncIterator[Page]:
    """A new, empty page; closed afterwards."""
    async with aiohttp.ClientSession() as session:
        async with session.put(f"{browser}/json/new?about:blank") as answer:
            target = await answer.json(content_type=None)
        async with session.ws_connect(target["webSocketDebuggerUrl"], max_msg_size=0) as socket:
            page = Page(socket)
            try:
                yield page
            finally:
                await page.close()
        async with session.get(f"{browser}/json/close/{target['id']}"):
            pass


def _port(path: Path, process: subprocess.Popen[bytes]) -> int:
    give_up_s = time.monotonic() + _GIVE_UP_S
    while time.monotonic() < give_up_s and process.poll() is None:
        with contextlib.suppress(OSError, ValueError, IndexError):
            return int(path.read_text().splitlines()[0])
        time.sleep(0.05)
    raise AssertionError(f"Chromium did not start ({process.poll()})")
