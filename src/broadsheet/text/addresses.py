"""Addresses: the one form that Article ids are made from, hosts, registrable domains, and what may be written down.

Nothing here raises on a strange address: what cannot be read comes back as it was, or as an empty string.
"""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import SplitResult, quote, unquote_plus, urljoin, urlsplit, urlunsplit

from broadsheet.text.hashing import opaque_id

REDACTED = "REDACTED"

_DEFAULT_PORTS = {"http": 80, "https": 443}

# Parameters that say how a reader came, never what is shown.
_TRACKING = frozenset(
    {
        "__twitter_impression", "_ga", "_gl", "_hsenc", "_hsmi", "at_bbc_team", "at_campaign", "at_custom1",
        "at_custom2", "at_custom3", "at_custom4", "at_format", "at_link_id", "at_link_origin", "at_link_type",
        "at_medium", "at_ptr_name", "cmp", "cmpid", "cvid", "dclid", "ef_id", "fb_action_ids", "fb_action_types",
        "fbclid", "feedname", "feedtype", "gbraid", "gclid", "gclsrc", "guccounter", "guce_referrer",
        "guce_referrer_sig", "hootpostid", "icid", "igsh", "igshid", "intcmp", "mbid", "mc_cid", "mc_eid", "mkt_tok",
        "msclkid", "ncid", "ns_campaign", "ns_fee", "ns_linkname", "ns_mchannel", "ns_source", "oc", "ocid",
        "ref_src", "ref_url", "s_cid", "s_kwcid", "smid", "smtyp", "soc_src", "soc_trk", "spm", "sr_share", "srsltid",
        "taid", "traffic_source", "trk", "ttclid", "twclid", "vero_id", "wbraid", "wt_mc", "wt_zmc", "xtor", "yclid",
    }
)  # fmt: skip
_TRACKING_PREFIXES = ("utm_", "pk_", "mtm_", "hsa_", "stm_")
# Ambiguous names: tracking only with values such as these.
_REFERRERS = frozenset({"rss", "feed", "feeds", "atom", "twitter", "facebook", "newsletter", "email", "social"})
_AMBIGUOUS = frozenset({"ref", "source", "src", "from", "partner", "rss"})

# Parameters that open a door: never written to archive, export or edition.
_SECRETS = frozenset(
    {
        "access_key", "access_token", "accesstoken", "api-key", "api_key", "api_token", "apikey", "apitoken", "auth",
        "auth_token", "authkey", "authorization", "authtoken", "client_secret", "credential", "feed_token",
        "feedtoken", "hash_key", "id_token", "jwt", "key", "login_token", "member_token", "pass", "passwd",
        "password", "private_token", "pwd", "refresh_token", "rss_token", "rsstoken", "secret", "session",
        "session_id", "sessionid", "sid", "sig", "signature", "subscriber_token", "token", "user_token", "usertoken",
        "x-amz-credential", "x-amz-security-token", "x-amz-signature", "x-goog-signature",
    }
)  # fmt: skip

# Hosts whose subdomains belong to different people and that the Public Suffix List does not name.
_SHARED_HOSTS = frozenset(
    {
        "amazonaws.com",
        "beehiiv.com",
        "blogspot.co.uk",
        "blogspot.de",
        "blogspot.fr",
        "ghost.io",
        "livejournal.com",
        "medium.com",
        "news.tr",
        "substack.com",
        "tumblr.com",
        "typepad.com",
        "weebly.com",
        "wordpress.com",
    }
)
_USERINFO = re.compile(r"^(\s*(?:[A-Za-z][A-Za-z0-9+.-]*:)?//)[^/?#]*@")
_PAIR = re.compile(r"(?<=[?&#;])([^=?&#;]+)=([^&#;]+)")
_UNFIT_FOR_HOSTS = re.compile(r"[\x00-\x20\x7f\\<>\"^`{|}]")
_NUMERIC_HOST = re.compile(r"[0-9.]+")
_CONTROLS = "".join(map(chr, range(33)))
_PERCENT = re.compile(r"%([0-9A-Fa-f]{2})")
_UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")


def normal(url: str) -> str:
    """The address in the form that Article ids are made from.

    Scheme and host in lower case (names as ASCII), default port, fragment, credentials and tracking parameters
    dropped, dot segments resolved, percent signs in one form. An address that is none comes back trimmed.
    """
    parts = _split(url)
    # A host of dots alone is none.
    if parts is None or not _netloc(parts):
        return url.strip()
    query = "&".join(pair for pair in parts.query.split("&") if pair and not _is_tracking(pair))
    path = _without_dots(_one_percent_form(parts.path)) or "/"
    return urlunsplit((parts.scheme, _netloc(parts), path, _one_percent_form(query), ""))


def article_id(url: str) -> str:
    """The id of the Article whose first address is `url`."""
    return opaque_id("a", normal(url))


def host(url: str) -> str:
    """The host in lower case and ASCII, without port; an empty string where there is none."""
    parts = _split(url)
    return _ascii_host(parts.hostname or "") if parts else ""


def port(url: str) -> int:
    """The port that a request to `url` goes to; 0 where it is no web address."""
    parts = _split(url)
    if parts is None:
        return 0
    return parts.port or _DEFAULT_PORTS.get(parts.scheme, 0)


def registrable(host: str) -> str:
    """The part of a host name that someone has registered: ``news.example.co.uk`` gives ``example.co.uk``.

    By the Public Suffix List as the package `tld` carries it; under a suffix that it does not have, and under
    ``localhost``, the last two labels. Numbers (IP addresses) and single labels come back whole.
    """
    name = _ascii_host(host.strip())
    labels = name.split(".")
    if len(labels) < 3 or ":" in name or _NUMERIC_HOST.fullmatch(name):
        return name
    for size in (2, 3):
        if ".".join(labels[-size:]) in _SHARED_HOSTS:
            return ".".join(labels[-size - 1 :])
    return _listed(name) or ".".join(labels[-2:])


@lru_cache(maxsize=4_096)
def _listed(name: str) -> str:
    """The registrable part by the Public Suffix List, or "". Reading the list takes some 50 ms, and only at first use."""
    from tld import get_tld
    from tld.result import Result  # what as_object gives

    found = get_tld(f"http://{name}", as_object=True, fail_silently=True)
    return found.fld if isinstance(found, Result) else ""


def absolute(base: str, ref: str) -> str | None:
    """`ref` as seen from `base`, if it is a web address (http or https with a host), else None.

    White space and control characters at the ends are cut off, line breaks and tabs inside dropped, as browsers do.
    """
    cleaned = ref.strip(_CONTROLS).translate({9: None, 10: None, 13: None})
    try:
        joined = urljoin(base.strip(), cleaned)
    except ValueError:
        return None
    parts = _split(joined)
    if parts is None:
        return None
    return urlunsplit((parts.scheme, parts.netloc, _quoted(parts.path), _quoted(parts.query), _quoted(parts.fragment)))


def requestable(url: str) -> str:
    """The address as it goes over the wire: ASCII, no credentials, no fragment, never an empty path; its path and
    query are otherwise left as they are. An empty string where it is no web address."""
    parts = _split(url)
    if parts is None or not _ascii_host(parts.hostname or "").isascii():
        return ""
    return urlunsplit((parts.scheme, _netloc(parts), _quoted(parts.path) or "/", _quoted(parts.query), ""))


def is_web(url: str) -> bool:
    """Whether this is an http or https address with a host and a possible port."""
    return _split(url) is not None


def public_url(url: str) -> str:
    """The address as it may be written down: no credentials, and REDACTED for the value of each parameter
    that opens a door (``token``, ``key``, ``auth``, …). The same address always gives the same form."""
    return _PAIR.sub(_redacted, _USERINFO.sub(r"\1", url))


def without_tracking(url: str) -> str:
    """The address without the parameters that say how a reader came; all else of it stays as it is, and an address
    that is none as a whole."""
    base, hash, fragment = url.partition("#")
    path, mark, query = base.partition("?")
    if not mark or _split(url) is None:
        return url
    kept = "&".join(pair for pair in query.split("&") if not _is_tracking(pair))
    return f"{path}{'?' if kept else ''}{kept}{hash}{fragment}"


def _split(url: str) -> SplitResult | None:
    """The parts of a web address, or None where it is none."""
    try:
        parts = urlsplit(url.strip())
        usable = parts.scheme in _DEFAULT_PORTS and bool(parts.hostname) and parts.port != 0
        usable = usable and not _UNFIT_FOR_HOSTS.search(parts.netloc)
    except ValueError:
        return None
    return parts if usable else None


def _netloc(parts: SplitResult) -> str:
    name = _ascii_host(parts.hostname or "")
    if ":" in name:
        name = f"[{name}]"
    number = parts.port
    return name if number is None or number == _DEFAULT_PORTS[parts.scheme] else f"{name}:{number}"


def _ascii_host(name: str) -> str:
    name = name.lower().rstrip(".")
    if name.isascii():
        return name
    import idna

    try:
        return idna.encode(name, uts46=True).decode("ascii").lower()
    except (idna.IDNAError, UnicodeError):
        return name


def _is_tracking(pair: str) -> bool:
    name, _, value = pair.partition("=")
    name = unquote_plus(name).lower()
    if name in _TRACKING or name.startswith(_TRACKING_PREFIXES):
        return True
    return name in _AMBIGUOUS and value.lower() in _REFERRERS


def _redacted(pair: re.Match[str]) -> str:
    secret = unquote_plus(pair[1]).strip().lower() in _SECRETS
    return f"{pair[1]}={REDACTED}" if secret else pair[0]


def _quoted(part: str) -> str:
    return quote(part, safe="%/:?#[]@!$&'()*+,;=~-._|^")


def _one_percent_form(part: str) -> str:
    """Upper-case hexadecimals, no escapes that are not needed, and escapes wherever they are."""

    def settle(found: re.Match[str]) -> str:
        character = chr(int(found[1], 16))
        return character if character in _UNRESERVED else f"%{found[1].upper()}"

    lonely = re.sub(r"%(?![0-9A-Fa-f]{2})", "%25", part)
    return quote(_PERCENT.sub(settle, lonely), safe="%/:?@!$&'()*+,;=~-._")


def _without_dots(path: str) -> str:
    """RFC 3986, 5.2.4, for a path that begins with a slash."""
    if "/." not in path:
        return path
    kept: list[str] = []
    segments = path.split("/")[1:]
    for number, segment in enumerate(segments):
        last = number == len(segments) - 1
        if segment in (".", ".."):
            if segment == ".." and kept:
                kept.pop()
            if last:
                kept.append("")
        else:
            kept.append(segment)
    return "/" + "/".join(kept)
