"""The avatar's motion as VMC messages, for other programs: every bone, the root, the expressions, frame by frame."""

from __future__ import annotations

import socket
from collections.abc import Iterator, Sequence

import numpy as np
from pythonosc.osc_bundle_builder import IMMEDIATELY, OscBundleBuilder
from pythonosc.osc_message import OscMessage
from pythonosc.osc_message_builder import OscMessageBuilder

from studio.core.errors import OutputError
from studio.core.names import ARKIT, BONES, PRESETS
from studio.core.pose import AvatarState
from studio.core.vmc import MOST_DATAGRAM, UNITY_OF_BONE, VRM0_OF_PRESET, flip_place, flip_rotations

_BUNDLE_HEAD = 16
_ENTRY_HEAD = 4


def frame_messages(state: AvatarState, time_s: float, places_m: np.ndarray) -> list[OscMessage]:
    """One frame. `places_m`: (55, 3) rest positions from the parent bone, metres, our axes."""
    places = flip_place(np.asarray(places_m, float))
    places[0] = places[0] + flip_place(np.asarray(state.hips_offset_m, float))
    turns = flip_rotations(np.asarray(state.rotations, float))
    messages = [_message("/VMC/Ext/OK", 1), _message("/VMC/Ext/T", float(time_s))]
    messages.append(_message("/VMC/Ext/Root/Pos", "root", 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 1.0))
    for bone, place, turn in zip(BONES, places, turns, strict=True):
        messages.append(_message("/VMC/Ext/Bone/Pos", UNITY_OF_BONE[bone], *map(float, (*place, *turn))))
    values = {VRM0_OF_PRESET[name]: weight for name, weight in zip(PRESETS, state.presets, strict=True)}
    values |= dict(zip(ARKIT, state.arkit, strict=True))
    for name, weight in state.held:
        values[VRM0_OF_PRESET.get(name, name)] = max(weight, float(values.get(VRM0_OF_PRESET.get(name, name), 0.0)))
    messages += [_message("/VMC/Ext/Blend/Val", name, float(weight)) for name, weight in values.items()]
    return [*messages, _message("/VMC/Ext/Blend/Apply")]


def bundles(messages: Sequence[OscMessage]) -> Iterator[bytes]:
    """Packed into datagrams that no network tears apart, in order."""
    builder, size = OscBundleBuilder(IMMEDIATELY), _BUNDLE_HEAD
    for message in messages:
        if size + _ENTRY_HEAD + message.size > MOST_DATAGRAM and size > _BUNDLE_HEAD:
            yield builder.build().dgram
            builder, size = OscBundleBuilder(IMMEDIATELY), _BUNDLE_HEAD
        builder.add_content(message)
        size += _ENTRY_HEAD + message.size
    if size > _BUNDLE_HEAD:
        yield builder.build().dgram


class VmcSender:
    """Sends without waiting; whoever does not listen misses it."""

    def __init__(self, host: str, port: int) -> None:
        """Raises OutputError for an address that is none."""
        try:
            self._target = (socket.gethostbyname(host), port)
            self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
            self._socket.setblocking(False)
        except OSError as error:
            raise OutputError(
                f"there is no machine “{host[:60]}”", where="VMC", remedy="write its address, like 127.0.0.1"
            ) from error

    def send(self, state: AvatarState, time_s: float, places_m: np.ndarray) -> None:
        for datagram in bundles(frame_messages(state, time_s, places_m)):
            try:
                self._socket.sendto(datagram, self._target)
            except OSError:  # nobody listens, or the buffer is full: the next frame is newer anyway
                return

    def close(self) -> None:
        self._socket.close()


def _message(address: str, *values: str | float | int) -> OscMessage:
    builder = OscMessageBuilder(address)
    for value in values:
        builder.add_arg(value, "f" if isinstance(value, float) else None)
    return builder.build()
