"""Lines that are boilerplate wherever they stand, and sentences of reports that begin like them."""

from __future__ import annotations

import pytest

from broadsheet.articles.body.boilerplate import is_boilerplate

FURNITURE = [
    "Lesen Sie auch: Die Brücke von Alderport",
    "Lire aussi : le pont est fermé",
    "Leia também: ponte fechada",
    "Подписывайтесь на наш телеграм-канал",
    "Tilaa uutiskirje",
    "اشترك في النشرة البريدية للصحيفة",
    "تابعنا على فيسبوك",
    "关注我们的微信公众号",
    "関連記事",
    "この記事をシェア",
    "Recibe nuestro boletín cada mañana en tu correo",
    "Ricevi le notizie sul tuo canale WhatsApp",
    "Follow us on Facebook",
    "Ακολουθήστε το Πρωινό στο Google News",
    "Baca juga: Jembatan ditutup",
    "Foto: Jo Ander",
    "Photo credit: Ana Bell",
    "© 2024 The Harrow Gazette",
    "Veröffentlicht am 3. Mai 2024, 10:30 Uhr",
    "Опубликовано: 3 мая 2024, 10:30",
    "Advertisement",
    "Sign up to our free weekly newsletter",
    "For more stories like this, check our news page.",
    "Zapisz się na newsletter",
    "Wszelkie prawa zastrzeżone",
    "Dołącz do nas na Telegram",
    "Bizi Google News'te takip edin",
    "Czas czytania: 4 min",
    "This is a breaking news story, more to follow",
    "Got a story? Email us at news@gazette.example",
]
PROSE = [
    "Published in 2019, the book sold three million copies.",
    "Data on 300 patients show a fall of 4 per cent.",
    "Follow the money, the auditor told the council on Monday.",
    "Share prices fell by a tenth on Tuesday.",
    "More in the north than in the south were without power on Sunday night.",
    "Related companies of the group paid no tax in 2023, the ministry said.",
    "Sources close to the minister said she would resign on Friday.",
    "Hier geht es um Leben und Tod.",
    "Das könnte ihnen zum Verhängnis werden.",
    "Hintergrund: Die Stadt hatte im Jahr 2020 beschlossen, die Brücke neu zu bauen und den Hafen zu vertiefen.",
    "Folgen hat der Streit vor allem für die Pendler im Norden der Stadt.",
    "Der Artikel 5 des Vertrags ist nie angewandt worden.",
    "Abonnenten der Zeitung hatten geklagt.",
    "Recibe el premio a la mejor novela del año la escritora Marta Olsa.",
    "Descarga eléctrica mata a dos obreros en el puerto.",
    "Sigue la huelga en los puertos del norte.",
    "Más en concreto, el plan prevé tres líneas nuevas de tranvía.",
    "Segui lo scandalo, poi le dimissioni del sindaco.",
    "Ricevi e offese: il processo comincia lunedì nella città portuale.",
    "Urmărește cu atenție evoluția prețurilor, a spus ministrul.",
    "Takip eden günlerde hava sıcaklığı düşecek.",
    "انضم اللاعب إلى النادي في صيف العام الماضي بعد مفاوضات طويلة.",
    "سجل الفريق هدفين في الشوط الأول من المباراة.",
    "تابع الرئيس أن الحكومة ستعلن الميزانية يوم الأحد.",
    "相关部门表示，将对该事件进行进一步调查，并在下周公布结果。",
    "推荐他出任部长的是两名议员。",
    "更多的居民在周日晚间失去了电力供应，官员说。",
    "分享会上，作者谈到了她的新书。",
    "关注度持续上升，市场反应积极。",
    "关注我国经济发展的学者认为，今年的增长将放缓。",
    "シェアは前年より三ポイント上がり、首位を守った。",
    "おすすめの理由を聞くと、市長は笑って答えた。",
    "関連する法案は来週の国会に提出される見通しだと首相は述べた。",
    "図書館は来年四月に建て替えられる予定だと市は発表した。",
    "더 많은 주민이 일요일 밤 정전을 겪었다고 시가 밝혔다.",
    "Подписаться под письмом отказались трое депутатов.",
    "Наш город потерял мост, сказал мэр.",
    "Следите за руками, сказал фокусник судье.",
    "Zapisz się w historii jako ten, kto odszedł, mówił burmistrz.",
    "Suivez le juge: il a annoncé trois mises en examen.",
    "Assine quem assinar, o contrato já não vale, disse a ministra.",
    "Entre os feridos estão dois bombeiros e uma enfermeira.",
    "Ontvang je als burger zo'n brief, dan heb je zes weken de tijd.",
    "Simak keterangan saksi itu, hakim meminta semua pihak tenang.",
    "Video footage showed the ship on its side, the coastguard said.",
    "Image was everything for the minister, who resigned in May.",
    "Watch officers on the bridge saw nothing, the report says.",
    "Live fire was used on the crowd, witnesses said.",
    "Get well cards arrived at the station by the thousand, the inbox was full.",
    "Sign language interpreters will be paid more from June.",
    "Print sales fell by a fifth last year.",
    "Correction: an earlier version of this report gave the wrong sum.",
    "Datum ihrer Geburt ist der 3. Mai 1960.",
    "Data center owners said they would pay.",
    "Fuente de la ciudad: el agua vuelve tras 40 años.",
]


@pytest.mark.parametrize("line", FURNITURE)
def test_boilerplate_is_told(line: str) -> None:
    assert is_boilerplate(line)


@pytest.mark.parametrize("line", PROSE)
def test_prose_that_begins_like_boilerplate_stays(line: str) -> None:
    assert not is_boilerplate(line)
