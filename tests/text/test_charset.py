"""Encodings told from the letters alone: made-up news, from a sentence up to a page."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.text.bodies.charset import guess
from broadsheet.text.bodies.decoding import decode_text

NEWS = {
    "ru": ("cp1251 koi8-r iso8859-5 cp866", "Мэр города Вельмер открыл новый мост через реку. Жители ждали этого события семь лет. Строительство обошлось в сорок миллионов крон, сообщили во вторник в городе."),
    "uk": ("cp1251 koi8-u iso8859-5", "Мер міста Вельмер відкрив новий міст через річку. Мешканці чекали на цю подію сім років. Будівництво коштувало сорок мільйонів крон."),
    "bg": ("cp1251 iso8859-5", "Кметът на Велмер откри новия мост над реката. Жителите чакаха това събитие седем години. Строежът струва четиридесет милиона крони."),
    "sr": ("cp1251 iso8859-5", "Градоначелник Велмера отворио је нови мост преко реке. Становници су седам година чекали на овај догађај."),
    "el": ("cp1253 iso8859-7", "Ο δήμαρχος του Βέλμερ εγκαινίασε τη νέα γέφυρα. Οι κάτοικοι περίμεναν αυτό το γεγονός επτά χρόνια. Το έργο κόστισε σαράντα εκατομμύρια κορώνες."),
    "he": ("cp1255 iso8859-8", "ראש העיר פתח את הגשר החדש מעל הנהר. התושבים חיכו לאירוע הזה שבע שנים. הבנייה עלתה ארבעים מיליון כתרים."),
    "ar": ("cp1256 iso8859-6", "افتتح رئيس البلدية الجسر الجديد فوق النهر. انتظر السكان هذا الحدث سبع سنوات. بلغت تكلفة البناء أربعين مليون كرونة."),
    "th": ("cp874", "นายกเทศมนตรีเปิดสะพานใหม่ข้ามแม่น้ำ ชาวบ้านรอเหตุการณ์นี้มาเจ็ดปี ค่าก่อสร้างสี่สิบล้านโครน"),
    "ja": ("cp932 euc-jp", "市長は川に架かる新しい橋を開通させた。住民は七年間この日を待っていた。建設費は四千万クローネだったと市当局が火曜日に発表した。"),
    "zh": ("gb18030 gb2312", "市长为横跨河流的新桥揭幕。居民等待这一天已经七年。市政府星期二表示，建设费用为四千万克朗。"),
    "zh-tw": ("big5", "市長為橫跨河流的新橋揭幕。居民等待這一天已經七年。市政府星期二表示，建設費用為四千萬克朗。"),
    "ko": ("cp949 euc-kr", "시장은 강을 가로지르는 새 다리를 개통했다. 주민들은 칠 년 동안 이날을 기다려 왔다. 건설비는 사천만 크로네였다고 시 당국이 화요일 밝혔다."),
    "pl": ("cp1250 iso8859-2", "Burmistrz Velmeru otworzył nowy most przez rzekę. Mieszkańcy czekali na to wydarzenie siedem lat. Budowa kosztowała czterdzieści milionów koron."),
    "cs": ("cp1250 iso8859-2", "Starosta Velmeru otevřel nový most přes řeku. Obyvatelé čekali na tuto událost sedm let. Stavba stála čtyřicet milionů korun, uvedl úřad v úterý."),
    "hu": ("cp1250 iso8859-2", "A polgármester megnyitotta az új hidat a folyó fölött. A lakók hét éve vártak erre az eseményre. Később újabb erőfeszítések kezdődnek, mondta a szóvivő."),
    "ro": ("cp1250 iso8859-2", "Primarul din Velmer a deschis podul nou peste râu. Locuitorii au aşteptat acest eveniment şapte ani. Construcţia a costat patruzeci de milioane de coroane."),
    "tr": ("cp1254 iso8859-9", "Velmer belediye başkanı nehrin üzerindeki yeni köprüyü açtı. Sakinler bu olayı yedi yıldır bekliyordu."),
    "lt": ("cp1257", "Velmero meras atidarė naują tiltą per upę. Gyventojai šio įvykio laukė septynerius metus."),
}  # fmt: skip
WESTERN = [
    "Der Bürgermeister von Velmer eröffnete die neue Brücke über den Fluß. „Wir haben sieben Jahre gewartet“, sagte er.",
    "Le maire de Velmer a inauguré le nouveau pont… « Arrêtés à l’été », a-t-il précisé. Çà et là, les curés créés.",
    "El alcalde de Velmer inauguró el nuevo puente. ¿Cuánto costó? Cuarenta millones, según el señor Núñez.",
    "Il sindaco ha inaugurato il nuovo ponte: così è più vicina la città, perché la gente può andare a piedi.",
    "O prefeito inaugurou a nova ponte. As construções custaram milhões; não há opções, disse a direção. À noite, é só.",
    "De burgemeester opende de brug. “Het was een één tegen één”, zei hij. Geïnteresseerden kunnen reünies bezoeken.",
    "Borgmästaren invigde den nya bron över ån. Invånarna väntade i sju år – nu är den öppen.",
    "Borgmesteren åbnede den nye bro over åen. Beboerne ventede på det i syv år. Øen får færge.",
    "Pormestari avasi uuden sillan joen yli. Asukkaat odottivat tätä seitsemän vuotta. Yöäänestys jäi väliin.",
    "Borgarstjórinn opnaði nýja brú yfir ána. Það þýðir að íbúarnir þurfa ekki að bíða lengur, sagði hún. Þýða, ráðið, bæði.",
    "L’alcalde va inaugurar el pont nou. Això és més a prop, va dir. Què passarà demà?",
    "Linnapea avas uue silla üle jõe. Elanikud ootasid seda sündmust seitse aastat, ütles ta.",
    "The café’s naïve owner said “no” – it cost £5… Zoë Brontë and São Paulo’s Señor Peña’s façade.",
    "It’s “late”… “very” – ‘so’", "Noël…»", "«Été»", "à à à", "©®™", "………»»»",
]  # fmt: skip


@pytest.mark.parametrize("language", NEWS)
def test_a_sentence_and_a_page_are_told(language: str) -> None:
    encodings, news = NEWS[language]
    first = re.split(r"(?<=[.。])", news)[0]
    page = f"<html><head><title>News</title></head><body><nav>Home Sport Contact</nav><p>{news}</p></body></html>"
    for encoding in encodings.split():
        for text in (first, news, page):
            assert decode_text(text.encode(encoding), content_type="text/html") == text, encoding


@pytest.mark.parametrize("text", WESTERN)
def test_western_text_stays_in_windows_1252(text: str) -> None:
    for piece in (text, *re.split(r"(?<=[.?:;]) ", text), f"<p>{text}</p>" * 20):
        assert guess(piece.encode("cp1252")) == ""


def test_a_page_that_was_cut_within_a_character_is_told() -> None:
    encodings, news = NEWS["zh"]
    cut = news.encode(encodings.split()[0])[:-2] + b"\xd6"
    assert decode_text(cut, content_type="").startswith(news[:-2])


def test_words_are_looked_at_and_no_programs() -> None:
    script = "<script>var a = '\xe9\xe8\xe0\xf4';</script><STYLE>p{content:'\xab'}</STYLE>" * 30
    news = NEWS["ru"][1]
    body = script.encode("latin-1") + news.encode("koi8-r") + b"<script>never closed"
    assert guess(body) == "koi8-r"


def test_nothing_beyond_ascii_is_no_reason() -> None:
    assert guess(b"") == guess(b"<p>plain words</p>") == ""


@given(st.binary(max_size=300))
def test_any_bytes_get_a_codec_that_there_is(body: bytes) -> None:
    body.decode(guess(body) or "cp1252", "replace")
