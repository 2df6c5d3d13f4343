"""The sample paper, made once for all tests of this folder: real HTTP, real feeds, two editions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from broadsheet.demo import catalogue, running
from broadsheet.demo.content import houses, pieces
from broadsheet.demo.server import SampleServer
from broadsheet.model import Edition, Version
from broadsheet.newsroom import Newsroom, open_newsroom
from broadsheet.pipeline.editions.printing import Printed


@dataclass(frozen=True)
class Paper:
    """A made sample paper; its newest Versions by the slug of their article."""

    newsroom: Newsroom
    printed: tuple[Printed, ...]
    newest: dict[str, Version]

    @property
    def edition(self) -> Edition:
        return self.printed[-1].edition

    def slug_of(self, article_id: str) -> str:
        return next(slug for slug, version in self.newest.items() if version.article_id == article_id)


def made(folder: Path, *, refusing: bool = False) -> Iterator[Paper]:
    with SampleServer(0, refusing=refusing) as server:
        printed = running.make(folder, server, workers=1)
        origins = {house.outlet.id: f"http://{house.outlet.domains[0]}:{server.port}" for house in houses()}
    with open_newsroom(folder, now=lambda: catalogue.FETCHES[-1]) as newsroom:
        newest = {}
        for piece in pieces():
            article = newsroom.ledger.article_of(origins[piece.outlet_id] + piece.path)
            found = newsroom.ledger.newest_versions([article]) if article else ()
            if found:
                newest[piece.slug] = found[0]
        yield Paper(newsroom, tuple(printed), newest)


@pytest.fixture(scope="session")
def paper(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Paper]:
    yield from made(tmp_path_factory.mktemp("sample") / "paper")


@pytest.fixture(scope="session")
def refused(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Paper]:
    """The same with three of the five outlets refusing their pages."""
    yield from made(tmp_path_factory.mktemp("refused") / "paper", refusing=True)
