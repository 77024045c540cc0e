"""Datagrams from other tracking programs: a socket in a thread of its own, of this machine only unless told more."""

from __future__ import annotations

import ipaddress
import socket
import threading
import time
from collections.abc import Callable

from studio.core.errors import StudioError

MOST_BYTES = 65_535
_POLL_S = 0.25
LOOPBACK = "127.0.0.1"


class Datagrams:
    """`open` once, then `close`. `heard` is called in the socket's own thread, with the datagram and when it came."""

    def __init__(self, port: int, heard: Callable[[bytes, float], None], *, sender: str = "") -> None:
        """`sender`: the address that may send, besides this machine; "" nobody else. Only then other machines reach the
        port at all."""
        self.port = port
        self.newest_s = float("-inf")
        """When the last datagram came, by `time.monotonic`."""
        self._heard = heard
        self._sender = sender
        self._stop = threading.Event()
        self._socket: socket.socket | None = None
        self._thread = threading.Thread(target=self._listen, name=f"datagrams {port}", daemon=True)

    def open(self) -> None:
        """Raises StudioError if the port is taken or the address is none."""
        if self._sender:
            try:
                ipaddress.IPv4Address(self._sender)
            except ValueError as error:
                raise StudioError(
                    f"“{self._sender[:40]}” is no address", where="sender", remedy="write it like 192.168.1.23"
                ) from error
        found = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        try:
            found.bind(("" if self._sender else LOOPBACK, self.port))
            found.settimeout(_POLL_S)
        except OSError as error:
            found.close()
            raise StudioError(
                f"port {self.port} cannot be opened: {error.strerror}",
                where=f"UDP {self.port}",
                remedy="close the program that uses it, or choose another port",
            ) from error
        self._socket = found
        self._thread.start()

    def send(self, data: bytes, port: int) -> None:
        """To the sender, from this port. A network that is not there is no error."""
        if self._socket is not None and self._sender:
            try:
                self._socket.sendto(data, (self._sender, port))
            except OSError:
                return

    def close(self) -> None:
        self._stop.set()
        if self._thread.ident is not None:
            self._thread.join(2.0)
        if self._socket is not None:
            self._socket.close()

    def _listen(self) -> None:
        assert self._socket is not None
        while not self._stop.is_set():
            try:
                data, (address, _) = self._socket.recvfrom(MOST_BYTES)
            except TimeoutError:
                continue
            except OSError:  # a refused answer of an earlier send, on some systems
                continue
            if address in (LOOPBACK, self._sender):
                self.newest_s = time.monotonic()
                self._heard(data, self.newest_s)
