"""Articles as a reader asks for them: their Versions, what was said in them, how they changed."""

from __future__ import annotations

from dataclasses import dataclass

from broadsheet import articles, languages
from broadsheet.errors import NotFoundError
from broadsheet.model import Membership, Outlet, Statement, Version
from broadsheet.pipeline.context import Context
from broadsheet.store.contract import ArticleRow, Hit
from broadsheet.text.addresses import normal


@dataclass(frozen=True, slots=True)
class ArticleView:
    """An Article with its Versions by time; `edits` are between one Version and the next.

    `notes` are the correction notes that the newest Version carries, as printed. Its page was looked at `looks`
    times, which is more than there are Versions where it stayed as it was.
    """

    article: ArticleRow
    addresses: tuple[str, ...]
    outlet: Outlet
    versions: tuple[Version, ...]
    edits: tuple[articles.Edit, ...]
    notes: tuple[str, ...]
    looks: int
    membership: Membership | None
    story_id: str | None
    statements: tuple[Statement, ...]

    @property
    def unread(self) -> str:
        """What is not done with this text for its language, in words; "" where all is."""
        language = languages.of(self.versions[-1].language)
        if language.can.attribution and language.can.digest:
            return ""
        return f"Sentences of articles in {language.name} are not chosen yet, and quotations are not laid to speakers."


class Articles:
    """The articles of a paper."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def get(self, wanted: str) -> ArticleView:
        """An article by any address that leads to it, or by its id."""
        ledger = self._context.ledger
        id = ledger.article_of(normal(wanted)) if "/" in wanted else wanted
        row = ledger.article(id) if id else None
        versions = ledger.versions_of(row.id) if row else ()
        if row is not None and not versions and ledger.is_withdrawn(article_id=row.id):
            (reason, *_) = [each.reason for each in ledger.withdrawals(article_id=row.id)]
            raise NotFoundError(
                f"the text of {row.url} was withdrawn: {reason}.", hint="Its hash and this reason are kept."
            )
        if row is None or not versions:
            raise NotFoundError(
                f"no article is kept for {wanted}.", hint="Give the address of one that was fetched or imported."
            )
        memberships = ledger.memberships([row.id])
        return ArticleView(
            article=row,
            addresses=ledger.addresses(row.id),
            outlet=self._context.outlet(row.outlet_id, row.url),
            versions=versions,
            edits=articles.history(versions),
            notes=articles.notes_of(versions[-1]),
            looks=max(len(ledger.sightings(versions[-1].url)), len(versions)),
            membership=memberships[0] if memberships else None,
            story_id=ledger.story_of(row.id),
            statements=ledger.statements([versions[-1].id]),
        )

    def newest(self, outlet_id: str, *, limit: int = 50) -> tuple[Version, ...]:
        """The newest Versions of the Articles of an outlet that came last, the newest first."""
        last = self._context.ledger.last_articles(outlet_id, limit=limit)
        found = {version.article_id: version for version in self._context.ledger.newest_versions(list(last))}
        return tuple(found[id] for id in last if id in found)

    def version(self, version_id: str) -> Version:
        found = self._context.ledger.version(version_id)
        if found is None:
            raise NotFoundError(f"there is no version {version_id!r}.")
        return found

    def statements(self, version_id: str) -> tuple[Statement, ...]:
        return self._context.ledger.statements([version_id])

    def search(self, words: str, *, limit: int = 20) -> tuple[Hit, ...]:
        return self._context.ledger.search(words, limit=limit)
