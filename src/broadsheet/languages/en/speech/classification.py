"""How a report is made: its class, whether it is denied or conditional, and which outlet is credited.

Requirement: "denied", "if" and "did not" are never lost. Theory: the cue's own words and the word before its subject
tell. Known failures: irony, and denial by context.
"""

from __future__ import annotations

import re
from functools import lru_cache

from broadsheet.languages.agencies import agencies_in
from broadsheet.languages.en.grammar.lexicon import PERCEPTION, PLAN, THOUGHT
from broadsheet.model import Polarity, StatementClass

_NEGATED = re.compile(
    r"n[’']t\b|\b(?:not|never|nor|nobody|denie[sd]|deny|denying|declin\w+|refus\w+|rejects?|rejected|rejecting|disput\w+|"
    r"refut\w+|rebut\w*|disavow\w*|repudiat\w*|retract\w*|stopped short|without)\b",
    re.IGNORECASE,
)
_NOBODY = re.compile(r"(?:no(?: one|body)?|neither|none|few)\b", re.IGNORECASE)
_CONDITIONAL = re.compile(r"\b(?:would|could|might|may|should)\b|[’']d\b", re.IGNORECASE)
_HEARSAY = re.compile(r"\b(?:reportedly|allegedly|purportedly|supposedly|apparently|(?:is|are|was|were) (?:said|reported|alleged|thought|believed|understood) to)\b", re.IGNORECASE)  # fmt: skip
_IF = re.compile(r"\b(?:if|whether|unless|whenever)\s+$", re.IGNORECASE)
_DOCUMENT = re.compile(
    r"\b(?:report|poll|survey|study|letter|statement|document|documents|lawsuit|complaint|filing|filings|memo|memorandum|email|"
    r"emails|e-mail|tweet|post|book|article|editorial|headline|sign|placard|transcript|recording|video|audio|website|site|"
    r"ruling|opinion|bill|resolution|plan|analysis|review|audit|law|constitution|order|paper|release|note|message|banner|ad|"
    r"advertisement|data|figures|statistics|records|results|indictment|affidavit|diary|memoir|manifesto|treaty|draft|text|"
    r"guidelines|rules|programme|notice|petition|census|map|photo|photograph|image|footage|surveys|polls|studies|reports|letters)$",
    re.IGNORECASE,
)
_LONGEST = 16  # letters; "advertisement" has thirteen
_OUTLET_WORDS = re.compile(
    r"\b(?:Times|Post|Journal|News|Herald|Tribune|Guardian|Gazette|Chronicle|Radio|TV|Television|Broadcasting|Press|Daily|Observer|"
    r"Mirror|Mail|Telegraph|Independent|Standard|Star|Sun|Globe|Examiner|Inquirer|Courier|Courier-Journal|Bulletin|Magazine|"
    r"Weekly|Today|Sentinel|Dispatch|Register|Ledger|Mercury|Echo|Zeitung|Monde|Figaro|País|Spiegel|Repubblica)\b|\w+news\b|"
    r"\b(?:BBC|CNN|NBC|MSNBC|CNBC|ABC|CBS|NPR|PBS|ITV|CBC|RTÉ|ZDF|ARD|NHK|RT|Sky|Fox|Reuters|Bloomberg|Politico|POLITICO|Axios|"
    r"Presse|BuzzFeed|Breitbart|HuffPost|HuffPollster|Vox|Slate|Economist|Newsweek|Time|Atlantic|Yorker|Wired|Forbes|Al Jazeera|Deutsche Welle)\b"
)  # fmt: skip
_HEAD_ENDS = re.compile(r"[,(]| (?:of|from|by|in|on|for|about|to|released|published|that|which) ")
_NAME_ENDS = re.compile(r",| \(| (?:on|in|during|at|last|this|for|when|after|before) ")
_NAMED = re.compile(
    r"(?:the |The )?((?:[^\W\d_a-z][\w’'&.-]*)(?: (?:of |de |du |la |le )?[^\W\d_a-z][\w’'&.-]*){0,5})$"
)
_NO_OUTLET = re.compile(
    r"\b(?:reporters?|journalists?|anchor|host|correspondent|editor|presenter|court|party|conference|secretary)\b",
    re.IGNORECASE,
)


def polarity(before: str, source: str, cue: str) -> Polarity:
    """`before` are the words of the sentence in front of source and cue."""
    if _NEGATED.search(cue) or _NOBODY.match(source):
        return "negated"
    if _CONDITIONAL.search(cue) or _HEARSAY.search(cue) or _IF.search(before, _tail(before)):
        return "conditional"
    return "affirmed"


def klass(lemma: str, source: str, cue: str) -> StatementClass:
    """By cue and source: what a paper says is a document's, however it says it."""
    head = _HEAD_ENDS.split(source, maxsplit=1)[0].strip()
    thing = _is_document(head) or _is_document(source)
    if thing or (" " in cue and _is_document(cue.removesuffix(":").strip())):
        return "document"
    if lemma in PLAN:
        return "plan"
    if lemma in THOUGHT:
        return "thought"
    return "perception" if lemma in PERCEPTION else "speech"


def _is_document(phrase: str) -> bool:
    """Whether the phrase ends with the name of a document."""
    return _DOCUMENT.search(phrase, _tail(phrase)) is not None


def _tail(phrase: str) -> int:
    """Where the last word of a phrase may begin: what ends with one of ours need not be searched from its head on."""
    return max(0, len(phrase.rstrip()) - _LONGEST)


@lru_cache(maxsize=2_000)
def outlet(phrase: str) -> str:
    """The news outlet that a phrase names, without its article; "" where it names none."""
    phrase = _NAME_ENDS.split(phrase.strip(), maxsplit=1)[0].rstrip(" .’'")
    match = _NAMED.fullmatch(phrase) or _NAMED.search(phrase)
    if match is None or _NO_OUTLET.search(phrase):
        return ""
    name = re.split(r"[’']s\b", match.group(1), maxsplit=1)[0]  # "Radio Vessany's Tamsin Ejora"
    return name if _OUTLET_WORDS.search(name) or (" " not in name and agencies_in(name)) else ""
