"""What a folder of a language may hold: a file a subject, and the keys of each, with what they mean.

A file is TOML, and every key of it stands here: one that does not is an error. A word is written as a reader sees it;
a pattern is a regular expression, matched without regard to case unless its key says otherwise.
"""

from __future__ import annotations

import msgspec

GeneralWords = tuple[str, ...]
Patterns = tuple[str, ...]


class Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One file of a language."""


class About(Table, frozen=True):
    """about.toml: the language itself."""

    name: str = ""  # in English


class Calendar(Table, frozen=True):
    """calendar.toml: how dates are written."""

    months: tuple[GeneralWords, ...] = ()  # twelve, from January: whole and short forms, as in a date and alone
    weekdays: tuple[GeneralWords, ...] = ()  # seven, from Monday
    stems: tuple[GeneralWords, ...] = ()  # twelve: how months begin that stand beside a year of the Buddha
    solar_months: tuple[GeneralWords, ...] = ()  # twelve of the Persian calendar
    relative_days: Patterns = ()  # words for today and the days beside it, which mean nothing on another day
    declines: bool = False  # names of months take endings that the table lacks
    am_before: Patterns = ()  # halves of the day before a clock and behind it, as they are spelled
    pm_before: Patterns = ()
    am_behind: Patterns = ()
    pm_behind: Patterns = ()
    clock: Patterns = ()  # words beside a clock that name no day
    stamps: Patterns = ()  # labels before a date: "updated"
    changed: Patterns = ()  # in a label before a date: that a text was changed then; and that it was published
    published: Patterns = ()
    ordinals: GeneralWords = ()  # what stands close behind the number of a day: "3rd"
    day_links: Patterns = ()  # between a day and its month: "3 de mayo"
    oclock: GeneralWords = ()  # behind a clock, before its zone
    month_before: GeneralWords = ()  # before the number of a month, where months are numbered
    year_before: GeneralWords = ()  # before the year behind it
    month_behind: GeneralWords = ()  # behind the name of a month of the Persian calendar
    era_before: Patterns = ()  # before a year of the Buddha
    eras: dict[str, int] = {}  # before a year counted from an era: the last year of our calendar before it
    zones: dict[str, int] = {}  # names of time zones in this language: minutes east of UTC
    zones_here: dict[
        str, int
    ] = {}  # names that several countries have, and which of the zones a text in this language means


class Bylines(Table, frozen=True):
    """bylines.toml: how an author is named, and what stands there and is none."""

    works: Patterns = ()  # a noun or a verb before the word that leads to the name: "story" of "story by"
    leads: Patterns = ()  # the word that leads to a name: "by"
    leads_too: GeneralWords = ()  # those of them that are given names in other languages
    alone: Patterns = ()  # what leads to a name by itself
    others: Patterns = ()  # labels before those who did not write: photographers, editors, sources
    pictures: Patterns = ()  # those of them that name photographers
    joiners: Patterns = ()  # what stands between two names: "and"
    signed: Patterns = ()  # how a line opens that signs a text; capitals count
    signed_lines: Patterns = ()  # how a short line opens that is no more than a signature; capitals count
    labels: Patterns = ()  # what stands alone before the author's name
    sources: Patterns = ()  # what stands before the agency from which a text comes
    sections: Patterns = ()  # sections and buttons of a page, which stand beside stamps as names do
    jobs: GeneralWords = ()  # small letters: jobs, desks, outlets and the page's own words, none of which is a name
    desks: GeneralWords = ()  # desks beside which no person stands
    given_names: GeneralWords = ()  # small letters
    no_given_names: GeneralWords = ()  # words that begin lines of three words and no names
    family_names: GeneralWords = ()  # those of the jobs that are family names as well
    joined_names: GeneralWords = ()  # names that begin with a letter that is also "and"
    lead_adjectives: GeneralWords = ()  # before a noun of `works`: "guest post by"
    leads_with_dash: Patterns = ()  # leads behind which a dash may stand
    loud_joiners: GeneralWords = ()  # "and" in capitals, between names in small letters
    capital_joiners: GeneralWords = ()  # "and" in a line that is all capitals
    name_joiners: GeneralWords = ()  # "and" that also stands within a family name: "Ortega y Gasset"
    list_joiners: GeneralWords = ()  # "and" behind such a name, with which the list goes on
    particles: GeneralWords = ()  # small letters: parts of names that begin without a capital
    honorifics: GeneralWords = ()  # forms of address; a doctor's title is part of how an outlet writes a name
    job_endings: Patterns = ()  # how words end that are jobs
    outlet_words: GeneralWords = ()  # those of the jobs that are parts of the names of outlets
    outlet_family_names: GeneralWords = ()  # those of them that are family names behind a known given name
    places: GeneralWords = ()  # cities of several words, which stand behind a name and a comma
    place_words: GeneralWords = ()  # before the place, or the outlet, behind a name: "in", "for"
    agency_words: GeneralWords = ()  # before "Agency" behind a name
    origin_words: GeneralWords = ()  # small letters: before an acronym, which then is where a text comes from
    origin_leads: GeneralWords = ()  # before the name of an agency, written with a capital
    more_verbs: GeneralWords = ()  # how a link behind a name begins: "More", and what follows it: "by"
    more_of: GeneralWords = ()
    titles_before: Patterns = ()  # in scripts without spaces: jobs before a name, with a mark between
    titles_close_before: Patterns = ()  # those that may stand close to it
    titles_slashed: Patterns = ()  # those that a slash parts from it at the start of a line
    titles_behind: Patterns = ()  # jobs behind a name, close to it
    roles_before: Patterns = ()  # roles that a bar or a space alone parts from a name
    reporters_behind: Patterns = ()  # the job behind a row of names that spaces part
    filed_behind: Patterns = ()  # "reports", behind a name and a place
    no_names: Patterns = ()  # what stands in no name: desks, departments, agencies


class Agencies(Table, frozen=True):
    """agencies.toml: news agencies at home where the language is spoken, and the names of others in its script."""

    names: dict[
        str, GeneralWords
    ] = {}  # by the one name: the ways to write it; four letters or fewer count as they stand
    in_brackets: GeneralWords = ()  # those of the ways that stand in the brackets of a dateline, alone or behind a place
    filed: GeneralWords = ()  # those that stand before a place and a date


class QuotationMarks(Table, frozen=True):
    """quotations.toml: the marks between which words stand as somebody said them."""

    pairs: GeneralWords = ()  # each two letters: the mark that opens and the one that closes


class Digest(Table, frozen=True):
    """digest.toml: words by which sentences are chosen; all in small letters."""

    stop: GeneralWords = ()  # words that say nothing by themselves
    deeds: GeneralWords = ()  # verbs that say that something was done
    colour: GeneralWords = ()  # words that colour and that a summary leaves out
    offices: GeneralWords = ()  # what stands before and behind names of those who hold office


class BoilerplateWords(Table, frozen=True):
    """boilerplate.toml: how lines begin that are no part of an article. `{channel}` in a pattern stands for any channel."""

    pointers: Patterns = ()  # to another article; short lines only, and no sentences
    channels: Patterns = ()  # by which outlets want to be followed
    appeals: Patterns = ()  # that ask for a subscription, a follow, a tip, a donation, a click
    mailings: Patterns = ()  # anywhere in a line: a newsletter is offered to the reader
    labels: Patterns = ()  # whole lines: advertisements and parts of the page
    credits: Patterns = ()  # credits, rights, disclaimers
    stamps: Patterns = ()  # time and place of publication, a line by themselves
    ends: Patterns = ()  # whole lines: headings after which a page has nothing more of the article
    bios: Patterns = ()  # anywhere in a line at the end of a text: about the author
    pictures: Patterns = ()  # before the name of a photographer
    picture_leads: Patterns = ()  # between both: "photo by"
    notes: Patterns = ()  # notes of a correction or a change, which are part of the article


class Offers(Table, frozen=True):
    """offers.toml: how a page asks to pay, to subscribe or to log in; but for the last two at the start of a sentence."""

    read_on: Patterns = ()  # to read the rest
    subscribe: Patterns = ()  # to subscribe, buy or try
    log_in: Patterns = ()  # for those who pay already
    cancel: Patterns = ()  # anywhere: without obligation
    walls: Patterns = ()  # anywhere: the rest is kept for those who pay or register
    currencies: Patterns = ()  # words and short forms behind an amount
    currencies_unspaced: Patterns = ()  # those in scripts in which a word need not end there
    price_leads: Patterns = ()  # before the period of a price: "a" of "5 crowns a week"
    price_periods: Patterns = ()  # for what a price is asked
    price_adverbs: Patterns = ()  # lead and period in one word: "weekly"


class Walls(Table, frozen=True):
    """walls.toml: what walls of cookies, scripts, robots and passwords speak of; anywhere in a sentence."""

    cookie: Patterns = ()
    device: Patterns = ()
    partner: Patterns = ()
    data: Patterns = ()
    adverts: Patterns = ()
    choice: Patterns = ()
    privacy: Patterns = ()
    script: Patterns = ()
    browser: Patterns = ()
    robot: Patterns = ()
    enable: Patterns = ()
    site: Patterns = ()  # the site that speaks, and the page that it speaks on
    you: Patterns = ()  # who is spoken to, and how one asks
    login: Patterns = ()
    without_adverts: Patterns = ()  # what is offered to those who pay: a page without adverts
    pressed: Patterns = ()  # at the start of a button: accept and go on
    region: Patterns = ()  # the reader's country, and its law
    denied: Patterns = ()  # that something cannot be had
    here: Patterns = ()  # this page and its reader


class PageWords(Table, frozen=True):
    """pages.toml: pages that are no article. Of the first four a pattern is a whole title or first line."""

    missing: Patterns = ()  # there is no such page
    broken: Patterns = ()  # the site fails
    blocked: Patterns = ()  # robots are kept out
    login: Patterns = ()  # the reader is asked who it is
    consent: Patterns = ()  # anywhere: cookies are asked for
    enable_script: Patterns = ()  # before "JavaScript": switch it on
    script_is: Patterns = ()  # behind it: is off
    disclaimers: Patterns = ()  # anywhere: opinions are the author's own


class Kinds(Table, frozen=True):
    """kinds.toml: how outlets call what is no news: by kind (opinion, analysis, interview, live …), in small letters."""

    names: dict[str, GeneralWords] = {}  # both as a label and as a section; a hyphen stands for a space
    sections: dict[str, GeneralWords] = {}  # of sections and of addresses, whole
    labels: dict[str, GeneralWords] = {}  # beside a headline
    heads: dict[str, Patterns] = {}  # how a headline begins, before a colon, a bar or a dash
    tails: dict[str, Patterns] = {}  # how it ends, behind one
    phrases: dict[str, Patterns] = {}  # anywhere in a headline
    slug_heads: dict[str, GeneralWords] = {}  # the first word of an address
    slug_tails: dict[str, GeneralWords] = {}  # its last word
    slug_news: dict[
        str, GeneralWords
    ] = {}  # what follows such a first word where the report is about one: "opinion-polls"
    outlets: Patterns = ()  # how the name of an outlet ends that prints nothing but opinion
    editorials: Patterns = ()  # those of them that are no such name behind a word of `publishers`
    publishers: GeneralWords = ()  # what makes it that of a publisher: "Grupo Editorial"


class PeopleWords(Table, frozen=True):
    """people.toml: words beside the names of those who speak, in small letters."""

    roles: GeneralWords = ()
    ambiguous_roles: GeneralWords = ()  # those that are names as well
    courtesy: GeneralWords = ()  # forms of address
    male: GeneralWords = ()  # words that say "he" of their bearer
    female: GeneralWords = ()
    bodies: GeneralWords = ()  # words of the names of organisations
    before_names: GeneralWords = ()  # words with a capital letter before and behind names that are no part of one
    behind_names: GeneralWords = ()
    he: GeneralWords = ()  # given names
    she: GeneralWords = ()


class SentenceWords(Table, frozen=True):
    """sentences.toml: what a sentence has that hangs on the one before it; capitals count."""

    openings: Patterns = ()  # how it begins, up to the end of a word
    openings_named: Patterns = ()  # those beginnings that say by themselves whom they mean


class Headlines(Table, frozen=True):
    """headlines.toml: what a headline is weighed by."""

    bait: Patterns = ()  # labels, questions and lures: such a headline leads no story
    loud: GeneralWords = ()  # words that a quieter headline does without
    stop: GeneralWords = ()  # small letters: words that several headlines may share without telling the same
    numbers: GeneralWords = ()  # the words for numbers, in order, from nought


class StoryWords(Table, frozen=True):
    """stories.toml: by which words reports of one event are told."""

    stop: GeneralWords = ()  # words that tell no event from another, in small letters


FILES: dict[str, type[Table]] = {
    "about": About,
    "agencies": Agencies,
    "boilerplate": BoilerplateWords,
    "bylines": Bylines,
    "calendar": Calendar,
    "digest": Digest,
    "headlines": Headlines,
    "kinds": Kinds,
    "offers": Offers,
    "pages": PageWords,
    "people": PeopleWords,
    "sentences": SentenceWords,
    "quotations": QuotationMarks,
    "stories": StoryWords,
    "walls": Walls,
}
