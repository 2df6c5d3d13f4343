from __future__ import annotations

import errno
import socket

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.fetch import guard, wire

PRIVATE = [
    "127.0.0.1", "127.255.0.3", "0.0.0.0", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.100.100.200",
    "100.64.0.1", "192.0.0.192", "168.63.129.16", "224.0.0.251", "239.1.1.1", "255.255.255.255", "198.18.0.1", "240.0.0.1",
    "::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "fd00:ec2::254", "ff02::1", "fec0::1", "2001:db8::1",
    "::ffff:127.0.0.1", "::ffff:7f00:1", "::127.0.0.1", "64:ff9b::7f00:1", "64:ff9b:1::1", "2002:7f00:1::", "2002:a00:1::1",
    "::ffff:0:127.0.0.1", "2001:0:102:304::80ff:fffe", "news.example", "", "127.1",
]  # fmt: skip
PUBLIC = [
    "93.184.216.34",
    "1.1.1.1",
    "2606:4700::1111",
    "::ffff:93.184.216.34",
    "64:ff9b::5db8:d822",
    "2002:5db8:d822::1",
]


@pytest.mark.parametrize("address", PRIVATE)
def test_what_is_not_in_the_open_internet(address: str) -> None:
    assert not guard.is_public(address)


@pytest.mark.parametrize("address", PUBLIC)
def test_what_is(address: str) -> None:
    assert guard.is_public(address)


@pytest.mark.parametrize(
    ("host", "address"),
    [
        ("127.1", "127.0.0.1"),
        ("0x7f.1", "127.0.0.1"),
        ("0x7F000001", "127.0.0.1"),
        ("2130706433", "127.0.0.1"),
        ("017700000001", "127.0.0.1"),
        ("0177.0.0.1", "127.0.0.1"),
        ("127.0.0.1.", "127.0.0.1"),
        ("10.1", "10.0.0.1"),
        ("3232235777", "192.168.1.1"),
        ("0", "0.0.0.0"),
        ("[::ffff:127.0.0.1]", "::ffff:127.0.0.1"),
        ("[::1]", "::1"),
        ("fe80::1%25eth0", "fe80::1"),
        ("169.254.43518", "169.254.169.254"),
    ],
)
def test_every_spelling_of_a_private_address_is_seen_through(host: str, address: str) -> None:
    number = guard.literal(host)
    assert number is not None
    assert guard.literal(address) == number
    assert guard.is_numeric(host)
    assert not guard.may_ask(host, 80, ())


@given(st.ip_addresses(v=4))
def test_decimal_hexadecimal_and_octal_mean_the_same(address: object) -> None:
    number = int(address)  # type: ignore[call-overload]
    for spelling in (str(number), hex(number), "0" + oct(number)[2:], str(address)):
        assert guard.literal(spelling) == address


@given(st.text(max_size=30))
def test_names_do_not_raise(name: str) -> None:
    guard.literal(name), guard.is_public(name), guard.may_ask(name, 80, ("*.localhost", "[::1]:80", name))


def test_names_are_asked_for_and_the_loopback_is_not() -> None:
    assert guard.may_ask("news.example", 443, ())
    assert not guard.may_ask("localhost", 80, ())
    assert not guard.may_ask("printer.LOCALHOST.", 80, ())


@pytest.mark.parametrize(
    ("host", "port", "pattern", "listed"),
    [
        ("intranet.example", 80, "intranet.example", True),
        ("intranet.example", 8080, "intranet.example:8080", True),
        ("intranet.example", 80, "intranet.example:8080", False),
        ("a.intranet.example", 80, "intranet.example", False),
        ("gazette.localhost", 8010, "*.localhost:8010", True),
        ("gazette.localhost", 8011, "*.localhost:8010", False),
        ("localhost", 8010, "*.localhost:8010", False),
        ("gazette.localhost.evil.example", 8010, "*.localhost:8010", False),
        ("evillocalhost", 8010, "*.localhost:8010", False),
        ("127.1", 80, "127.0.0.1", True),
        ("2130706433", 80, "127.0.0.1:80", True),
        ("::1", 8010, "[::1]:8010", True),
        ("::1", 8010, "::1", True),
        ("::1", 8011, "[::1]:8010", False),
        ("10.0.0.1", 80, "", False),
        ("10.0.0.1", 80, "*", False),
    ],
)
def test_what_the_settings_list(host: str, port: int, pattern: str, listed: bool) -> None:
    assert guard.is_listed(host, port, [pattern]) is listed


def test_a_listed_name_does_not_open_its_address_to_others() -> None:
    patterns = ("*.localhost:8010",)
    assert guard.may_connect("127.0.0.1", host="gazette.localhost", port=8010, patterns=patterns)
    assert not guard.may_connect("127.0.0.1", host="rebound.example", port=8010, patterns=patterns)


class TestTheSocketItself:
    """The decision that counts, without a packet: sockets are made, and none is connected."""

    @staticmethod
    def make(address: str, host: str = "rebound.example") -> socket.socket:
        family = socket.AF_INET6 if ":" in address else socket.AF_INET
        veto = wire._Veto(lambda ip: guard.may_connect(ip, host=host, port=80, patterns=("*.localhost",)))
        token = wire._CURRENT.set(veto)
        try:
            return wire.guarded_socket((family, socket.SOCK_STREAM, socket.IPPROTO_TCP, "", (address, 80)))
        finally:
            wire._CURRENT.reset(token)

    def test_a_name_that_answers_first_with_a_public_and_then_with_a_private_address(self) -> None:
        self.make("93.184.216.34").close()
        for address in ("127.0.0.1", "::1", "::ffff:127.0.0.1", "10.0.0.1", "169.254.169.254"):
            with pytest.raises(OSError, match="may not be connected to") as caught:
                self.make(address)
            assert caught.value.errno == errno.EACCES

    def test_a_listed_host_may_be_on_the_loopback(self) -> None:
        self.make("127.0.0.1", "gazette.localhost").close()

    def test_a_socket_for_no_request_of_ours_is_refused(self) -> None:
        with pytest.raises(OSError, match="may not"):
            wire.guarded_socket((socket.AF_INET, socket.SOCK_STREAM, 0, "", ("93.184.216.34", 80)))
