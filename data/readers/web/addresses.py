"""Which network addresses a page may be fetched from: public ones only."""

from __future__ import annotations

import ipaddress
import socket

from data.errors import FetchError
from data.wording import reading

# Addresses of IPv6 that carry one of IPv4 inside, which a gateway would lead to: NAT64.
_TRANSLATED = ipaddress.ip_network("64:ff9b::/96")


def resolve_public(host: str, port: int, *, allow_private: bool) -> str:
    """The address to connect to; FetchError if the name is unknown or any of its addresses is not public.

    Every address is checked, so that a name cannot hide a private one behind a public one.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise FetchError(reading.UNKNOWN_HOST) from error
    addresses = [str(entry[4][0]) for entry in found]
    if not addresses:
        raise FetchError(reading.UNKNOWN_HOST)
    if not allow_private and not all(map(is_public, addresses)):
        raise FetchError(reading.PRIVATE_ADDRESS)
    return addresses[0]


def is_public(address: str) -> bool:
    """Tell whether an address lies in the open internet: not private, loopback, link-local, multicast or reserved."""
    parsed = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(parsed, ipaddress.IPv6Address):
        if parsed.ipv4_mapped:
            return is_public(str(parsed.ipv4_mapped))
        if parsed.sixtofour or parsed.teredo or parsed in _TRANSLATED:
            return False
    return parsed.is_global and not (parsed.is_multicast or parsed.is_reserved or parsed.is_unspecified)
