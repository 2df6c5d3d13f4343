"""Names of time zones and what they mean, for feeds and pages alike.

A name counts where it means one offset in current use everywhere, by the tz database or by common use (MEZ, BRT); the
American ones mean what RFC 822 says. A name that several countries have for zones of their own (IST, BST, AST) is told
by the country or the language of who writes it, and else by nothing: then the clock says no time, only its day. What
languages call zones, and which one they mean, stands in their folders.
"""

from __future__ import annotations

from datetime import datetime
from typing import Final

from broadsheet.languages.loading import code_of, codes, once, table
from broadsheet.languages.tables import Calendar

# Minutes east of UTC.
_OFFSETS: Final = {
    "UTC": 0, "GMT": 0, "UT": 0, "UCT": 0, "Z": 0, "WET": 0, "AZOST": 0, "EGST": 0,
    "WEST": 60, "CET": 60, "MET": 60, "WAT": 60,
    "CEST": 120, "MEST": 120, "EET": 120, "SAST": 120, "CAT": 120,
    "EEST": 180, "MSK": 180, "IDT": 180, "EAT": 180, "SYOT": 180,
    "IRST": 210, "IRDT": 270, "MSD": 240, "SAMT": 240, "GET": 240, "AZT": 240, "MUT": 240, "RET": 240, "SCT": 240,
    "AFT": 270, "PKT": 300, "UZT": 300, "TJT": 300, "TMT": 300, "MVT": 300, "YEKT": 300, "SLST": 330, "NPT": 345,
    "OMST": 360, "BTT": 360, "KGT": 360, "IOT": 360, "MMT": 390, "CCT": 390,
    "ICT": 420, "NOVT": 420, "KRAT": 420, "HOVT": 420, "CXT": 420,
    "HKT": 480, "SGT": 480, "MYT": 480, "PHT": 480, "PHST": 480, "AWST": 480, "BNT": 480, "IRKT": 480, "ULAT": 480,
    "JST": 540, "KST": 540, "TLT": 540, "YAKT": 540, "PWT": 540, "ACST": 570, "ACDT": 630,
    "AEST": 600, "CHST": 600, "PGT": 600, "VLAT": 600, "AEDT": 660, "LHDT": 660, "MAGT": 660, "SBT": 660, "NCT": 660, "VUT": 660,
    "NZST": 720, "FJT": 720, "PETT": 720, "TVT": 720, "NZDT": 780, "TOT": 780, "CHAST": 765, "CHADT": 825,
    "CVT": -60, "EGT": -60, "AZOT": -60, "BRST": -120, "FNT": -120, "NDT": -150, "ADT": -180, "BRT": -180, "ART": -180,
    "UYT": -180, "CLST": -180, "SRT": -180, "GFT": -180, "ROTT": -180, "FKST": -180, "CLT": -240, "BOT": -240, "VET": -240,
    "GYT": -240, "COT": -300, "PET": -300, "EASST": -300, "EAST": -360, "GALT": -360,
    "AKDT": -480, "AKST": -540, "HDT": -540, "GAMT": -540, "HST": -600, "TAHT": -600,
}  # fmt: skip
# Winter or summer as the day has it.
_BY_DAY: Final = {
    "ET": "America/New_York", "CT": "America/Chicago", "MT": "America/Denver", "PT": "America/Los_Angeles",
    "AT": "America/Halifax", "AET": "Australia/Sydney", "ACT": "Australia/Adelaide",
}  # fmt: skip
_SYDNEY, _ADELAIDE = "Australia/Sydney", "Australia/Adelaide"
# Countries (and languages that have no folder), and the zone that they mean; the last one, under "", is meant by
# everybody else whose language says nothing, if any.
_CONTESTED: Final[dict[str, tuple[tuple[str, int | str], ...]]] = {
    "IST": (("IN or as", 330), ("IE", 60), ("IL", 120)),
    "BST": (("BD", 360), ("PG", 660), ("GB IE gd", 60)),
    "CST": (("CN TW HK MO", 480), ("CU", -300), ("AU", _ADELAIDE), ("", -360)),
    "CDT": (("CU", -240), ("AU", 630), ("", -300)),
    "EST": (("AU", _SYDNEY), ("", -300)),
    "EDT": (("AU", 660), ("", -240)),
    "MST": (("MY", 480), ("MM", 390), ("", -420)),
    "MDT": (("", -360),),
    "PST": (("PH", 480), ("PK", 300), ("", -480)),
    "PDT": (("", -420),),
    "AST": (("SA KW IQ QA BH YE", 180), ("CA US PR BM DO BB TT AG JM", -240)),
    "NST": (("NP", 345), ("CA", -210)),
    "SST": (("SG", 480), ("AS US WS", -660)),
    "GST": (("GU", 600), ("", 240)),
    "WST": (("AU", 480), ("WS", 780)),
    "AMT": (("AM", 240), ("BR", -240)),
    "ECT": (("EC", -300),),
    "BDT": (("BN", 480), ("", 360)),
    "PYT": (),
    "ALMT": (),
}


def is_zone(name: str) -> bool:
    """Whether the word is the name of a zone, be it known which or not."""
    name = name.upper()
    return name in _OFFSETS or name in _CONTESTED or name in _BY_DAY or name in _of_languages()


def offset_of(name: str, *, local: datetime, language: str = "") -> int | None:
    """Minutes east of UTC of the zone at that local time, or None where it is not known which is meant.

    `language` is a tag as feeds and pages write it, of which the country tells more. Names of the tz database
    (Europe/Berlin) are known as well.
    """
    if "/" in name:
        return _by_day(name, local)
    name = name.upper()
    if (offset := _OFFSETS.get(name)) is not None:
        return offset
    if name in _BY_DAY:
        return _by_day(_BY_DAY[name], local)
    if name not in _CONTESTED:
        return _of_languages().get(name)
    meant = _meant(name, language)
    return _by_day(meant, local) if isinstance(meant, str) else meant


@once
def _of_languages() -> dict[str, int]:
    """The names that single languages have for zones."""
    return {name: offset for code in codes() for name, offset in table(code, Calendar).zones.items()}


def _meant(name: str, language: str) -> int | str | None:
    """What a name of several zones means: to its country, else to its language, else to everybody."""
    meanings = _CONTESTED[name]
    short, *rest = language.replace("_", "-").split("-")
    country = next((part.upper() for part in rest if len(part) == 2), "")
    for who, meant in meanings:
        if country and country in who.split():
            return meant
    here = table(code_of(language), Calendar).zones_here.get(name)
    if here is not None:
        return here
    return next((meant for who, meant in meanings if who == "" or short.lower() in who.split()), None)


def _by_day(key: str, local: datetime) -> int | None:
    from zoneinfo import ZoneInfo

    try:
        offset = local.replace(tzinfo=ZoneInfo(key)).utcoffset()
    except (KeyError, ValueError, OSError, OverflowError):
        return None
    return None if offset is None else int(offset.total_seconds() // 60)
