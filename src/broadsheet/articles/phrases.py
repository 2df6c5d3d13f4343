"""How furniture speaks, in many languages: lines that invite, point elsewhere, credit or disclaim.

Requirement: a line of these is no part of the article wherever it stands. Theory: outlets address
the reader in set phrases at the start of a line; sentences of reports hardly ever do. Known
failures: a report about newsletters that quotes one.
"""

from __future__ import annotations

import re

_I = re.IGNORECASE


def words_of(line: str) -> frozenset[str]:
    """A table of words that is written as one text."""
    return frozenset(line.split())


# A line that opens so points to another article. Short lines only.
POINTER = re.compile(
    r"^[\W_]*(?:(?:read|see|hear|watch|learn|find out|discover)\s+(?:more|also|next|too)\b|(?:more|also)\s*[:|]|also (?:read|see|watch|on)\b|"
    r"related(?:\s+(?:articles?|stor(?:y|ies)|content|coverage|links?|topics?|reading|news|posts?|items?))?\s*(?:[:|•–-]|$)|"
    r"(?:don.?t|do not) miss\b(?=\W*$|.{0,3}[:!])|you (?:may|might) (?:also )?(?:like|be interested|enjoy|have missed)|recommended(?: (?:for you|reading|stories|articles))?\W*$|"
    r"(?:watch|listen|video|podcast|gallery|photos?|in pictures|opinion|explainer|analysis|live|quiz|interactive|read|fact check)\s*[:|]|watch (?:now|live|the video|below|this)\b|"
    r"(?:click|tap) here\b|(?:most|top|latest|trending) (?:read|viewed|popular|shared|commented|stories|news|videos?|headlines)\b(?:\s+(?:in|on|from|stories|articles|news)\b.{0,30})?\W*$|more (?:from|on|about|in)\b.{0,60}$|more (?:stories|news|coverage|videos?)\b.{0,40}$|"
    r"for more (?:stories|news|on|information|like this)\b|keep reading|continue reading|(?:up|read) next\W*$|what to read next|explore further|story continues|article continues|"
    r"mehr (?:zum thema|dazu|lesen|infos?|informationen|aus\b|news|nachrichten|zu\b)|lesen? sie (?:auch|mehr|hier|dazu|weiter|jetzt)|lesen? (?:auch|sie dazu)\b|lies (?:auch|hier)|auch (?:interessant|lesenswert|spannend)|"
    r"(?:das|dies) könnte (?:sie|dich|ihnen)|passend (?:dazu|zum thema)|zum thema\s*:|hintergrund\s*:|siehe auch|weiterlesen|jetzt lesen|hier (?:geht|gehts|geht.s|lesen|finden sie)\b|>>|➤|→|»\s|▶|►|"
    r"lire (?:aussi|également|la suite|plus|l.article)|à (?:lire|voir|écouter|découvrir)(?:\s+(?:aussi|également|sur|ensuite))?\b|voir (?:aussi|également)|(?:notre|nos) (?:dossier|article)s?\s*:|pour aller plus loin|sur le même (?:sujet|thème)|"
    r"leggi (?:anche|pure|di più|tutto)|(?:guarda|vedi|ascolta) (?:anche|il video)|ti potrebbe(?:ro)? interessare|potrebbe interessarti|per approfondire|l.approfondimento|"
    r"(?:lee|lea|leer|mira|vea|ver|te puede|le puede|te recomendamos|más) (?:también|más|además|interesar|información|leer|leyendo|noticias|en\b)|(?:además|le recomendamos)\s*:|noticias? relacionadas?|"
    r"(?:leia|veja|saiba|ouça|confira|assista)(?: (?:também|mais|a seguir|ainda|aqui))\b|(?:leia|veja|saiba mais)\s*:|relacionad[oa]s?\s*:?\W*$|"
    r"lees (?:ook|meer|verder|hier)|meer (?:over|lezen|nieuws)\b|bekijk (?:ook|hier)|luister (?:ook|naar)|(?:zie|kijk) ook|"
    r"läs (?:också|mer|även|vidare)|les (?:også|mer|mere|videre)|læs (?:også|mere|videre)|se (?:også|også:|även|mere)\b|hør også|lue (?:myös|lisää)|katso myös|lesa meira|lestu (?:líka|meira|einnig)|sjá einnig|"
    r"czytaj (?:też|także|również|więcej|dalej|całość)|zobacz (?:też|także|również|więcej)|(?:przeczytaj|sprawdź|polecamy)\b.{0,6}:?|"
    r"(?:čtěte|přečtěte|čítajte|prečítajte) (?:si )?(?:také|též|více|dále|aj|tiež|viac)|(?:olvass|olvasd|nézd)\b.{0,10}(?:is|el|tovább|meg)|(?:ez is|kapcsolódó|ajánlott)\b|(?:citește|citeşte|vezi|citiți) (?:și|şi|mai|integral)|(?:pročitajte|čitajte|pogledajte) (?:još|i|više|također|takođe)|preberite|прочетете още|вижте още|"
    r"(?:читайте|читать|смотрите|слушайте|подробнее|читайте:)(?:\s+(?:также|ещё|еще|далее|по теме|больше))?\s*[:.]?(?:\s|$)|по теме\s*:?|(?:читайте|дивіться|читати) (?:також|ще|далі)|"
    r"(?:διαβάστε|δείτε|ακούστε) (?:επίσης|ακόμη|ακόμα|περισσότερα|εδώ|και)|σχετικ(?:ά|ές|ό)\b.{0,20}$|"
    r"(?:ayrıca|bunu da|ilgili|devamını|şunlar da)\s+(?:bakınız|okuyun|oku|haber(?:ler)?|ilginizi)\b|i̇lgili haber|ilgili haber|önerilen|i̇lginizi çekebilir|ilginizi çekebilir|"
    r"baca (?:juga|selengkapnya|lebih)|lihat juga|simak (?:juga|berita)|xem thêm|đọc thêm|อ่านเพิ่มเติม|ข่าวที่เกี่ยวข้อง|"
    r"関連(?:記事|ニュース|リンク)|あわせて読みたい|こちらも|次ページ|続きを読む|もっと見る|おすすめ|【?関連|【(?:写真|画像|動画|図解|もっと|一覧)|(?:相关|延伸|推荐|相關|更多|看更多|熱門)(?:阅读|閱讀|新闻|新聞|报道|報導|文章|内容)?\s*[:：]?|관련\s*(?:기사|뉴스)|더\s*(?:보기|읽기)|많이 본|"
    r"(?:اقرأ|اقرئي|شاهد|تابع|طالع|للمزيد|مواضيع|أخبار)\s*(?:أيضا|أيضاً|أيضًا|المزيد|كذلك|ذات صلة)|قد يهمك|بیشتر بخوانید|همچنین بخوانید|(?:यह|ये|इसे|और)\s*(?:भी)?\s*(?:पढ़ें|पढ़ें|देखें)|संबंधित|আরও পড়ুন|קרא(?:ו)? (?:עוד|גם)|עוד בנושא)",
    _I,
)  # fmt: skip

# Lines that ask for something: a subscription, a follow, a tip, a donation, a click.
APPEAL = re.compile(
    r"^[\W_]*(?:(?:please )?(?:sign|signing) up\b|the post .{0,220}(?:appeared first|first appeared) on\b|der beitrag .{0,220}erschien zuerst auf\b|subscribe\b|(?:get|receive|have)\b.{0,80}\b(?:inbox|newsletter|delivered|by e-?mail|letterbox|email alerts?|push notifications?)\b|"
    r"(?:follow|like|join|find|contact|reach|e-?mail|write to)\b.{0,80}\b(?:on (?:twitter|facebook|x\b|instagram|whatsapp|telegram|linkedin|youtube|tiktok|bluesky|threads|social)|our (?:whatsapp|telegram|facebook|community|channel)|@\w+|at \S+@\S+)|"
    r"(?:download|get|install)\b.{0,40}\bapp\b|(?:got|have) (?:a|any) (?:story|tip|tips|question|news tip|comment|view|opinion|photo)\b|(?:do you|are you|have you)\b.{0,120}\b(?:get in touch|contact us|email us|let us know|e-?mail\b)|"
    r"(?:want|would you like)\b.{0,60}\b(?:newsletter|sign up|subscribe|more)\b|support (?:our|us|independent|\w+.s) (?:journalism|work|reporting)|(?:make|consider) (?:a )?(?:donation|donating)|become a (?:member|subscriber|supporter)|"
    r"if you (?:enjoyed|liked|value|have been affected|would like to|buy something|purchase|click)\b.{0,240}(?:article|join|subscribe|support|commission|link|contact|newsletter|share)|(?:we|this (?:article|post|page|story|site)) (?:may|might|can|contains?|includes?|uses?|earns?|use|earn)\b.{0,90}\b(?:commission|affiliate)|"
    r"(?:(?:our|the) newsletters?\b|newsletter\W*$|by (?:signing up|subscribing|submitting|clicking|entering|registering)\b)|thank(?:s| you) for (?:signing|subscribing|reading|joining|registering)|there was (?:an error|a problem)\b|(?:already|not yet) (?:a )?(?:subscribe[rd]?|registered|member)\b|"
    r"(?:enter|add) your (?:e-?mail|name)|(?:you can|you may) (?:unsubscribe|opt out)|share (?:this|on|via|your)\b.{0,60}$|(?:leave|post|add|view|show|read) (?:a |your |all |the )?comments?\b.{0,40}$|comments? (?:are|on this)\b|"
    r"tell us what you think|let us know\b|what do you think\b.{0,80}$|this content is (?:hosted|not available|provided)|(?:story|article) continues (?:below|after)|(?:continue|scroll) (?:below|down)|turn on\b.{0,40}notifications|"
    r"(?:jetzt|hier|gleich|kostenlos)?\s*(?:für (?:den|unseren|die)|den|unseren) .{0,60}newsletter.{0,60}(?:anmelden|abonnieren|bestellen|registrieren)|(?:jetzt )?(?:abonnieren|bestellen|melden) sie\b|folgen? (?:sie|dem|der|du|uns|dieser)\b|folgst du\b|abonniere?\b|newsletter\b.{0,60}$|"
    r"(?:wir|hier) (?:freuen uns|verwenden|finden sie)\b.{0,80}(?:newsletter|kommentar|feedback|cookies)|(?:empfohlener|externer) (?:redaktioneller )?inhalt|an dieser stelle (?:finden|befindet|würden|steht)|(?:ich bin|mit klick|durch klick|indem sie)\b.{0,60}(?:einverstanden|stimme|externe)|hiermit (?:stimme|akzeptiere)|"
    r"(?:link zum|dieser|dieses|der|um (?:den|diesen|das)) .{0,40}(?:youtube|facebook|instagram|twitter|externen?|podigee|datawrapper|opinary)[- ]?.{0,30}(?:inhalt|inhalte|video|laden|anzeigen|zugriff)|ein klick für den datenschutz|datenschutz(?:hinweis|erklärung)?\W*$|"
    r"(?:inhalt|inhalte|video|karte|grafik) (?:laden|anzeigen|aktivieren|zeigen)\W*$|kommentare?\W*(?:\d+)?\W*$|hinweis der redaktion\s*:\s*(?:dieser artikel enthält|wir)|mit (?:\*|stern\w*) (?:gekennzeichnete|markierte)|(?:dieser|der) (?:artikel|text|beitrag) (?:erschien|ist|erscheint|wurde|stammt|enthält|liegt)\b.{0,60}(?:zuerst|erstmals|affiliate|original|ursprünglich|kooperation|printausgabe)|"
    r"(?:inscrivez|abonnez|recevez|suivez|rejoignez|téléchargez|retrouvez)[- ](?:vous|nous|toute|chaque|l|nos|notre|la|le|les)\b|(?:s.abonner|s.inscrire|je m.abonne|partager)\b.{0,60}$|(?:l.accès à|cet? article est)\b.{0,40}(?:abonnés|réservé)|"
    r"(?:iscriviti|abbonati|ricevi|seguici|scarica|segui)\b.{0,120}|(?:suscríb[ae]te|suscríbase|regístrate|recibe|síguenos|sigue (?:toda|a)|únete|descarga|apúntate)\b.{0,160}|"
    r"(?:inscreva-se|assine|receba|siga|clique (?:aqui|e)|participe do|entre no|baixe)\b.{0,160}|(?:schrijf je in|meld je aan|abonneer|volg ons|download (?:de|onze)|ontvang)\b.{0,120}|"
    r"(?:prenumerera|anmäl dig|följ oss|tilmeld dig|abonnér|meld deg på|abonner på|følg (?:oss|os)|tilaa|seuraa meitä)\b.{0,120}|(?:zapisz się|subskrybuj|obserwuj nas|śledź nas|dołącz|zaprenumeruj|kup prenumeratę)\b.{0,120}|"
    r"(?:přihlaste se|odebírejte|sledujte nás|prihláste sa|iratkozz(?:on)? fel|kövess(?:en)? minket|abonează-te|abonați-vă|urmărește|urmăriți|pretplatite se|zapratite|абонирайте се|последвайте)\b.{0,140}|"
    r"(?:подпис(?:ывайтесь|аться|аться на)|подпишитесь|присоединяйтесь|следите за|читайте нас|наш (?:канал|telegram)|підпис(?:уйтесь|атися)|приєднуйтесь|стежте за)\b.{0,140}|(?:ακολουθήστε|εγγραφείτε|κάντε (?:εγγραφή|like))\b.{0,140}|"
    r"(?:abone ol|takip ed|bizi takip|bültenimize|tıklayın|whatsapp (?:kanal|ihbar)).{0,120}|(?:ikuti|dapatkan|gabung|berlangganan)\b.{0,100}(?:channel|kanal|whatsapp|telegram|newsletter|berita|google news)|"
    r"(?:メールマガジン|メルマガ|無料会員|会員登録|フォロー(?:する|して)|ログインして|シェア|この記事を(?:シェア|共有|保存)|LINE(?:で|公式)|公式(?:LINE|X|アプリ)|友だち追加)|(?:订阅|訂閱|关注(?:我们|公众号)|關注|扫码|下載.{0,10}APP|下载.{0,10}APP|点击(?:此处|这里|下载)|點擊|分享(?:到|至)?|加入.{0,12}(?:LINE|频道|頻道))|(?:구독|카카오톡|제보|네이버).{0,40}(?:하기|구독|채널|메일)|"
    r"(?:اشترك|تابعنا|تابعونا|انضم|حمل تطبيق|سجل)\b.{0,120}|(?:سبسکرایب|ما را دنبال کنید)|(?:हमें फॉलो|सब्सक्राइब|डाउनलोड करें|यहां क्लिक|व्हाट्सएप चैनल).{0,100}|(?:עקבו אחרינו|הירשמו|הצטרפו).{0,100})",
    _I,
)  # fmt: skip

# A line anywhere in which a newsletter is offered to the reader. The words of a report about one are not these.
MAILING = re.compile(
    r"\b(?:newsletters?|e-?mail|daily briefing)\b.{0,120}\b(?:(?:straight |directly )?(?:to|in) your inbox|sign up|subscribe)\b|\b(?:sign up|subscribe)\b.{0,60}\bnewsletters?\b|"
    r"\b(?:delivered|sent) (?:straight |directly )?(?:to|into) your (?:inbox|phone|e-?mail)\b|\bin ihr (?:e-?mail-)?postfach\b|\bdirekt ins postfach\b|\bdans votre boîte (?:mail|aux lettres)\b|"
    r"\ben (?:tu|su) (?:correo|bandeja de entrada)\b|\bnella tua (?:casella|mail|inbox)\b|\bin (?:je|uw) (?:mailbox|inbox)\b|\bno seu e-?mail\b|\bdirekt i (?:din )?(?:inkorg|innboks|indbakke)",
    _I,
)  # fmt: skip

# Words that stand for advertisements and for parts of the page, a line by themselves.
LABEL = re.compile(
    r"^[\W_]*(?:advertisement|advertising|ad|ads|sponsored(?: (?:content|by.*))?|promoted(?: content)?|partner content|anzeige|werbung|publicité|pubblicità|publicidad|publicidade|reklama?|reklam|annonce|annons|mainos|advertentie|реклама|διαφήμιση|إعلان|広告|PR|广告|廣告|광고|विज्ञापन|"
    r"comments?|tags?|topics?|themen|sujets|temas|share|teilen|partager|compartir|condividi|compartilhar|delen|dela|del|paylaş|udostępnij|поделиться|شارك|シェア|分享|공유|facebook|twitter|x|whatsapp|e-?mail|linkedin|pinterest|telegram|reddit|print|drucken|copy(?: link)?|link copied!?|kopieren|merken|"
    r"loading\.*|lädt\.*|play|pause|mute|unmute|menu|search|close|schließen|fermer|back|next|previous|weiter|zurück|top|home|subscribe|subscribed?|log ?in|sign ?in|register|more|mehr|plus|más|mais|save|bookmark|follow|folgen|suivre|seguir|segui|"
    r"video|videos|live|liveblog|ticker|faq|podcast|audio|interview|thema|quelle|quellen|quelle:|sources?|mit video|exclusive|exklusiv|breaking|gallery|bilder|fotos?|photos?|image \d+ of \d+|\d+ ?/ ?\d+|\d+ (?:comments?|kommentare?|shares?)|min(?:ute)?s? read|\d+ min(?:ute)?s?(?: read)?|"
    r"you (?:may|might) also like.*|undefined|null|true|false|\w+:|[\d\s|/•·.,:–-]*)[\W_]*$",
    _I,
)  # fmt: skip

# Credits, rights and disclaimers.
CREDIT = re.compile(
    r"^[\W_]*(?:(?:©|\(c\)\s*(?:\d{4}|copyright)|copyright\b|all rights reserved|alle rechte vorbehalten|tous droits réservés|todos los derechos|todos os direitos|tutti i diritti|alle rechten|無断転載|版权所有|版權所有|무단 ?전재|저작권|جميع الحقوق)|"
    r"\(?(?:photo|photos|image|images|picture|pictures|pic|foto|fotos|bild|bilder|photograph|photographer|fotograf|fotografie|illustration|graphic|grafik|grafica|infografik|credit|crédit|crédits|fotocredit|bildquelle|video|cover image|featured image|imagen|imagem|immagine|kép|zdjęcie|fot\.?|фото|φωτο(?:γραφία)?|写真|図|圖|图|사진|الصورة|صورة)"
    r"(?:\s*(?:credits?|source|by|via|courtesy|caption|copyright|de|di|von))?\s*[:：=/©|]|(?:source|sources|quelle|quellen|fonte|fuente|bron|källa|kilde|źródło|zdroj|forrás|sursa|izvor|источник|джерело|πηγή|kaynak|sumber|المصدر|来源|來源|出典|출처)\s*[:：=]\s*.{0,80}$|"
    r"(?:getty images|picture alliance|imago images|shutterstock|istock)\b.{0,40}$|(?:with (?:material|inputs|files|reporting|additional reporting) (?:from|by|of)|additional reporting (?:by|from)|(?:reporting|writing|editing|compiled) by\b|mit (?:material|informationen|agenturmaterial)\b).{0,160}$)",
    _I,
)  # fmt: skip

# Stamps of time and place of publication, a line by themselves.
STAMP = re.compile(
    r"^[\W_]*(?:(?:first |last |originally )?(?:published|updated|posted|modified|created|edited|issued)\b(?:\s+(?:on|at|by))?|stand|datum|date|fecha|data|dato|dátum|дата|tarih|aktualisiert|veröffentlicht|erstellt|publié|mis à jour|modifié|pubblicato|aggiornato|publicado|actualizado|atualizado|gepubliceerd|bijgewerkt|publicerad|uppdaterad|publisert|oppdatert|opdateret|udgivet|opublikowano|aktualizacja|"
    r"опубликовано|обновлено|оновлено|δημοσιεύθηκε|ενημερώθηκε|yayınlan\w+|güncellen\w+|son güncelleme|giriş|diterbitkan|公開|更新(?:日|時間)?|配信|发布(?:时间)?|發布|입력|수정|نشر|آخر تحديث|تاريخ النشر|प्रकाशित|अपडेटेड)\s*[:：|]?\s*.{0,60}$",
    _I,
)  # fmt: skip

# Headings after which a page has nothing more of the article.
END = re.compile(
    r"^[\W_]*(?:related(?: \w+)?|more (?:stories|from|on|news|like this)\b.*|most (?:read|popular|viewed|shared|commented)\b.*|latest (?:news|stories|from)\b.*|top stories|trending(?: now)?|recommended(?: \w+)*|you (?:may|might) (?:also )?.*|read (?:more|next|also)\b.*|(?:up )?next|what to read next|"
    r"(?:leave|post) a (?:comment|reply)|comments?(?: \(?\d+\)?)?|\d+ comments?|join the (?:conversation|discussion)|about the authors?|(?:about|meet) \w+ \w+|author|share this.*|tags?|topics?(?: in this)?.*|sign up\b.*|subscribe\b.*|newsletters?\b.*|explore (?:more|further).*|editor.?s? picks?|popular (?:posts|stories)|our (?:latest|picks).*|in (?:other news|this (?:article|story))|don.?t miss|around the web|from our partners|sponsored.*|"
    r"mehr zum thema|mehr (?:aus|von|zu)\b.*|auch interessant|das könnte .*|weitere (?:artikel|themen|meldungen|nachrichten|beiträge)\b.*|meistgelesen.*|meistgelesene.*|top[- ]?(?:themen|artikel|news)|neueste .*|lesen sie auch.*|kommentare?.*|diskutieren.*|über (?:den autor|die autorin|die autoren)|empfehlungen?.*|zum thema|"
    r"sur le même (?:sujet|thème)|à lire aussi|lire aussi|les plus lus|articles? (?:liés|similaires|recommandés)|commentaires?.*|dans la même rubrique|voir aussi|leggi anche|articoli correlati|ultime notizie|i più letti|commenti|noticias relacionadas|lo más (?:leído|visto)|te puede interesar.*|más noticias|comentarios|temas relacionados|leia também|notícias relacionadas|mais lidas|últimas notícias|veja também|comentários|"
    r"lees ook|meer nieuws|meest gelezen|gerelateerd.*|läs (?:mer|också)|mest läst|relaterat|les også|mest lest|læs også|mest læste|lue myös|luetuimmat|czytaj (?:także|też)|najnowsze|najpopularniejsze|komentarze|související.*|nejčtenější|читайте также|по теме|самое читаемое|комментарии|новости по теме|читайте також|διαβάστε (?:ακόμα|ακόμη|επίσης)|σχετικά άρθρα|σχόλια|ilgili haberler|çok okunanlar|yorumlar|öne çıkan.*|baca juga|berita terkait|"
    r"関連記事.*|おすすめ.*|ランキング|あわせて読みたい|新着.*|コメント.*|人気記事.*|相关(?:新闻|阅读|报道|文章).*|延伸閱讀|相關新聞|热门.*|熱門.*|评论|留言|관련기사|관련 뉴스|댓글.*|많이 본.*|인기.*|اقرأ أيضا.*|مواضيع ذات صلة|الأكثر قراءة|التعليقات|संबंधित.*|यह भी पढ़ें.*|टिप्पणियां)[\W_]*$",
    _I,
)  # fmt: skip

# About the author, at the end of a text.
BIO = re.compile(
    r"\b(?:is|was|has been|covers|writes|worked|reports|joined)\b.{0,160}\b(?:reporter|correspondent|editor|journalist|writer|columnist|author|contributor|staff|fellow|professor|covering|producer|bureau|newsroom|intern|curator)\b|"
    r"\b(?:ist|war|arbeitet|schreibt|berichtet|studierte|leitet)\b.{0,160}\b(?:redakteur\w*|korrespondent\w*|journalist\w*|autor\w*|reporter\w*|volontär\w*|ressort\w*|redaktion)\b|"
    r"\b(?:est|es|è|é|is|är|er)\b.{0,120}\b(?:journaliste|correspondant\w*|rédact\w+|periodista|redactor\w*|corresponsal|giornalista|corrispondente|jornalista|repórter|redacteur|verslaggever|correspondent|journalist)\b|"
    r"(?:may|can) be reached at\b|follow (?:him|her|them|me)\b|@\w+\.(?:com|org|net|co)\b",
    _I,
)  # fmt: skip
