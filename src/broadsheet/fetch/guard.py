"""Which addresses may be connected to: pure decisions, no network.

Requirement: no request reaches a private, loopback, link-local, multicast or metadata address, in any spelling, on
the first hop or any later one, unless the settings list the host. The decision that counts is made on the address
of the socket (`may_connect`), after all resolving; those on names only save the trouble of resolving.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

# Public by the registries, yet a cloud's own door to its machines.
_METADATA = frozenset({IPv4Address("168.63.129.16"), IPv6Address("fd00:ec2::254"), IPv6Address("fd20:ce::254")})
# IPv6 forms that carry an IPv4 address: (network, bits to shift right, whether the bits are inverted).
_CARRIERS = (
    (IPv6Network("::ffff:0:0/96"), 0, False),
    (IPv6Network("::/96"), 0, False),
    (IPv6Network("::ffff:0:0:0/96"), 0, False),
    (IPv6Network("64:ff9b::/96"), 0, False),
    (IPv6Network("2002::/16"), 80, False),
    (IPv6Network("2001::/32"), 0, True),
)
# Blocks that some versions of the standard library call global.
_CLOSED_4 = tuple(
    map(IPv4Network, ("0.0.0.0/8", "100.64.0.0/10", "192.0.0.0/24", "192.88.99.0/24", "198.18.0.0/15", "240.0.0.0/4"))
)
_CLOSED_6 = tuple(
    map(IPv6Network, ("64:ff9b:1::/48", "100::/64", "2001:db8::/32", "3fff::/20", "5f00::/16", "fec0::/10"))
)

_NUMBER = re.compile(r"0[xX][0-9a-fA-F]*|[0-9]+")


def is_public(address: str) -> bool:
    """Whether an IP address, written in the usual way, lies in the open internet. What is no address does not."""
    try:
        return _is_open(ip_address(address.partition("%")[0]))
    except ValueError:
        return False


def _is_open(address: IPv4Address | IPv6Address) -> bool:
    if isinstance(address, IPv6Address):
        carried = _carried(address)
        if carried is not None:
            return _is_open(carried)
    closed = _CLOSED_4 if isinstance(address, IPv4Address) else _CLOSED_6
    if address in _METADATA or address.is_multicast or not address.is_global:
        return False
    return not any(address in network for network in closed)


def _carried(address: IPv6Address) -> IPv4Address | None:
    for network, shift, inverted in _CARRIERS:
        if address in network:
            bits = int(address) >> shift & 0xFFFFFFFF
            return IPv4Address(bits ^ 0xFFFFFFFF if inverted else bits)
    return None


@lru_cache(maxsize=4096)
def literal(host: str) -> IPv4Address | IPv6Address | None:
    """The IP address that a host of a URL stands for in any spelling that a resolver or a browser takes
    (``127.1``, ``0x7f.1``, ``017700000001``, ``2130706433``, ``[::1]``), or None where it is a name."""
    name = host.strip("[]").rstrip(".")
    if ":" in name:
        try:
            return IPv6Address(name.partition("%")[0])
        except ValueError:
            return None
    parts = name.split(".")
    if not 1 <= len(parts) <= 4 or not all(_NUMBER.fullmatch(part) for part in parts):
        return None
    numbers = [_number(part) for part in parts]
    if any(number is None for number in numbers):
        return None
    *high, low = [number for number in numbers if number is not None]
    if any(number > 255 for number in high) or low >= 256 ** (5 - len(parts)):
        return None
    return IPv4Address(sum(number << 24 - 8 * place for place, number in enumerate(high)) + low)


def _number(part: str) -> int | None:
    """As inet_aton reads it: 0x is hexadecimal, a leading 0 octal."""
    if len(part) > 40:
        return None
    try:
        if part[:2].lower() == "0x":
            return int(part[2:] or "0", 16)
        return int(part, 8) if part.startswith("0") else int(part)
    except ValueError:
        return None


def is_numeric(host: str) -> bool:
    """Whether the host's last label is a number, so that it can only be an IP address (as browsers decide)."""
    last = host.strip("[]").rstrip(".").rpartition(".")[2]
    return ":" in host or bool(_NUMBER.fullmatch(last))


def is_loopback_name(host: str) -> bool:
    """Whether this is ``localhost`` or below it: such names never go to DNS (RFC 6761, 6.3)."""
    name = host.lower().rstrip(".")
    return name == "localhost" or name.endswith(".localhost")


def is_listed(host: str, port: int, patterns: Sequence[str]) -> bool:
    """Whether the settings list this host: ``host``, ``host:port``, ``*.host`` (not the host itself), ``*.host:port``,
    an IP address in any spelling, IPv6 in brackets where a port follows."""
    return any(_fits(host.lower().strip("[]").rstrip("."), port, pattern.strip().lower()) for pattern in patterns)


def _fits(host: str, port: int, pattern: str) -> bool:
    name, wanted = _parted(pattern)
    if not name or (wanted and wanted != str(port)):
        return False
    if name.startswith("*."):
        return host.endswith(name[1:]) and len(host) > len(name) - 1 and not is_numeric(host)
    if host == name:
        return True
    ours, theirs = literal(host), literal(name)
    return ours is not None and ours == theirs


def _parted(pattern: str) -> tuple[str, str]:
    """Name and port of a pattern; IPv6 without brackets has no port."""
    if pattern.startswith("["):
        name, _, rest = pattern[1:].partition("]")
        return name, rest.removeprefix(":")
    if pattern.count(":") > 1:
        return pattern, ""
    name, _, port = pattern.partition(":")
    return name.rstrip("."), port


def may_connect(address: str, *, host: str, port: int, patterns: Sequence[str]) -> bool:
    """Whether a request for `host` and `port` may use a socket to this IP address."""
    return is_public(address) or is_listed(host, port, patterns)


def may_ask(host: str, port: int, patterns: Sequence[str]) -> bool:
    """Whether it is worth resolving `host` at all: not if its very spelling is a private address."""
    if is_listed(host, port, patterns):
        return True
    if is_loopback_name(host):
        return False
    address = literal(host)
    return address is None or _is_open(address)
