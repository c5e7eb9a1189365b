"""A transport that reaches public addresses alone, for URLs that the user of this machine did not choose.

A name is looked up once, and the connection goes to the address that was looked at: a name that answers otherwise the
second time ("DNS rebinding") gains nothing. Every redirect comes through here like the first request.
"""

from __future__ import annotations

import ipaddress
import re
import socket

import httpx

PORTS = (80, 443)
TRIED = 4
"""Addresses of a host that are tried at most."""
_NUMBER = re.compile(r"(?:.*\.)?(?:\d+|0x[0-9a-f]*)\.?", re.IGNORECASE | re.DOTALL)
"""A host that resolvers take for an IPv4 address: the last part is a number (WHATWG URL, "ends in a number")."""
_IN_IPV6 = (ipaddress.IPv6Network("64:ff9b::/96"), ipaddress.IPv6Network("::/96"))
"""Networks whose last 32 bits are an IPv4 address: NAT64 (RFC 6052), and IPv4-compatible (RFC 4291, 2.5.5.1)."""
_SPECIAL = tuple(map(ipaddress.ip_network, ("168.63.129.16/32", "192.0.0.0/24", "64:ff9b:1::/48")))
"""Networks that Python may take for global. The first two hold a cloud machine's own secrets (Azure's wire server,
Oracle's metadata); the third leads into a network of its own (RFC 8215)."""


class Public(httpx.BaseTransport):
    """`inner` for public addresses alone; it must keep no connections. Raises `OSError` for all others."""

    def __init__(self, inner: httpx.BaseTransport) -> None:
        self._inner = inner

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send the request to the first address of its host that takes it."""
        check_url(request.url)
        port = request.url.port or (443 if request.url.scheme == "https" else 80)
        *others, last = public_addresses(_host(request.url), port)[:TRIED]
        for address in others:
            try:
                return self._inner.handle_request(_to(request, address))
            except (httpx.ConnectError, httpx.ConnectTimeout):
                continue
        return self._inner.handle_request(_to(request, last))

    def close(self) -> None:
        """Close the connections."""
        self._inner.close()


def check_url(url: httpx.URL) -> None:
    """Raises `OSError` where the form of a URL alone speaks against it."""
    if url.scheme not in ("http", "https"):
        raise OSError("only http and https are fetched")
    if url.userinfo:
        raise OSError("the address holds a user or a password")
    if url.port not in (None, *PORTS):
        raise OSError(f"port {url.port} is not one of the web's, which are 80 and 443")
    host = _host(url)
    if not host:
        raise OSError("the address names no host")
    if ":" not in host and _NUMBER.fullmatch(host):
        try:
            ipaddress.IPv4Address(host)
        except ValueError as error:
            raise OSError(f"{host} is an odd way to write an address") from error


def public_addresses(host: str, port: int) -> list[str]:
    """The addresses of `host`, IPv4 first, since many machines have no way out by IPv6.

    Raises `OSError` where any of its addresses is not public; the message does not tell the address.
    """
    found = [str(entry[4][0]) for entry in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    if not all(is_public(address) for address in found):
        raise OSError(f"{host} is at no public address")
    return sorted(dict.fromkeys(found), key=lambda address: ":" in address)


def is_public(address: str) -> bool:
    """Whether an IP address is one of the open internet (RFC 6890), and what is written into it is too."""
    value = ipaddress.ip_address(address.partition("%")[0])
    if not value.is_global or value.is_multicast or any(value in network for network in _SPECIAL):
        return False
    if isinstance(value, ipaddress.IPv4Address):
        return True
    return not value.is_site_local and all(is_public(str(inner)) for inner in _inside(value))


def _inside(value: ipaddress.IPv6Address) -> list[ipaddress.IPv4Address]:
    """The IPv4 addresses that an IPv6 address leads to."""
    found = [value.ipv4_mapped, value.sixtofour, *(value.teredo or ())]
    if any(value in network for network in _IN_IPV6):
        found.append(ipaddress.IPv4Address(int(value) & 0xFFFFFFFF))
    return [address for address in found if address is not None]


def _host(url: httpx.URL) -> str:
    """The host as it goes over the wire: ASCII."""
    return url.raw_host.decode("ascii").strip("[]")


def _to(request: httpx.Request, address: str) -> httpx.Request:
    """`request`, sent to an address, with the host that was asked for in its `Host` header and certificate check."""
    return httpx.Request(
        request.method,
        request.url.copy_with(host=address),
        headers=request.headers,
        stream=request.stream,
        extensions={**request.extensions, "sni_hostname": _host(request.url)},
    )
