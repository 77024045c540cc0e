"""This machine as its network sees it: addresses, and a certificate of its own.

Nobody vouches for such a certificate; it keeps listeners out, and its fingerprint, compared once, keeps impostors out.
"""

from __future__ import annotations

import ipaddress
import os
import socket
import ssl
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

import psutil
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from studio.core.errors import RemoteError

_LIFE = timedelta(days=397)
"""Browsers refuse longer ones."""
_RENEW: Final = timedelta(days=30)
_VIRTUAL = ("docker", "br-", "veth", "virbr", "vmnet", "utun", "zt")


def addresses() -> tuple[str, ...]:
    """IPv4 addresses of this machine in its networks, the one that leads outwards first."""
    up = {name for name, stats in psutil.net_if_stats().items() if stats.isup}
    found = [
        entry.address
        for name, entries in psutil.net_if_addrs().items()
        if name in up and not name.startswith(_VIRTUAL)
        for entry in entries
        if entry.family == socket.AF_INET and _is_lan(entry.address)
    ]
    first = _outward()
    return tuple(dict.fromkeys(([first] if first in found else []) + found))


def _is_lan(address: str) -> bool:
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return False
    return parsed.is_private and not parsed.is_loopback and not parsed.is_link_local


def _outward() -> str:
    """The address that the system would use for a way out. Nothing is sent: a datagram socket only chooses."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as chooser:
        try:
            chooser.connect(("192.0.2.1", 9))  # TEST-NET-1 of RFC 5737: nobody's
            return str(chooser.getsockname()[0])
        except OSError:
            return ""


@dataclass(frozen=True, slots=True)
class Certificate:
    context: ssl.SSLContext
    fingerprint: str
    """SHA-256, in pairs: `AB:CD:…`."""


def certificate(folder: Path, hosts: Iterable[str]) -> Certificate:
    """The studio's own for these addresses; made anew where it is missing, old, or of other addresses.

    Raises RemoteError.
    """
    wanted = {ipaddress.ip_address(host) for host in hosts}
    file = folder / "panel.pem"
    try:
        found = _read(file)
        if found is None or not wanted <= _hosts(found) or found.not_valid_after_utc - datetime.now(UTC) < _RENEW:
            found = _make(file, wanted)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.minimum_version = ssl.TLSVersion.TLSv1_2
        context.load_cert_chain(file)
    except (OSError, ValueError) as error:
        raise RemoteError(
            f"the certificate cannot be made ({error})", where=str(file), remedy="make room, or open without TLS"
        ) from error
    return Certificate(context, found.fingerprint(hashes.SHA256()).hex(":").upper())


def _read(file: Path) -> x509.Certificate | None:
    try:
        return x509.load_pem_x509_certificate(file.read_bytes())
    except (OSError, ValueError):
        return None


def _hosts(found: x509.Certificate) -> set[ipaddress.IPv4Address | ipaddress.IPv6Address]:
    try:
        names = found.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    except x509.ExtensionNotFound:
        return set()
    return {
        address
        for address in names.get_values_for_type(x509.IPAddress)
        if isinstance(address, ipaddress.IPv4Address | ipaddress.IPv6Address)
    }


def _make(file: Path, hosts: set[ipaddress.IPv4Address | ipaddress.IPv6Address]) -> x509.Certificate:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Qionghua Studio")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + _LIFE)
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(host) for host in sorted(hosts, key=str)]), False)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), False)
        .sign(key, hashes.SHA256())
    )
    pem = made.public_bytes(serialization.Encoding.PEM) + key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    beside = file.with_suffix(".new")
    descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as out:
        out.write(pem)
    beside.replace(file)
    return made
