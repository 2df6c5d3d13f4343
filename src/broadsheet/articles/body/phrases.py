"""How boilerplate speaks, in many languages: lines that invite, point elsewhere, credit or disclaim.

Requirement: a line of these is no part of the article wherever it stands. Theory: outlets address
the reader in set phrases at the start of a line; sentences of reports hardly ever do. Where a verb is
also how a report begins ("recibe", "انضم"), the line must name a channel as well. Known failures: a
report about newsletters that quotes one.

Each table is one alternative a line, by language; all are matched without regard to case.
"""

from __future__ import annotations

import re

_I = re.IGNORECASE


def words_of(line: str) -> frozenset[str]:
    """A table of words that is written as one text, folded."""
    return frozenset(line.casefold().split())


def any_of(table: str) -> str:
    lines = (line.strip() for line in table.splitlines())
    return "(?:" + "|".join(line for line in lines if line and not line.startswith("# ")) + ")"


def opening(table: str, *, whole: bool = False) -> re.Pattern[str]:
    """Lines that open so; `whole` for lines that are no more than that."""
    return re.compile(r"^[\W_]*" + any_of(table) + (r"[\W_]*$" if whole else ""), _I)


# A line that opens so points to another article. Short lines only, and no sentences.
POINTER = opening(
    r"""
    # English
    (?:read|see|hear|watch|learn|find out|discover)\s+(?:more|also|next|too)\b
    (?:more|also)\s*[:|]
    also (?:read|see|watch|on)\b
    related(?:\s+(?:articles?|stor(?:y|ies)|content|coverage|links?|topics?|reading|news|posts?|items?))?\s*(?:[:|•–-]|$)
    (?:don.?t|do not) miss\b(?=\W*$|.{0,3}[:!])
    you (?:may|might) (?:also )?(?:like|be interested|enjoy|have missed)
    recommended(?: (?:for you|reading|stories|articles))?\W*$
    (?:watch|listen|video|podcast|gallery|photos?|in pictures|opinion|explainer|analysis|live|quiz|interactive|read|fact check)\s*[:|]
    watch (?:now|live|the video|below|this)\b
    (?:click|tap) here\b
    (?:most|top|latest|trending) (?:read|viewed|popular|shared|commented|stories|news|videos?|headlines)\b(?:\s+(?:in|on|from|stories|articles|news)\b.{0,30})?\W*$
    more (?:from|on|about|in)\b.{0,60}$
    more (?:stories|news|coverage|videos?)\b.{0,40}$
    for more (?:stories|news|on|information|like this)\b
    (?:keep|continue) reading
    (?:up|read) next\W*$
    what to read next
    explore further
    (?:story|article) continues
    >>|➤|→|»\s|▶|►
    # German
    mehr (?:zum thema|dazu|lesen|infos?|informationen|aus\b|news|nachrichten|zu\b)
    lesen? sie (?:auch|mehr|hier|dazu|weiter|jetzt)
    lesen? (?:auch|sie dazu)\b
    lies (?:auch|hier)
    auch (?:interessant|lesenswert|spannend)
    (?:das|dies) könnte (?:sie|dich) (?:auch )?interessieren
    passend (?:dazu|zum thema)
    zum thema\s*:
    hintergrund\s*:.{0,70}$
    siehe auch|weiterlesen|jetzt lesen
    hier (?:geht.?s|geht es (?:zu[rm]?|weiter)|lesen|finden sie)\b
    # French
    lire (?:aussi|également|la suite|plus|l.article)
    à (?:lire|voir|écouter|découvrir)(?:\s+(?:aussi|également|sur|ensuite))?\b
    voir (?:aussi|également)
    (?:notre|nos) (?:dossier|article)s?\s*:
    pour aller plus loin
    sur le même (?:sujet|thème)
    # Italian
    leggi (?:anche|pure|di più|tutto)
    (?:guarda|vedi|ascolta) (?:anche|il video)
    ti potrebbe(?:ro)? interessare|potrebbe interessarti|per approfondire|l.approfondimento
    # Spanish, Catalan
    (?:lee|lea|leer|mira|vea|ver|te puede|le puede|te recomendamos|más) (?:también|más|además|interesar|información|leer|leyendo|noticias)
    (?:además|le recomendamos|lee)\s*:
    (?:noticias?|notas?) relacionadas?
    (?:llegeix|llegiu|vegeu) (?:també|més)
    # Portuguese
    (?:leia|veja|saiba|ouça|confira|assista)(?: (?:também|mais|a seguir|ainda|aqui))\b
    (?:leia|veja|saiba mais)\s*:
    relacionad[oa]s?\s*:?\W*$
    # Dutch, Afrikaans
    lees (?:ook|meer|verder|hier)
    meer (?:over|lezen|nieuws)\b
    bekijk (?:ook|hier)|luister (?:ook|naar)|(?:zie|kijk) ook
    # The Nordic languages
    läs (?:också|mer|även|vidare)|les (?:også|mer|mere|videre|saken)|læs (?:også|mere|videre)
    se (?:også|også:|även|mere)\b|hør også
    lue (?:myös|lisää)|katso myös
    lesa meira|lestu (?:líka|meira|einnig)|sjá einnig
    # Polish, Czech, Slovak, Hungarian, Romanian, the South Slavic languages, the Baltic languages
    czytaj (?:też|także|również|więcej|dalej|całość)
    zobacz (?:też|także|również|więcej)
    (?:przeczytaj|sprawdź|polecamy)\b.{0,6}:
    przeczytaj (?:też|także|również)
    (?:čtěte|přečtěte|čítajte|prečítajte) (?:si )?(?:také|též|více|dále|aj|tiež|viac)
    (?:olvass|olvasd|nézd) (?:el|tovább|még|meg)|ez is érdekelheti|kapcsolódó (?:cikk|anyag)\w*|ajánlott (?:cikk|tartalom)\w*
    (?:citește|citeşte|vezi|citiți) (?:și|şi|mai|integral)
    (?:pročitajte|čitajte|pogledajte) (?:još|i|više|također|takođe)|preberite (?:še|tudi)
    прочетете (?:още|също)|вижте (?:още|също)|виж още|прочитајте (?:и|још)
    skaitykite (?:taip pat|daugiau)|lasi (?:arī|vairāk)|loe (?:ka|lisaks|rohkem)
    # Russian, Ukrainian
    (?:читайте|читать|смотрите|слушайте)(?:\s+(?:также|ещё|еще|далее|по теме|больше))\s*[:.]?(?:\s|$)
    (?:читайте|смотрите|подробнее)\s*:
    (?:материалы )?по теме\s*:?\W*$
    (?:читайте|дивіться|читати) (?:також|ще|далі)
    # Greek, Turkish, Hebrew
    (?:διαβάστε|δείτε|ακούστε) (?:επίσης|ακόμη|ακόμα|περισσότερα|εδώ)
    διαβάστε\s*:|σχετικ(?:ά άρθρα|ές ειδήσεις)\W*$
    (?:ayrıca|bunu da|devamını|şunlar da)\s+(?:bakınız|okuyun|oku|ilginizi)\b
    [iİ]lgili haber(?:ler)?\s*(?:[:|]|$)|[iİ]lginizi çekebilir|önerilen haber
    קרא(?:ו)? (?:עוד|גם)|עוד בנושא
    # South-East Asia
    baca (?:juga|selengkapnya|lebih)|lihat juga|simak (?:juga|berita)
    xem thêm|đọc thêm|อ่านเพิ่มเติม|ข่าวที่เกี่ยวข้อง
    # East Asia
    関連(?:記事|ニュース|リンク)|あわせて読みたい|こちらも(?:読む|おすすめ)|次ページ|続きを読む|もっと見る
    【(?:関連|写真|画像|動画|図解|もっと|一覧)
    おすすめ(?:記事|の記事)?\W*$
    (?:相关|延伸|推荐|相關|更多|看更多|熱門)(?:阅读|閱讀|新闻|新聞|报道|報導|文章|内容)\s*[:：]?
    看更多\s*[:：]|更多\s*[:：]
    관련\s*(?:기사|뉴스)|더\s*(?:보기|읽기)|많이 본 (?:기사|뉴스)
    # More of the same, in the words of single countries
    (?:veja o|assista ao|guarda il|mira el|ver el|vea el|смотрите|дивіться) v[ií]de[oó]\w*\b.{0,40}$|δείτε το βίντεο|katso (?:video|kuvat)\b|nézze meg .{0,20}galéri\w+
    mohlo by (?:vás|vas|sa vám) (?:zajímat|zaujímať|páčiť)|olvasta már|ezt is ajánljuk|още по темата|loe (?:veel|edasi)|lasi (?:vēl|vairāk)|skaityti (?:daugiau|toliau)
    pročitaj(?:te)? i\b|te (?:recomendamos|sugerimos)\b.{0,60}$|puedes? leer\b\s*:?|puede leer\b|(?:mirá|leé|lee|mira) (?:también|además|más)
    baca\s*:|simak (?:video|pula)\b|halaman selanjutnya|mời (?:độc giả|quý vị)|อ่านข่าวเพิ่มเติม|อ่านต่อ
    關連報導|关联报道|إقرأ أيضا?ً?|مزيد من الأخبار|قراءة المزيد|مطالب مرتبط|לכל העדכונים|یہ بھی پڑھ(?:یں|یے)|আরো পড়ুন
    # Urdu, Tamil, Swahili, Malay, Tagalog
    مزید پڑھیں|یہ بھی پڑھیں|(?:மேலும்|இதையும்) படிக்க|soma (?:pia|zaidi)|baca (?:lagi|pula)|basahin (?:din|rin)
    # Arabic, Persian, Hindi, Bengali
    (?:اقرأ|اقرئي|شاهد|تابع|طالع|للمزيد|مواضيع|أخبار)\s+(?:أيضا|أيضاً|أيضًا|المزيد|كذلك|ذات صلة)
    (?:اقرأ|شاهد|طالع)\s*:|قد يهمك
    بیشتر بخوانید|همچنین بخوانید|بیشتر بدانید
    (?:यह|ये|इसे|और)\s*(?:भी)?\s*(?:पढ़ें|पढ़ें|देखें)|संबंधित (?:खबर|समाचार|लेख)|আরও পড়ুন
    """
)

# Words of the channels by which outlets want to be followed.
_CHANNEL = (
    r"(?:newsletters?|whatsapp|telegram|facebook|instagram|twitter|youtube|tiktok|linkedin|threads|bluesky|viber|google (?:news|noti\w+|nieuws|discover)|"
    r"\bapps?\b|\be-?mails?\b|\bmail\b|posta|correo|postfach|inbox|canal(?:e|es)?\b|kana[lł]\w*|channel|канал\w*|κανάλι|قنا(?:ة|تنا|تها)|تطبيق\w*|(?:ال)?نشرة|واتس\s?اب|تليجرام|فيسبوك|"
    r"bolet[ií]n\w*|bülten\w*|hírlevel\w*|hírlevél\w*|biuletyn\w*|nyhedsbrev\w*|nyhetsbrev\w*|nieuwsbrie\w*|infolettre|rss|push|notific\w+|podcast|spotify|ritag\w*|जानकारी|चैनल|ऐप|व्हाट्सएप|קבוצ\w*|ערוץ)"
)

# Lines that ask for something: a subscription, a follow, a tip, a donation, a click.
APPEAL = opening(
    r"""
    # English
    (?:please )?(?:sign|signing) up\b
    the post .{0,220}(?:appeared first|first appeared) on\b
    subscribe\b
    (?:get|receive|have)\b.{0,80}\b(?:your inbox|newsletter|delivered|by e-?mail|letterbox|email alerts?|push notifications?)\b
    (?:follow|like|join|find|contact|reach|e-?mail|write to)\b.{0,80}\b(?:on (?:twitter|facebook|x\b|instagram|whatsapp|telegram|linkedin|youtube|tiktok|bluesky|threads|social)|our (?:whatsapp|telegram|facebook|community|channel)|@\w+|at \S+@\S+)
    (?:download|get|install)\b.{0,40}\bapp\b
    (?:check out|read) more .{0,120}\bnewsletter
    (?:got|have) (?:a|any) (?:story|tip|tips|question|news tip|comment|view|opinion|photo)\b
    (?:do you|are you|have you|is there|are)\b.{0,120}\b(?:get in touch|contact us|email us|let us know|e-?mail\b)
    for more stories like this
    (?:want|would you like)\b.{0,60}\b(?:newsletter|sign up|subscribe|more)\b
    (?:share )?all sharing options for\b
    support (?:our|us|independent|\w+.s) (?:journalism|work|reporting)
    (?:make|consider) (?:a )?(?:donation|donating)
    become a (?:member|subscriber|supporter)
    if you (?:enjoyed|liked|value|have been affected|would like to|buy something|purchase|click)\b.{0,240}(?:article|join|subscribe|support|commission|link|contact|newsletter|share)
    (?:we|this (?:article|post|page|story|site)) (?:may|might|can|contains?|includes?|uses?|earns?|use|earn)\b.{0,90}\b(?:commission|affiliate)
    (?:our|the) newsletters?\b
    you(?: have|.ve)(?: only)? (?:\d+|one|two|three|four|five|no) (?:more )?(?:free |complimentary )?(?:articles?|stories|story)\b.{0,20}\b(?:left|remaining)\b.{0,20}$
    newsletter\W*$
    by (?:signing up|subscribing|submitting|clicking|entering|registering)\b
    thank(?:s| you) for (?:signing|subscribing|reading|joining|registering)
    there was (?:an error|a problem)\b
    an error (?:has )?occurred\b
    (?:already|not yet) (?:a )?(?:subscribe[rd]?|registered|member)\b
    (?:enter|add) your (?:e-?mail|name)
    (?:you can|you may) (?:unsubscribe|opt out)
    share (?:this|on|via|your)\b.{0,60}$
    (?:leave|post|add|view|show|read) (?:a |your |all |the )?comments?\b.{0,40}$
    comments? (?:are|on this)\b
    tell us what you think|let us know\b
    what do you think\b.{0,80}$
    this content is (?:hosted|not available|provided)
    this (?:is|remains) a (?:breaking|developing)(?: news)? story\b
    (?:story|article) continues (?:below|after)
    (?:continue|scroll) (?:below|down)
    turn on\b.{0,40}notifications
    (?:to order|for) (?:presentation-ready |reprint)?\w* ?(?:copies|reprints)\b.{0,120}$
    stay (?:informed|connected|ahead|up to date|updated)\b.{0,60}\b(?:with|on|by)\b
    by providing (?:an|your) e-?mail
    (?:show|hide) comments
    # Lines between two parts of a text that say that it goes on
    (?:tekst|članak|artikel|artikeln|artiklen|artikkelen|saken|cikk|článek|článok|текст)\w* (?:se nastavlja|nastavlja se|fortsätter|fortsætter|fortsetter|pokračuje|продовжується)
    (?:dalsza część|dalszy ciąg) (?:artykułu|materiału|tekstu)|(?:vijest|priča|članak) se nastavlja|juttu jatkuu\b|広告の下に続きます|記事の続きは
    (?:het|de|dit) (?:artikel|tekst|verhaal) gaat (?:verder|door)\b|tekst gaat verder
    continua (?:após|depois d)a publicidade|(?:el artículo )?continúa (?:después|tras) de la publicidad|haberin devamı|продолжение (?:после|под) реклам|продовження після реклами
    get (?:all )?the latest\b.{0,80}\b(?:whatsapp|inbox|telegram|app)\b|تابعوا\b.{0,60}(?:قنات|واتساب|تليغرام|فيسبوك)|segueix-nos|(?:기사)?제보(?: 및 보도자료)?\s*[:：]?\s*\S+@
    .{0,24}用APP看新聞|\(?this (?:story|article) has not been edited by\b
    # A request for hints and errata
    heb je een (?:tip|vraag|opmerking)|masz dla nas (?:temat|zdjęci|ciekaw)|מצאתם טעות|har du (?:et |ett )?tips?\b.{0,60}$|tipsa oss\b|så (?:jobbar|arbetar) .{0,40} med journalistik
    haben sie (?:einen )?(?:fehler|tipp|hinweis)|¿(?:encontraste|has visto|ves) (?:un )?error|seguinos\b
    # German
    der beitrag .{0,220}erschien zuerst auf\b
    (?:jetzt|hier|gleich|kostenlos)?\s*(?:für (?:den|unseren|die)|den|unseren) .{0,60}newsletter.{0,60}(?:anmelden|abonnieren|bestellen|registrieren)
    (?:jetzt )?(?:abonnieren|bestellen) sie\b
    (?:jetzt )?melden sie sich\b.{0,60}\bnewsletter
    folgen? (?:sie|uns|dieser) .{0,80}(?:auf|bei|in) .{0,40}(?:whatsapp|facebook|instagram|x\b|twitter|threads|youtube|google|linkedin|telegram|feed)
    folgst du\b|abonniere?\b(?!nt)
    newsletter\b.{0,60}$
    (?:wir|hier) (?:freuen uns|verwenden|finden sie)\b.{0,80}(?:newsletter|kommentar|feedback|cookies)
    (?:empfohlener|externer) (?:redaktioneller )?inhalt
    an dieser stelle (?:finden|befindet|würden|steht)
    (?:ich bin|mit klick|durch klick|indem sie)\b.{0,60}(?:einverstanden|stimme|externe)
    hiermit (?:stimme|akzeptiere)
    (?:link zum|dieser|dieses|der|um (?:den|diesen|das)) .{0,40}(?:youtube|facebook|instagram|twitter|externen?|podigee|datawrapper|opinary)[- ]?.{0,30}(?:inhalt|inhalte|video|laden|anzeigen|zugriff)
    ein klick für den datenschutz
    datenschutz(?:hinweis|erklärung)?\W*$
    (?:inhalt|inhalte|video|karte|grafik) (?:laden|anzeigen|aktivieren|zeigen)\W*$
    kommentare?\W*(?:\d+)?\W*$
    hinweis der redaktion\s*:\s*(?:dieser artikel enthält|wir)
    mit (?:\*|stern\w*) (?:gekennzeichnete|markierte)
    (?:dieser|der) (?:artikel|text|beitrag) (?:erschien|ist|erscheint|wurde|stammt|enthält|liegt)\b.{0,60}(?:zuerst|erstmals|affiliate|original|ursprünglich|kooperation|printausgabe)
    \d+ (?:wochen|tage|monate) (?:kostenlos|gratis)\b
    # French
    (?:inscrivez-vous|abonnez-vous|rejoignez-nous|suivez-nous|retrouvez-nous)\b
    (?:suivez|retrouvez|recevez|téléchargez) (?:toute?s?|chaque|gratuitement|nos|notre|l.(?:actu\w*|info\w*|appli\w*))\b
    (?:s.abonner|s.inscrire|je m.abonne|partager)\b.{0,60}$
    (?:l.accès à|cet? article est)\b.{0,40}(?:abonnés|réservé)
    # Italian
    (?:iscriviti|abbonati a[li ]|seguici)
    (?:ricevi|scarica|segui|resta)\b.{0,120}"""
    + _CHANNEL
    + r"""
    # Spanish, Catalan, Portuguese
    (?:suscríb[ae]te|suscríbase|regístrate|síguenos|síganos|apúntate|subscriu-te|inscreva-se)\b
    (?:recibe|reciba|sigue|siga|únete|descarga|receba|assine|participe|entre|baixe|segueix)\b.{0,120}"""
    + _CHANNEL
    + r"""
    clique (?:aqui|e)\b|haz clic aquí|haga clic aquí
    # Dutch
    (?:schrijf je in|meld je aan|volg ons|abonneer je)\b
    (?:download|ontvang|volg)\b.{0,100}"""
    + _CHANNEL
    + r"""
    # The Nordic languages
    (?:anmäl dig|tilmeld dig|meld deg på)\b.{0,80}"""
    + _CHANNEL
    + r"""
    (?:prenumerera|följ oss|abonnér|abonner på|følg (?:oss|os)|seuraa meitä|tilaa (?:uutiskirje|lehti))
    # Polish, Czech, Slovak, Hungarian, Romanian, the South Slavic languages
    (?:zapisz się (?:na|do)|subskrybuj|obserwuj nas|śledź nas|zaprenumeruj|kup prenumeratę)\b
    dołącz\b.{0,100}"""
    + _CHANNEL
    + r"""
    (?:přihlaste se|odebírejte|prihláste sa)\b.{0,80}"""
    + _CHANNEL
    + r"""
    sledujte nás|iratkozz(?:on)? fel|kövess(?:en)? minket|abonează-te|abonați-vă
    (?:urmărește|urmăriți)(?:-ne)?\b.{0,80}"""
    + _CHANNEL
    + r"""
    pretplatite se|zapratite nas|pratite nas|пратите нас|абонирайте се
    последвайте ни|следвайте ни
    # Russian, Ukrainian
    (?:подписывайтесь|подпишитесь|присоединяйтесь|следите за нами|читайте нас)\b
    (?:следите за|подписаться на|наш)\b.{0,80}(?:канал\w*|telegram|рассылк\w*|новост\w*)
    (?:підписуйтесь|підписуйтеся|підпишіться|приєднуйтесь|приєднуйтеся|стежте за нами)\b
    # Greek, Turkish, Hebrew
    ακολουθήστε (?:το|τη|μας|μάς)\b|εγγραφείτε|κάντε (?:εγγραφή|like)\b
    abone ol(?:un|mak)?\b|bizi .{0,40}\btakip ed|bizi takip|bültenimize|tıklayın|haber(?:ler)?imizi.{0,40}takip
    (?:takip edin|takip et)\b
    (?:whatsapp (?:kanal|ihbar))
    עקבו אחרינו|הירשמו|הצטרפו (?:לערוץ|לקבוצת|אלינו)
    # South-East Asia
    (?:ikuti|dapatkan|gabung|berlangganan|simak)\b.{0,100}(?:channel|kanal|whatsapp|telegram|newsletter|google news)
    theo dõi (?:chúng tôi|kênh)|ติดตาม.{0,40}(?:line|facebook|twitter|youtube)
    # East Asia
    メールマガジン|メルマガ|無料会員|会員登録|ログインして|友だち追加
    フォロー(?:する|して)|シェアする|この記事を(?:シェア|共有|保存)|LINE(?:で送る|公式)|公式(?:LINE|アプリ)
    (?:订阅|訂閱)(?:我们|我們|.{0,12}(?:频道|頻道|电子报|電子報|通讯))
    关注(?:我们|公众号|微信)|關注我們|扫码|扫描(?:下方)?二维码
    下[載载].{0,12}APP|点击(?:此处|这里|下载|进入)|點擊(?:此處|這裡|下載)
    分享(?:到|至)(?:微信|微博|朋友|line|facebook|twitter|：|:)
    加入.{0,12}(?:LINE|频道|頻道|telegram)
    (?:구독|카카오톡|제보|네이버).{0,40}(?:하기|구독|채널|메일)
    # Arabic, Persian, Hindi
    تابعنا|تابعونا|حمل(?:وا)? تطبيق|للاشتراك
    (?:اشترك|انضم|سجل|تابع)\b.{0,100}"""
    + _CHANNEL
    + r"""
    ما را (?:دنبال|در).{0,40}کنید|به کانال .{0,60}بپیوندید
    हमें फॉलो|सब्सक्राइब करें|डाउनलोड करें|यहां क्लिक|व्हाट्सएप चैनल
    """
)

# A line anywhere in which a newsletter is offered to the reader. The words of a report about one are not these.
MAILING = re.compile(
    any_of(
        r"""
        \b(?:newsletters?|e-?mail|daily briefing)\b.{0,120}\b(?:(?:straight |directly )?(?:to|in) your inbox|sign(?:ing)? up|subscrib(?:e|ing))\b
        \b(?:sign(?:ing)? up|subscrib(?:e|ing))\b.{0,60}\bnewsletters?\b
        \b(?:delivered|sent) (?:straight |directly )?(?:to|into) your (?:inbox|phone|e-?mail)\b
        \bin (?:ihr|deine?m?)\w* (?:privates )?(?:e-?mail-)?postfach\b
        \bin ihrem privaten postfach\b
        \bdirekt ins postfach\b
        \bdans votre boîte (?:mail|aux lettres)\b
        \ben (?:tu|su) (?:correo|bandeja de entrada)\b
        \bnella tua (?:casella|mail|inbox)\b
        \bin (?:je|uw) (?:mailbox|inbox)\b
        \bno seu e-?mail\b
        \bdirekt i (?:din )?(?:inkorg|innboks|indbakke)
        \bna (?:swoją|twoją|swój) (?:skrzynkę|e-?mail)\b
        """
    ),
    _I,
)

# Words that stand for advertisements and for parts of the page, a line by themselves.
LABEL = opening(
    r"""
    # Advertisements
    advertisement(?: \d+)?|advertising|ads?|sponsored(?: (?:content|by.*))?|promoted(?: content)?|partner content|continue reading the main story
    anzeige|werbung|publicité|pubblicità|publicidad|publicitat|publicidade|publicitate|reklam[aey]?|reklamní sdělení|annonce|annons|mainos|advertentie|hirdetés|oglas|iklan|quảng cáo|โฆษณา
    реклама|διαφήμιση|إعلان|آگهی|תוכן שיווקי|פרסומת|広告|ＰＲ|PR|スポンサーリンク|广告|廣告|광고|विज्ञापन|বিজ্ঞাপন
    # Sharing
    share|teilen|partager|compartir|condividi|compartilhar|delen|dela|del|jaa|paylaş|udostępnij|sdílet|zdieľať|megosztás|distribuie|podijeli|podeli|поделиться|поділитися|сподели|κοινοποίηση|شارك|اشتراک‌گذاری|שתפו|シェア|ツイート|分享|공유|bagikan|chia sẻ
    facebook|twitter|x|whatsapp|e-?mail|linkedin|pinterest|telegram|reddit|messenger|line|weibo|微信|微博|카카오톡
    print(?: article)?|drucken|imprimer|imprimir|stampa|copy(?: link)?|link copied!?|kopieren|merken|copia link|copier le lien
    # Parts of the page
    comments?|tags?|topics?|themen|sujets|temas|tagit|tagi|etiquetas|теги|タグ|标签|標籤
    \S+@\S+\.\w+
    loading\.*|lädt\.*|play|pause|mute|unmute|menu|search|close|schließen|fermer|back|next|previous|weiter|zurück|top|home
    subscribed?|log ?in|sign ?in|register|more|mehr|plus|más|mais|meer|mer|save|bookmark|follow|folgen|suivre|seguir|segui
    videos?|live|liveblog|ticker|faq|podcast|audio|interview|thema|quellen?:?|sources?:?|mit video|exclusive|exklusiv|breaking|gallery|bilder|fotos?|photos?|embed(?:ded content)?|order reprints
    image \d+ of \d+|\d+ ?/ ?\d+|\d+ (?:comments?|kommentare?|shares?)|min(?:ute)?s? read|\d+ min(?:ute)?s?(?: read)?|lesezeit\b.{0,20}|(?:tempo|tiempo) d[ei] le[ic]t?tura\b.{0,20}|temps de lecture\b.{0,20}|czas czytania\b.{0,20}|(?:reading time|read time)\b.{0,20}
    you (?:may|might) also like.*|undefined|null|true|false|\w+:|[\d\s|/•·.,:–-]*
    """,
    whole=True,
)

# Credits, rights and disclaimers.
CREDIT = opening(
    r"""
    # Rights
    ©|\(c\)\s*(?:\d{4}|copyright)|copyright\b|all rights reserved|alle rechte vorbehalten|tous droits réservés|todos los derechos|todos os direitos|tutti i diritti|alle rechten
    все права защищены|усі права захищені|wszelkie prawa zastrzeżone|všechna práva vyhrazena|minden jog fenntartva|tüm hakları|無断転載|版权所有|版權所有|무단 ?전재|저작권|جميع الحقوق
    this copy is for your personal, non-commercial use
    riproduzione riservata|©? ?riproduzione|ⓒ|版权声明|版權聲明|.{0,14}(?:未經授權|未经授权|无断|無断).{0,14}(?:轉載|转载|転載)|原标题\s*[:：]|[（(]完[)）]$
    انتهای پیام|کد خبر\b|\[gambas:|\(?with (?:inputs from )?(?:pti|ani|ians|afp|reuters|agency|agencies)(?: inputs)?\)?\W*$|.{2,30}/\s?\w+ nuotr\.$
    (?:编辑|編輯|责编|责任编辑|校对|审核)\s+[\u3400-\u9fff]{2,4}$|ภาพจาก|ขอบคุณภาพ
    # Pictures
    \(?(?:photos?|images?|pictures?|pic|fotos?|bild(?:er)?|photograph(?:er)?|fotograf\w*|illustration|graphic|grafik|grafica|infografik|crédits?|credit|fotocredit|bildquelle|fotó|sursa foto|foto(?:ğraf|grafia|grafija)|फोटो|तस्वीर|ছবি|படம்|تصویر|video|(?:cover|featured|lead) image|imagen|imagem|immagine|kuva|kép|zdjęcie|fot\.?|foto|фото|снимка|φωτο(?:γραφία)?|צילום|写真|図|圖|图|사진|الصورة|صورة|عکس|ảnh|ภาพ)(?:\s*(?:credits?|source|by|via|courtesy|caption|copyright|de|di|von))?\s*[:：=/©|]
    (?:getty images|picture alliance|imago images|shutterstock|istock)\b.{0,40}$
    # Those who edited it
    (?:editor|toimetaja|redaktor|redaktorius|redaktore|editör|szerkesztő|penulis|pewarta|penyunting|uploader|kontributor|laporan|redatora?|editora?)\s*[:：]\s*.{1,60}$
    # Sources
    (?:sources?|quellen?|verwendete quellen|fonte|fuente|bron|källa|kilde|źródło|zdroj|forrás|sursa|izvor|источник|джерело|източник|πηγή|kaynak|sumber|nguồn|المصدر|منبع|מקור|来源|來源|出典|출처)\s*[:：=]\s*.{0,80}$
    (?:with (?:material|inputs|files|reporting|additional reporting|agency inputs|agencies) (?:from|by|of)|additional reporting (?:by|from)|(?:reporting|writing|editing|compiled) by\b|mit (?:material|informationen|agenturmaterial)\b|avec (?:afp|reuters|agences)\b|con informaci[óo]n de\b|com informações d[aeo]\b).{0,160}$
    (?:\(責任編輯|（責任編輯|責任編輯|责任编辑|\(责任编辑|（责任编辑|编辑[：:]|編輯[：:])
    """
)

# Stamps of time and place of publication, a line by themselves: a verb, or a noun that is set off.
STAMP = opening(
    r"""
    (?:first |last |originally )?(?:published|updated|posted|modified|created|edited|issued)\b(?:\s+(?:on|at|by))?\s*[:：|]?\s*.{0,60}$
    (?:aktualisiert|veröffentlicht|erstellt|publié|mis à jour|modifié|pubblicato|aggiornato|publicado|publicada|actualizado|actualizada|atualizado|atualizada|gepubliceerd|bijgewerkt|publicerad|uppdaterad|publisert|oppdatert|opdateret|udgivet|julkaistu|päivitetty|opublikowano|aktualizacja|publikováno|aktualizováno|publikované|közzétéve|frissítve|publicat|actualizat|objavljeno|ažurirano)\b\s*[:：|]?\s*.{0,60}$
    (?:опубликовано|обновлено|опубліковано|оновлено|публикувана|обновена|објављено|δημοσιεύθηκε|ενημερώθηκε|yayınlan\w+|güncellen\w+|son güncelleme|diterbitkan|公開|更新(?:日|時間)?|配信|発行|发布(?:时间)?|發布|입력|수정|نشر|نُشر|آخر تحديث|تاريخ النشر|انتشار|פורסם|עודכן|प्रकाशित|अपडेटेड)\s*[:：|]?\s*.{0,60}$
    (?:stand|datum|date|fecha|data|dato|dátum|дата|tarih|giriş|cập nhật|تاریخ)(?:\s*[:：|]\s*|\s+(?=\d)).{0,60}$
    """
)

# Headings after which a page has nothing more of the article.
END = opening(
    r"""
    # English
    related(?: \w+)?|more (?:stories|from|on|news|like this)\b.*|most (?:read|popular|viewed|shared|commented)\b.*|latest (?:news|stories|from)\b.*|top stories|trending(?: now)?|recommended(?: \w+)*
    you (?:may|might) (?:also )?.*|read (?:more|next|also)\b.*|(?:up )?next|what to read next|(?:leave|post) a (?:comment|reply)|comments?(?: \(?\d+\)?)?|\d+ comments?|join the (?:conversation|discussion)
    about the authors?|(?:about|meet) \w+ \w+|author|share this.*|tags?|topics?(?: in this)?.*|sign up\b.*|subscribe\b.*|newsletters?\b.*|explore (?:more|further).*|editor.?s? picks?|popular (?:posts|stories)|our (?:latest|picks).*
    in (?:other news|this (?:article|story))|don.?t miss|around the web|from our partners|partner news|sponsored.*|sources
    # German
    mehr zum thema|mehr (?:aus|von|zu)\b.*|auch interessant|das könnte .*|weitere (?:artikel|themen|meldungen|nachrichten|beiträge)\b.*|meistgelesene?.*|top[- ]?(?:themen|artikel|news)|neueste .*|neue (?:nachrichten|artikel)|weiterführende links
    lesen sie auch.*|kommentare?.*|diskutieren.*|über (?:den autor|die autorin|die autoren)|empfehlungen?.*|zum thema|(?:unsere|verwendete)? ?quellen
    # French, Italian, Spanish, Catalan, Portuguese
    sur le même (?:sujet|thème)|à lire aussi|lire aussi|les plus lus|articles? (?:liés|similaires|recommandés)|commentaires?.*|dans la même rubrique|voir aussi
    leggi anche|articoli correlati|ultime notizie|i più letti|commenti|notizie correlate
    noticias relacionadas|lo más (?:leído|visto)|te puede interesar.*|más noticias|comentarios|temas relacionados|notes? relacionades|et pot interessar
    leia também|notícias relacionadas|mais lidas|últimas notícias|veja também|comentários|relacionadas
    # Dutch, the Nordic languages
    lees ook|meer nieuws|meest gelezen|gerelateerd.*|läs (?:mer|också)|mest läst|relaterat|les også|mest lest|læs også|mest læste|lue myös|luetuimmat
    # Eastern Europe
    czytaj (?:także|też)|najnowsze|najpopularniejsze|komentarze|związane z tematem|související.*|nejčtenější|súvisiace.*|najčítanejšie|kapcsolódó cikkek|legolvasottabb|citește și|cele mai citite|najčitanije|povezane vesti|povezani članci
    читайте также|по теме|самое читаемое|комментарии|новости по теме|читайте також|свързани.*|най-четени|διαβάστε (?:ακόμα|ακόμη|επίσης)|σχετικά άρθρα|σχόλια
    # Turkey, Asia, the Arab world
    ilgili haberler|çok okunanlar|yorumlar|öne çıkan.*|baca juga|berita terkait|artikel terkait|tin liên quan|ข่าวที่เกี่ยวข้อง
    関連記事.*|おすすめ.*|ランキング|あわせて読みたい|新着.*|コメント.*|人気記事.*|相关(?:新闻|阅读|报道|文章).*|延伸閱讀|相關新聞|热门.*|熱門.*|评论|留言|관련기사|관련 뉴스|댓글.*|많이 본.*|인기.*
    اقرأ أيضا.*|مواضيع ذات صلة|الأكثر قراءة|التعليقات|مطالب مرتبط|अधिक पढ़ें|संबंधित.*|यह भी पढ़ें.*|टिप्पणियां
    """,
    whole=True,
)

# About the author, at the end of a text.
BIO = re.compile(
    any_of(
        r"""
        \b(?:is|was|has been|covers|writes|worked|reports|joined)\b.{0,160}\b(?:reporter|correspondent|editor|journalist|writer|columnist|author|contributor|staff|fellow|professor|covering|producer|bureau|newsroom|intern|curator)\b
        \b(?:ist|war|arbeitet|schreibt|berichtet|studierte|leitet)\b.{0,160}\b(?:redakteur\w*|korrespondent\w*|journalist\w*|autor\w*|reporter\w*|\w+-reporter\w*|volontär\w*|ressort\w*|redaktion)\b
        \b(?:est|es|è|é|is|är|er|jest|je|este)\b.{0,120}\b(?:journaliste|correspondant\w*|rédact\w+|periodista|redactor\w*|corresponsal|giornalista|corrispondente|jornalista|repórter|redacteur|verslaggever|correspondent|journalist|dziennikar\w+|novinář\w*|jurnalist\w*)\b
        (?:may|can) be reached at\b
        follow (?:him|her|them|me)\b
        @\w+\.(?:com|org|net|co)\b
        """
    ),
    _I,
)

# A note of a correction or a change, which is part of the article wherever it stands.
NOTE = opening(
    r"""
    # English
    (?:this|the) (?:article|story|piece|report|headline|page|column|post) (?:was|has been|is) (?:amended|corrected|updated|edited|changed|modified|revised)\b
    (?:correction|clarification|editor.?s.? note|update|erratum|amendment)s?\s*(?:\([^)]{0,40}\)|,? .{0,30}\d.{0,20}?)?\s*[:–—-]\s
    (?:an |the )?(?:earlier|previous|original) (?:version|headline) of this (?:article|story|report|post|piece)\b
    # German
    (?:anm(?:erkung)?\.? (?:der|d\.) red|korrektur(?:hinweis)?\s*[:(]|hinweis der redaktion\s*:(?! dieser artikel enthält)|transparenzhinweis\s*:|in einer (?:früheren|ersten|vorherigen) (?:version|fassung))
    (?:dieser|der) (?:artikel|text|beitrag) wurde .{0,60}(?:korrigiert|geändert|berichtigt|aktualisiert|ergänzt)
    # French, Italian, Spanish, Catalan, Portuguese, Romanian
    (?:correction|rectificatif|erratum|mise à jour|précision)\s*(?:,? [^:]{0,30}\d[^:]{0,20})?\s*:|(?:cet article|une (?:première|précédente) version de cet article)\b.{0,30}(?:a été|indiquait|mentionnait)
    (?:rettifica|errata corrige|correzione|precisazione|aggiornamento)\s*[:(]|(?:questo articolo|una (?:prima|precedente) versione (?:di questo articolo|dell.articolo))\b.{0,30}(?:è stat|riportava|diceva)
    (?:fe de errat\w+|corrección|aclaración|rectificación|nota (?:del editor|de la redacción)|actualización)\s*[:(]|(?:este artículo|esta noticia|una versión anterior de)\b.{0,40}(?:ha sido|fue) (?:corregid|actualizad|modificad|rectificad)
    (?:errata|correção|retificação|esclarecimento|nota da redação|nota do editor|atualização|erramos)\s*[:(]|(?:este (?:artigo|texto)|esta (?:matéria|notícia|reportagem)|uma versão anterior)\b.{0,40}foi (?:corrigid|atualizad|alterad)
    (?:erată|rectificare|corectare|corecție)\s*[:(]
    # Dutch, the Nordic languages
    (?:correctie|rectificatie|verduidelijking|aanvulling)\s*[:(]|(?:in een eerdere versie|dit artikel is (?:aangepast|gecorrigeerd|bijgewerkt))
    (?:rättelse|förtydligande|korrigering|rettelse|presisering|korreksjon|berigtigelse|præcisering|oikaisu|täsmennys|leiðrétting)\s*[:(.]|(?:i en tidigare version|i en tidligere (?:versjon|version|udgave)|artikeln har (?:uppdaterats|korrigerats|ändrats)|jutun aiemmassa)
    # Eastern Europe
    (?:sprostowanie|korekta|errata|aktualizacja|oprava|upřesnění|oprava chyby|helyreigazítás|helyesbítés|pontosítás|ispravka|ispravak|demanti|popravek|поправка|уточнение|исправление|исправлено|виправлення|уточнення|исправка|διόρθωση|επανόρθωση)\s*[:(]
    w poprzedniej wersji|v předchozí verzi|в предыдущей версии|у попередній версії
    # Turkey, Asia, the Arab world
    (?:düzeltme|ralat|koreksi|đính chính|แก้ไข|תיקון|תיקון טעות|تصحيح|تصويب|توضيح|اصلاحیه|सुधार|भूल सुधार|শুদ্ধিপত্র)\s*[:：(]
    【?(?:訂正|おわび|お断り|更正|勘误|勘誤|编者按|更新說明|바로잡습니다|정정|알립니다)】?\s*(?:[:：]|\s|$)
    """
)

# What a page says where it keeps the rest of an article for those who pay or register.
WALL = re.compile(
    r"(?:subscribe|sign (?:up|in)|register|log ?in|become a (?:member|subscriber)|start your (?:free )?trial|unlock)\b.{0,60}\b(?:to (?:continue|read|keep reading|unlock|access|view)|full (?:story|article)|"
    r"this (?:story|article|content)|unlimited)|(?:this|the) (?:article|story|content) is (?:for|only|available|reserved|exclusive).{0,30}(?:subscribers|members)|already a (?:subscriber|member)\?|"
    r"(?:subscribers|members)[- ]only|weiterlesen mit|jetzt (?:weiterlesen|freischalten|abonnieren)|(?:artikel|inhalt) (?:ist )?(?:nur|exklusiv) für (?:abonnenten|mitglieder)|"
    r"(?:mit|im) (?:\w+\s?)?(?:plus|\+)[- ]?abo|sie haben bereits ein abo|diesen artikel lesen|registrieren sie sich.{0,40}lesen|"
    r"(?:article|contenu) (?:est )?réservé aux abonnés|réservé à nos abonnés|il vous reste .{0,20}à (?:lire|découvrir)|pour (?:lire|accéder à) la suite|abonnez-vous|"
    r"(?:contenido|artículo) (?:exclusivo )?para suscriptores|suscríbe?te para|para seguir leyendo|(?:contenuto|articolo) riservato agli abbonati|abbonati per (?:leggere|continuare)|"
    r"per continuare a leggere|(?:conteúdo|matéria) exclusiv[oa] para assinantes|assine para|verder lezen\?|alleen voor abonnees|læs videre|for abonnenter|kun for abonnenter|"
    r"för att läsa (?:vidare|hela)|lås upp|tylko dla (?:prenumeratorów|subskrybentów|abonentów)|только для подписчиков|чтобы (?:читать|прочитать) (?:дальше|полностью)|"
    r"有料会員|会員限定|この記事は有料|残り\d+文字|登録すると続き|订阅后|付费(?:阅读|内容)|구독자 전용|abone ol(?:un|mak)|المشتركين فقط", re.IGNORECASE | re.DOTALL
)  # fmt: skip
