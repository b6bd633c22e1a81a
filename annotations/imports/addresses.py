"""Which IP addresses may be fetched from: those of the public Internet, and nothing that leads elsewhere from there.

``ipaddress.is_global`` alone is not the rule: Python 3.11 calls multicast, site-local, NAT64 and 6to4 addresses global.
Sources: the IANA special-purpose address registries of IPv4 and IPv6 (RFC 6890), RFC 6052 and RFC 8215 (NAT64),
RFC 3056 (6to4), RFC 4380 (Teredo), RFC 9637 (3fff::/20), RFC 9602 (5f00::/16).
"""

import ipaddress

GLOBAL_UNICAST = ipaddress.IPv6Network("2000::/3")
"""The only IPv6 range in use on the Internet. Mapped, compatible and NAT64 addresses, ``::1``, ``fe80::``, ``fc00::``,
``fec0::``, ``ff00::`` and ``5f00::`` are outside."""

REFUSED_IPV6 = tuple(
    map(
        ipaddress.IPv6Network,
        (
            "2001::/23",  # protocol assignments, Teredo (holds an IPv4 address) among them
            "2001:db8::/32",  # documentation
            "2002::/16",  # 6to4: holds an IPv4 address
            "3fff::/20",  # documentation
        ),
    )
)
REFUSED_IPV4 = tuple(
    map(
        ipaddress.IPv4Network,
        (
            "192.0.0.0/24",  # protocol assignments; a cloud's metadata service lives here
            "192.88.99.0/24",  # the relays of 6to4
            "168.63.129.16/32",  # looks public; inside one large cloud it is the machine's own supervisor
        ),
    )
)


def is_public(address: str) -> bool:
    """Whether the IP address, written out, is one of the public Internet; anything that is no IP address is not."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return False
    if isinstance(found, ipaddress.IPv6Address):
        inside = found in GLOBAL_UNICAST and found.scope_id is None
        return inside and not any(found in network for network in REFUSED_IPV6)
    special = found.is_multicast or found.is_reserved or any(found in network for network in REFUSED_IPV4)
    return found.is_global and not special
