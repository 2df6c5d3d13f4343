"""Makes the starter catalogues of `broadsheet.sources.starters` from licensed lists.

    python tools/starters.py --data DATA [--out FOLDER]

DATA holds `outlets_kite.json` (outlets with country, owner and typology), `kite_feeds.json` and `opml/` (addresses
of feeds), with their licences. A feed belongs to an outlet by its domain. An outlet is taken where a list of general
news of its country (or, for `world`, of several parts of the world) names a feed of it; of its feeds the most general
one is taken. Nothing is fetched. The same lists give the same files.
"""

from __future__ import annotations

import argparse
import json
import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from broadsheet.model import Funding, Outlet
from broadsheet.sources import opml
from broadsheet.sources.catalogue import as_toml, load
from broadsheet.text.addresses import host, registrable

MOST = 40
FOLDER = Path(__file__).resolve().parent.parent / "src" / "broadsheet" / "sources" / "starters"
CONTINENTS = ("Africa", "Asia", "Europe", "Middle East", "Diplomacy", "Economy", "Defense", "Energy")


@dataclass(frozen=True)
class Recipe:
    """One starter list: outlets of `countries` (all where empty) with a feed in one of the `lists`."""

    countries: tuple[str, ...]
    code: str
    language: str
    lists: tuple[str, ...]


RECIPES = {
    "world": Recipe((), "", "en", CONTINENTS),
    "us": Recipe(("United States",), "US", "en", (*CONTINENTS, "USA |", "opml United States")),
    "uk": Recipe(("United Kingdom",), "GB", "en", (*CONTINENTS, "UK", "opml United Kingdom")),
    "de": Recipe(("Germany",), "DE", "de", ("Germany", "opml Germany")),
    "fr": Recipe(("France",), "FR", "fr", ("France", "opml France")),
    "in": Recipe(("India",), "IN", "en", (*CONTINENTS, "India", "opml India")),
    "it": Recipe(("Italy",), "IT", "it", ("Italy", "opml Italy")),
    "nl": Recipe(("The Netherlands",), "NL", "nl", ("The Netherlands",)),
    "be": Recipe(("Belgium",), "BE", "nl", ("Belgium",)),
    "ch": Recipe(("Switzerland",), "CH", "de", ("Switzerland",)),
    "pk": Recipe(("Pakistan",), "PK", "en", ("Pakistan", "opml Pakistan")),
    "kr": Recipe(("South Korea",), "KR", "ko", ("South Korea",)),
    "nz": Recipe(("New Zealand",), "NZ", "en", ("New Zealand",)),
}
CODES = {
    "United States": "US", "United Kingdom": "GB", "France": "FR", "Germany": "DE", "India": "IN", "Qatar": "QA",
    "Turkey": "TR", "Israel": "IL", "Lebanon": "LB", "Jordan": "JO", "Egypt": "EG", "Saudi Arabia": "SA", "Iran": "IR",
    "United Arab Emirates": "AE", "China": "CN", "Hong Kong": "HK", "Singapore": "SG", "Japan": "JP", "Russia": "RU",
    "South Korea": "KR", "Australia": "AU", "Canada": "CA", "Spain": "ES", "Italy": "IT", "The Netherlands": "NL",
    "Belgium": "BE", "Switzerland": "CH", "Pakistan": "PK", "New Zealand": "NZ", "Kuwait": "KW", "Oman": "OM",
    "Bahrain": "BH", "Iraq": "IQ", "Syria": "SY", "Yemen": "YE", "Argentina": "AR", "Bulgaria": "BG", "Hungary": "HU",
    "Finland": "FI", "Estonia": "EE", "Czech Republic": "CZ", "Taiwan": "TW", "Ireland": "IE", "Palestine": "PS",
}  # fmt: skip
UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
ENGLISH = ("GB", "US", "AU", "CA", "NZ", "IE", "IN", "PK", "SG", "HK", "QA", "IL")
# Lists of a country that are not of general news, by what follows its name.
SPECIAL = re.compile(r"Ecology|Healthcare|Football|Music|Sports|Soccer", re.IGNORECASE)
GENERAL = re.compile(
    r"\b(?:world|international|news|home|top|latest|all|alles|alle|aktuell|actualit\w*|une|alaune|headlines|schlagzeilen|"
    r"index|main|nachrichten|default|national|india|uk|us|germany|deutschland|france|italia|nederland|full)\b",
    re.IGNORECASE,
)
NARROW = re.compile(
    r"sport|football|soccer|cricket|tag/|/tags?[_/]|topic|thema|theme|search|query|[?&]q=|entertain|celeb|culture|kultur|"
    r"tech|science|health|gesundheit|lifestyle|life|travel|reise|food|opinion|podcast|video|comment|region|cities|city|"
    r"environ|climate|business|economy|finance|money|crypto|bitcoin|gaming|auto|motor|blog|weather|author|disqus|"
    r"green|defen[cs]e|energ|military|subjects/|level=program|politica-economica|foreign-policy|"
    r"planete|algerie|taiwan|books|fashion|arts|film|movie|property|education|jobs|obit|horoscope|quiz|games",
    re.IGNORECASE,
)
NOT_FEEDS = re.compile(
    r"news\.google\.|feedburner\.com|disqus|youtube\.|reddit\.|podcast|/comments|morss|rsshub|feedx", re.IGNORECASE
)
NOT_NEWS = re.compile(
    r"blog|linux|ubuntu|gaming|games?\b|nintendo|xbox|crypto|coin|bitcoin|\bapple\b|android|museum|university|ministry|"
    r"government|bundesregierung|satir|onion|gorafi|^nature$|^fair observer$|magazine for|school of|review of|foundation|corporation for|bank\b",
    re.IGNORECASE,
)
IS_AGENCY = re.compile(
    r"news agency|press agency|agence.{0,12}presse|\bagenzia\b|associated press|\breuters\b", re.IGNORECASE
)
IS_PUBLIC = re.compile(
    r"public[- ](?:service )?(?:broadcast|radio|television)|British Broadcasting Corporation|licen[cs]e fee|public service media|public institutions|statutory",
    re.IGNORECASE,
)
GENERIC = re.compile(
    r"^(?:public broadcaster|non-?profit|employee|independent|private|family|government$|journalists)", re.IGNORECASE
)
PROSE = re.compile(
    r"\b(?:is|are|was|were|by|held|owned|owner|property|controlled|via|through|structured|and other|unknown|various)\b",
    re.IGNORECASE,
)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--data", type=Path, required=True)
    arguments.add_argument("--out", type=Path, default=FOLDER)
    options = arguments.parse_args()
    publishers = json.loads((options.data / "outlets_kite.json").read_text(encoding="utf-8"))
    feeds = listed_feeds(options.data)
    options.out.mkdir(parents=True, exist_ok=True)
    for name, recipe in RECIPES.items():
        outlets = chosen(recipe, publishers, feeds)
        text = f"{heading(name)}\n" + "\n".join(as_toml(outlet, (feed,)) for outlet, feed in outlets)
        load(text, where=name)
        (options.out / f"{name}.toml").write_text(text, encoding="utf-8")
        print(f"{name}: {len(outlets)} outlets, {sum(bool(outlet.owner) for outlet, _ in outlets)} with an owner")
    (options.out / "LICENSES").write_text(licences(options.data), encoding="utf-8")


def heading(name: str) -> str:
    return (
        f"# Starter list `{name}`: what to read, one table an outlet. Add, change and delete as you like.\n"
        "# Owners and funding are as stated by the lists that this was made from (see LICENSES beside the package's\n"
        "# starter lists), and may be out of date.\n"
    )


def listed_feeds(folder: Path) -> dict[str, list[tuple[str, str]]]:
    """Feeds by registrable domain: (address, name of the list that has it), in the order of the lists."""
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    pairs: list[tuple[str, str]] = []
    for category, details in json.loads((folder / "kite_feeds.json").read_text(encoding="utf-8")).items():
        pairs += [(address, category) for address in details["feeds"]]
    for path in sorted((folder / "opml" / "with_category").glob("*.opml")):
        outcome = opml.read(path.read_bytes())
        pairs += [(outline.url, f"opml {path.stem}") for outline in getattr(outcome, "value", ())]
    for address, category in pairs:
        place = registrable(host(address))
        if place and not NOT_FEEDS.search(address) and "sitemap" not in address:
            found[place].append((address, category))
    return found


def chosen(
    recipe: Recipe, publishers: list[dict[str, object]], feeds: dict[str, list[tuple[str, str]]]
) -> list[tuple[Outlet, str]]:
    """The outlets of a list with the feed of each: those that the lists name most often, in the order of their names."""
    ranked: list[tuple[int, str, Outlet, str]] = []
    taken: set[str] = set()
    for publisher in publishers:
        country = str(publisher["country"] or "")
        if (recipe.countries and country not in recipe.countries) or (not recipe.countries and country not in CODES):
            continue
        if NOT_NEWS.search(str(publisher["organization"])):
            continue
        for name, domains in brands(publisher):
            known = [
                pair for domain in domains for pair in feeds.get(registrable(domain), ()) if is_under(pair[0], domain)
            ]
            general = [pair for pair in known if is_listed(pair[1], recipe)]
            feed = most_general([address for address, _ in known], recipe.language) if general else ""
            if not recipe.countries and not is_english(name, feed, CODES[country]):
                continue
            outlet = outlet_from(publisher, name, domains, recipe, country)
            if feed and not taken.intersection((outlet.id, feed, *outlet.domains)):
                taken |= {outlet.id, feed, *outlet.domains}
                ranked.append((len({category for _, category in known}), outlet.name, outlet, feed))
    best = sorted(ranked, key=lambda each: (-each[0], each[1]))[:MOST]
    return [(outlet, feed) for _, _, outlet, feed in sorted(best, key=lambda each: each[1].casefold())]


def is_english(name: str, feed: str, code: str) -> bool:
    """Whether an outlet of the world's list is surely read in English: by country, by name or by the feed."""
    said = re.search(r"\b(?:news|daily|times|post|today|herald|observer|tribune|euronews|the)\b", name, re.IGNORECASE)
    return code in ENGLISH or bool(said) or bool(re.search(r"/en[/-]|-en-|international|english", feed))


def is_under(address: str, domain: str) -> bool:
    place = host(address)
    return place == domain or place.endswith(f".{domain}")


def is_listed(category: str, recipe: Recipe) -> bool:
    return any(
        category == name
        or category.startswith((f"{name} |", f"{name} ("))
        or (name.endswith("|") and category.startswith(name))
        for name in recipe.lists
    ) and not SPECIAL.search(category)


def brands(publisher: dict[str, object]) -> list[tuple[str, tuple[str, ...]]]:
    """The outlets of a publisher: itself where its domains are alike or bear its name, else one for each domain."""
    name = re.sub(r"\s*\([^)]*\)", "", str(publisher["organization"])).strip()
    domains = tuple(dict.fromkeys(str(each).removeprefix("www.").lower() for each in publisher["domains"]))  # type: ignore[attr-defined]
    stems = {domain: re.sub(r"[^a-z0-9]", "", registrable(domain).split(".")[0]) for domain in domains}
    plain = re.sub(r"[^a-z0-9]", "", name.lower())
    initials = "".join(word[0] for word in re.findall(r"[a-z0-9]+", name.lower()))
    own = [stem for stem in stems.values() if stem in plain or plain in stem or stem == initials]
    kin = tuple(domain for domain, stem in stems.items() if any(stem.startswith(each[:3]) for each in own))
    if kin or len(domains) == 1:
        return [(name, kin or domains)]
    return [(domain, (domain,)) for domain in domains]


def most_general(addresses: list[str], language: str) -> str:
    """The feed that is most likely the main one; an empty string where all are narrow."""

    def rank(address: str) -> tuple[int, int, str]:
        parts = urlsplit(address)
        path = f"{parts.path}?{parts.query}"
        points = 4 * bool(NARROW.search(path)) + parts.path.strip("/").count("/") - 2 * bool(GENERAL.search(path))
        foreign = {"en": r"/(?:fr|es|ar|de|tr|bn|pt)[/-]|-(?:bn|fr|es|ar)-"}.get(
            language, r"/en[/-]|international|-en-"
        )
        points += bool(re.search(r"africa|asia|europe|middle-?east|/20910258|-eu$", path, re.IGNORECASE))
        return (points + 3 * bool(re.search(foreign, path)), len(address), address)

    ordered = sorted(set(addresses), key=rank)
    return ordered[0] if ordered and not NARROW.search(urlsplit(ordered[0]).path + urlsplit(ordered[0]).query) else ""


def outlet_from(
    publisher: dict[str, object], name: str, domains: tuple[str, ...], recipe: Recipe, country: str
) -> Outlet:
    said = f"{publisher['owner']} {publisher['description']}"
    slug = (
        unicodedata.normalize("NFKD", re.sub(r"^the ", "", name.lower()).translate(UMLAUTS))
        .encode("ascii", "ignore")
        .decode()
    )
    return Outlet(
        id=re.sub(r"[^a-z0-9]+", "-", slug).strip("-") or domains[0],
        name=name,
        in_text=f"the {name[4:]}" if name.startswith("The ") else name,
        domains=domains,
        country=recipe.code or CODES[country],
        language=recipe.language,
        owner=owner(str(publisher["owner"])),
        funding=funding(str(publisher["typology"]), str(publisher["owner"]), said),
        agency=bool(IS_AGENCY.search(name) or re.search(r"\bis (?:a|an|the)\b[^.]{0,60}\bnews agency", said)),
    )


def owner(prose: str) -> str:
    """The owner's short name, where the prose begins with one that holds more than half; else nothing."""
    shares = re.findall(r"\d+(?:\.\d+)?(?=\s*%)", prose)
    if len(shares) > 1 and float(shares[0]) <= 50:
        return ""
    short = re.split(r"\s*[(,;]|\s[-–—]\s|(?<=[a-z]{3})\.\s|/|%", prose, maxsplit=1)[0].strip()
    short = short if re.search(r"\b[A-Z]\.[A-Z]\.$", short) else short.rstrip(".")
    short = re.sub(r"\s+\d[\d.]*$", "", short)
    several = len(shares) < 2 and ("," in prose.split("(")[0] or " and " in short)
    if (
        not 2 <= len(short) <= 50
        or PROSE.search(short)
        or several
        or GENERIC.search(short)
        or re.match(r"(?:Le|La|The) .* (?:est|is)\b", short)
    ):
        return ""
    return short


def funding(typology: str, owned: str, said: str) -> Funding:
    kind = typology.lower()
    if IS_PUBLIC.search(owned):
        return "public"
    if "non-profit" in kind or "nonprofit" in kind or re.search(r"^non-?profit", owned, re.IGNORECASE):
        return "non-profit"
    if "state" in kind:
        return "public" if IS_PUBLIC.search(said) else "state"
    if "public" in kind:
        return "public"
    return "private" if "private" in kind or "print" in kind else "unknown"


def licences(folder: Path) -> str:
    parts = [
        "The starter lists are made from the works below.",
        "Outlets, owners and typology: kagisearch/kite-public, media_data.json.\n\n"
        + (folder / "outlets_kite.LICENSE").read_text(encoding="utf-8").strip(),
        "Addresses of feeds: kagisearch/kite-public, kite_feeds.json.\n\n"
        + (folder / "kite_feeds.LICENSE").read_text(encoding="utf-8").strip(),
        "Addresses of feeds: plenaryapp/awesome-rss-feeds, countries.\n\n"
        + (folder / "opml" / "LICENSE").read_text(encoding="utf-8").strip(),
    ]
    return f"\n\n{'-' * 72}\n\n".join(parts) + "\n"


if __name__ == "__main__":
    main()
