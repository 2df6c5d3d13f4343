"""A byline taken apart: its people without "By", titles and outlets; the agencies for themselves."""

from __future__ import annotations

import re
import unicodedata

from broadsheet.text.textblocks import clean

# Canonical name: the ways in which bylines and feeds write it. Short ones count only in this very case.
_AGENCIES = """
AAP|Australian Associated Press
Adnkronos
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
BTA|БТА
ČTK|CTK
DHA|Demirören Haber Ajansı
dpa|DPA|Deutsche Presse-Agentur|Deutsche Presse Agentur|dpa-infocom
EFE|Agencia EFE
epd|Evangelischer Pressedienst
Europa Press
HINA
IANS
İHA|İhlas Haber Ajansı
Interfax|Интерфакс
IRNA|ایرنا
Jiji|時事|時事通信|時事通信社
Keystone-SDA|SDA|sda|SDA-Keystone|Keystone
KNA|Katholische Nachrichten-Agentur
Kyodo|Kyodo News|共同|共同通信|共同通信社
LaPresse
Lusa|LUSA|Agência Lusa
MTI
NTB
PA|PA Media|Press Association|PA News Agency
PAP
PTI|Press Trust of India|भाषा
Reuters|REUTERS|Thomson Reuters|ロイター|ロイター通信|路透社|路透|Рейтер|رويترز|로이터
RIA Novosti|РИА Новости
Ritzau|/ritzau/
SID|sid|Sport-Informations-Dienst
STT
TASS|ITAR-TASS|ТАСС
The Canadian Press|Canadian Press
TT
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

_LEAD = re.compile(
    r"^(?:(?:(?:words|text|story|reported|reporting|written|posted|published|edited|analysis|opinion|interview|review|"
    r"report|exclusive|explainer|commentary|column|video|photos?|fotos?|testo|texte|texto|tekst|author|authors|autor|"
    r"autorin|autoren|autore|auteur|redactie|redacción|redaktör|reportage|ein\s+\w+|eine\s+\w+|kommentar|kolumne|"
    r"analyse|interview|artikel|article|artículo|articolo)\s*:?\s*)?"
    r"(?:by|von|vom|par|de|di|por|door|af|av|van|od|przez|napsal|írta|от|автор|автори|автора|текст|від|του|της|των|"
    r"بقلم|كتب|كتبت|بواسطة|إعداد|מאת|oleh|door|haber|yazan|tarafından|เรื่อง|द्वारा|by\s*:|penulis|reporter|dal nostro "
    r"(?:inviato|corrispondente))"
    r"(?=[\s:])|(?:autor|author|autore|auteur|autorin|autoren|authors|redaktion|text|texte|testo|texto|tekst|автор|текст|"
    r"συντάκτης|συντάκτρια|muhabir|editör|kaynak|foto|penulis|reporter|editor|words|文|取材|撰文|作者|記者|记者|编辑|編輯|執筆|by)\s*[:：/／])"
    r"\s*:?\s*",
    re.IGNORECASE,
)
_EAST_LEAD = re.compile(
    r"^(?:文|取材|撰文|作者|記者|记者|本報記者|本报记者|特派記者|編輯|编辑|執筆|聞き手)\s*[=＝:：/／・\s]\s*"
)
_EAST_TAIL = re.compile(
    r"\s*(?:記者|记者|特派員|支局長|総局長|編集委員|論説委員|編集長|解説委員|特約記者|기자|특파원|논설위원|통신원|専門記者|さん|氏)$"
)
# "Jane Roe in Berlin", "Jane Roe for The Mill", "(Berlin)", "Jane Roe at Westminster".
_PLACE_TAIL = re.compile(
    r"\s*[(\[（【][^)\]）】]*[)\]）】]|\s+(?:in|aus|from|at|à|a|en|i|fra|från|für|for|per|pour|bei|beim|nach|till|to)\s+\w.*$"
)
_SPLIT = re.compile(
    r"\s*[;|/／、•·\n]\s*|\s+(?:and|und|et|y|og|och|en|e|ed|i|a|oraz|și|și|ja|és|ve|və|и|і|та|και|και|&|\+|with|mit|avec|con|com|"
    r"med|met|&amp;|dan|at|och|as told to|и|ו|و)\s+|\s*[&＆]\s*|\s+و(?=\w)|\s+[–—]\s+|\s+-\s+"
)
_WITH_LOWER_SPLIT = re.compile(r"\s*,\s*|\s*،\s*|\s*，\s*")

# A part that holds one of these words is a job, a desk, an outlet, or talk, and no person.
_NOT_NAMES = frozenset(
    """
    editor editors editorial editoriale reporter reporters correspondent correspondents journalist journalists columnist columnists
    writer writers author contributor contributors contributing producer producers staff team desk newsroom
    newsdesk news agency agencies agencia agence agentur agenturen press presse online digital redaktion
    redaktionsteam redaktionen redaction redaktør redaktör rédaction redazione redacción redacción redação
    redacao redactie redakcja redakce redakcia redakcija redakció redakcie szerkesztőség toimitus redaksi
    redaktionsnetzwerk newsroom magazine magazin zeitung newspaper daily times post herald guardian telegraph
    gazette tribune journal network media tv radio broadcasting corporation company group services service wire
    bureau office chief deputy senior political politics business sports sport science health technology tech
    environment diplomatic economics foreign international world national local investigations investigative
    analyst professor director ceo president minister chefredakteur chefredakteurin redakteur redakteurin
    redakteure reporterin korrespondent korrespondentin korrespondenten journalistin volontär volontärin autorin
    leiter leiterin ressort ressortleiter ressortleiterin hospitant praktikantin politik wirtschaft
    politikredaktion journaliste correspondant correspondante envoyé envoyée spécial spéciale rédacteur
    rédactrice chef giornalista inviato corrispondente redattore redattrice periodista redactor redactora
    corresponsal enviado especial jornalista correspondente repórter editora verslaggever verslaggeefster
    correspondent redacteur journaliste journalist dziennikarz dziennikarka korespondent muhabir muhabiri
    editörü yazar haber haberi haberleri ajansı servisi журналист журналистка корреспондент редакция редактор
    обозреватель редакція кореспондент журналіст δημοσιογράφος συντακτική ομάδα newsroom مراسل محرر التحرير
    وكالات وكالة تحرير خاص صحفي staffer guest published updated posted minutes read subscribe newsletter follow
    email share comment comments view all more about copyright podcast transcript admin administrator webdesk
    webmaster unknown anonymous none null undefined n/a user root redazioneweb agenturmaterial material images
    getty foto photo image today yesterday am pm uhr stand veröffentlicht aktualisiert erstellt archiv
    archivbild picture alliance with via from this that these those our your their is are was were has have
    """.split()  # noqa: SIM905
)
_NOT_NAMES_EAST = re.compile(
    r"編集部|编辑部|編輯部|取材班|報道部|新聞|新闻|通信社|通讯社|社会部|政治部|経済部|オンライン|デジタル|편집국|뉴스팀|뉴스|취재팀|समाचार|डेस्क|ब्यूरो"
)
_PARTICLES = frozenset(
    """
    de da do dos das di del della dello dei degli la le les van von der den dem zu zum zur af av al el ul bin
    ibn ben bint ter ten te y e du des d' o' san santa mc mac st abu vom op 't
    """.split()  # noqa: SIM905
)
_HONORIFIC = re.compile(
    r"^(?:dr|prof|mr|mrs|ms|sir|dame|lord|lady|dipl\.-\w+|mag|ing|med|msc|phd|hon|rev|sen|rep)\.?\s+(?=\w)",
    re.IGNORECASE,
)
_CASED = re.compile(r"[A-Za-zÀ-ɏͰ-ϿЀ-ӿԱ-֏Ḁ-ỿ]")
_CAPS = re.compile(r"[^\W\d_]{2,}")
_JUNK = re.compile(
    r"https?:|www\.|@|\d|[<>{}=#%*_]|\.(?:com|de|net|org|co|at|ch|fr|it|es|uk|ru|jp|tr|is|be|nl)\b", re.I
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
    name = _LEAD.sub("", clean(line)).strip(" ,.:;|")
    words = [word.casefold() for word in re.findall(r"[^\W\d]+", name)]
    if (
        not 3 < len(name) <= 40
        or _JUNK.search(name)
        or any(word in _NOT_NAMES for word in words)
        or _same_name(name, outlet)
    ):
        return ""
    return name if name[0].isupper() or not _CASED.match(name) else ""


def dateline(paragraph: str) -> tuple[str, ...]:
    """The agency that a dateline names, as in "ALDERPORT, March 3 (Reuters) - …"."""
    match = _DATELINE.match(paragraph)
    return agencies(match.group(1)) or (clean(match.group(1)),) if match else ()


_DATELINE = re.compile(
    r"(?:[^\W\d_a-zà-ÿа-я][^\Wa-zà-ÿа-я]+[^()\n]{0,60}|[^()\n]{2,40},[^()\n]{0,30})\(([^\W\d_][\w /.-]{1,24})\)\s*[-–—:]"
)


def people(line: str, *, outlet: str = "", sure: bool = False) -> tuple[str, ...]:
    """The people that a byline names, in order, without repeats.

    `outlet` is the outlet's name, which is never a person. `sure` says that the line is a field
    for a person's name: a single word, or one in lower case, then counts too.
    """
    line = clean(line)
    if not line or len(line) > 400:
        return ()
    found: dict[str, str] = {}
    for group in _parts(line):
        name = _person(group, outlet=outlet, sure=sure)
        if name:
            found.setdefault(name.casefold(), name)
    return tuple(found.values())


def _parts(line: str) -> list[str]:
    line = _EAST_LEAD.sub("", line)
    stripped = _LEAD.sub("", line)
    parts: list[str] = []
    for piece in _SPLIT.split(stripped):
        if not piece:
            continue
        parts += [_LEAD.sub("", part) if part != stripped else part for part in _WITH_LOWER_SPLIT.split(piece)]
    return [part for part in parts if part]


def _person(part: str, *, outlet: str, sure: bool) -> str:
    part = _PLACE_TAIL.sub("", part)
    part = _EAST_TAIL.sub("", part).strip(" ,.:;|-–—*•·\"'“”„«»‘’()[]")
    part = _EAST_LEAD.sub("", _HONORIFIC.sub("", _HONORIFIC.sub("", part)))
    if not part or len(part) > 60 or _JUNK.search(part) or _NOT_NAMES_EAST.search(part):
        return ""
    if part in _AGENCY_OF or part.casefold() in _AGENCY_OF_FOLDED:
        return ""
    if outlet and _same_name(part, outlet):
        return ""
    words = part.split()
    lowered = [word.casefold().strip(".,:’'") for word in words]
    if any(word in _NOT_NAMES or any(piece in _NOT_NAMES for piece in word.split("-")) for word in lowered):
        return ""
    if _CASED.search(part):
        return part if _is_cased_name(words, lowered, sure) else ""
    letters = sum(unicodedata.category(char)[0] in "LM" for char in part)
    if not letters or len(words) > 6:
        return ""
    return part if letters <= (12 if len(words) == 1 else 50) and (sure or letters >= 2) else ""


def _is_cased_name(words: list[str], lowered: list[str], sure: bool) -> bool:
    if len(words) > 7 or (len(words) == 1 and not sure):
        return False
    if sure and len(words) == 1:
        return words[0][0].isalpha()
    capital = [word[0].isupper() or not _CASED.match(word) or low in _PARTICLES
               or low.split("'")[0] in _PARTICLES or low.split("’")[0] in _PARTICLES or "-" in word
               for word, low in zip(words, lowered, strict=True)]  # fmt: skip
    real = sum(word[0].isupper() for word in words)
    return (all(capital) and real >= 2 - (len(words) == 1)) or (sure and len(words) <= 4)


def _same_name(part: str, outlet: str) -> bool:
    def fold(name: str) -> str:
        return re.sub(r"[\W_]+", "", name.casefold().removeprefix("the "))

    return fold(part) == fold(outlet)
