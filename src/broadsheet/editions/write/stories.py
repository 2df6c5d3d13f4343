"""One story as an entry of an edition: its headline, what happened, who said what, what is next, who reported it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from broadsheet import languages
from broadsheet.editions.material import Before, StoryMaterial
from broadsheet.editions.select import counts, digest, headlines, ranking
from broadsheet.editions.select.candidates import LEADING, DigestCandidate, SentencePlace, stands_alone
from broadsheet.editions.write import attributed_speech, computed, sentences
from broadsheet.editions.write.lines import LineWriter, words_of
from broadsheet.model import ComputedLine, Entry, Group, LabelLine, Line, Membership, Outlet, QuotedLine, Version
from broadsheet.model.edition import Form

_OF_THE_STORY = 0.3  # share of the words of a sentence on what is next that the reports' openings must have
_A_LINE = 36  # words that a speaker's line takes, more or less
_NEWS = ("opinion", "roundup", "live", "video")
_RELATIONS = ("copy", "abridged", "extended")


@dataclass(frozen=True, slots=True)
class FormLimits:
    """How much a form may take: words of what happened; speakers, lines a speaker and words of who said what; lines
    of what is next. `instead` are the forms that are tried, in this order, where there is no room or nothing to print
    for it."""

    happened: int
    speakers: int
    lines: int
    said: int
    next: int
    instead: tuple[Form, ...] = ()


FORMS: Mapping[Form, FormLimits] = {
    "lead": FormLimits(100, 7, 2, 280, 2, instead=("short", "brief")),
    "short": FormLimits(60, 2, 1, 90, 0, instead=("brief",)),
    "brief": FormLimits(34, 0, 0, 0, 0),
    "line": FormLimits(130, 0, 0, 0, 0),
}


def cost(entry: Entry) -> int:
    """What an entry takes of the reader's minutes: the words of all its Lines, as the edition's last line counts them."""
    labels = [group.label for group in entry.groups if group.label]
    return words_of(labels) + sum(words_of(group.lines) for group in entry.groups)


class StoryWriter:
    """Tells stories for one edition: no sentence twice, in it or in earlier ones."""

    def __init__(self, writer: LineWriter, outlets: Mapping[str, Outlet], before: Before, *, end_zone: str) -> None:
        self._writer = writer
        self._outlets = outlets
        self._before = before
        self._zone = end_zone
        self._printed: set[str] = set(before.sentences)

    def entry(self, story: StoryMaterial, form: Form, *, most: float) -> Entry | None:
        """The story in that form at a cost of `most` words; None where no headline is fit, nothing of it can be
        printed or it has no room. What is not printed counts as not said."""
        said = set(self._printed)
        made = self._made(story, form)
        if made is None or cost(made) > most:
            self._printed = said
            return None
        return made

    def _made(self, story: StoryMaterial, form: Form) -> Entry | None:
        self._writer.begin_entry()
        room = FORMS[form]
        report_of = {member.article_id: report.id for report in story.reports for member in report.members}
        news = [version for version in story.versions if version.kind not in _NEWS] or list(story.versions)
        titled = headlines.choose(self._unprinted(story, news), report_of) or headlines.choose(news, report_of)
        if titled is None:
            return None
        if form == "line":
            happened = self._happened(story, news, titled, report_of, room, most=1)
            return Entry(story.story.id, "line", (Group("what-happened", None, happened),)) if happened else None
        groups = [*self._kicker(news), Group("headline", None, (self._writer.headline(titled),))]
        groups += self._since(story)
        groups += self._standfirst(story, titled) if form != "brief" else []
        happened = self._happened(story, news, titled, report_of, room)
        if form == "lead" and happened:
            groups.append(Group("what-happened", self._label("What happened"), happened))
        elif happened:
            groups.append(Group("what-happened", None, happened))
        said = self._said(story, news, report_of, room) if room.speakers else []
        if said and form == "lead":
            said[0] = Group(said[0].role, self._label("Who said what"), said[0].lines)
        groups += said
        if room.next:
            coming = self._next(story, news, room.next, groups)
            groups += [Group("what-next", self._label("What next"), coming)] if coming else []
        if not happened and not said and form != "brief" and any(map(sentences.can_cut, news)):
            return None
        groups += self._reports(story, form)
        return Entry(story.story.id, form, tuple(groups))

    # Its parts

    def _label(self, words: str) -> LabelLine:
        return self._writer.builder.label(words)

    def _computed(self, rule: str, inputs: computed.Inputs) -> ComputedLine | None:
        words = computed.text_of(rule, inputs)
        return self._writer.builder.computed(rule, inputs, words) if words else None

    def _kicker(self, versions: Sequence[Version]) -> list[Group]:
        inputs = (("sections", tuple(sorted(version.section for version in versions if version.section))),)
        line = self._computed("section", inputs)
        return [Group("kicker", None, (line,))] if line else []

    def _since(self, story: StoryMaterial) -> list[Group]:
        """What is new where an earlier edition had this story."""
        if story.story.id not in self._before.stories:
            return []
        day, known = self._before.stories[story.story.id]
        new = [version for version in story.versions if version.article_id not in known and version.is_original_text]
        ids = {version.article_id for version in new}
        originals = tuple(
            report.id
            for report in story.reports
            if ids & set(report.article_ids) and not known & set(report.article_ids)
        )
        copied = tuple(
            sorted(
                article
                for report in story.reports
                if known & set(report.article_ids)
                for article in ids & set(report.article_ids)
            )
        )
        line = self._computed("since", (("edition", (day,)), ("originals", originals), ("copies", copied)))
        return [Group("since", None, (line,))] if line else []

    def _standfirst(self, story: StoryMaterial, titled: Version) -> list[Group]:
        """The standfirst under the headline, where it adds to it and every sentence of it can stand alone."""
        found = titled.text.standfirst
        if found is None or not titled.is_original_text or not sentences.can_cut(titled):
            return []
        block = titled.text.blocks[found[0]]
        words = titled.text.of(block)
        within = [each for each in sentences.of(titled) if block.start <= each.start and each.end <= block.end]
        mine = [each for each in story.statements if each.version_id == titled.id]
        whole = not within or words[-1] in '.!”"'
        if not whole and not stands_alone(words, titled.language):
            return []
        if (
            len(words.split()) > 45
            or _alike(words, titled.title, share=0.8)
            or any(sentences.refusal(each, mine) for each in within)
        ):
            return []
        if any(sentences.key(each.words) in self._printed for each in within):
            return []
        line = self._writer.standfirst(titled)
        self._printed |= {sentences.key(each.words) for each in within} if line else set()
        return [Group("standfirst", None, (line,))] if line else []

    def _happened(
        self,
        story: StoryMaterial,
        news: Sequence[Version],
        titled: Version,
        report_of: Mapping[str, str],
        room: FormLimits,
        *,
        most: int = 5,
    ) -> tuple[Line, ...]:
        """Sentences that say what happened, from the newest state of things to the background."""
        sources = self._one_each(self._unprinted(story, news), report_of)
        candidates, by_line = [], {}
        for number, version in enumerate(sources):
            lateness = self._lateness(version, sources)
            for each in self._fit_for_digest(story, sources, number, titled, has_next=bool(room.next)):
                line = SentencePlace(number, each.start, each.end)
                candidates.append(DigestCandidate(line, each.words, each.number + lateness, each.version.language))
                by_line[line] = each
        chosen = digest.pick(candidates, [version.title for version in sources], budget_words=room.happened, most=5)
        taken: list[sentences.Sentence] = []
        for pick in chosen:
            sentence = by_line[pick]
            if not any(_alike(sentence.words, other.words) for other in taken) and self._writer.can_print(sentence):
                taken.append(sentence)
        found: list[Line] = []
        for sentence in sorted(taken, key=lambda each: self._reading_place(each, titled, taken))[:most]:
            written = self._writer.sentence(sentence.version, sentence.start, sentence.end)
            if written is not None:
                found.append(written)
                self._printed.add(sentences.key(sentence.words))
        return tuple(found)

    def _fit_for_digest(
        self, story: StoryMaterial, sources: Sequence[Version], number: int, titled: Version, *, has_next: bool
    ) -> Iterator[sentences.Sentence]:
        """The leading sentences of source `number` that may say what happened: printable, new, of the past, not overtaken
        by the later sources before it, no long quotation, and with nobody whom the headline does not introduce."""
        version = sources[number]
        rules = languages.of(version.language).printing()
        later = " ".join(_opening(each) for each in sources[:number] if each.is_original_text)
        near = sentences.StatementIndex([each for each in story.statements if each.version_id == version.id])
        known = self._printed | {sentences.key(titled.title)}
        for each in sentences.of(version)[:LEADING]:
            if sentences.refusal(each, near.touching(each)) or sentences.key(each.words) in known:
                continue
            plain = sentences.outside_quotations(each.words)
            if rules.tells_ahead(plain) and (has_next or rules.is_conditional(plain)):
                continue
            if later and languages.of(version.language).overtaken(each.words, later):
                continue
            if sentences.quotes_at_length(each.words):
                continue
            if any(name not in titled.title for name in sentences.bare_surnames(each)):
                continue
            yield each

    def _reading_place(
        self, sentence: sentences.Sentence, titled: Version, chosen: Sequence[sentences.Sentence]
    ) -> tuple[bool, str, int]:
        """The sentence that says what the headline says comes first, then the rest as it was reported."""
        first = max(chosen, key=lambda each: (_overlap(each.words, titled.title), -each.number, each.version.id))
        return sentence != first, ranking.reported_at(sentence.version).isoformat(), sentence.number

    def _unprinted(self, story: StoryMaterial, news: Sequence[Version]) -> Sequence[Version]:
        """Where an earlier edition had the story, what it did not have, as long as there is any."""
        _, known = self._before.stories.get(story.story.id, ("", frozenset[str]()))
        return [version for version in news if version.article_id not in known] or news

    def _lateness(self, version: Version, sources: Sequence[Version]) -> int:
        """How many places an older report's sentences stand back: one for each twelve hours behind the newest."""
        newest = max(ranking.reported_at(each) for each in sources)
        return int((newest - ranking.reported_at(version)) / timedelta(hours=12))

    def _one_each(self, versions: Sequence[Version], report_of: Mapping[str, str]) -> list[Version]:
        """Of each Report its original's Version, the newest first; texts known in part only where there is no other."""
        full = [version for version in versions if version.is_original_text] or list(versions)
        best: dict[str, Version] = {}
        for version in sorted(full, key=lambda each: (ranking.reported_at(each), each.id)):
            best.setdefault(report_of.get(version.article_id, version.article_id), version)
        return sorted(best.values(), key=lambda each: (ranking.reported_at(each), each.id), reverse=True)

    def _said(
        self, story: StoryMaterial, news: Sequence[Version], report_of: Mapping[str, str], room: FormLimits
    ) -> list[Group]:
        versions = {version.id: version for version in self._unprinted(story, news)}
        groups: list[Group] = []
        left = room.said
        found = list(attributed_speech.find(story.statements, versions, report_of).values())
        for number, spoken in enumerate(found):
            if len(groups) == room.speakers:
                break
            # A second line must leave a first one to those who have not spoken yet.
            others = min(len(found) - number, room.speakers - len(groups)) - 1
            lines: list[Line] = []
            taken: list[attributed_speech.PrintableStatement] = []
            for printable in spoken:
                if len(lines) == room.lines:
                    break
                keys = {
                    sentences.key(printable.version.text.content[span.start : span.end])
                    for span in printable.quoted or printable.statement.content
                }
                if (
                    keys & self._printed
                    or self._within(keys)
                    or any(attributed_speech.same_words(printable, other) for other in taken)
                ):
                    continue
                line = self._writer.speech(printable)
                said = sentences.key(line.source_words) if isinstance(line, QuotedLine) else ""
                room_for = left - (others * _A_LINE if lines else 0)
                if line is not None and said not in self._printed and words_of((line,)) <= room_for:
                    self._printed.add(said)
                    left -= words_of((line,))
                    lines.append(line)
                    taken.append(printable)
                    self._printed |= keys
            if lines:
                groups.append(Group("who-said-what", None, tuple(lines)))
        return groups

    def _within(self, keys: set[str]) -> bool:
        """Whether a sentence that is printed already holds these words."""
        return any(key in printed for key in keys if len(key) > 20 for printed in self._printed)

    def _next(
        self, story: StoryMaterial, news: Sequence[Version], most: int, above: Sequence[Group]
    ) -> tuple[Line, ...]:
        """What the newest reports say is to come; people are named as they were above."""
        printed = " ".join(line.words for group in above for line in group.lines)
        told_of = _stems(" ".join(_opening(version) for version in news))
        found: list[Line] = []
        told: list[str] = []
        for version in sorted(news, key=lambda each: (ranking.reported_at(each), each.id), reverse=True):
            near = sentences.StatementIndex([each for each in story.statements if each.version_id == version.id])
            rules = languages.of(version.language).printing()
            for each in sentences.of(version):
                words = sentences.outside_quotations(each.words)
                if len(found) == most:
                    return tuple(found)
                if not rules.tells_ahead(words) or rules.is_conditional(words) or rules.asks_ahead(words):
                    continue
                if sentences.refusal(each, near.touching(each)) or sentences.quotes_at_length(each.words):
                    continue
                own = _stems(each.words)
                if len(own & told_of) < _OF_THE_STORY * len(own):
                    continue
                if any(name not in printed for name in sentences.bare_surnames(each)):
                    continue
                if sentences.key(each.words) in self._printed or any(_alike(each.words, other) for other in told):
                    continue
                line = self._writer.sentence(version, each.start, each.end)
                if line is not None:
                    found.append(line)
                    told.append(each.words)
                    self._printed.add(sentences.key(each.words))
        return tuple(found)

    def _unread(self, story: StoryMaterial) -> ComputedLine | None:
        """The languages of the story of which no sentence is chosen, in words; None where there are none."""
        tags = sorted({version.language for version in story.versions if not sentences.can_cut(version)})
        return self._computed("unread", (("languages", tuple(tags)),))

    def _reports(self, story: StoryMaterial, form: Form) -> list[Group]:
        """The four counts, who was first, each outlet's own headline, copies under their original."""
        rows: list[Line] = []
        inputs = counts.inputs_of(story.versions, story.reports, self._outlets)
        rows += [line] if (line := self._computed("counts", inputs)) else []
        rows += self._first(story) if form == "lead" else []
        rows += [line] if (line := self._unread(story)) else []
        groups = [Group("counts", self._label("The reports") if form == "lead" else None, tuple(rows))]
        if form != "lead":
            return groups
        listed: list[Line] = []
        versions = {version.article_id: version for version in story.versions}
        members = [sorted(report.members, key=lambda each: self._place(each, versions)) for report in story.reports]
        for report in sorted(members, key=lambda each: self._place(each[0], versions)[1:]):
            for member in report:
                if member.article_id in versions:
                    relation = member.relation if member.relation in _RELATIONS else ""
                    listed.append(self._writer.report(versions[member.article_id], relation=relation))
        return [*groups, Group("reports", None, tuple(listed))]

    def _place(self, member: Membership, versions: Mapping[str, Version]) -> tuple[bool, str, str]:
        version = versions.get(member.article_id)
        return (
            member.relation != "original",
            ranking.reported_at(version).isoformat() if version else "",
            member.article_id,
        )

    def _first(self, story: StoryMaterial) -> list[Line]:
        """Who was first, where all reports are known to the minute and no two are as early."""
        news = [version for version in story.versions if version.kind not in _NEWS]
        times = sorted(
            (version.published.at, version.article_id, version)
            for version in news
            if version.published and version.published.precision == "minute"
        )
        if len(times) < max(2, len(news)) or times[0][0] == times[1][0]:
            return []
        first = times[0][2]
        name = self._outlets[first.outlet_id].in_text or self._outlets[first.outlet_id].name
        inputs = (
            ("article", (first.article_id,)),
            ("outlet", (name,)),
            ("published", (times[0][0].isoformat(),)),
            ("zone", (self._zone,)),
        )
        line = self._computed("first", inputs)
        return [line] if line else []


def _opening(version: Version) -> str:
    return f"{version.title}. {version.text.content[:700]}"


def _stems(words: str) -> set[str]:
    """The longer words by their beginnings."""
    return {word[:5] for word in re.findall(r"[^\W_]{4,}", words.lower())}


def _overlap(words: str, title: str) -> float:
    """The share of a title's longer words, by their beginnings, that a sentence has."""
    mine, theirs = _stems(words), _stems(title)
    return len(mine & theirs) / max(1, len(theirs))


def _alike(one: str, other: str, *, share: float = 0.45) -> bool:
    """Whether two sentences say so much alike that a reader would notice."""
    mine, theirs = (set(re.findall(r"[^\W_]{4,}", words.lower())) for words in (one, other))
    return len(mine & theirs) >= share * max(1, min(len(mine), len(theirs)))
