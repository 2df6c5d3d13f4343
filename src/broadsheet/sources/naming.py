"""Which outlet a new feed belongs to: one that is there, or a new one named after its site, its feeds or its domain.

A feed's title is seldom the outlet's name alone: "The Senby Mail – Politics", "RSS", "Latest news". What the page of
the site calls itself goes first; then what the titles of several feeds have in common; then the part of a title that
the domain bears, or that is more than the name of a section; then the domain.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from broadsheet.model import Outlet
from broadsheet.sources.catalogue import Catalogue, in_running_text, place_of
from broadsheet.text.addresses import host, registrable

# Services that carry the feeds of many outlets: their domain says nothing about the outlet.
_CARRIERS = frozenset(
    {
        "feedburner.com", "google.com", "feedblitz.com", "feedity.com", "rss.app", "feedx.net", "rsshub.app",
        "politepol.com", "fetchrss.com", "feedly.com", "yahoo.com", "youtube.com", "reddit.com",
    }
)  # fmt: skip
# Words of which the names of sections and of feeds are made; a name of these words alone names no outlet.
_GENERIC = frozenset(
    """news latest top story stories headline headlines breaking home homepage front page frontpage main index all
    article articles post posts feed feeds rss atom xml json update updates recent newest current live world international
    national nation local region regional uk us usa europe politics political government business economy economics finance money
    markets companies science technology tech sport sports culture arts art entertainment opinion comment comments
    analysis health education environment climate travel life lifestyle report reports section sections channel
    topic topics category archive archives full text default untitled welcome site website newsfeed bulletin
    nachrichten aktuell aktuelle aktuelles alle artikel schlagzeilen startseite politik wirtschaft wissen wissenschaft
    kultur ausland inland meldungen neueste neue titel topthemen gesellschaft panorama meinung
    actualité actualités actu actus une dernières infos info politique économie société monde internationale accueil
    portada noticias últimas economía política internacional sociedad mundo cultura nacional actualidad
    notizie ultime cronaca politica economia esteri mondo prima pagina attualità
    nieuws laatste binnenland buitenland politiek economie algemeen voorpagina
    and und et y e en of the in for on at to with from by a an der die das le la les los las el il lo i gli de het à""".split()
)
_FROM = frozenset({"from", "of", "by", "on", "at", "von", "aus", "bei", "de", "da", "di", "van", "du", "del", "from:"})
_BETWEEN = re.compile(r"\s+[-–—|·•»›>/]+\s+|\s*(?:::|\||»)\s*|(?<=\w):\s+")
_TECHNICAL = re.compile(
    r"^(?:rss|atom)(?:[\s-]*feeds?)?\s*(?:(?:of|for|from)\s|[:–-])\s*|[\s(\[]+(?:rss|atom|xml|json)?[\s-]*(?:feeds?|rss|atom|xml)[)\]]*$",
    re.IGNORECASE,
)
_LONGEST = 80


def outlet_for(
    catalogue: Catalogue,
    feed_url: str,
    *,
    site: str = "",
    titles: Sequence[str] = (),
    site_name: str = "",
    country: str = "",
    language: str = "",
    tags: tuple[str, ...] = (),
) -> Outlet:
    """The catalogue's outlet for a feed (by the site's host and port, else the feed's), or a new one whose id is free.

    `site_name` is what the site calls itself, `titles` are those of its feeds. A feed that lies with a service for
    many outlets, and that names no site, makes an outlet without a domain.
    """
    address = site if host(site) else feed_url
    domain = domain_of(address)
    name = name_of(domain, titles, site_name=site_name)
    if domain in _CARRIERS:
        shown = name if name != domain else host(feed_url)
        id = _slug(shown)
        return catalogue.outlet(id) or _named(id, shown, (), country, language, tags)
    found = catalogue.outlet_of(f"http://{place_of(address)}/")
    if catalogue.outlet(found.id) is not None:
        return found
    numeric = re.fullmatch(r"[0-9.:]+|\[.*", domain) is not None
    short = "" if numeric else _slug(domain.split(".")[0].partition(":")[0])
    id = short if short and catalogue.outlet(short) is None else _slug(domain)
    return _named(id or "outlet", name, (domain,), country, language, tags)


def is_carrier(address: str) -> bool:
    """Whether an address lies with a service that carries the feeds of many outlets."""
    return domain_of(address) in _CARRIERS


def domain_of(address: str) -> str:
    """The registrable domain of an address, with the port where it is not the usual one: two sites on one host are
    told apart by it."""
    place = place_of(address)
    name = host(address)
    return place.replace(name, registrable(name) or name, 1) if name else place


def name_of(domain: str, titles: Sequence[str] = (), *, site_name: str = "") -> str:
    """The name of an outlet; the domain where nothing says more."""
    label = _letters(registrable(host(f"http://{domain}/") or domain).split(".")[0])
    candidates = [_parts(site_name)] if site_name else []
    parted = [parts for title in titles if (parts := _parts(title))]
    if len(parted) > 1:
        folded = [{part.casefold() for part in parts} for parts in parted]
        candidates.append([part for part in parted[0] if all(part.casefold() in each for each in folded)])
        candidates.append(_common_words(titles))
    candidates += parted
    for parts in candidates:
        best = _best(parts, label)
        if best:
            return best
    return domain


def is_akin(name: str, outlet: Outlet) -> bool:
    """Whether a name may be that of the outlet: it is a domain, or has a word that says something in common with the
    outlet's names or domains. False is a reason to ask a person, no more."""
    words = {word for word in re.findall(r"\w+", name.casefold()) if word not in _GENERIC and len(word) > 2}
    known = _letters(" ".join((outlet.id, outlet.name, outlet.in_text, *outlet.domains)))
    return not words or any(_letters(word) in known for word in words) or _letters(outlet.name) in _letters(name)


def _best(parts: Sequence[str], label: str) -> str:
    """The part that the domain bears, else the first that is more than a section's name; "" where none is."""
    borne = [part for part in parts if _is_borne(part, label)]
    telling = [part for part in parts if not _is_generic(part)]
    return max(borne, key=len) if borne else telling[0] if telling else ""


def _is_borne(part: str, label: str) -> bool:
    own = _letters(part)
    if len(own) < 3 or len(label) < 3:
        return False
    initials = "".join(word[0] for word in re.findall(r"\w+", part.lower()))
    return label in own or own == label or (not _is_generic(part) and (own in label or initials == label))


def _parts(title: str) -> list[str]:
    """What a title is made of: between dashes, bars and the like, without what is said of the feed itself."""
    whole = " ".join(title.split())[: 4 * _LONGEST]
    found = []
    for part in _BETWEEN.split(whole):
        bare = _without_lead(_TECHNICAL.sub("", _TECHNICAL.sub("", part)).strip(" -–—|:"))
        if bare and len(bare) <= _LONGEST and any(char.isalpha() for char in bare):
            found.append(f"{bare[0].upper()}{bare[1:]}" if bare.startswith("the ") else bare)
    return found


def _without_lead(part: str) -> str:
    """ "Latest news from the Senby Mail" is "the Senby Mail"."""
    words = part.split()
    for at, word in enumerate(words[:-1]):
        if word.casefold() in _FROM and at and not _is_generic(" ".join(words[at + 1 :])):
            return " ".join(words[at + 1 :])
        if word.casefold() not in _GENERIC:
            break
    return part


def _common_words(titles: Sequence[str]) -> list[str]:
    """The words with which all titles begin, where there are two or more of them."""
    split = [" ".join(title.split()).split(" ") for title in titles]
    common = []
    for words in zip(*split, strict=False):
        if len(set(words)) > 1:
            break
        common.append(words[0])
    return _parts(" ".join(common)) if len(common) > 1 else []


def _is_generic(part: str) -> bool:
    return all(word in _GENERIC or word.isdigit() for word in re.findall(r"\w+", part.casefold()))


def _named(id: str, name: str, domains: tuple[str, ...], country: str, language: str, tags: tuple[str, ...]) -> Outlet:
    return Outlet(id, name, in_running_text(name), domains, country, language, tags=tags)


def _letters(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name.casefold()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "", plain)


def _slug(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name.lower()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
