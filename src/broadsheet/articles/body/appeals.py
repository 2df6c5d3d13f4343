"""How a page asks its reader to pay, to subscribe or to log in before it shows the rest: in many languages.

Requirement: an offer is told from a report about offers. Theory: an offer speaks to its reader, so each of
its sentences opens with the request ("Read on with …", "Already a subscriber?", "2.95 a week."); a report
tells in whole sentences who charges what. All tables are matched at the start of a sentence, but for forms
that no report has. Known failures: a report that ends in a list of prices.

Each table is one language a line, matched without regard to case.
"""

from __future__ import annotations

import re

from broadsheet.articles.body.phrases import any_of, opening

# A sentence ends at its mark, at a line's end, or where a bar or a bullet parts what stands beside it.
SENTENCE = re.compile(r"(?<=[.!?。！？।؟…])[\s\"'”»]+|\n+|\s+[|•·]\s+|(?<=[。！？])")

# To read the rest.
READ_ON = opening(
    r"""
    (?:read on|keep (?:on )?reading|continue (?:reading|to read)|read (?:the (?:full|whole|rest)|more|all|every|it all|this (?:full )?(?:article|story)) with|to (?:read|continue|keep reading|see|unlock)\b.{0,60}\b(?:subscri|log ?in|sign|regist|member|account)|unlock|get (?:full|unlimited|instant|digital|complete) access|(?:full|unlimited|digital) access|access to all|enjoy (?:full|unlimited)|you(?:.ve| have) (?:reached|read)\b.{0,40}\b(?:limit|free|last)|the rest of this (?:article|story|post))
    (?:this|the|our) (?:article|story|post|content|page|report|text|rest)\b.{0,30}\b(?:is|are) (?:for|only|exclusive|reserved|available|restricted|behind)\b.{0,30}(?:subscri|member|paying|plus|premium|registered)|(?:only )?for (?:paid |paying |our )?(?:subscribers|members)(?: only)?\W*$|(?:subscribers?|members?)[- ](?:only|exclusive)\b|exclusive (?:to|for) (?:our )?(?:subscribers|members)|premium (?:content|article)\W*$
    (?:lesen sie (?:\w+ )?(?:weiter|alles|diesen|den ganzen|alle)|weiterlesen|jetzt (?:weiterlesen|freischalten|testen|lesen)|mit \S+ weiterlesen|zugang zu allen|zugriff auf alle|alle (?:artikel|inhalte) (?:lesen|auf|von)|unbegrenzt|um (?:weiterzulesen|den (?:ganzen|vollen|vollständigen))|(?:dieser|der|diesen) (?:artikel|text|beitrag|inhalt)\b.{0,30}\b(?:nur für|exklusiv|kostenpflichtig)|nur für (?:abonnent|mitglied)|exklusiv für|diesen artikel (?:weiter)?lesen|sie (?:haben|möchten)\b.{0,40}(?:weiterlesen|gelesen))
    (?:lire la suite|lisez la suite|continuez (?:à lire|votre lecture)|poursuivez votre lecture|pour (?:lire|continuer|accéder)\b.{0,50}|il vous reste|accédez à|accès illimité|débloque[rz]|(?:cet |l.)?(?:article|contenu)\b.{0,12}\b(?:est )?réservé|réservé (?:aux|à nos) abonnés|la suite est réservée|profitez de tous)
    (?:sigue leyendo|siga leyendo|para (?:seguir|continuar) leyendo|continúa leyendo|accede a|acceso ilimitado|desbloquea|(?:este |esta )?(?:contenido|artículo|noticia)\b.{0,20}\b(?:exclusiv|solo|sólo|reservad)\w*\b.{0,16}suscriptores|(?:exclusivo|solo|sólo) para suscriptores|disfruta de acceso)
    (?:continua (?:a leggere|la lettura)|per (?:continuare|leggere|proseguire)\b.{0,50}|accedi a tutti|accesso illimitato|sblocca|(?:questo )?(?:contenuto|articolo)\b.{0,20}\briservat\w+|riservato agli abbonati|leggi tutto con)
    (?:continue (?:a ler|lendo)|para (?:continuar|ler)\b.{0,40}|leia (?:a matéria|o texto|na íntegra)\b.{0,30}\bassin|acesso ilimitado|desbloqueie|(?:este )?(?:conteúdo|artigo)\b.{0,20}\bexclusiv\w+\b.{0,16}(?:assinantes|subscritores)|exclusivo para assinantes|continua llegint|accés il·limitat|contingut exclusiu)
    (?:lees (?:verder|onbeperkt|het hele)|verder lezen|onbeperkt (?:lezen|toegang)|toegang tot alle|ontgrendel|om (?:verder te lezen|dit artikel)|dit artikel is (?:alleen|exclusief)|alleen voor abonnees|exclusief voor abonnees|slegs vir intekenare|lees voort met)
    (?:läs (?:vidare|hela|allt|obegränsat)|fortsätt(?: att)? läsa|för att läsa|lås upp|obegränsad (?:tillgång|läsning)|få tillgång|tillgång till alla|(?:den här )?artikeln är (?:bara |endast )?för|endast för prenumeranter|bara för prenumeranter)
    (?:læs (?:videre|hele|resten|alt)|fortsæt (?:med at læse|læsningen)|få (?:adgang|fuld|ubegrænset)|fuld adgang|ubegrænset|for at læse|kun for abonnenter|artiklen er for|les (?:videre|hele|resten|alt)|fortsett å lese|få (?:tilgang|full tilgang)|full tilgang|ubegrenset|for å lese|(?:denne )?saken er for|lås opp)
    (?:lue (?:koko|kaikki|loput|juttu)|jatka lukemista|rajaton (?:pääsy|lukuoikeus)|avaa (?:juttu|artikkeli)|(?:tämä )?(?:juttu|artikkeli|sisältö) on (?:vain )?tilaaj\w+|vain tilaajille|lestu (?:áfram|alla)|haltu áfram að lesa|aðeins fyrir áskrifendur|(?:þessi )?(?:grein|frétt)\w* er (?:aðeins )?(?:fyrir|opin) áskrif\w+|fullur aðgangur)
    (?:(?:dalsza|pozostała) część (?:artykułu|tekstu|materiału)\b.{0,20}\bdostępn\w+|czytaj (?:dalej|całość|bez (?:limitu|ograniczeń))|aby (?:czytać|przeczytać)|odblokuj|(?:pełny|nieograniczony) dostęp|uzyskaj dostęp|(?:ten )?(?:artykuł|tekst|materiał)\b.{0,20}\b(?:tylko|wyłącznie) dla|(?:tylko|wyłącznie) dla (?:prenumerator|subskrybent|abonent)\w+|dostęp do wszystkich)
    (?:pokračujte (?:ve čtení|v čtení|v čítaní)|číst dál|čítať ďalej|(?:celý|zbytek|zvyšok)\b.{0,14}\b(?:článek|článku|článok)|chcete číst|odemkn\w+|odomkn\w+|neomezený přístup|neobmedzený prístup|(?:tento )?(?:článek|článok|obsah) (?:je )?(?:pouze |jen |iba |len )?pre? (?:předplatitele|predplatiteľov|předplatitel)|(?:pouze|jen) pro předplatitele|(?:iba|len) pre predplatiteľov)
    (?:olvass(?:on)? tovább|olvassa (?:tovább|el)\b.{0,30}\b(?:előfiz|teljes)|a (?:cikk|tartalom) (?:teljes|folytat|elolvas)\w*|korlátlan|(?:a|ez a) (?:cikk|tartalom)\b.{0,20}\b(?:csak )?előfizetőink\w*|csak előfizetőknek|teljes hozzáférés)
    (?:citește (?:mai departe|continuarea|tot|integral)|continuă (?:lectura|să citești)|pentru a (?:citi|continua)|acces (?:nelimitat|complet|la toate)|deblochează|(?:acest )?(?:articol|conținut)\w* (?:este )?(?:doar |exclusiv )?(?:pentru )?abonați\w*|doar pentru abonați|exclusiv pentru abonați)
    (?:nastavite (?:čitati|s čitanjem|sa čitanjem)|pročitajte (?:ceo|cijeli|do kraja)|za nastavak čitanja|neograničen\w* pristup|pun pristup|otključa\w+|(?:ovaj )?(?:članak|tekst|sadržaj)\b.{0,12}\b(?:samo )?za pretplatnike|samo za pretplatnike|nadaljujte z branjem|za branje|neomejen dostop|odklenite|(?:ta )?(?:članek|vsebina)\b.{0,12}\b(?:samo )?za naročnike|samo za naročnike)
    (?:наставите (?:са )?чита\w+|за наставак|неограничен приступ|само за претплатнике|продолжете со чита\w+|само за претплатници|продължете да четете|за да (?:прочетете|продължите)|пълен достъп|неограничен достъп|отключете|само за абонати|(?:тази )?(?:статия|съдържание)\w*\b.{0,12}\bза абонати)
    (?:loe (?:edasi|kogu|lõpuni)|jätka lugemist|piiramatu (?:ligipääs|juurdepääs)|(?:see )?artikkel on (?:ainult )?tellijatele|ainult tellijatele|lasi(?:et)? (?:tālāk|visu)|turpini(?:et)? lasīt|neierobežota piekļuve|tikai abonentiem|(?:šis )?(?:raksts|saturs) (?:ir )?(?:tikai )?abonentiem|skaityk(?:ite)? (?:toliau|visą)|tęskite skaitymą|neribota prieiga|tik prenumeratoriams|(?:šis )?(?:straipsnis|turinys)\b.{0,12}\b(?:tik )?prenumeratoriams)
    (?:чита(?:ть|йте) (?:дальше|далее|полностью|без ограничений)|продолж(?:ить|ите|айте) чтение|чтобы (?:читать|прочитать|продолжить)|полный доступ|безлимитный доступ|получите доступ|откройте доступ|(?:этот )?(?:материал|текст|статья)\b.{0,20}\bтолько (?:для|подписчикам)|только для подписчиков|доступно (?:только )?(?:по подписке|подписчикам))
    (?:чита(?:ти|йте) (?:далі|повністю|без обмежень)|продовж(?:ити|уйте|іть) читання|щоб (?:читати|прочитати|продовжити)|повний доступ|необмежений доступ|отримайте доступ|(?:цей )?(?:матеріал|текст|стаття)\b.{0,20}\bлише (?:для|передплатникам)|лише для передплатників|тільки для передплатників)
    (?:συνεχίστε (?:την ανάγνωση|να διαβάζετε|το διάβασμα)|για να (?:διαβάσετε|συνεχίσετε)|απεριόριστη πρόσβαση|πλήρης πρόσβαση|αποκτήστε πρόσβαση|ξεκλειδώστε|(?:αυτό )?(?:το )?(?:άρθρο|περιεχόμενο)\b.{0,20}\bσυνδρομητές|μόνο για συνδρομητές|αποκλειστικά για συνδρομητές)
    (?:okumaya devam|devamını okumak|(?:yazının|haberin) (?:tamamını|devamını)|sınırsız erişim|tam erişim|kilidini aç\w*|(?:bu )?(?:yazı|içerik|haber)\b.{0,12}\b(?:yalnızca|sadece)? ?abone\w*|(?:yalnızca|sadece) abone\w+)
    (?:כדי (?:לקרוא|להמשיך)|(?:ל)?המש(?:ך|יך) (?:ב?קריאה|לקרוא)|גישה (?:מלאה|בלתי מוגבלת|לכל)|(?:ה)?(?:כתבה|תוכן)\b.{0,12}\bלמנויים|למנויים בלבד|לקריאת הכתבה המלאה)
    (?:lanjut(?:kan)? (?:membaca|baca)|untuk (?:melanjutkan|membaca)\b.{0,40}|akses (?:penuh|tanpa batas|tak terbatas|ke semua)|buka kunci|(?:artikel|konten|kandungan) ini\b.{0,16}\b(?:khusus|hanya|eksklusif)|(?:khusus|hanya) (?:untuk )?pelanggan|teruskan membaca|akses tanpa had)
    (?:đọc tiếp|tiếp tục đọc|để (?:đọc|tiếp tục|xem)\b.{0,40}|truy cập (?:không giới hạn|toàn bộ)|mở khóa|(?:bài viết|nội dung) (?:này )?(?:chỉ )?dành (?:riêng )?cho|chỉ dành cho)
    (?:อ่านต่อ(?:กับ|ด้วย)|หากต้องการอ่าน|เพื่ออ่าน|เข้าถึง(?:ได้)?(?:ทุก|ไม่จำกัด|แบบไม่จำกัด)|ปลดล็อก|(?:บทความ|เนื้อหา)นี้(?:เฉพาะ|สำหรับ)|เฉพาะสมาชิก|สำหรับสมาชิกเท่านั้น)
    (?:続きを(?:読む|お読み|ご覧)|続きは(?:会員|有料|ログイン)|この(?:記事|先)は.{0,12}(?:会員|有料|購読者)|残り\s?[\d,]+\s?文字|(?:有料)?会員限定|すべての記事|全(?:て|記事)が?読み放題|読み放題|記事全文)
    (?:继续阅读|繼續閱讀|阅读全文|閱讀全文|解锁|解鎖|无限(?:制)?(?:阅读|访问)|無限(?:制)?(?:閱讀|瀏覽)|(?:本文|此文|本篇|该内容)(?:仅|只|僅|為|为).{0,8}(?:订阅|訂閱|会员|會員|付费|付費)|(?:订阅|訂閱|会员|會員|付费|付費)(?:用户|用戶|者)?(?:专享|專享|专属|專屬|可读|可讀)|余下内容|剩余内容)
    (?:계속 (?:읽|보)|전체 (?:기사|내용)|(?:이|본) (?:기사|콘텐츠)는?.{0,12}(?:구독자|회원|유료)|구독자 전용|회원 전용|무제한|모든 기사|나머지 내용)
    (?:لمواصلة القراءة|(?:ل)?متابعة القراءة|لقراءة (?:المزيد|بقية|المقال)|(?:احصل|تمتع) (?:على|ب).{0,12}(?:وصول|كامل|غير محدود)|وصول (?:كامل|غير محدود)|هذا (?:المقال|المحتوى)\b.{0,16}\b(?:للمشتركين|حصري)|للمشتركين فقط|حصري(?:ا)? للمشتركين)
    (?:برای (?:ادامه|خواندن|مطالعه)\b.{0,40}|دسترسی (?:کامل|نامحدود)|ادامهٔ? (?:این )?مطلب|این (?:مطلب|مقاله|محتوا)\b.{0,12}\b(?:مخصوص|ویژه|فقط)|(?:ویژه|مخصوص|فقط برای) مشترکان|مزید پڑھنے کے لیے|مکمل (?:رسائی|مضمون پڑھنے)|صرف سبسکرائبرز)
    (?:(?:पूरा|पूरी|यह) (?:लेख|खबर|ख़बर)?\s?पढ़ने के लिए|पढ़ना जारी|आगे पढ़ने के लिए|असीमित|(?:यह|ये) (?:लेख|सामग्री|खबर)\b.{0,16}(?:सदस्यों|सब्सक्राइबर)|केवल सदस्यों|सिर्फ (?:सदस्यों|सब्सक्राइबर)|पूरी पहुंच)
    (?:(?:পুরো|সম্পূর্ণ) (?:লেখা|নিবন্ধ|প্রতিবেদন|খবর)|পড়া চালিয়ে|পড়তে থাকুন|সীমাহীন|(?:এই|এ) (?:লেখা|নিবন্ধ|কনটেন্ট)\S*.{0,12}(?:গ্রাহক|সাবস্ক্রাইবার)|শুধু(?:মাত্র)? গ্রাহক|முழு(?:க்)? ?கட்டுரை|தொடர்ந்து படிக்க|வரம்பற்ற|சந்தாதாரர்களுக்கு மட்டும்|இந்தக் கட்டுரை.{0,12}சந்தா)
    (?:endelea kusoma|ili kuendelea kusoma|kusoma (?:zaidi|makala)|makala hii ni ya|kwa wanachama pekee|wanaojisajili pekee|ipagpatuloy ang pagbabasa|para sa mga subscriber)
    """
)

# To subscribe, buy or try.
SUBSCRIBE = opening(
    r"""
    (?:subscribe\b(?! to\b.{0,30}\b(?:newsletter|channel|podcast))|become a (?:\w+ )?(?:member|subscriber|supporter)|start your\b.{0,30}\btrial|try\b.{0,30}\b(?:free|month|week|for)\b|choose (?:a|your) (?:plan|subscription|offer)|join (?:now|today)\W*$|buy (?:this|a|the) (?:article|pass|day)|see (?:all )?(?:offers|plans|subscription)|view (?:offers|plans)|first month|special offer|limited[- ]time offer|save \d+ ?%|(?:digital|print|annual|monthly|weekly) (?:subscription|access|plan)\b.{0,30}$|upgrade (?:now|to|your)|register (?:now|for free|to)|create (?:a|your) (?:free )?account)
    (?:jetzt (?:\w+ )?(?:abonnieren|abo\b|abschließen|testen|sichern|bestellen|registrieren)|abonnieren sie|(?:zum|das) (?:\w+[- ])?(?:probe)?abo|alle (?:abo|angebote)|zu den angeboten|(?:digital|probe|jahres|monats|plus|online)[- ]?abo\b|(?:\d+ (?:wochen|tage|monat\w*)|der erste monat|im ersten monat) (?:kostenlos|gratis|testen|für)|(?:kostenlos|gratis|günstig) (?:testen|registrieren)|tarif wählen|werden sie (?:abonnent|mitglied)|ihr (?:plus-?)?abo)
    (?:abonnez-vous|je m.abonne|s.abonner|découvr(?:ez|ir) (?:nos|toutes? (?:nos|les)) offres|choisi(?:ssez|r) (?:votre|une) (?:offre|formule)|essa(?:yez|i) (?:gratuit|pour)|(?:le )?premier mois|offre (?:spéciale|numérique|découverte|sans engagement)|profitez de (?:l.offre|notre)|créez (?:un|votre) compte|inscrivez-vous (?:gratuitement )?pour)
    (?:suscr[íi]b(?:ete|ase|irme|irse)|hazte (?:socio|suscriptor|premium)|(?:ver|elige|descubre) (?:las |tu |nuestras? )?(?:ofertas?|planes|suscripci)|prueba (?:gratis|un mes)|primer mes|oferta (?:especial|limitada)|reg[íi]strate (?:gratis|para)|crea(?:r)? (?:una|tu) cuenta)
    (?:abbonati\b|abbonarsi|scegli (?:il|la|tra)\b.{0,20}(?:abbonamento|offerta|piano)|scopri (?:le|tutte le|l.)\s?(?:offert|abbonament)|(?:il )?primo mese|offerta (?:speciale|limitata)|prova gratis|registrati (?:gratis|per)|attiva)
    (?:assin(?:e|ar)\b|subscreva|torne-se (?:assinante|membro)|(?:veja|conheça|escolha)\b.{0,20}(?:planos?|ofertas?|assinatura)|primeiro mês|oferta especial|experimente|cadastre-se|crie (?:uma|sua) conta|subscriu-te|fes-te subscriptor)
    (?:abonneer|neem een abonnement|word (?:nu )?(?:abonnee|lid)|probeer|kies (?:je|uw|een) abonnement|bekijk (?:alle |onze )?(?:aanbiedingen|abonnementen)|(?:de )?eerste maand|registreer|maak een (?:gratis )?account|teken in (?:vir|om)|word 'n intekenaar)
    (?:prenumerera|bli (?:prenumerant|medlem|kund)|köp (?:en )?(?:prenumeration|digital)|prova\b|teckna|första månaden|se (?:alla )?erbjudanden|skapa (?:ett )?konto|registrera dig)
    (?:abonn[ée]r|bliv (?:abonnent|medlem)|bli (?:abonnent|medlem)|køb (?:et )?abonnement|kjøp (?:et )?abonnement|prøv\b|første måned|se (?:alle )?(?:tilbud|abonnement\w*)|bestil|bestill|opret (?:en )?(?:konto|bruger)|opprett konto|registr[ée]r dig)
    (?:tilaa (?:nyt|digi\w*|heti)|tee tilaus|kokeile|ensimmäinen kuukausi|katso tarjou\w+|luo (?:tili|tunnus)|rekisteröidy|gerast áskrifandi|gerstu áskrifandi|kaupa áskrift|prófa(?:ðu)?\b|fyrsti mánuð\w+|skráðu þig)
    (?:(?:zaprenumeruj|subskrybuj|kup (?:dostęp|prenumeratę|subskrypcję)|wykup|wypróbuj|zostań (?:prenumeratorem|subskrybentem)|wybierz (?:pakiet|ofertę|prenumeratę)|zobacz ofert\w+|pierwszy miesiąc|załóż konto|zarejestruj się))
    (?:předplaťte|predplaťte|koupit předplatné|kúpiť predplatné|získ(?:ejte|ajte) (?:předplatné|predplatné|přístup|prístup)|vyzkoušejte|vyskúšajte|staňte se|staňte sa|vyberte si|první měsíc|prvý mesiac|zaregistrujte|objedn(?:ejte|ajte) (?:si )?(?:předplatné|predplatné)|aktivujte)
    (?:fizessen elő|fizess elő|előfizetés(?:ért|i csomag)?|előfizetek|próbálja ki|próbáld ki|válasszon|az első hónap|regisztrálj\w*|legyen (?:előfizető|tag))
    (?:abonează-te|abonați-vă|abonează-mă|vezi (?:ofertele|abonamentele)|alege (?:un )?abonament\w*|prima lună|încearcă|creează (?:un )?cont|înregistrează-te)
    (?:pretplat(?:ite|i) se|postanite (?:pretplatnik|član)|izaberite (?:paket|pretplatu)|odaberite (?:paket|pretplatu)|prvi mjesec|prvi mesec|isprobajte|probajte|registrujte se|registrirajte se|naročite se|postanite naročnik|sklenite naročnino|preizkusite|izberite)
    (?:претплатите се|постаните претплатник|изаберите|први месец|пробајте|региструјте се|претплатете се|абонирайте се|станете (?:абонат|член)|изберете (?:план|абонамент)|първи(?:ят)? месец|опитайте|регистрирайте се)
    (?:telli (?:kohe|nüüd|leht|digi\w*)|vormista tellimus|proovi\b|esimene kuu|vali pakett|registreeru|abonē(?:jiet)?\b|kļūsti(?:et)? par|izvēlies|pirmais mēnesis|izmēģini(?:et)?|reģistrējies|prenumeruok(?:ite)?|užsiprenumeruok\w*|tapkite|pasirinkite|pirmas mėnuo|išbandykite|registruokitės)
    (?:оформ(?:ить|ите) подписку|подпишитесь(?! на (?:наш|канал|телеграм|рассылк))|купить (?:подписку|доступ)|выбер(?:ите|и) (?:тариф|подписку)|попробуйте|первый месяц|станьте подписчиком|зарегистрируйтесь|оформ(?:ити|іть) передплату|передплат(?:ити|іть)|купити (?:передплату|доступ)|оберіть|спробуйте|перший місяць|станьте передплатником|зареєструйтеся)
    (?:γίνετε (?:συνδρομητής|μέλος)|γίνε (?:συνδρομητής|μέλος)|αποκτήστε (?:συνδρομή|τη)|επιλέξτε|δοκιμάστε|πρώτος μήνας|δείτε τις (?:προσφορές|συνδρομές)|εγγραφείτε)
    (?:(?:hemen |şimdi )?abone ol\w*|üye ol\w*|(?:ücretsiz|bedava) dene\w*|paket\w* (?:seç|incele)\w*|abonelik (?:seç|paket)\w*|ilk ay|kayıt ol\w*|הצטרפו (?:למנוי|עכשיו)|רכ(?:שו|ישת) מנוי|לרכישת מנוי|נסו\b|בחרו (?:מסלול|מנוי)|חודש ראשון|הירשמו)
    (?:(?:mulai )?berlangganan|langganan sekarang|pilih paket|coba (?:gratis|sekarang)|bulan pertama|daftar (?:sekarang|gratis|untuk)|langgan (?:sekarang|kini)|cuba (?:percuma|sekarang)|đăng ký (?:ngay|để|thành viên|gói)|chọn gói|dùng thử|tháng đầu|mua gói|trở thành thành viên|สมัคร(?:สมาชิก|เลย|ตอนนี้)|ทดลองใช้|เลือกแพ็กเกจ|เดือนแรก)
    (?:(?:今すぐ)?(?:購読|会員登録|登録|お申し込み|申し込む)|(?:初月|初回|最初の\d*[か一]?月)|無料(?:で|体験|登録|お試し)|プランを|料金プラン|(?:立即|马上|现在)?(?:订阅|購買|购买|开通|加入会员)|(?:立即|馬上|現在)?(?:訂閱|加入會員)|(?:首月|第一个月|首個月)|免费试(?:用|读)|免費試(?:用|讀)|选择(?:套餐|方案)|選擇方案|注册(?:免费|即可)|(?:지금 )?구독하|구독 (?:신청|상품|시작)|첫 달|무료 (?:체험|가입)|회원 ?가입|요금제)
    (?:اشترك (?:الآن|للحصول|في الباقة|لمتابعة)|(?:كن|أصبح) مشترك\w*|اختر (?:باقة|الاشتراك|خطة)|جرّ?ب|الشهر الأول|سج[ّ]?ل (?:الآن|مجانا|للمتابعة)|مشترک شوید|خرید اشتراک|اشتراک بخرید|ماه اول|ثبت.?نام کنید|امتحان کنید|سبسکرائب کریں|پہلا مہینہ)
    (?:(?:अभी )?(?:सब्सक्राइब|सदस्यता लें|सदस्य बनें)|सदस्यता (?:योजना|चुनें)|प्लान चुनें|पहला महीना|मुफ्त (?:आज़माएं|ट्रायल)|रजिस्टर करें|(?:এখনই )?(?:সাবস্ক্রাইব|গ্রাহক হোন)|প্ল্যান বেছে|প্রথম মাস|নিবন্ধন করুন|(?:இப்போதே )?சந்தா (?:செலுத்த|சேர)\S*|முதல் மாதம்|பதிவு செய்|jiunge|jisajili|mwezi wa kwanza|mag-subscribe)
    """
)

# For those who pay already.
LOG_IN = opening(
    r"""
    (?:already (?:have|a|an|registered|subscribed|paying|paid)\b|(?:you (?:already )?|do you (?:already )?|if you )(?:have|are)(?: already)? (?:a|an|subscribed|registered)?\s?(?:subscri\w*|account|member)|not (?:yet )?a (?:subscriber|member)|(?:please )?(?:log|sign) ?in (?:here|to|now|or|with|if)|(?:log|sign) ?in\W*$|subscribers? (?:log|sign) ?in)
    (?:(?:sie (?:haben|sind)|du (?:hast|bist)|haben sie|sind sie) (?:bereits|schon)|bereits (?:abonn|regist|kund|mitglied|ein)|schon (?:abonn|regist|kund|mitglied|ein)|(?:hier |jetzt |bitte )?(?:anmelden|einloggen)|melden sie sich (?:hier |jetzt |bitte )?an|noch kein(?:e|en)? (?:abo|konto|kunde|zugang)|mit (?:ihrem )?(?:abo|konto) anmelden)
    (?:déjà (?:abonné|inscrit|un compte|client|membre)|vous (?:êtes|avez) déjà|vous avez un compte|connectez-vous|se connecter|s.identifier|identifiez-vous|pas encore abonné)
    (?:¿?\s?ya (?:eres|es|soy|tienes|tiene|estás)|inicia(?:r)? sesión|¿?\s?(?:tienes|tiene) (?:una )?(?:cuenta|suscripción)|accede con|¿?\s?aún no eres|entra\b.{0,20}cuenta)
    (?:(?:sei |hai )?già (?:abbonat\w|un abbonamento|registrat\w|un account|iscritt\w)|(?:sei|hai) già|accedi\b|effettua il (?:log ?in|accesso)|non sei (?:ancora )?abbonat\w)
    (?:já (?:é|sou|tem|possui|sou)|faça (?:o )?(?:seu )?log ?in|entre (?:com|na)|entrar\W*$|inicie sessão|ja (?:ets|tens|soc)|inicia la sessió)
    (?:(?:ben je |bent u |heb je |heeft u )?(?:al|reeds) (?:abonnee|lid|een (?:abonnement|account)|'n intekenaar)|log in\b|inloggen|meld (?:je|u) aan|teken (?:in|aan)\W*$|nog geen abonnee)
    (?:(?:är|har) du (?:redan|en)|redan (?:prenumerant|kund|medlem)|logga in|inte prenumerant)
    (?:(?:er|har) du (?:allerede|et|en)|allerede (?:abonnent|kunde|medlem)|log ind|logg inn|har du en bruger)
    (?:(?:oletko|olet) jo|joko (?:olet|sinulla)|onko sinulla jo|kirjaudu|ertu (?:nú þegar|þegar|með)|nú þegar áskrifandi|skráðu þig inn|innskráning)
    (?:(?:masz|mam|jesteś|posiadasz) już|(?:masz|posiadasz) (?:prenumeratę|subskrypcję|konto)|zaloguj|nie masz (?:jeszcze )?(?:konta|prenumeraty))
    (?:(?:již|už) (?:máte|jste|ste|mám|jsem)|máte (?:již|už|předplatné|predplatné|účet)|(?:jste|ste) (?:již|už)|přihl(?:aste|ásit)|prihl(?:áste|ásiť))
    (?:(?:már|ön már|van már) (?:előfizet|regisztr|van)\w*|ha már|jelentkez(?:zen|z|zék) be|bejelentkezés|belépés)
    (?:ești deja|sunteți deja|ai deja|aveți deja|deja (?:abonat|ai)|autentific\w+|intră în cont|conectează-te|loghează-te)
    (?:(?:već|več) (?:ste|imate|si)|(?:imate|ste) (?:već|li već|že)|že (?:ste|imate)|ste že|imate že|prijav(?:ite|i|a)\b|ulogujte|uloguj)
    (?:већ (?:сте|имате)|пријавите|улогујте|веќе (?:сте|имате)|најавете|вече (?:сте|имате)|имате (?:вече|абонамент|профил)|влезте|вход\W*$)
    (?:(?:oled|kas oled|on) juba|juba tellija|logi sisse|(?:esat|vai esat|jau) (?:jau|abon)\w*|jau (?:esi|esat|ir)|ienāc(?:iet)?|pieslēdz\w+|(?:jau|ar jau) (?:esate|turite|prenumer)\w*|prisijunk\w*)
    (?:уже (?:есть|подписаны|подписчик|зарегистрированы|оформили)|у вас (?:уже )?есть (?:подписка|аккаунт)|(?:есть|у меня есть) подписка|войти\b|войдите|авторизуйтесь|вже (?:є|маєте|передплатник|підписані)|у вас (?:вже )?є (?:передплата|підписка|акаунт)|увійти\b|увійдіть|авторизуйтеся)
    (?:(?:είστε|είσαι|έχετε) ήδη|ήδη (?:συνδρομητής|μέλος)|συνδεθείτε|σύνδεση\W*$|zaten (?:abone|üye)\w*|(?:aboneliğiniz|üyeliğiniz|hesabınız) var m\w+|(?:abone|üye) misiniz|giriş yap\w*|oturum aç\w*)
    (?:כבר (?:מנוי|רשומ|יש)\S*|(?:יש לך|יש לכם) (?:כבר )?מנוי|מנויים\?|התחבר\w*|להתחברות|כניסת מנויים)
    (?:(?:sudah|telah) (?:berlangganan|punya|memiliki|menjadi|melanggan|mempunyai)|log ?masuk|masuk (?:di sini|ke akun|dengan)|masuk\W*$|(?:bạn )?đã (?:là|có|đăng ký)\b.{0,30}(?:thành viên|tài khoản|gói|\?)|đăng nhập)
    (?:เป็นสมาชิกอยู่แล้ว|มีบัญชี(?:อยู่)?แล้ว|เข้าสู่ระบบ|(?:すでに|既に)(?:会員|購読|登録)|会員の方は|ログイン(?:する|して|はこちら)?|アカウントをお持ち|(?:已|已经|已是|已有)(?:是)?(?:订阅|会员|账号|账户)|(?:已|已經|已是|已有)(?:是)?(?:訂閱|訂戶|會員|帳號)|(?:请|請)?(?:先)?(?:登录|登入)|이미 (?:구독|회원|가입)|로그인)
    (?:(?:هل )?(?:أنت|لديك) (?:مشترك|اشتراك|حساب)\b.{0,12}|مشترك (?:بالفعل|مسبقا)|(?:قم ب)?تسجيل الدخول|سجّ?ل (?:الدخول|دخولك)|(?:قبلا|قبلاً|از قبل) (?:مشترک|عضو)|(?:مشترک|عضو) هستید|وارد (?:شوید|حساب)|ورود\W*$|پہلے سے (?:سبسکرائبر|ممبر)|لاگ ?ان)
    (?:(?:क्या आप )?पहले से (?:ही )?(?:सदस्य|सब्सक्राइबर)|लॉग ?इन|साइन इन|(?:ইতিমধ্যে|ইতোমধ্যেই?|আগে থেকেই) (?:গ্রাহক|সাবস্ক্রাইবার|সদস্য)|লগ ?ইন|ஏற்கனவே (?:சந்தா|உறுப்பினர்)\S*|உள்நுழை\S*|(?:tayari|je,? tayari)\b.{0,20}(?:umejisajili|mwanachama|msajili)|ingia\b|naka-subscribe na)
    """
)

# Without obligation. These forms are set behind a price as well; a report says who can cancel.
CANCEL = re.compile(
    any_of(
        r"""
        (?<!\bcan )(?<!could )(?<!may )(?<!\bto )(?<!would )(?<!they )(?<!might )\bcancel (?:at )?any ?time\b|\bno (?:commitment|obligation|strings)\b(?=\W*$)|^cancel (?:online|when)
        \bjederzeit (?:kündbar|online kündbar|monatlich kündbar)|\b(?:monatlich|wöchentlich|flexibel|täglich|danach|online) kündbar|^(?:ohne (?:laufzeit|bindung|mindestlaufzeit)|kündigen sie jederzeit|jederzeit kündigen)
        \bsans engagement\b|\brésiliable à tout moment|\bannul(?:able|ez) à tout moment|^résili(?:ez|ation)
        ^cancel[ae] cuando (?:quieras|quiera)|\bcancela (?:cuando|en cualquier)|^sin (?:permanencia|compromiso)|\bcancel·la quan
        ^(?:disdici|cancella|annulla) (?:quando|in qualsiasi|in ogni)|\bdisdici quando vuoi|^senza (?:vincoli|impegno)
        ^cancele? (?:quando|a qualquer)|\bcancele quando quiser|^sem (?:fidelidade|compromisso)
        \b(?:dagelijks|maandelijks|wekelijks|altijd|op elk moment|elk moment) opzegbaar|^(?:opzeggen kan|zeg op wanneer|stop wanneer)|^kanselleer (?:enige|te eniger)
        ^(?:avsluta (?:när|prenumerationen när)|ingen bindningstid|säg upp (?:när|närsomhelst))|\bingen bindningstid\W*$|\bavsluta när du vill
        ^(?:opsig (?:når|når som helst)|ingen binding\w*|avslutt når|si opp når)|\bingen bindin\w*\W*$|\bavslutt når du vil|\bopsig når du vil
        ^(?:ei sitoutumis\w*|peru (?:milloin|koska)|irtisano (?:milloin|koska)|lopeta (?:milloin|koska)|segðu upp|enginn binditími)|\bperu milloin tahansa
        ^(?:anuluj|zrezygnuj|rezygnujesz|możesz (?:zrezygnować|anulować)) (?:w każdej|kiedy)|^bez zobowiązań|\bzrezygnuj w każdej chwili
        ^(?:zrušte|zrušit můžete|zrušiť môžete|zrušení)\b.{0,20}(?:kdykoli|kedykoľvek)|^(?:bez závazk|bez záväzk)\w+|\bkdykoliv? (?:zrušit|zrušíte)|\bkedykoľvek zruš\w+
        \bbármikor (?:lemond\w+)|^(?:lemondás bármikor|elköteleződés nélkül|mondja le bármikor)
        ^(?:anulezi|renunți|anulați|poți anula) oricând|\banulezi oricând|^fără (?:obligații|angajament)
        ^(?:otkažite|otkaži|odjavite se|prekličite|odpovejte)\b.{0,20}(?:bilo kad\w*|kad god|kadarkoli|u svakom)|^bez obavez\w+|\botkažite (?:u )?bilo kad\w*
        ^(?:откажите|откажете се|откажете|прекратете)\b.{0,20}(?:било кад\w*|по всяко време|когато|во секое)|^без (?:обавез|ангажимент|задължени)\w+
        ^(?:tühista|lõpeta)\b.{0,14}(?:igal ajal|millal)|^(?:atcel(?:iet)?|pārtrauc(?:iet)?)\b.{0,14}jebkurā|^(?:atšauk(?:ite|ti)|nutrauk(?:ite|ti)|atsisakykite)\b.{0,18}(?:bet kada|kada tik)
        ^(?:отмен(?:ить|ите|а)|отказаться)\b.{0,20}(?:любое время|любой момент|когда угодно)|^(?:скасу(?:вати|йте)|відмовитися)\b.{0,24}(?:будь-який|будь-коли)|^без обязательств|^без зобов.язань
        ^(?:ακυρώστε|ακύρωση|διακόψτε)\b.{0,16}(?:οποτεδήποτε|όποτε|ανά πάσα)|^χωρίς δέσμευση|\bακυρώστε οποτεδήποτε
        ^(?:istediğin\w*|dilediğin\w*) (?:zaman|an) iptal|^taahhüt (?:yok|süz)|\bistediğiniz zaman iptal|^(?:ביטול|ניתן לבטל|אפשר לבטל|בטלו) בכל (?:עת|רגע|שלב)|^ללא התחייבות
        ^(?:batalkan|bisa batal|dapat dibatalkan|batal)\b.{0,12}(?:kapan (?:saja|pun)|bila-bila)|^(?:hủy|có thể hủy)\b.{0,12}(?:bất (?:cứ|kỳ) lúc|lúc nào)|^ยกเลิก(?:ได้)?(?:ทุกเมื่อ|เมื่อใดก็ได้|ตลอดเวลา)
        いつでも(?:解約|キャンセル|退会)|(?:可)?(?:随时|隨時)(?:可)?(?:取消|退订|退訂)|언제든(?:지)? (?:해지|취소)
        ^(?:يمكنك )?(?:الإلغاء|إلغاء الاشتراك|ألغ\w*|إلغاؤه) في أي وقت|^بدون التزام|^(?:هر زمان|هر وقت)\b.{0,14}لغو|^(?:جب چاہیں|کسی بھی وقت) منسوخ
        ^(?:कभी भी|जब चाहें)(?: भी)? (?:रद्द|कैंसल|कैंसिल)|^(?:যেকোনো|যে কোনো) সময় (?:বাতিল|ক্যান্সেল)|^எப்போது வேண்டுமானாலும் ரத்து|^(?:ghairi|sitisha|katisha) wakati wowote|^kanselahin anumang
        """
    ),
    re.IGNORECASE,
)

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

TABLES = {"read-on": READ_ON, "subscribe": SUBSCRIBE, "log-in": LOG_IN, "cancel": CANCEL}


def asked(words: str) -> frozenset[str]:
    """What some words ask of their reader: any of read-on, subscribe, log-in, cancel, price."""
    found: set[str] = set()
    for sentence in SENTENCE.split(words[:3_000]):
        sentence = sentence.strip()
        if not sentence:
            continue
        found.update(name for name, table in TABLES.items() if name not in found and table.search(sentence))
        if len(sentence) <= _LONGEST_PRICE and PRICE.search(sentence):
            found.add("price")
    return frozenset(found)
