"""What must never be fetched: each line an address and the code it is refused with."""

from dataclasses import dataclass


def each(text: str) -> list[str]:
    return text.split()


NOT_PUBLIC_IPV4 = each("""
0.0.0.0 0.1.2.3 10.0.0.1 10.255.255.255 100.64.0.1 100.100.100.200 100.127.255.255 127.0.0.1 127.127.127.127
127.255.255.254 169.254.0.1 169.254.169.254 169.254.170.2 172.16.0.1 172.31.255.255 192.0.0.1 192.0.0.8 192.0.0.9
192.0.0.10 192.0.0.170 192.0.0.192 192.0.2.1 192.88.99.1 192.88.99.255 192.168.0.1 192.168.255.255 198.18.0.1
198.19.255.255 198.51.100.1 203.0.113.1 168.63.129.16 224.0.0.1 239.255.255.250 233.252.0.1 240.0.0.1
250.1.2.3 255.255.255.255
""")

NOT_PUBLIC_IPV6 = each("""
:: ::1 ::2 ::127.0.0.1 ::169.254.169.254 ::8.8.8.8 ::ffff:127.0.0.1 ::ffff:7f00:1 ::ffff:169.254.169.254 ::ffff:8.8.8.8
::ffff:0:127.0.0.1 64:ff9b::7f00:1 64:ff9b::a9fe:a9fe 64:ff9b::808:808 64:ff9b:1::1 100::1 100:0:0:1::1
2001::1 2001:0:4136:e378:8000:63bf:3fff:fdd2 2001:1::1 2001:2::1 2001:3::1 2001:10::1 2001:20::1 2001:1ff:ffff::1
2001:db8::1 2001:db8:ffff::1 2002:7f00:1:: 2002:a9fe:a9fe:: 2002:808:808::1 3fff::1 3fff:fff::1 4000::1 5f00::1
8000::1 fc00::1 fd00:ec2::254 fd12:3456:789a::1 fe80::1 fe80::a9fe:a9fe febf::1 fec0::1 feff::1 ff00::1 ff02::1 ff0e::1
""")

PUBLIC = each("""
1.1.1.1 8.8.8.8 93.184.215.14 100.63.255.255 100.128.0.1 172.15.255.255 172.32.0.1 192.0.1.1 192.88.98.1 192.167.1.1
198.17.1.1 198.20.0.1 223.255.255.254 168.63.129.17 2001:200::1 2001:4860:4860::8888 2003::1 2606:4700::1111
2a00:1450:4001:81b::2004 3ffe::1
""")


@dataclass(frozen=True)
class Case:
    """An address, the code when it is typed, and the code when a site sends us there ("" where no header can)."""

    url: str
    code: str
    as_redirect: str


def case(url: str, code: str, as_redirect: str | None = None) -> Case:
    return Case(url, code, code if as_redirect is None else as_redirect)


SCHEMES = [
    case("file:///etc/passwd", "url_scheme"),
    case("FILE:///etc/passwd", "url_scheme"),
    case("fIlE://localhost/etc/passwd", "url_scheme"),
    case("ftp://127.0.0.1/", "url_scheme"),
    case("gopher://127.0.0.1:6379/_INFO", "url_scheme"),
    case("dict://127.0.0.1:11211/stat", "url_scheme"),
    case("ldap://127.0.0.1/", "url_scheme"),
    case("ldaps://127.0.0.1/", "url_scheme"),
    case("tftp://127.0.0.1/", "url_scheme"),
    case("sftp://127.0.0.1/", "url_scheme"),
    case("jar:http://127.0.0.1!/", "url_scheme"),
    case("data:text/html,hello", "url_scheme"),
    case("javascript:alert(1)", "url_scheme"),
    case("vbscript:x", "url_scheme"),
    case("blob:http://127.0.0.1/", "url_scheme"),
    case("view-source:http://127.0.0.1/", "url_scheme"),
    case("ws://127.0.0.1/", "url_scheme"),
    case("wss://127.0.0.1/", "url_scheme"),
    case("about:blank", "url_scheme"),
    case("unix:/run/server.sock", "url_scheme"),
    case("http+unix://%2Frun%2Fserver.sock/", "url_scheme"),
    case("httpx://127.0.0.1/", "url_scheme"),
    case("http:/127.0.0.1/", "url_scheme"),
    case("http:127.0.0.1", "url_scheme"),
    case("http", "url_scheme", "bad_answer"),
    case("http:", "url_scheme"),
    case("", "url_scheme", "bad_answer"),
    case("127.0.0.1", "url_scheme", "bad_answer"),
    case("//127.0.0.1/", "url_scheme", "address_refused"),
    case("\\\\127.0.0.1\\", "url_scheme", "url_host"),
    case("/\\127.0.0.1/", "url_scheme", "url_host"),
    case(" http://127.0.0.1/", "url_scheme", "address_refused"),
    case("\thttp://127.0.0.1/", "url_scheme", "address_refused"),
    case("\rhttp://127.0.0.1/", "url_scheme", ""),
    case("\nhttp://127.0.0.1/", "url_scheme", ""),
    case("\x00http://127.0.0.1/", "url_scheme", "url_host"),
    case("\ufeffhttp://127.0.0.1/", "url_scheme", "bad_answer"),
    case("ht\ttp://127.0.0.1/", "url_scheme", "url_host"),
    case("http\n://127.0.0.1/", "url_scheme", ""),
]
"""As a redirect, what has no scheme is a path of the site that sent us: it is asked again, and answers nothing."""

HOSTS = [
    case("http://", "url_host"),
    case("http:///127.0.0.1/", "url_host"),
    case("http:////127.0.0.1/", "url_host"),
    case("http://?x", "url_host"),
    case("http://#x", "url_host"),
    case("http://:80/", "url_host"),
    case("http://2130706433/", "url_host"),
    case("http://0x7f000001/", "url_host"),
    case("http://0X7F000001/", "url_host"),
    case("http://017700000001/", "url_host"),
    case("http://0177.0.0.1/", "url_host"),
    case("http://0x7f.0.0.1/", "url_host"),
    case("http://0x7f.1/", "url_host"),
    case("http://127.1/", "url_host"),
    case("http://127.0.1/", "url_host"),
    case("http://127.000.000.001/", "url_host"),
    case("http://0/", "url_host"),
    case("http://0x0/", "url_host"),
    case("http://127.0.0.256/", "url_host"),
    case("http://127.0.0.1.1/", "url_host"),
    case("http://①②⑦.⓪.⓪.①/", "address_refused"),
    case("http://１２７.０.０.１/", "address_refused"),
    case("http://127。0。0。1/", "address_refused"),
    case("http://127.0.0.1./", "address_refused"),
    case("http://127.0.0.1../", "url_host"),
    case("http://127.0.0.1\x00.example.com/", "url_host"),
    case("http://127.0.0.1%00.example.com/", "url_host"),
    case("http://127.0.0.1\t.example.com/", "url_host"),
    case("http://127.0.0.1 .example.com/", "url_host"),
    case("http://127.0.0.1\r\nHost: x/", "url_host", ""),
    case("http://%31%32%37.0.0.1/", "url_host"),
    case("http://localhost/", "url_host"),
    case("http://localhost./", "url_host"),
    case("http://LOCALHOST/", "url_host"),
    case("http://ｌｏｃａｌｈｏｓｔ/", "url_host"),
    case("http://ip6-localhost/", "url_host"),
    case("http://intranet/", "url_host"),
    case("http://anything.localhost/", "address_refused"),
    case("http://127.0.0.1.nip.example/", "address_refused"),
    case("http://[127.0.0.1]/", "address_refused"),
    case("http://[::1/", "url_host"),
    case("http://::1/", "url_host"),
    case("http://[::1]x/", "url_host"),
    case("http://[fe80::1%25eth0]/", "url_host"),
    case("http://[fe80::1%eth0]/", "url_host"),
    case("http://[v1.fe80::1]/", "url_host"),
    case("http://[::1]]/", "url_host"),
    case("http://-a.example/", "url_host"),
    case("http://a..example/", "url_host"),
    case("http://.example/", "url_host"),
    case(f"http://{'a' * 64}.example/", "url_host"),
    case(f"http://{'a.' * 130}example/", "url_host"),
    case(f"http://page.example/{'a' * 2000}", "url_host"),
    case("http://page.example/a b", "url_host"),
    case("http://page.example\\@127.0.0.1", "url_userinfo", "url_host"),
]

USERINFO = [
    case("http://good@127.0.0.1/", "url_userinfo"),
    case("http://good:secret@page.example/", "url_userinfo"),
    case("http://@page.example/", "url_userinfo"),
    case("http://:@page.example/", "url_userinfo"),
    case("http://page.example@127.0.0.1/", "url_userinfo"),
    case("http://127.0.0.1@page.example/", "url_userinfo"),
    case("http://a@b@127.0.0.1/", "url_userinfo"),
    case("http://127.0.0.1#@page.example/", "address_refused"),
    case("http://127.0.0.1?@page.example/", "address_refused"),
    case("http://good\\@127.0.0.1/", "url_userinfo", "url_host"),
    case("http://good%2f@127.0.0.1/", "url_userinfo"),
    case("http://good%40127.0.0.1/", "url_host"),
    case("http://page.example:80@127.0.0.1/", "url_userinfo"),
]

PORTS = [
    case("http://page.example:22/", "port_refused"),
    case("http://page.example:25/", "port_refused"),
    case("http://page.example:5432/", "port_refused"),
    case("http://page.example:6379/", "port_refused"),
    case("https://page.example:8443/", "port_refused"),
    case("http://127.0.0.1:8000/", "port_refused"),
    case("http://page.example:0/", "port_refused"),
    case("http://page.example:65616/", "port_refused"),
    case("http://page.example:000080/", "url_host"),
    case("http://page.example:-80/", "url_host"),
    case("http://page.example:/", "url_host"),
    case("http://page.example:８０/", "url_host"),
    case("http://page.example:80:80/", "url_host"),
]

RANGES = [case(f"http://{address}/", "address_refused") for address in NOT_PUBLIC_IPV4] + [
    case(f"http://[{address}]/", "address_refused") for address in NOT_PUBLIC_IPV6
]

CASES = [*SCHEMES, *HOSTS, *USERINFO, *PORTS, *RANGES]

ANSWERS = [
    *NOT_PUBLIC_IPV4,
    *NOT_PUBLIC_IPV6,
    "2130706433",
    "0x7f000001",
    "0177.0.0.1",
    "127.1",
    "0",
    "①②⑦.⓪.⓪.①",
    "127.0.0.1\x00.example.com",
    "localhost",
    "fe80::1%eth0",
    "2606:4700::1111%eth0",
    "[::1]",
    "",
]
"""What a resolver may answer that must not be connected to."""
