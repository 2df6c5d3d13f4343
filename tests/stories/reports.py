"""Made-up reports: what a few reporters would write of the same event."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from broadsheet.model import Story
from broadsheet.stories import KnownStory, ReportText

NOON = datetime(2026, 3, 3, 12, 0, tzinfo=UTC)

FERRY = (
    "The ferry Aurelia ran aground off Senby in thick fog with 214 passengers on board.",
    "Coastguard boats from Senby brought the passengers of the Aurelia ashore within four hours.",
    "Captain Ilse Marrow told the coastguard that the radar of the Aurelia had failed.",
    "The Aurelia belongs to the Quarrow Line, which stopped its service between Senby and Tolle.",
    "Nobody was hurt when the ferry struck the Kellin rocks, the coastguard said.",
)
STRIKE = (
    "Bus drivers in Hallin walked out over a pay offer of two percent.",
    "The Transport Union of Hallin wants five percent, said its leader Bram Ostwick.",
    "Commuters in Hallin queued for trams as 340 buses stood in their depots.",
    "Mayor Petra Lund called on Ostwick to return to the table.",
    "The bus company of Hallin says that it lost money in each of the last three years.",
)
QUAKE_TOLLE = (
    "An earthquake of magnitude 5.9 shook the province of Vessen at dawn, the seismological institute said.",
    "The epicentre of the earthquake lay near Tolle, and the schools of Tolle were closed.",
    "Governor Anneke Roos of Vessen counted 31 damaged houses in Tolle after the earthquake.",
    "Rescuers with dogs searched the church of Tolle, whose tower fell on the market in the earthquake.",
    "Engineers checked the Roos bridge in Tolle for cracks before trucks of the army crossed it.",
)
QUAKE_BRANDE = (
    "An earthquake of magnitude 6.7 shook the province of Vessen at night, the seismological institute said.",
    "The epicentre of the earthquake lay near Brande, where the dam at Ulm lake was inspected.",
    "Minister Dirk Halloran flew to Brande after the earthquake and promised 40 million crowns.",
    "Power lines to Brande broke in the earthquake and the hospital of Brande ran on generators.",
    "Halloran said that the dam at Ulm lake near Brande would hold.",
)


def report(id: str, sentences: tuple[str, ...], number: int, *, hours: float = 0.0, dated: bool = True) -> ReportText:
    """The report of the event that leaves out sentence `number`; its headline is made from another."""
    told = [each for at, each in enumerate(sentences) if at != number % len(sentences)] or list(sentences)
    title = " ".join(told[number % len(told)].rstrip(".").split()[:8])
    at = NOON + timedelta(hours=hours) if dated else None
    return ReportText(id, (f"a{id}",), at, title, "\n".join(told))


def known(id: str, *entries: ReportText) -> KnownStory:
    """A story of earlier rounds."""
    times = [each.at or NOON for each in entries]
    articles = tuple(sorted(article for each in entries for article in each.article_ids))
    return KnownStory(Story(id, articles, min(times), max(times)), entries)
