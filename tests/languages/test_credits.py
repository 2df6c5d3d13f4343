from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.languages.agencies import agencies_in, dateline
from broadsheet.languages.credits import organisation, people

# Bylines as outlets of many countries write them. An empty tuple: nobody is named.
BYLINES: dict[str, tuple[str, ...]] = {
    "By Joan Rill in Paris": ("Joan Rill",),
    "Joan Rill, Political editor": ("Joan Rill",),
    "By Joan Rill, Associated Press": ("Joan Rill",),
    "Story by Joan Rill": ("Joan Rill",),
    "Joan Rill for The Gazette": ("Joan Rill",),
    "By our correspondent": (),
    "BY JOAN RILL": ("JOAN RILL",),
    "by Joan Rill | Staff Writer": ("Joan Rill",),
    "Joan Rill @joanrill": ("Joan Rill",),
    "Joan Rill joan@gazette.example": ("Joan Rill",),
    "Joan Rill, Tam Oster and Pell Anders": ("Joan Rill", "Tam Oster", "Pell Anders"),
    "By Joan Rill, Tam Oster, Pell Anders in Alderport and Ines Okar": (
        "Joan Rill",
        "Tam Oster",
        "Pell Anders",
        "Ines Okar",
    ),
    "Analysis by Joan Rill": ("Joan Rill",),
    "Written by: Joan Rill": ("Joan Rill",),
    "Posted by Joan Rill": ("Joan Rill",),
    "Joan Rill, Chief Political Correspondent": ("Joan Rill",),
    "Joan Rill Health Reporter": ("Joan Rill",),
    "Joan Rill Senior Correspondent, Alderport": ("Joan Rill",),
    "Published: 3 May 2024": (),
    "Updated 10:30": (),
    "Joan Rill 3 May 2024": ("Joan Rill",),
    "By Joan Rill - 3 May 2024": ("Joan Rill",),
    "Joan Rill and agencies": ("Joan Rill",),
    "Guardian staff and agencies": (),
    "Associated Press in Alderport": (),
    "Text: Åsa Öberg Foto: Nils Ek": ("Åsa Öberg",),
    "Åsa Öberg/TT": ("Åsa Öberg",),
    "Text: Åsa Öberg": ("Åsa Öberg",),
    "Av: Åsa Öberg": ("Åsa Öberg",),
    "Tekst: Ola Nes": ("Ola Nes",),
    "Av Ola Nes og Kari Li": ("Ola Nes", "Kari Li"),
    "Journalist Ola Nes": ("Ola Nes",),
    "Skrevet av Ola Nes": ("Ola Nes",),
    "Af: Lars Reimers": ("Lars Reimers",),
    "Skrevet af Lars Reimers": ("Lars Reimers",),
    "Teksti: Aino Laine": ("Aino Laine",),
    "Toimittaja Aino Laine": ("Aino Laine",),
    "Aino Laine, toimittaja": ("Aino Laine",),
    "Eftir Jón Jónsson": ("Jón Jónsson",),
    "Autor: Jan Kowal": ("Jan Kowal",),
    "Jan Kowal, PAP": ("Jan Kowal",),
    "oprac. Anna Nowa": ("Anna Nowa",),
    "Opracowała Anna Nowa": ("Anna Nowa",),
    "Petr Novák, ČTK": ("Petr Novák",),
    "Napsal Petr Novák": ("Petr Novák",),
    "Autoři: Petr Novák, Jana Malá": ("Petr Novák", "Jana Malá"),
    "Szerző: Kovács Anna": ("Kovács Anna",),
    "Írta: Kovács Anna": ("Kovács Anna",),
    "de Ion Pop": ("Ion Pop",),
    "Scris de Ion Pop": ("Ion Pop",),
    "Autor: Ion Pop": ("Ion Pop",),
    "Piše: Ana Horvat": ("Ana Horvat",),
    "Napisao: Ivan Horvat": ("Ivan Horvat",),
    "Пише: Ана Хорват": ("Ана Хорват",),
    "Аутор: Ана Хорват": ("Ана Хорват",),
    "Avtor: Jože Kranj": ("Jože Kranj",),
    "Автор: Иван Петров": ("Иван Петров",),
    "Autorius: Jonas Jonaitis": ("Jonas Jonaitis",),
    "Autors: Jānis Bērziņš": ("Jānis Bērziņš",),
    "Toimetaja: Mart Tamm": (),
    "Του Νίκου Θαλασσινού": ("Νίκου Θαλασσινού",),
    "Γράφει ο Νίκος Θαλασσινός": ("Νίκος Θαλασσινός",),
    "Συντάκτης: Μαρία Πέτρου": ("Μαρία Πέτρου",),
    "Haber: Ayşe Deniz": ("Ayşe Deniz",),
    "Yazar: Ayşe Deniz": ("Ayşe Deniz",),
    "Muhabir: Ayşe Deniz": ("Ayşe Deniz",),
    "Ayşe Deniz / İstanbul": ("Ayşe Deniz",),
    "Ayşe Deniz - AA": ("Ayşe Deniz",),
    "מאת: דוד כהן": ("דוד כהן",),
    "מאת דוד כהן": ("דוד כהן",),
    "بقلم: سامي الحداد": ("سامي الحداد",),
    "كتب: سامي الحداد": ("سامي الحداد",),
    "كتبت سارة الحداد": ("سارة الحداد",),
    "سامي الحداد - القاهرة": ("سامي الحداد",),
    "نویسنده: سارا کریمی": ("سارا کریمی",),
    "خبرنگار: سارا کریمی": ("سارا کریمی",),
    "लेखक: राम शर्मा": ("राम शर्मा",),
    "Written By: Ram Sharma, Edited By: Sita Devi": ("Ram Sharma",),
    "Penulis: Budi Santoso": ("Budi Santoso",),
    "Oleh Budi Santoso": ("Budi Santoso",),
    "Reporter: Budi Santoso": ("Budi Santoso",),
    "Reporter: Budi Santoso | Editor: Dewi Lestari": ("Budi Santoso",),
    "Tác giả: Nguyễn Văn An": ("Nguyễn Văn An",),
    "โดย สมชาย ใจดี": ("สมชาย ใจดี",),
    "记者 张三": ("张三",),
    "记者：张三": ("张三",),
    "文/张三": ("张三",),
    "作者：张三": ("张三",),
    "本报记者 张三丰 李四光": ("张三丰", "李四光"),
    "新华社记者张三丰": ("张三丰",),
    "记者 张三丰 李四光": ("张三丰", "李四光"),
    "责任编辑：李四": (),
    "编辑：李四": (),
    "記者陳海生／台北報導": ("陳海生",),
    "記者陳海生台北報導": ("陳海生",),
    "〔記者陳海生／台北報導〕": ("陳海生",),
    "中央社記者陳海生台北3日電": ("陳海生",),
    "水野春子": ("水野春子",),
    "【水野春子】": ("水野春子",),
    "文・水野春子": ("水野春子",),
    "取材・文＝水野春子": ("水野春子",),
    "聞き手・水野春子": ("水野春子",),
    "編集委員 水野春子": ("水野春子",),
    "東京=水野春子": ("水野春子",),
    "ロンドン=水野春子": ("水野春子",),
    "水野春子、山田太郎": ("水野春子", "山田太郎"),
    "水野 春子": ("水野 春子",),
    "김바다 기자": ("김바다",),
    "김바다 특파원": ("김바다",),
    "김바다 기자 kim@example.kr": ("김바다",),
    "기자 김바다": ("김바다",),
    "김바다·이하늘 기자": ("김바다", "이하늘"),
    "김바다 기자, 이하늘 기자": ("김바다", "이하늘"),
    "Por Inês Mar, da Redação": ("Inês Mar",),
    "Da Redação": (),
    "Redação": (),
    "Por Ana Sol — São Paulo": ("Ana Sol",),
    "Texto de Ana Sol": ("Ana Sol",),
    "Por: Ana Sol": ("Ana Sol",),
    "Redacción": (),
    "Ana Sol | Madrid": ("Ana Sol",),
    "Ana Sol / EFE": ("Ana Sol",),
    "Escrito por Ana Sol": ("Ana Sol",),
    "Per Anna Sol": ("Anna Sol",),
    "di Redazione": (),
    "a cura di Marta Colle": ("Marta Colle",),
    "dal nostro inviato Marta Colle": ("Marta Colle",),
    "Par Luc Verne avec AFP": ("Luc Verne",),
    "Propos recueillis par Luc Verne": ("Luc Verne",),
    "Luc Verne (à Lyon)": ("Luc Verne",),
    "Luc Verne, envoyé spécial à Rome": ("Luc Verne",),
    "Door onze redacteur Jan de Vries": ("Jan de Vries",),
    "Jan de Vries": ("Jan de Vries",),
    "Redactie": (),
    "Ein Kommentar von Ute Brandt": ("Ute Brandt",),
    "Ein Gastbeitrag von Ute Brandt": ("Ute Brandt",),
    "Aus Berlin berichtet Ute Brandt": ("Ute Brandt",),
    "Das Gespräch führte Ute Brandt": ("Ute Brandt",),
    "Interview: Ute Brandt": ("Ute Brandt",),
    "Ute Brandt, Berlin": ("Ute Brandt",),
    "Von Ute Brandt und Jo Ander, Berlin": ("Ute Brandt", "Jo Ander"),
    "ubr/dpa": (),
    "mit dpa": (),
    "Von dpa, Ute Brandt": ("Ute Brandt",),
    "Ute Brandt (dpa)": ("Ute Brandt",),
    "Ute Brandt/dpa": ("Ute Brandt",),
    "Maria-Luisa von der Heide": ("Maria-Luisa von der Heide",),
    "Jean-Luc d'Artois": ("Jean-Luc d'Artois",),
    "Mohammed bin Salem al-Harbi": ("Mohammed bin Salem al-Harbi",),
    "Nguyen Thi Minh Khai": ("Nguyen Thi Minh Khai",),
    "J. R. Smith": ("J. R. Smith",),
    "Sean O’Grady": ("Sean O’Grady",),
    "Dr. Max Kolter": ("Dr. Max Kolter",),
    "By Joan Rill and Tam O'Ster, political editor, in Alderport": ("Joan Rill", "Tam O'Ster"),
    "Words: Joan Rill | Updated: 5 May": ("Joan Rill",),
    "Ute Brandt, Redakteurin Politik": ("Ute Brandt",),
    "Par Luc Verne (avec AFP)": ("Luc Verne",),
    "Di Marta Colle e Ugo de Valle": ("Marta Colle", "Ugo de Valle"),
    "Por Inés Okar y Pablo del Mar": ("Inés Okar", "Pablo del Mar"),
    "水野春子記者": ("水野春子",),
    "Reuters": (),
    "By The Associated Press": (),
    "Redaktion": (),
    "Staff Reporter": (),
    "Gazette News Desk": (),
    "MDR Sund Redaktion": (),
    "Maximale Anzahl von": (),
    "Mehr Infos": (),
    "https://gazette.example/by/jr": (),
    "": (),
    "vu Marc Weber": ("Marc Weber",),
    "Vum Marc Weber": ("Marc Weber",),
    "Vum Marc Weber an Anne Schmit": ("Marc Weber", "Anne Schmit"),
    "Publicerad av Åsa Öberg": ("Åsa Öberg",),
    "TT Nyhetsbyrån": (),
    "AV OLA NES OG KARI LI": ("OLA NES", "KARI LI"),
    "Aino Laine STT": ("Aino Laine",),
    "Aino Laine–STT": ("Aino Laine",),
    "Jón Jónsson skrifar": ("Jón Jónsson",),
    "Mart Tamm toimetaja": ("Mart Tamm",),
    "Toimetas Mart Tamm": ("Mart Tamm",),
    "Parengė Jonas Jonaitis": ("Jonas Jonaitis",),
    "red. Jan Kowal": ("Jan Kowal",),
    "Opr. Jan Kowal": ("Jan Kowal",),
    "Jan Kowal redaktor": ("Jan Kowal",),
    "Napísala Mária Horváthová": ("Mária Horváthová",),
    "Agência Brasil": (),
    "Estadão Conteúdo": (),
    "Ana Sol da Agência Brasil": ("Ana Sol",),
    "Do UOL, em São Paulo": (),
    "Da Redação, com Agência Brasil": (),
    "Por Ana Sol | El Faro del Sur": ("Ana Sol",),
    "By WANJIRU KAMAU More by this Author": ("WANJIRU KAMAU",),
    "Na Juma Hassan": ("Juma Hassan",),
    "Na Juma Hassan, Dodoma": ("Juma Hassan",),
    "Na Mwandishi Wetu": (),
    "Mwandishi Wetu": (),
    "Imeandikwa na Juma Hassan": ("Juma Hassan",),
    "Deur Pieter Botha": ("Pieter Botha",),
    "Joan Rill, Reporter, Harrow Bay": ("Joan Rill",),
    "Ditulis oleh Budi Santoso": ("Budi Santoso",),
    "Reporter Budi Santoso, Editor Dewi Lestari": ("Budi Santoso",),
    "Nguyễn Văn An - Trần Thị Bình": ("Nguyễn Văn An", "Trần Thị Bình"),
    "編譯陳海生／綜合報導": ("陳海生",),
    "國際中心／陳海生報導": ("陳海生",),
    "國際中心/綜合報導": (),
    "文｜张三丰": ("张三丰",),
    "文丨张三丰": ("张三丰",),
    "记者 张三丰 编辑 李四光": ("张三丰",),
    "中新网": (),
    "新京报记者 张三丰 编辑 李四光 校对 王五一": ("张三丰",),
    "编辑 | 李四光": (),
    "水野春子 山田太郎": ("水野春子", "山田太郎"),
    "社会部 水野春子": ("水野春子",),
    "ロイター編集": (),
    "経済ジャーナリスト 水野春子": ("水野春子",),
    "김바다 이하늘 기자": ("김바다", "이하늘"),
    "글·사진 김바다 기자": ("김바다",),
    "베이징=김바다 특파원": ("김바다",),
    "입력 2024.05.03": (),
    "뉴시스": (),
    "राम शर्मा, नई दिल्ली": ("राम शर्मा",),
    "निज प्रतिनिधि": (),
    "নিজস্ব প্রতিবেদক": (),
    "নিজস্ব সংবাদদাতা": (),
    "নিজস্ব প্রতিবেদক, ঢাকা": (),
    "অনলাইন ডেস্ক": (),
    "ویب ڈیسک": (),
    "نیوز ڈیسک": (),
    "نمائندہ خصوصی": (),
    "علی رضا، اسلام آباد": ("علی رضا",),
    "خبرگزاری ایرنا": (),
    "گروه سیاسی": (),
    "به گزارش ایسنا": (),
    "كتب- سامي الحداد": ("سامي الحداد",),
    "بيروت - سامي الحداد": ("سامي الحداد",),
    "محرر الشؤون المحلية": (),
    "מאת: דוד כהן ורות לוי": ("דוד כהן", "רות לוי"),
    "דוד כהן ורות לוי": ("דוד כהן", "רות לוי"),
    "מערכת החדשות": (),
    "מערכת אתר החוף": (),
    "סוכנויות הידיעות": (),
    "דוד כהן, כתבנו לענייני צבא": ("דוד כהן",),
    "Mícheál Mac an tSaoi": ("Mícheál Mac an tSaoi",),
    "Siti Nurhaliza binti Ahmad": ("Siti Nurhaliza binti Ahmad",),
    "Abd al-Rahman al-Rashid": ("Abd al-Rahman al-Rashid",),
}


@pytest.mark.parametrize("line", BYLINES)
def test_people(line: str) -> None:
    assert people(line) == BYLINES[line]


def test_a_surname_may_begin_like_a_word_that_leads_to_a_name() -> None:
    assert people("Van Jones", sure=True) == ("Van Jones",)
    assert people("De Marr", sure=True) == ("De Marr",)
    assert people("By Van Jones", sure=True) == ("Van Jones",)


def test_a_field_for_a_name_may_hold_a_single_word() -> None:
    assert people("Rill") == ()
    assert people("Rill", sure=True) == ("Rill",)


def test_the_outlet_is_no_person() -> None:
    assert people("Harrow Gazette", outlet="The Harrow Gazette") == ()


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Joan Rill, Reuters", ("Reuters",)),
        ("dpa/AFP", ("dpa", "AFP")),
        ("By the associated press", ("AP",)),
        ("ロイター", ("Reuters",)),
        ("mit Material der Deutschen Presse-Agentur (dpa)", ("dpa",)),
        ("TASS, 2 March", ("TASS",)),
        ("Pat Apple", ()),
        ("The AFPs", ()),
    ],
)
def test_agencies(line: str, expected: tuple[str, ...]) -> None:
    assert agencies_in(line) == expected


@given(st.text(max_size=120))
def test_any_line_gives_names_without_repeats(line: str) -> None:
    names = people(line, sure=True)
    assert len({name.casefold() for name in names}) == len(names)
    assert all(name == name.strip() and name for name in names)


@pytest.mark.parametrize(
    ("paragraph", "expected"),
    [
        ("ALDERPORT, Vessany, March 3 (Interlake) – Rescuers found the boats.", ("Interlake",)),
        ("ALDERPORT (Reuters) - Rescuers found the boats.", ("Reuters",)),
        ("Alt Hafen, 3. März (dpa) – Die Fähre fährt.", ("dpa",)),
        ("The mayor (Ines Okar) said so.", ()),
        ("A plan (the third) – it failed.", ()),
    ],
)
def test_dateline(paragraph: str, expected: tuple[str, ...]) -> None:
    assert dateline(paragraph) == expected


def test_organisation() -> None:
    assert organisation("Interlake", outlet="The Harrow Gazette") == "Interlake"
    assert organisation("Harrow Gazette", outlet="The Harrow Gazette") == ""
    assert organisation("Politics Desk") == ""


def test_a_hebrew_label_for_the_photographer_names_no_author() -> None:
    assert people("צילום: דנה ברק") == ()
    assert people("מאת: דנה ברק") == ("דנה ברק",)


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("Piers Post and Anna Holt", ("Piers Post", "Anna Holt")),
        ("Anna Holt and Piers Post", ("Anna Holt", "Piers Post")),
        ("Rupert Root", ("Rupert Root",)),
        ("Ann Guest and Piers Brandt", ("Ann Guest", "Piers Brandt")),
        ("Sandvik Post", ()),
        ("The Hallin Post", ()),
        ("Hallin Post staff", ()),
    ],
)
def test_a_family_name_that_outlets_bear_as_well_is_known_by_the_name_before_it(
    line: str, found: tuple[str, ...]
) -> None:
    assert people(line, language="en") == found
