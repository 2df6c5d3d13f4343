"""Which encoding bytes are in that say nothing of it and are no UTF-8: told by the letters that come out.

Requirement: never another encoding for a Western text in windows-1252, and the right one for a few sentences of news.
Theory: in a script other than Latin letters beyond ASCII stand in rows; then the encoding under which the bytes are
likeliest, letter by letter of a language's own frequencies, is the right one, since another gives rare letters, signs
and capitals within words. In Latin script few letters are beyond ASCII; then an encoding is only taken where the
language that the words show writes all letters that come out, and windows-1252 gives some that it does not write.
Known failures: one or two words; two encodings that give the same letters are not told apart, and need not be.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from math import log, log2
from typing import NamedTuple

_SAMPLE = 6_000
_MOST_PROGRAMS = 500
_PROGRAM = re.compile(rb"<(script|style)\b", re.IGNORECASE)
_TAG = re.compile(rb"<[^<>]{0,2000}>")
_HIGH = re.compile(rb"[\x80-\xff]")
# Signs of windows-1252, not letters: they may end a row of letters in any language.
_SIGNS = b"\x80\x82\x83\x84\x85\x86\x87\x88\x89\x8b\x91\x92\x93\x94\x95\x96\x97\x98\x99\x9b" + bytes(
    code for code in range(0xA0, 0xC0) if code not in (0xAA, 0xB5, 0xBA)
)
_ROW = re.compile(rb"[\x80-\xff]+")
# Not within a word of ASCII letters, as the row in Finnish "Yöäänestys" is.
_ROW_ALONE = re.compile(rb"(?<![A-Za-z\x80-\xff])[\x80-\xff]+(?![A-Za-z\x80-\xff])")
_SHARE_IN_ROWS = 0.25

# The letters of each language, the most frequent first.
_LETTERS = {
    "ru": "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъё",
    "uk": "оаинвітеркслудмпязгьбчхцйюїєщжшфґ",
    "be": "аніеорстлвкядпмузыьўёбгчхцшйжэюф",
    "bg": "аоиетнрсвлкдпмзугяъбчцжхйшщфюь",
    "sr": "аиоенсртјудквмпљзгбшчцжњћхђфџ",
    "mk": "аоиетнрсвкдлпмујзгбчцшжфхњќѓџљѕ",
    "el": "αοιετσνηυρπκμλςωδγχθφάίόέήύβξώζψϊ",
    "he": "יוהלאתרבמשנדכקעפםחטגסזצןךףץ",
    "ar": "الينمورتبعدهفسكقحةجأىشطصخضذزثغإءظئآؤ",
    "fa": "اينردهمتوسبكلشزفگعخقجآپحچصطذضغظثژ",
    "th": "านรอก่เง้มยลวัดีทสิตะปบคไหจ์ืพุ็ำชขใูแโึผณธศถฟภซๆญฐษฎฉฝฤฮฆฬฏฌ",
}
_SIMPLIFIED = (
    "的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然家种事成方多"
    "经么去法学如都同现当没动面起看定天分还进好小部其些主样理心她本前开但因只从想实日军者意无力它与长把机十民第公此已工使情明性知"
    "全三又关点正业外将两高间由问很最重并物手应战向头文体政美相见被利什二等产或新己制身果加西斯月话合回特代内信表化老给世位次度门"
    "任常先海通教儿原东声提立及比员解水名真论处走义各入几口认条平系气题活尔更别打女变四神总何电数安少报才结反受目太量再感建务做接"
    "必场件计管期市直德资命山金指克许统区保至队形社便空决治展马科司五基眼书非则听白却界达光放强即像难且权思王象完设式色路记南品住"
)
_TRADITIONAL = (
    "的一是不了在人有我他這個們中來上大為和國地到以說時要就出會可也你對生能而子那得於著下自之年過發後作裡用道行所然家種事成方多"
    "經麼去法學如都同現當沒動面起看定天分還進好小部其些主樣理心她本前開但因只從想實日軍者意無力它與長把機十民第公此已工使情明性知"
    "全三又關點正業外將兩高間由問很最重並物手應戰向頭文體政美相見被利什二等產或新己制身果加西斯月話合回特代內信表化老給世位次度門"
    "任常先海通教兒原東聲提立及比員解水名真論處走義各入幾口認條平系氣題活爾更別打女變四神總何電數安少報才結反受目太量再感建務做接"
    "必場件計管期市直德資命山金指克許統區保至隊形社便空決治展馬科司五基眼書非則聽白卻界達光放強即像難且權思王象完設式色路記南品住"
)
_KANA = (
    "のいにはをたがでてとしるなれっさりらもかこまうよくおあけきどちそつせみめんだすやえわじろずへほばげねひべびふごむぎざぶゆぐづぬょゅゃ"
    "ンーイルスリトアラッドクレタフロシマジムコャョニカサテオパキメツデグセプハナブチバミィソモウェエノュズポホダボワケガベゲネヘヤビヨピゴ"
)
_JAPANESE = "日年一国人大会中本月者時行事見出上発分政生地十前同新合社方市部県長学間東高議員場民立手表内定対力業自連関相経法目京化三明保米"
_SYLLABLES = (
    "이다의는에을가고하지한로은기사를도대인서리시정그해자어있부수과일아전나라장주보원스제으와여만성비구조국상공동들선관면안연경게소무문였것했"
    "적유신위세중모개발미용된내때되방회교우회말행산화요저드진물계남분년차법체당양치달월간업트실민할단반통습니"
)
_PUNCTUATION = "、。，．！？：；「」『』（）・　…“”‘’–—«»„•·№©®°\xa0\xad"

_FLOOR, _FOREIGN, _ODD, _CONTROL, _BROKEN = -13.5, -14.0, -12.0, -18.0, -40.0
_SIGN, _ASCII, _TURN = -7.0, -5.0, -9.0
# Bits for each byte beyond ASCII that a right reading stays above.
_LEAST = -8.0


class _Model(NamedTuple):
    """How likely characters are, in bits; what is not listed but in `script` has `floor`."""

    bits: dict[str, float]
    script: re.Pattern[str]
    floor: float
    has_case: bool = False


def guess(body: bytes) -> str:
    """Python's name of the encoding, or "" where there is no reason to take another than windows-1252."""
    sample = _sample(body)
    high = len(_HIGH.findall(sample))
    if not high:
        return ""
    if _in_rows(_ROW_ALONE, sample) >= _SHARE_IN_ROWS * high:
        found = _other_script(sample, high, _ENCODINGS)
        return "" if found == "utf-8" else found
    if _in_rows(_ROW, sample) >= _SHARE_IN_ROWS * high:
        common = [name for name in _HALF_ASCII if _is_common(sample.decode(name, "replace"), _ENCODINGS[name])]
        if found := _other_script(sample, high, common):
            return found
    return _latin(sample)


def _in_rows(pattern: re.Pattern[bytes], sample: bytes) -> int:
    """How many letters beyond ASCII stand in rows of three and more."""
    return sum(len(row) for found in pattern.findall(sample) if len(row := found.strip(_SIGNS)) > 2)


def _sample(body: bytes) -> bytes:
    """The words around what is beyond ASCII, without markup."""
    first = _HIGH.search(body)
    if first is None:
        return b""
    start = max(0, first.start() - 2_000)
    text = _TAG.sub(b"\n", _without_programs(body[start : start + 400_000]))
    lines = [line for line in text.splitlines() if _HIGH.search(line)]
    return b"\n".join(lines)[:_SAMPLE]


def _without_programs(markup: bytes) -> bytes:
    """The markup without scripts and styles; one that never ends takes the rest with it."""
    pieces, at, small = [], 0, markup.lower()
    while opening := _PROGRAM.search(markup, at):
        pieces.append(markup[at : opening.start()])
        end = small.find(b"</" + opening.group(1).lower(), opening.end()) if len(pieces) < _MOST_PROGRAMS else -1
        if end < 0:
            return b"".join(pieces)
        at = end
    return b"".join([*pieces, markup[at:]])


# Scripts other than Latin

_ENCODINGS = {
    "cp1251": ("ru", "uk", "be", "bg", "sr", "mk"),
    "koi8-r": ("ru", "bg"),
    "koi8-u": ("uk", "be"),
    "iso8859-5": ("ru", "uk", "bg", "sr", "mk"),
    "cp866": ("ru", "be"),
    "cp1253": ("el",),
    "iso8859-7": ("el",),
    "cp1255": ("he",),
    "cp1256": ("ar", "fa"),
    "iso8859-6": ("ar",),
    "cp874": ("th",),
    "gb18030": ("zh-hans",),
    "big5hkscs": ("zh-hant",),
    "cp932": ("ja",),
    "euc-jp": ("ja",),
    "cp949": ("ko",),
    # With a stray byte in it, which is no reason to take it for something else.
    "utf-8": (*_LETTERS, "zh-hans", "zh-hant", "ja", "ko"),
}


# The second half of a character may be ASCII here.
_HALF_ASCII = ("cp932", "big5hkscs", "gb18030")
# Of its characters so many must be common ones then; any bytes give rare ones.
_COMMON = 0.3


def _other_script(sample: bytes, high: int, encodings: Iterable[str]) -> str:
    best, chosen = _LEAST, ""
    plain = len(sample) - high
    for name in encodings:
        languages = _ENCODINGS[name]
        text = sample.decode(name, "replace")
        # What is ASCII for one encoding is the second half of characters for another.
        taken = (plain - sum(map(str.isascii, text))) * _ASCII
        found = (max(_likelihood(text, _model(language)) for language in languages) - taken) / high
        if found > best:
            best, chosen = found, name
    return chosen


def _is_common(text: str, languages: tuple[str, ...]) -> bool:
    model = _model(languages[0])
    beyond = [char for char in text if not char.isascii() and char not in _PUNCTUATION]
    common = sum(char in model.bits for char in beyond)
    return common >= max(2, _COMMON * len(beyond))


def _likelihood(text: str, model: _Model) -> float:
    """The bits of what is beyond ASCII in the text under the model."""
    total, before = 0.0, ""
    for char in text:
        if char.isascii():
            before = ""
            continue
        if model.has_case:
            lowered = char.lower()
            if lowered != char and before.islower():
                total += _TURN
            before, char = char, lowered
        total += model.bits.get(char) or _unlisted(char, model)
    return total


def _unlisted(char: str, model: _Model) -> float:
    if char == "\ufffd":
        return _BROKEN
    if "\x80" <= char < "\xa0" or "\ue000" <= char <= "\uf8ff":
        return _CONTROL
    if model.script.match(char):
        return model.floor
    return _FOREIGN if char.isalpha() else _ODD


@cache
def _model(language: str) -> _Model:
    if language == "ja":
        bits = _ranked(_KANA, 0.62) | _ranked(_JAPANESE, 0.13)
        return _Model(bits | _signs(), re.compile("[\u3041-\u30ff\u4e00-\u9fff々]"), log2(0.2 / 2_500))
    if language == "ko":
        return _Model(_ranked(_SYLLABLES, 0.7) | _signs(), re.compile("[가-힣]"), log2(0.25 / 2_000))
    if language.startswith("zh"):
        common = _SIMPLIFIED if language == "zh-hans" else _TRADITIONAL
        return _Model(_ranked(common, 0.6) | _signs(), re.compile("[\u4e00-\u9fff]"), log2(0.35 / 4_000))
    letters = _LETTERS[language]
    script = re.compile(f"[{letters}]")
    return _Model(_ranked(letters, 1.0) | _signs(), script, _FLOOR, has_case=letters != letters.upper())


def _ranked(letters: str, mass: float) -> dict[str, float]:
    """Frequencies by rank, as letters of natural languages have them: ln((n + 1) / rank) / n."""
    count = len(letters)
    return {letter: log2(mass * log((count + 1) / rank) / count) for rank, letter in enumerate(letters, 1)}


def _signs() -> dict[str, float]:
    return dict.fromkeys(_PUNCTUATION, _SIGN)


# Latin script

_ALPHABETS = {
    "pl": "ąćęłńóśźż", "cs": "áčďéěíňóřšťúůýž", "sk": "áäčďéíĺľňóôŕšťúýž", "hu": "áéíóöőúüű", "sl": "čšž",
    "hr": "čćđšž", "bs": "čćđšž", "sr": "čćđšž", "ro": "ăâîşţșț", "tr": "çğıöşüâîûi̇İ", "az": "çəğıöşü",
    "lt": "ąčęėįšųūž", "lv": "āčēģīķļņšūž",
}  # fmt: skip
_WESTERN = (
    "äöüß", "àâæçéèêëîïôœùûüÿ", "áéíñóúüªº", "àèéìíîòóùú", "àáâãçéêíóôõúüªº", "áéëïóöüèêç", "åäöéà", "æøåéóòèêôäö", "áðéíóúýþæö",
    "àçèéíïòóúü",
)  # fmt: skip
_CENTRAL = ("pl", "cs", "sk", "hu", "sl", "hr", "bs", "sr", "ro")
_LATIN = {"cp1250": _CENTRAL, "iso8859-2": _CENTRAL, "cp1254": ("tr", "az"), "cp1257": ("lt", "lv")}
# What is written in one of these reads much like the others.
_SOUTH_SLAVIC = frozenset(("sl", "hr", "bs", "sr"))
_FITS, _SURE, _SURE_OF_GROUP = 0.95, 0.8, 0.3
# In so few words letters that a Western language writes are its own, whatever the words look like.
_SHORT = 40


def _latin(sample: bytes) -> str:
    from broadsheet.text.language import detect

    most, chosen = 0, ""
    beyond = {char.lower() for char in sample.decode("cp1252", "replace") if not char.isascii() and char.isalnum()}
    if len(sample) < _SHORT and any(beyond <= set(letters) for letters in _WESTERN):
        return ""
    for name, languages in _LATIN.items():
        text = sample.decode(name, "replace")
        language, sure = detect(text)
        if language not in languages or sure < (_SURE_OF_GROUP if language in _SOUTH_SLAVIC else _SURE):
            continue
        fitting, count = _fitting(text, language)
        # Written in windows-1252 those words would have letters that their language lacks.
        western, count_western = _fitting(sample.decode("cp1252", "replace"), language)
        if fitting >= _FITS * count and western < _FITS * count_western and fitting > max(most, western):
            most, chosen = fitting, name
    return chosen


def _fitting(text: str, language: str) -> tuple[int, int]:
    """Of what is beyond ASCII and no common sign, how many the language writes, and how many there are."""
    beyond = [char.lower() for char in text if not char.isascii() and char not in _PUNCTUATION + "\u201a\u2039\u203a"]
    return sum(char in _ALPHABETS[language] for char in beyond), len(beyond)
