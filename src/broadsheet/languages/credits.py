"""A byline taken apart: its people without "By", titles and outlets; the agencies for themselves."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from broadsheet.languages.en import datelines
from broadsheet.languages.loading import all_of, any_of, code_of, codes, once, table
from broadsheet.languages.tables import Bylines
from broadsheet.text.textblocks import clean

# Canonical name: the ways in which bylines and feeds write it. Short ones count only in this very case.
_AGENCIES = """
AAP|Australian Associated Press
Adnkronos
Agência Brasil
AFP|afp|Agence France-Presse|Agence France Presse|法新社|AFP通信|АФП|أ ف ب|فرانس برس
Agerpres|AGERPRES
AGI
ANA-MPA|ΑΠΕ-ΜΠΕ
Anadolu|Anadolu Agency|Anadolu Ajansı|AA
ANI|Asian News International
ANP
ANSA|Ansa
Antara|ANTARA
AP|Associated Press|The Associated Press|AP News|美联社|美聯社|АР|أسوشيتد برس
APA|Austria Presse Agentur
ATS|Keystone-ATS
Belga|BELGA
Bernama|BERNAMA
BNS
BSS|বাসস
BTA|БТА
CNA|中央社
CNS|中新网|中新社|中国新闻网
ČTK|CTK
DHA|Demirören Haber Ajansı
dpa|DPA|Deutsche Presse-Agentur|Deutsche Presse Agentur|dpa-infocom
EFE|Agencia EFE
ELTA
Estadão Conteúdo
epd|Evangelischer Pressedienst
Europa Press
Folhapress
FoNet
HINA|Hina
IANS
İHA|İhlas Haber Ajansı
Interfax|Интерфакс
IRNA|ایرنا
ISNA|ایسنا
Jiji|時事|時事通信|時事通信社
Keystone-SDA|SDA|sda|SDA-Keystone|Keystone
KNA|Katholische Nachrichten-Agentur
Kyodo|Kyodo News|共同|共同通信|共同通信社
LaPresse
LETA
Lusa|LUSA|Agência Lusa
MTI
NAN|News Agency of Nigeria
Nampa|NAMPA|Namibian Press Agency
News1|뉴스1
Newsis|뉴시스
NTB
PA|PA Media|Press Association|PA News Agency
PAP
PTI|Press Trust of India|भाषा
Reuters|REUTERS|רויטרס|Thomson Reuters|ロイター|ロイター通信|路透社|路透|Рейтер|رويترز|로이터
RIA Novosti|РИА Новости
Ritzau|/ritzau/
SID|sid|Sport-Informations-Dienst
STT
Tanjug|Танјуг
TASR
TASS|ITAR-TASS|ТАСС
The Canadian Press|Canadian Press
Télam
TT|TT Nyhetsbyrån
TTXVN
Ukrinform|Укрінформ
UNB
UNIAN|УНИАН|УНІАН
UPI|United Press International
Xinhua|新华社|新華社|新华网
Yonhap|연합뉴스
"""
_AGENCY_OF = {form: line.split("|")[0] for line in _AGENCIES.split("\n") if line for form in line.split("|")}
_AGENCY_OF_FOLDED = {form.casefold(): name for form, name in _AGENCY_OF.items() if len(form) > 4}
_AGENCY = re.compile(
    r"(?<![\w&])(?:" + "|".join(re.escape(form) for form in sorted(_AGENCY_OF, key=len, reverse=True)) + r")(?![\w&])"
)

# A label before a colon: these name others than the author; every other one is taken to name the author.
_WORD = r"[^\W\d][^\s\d:：,;|/()（）]*"
_LABEL = re.compile(
    rf"(?:^|(?<=[|;,•·(（\[【〔])|(?<=[|;,•·]\s))({_WORD}(?: {_WORD}){{0,2}})\s*[:：＝]\s*|(?<=\s)({_WORD})\s*[:：]\s*|^(文|取材|撰文)\s*[/／]\s*"
)
# Chinese, Japanese and Korean titles, set before or behind a name without a space.
_EAST_LEAD = re.compile(
    r"^(?:[【〔［\[(（「]\s*)?(?:[\u3400-\u9fff]{0,6}?(?:记者|記者|特派員|特派员|通讯员|通訊員|编委|主笔|撰稿人?)|文|取材・文|取材|撰文|作者|執筆|聞き手|語り|編集委員|論説委員|"
    r"客員論説委員|[\u3040-\u30ff\u3400-\u9fff]{2,8}特派員|기자명?|글쓴이|글\s*[·/]\s*사진|글|[\u30a0-\u30ff\u3400-\u9fff]{0,8}(?:ジャーナリスト|ライター|評論家|アナリスト)|編譯|编译|綜合)\s*[=＝:：/／・\s]\s*|"
    r"^(?:[【〔［\[(（]\s*)?[\u3400-\u9fff]{0,6}(?:记者|記者|編譯|编译)(?=[\u3400-\u9fff]{2,})|"
    r"^[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]{2,8}[=＝](?=[\u3400-\u9fff\uac00-\ud7af])|^\[[^\]]{1,20}[=＝][^\]]{1,20}\]\s*"
)
_EAST_TAIL = re.compile(
    r"\s*(?:記者|记者|特派員|支局長|総局長|編集委員|論説委員|編集長|解説委員|特約記者|기자|특파원|논설위원|통신원|선임기자|인턴기자|專記者|專門記者|さん|氏|報導|报道|[】〕\]）)」]).*$"
)
# "陳海生台北報導": a name of two or three, and a place.
_EAST_PLACED = re.compile(
    r"^([\u3400-\u9fff]{2,3})[\u3400-\u9fff]{2,3}(?:\d{1,2}日電|\d{1,2}日电|報導|报道|綜合報導|综合报道)$|^([\u3400-\u9fff]{3})(?:報導|报道)$"
)
# "Jane Roe in Berlin", "Jane Roe for The Mill", "(Berlin)", "Jane Roe at Westminster".
_PLACE_TAIL = re.compile(
    r"\s+(?:da|do|de|of|von der)\s+Ag[eê]nc(?:ia|e|y)\b.*$|\s*[(\[（【][^)\]）】]*[)\]）】]|\s+(?:in|aus|from|at|à|a|en|i|fra|från|für|for|per|pour|bei|beim|nach|till|to|w|z|v|u|в|из|из|στο|στη|στην|من|في)\s+\w.*$"
)
# Joiners that stand out by their capitals; and those that also stand within a family name: "Ortega y Gasset".
_LOUD = re.compile(r"\s+(?:AND|UND|OCH|OG)\s+")
_COMPOUND = re.compile(
    r"(?<=[^\W\d_]) (y|i|e) (?=[^\W\d_]+\s*(?:$|[,;|/&]|\s(?:y|e|i|and|und|et|og|och|en|ja|con|with)\s))"
)
_TIE = "\ue000"
# Words of jobs and outlets that are family names as well: behind a given name they are one.
_FAMILY_NAMES_OF_OUTLETS = frozenset({"post", "press"})
_SPLIT_CAPITALS = re.compile(r"\s+(?:AND|UND|ET|OG|OCH|EN|JA|VE|DAN|ÉS|ȘI|ΚΑΙ|И|ТА|Y)\s+")
# What stands before a dash; and a dash before an agency, which may stand close.
_DASH = re.compile(r"\s+[–—―-]+\s+|[–—](?=[A-ZÅÄÖ]{2,6}\b)")
# Roles that Chinese pages set before a name by a bar or a space alone.
_EAST_ROLE = re.compile(
    r"(?<!\w)(文|作者|记者|記者|撰文|采写|编辑|編輯|责编|責編|校对|校對|审核|审校|摄影|攝影|编审|监制|监审|统筹|图)(?:\s*[|｜丨]\s*|(?<![文图])\s+)(?=[\u3400-\u9fff])"
)
_ARAB_LEAD = re.compile(r"^(كتبت?|بقلم|إعداد)\s*[-–]\s*")
_VIETNAMESE = re.compile("[\u1ea0-\u1ef9đơưĐƠƯ]")
_KOREANS = re.compile("((?:[가-힣]{3} )+[가-힣]{3}) (?:기자|특파원|인턴기자)")
# Cities of several words, which stand behind a name and a comma.
_PLACES = frozenset(
    name.casefold()
    for name in (
        "New Delhi,Cape Town,Dar es Salaam,Kuala Lumpur,Hong Kong,New York,São Paulo,Rio de Janeiro,Buenos Aires,Mexico City,Ciudad de México,"
        "Addis Ababa,Port Harcourt,Tel Aviv,Los Angeles,San Francisco,San José,San Juan,Abu Dhabi,Phnom Penh,Quezon City,Hà Nội,TP HCM,"
        "Port Elizabeth,Santiago de Chile,Belo Horizonte,Porto Alegre,La Paz,Den Haag,The Hague,La Chaux-de-Fonds,St. Gallen,Banská Bystrica,"
        "Hradec Králové,Novi Sad,Banja Luka,Нови Сад,नई दिल्ली,اسلام آباد,תל אביב,באר שבע"
    ).split(",")
)
_WITH_LOWER_SPLIT = re.compile(r"\s*,\s*|\s*،\s*|\s*，\s*")
# Addresses and handles beside a name, and the date behind it.
_BESIDE = re.compile(
    r"\S+@\S+|\s+(?:More|View|See|Read|Follow)\s+(?:by|from|all|more|full|profile|stories|articles|this|me)\b.*$|(?<!\S)@\w+|https?:\S+|"
    r"\s+(?:\d{1,2}\.?\s+[^\W\d]+\.?\s+\d{4}|[^\W\d]+\.?\s+\d{1,2},?\s+\d{4}|\d{1,4}[./-]\d{1,2}[./-]\d{1,4}).*$"
)

_OUTLETS = frozenset(
    "media news press live tv radio network online digital newspaper magazine times post herald tribune journal daily agency channel cyber kanal zeitung".split()
)
_NOT_NAMES_EAST = re.compile(
    r"編集部|编辑部|編輯部|取材班|報道部|新聞|新闻|通信社|通讯社|社会部|政治部|経済部|オンライン|デジタル|編集$|中心|即時|綜合|综合|^(?:입력|수정|등록|승인|송고)|편집국|뉴스팀|뉴스|취재팀|समाचार|डेस्क|ब्यूरो|報導$|报道$|日電$|日电$"
)
_JOB_ENDING = re.compile(
    r"\w(?:redakteur|korrespondent|reporter|journalist|berichterstatter|leiter|chef)(?:in|innen|en)?$|\w(?:redacteur|verslaggever|redakt[øö]r|"
    r"toimittaja|kirjeenvaihtaja|editor)$"
)
_PARTICLES = frozenset(
    """
    de da do dos das di del della dello dei degli la le les van von der den dem zu zum zur af av al el ul bin
    ibn ben bint ter ten te y e du des d' o' san santa mc mac st abu vom op binti bte an na mac ó ní 't d l dell dall nell o
    """.split()
)
# Forms of address. A doctor's title is part of how an outlet writes a name, and stays.
_HONORIFIC = re.compile(r"^(?:mr|mrs|ms|hon|rev|sen|rep)\.?\s+(?=\w)", re.IGNORECASE)
_SPACELESS = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_CASED = re.compile(r"[A-Za-zÀ-ɏͰ-ϿЀ-ӿԱ-֏Ḁ-ỿ]")
_CAPITAL_WITHIN = re.compile("^[dlo]['’][A-ZÀ-Þ]|^(?:al|el|ul)-[A-ZÀ-Þ]|^[th][A-ZÀ-Þ]")
_INITIALS = re.compile(r"\([a-zäöü]{2,4}(?:[/,]\s?[a-zäöü]{2,4}){0,3}\)")
_KANJI_WORD = re.compile("[\u3400-\u9fff]{2,4}")
_KANJI = re.compile("[\u3400-\u9fff]{3,5}")
_OF_THE = re.compile(r"^(?:Da|Do|Del|Della) ")
_JUNK = re.compile(
    r"^[a-z]+\.[a-z]+$|https?:|www\.|@|\d|[<>{}=#%*_]|\.(?:com|de|net|org|co|at|ch|fr|it|es|uk|ru|jp|tr|is|be|nl)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class _Words:
    """What the languages say about bylines, as it is matched; built once."""

    lead: re.Pattern[str]  # what stands before a name; a noun counts only with the word that leads to the name
    ambiguous: tuple[str, ...]  # leads that are given names as well, each with a space behind
    homes: dict[str, frozenset[str]]  # those, and the languages in which they lead to a name
    others: re.Pattern[str]  # labels that name others than the author; every other label is taken to name the author
    pictures: re.Pattern[str]  # a label of its own, before the photographer
    split: re.Pattern[str]  # marks and words between two names
    jobs: frozenset[str]  # a part that holds one of these is a job, a desk, an outlet, or talk, and no person
    desks: frozenset[str]  # a desk and not a job: no person stands beside it
    given: frozenset[str]
    not_given: frozenset[str]
    family: frozenset[str]  # words of jobs and outlets that are family names as well: behind a given name they are one
    joined: frozenset[str]  # names that begin with the letter that is also "and" in Arabic and Hebrew


@once
def _words() -> _Words:
    works, leads = any_of(Bylines, lambda of: of.works), any_of(Bylines, lambda of: of.leads)
    alone, joiners = any_of(Bylines, lambda of: of.alone), any_of(Bylines, lambda of: of.joiners)
    homes: dict[str, frozenset[str]] = {}
    for code in codes():
        for word in table(code, Bylines).leads_too:
            homes[word] = homes.get(word, frozenset()) | {code}
    return _Words(
        lead=re.compile(
            rf"^(?:(?:(?:guest|invited|special|sponsored)\s+)?{works}\s*:?\s*{leads}(?=[\s:])|{leads}(?=[\s:])|{alone}(?=\s)|"
            r"by\s*(?=:))\s*:?\s*",
            re.IGNORECASE,
        ),
        ambiguous=tuple(f"{word} " for word in sorted(homes) if word != "vom"),
        homes=homes,
        others=re.compile(any_of(Bylines, lambda of: of.others), re.IGNORECASE),
        pictures=re.compile(any_of(Bylines, lambda of: of.pictures), re.IGNORECASE),
        split=re.compile(rf"\s*[;|/／、•·・\n]\s*|\s+(?:{joiners}|&amp;|&|\+)\s+|\s*[&＆]\s*"),
        jobs=frozenset(all_of(Bylines, lambda of: of.jobs)),
        desks=frozenset(all_of(Bylines, lambda of: of.desks)),
        given=frozenset(all_of(Bylines, lambda of: of.given_names)),
        not_given=frozenset(all_of(Bylines, lambda of: of.no_given_names)),
        family=frozenset(all_of(Bylines, lambda of: of.family_names)),
        joined=frozenset(all_of(Bylines, lambda of: of.joined_names)),
    )


def agencies(line: str) -> tuple[str, ...]:
    """The news agencies that a credit names, under one name each, in order, without repeats."""
    found: dict[str, None] = {}
    line = clean(line)
    for match in _AGENCY.finditer(line):
        form = match.group()
        if form == "Keystone" and "SDA" not in line:
            continue
        found.setdefault(_AGENCY_OF[form])
    folded = line.casefold()
    for form, name in _AGENCY_OF_FOLDED.items():
        if name not in found and form in folded and re.search(rf"(?<!\w){re.escape(form)}(?!\w)", folded):
            found.setdefault(name)
    return tuple(found)


def organisation(line: str, *, outlet: str = "") -> str:
    """The organisation that a field for an author names: no outlet, no desk, no job; else ""."""
    name = _words().lead.sub("", clean(line)).strip(" ,.:;|")
    words = [word.casefold() for word in re.findall(r"[^\W\d]+", name)]
    if (
        not 3 < len(name) <= 40
        or _JUNK.search(name)
        or any(word in _words().jobs for word in words)
        or _same_name(name, outlet)
    ):
        return ""
    return name if name[0].isupper() or not _CASED.match(name) else ""


def dateline(paragraph: str) -> tuple[str, ...]:
    """The agency that a dateline names, as in "ALDERPORT, March 3 (Reuters) - …"."""
    if (eastern := _EAST_DATELINE.match(paragraph)) is not None:
        return (_AGENCY_OF[eastern.group(1) or eastern.group(2)],)
    match = datelines.CREDITED.match(paragraph)
    return agencies(match.group(1)) or (clean(match.group(1)),) if match else ()


# "(서울=연합뉴스)", "新华社海安3月2日电", "（中央社台北3日電）", "【ロンドン共同】"
_EAST_DATELINE = re.compile(
    r"(?:[（(\[【][^\s（()）\]】=＝]{0,12}?[=＝]?(연합뉴스|뉴시스|뉴스1|共同|時事|ロイター|AFP|AP|中央社|新华社|新華社)(?=[)\]）】])|[（(]?(中央社|新华社|新華社|中新社|中新网)[^（()），。]{0,14}\d日?[电電])"
)


def people(line: str, *, outlet: str = "", sure: bool = False, language: str = "") -> tuple[str, ...]:
    """The people that a byline names, in order, without repeats.

    `outlet` is the outlet's name, which is never a person. `sure` says that the line is a field
    for a person's name: a single word, or one in lower case, then counts too. `language` is the page's:
    "Von" leads to a name in German only.
    """
    line = clean(line)
    if not line or len(line) > 400:
        return ()
    found: dict[str, str] = {}
    if line[0] in "【〔[（(" and line[-1] in "】〕]）)":
        line = line[1:-1]
    line = _ARAB_LEAD.sub(r"\1 ", _EAST_ROLE.sub(lambda role: f"{';' if role.start() else ''}{role.group(1)}：", line))
    for group in _parts(line, language=language):
        # "Van Jones", where a field for a name has no "Van" to take away.
        whole = sure and " " not in group and line.lower().startswith(_words().ambiguous) and line.endswith(f" {group}")
        name = _person(line if whole else group, outlet=outlet, sure=sure).replace(_TIE, " ")
        if name:
            found.setdefault(name.casefold(), name)
    if sure and len(found) > 1:  # "Jane Roe, red"
        full = {key: name for key, name in found.items() if " " in name or _SPACELESS.match(name)}
        found = full or found
    return tuple(found.values())


def is_credit(line: str) -> bool:
    """Whether a line names agencies, or a desk behind "by", and nothing else."""
    line = clean(line)
    if len(line) > 60:
        return False
    if _INITIALS.fullmatch(line):
        return True
    if line.strip(" ()/[]").casefold() in _AGENCY_OF_FOLDED:
        return True
    rest = _AGENCY.sub("", line)
    if rest != line and not any(char.isalnum() for char in rest):
        return True
    named = _words().lead.sub("", line)
    words = named.split()
    if named != line and len(named) < 5 and named.isupper():
        return True
    return (
        named != line
        and len(words) <= 3
        and line[-1] not in ".!?"
        and any(_bare(word) in _words().jobs for word in words)
    )


def _unled(part: str, *, language: str, is_first: bool = True) -> str:
    """A part without what leads to a name. A lead that is a name as well is one behind the first part, in languages
    in which it does not lead, and where it would leave no name in full."""
    lead = _words().lead.match(part)
    if lead is None:
        return part
    homes = _words().homes.get(lead.group().strip().casefold())
    rest = part[lead.end() :]
    if homes is None or not part[0].isupper() or not rest[:1].isupper():
        return rest
    piece = re.split(r"[,;|/&]|\s(?:and|und|et|y|og|och|en|ja|i|e)\s", rest)[0]
    is_short = len(piece.split()) < 2 and not _is_job(piece.strip()) and piece.strip() not in _AGENCY_OF
    if language:
        return rest if is_first and code_of(language) in homes else part
    return part if not is_first or is_short else rest


def _before_bar(stripped: str) -> str:
    """A byline without what stands behind a bar: where they are, or for whom they write; another person stays."""
    first, *others = stripped.split(" | ")
    return " ; ".join((first, *(other for other in others if _is_in_full(other))))


def _is_in_full(words: str) -> bool:
    """Whether words behind a bar are a person's name: a known given name and others; places have two words as well."""
    parts = words.split()
    if not 2 <= len(parts) <= 3 or _bare(parts[0]) not in _words().given or any(map(_is_job, parts)):
        return False
    return all(part[0].isupper() for part in parts)


def _parts(line: str, *, language: str = "") -> list[str]:
    """The pieces of a line that may each be a person: what its labels give to the author, split."""
    line = _BESIDE.sub(" ", line).strip()
    line = _COMPOUND.sub(rf"{_TIE}\1{_TIE}", line)
    found: list[str] = []
    for value in _labelled(line):
        value = _EAST_LEAD.sub("", value) if _EAST_LEAD.match(value) else value
        stripped = _unled(value, language=language)
        stripped = _before_bar(stripped) if stripped != value else stripped
        east = stripped == value and value != line
        pieces = _pieces(stripped)
        for before, piece in zip(["", *pieces], pieces, strict=False):
            if _words().pictures.fullmatch(before.strip()):
                continue
            parts = _WITH_LOWER_SPLIT.split(piece or "")
            # "Jane Roe, Reporter, Harrow Bay": what stands behind the job is a place.
            if len(parts) == 3 and all(map(_is_job, parts[1].split())):
                parts = parts[:2]
            elif len(parts) == 2 and not _CASED.search(piece) and all(map(_is_job, parts[0].split())):
                parts = []
            for number, part in enumerate(parts):
                is_first = not number and piece is pieces[0]
                if not is_first or stripped == value:
                    part = _unled(part, language=language, is_first=is_first)
                if number and (_words().others.fullmatch(part.partition(" ")[0]) or part.casefold() in _PLACES):
                    continue
                found += _spaced_names(part, 2 if east else 4)
    return [part for part in found if part]


def _pieces(line: str) -> list[str]:
    """The line split at marks and at "and" in many languages."""
    found: list[str] = []
    if _VIETNAMESE.search(line) and not any(char.isdigit() for char in line):
        line = _DASH.sub(";", line)
    for piece in _words().split.split(line):
        if piece and piece.isupper() and _CASED.match(piece):
            found += _SPLIT_CAPITALS.split(piece)
        elif korean := _KOREANS.match(piece or ""):
            found += korean.group(1).split()
        else:
            found += _parted_by_waw(piece or "")
    return [part for piece in found for part in _LOUD.split(piece)]


def _parted_by_waw(piece: str) -> list[str]:
    """Two names where "and" is a letter before the second, as in Arabic and Hebrew; each has two words at least."""
    words = piece.split()
    for number in range(2, len(words) - 1):
        word = words[number]
        if word[0] in "وו" and len(word) > 2 and word not in _words().joined:
            return [" ".join(words[:number]), *_parted_by_waw(" ".join((word[1:], *words[number + 1 :])))]
    return [piece]


def _labelled(line: str) -> list[str]:
    """The values of the labels that name an author; the whole line where there is no label."""
    labels = list(_LABEL.finditer(line))
    if not labels:
        return [line]
    found = [line[: labels[0].start()]] if labels[0].start() else []
    for label, behind in zip(labels, [*labels[1:], None], strict=True):
        name = next(filter(None, label.groups()))
        if not _words().others.fullmatch(name.strip(".")):
            found.append(line[label.end() : behind.start() if behind else len(line)])
    return found


def _spaced_names(part: str, least: int) -> list[str]:
    """Several Chinese or Japanese names that only spaces part. A space within a name parts words shorter than `least`."""
    words = part.split()
    names = len(words) > 1 and all(_KANJI_WORD.fullmatch(word) and len(word) >= least for word in words)
    return words if names and not _NOT_NAMES_EAST.search(part) else [part]


def _person(part: str, *, outlet: str, sure: bool) -> str:
    first, *rest = _DASH.split(part)
    # Arabic bylines set the city before the name as well.
    if rest and " " not in first and not _CASED.search(first) and not _SPACELESS.search(first):
        first = rest[0]
    part = _PLACE_TAIL.sub("", first)
    placed = _EAST_PLACED.match(_EAST_LEAD.sub("", part))
    if _NOT_NAMES_EAST.search(part[:-2] if placed else part):
        part = " ".join(word for word in part.split() if _KANJI.fullmatch(word) and not _NOT_NAMES_EAST.search(word))
        if not part:
            return ""
    while (shorter := _HONORIFIC.sub("", _EAST_LEAD.sub("", part))) != part:
        part = shorter
    placed = _EAST_PLACED.match(part)
    part = placed.group(1) or placed.group(2) if placed else _EAST_TAIL.sub("", part)
    part = part.strip(" ,.:;|-–—*•·\"'“”„«»‘’()[]【】〔〕…")
    if not part or len(part) > 60 or _JUNK.search(part):
        return ""
    if _OF_THE.sub("", part) in _AGENCY_OF or part.casefold() in _AGENCY_OF_FOLDED:
        return ""
    if outlet and _same_name(part, outlet):
        return ""
    words = _without_jobs(part.split(), sure=sure)
    while len(words) > 2 and words[-1] in _AGENCY_OF:
        words = words[:-1]
    if not words:
        return ""
    part = " ".join(words)
    if _CASED.search(part):
        return part if _is_cased_name(words, [_bare(word) for word in words], sure) else ""
    return part if _is_uncased_name(part, words, sure) else ""


def _is_uncased_name(part: str, words: list[str], sure: bool) -> bool:
    """Whether words of a script without capitals can be a name: a single one only where no space parts names."""
    letters = sum(unicodedata.category(char)[0] in "LM" for char in part)
    if not letters or len(words) > 6:
        return False
    if len(words) > 1:
        return letters <= 50
    spaceless = bool(_SPACELESS.match(part))
    return 2 <= letters <= 12 if spaceless else sure and letters <= 12


def _is_family_name(words: list[str], sure: bool) -> bool:
    """Whether the last of two words (or of three, an initial between) is a family name that is a job's word as well."""
    if not 2 <= len(words) <= 3 or (len(words) == 3 and len(words[1].strip(".")) > 1):
        return False
    first, last = _bare(words[0]), _bare(words[-1])
    if not (words[0][:1].isupper() and words[-1][:1].isupper()) or first in _words().not_given:
        return False
    return (last in _words().family and (sure or last == "guest" or first in _words().given)) or (
        last in _FAMILY_NAMES_OF_OUTLETS and first in _words().given
    )


def _without_jobs(words: list[str], *, sure: bool = False) -> list[str]:
    """A name without the job before or behind it; nothing where that leaves no name."""
    if words and words[0] in _words().desks:
        return []
    jobs = [number for number, word in enumerate(words) if _is_job(word)]
    if jobs == [len(words) - 1] and _is_family_name(words, sure):
        return words
    if not jobs:
        return words
    # "Harbour Cyber Media" is an outlet: nothing in it is a job.
    if all(_bare(words[number]) in _OUTLETS for number in jobs) and jobs[-1] == len(words) - 1:
        return []
    before, after = words[: jobs[0]], words[jobs[-1] + 1 :]
    rest = before if len(before) >= 2 else after
    # An acronym beside a desk is an outlet, and small words are talk about the job.
    talk = any((word.isupper() and len(word) > 1) or word[0].islower() for word in rest if _CASED.match(word))
    return rest if 2 <= len(rest) <= 4 and not talk else []


def _is_job(word: str) -> bool:
    bare = _bare(word)
    return (
        bare in _words().jobs
        or bool(_JOB_ENDING.search(bare))
        or any(piece in _words().jobs for piece in bare.split("-"))
    )


def _bare(word: str) -> str:
    return word.casefold().strip(".,:’'").removesuffix("'s").removesuffix("’s")


def _is_cased_name(words: list[str], lowered: list[str], sure: bool) -> bool:
    if len(words) > 1 and words[-1].islower() and lowered[-1] in _PARTICLES:
        return False
    if len(words) > 7 or (len(words) == 1 and not sure):
        return False
    if sure and len(words) == 1:
        return words[0][0].isalpha()
    capital = [word[0].isupper() or not _CASED.match(word) or low in _PARTICLES
               or low.split("'")[0] in _PARTICLES or low.split("’")[0] in _PARTICLES or "-" in word or bool(re.match("[th][A-ZÀ-Þ]", word))
               for word, low in zip(words, lowered, strict=True)]  # fmt: skip
    # "Do UOL" is where it comes from.
    if len(words) == 2 and lowered[0] in ("do", "da", "del", "from") and words[1].isupper() and not words[0].isupper():
        return False
    real = sum(word[0].isupper() or bool(_CAPITAL_WITHIN.search(word)) for word in words)
    return (all(capital) and real >= 2 - (len(words) == 1)) or (sure and len(words) <= 4)


def _same_name(part: str, outlet: str) -> bool:
    def fold(name: str) -> str:
        return re.sub(r"[\W_]+", "", name.casefold().removeprefix("the "))

    return fold(part) == fold(outlet)
