"""How a page asks its reader to pay, to subscribe or to log in before it shows the rest: in many languages.

Requirement: an offer is told from a report about offers. Theory: an offer speaks to its reader, so each of
its sentences opens with the request ("Read on with …", "Already a subscriber?", "2.95 a week."); a report
tells in whole sentences who charges what. All tables are matched at the start of a sentence, but for forms
that no report has. Known failures: a report that ends in a list of prices.

The phrases stand in the folders of the languages (`languages.tables.Offers`).
"""

from __future__ import annotations

import re

from broadsheet.languages.loading import any_of, once
from broadsheet.languages.tables import Offers

# A sentence ends at its mark, at a line's end, or where a bar or a bullet parts what stands beside it.
SENTENCE = re.compile(r"(?<=[.!?。！？।؟…])[\s\"'”»]+|\n+|\s+[|•·]\s+|(?<=[。！？])")

_AMOUNT = (
    r"(?:(?:[€$£¥₹₽₴₺฿₫₩₪৳₦]|Rs\.?|R\$|US\$|CHF|EUR|USD|GBP|SEK|NOK|DKK|Kč|zł|lei|Fr\.)\s?\d[\d.,’' ]*|"
    r"\d[\d.,’' ]*\s?(?:[€$£¥₹₽₴₺฿₫₩₪৳₦]|(?:crowns?|kron[ea]|euros?|eur|dollars?|pounds?|pence|cents?|francs?|chf|usd|gbp|sek|nok|dkk|kr\.?|kroner|kronor|krónur|zł(?:otych)?|pln|kč|czk|ft|huf|lei|ron|din(?:ara)?|rsd|kn|km|лв\.?|ден\.?|дин\.?|руб\w*\.?|р\.|грн\.?|гривень|ευρώ|tl|lira|ש.ח|שקלים|rupiah|ringgit|đồng|vnd|บาท|rupees?|reais|pesos?|soles|shillings?)\b|円|元|원|ريال|درهم|جنيه|دينار|دولار|تومان|ریال|روپے|रुपये|रु\.?|টাকা|ரூபாய்))"
)
_PERIOD = (
    r"(?:(?:a|per|each|every|/|pro|die|im|in der|je|par|la|le|al|a la|por|a|alla|all.|ao|à|per|in de|de|i|om|i m|på|w|na|za|egy|pe|на|в|за|τον|την|το|haftada|ayda|ל|le|mỗi|ต่อ|प्रति|প্রতি|kwa)?\s?"
    r"(?:week|month|year|day|wk|mo|yr|woche|monat|jahr|tag|semaine|mois|an\b|année|semana|mes\b|año|settimana|mese|anno|mês|ano\b|setmana|any\b|maand|jaar|vecka\w*|månad\w*|år\w*|uge\w*|måned\w*|uke\w*|viikko|kuukausi|vuosi|vika\w*|mánuð\w*|ár\b|tydzień|miesiąc|rok\b|týden|týždeň|měsíc|mesiac|hét\b|hónap|év\b|săptămân\w*|lună|sedmic\w*|nedelj\w*|nedjelj\w*|tjedan|teden|mjesec|mesec|godin\w*|leto\b|недел\w*|месец\w*|седмиц\w*|годин\w*|месяц\w*|год\b|тиждень|місяць|рік|εβδομάδα|μήνα|χρόνο|έτος|hafta|ay\b|yıl\b|שבוע|חודש|שנה|minggu|bulan|tahun|tuần|tháng|năm|สัปดาห์|เดือน|ปี|週|か?月|年|周|주|월|년|أسبوع\w*|شهر\w*|سن[ةو]\w*|هفته|ماه|سال|ہفتہ|مہینہ|सप्ताह|हफ्ते?|महीने?|माह|वर्ष|সপ্তাহ|মাস\w*|বছর|வாரம்|மாதம்|ஆண்டு|wiki|mwezi|mwaka)"
    r"|(?:week|month|year)ly|(?:monat|wöchent|jähr)lich|mensuel\w*|mensual\w*|mensil\w*|mensal\w*|maandelijks|månatligen|månedlig\w*|kuukaudessa|kuussa|viikossa|vuodessa|/kk|/vko|miesięcznie|tygodniowo|rocznie|měsíčně|mesačne|týdně|týždenne|ročně|ročne|havonta|hetente|évente|lunar|mjesečno|mesečno|tjedno|nedeljno|nedeljno|месечно|седмично|ежемесячно|щомісяця|kuus\b|nädalas|mēnesī|nedēļā|per mėnesį|per savaitę|mėnesiui|aylık|haftalık|bulanan|mingguan|每月|每周|每週|每年|月額|月々|매월|매주|شهري\w*|أسبوعي\w*|سنوي\w*|ماهانه|ماهیانه|मासिक|মাসিক|மாதந்தோறும்)"
)
# A sentence that is a price and hardly more: "2.95 crowns a week.", "Only €1 for the first month".
PRICE = re.compile(rf"^[^.!?。]{{0,34}}{_AMOUNT}[^.!?。\d]{{0,16}}(?:\d{{1,2}} )?{_PERIOD}", re.IGNORECASE)
_LONGEST_PRICE = 90


@once
def _tables() -> dict[str, re.Pattern[str]]:
    """What is asked, and the sentences that ask it."""
    return {
        "read-on": _opening(any_of(Offers, lambda of: of.read_on)),
        "subscribe": _opening(any_of(Offers, lambda of: of.subscribe)),
        "log-in": _opening(any_of(Offers, lambda of: of.log_in)),
        "cancel": re.compile(any_of(Offers, lambda of: of.cancel), re.IGNORECASE),
    }


def _opening(entries: str) -> re.Pattern[str]:
    return re.compile(rf"^[\W_]*{entries}", re.IGNORECASE)


def asked(words: str) -> frozenset[str]:
    """What some words ask of their reader: any of read-on, subscribe, log-in, cancel, price."""
    found: set[str] = set()
    for sentence in SENTENCE.split(words[:3_000]):
        sentence = sentence.strip()
        if not sentence:
            continue
        found.update(name for name, table in _tables().items() if name not in found and table.search(sentence))
        if len(sentence) <= _LONGEST_PRICE and PRICE.search(sentence):
            found.add("price")
    return frozenset(found)
