"""Walls that are served under an article's own address: consent, adverts or payment, scripts, robots, log-in.

Requirement: the words of a wall are never an article, in any language of the tables, and a report about
consent, cookies or adverts is never taken for a wall. Theory: a wall is short, speaks of itself and its
site ("we and our partners", "this page"), and nearly each of its sentences has several of its things in
it (cookies, devices, partners, choices); a report has them too, but speaks of others, and what it quotes
does not count. Known failures: walls of a sentence that no table has; likeness over a host tells those.

Each table is words of the world for one thing, matched without regard to case.
"""

from __future__ import annotations

import re

from broadsheet.articles.body import appeals
from broadsheet.articles.body.phrases import any_of

_I = re.IGNORECASE


def _words(table: str) -> re.Pattern[str]:
    return re.compile(any_of(table), _I)


_COOKIE = _words(
    r"""
    \bcookies?\b|\bcookie|куки\b|кук[иі]с|kola[čc]i[ćč]|колачи[ћњ]|çerez|\bsüti|piškotk|küpsis|sīkdat|slapuk|eväste|ciasteczk|vafrakök|vefkök|informasjonskaps|\bkakor\b|бисквит|galetes|koekies|vidakuzi
    עוגיות|ملفات تعريف الارتباط|الكوكيز|کوکی|कुकी|কুকি|குக்கீ|クッキー|쿠키|คุกกี้
    """
)
_DEVICE = _words(
    r"""
    \bdevices?\b|\bgerät|\bappareil|\bterminal\b|\bdispositiv|\baparell|\bapparaat|\btoestel|\benhet(?:en|er)?\b|\benhed|laitte|tækin?u|urządzeni|zařízení|zariaden|eszköz|uređaj|уређај|\bуред|naprav[aoi]|\bseadme|ierīc|įrengin
    устройств|пристр[оі]|συσκευ|cihaz|מכשיר|perangkat|peranti|thiết bị|อุปกรณ์|端末|デバイス|设备|設備|裝置|기기|단말|جهاز|أجهز|دستگاه|डिवाइस|ডিভাইস|சாதன|\bkifaa
    """
)
_PARTNER = _words(
    r"""
    \bpartner|partenaires?\b|\bsocios\b|\bterceros\b|parceir|sócios|kumppan|samstarfs|партн[её]р|συνεργάτ|iş ortak|שותפ|\bmitra\b|rakan (?:niaga|kongsi)|đối tác|พันธมิตร|พาร์ทเนอร์|พาร์ตเนอร์|パートナー|合作伙伴|合作夥伴|파트너|제휴
    شركا|شریک|شراکت|साझेदार|भागीदार|पार्टनर|অংশীদার|পার্টনার|கூட்டாள|washirika|vennote|third[- ]part|drittanbieter|tiers\b|terze parti|derden|tredjepart
    """
)
_DATA = _words(
    r"""
    \b(?:personal|unique|your|browsing) (?:data|information|identifiers?)|\bidentifiers?\b|personenbezogen|\bdaten\b|\bkennung|données|identifiants?\b|\bdatos\b|identificador|\bdados\b|\bdati\b|identificativ|gegevens|personuppgift|persondata|personopplysning|henkilötie|\btietoja\b|persónuuppl
    dane osobowe|danych|\búdaj|\badat(?:ok|ai|aid|át)?|date(?:le)? (?:cu caracter )?personal|\bpodat(?:ke|aka|ki|kov|ke)|податк|податоци|isikuandme|\bandmeid|\bdatus\b|duomen|данны|персональн|дані\b|даних|лични данни|δεδομένα|\bveri(?:ler)?|נתונים|מידע
    data (?:pribadi|peribadi)|dữ liệu|ข้อมูล|個人情報|データ|個人資料|个人(?:信息|数据)|信息|資訊|데이터|개인 ?정보|بيانات|معلومات|داده|اطلاعات|डेटा|जानकारी|ডেটা|তথ্য|தரவு|தகவல்|taarifa|inligting
    """
)
_ADVERTS = _words(
    r"""
    \badvert|\bads?\b|ad[- ]?block|personali[sz]|werb(?:ung|eblocker|efrei)|werbeanzeig|publicit|bloqueur|pubblicit|publicidad|bloqueador|anunci|advertenti|reclame|annons|reklam|annonce|annonse|mainon|mainok|auglýs|reklám|hirdet|oglas|реклам|оглас|reklaam|διαφ[ηή]μ
    פרסו[םמ]|מודעות|חוסם|iklan|quảng cáo|โฆษณา|広告|广告|廣告|광고|إعلان|الإعلانات|تبلیغ|اشتہار|विज्ञापन|বিজ্ঞাপন|விளம்பர|matangazo|\btracking\b|pistage|rastreo|rastreamento|tracciamento|śledzeni|sledován|sledovan|отслежив|відстежен|takip\b|pelacakan|追跡|跟踪|追蹤|추적|تتبع|ردیابی
    """
)
_CHOICE = _words(
    r"""
    \b(?:i |you )?(?:consent|accept|agree|reject|decline|opt[- ]out|withdraw|object|manage (?:your )?(?:choices|settings|preferences)|your (?:privacy )?choices?|settings)\b|zustimm|einwillig|akzeptier|ablehn|widerspr|auswahl|\baccept|refuser|consent|\bchoix\b|paramétr|aceptar|acepta\b|aceptas|rechazar|configurar|aceit|rejeit|accett|rifiut|scelte
    akkoord|toestemming|weiger|voorkeur|godkän|samtyck|avvis|neka|samtykk|godkend|godta|\bvalg\b|hyväksy|suostum|valinto|samþykk|hafna|\bzgod|akceptuj|odrzu|souhlas|súhlas|přijm|přijetí|prijať|prijm|odmít|odmiet|hozzájárul|elfogad|elutasít|acord|consimțăm|refuz|pristan|saglas|prihva|odbi[jt]|сагласн|прихва[тћ]|одби|согласн|съглас|прием|отказ|соглас|приня|отклон|згод|погодж|прийня|відхил
    strinj|privol|soglas|sprej|zavrn|nõusol|nõustu|keeldu|piekri|noraid|sutik|sutink|atmes|atsisak|συγκατάθ|συναιν|αποδ[εέ]χ|αποδοχ|απόρριψ|απορρίψ|επιλογ|onay|rıza|kabul|reddet|tercih|הסכמ|מסכימ|לאשר|לדחות|בחירה|setuju|persetujuan|terima|tolak|đồng ý|chấp nhận|từ chối|ยอมรับ|ยินยอม|ปฏิเสธ
    同意|承諾|拒否|接受|拒绝|拒絕|许可|동의|수락|거부|모두 허용|موافق|توافق|قبول|رفض|رضایت|موافقت|نپذیر|رضامندی|सहमत|सहमति|स्वीकार|अस्वीकार|সম্মত|গ্রহণ|প্রত্যাখ্যান|ஒப்ப|ஏற்|நிராகரி|kubali|ridhaa|kataa|toestem|aanvaar
    """
)
_PRIVACY = _words(
    r"""
    privacy|legitimate interest|datenschutz|einstellung|berechtigte[mnrs]? interess|confidentialité|vie privée|intérêt légitime|privacidad|interés legítimo|privacidade|interesse legítimo|riservatezza|legittimo interesse|integritet|personvern|privatliv|berättigat intresse|tietosuoja|persónuvernd|prywatnoś|uzasadnion
    soukrom|súkrom|osobních|osobných|adatvédel|jogos érdek|confidențialit|interes legitim|privatnost|legitimn|приватност|поверителност|zasebnost|privaatsus|privātum|privatum|конфиденциальн|приватн|конфіденційн|απορρήτ|gizlilik|meşru menfaat|פרטיות|privasi|riêng tư|ความเป็นส่วนตัว|プライバシー|隐私|隱私|개인정보|خصوصية|حریم خصوصی|رازداری|गोपनीयता|গোপনীয়তা|தனியுரிமை|faragha|privaatheid|gdpr|dsgvo|\btcf\b|\biab\b
    """
)
_SCRIPT = _words(
    r"""
    java\s?script|\bjs\b|джаваскрипт|ג'אווה|جافا ?سكريبت|جاوا ?اسکریپت|जावास्क्रिप्ट|জাভাস্ক্রিপ্ট|ஜாவாஸ்கிரிப்ட்|自バスクリプト|자바 ?스크립트
    ad[- ]?block|werbeblocker|bloqueur|bloqueador|blocco (?:della )?pubblicità|reclameblokker|annonsblock|reklameblok|mainosten ?esto|blokad\w+ reklam|blokování reklam|blokovani\w+ reklám|reklámblokkol|blocare a reclamelor|blokator|блокиров\w+ реклам|блокатор|блокува\w+ реклам|reklaamiblok|reklāmu blok|reklam\w* engelle|חוסם (?:ה)?פרסומות|pemblokir iklan|chặn quảng cáo|บล็อกโฆษณา|広告ブロック|广告(?:拦截|屏蔽)|廣告(?:攔截|封鎖)|광고 차단|مانع الإعلانات|حظر الإعلانات|مسدودکننده
    """
)
_BROWSER = _words(
    r"""
    \bbrowser|navigateur|navegador|\bprehliadač|prohlížeč|przeglądar|böngésző|webbläsar|nettleser|selai[mn]|\bvafra|pregledni[kc]|brskalnik|прегледач|прелистува|браузър|браузер|браузер|переглядач|brauser|pārlūk|naršykl|πρόγραμμα περιήγησης|φυλλομετρητ|tarayıcı|דפדפן|peramban|pelayar|trình duyệt|เบราว์เซอร์|ブラウザ|浏览器|瀏覽器|브라우저|المتصفح|متصفح|مرورگر|براؤزر|ब्राउज़र|ब्राउजर|ব্রাউজার|உலாவி|kivinjari|blaaier|navigatore
    """
)
_ROBOT = _words(
    r"""
    captcha|unusual (?:traffic|activity)|\b(?:verify|confirm|prove|verifying|checking)\b.{0,30}\b(?:you are human|not a robot|are a human|browser|connection)|browser is being checked|are you a (?:robot|human)|ungewöhnliche[nr]? (?:aktivität|datenverkehr|zugriff)|activité inhabituelle|actividad inusual|tráfico inusual|attività insolit|atividade incomum|ongebruikelijk|ovanlig (?:aktivitet|trafik)|usædvanlig (?:aktivitet|trafik)|uvanlig (?:aktivitet|trafikk)
    epätavallis|nietypow\w+ (?:ruch|aktywno)|neobvykl\w+ (?:provoz|aktivit)|szokatlan (?:forgalm|tevékeny)|trafic neobișnuit|neobič\w+ (?:promet|aktivnost)|необич\w+ (?:промет|активност|трафик)|необычн\w+ (?:трафик|активност)|незвичн\w+ (?:трафік|активн)|ασυνήθ\w+ (?:κίνηση|δραστηρ)|olağan ?dışı (?:trafik|etkinlik|hareket)|תנועה חריגה|(?:lalu lintas|aktivitas) (?:yang )?tidak (?:biasa|wajar)|lưu lượng bất thường|การใช้งานที่ผิดปกติ|異常なアクセス|通常と異なる|异常(?:流量|访问)|異常流量|비정상적인 (?:접근|트래픽)|غير (?:عادي|معتاد)|غیرعادی|असामान्य (?:ट्रैफ़िक|गतिविधि)|অস্বাভাবিক (?:ট্র্যাফিক|কার্যকলাপ)
    kein\w* (?:roboter|bot)\b|pas un robot|no (?:es|eres|soy) un robot|non (?:sei|sono) un robot|não (?:é|sou) um robô|geen robot|inte (?:är )?en robot|ikke (?:er )?en robot|et ole robotti|ert ekki vélmenni|nie (?:jesteś|jestem) robotem|(?:nejste|nejsem|nie ste|nie som) robot|nem robot|nu (?:sunteți|sunt) (?:un )?robot|(?:niste|nisam|niste) robot|не сте робот|не робот|нисте робот|δεν είστε ρομπότ|robot olmadığınız|לא רובוט|bukan robot|không phải (?:là )?(?:robot|người máy)|ไม่ใช่(?:หุ่นยนต์|โรบอต|บอท)|ロボットではない|不是机器人|不是機器人|人机验证|로봇이 아|لست روبوت|ربات نیستید|रोबोट नहीं|রোবট নন|ரோபோ அல்ல|ei ole robot|neesat robots|nesate robotas|si robot
    """
)
_ENABLE = _words(
    r"""
    \b(?:enable|activate|turn on|switch(?:ed)? on|allow|disable|turn off|required|requires|reload|refresh|supported)\b|aktivier|einschalt|deaktivier|erforderlich|\bactiv|désactiv|habilit|desactiv|attiv|disattiv|ativ|desativ|inschakel|uitschakel|zet .{0,20}(?:aan|uit)|aktiver|slå (?:på|til|av|fra)|stäng av|salli|ota käyttöön|poista käytöstä|virkja|włącz|wyłącz|zapn|vypn|povol|engedélyez|kapcsolj|activeaz|dezactiveaz|omoguć|uključ|isključ|onemoguć|vklop|izklop|omogoč|омогућ|укључ|искључ|вклучи|включ|изключ|разреш|включ|отключ|увімк|вимк
    lubage|lülita|keela|iespējo|ieslēd|atspējo|įjunk|išjunk|ενεργοποι|απενεργοποι|etkinleştir|devre dışı|kapat|הפע[יל]|לאפשר|השבת|aktifkan|nonaktifkan|matikan|dayakan|hidupkan|bật|tắt|kích hoạt|เปิดใช้|ปิดใช้|ปิด|有効に|オンに|無効に|启用|開啟|开启|啟用|关闭|關閉|활성화|사용하도록|켜|해제|تفعيل|فعّ?ل|تعطيل|فعال|غیرفعال|सक्षम|चालू|बंद|অক্ষম|সক্রিয়|চালু|இயக்க|முடக்|wezesha|washa|zima|aktiveer|aanskakel
    """
)
# The site that speaks, and the page that it speaks on.
_SELF = _words(
    r"""
    \b(?:we|our|us)\b|\bthis (?:web)?(?:site|page)\b|\bthe use of \S+\.\w{2,}|\b(?:wir|unser\w*)\b|\bdiese[rs]? (?:seite|website|webseite)|\b(?:nous|notre|nos)\b|\bce (?:site|contenu)|\bcette page|nosotros|nuestr|utilizamos|\beste sitio|\besta (?:página|web)|\b(?:noi|nostr[aoie])\b|utilizziamo|\bquest[oa] (?:sito|pagina)|\b(?:nós|noss[ao]s?)\b|\bnosaltres|\bnostres
    \b(?:wij|we|onze|ons)\b|\bdeze (?:web)?(?:site|pagina)|\b(?:vi|vår|våra|vårt|våre|vores|vore)\b|\bden(?:na|ne) (?:sida|webbplats|side|nettside|hjemmeside)|\bme ja\b|\b(?:meidän|kumppanimme|käytämme|sivustomme|tallennamme)|\btämä (?:sivu|sivusto)|\b(?:við|okkar|okkur)\b|\b(?:nasz\w*|nasi|używamy|korzystamy|przechowujemy|my)\b|\btej? stron|\b(?:naš\w*|my a|používáme|používame|ukládáme|ukladáme)\b|\btato stránk|\btáto stránk|\bmi és\b|(?:weboldal|partner|oldal)(?:unk|eink|jaink)|használunk|tárolunk
    \b(?:noastr\w*|noștri|folosim|utilizăm|stocăm)\b|\bacest site|koristimo|\bov(?:a|u|oj) stranic|\bta stran|uporabljamo|\bnaši\w*|\bнаш\w*|користимо|\b(?:meie|kasutame)\b|\bsee leht|\bmūsu\b|izmantojam|\bmūsų\b|naudojame|\bмы\b|используем|\bэт(?:от|ом) сайт|\bэт(?:а|ой|у) страниц|\bми (?:та|й)\b|використовуємо|\bцей сайт|\bц(?:ю|я|ій) сторінк|\bние\b|използваме|\bтоз[и] сайт|\bτοζι|\bεμείς\b|\bμας\b|χρησιμοποιούμε|\bαυτή τη? σελίδα
    \bbiz\b|sitemiz|ortaklarımız|kullanıyoruz|\bbu (?:site|sayfa)|\bאנו\b|אנחנו|שלנו|האתר|בדף זה|\bkami\b|\b(?:situs|laman|halaman) ini|chúng tôi|trang (?:web )?này|เรา|(?:เว็บไซต์|หน้า)นี้|当社|当サイト|私たち|弊社|本サイト|このページ|このサイト|我们|我們|本网站|本網站|本站|此页面|此頁面|본 사이트|당사|저희|이 (?:사이트|페이지)|نحن|موقعنا|شركاؤنا|هذا الموقع|هذه الصفحة|نستخدم|\bما و\b|شرکای ما|این (?:سایت|صفحه)|ہم\b|ہمارے|اس (?:سائٹ|صفحے)
    \bहम\b|हमारे|हमारी|(?:यह|इस) (?:वेब)?(?:साइट|पेज|पृष्ठ)|আমরা|আমাদের|এই (?:ওয়েব)?(?:সাইট|পৃষ্ঠা)|நாங்கள்|எங்கள்|இந்த(?:ப்|த்)?\s?(?:இணைய)?(?:தள|பக்க)|\bsisi na\b|tunatumia|tovuti hii|ukurasa huu|\bhierdie (?:web)?(?:werf|blad)
    """
)
# Who is spoken to, and how one asks.
_YOU = _words(
    r"""
    \byour?\b|\bplease\b|\bbitte\b|\bihre[mnrs]?\b|\bveuillez\b|\b(?:votre|vos|ton)\b|\bpor favor\b|\b(?:su|tu) (?:navegador|bloqueador|equipo|conexión|dirección)|\bper favore\b|\b(?:tuo|suo) |\bseu\b|\balstublieft\b|\b(?:uw|jouw|je)\b|\bvänligen\b|\bdin\b|venligst|vennligst|ole hyvä|selaime(?:si|stasi|ssasi)|vinsamleg|þín|þinn|prosz[ęe]|swojej|twoj|prosím|svém|vašem|svojom|kérjük|böngészőjé
    vă rugăm|dumneavoastră|molim|vašem|молим|вашем|prosim|svojem|моля|вашия|palun|teie\b|lūdzu|jūsu|prašom|jūsų|пожалуйста|ваш|будь ласка|παρακαλ|\bσας\b|lütfen|tarayıcınız|אנא|נא\b|שלך|silakan|\banda\b|\bsila\b|vui lòng|của bạn|กรุณา|โปรด|ของคุณ|ください|お使いの|请|請|您|你|주세요|십시오|시오|귀하|يرجى|لديك|متصفحك|لطفا|شما|براہ کرم|आपके|आप |कृपया|আপনার|অনুগ্রহ|দয়া|உங்கள்|தயவு|tafadhali|chako|asseblief
    """
)
_LOGIN = _words(
    r"""
    \blog(?:ged)?[- ]?in\b|\bsign(?:ed)?[- ]?in\b|\bpassword|\bforgot|e-?mail|\bregister|\baccounts?\b|anmeld|einlogg|passwort|registrier|\bkonto\b|connexion|connect(?:er|ez)|mot de passe|compte|identifi|iniciar? sesión|contraseña|cuenta|registr|accedi|accesso|entrar|senha|conta\b|inloggen|wachtwoord|account|logga in|lösenord|log(?:g)? in[dn]|adgangskode|passord|kirjaudu|salasana|innskrá|lykilorð|zaloguj|logowan|hasł|přihl|prihl|heslo|bejelentkez|jelszó|autentific|parol|prijav|lozink|geslo|пријав|лозинк|најав|парола|вход|влезте
    logi sisse|parool|ienāc|pieslēg|parole|prisijun|slaptažod|войти|войдите|парол|регистр|увійти|увійдіть|вхід|пароль|σύνδεσ|συνδεθ|κωδικό|λογαριασμ|giriş|oturum|şifre|parola|hesab|התחבר|סיסמ|הירשמ|masuk|kata sandi|kata laluan|daftar|akun|akaun|đăng nhập|mật khẩu|tài khoản|เข้าสู่ระบบ|รหัสผ่าน|ログイン|パスワード|アカウント|会員登録|登录|登入|密码|密碼|账号|帳號|로그인|비밀번호|계정|تسجيل الدخول|كلمة (?:المرور|السر)|حساب|ورود|وارد|رمز عبور|گذرواژه|لاگ ?ان|پاس ?ورڈ|लॉग ?इन|पासवर्ड|खाता|লগ ?ইন|পাসওয়ার্ড|উள்நுழை|உள்நுழை|கடவுச்சொல்|ingia|nenosiri|teken in|wagwoord
    """
)
# Adverts or money: what is offered instead, and the words of the button that takes the adverts.
_PURE = _words(
    r"""
    \bpur[- ]?(?:abo|angebot|modell|tarif)|werbefrei|ohne (?:\w+ )?werb|\bad[- ]?free|without (?:ads|advert|tracking)|sans (?:publicité|pub\b|traceur)|senza pubblicità|sin (?:publicidad|anuncios)|sem (?:publicidade|anúncios)|zonder (?:advertenties|reclame)|reklamfri|annonsfri|uden reklamer|uten reklame|ilman mainoksia|bez rekl[aá]m|reklámmentes|без реклам|χωρίς διαφημ|reklamsız
    """
)
_PRESS = re.compile(
    r"^\W*(?:mit werbung (?:\w+ )?(?:weiter)?(?:lesen|nutzen|surfen)|weiter(?:lesen)? mit werbung|(?:zustimmen|akzeptieren|einwilligen) (?:und|&) (?:\w+ )?(?:weiter|lesen|nutzen)\w*|"
    r"(?:i )?(?:accept|agree) (?:and|&) (?:continue|read|close)|(?:continue|read(?: on)?) with (?:ads|adverts|advertising)|accepter et (?:continuer|fermer|lire)|(?:continuer|lire) avec (?:des |la |les )?pub\w*|"
    r"accetta e (?:continua|leggi)|continua con (?:la )?pubblicità|aceptar y (?:continuar|leer)|continuar con publicidad|aceitar e continuar|(?:accepteren|akkoord) en (?:doorgaan|verder)|verder met advertenties|"
    r"(?:godkänn|acceptera) och fortsätt|accept[eé]r og fortsæt|godta og fortsett|hyväksy ja jatka|(?:za)?akceptuj i (?:czytaj|kontynuuj|przejdź)|přijmout a pokračovat|prijať a pokračovať|elfogadom és tovább|принять и продолжить)",
    re.IGNORECASE,
)
_ADDRESSED = re.compile(r"\b\w+n Sie\b|\b(?:vous|votre|vos)\b|ez(?:-vous)? ", 0)
# That a page is not shown where its reader is.
_REGION = re.compile(
    r"european (?:economic area|union|visitors|readers|users|countries)|\bEEA\b|\bEU\b|\bGDPR\b|general data protection|\b(?:your|this|certain) (?:country|region|location|area|territory)|legal reasons|"
    r"\b(?:ihrem|deinem) (?:land|standort|gebiet)|rechtlichen gründen|\bDSGVO\b|\b(?:votre|ton) (?:pays|région|territoire)|raisons (?:légales|juridiques)|\bRGPD\b|\b(?:tu|su) (?:país|región|ubicación)|motivos legales|"
    r"\b(?:tuo|suo) (?:paese|territorio)|motivi legali|\b(?:seu país|sua região)|\b(?:uw|jouw|je) (?:land|regio)|\b(?:ditt|dit) land|\bmaassasi|(?:twoim|państwa) (?:kraju|regionie)|vaší (?:zemi|oblasti)|vašej krajine|az ön országában|"
    r"(?:вашей|твоей) стране|вашому регіоні|вашем регионе|ülkenizde|bölgenizde|お住まいの(?:国|地域)|您(?:所在)?的?(?:国家|地区|國家|地區)",
    re.IGNORECASE,
)
_DENIED = re.compile(
    r"unavailable|not (?:currently |yet )?(?:available|accessible)|access\b.{0,30}\b(?:cannot|denied|restricted|blocked|not (?:be )?(?:granted|possible))|(?:unable|not able) to (?:provide|offer|serve|show|grant|give)|"
    r"nicht (?:verfügbar|abrufbar|zugänglich)|kein(?:en)? zugriff|pas (?:disponible|accessible)|indisponible|no (?:está|se encuentra) disponible|non (?:è )?disponibile|não está disponível|niet beschikbaar|"
    r"inte tillgänglig|ikke tilgjengelig|ikke tilgængelig|ei ole (?:saatavilla|käytettävissä)|niedostępn|nie jest dostępn|není dostupn|nie je dostupn|nem (?:elérhető|érhető el)|недоступ|erişilemiyor|erişime kapalı|ご利用(?:いただけません|になれません)|无法(?:访问|观看)|無法",
    re.IGNORECASE,
)
_HERE = re.compile(
    r"\byou(?:r|.re)?\b|\bthis (?:(?:web)?site|content|page|article|video|service|story)\b|\bour (?:(?:web)?site|visitors|readers|content|services?)\b|\bwe (?:recogni[sz]e|are (?:currently )?(?:unable|not able)|cannot|can.t|do not)\b|"
    r"\bdiese[rs]? (?:inhalt|seite|artikel|website|webseite|angebot)|\b(?:ihrem|deinem)\b|\b(?:ce (?:site|contenu)|cet article|cette page)\b|\b(?:este|esta) (?:sitio|contenido|página|artículo|conteúdo|site)\b|\bquest[oa] (?:sito|contenuto|pagina)\b|"
    r"\bdeze (?:website|site|pagina|inhoud)\b|\b(?:det här|dette|denne|den här) \w+\b|\btämä \w+|\b(?:ta|ten) (?:strona|treść|artykuł)\b|\b(?:tento|tato|táto) \w+|\bez a\b|\bэт(?:от|а) (?:сайт|материал|страница)|\bbu (?:site|içerik|sayfa)|このサイト|このページ|本网站|此内容|此頁面",
    re.IGNORECASE,
)
_CONTACT = re.compile(r"@|\bcontact|\bcall\b|\bkontakt|\bcontacte|\bapologi[sz]e|\bsorry\b", re.IGNORECASE)
_THINGS = {"cookie": _COOKIE, "device": _DEVICE, "partner": _PARTNER, "data": _DATA, "adverts": _ADVERTS, "choice": _CHOICE, "privacy": _PRIVACY}  # fmt: skip
_LONGEST = 2_200
_MOSTLY = 0.6
# A choice between adverts and money, the words of its button, and a notice that a page is closed.
_LONGEST_CHOICE, _BUTTON, _LONGEST_NOTICE = 1_600, 60, 900
_QUOTED = re.compile(r"[“„\"«「『][^“”„\"«»「」『』\n]{2,600}[”“\"»」』]")


def told(text: str, *, title: str = "") -> tuple[str, str] | None:
    """The reason for which a text is a wall and no article, with its first words; None for an article.

    `title` is the page's: what asks for adverts or money, or is closed to a country, often says so there.
    """
    if len(text) > _LONGEST:
        return None
    # What somebody is quoted with is not said by the site.
    bare = _QUOTED.sub(" ", text)
    sentences = [line for each in appeals.SENTENCE.split(bare) if (line := each.strip())]
    size = sum(map(len, sentences))
    judges = ((_is_consent, "cookie-wall"), (_is_script, "script-only"), (_is_robot, "blocked"), (_is_login, "login"))
    found = next((reason for judge, reason in judges if sentences and judge(sentences, size)), "")
    if not found and sentences:
        titled = [title, *sentences] if title and title not in sentences else sentences
        found = (
            "cookie-wall"
            if _is_pure(titled, size)
            else "blocked"
            if _is_closed_here(sentences, size) or _is_closed_here(titled, size)
            else ""
        )
    return (found, sentences[0][:60]) if found else None


def _share(sentences: list[str], size: int, talks: list[bool]) -> float:
    return sum(len(line) for line, each in zip(sentences, talks, strict=True) if each) / max(1, size)


def _is_consent(sentences: list[str], size: int) -> bool:
    """Whether nearly all sentences are about what a site stores and shows, and the site says so of itself."""
    whole = "\n".join(sentences)
    if not any(table.search(whole) for table in (_COOKIE, _DEVICE, _ADVERTS)):
        return False
    found = [frozenset(name for name, table in _THINGS.items() if table.search(line)) for line in sentences]
    selves = [bool(_SELF.search(line)) for line in sentences]
    spoken = [own or bool(_YOU.search(line)) for own, line in zip(selves, sentences, strict=True)]
    asked = [bool(appeals.asked(line)) for line in sentences]
    if not any(selves):
        return False
    things = frozenset[str]().union(*found)
    if not things & {"cookie", "device", "adverts"} or len(things) < _things_of(size):
        return False
    talks = [len(each) >= 2 or (bool(each) and to) or ask for each, to, ask in zip(found, spoken, asked, strict=True)]
    return _share(sentences, size, talks) >= _MOSTLY and any(
        own and each for own, each in zip(selves, found, strict=True)
    )


def _things_of(size: int) -> int:
    """Of how many things a text of this size must speak."""
    return 2 if size < 250 else 3 if size < 900 else 5


def _is_pure(sentences: list[str], size: int) -> bool:
    """Whether a short text asks to take adverts or to pay: it has the words of the button, and speaks to its reader."""
    if size > _LONGEST_CHOICE or not any(len(line) <= _BUTTON and _PRESS.match(line) for line in sentences):
        return False
    if not any(_PURE.search(line) or "subscribe" in appeals.asked(line) for line in sentences):
        return False
    asked = [bool(_PRESS.match(line) or appeals.asked(line)) for line in sentences]
    talks = [
        ask or any(table.search(line) for table in (_PURE, _ADVERTS, _CHOICE, _PRIVACY))
        for ask, line in zip(asked, sentences, strict=True)
    ]
    spoken = [
        ask or bool(_YOU.search(line) or _SELF.search(line) or _ADDRESSED.search(line))
        for ask, line in zip(asked, sentences, strict=True)
    ]
    whole = sum(map(len, sentences))
    return _share(sentences, whole, talks) >= _MOSTLY and _share(sentences, whole, spoken) >= _MOSTLY


def _is_closed_here(sentences: list[str], size: int) -> bool:
    """Whether a short text says that the page is not shown in its reader's country."""
    if size > _LONGEST_NOTICE:
        return False
    region = [bool(_REGION.search(line)) for line in sentences]
    denied = [bool(_DENIED.search(line)) for line in sentences]
    here = [bool(_HERE.search(line)) for line in sentences]
    if not any(all(each) for each in zip(region, denied, here, strict=True)):
        return False
    talks = [
        sum(each) >= 2 or bool(_CONTACT.search(line))
        for *each, line in zip(region, denied, here, sentences, strict=True)
    ]
    return _share(sentences, sum(map(len, sentences)), talks) >= _MOSTLY


def _is_script(sentences: list[str], size: int) -> bool:
    """Whether a short text asks to switch scripts on, or what stops adverts off."""
    if size > 700:
        return False
    talks = [bool(_SCRIPT.search(line)) or bool(_BROWSER.search(line) and _ENABLE.search(line)) for line in sentences]
    whole = " ".join(sentences)
    if not (_SCRIPT.search(whole) and _ENABLE.search(whole)):
        return False
    return _speaks(whole) and _share(sentences, size, talks) >= 0.4


def _is_robot(sentences: list[str], size: int) -> bool:
    """Whether a short text checks who reads it."""
    if size > 700:
        return False
    talks = [bool(_ROBOT.search(line)) for line in sentences]
    return _speaks(" ".join(sentences)) and _share(sentences, size, talks) >= 0.4


def _speaks(words: str) -> bool:
    """Whether a site speaks of itself or to its reader."""
    return bool(_SELF.search(words) or _YOU.search(words))


def _is_login(sentences: list[str], size: int) -> bool:
    """Whether a short text is no more than a form to log in."""
    if size > 500:
        return False
    found = [len({match.group().casefold() for match in _LOGIN.finditer(line)}) for line in sentences]
    return (
        sum(found) >= 3
        and _share(sentences, size, [each > 0 for each in found]) >= 0.7
        and any("log-in" in appeals.asked(line) for line in sentences)
    )
