"""Turkish: abbreviations, ordinal dots, line words, and the verbs that report at the end of a sentence."""

from __future__ import annotations

from annotations.text.languages.base import Breaks, Language, LineWords, phrases, words
from annotations.text.languages.reporting import Reporting

_BREAKS = Breaks(
    never=words(
        """
        Dr. Prof. Doç. Yrd. Öğr. Gör. Av. Alb. Yb. Bnb. Yzb. Tğm. Gen. Org. Korg. Tümg. Tuğg. Amir. Bşk. Kur. Sn. Hz.
        Op. Uzm. Müh. Mim. Ecz. Vet. Arş. No. no. Nr. Cad. Sok. Mah. Apt. Tel. T.C. M.Ö. M.S. İ.Ö. İ.S. örn. Örn. bkz.
        Bkz. yy. sf. s. c. çev. krş. yak. Ltd. Şti. Mr. Mrs. St.
        """
    ),
    may_end=words("vb. vs. vd. yy. A.Ş. A.B.D. T.B.M.M. TL. Ltd. Şti. Jr. K.K.T.C."),
    starters=words(
        """
        Bu Şu O Bir Ancak Ama Fakat Çünkü Böylece Ayrıca Öte Buna Bunun Bunlar Bunu Daha Her Hiç Ben Biz Siz Onlar
        Onun Onu Burada Orada Şimdi Sonra Yine Üstelik Eğer Hem Ne Neden Nasıl Kim Kimse Herkes Bazı Birçok Tüm Bütün
        Çok En Ve Veya Ya Yani Zaten Öyle Böyle Şöyle Dün Bugün Yarın Geçen İki Üç İlk Son Yeni Diğer Aynı Hatta Oysa
        Nitekim Olay
        """
    ),
    ordinal_dots=True,
    lower_goes_on=True,
)

_LINES = LineWords(
    months=words("ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık"),
    weekdays=words("pazartesi salı çarşamba perşembe cuma cumartesi pazar"),
    byline_labels=words("Haber Yazan Yazar Muhabir HABER"),
    captions=phrases("Fotoğraf, Fotoğraflar, Foto, FOTOĞRAF, Görsel, Video, Harita, Arşiv"),
    published=phrases("yayınlanma, güncelleme, son güncelleme, yayın tarihi"),
    boilerplate=phrases(
        """
        reklam, devamını oku, devamı, paylaş, yorumlar, yorum yap, ilgili haberler, bunlar da ilginizi çekebilir, en
        çok okunanlar, tüm hakları saklıdır, yazdır, abone ol
        """
    ),
    boilerplate_starts=phrases(
        "ayrıca okuyun:, ilgili haber:, devamını okumak için, bizi takip edin, haberin devamı için, ©"
    ),
    boilerplate_parts=phrases("tüm hakları saklıdır"),
)

_REPORTING = Reporting(
    cues=phrases(
        """
        dedi, diyor, demişti, diyen, dediler, söyledi, söylüyor, söylediler, belirtti, belirttiler, vurguladı, kaydetti,
        bildirdi, bildirdiler, açıkladı, açıkladılar, savundu, ekledi, anlattı, aktardı, konuştu, sordu, yanıtladı,
        uyardı, hatırlattı, duyurdu, yazdı, iddia etti, iddia ettiler, ifade etti, ifade ettiler, dile getirdi, dikkat
        çekti, işaret etti, öne sürdü, ileri sürdü, altını çizdi, yanıt verdi, cevap verdi, cevabını verdi, yanıtını
        verdi, diye konuştu, diye sordu, diye ekledi, diye yazdı, diye yanıtladı, diye cevap verdi, diye belirtti, diye
        anlattı, diye uyardı, şeklinde konuştu, şeklinde yanıt verdi, ifadelerini kullandı, ifadesini kullandı,
        değerlendirmesinde bulundu, değerlendirmesini yaptı, açıklamasında bulundu, açıklamasını yaptı, çağrısında
        bulundu, çağrısı yaptı, sözlerini söyledi, şunları söyledi, şöyle konuştu, şöyle dedi, şunları kaydetti, şu
        ifadeleri kullandı, şöyle devam etti, yorumunu yaptı, şöyle sürdürdü, sözlerini şöyle sürdürdü, sözlerine şöyle
        devam etti, yakındı, diye yakındı
        """
    ),
    according=frozenset(),
    according_after=words("göre"),
    complementisers=frozenset(),
    pronouns=words("o onlar kendisi"),
    articles=words("bir bu"),
    links=words("ve"),
    stops=words(
        """
        ise de da diye ki için ile gibi kadar sonra önce göre olarak ancak ama fakat çünkü dün bugün yarın burada buna
        bunun ayrıca öte yandan yine daha açıklamada açıklamasında konuşmada konuşmasında toplantıda toplantısında
        gazetecilere muhabirlere kameralara mensuplarına basına
        """
    ),
    adverbs=words("ise da de ayrıca yaşındaki"),
    attributive=words("diyen"),
    adjuncts=words(
        """
        açıklamada açıklamasında konuşmada konuşmasında toplantıda toplantısında röportajda programda yayında mesajında
        """
    ),
    hearers=words("gazetecilere muhabirlere kameralara basın mensuplarına basına"),
    titles=words(
        """
        sayın dr prof doç av bakan bakanı başbakan başbakanı cumhurbaşkanı başkan başkanı başkanvekili milletvekili
        sözcü sözcüsü vali valisi müdür müdürü general generali genel yardımcısı sekreter sekreteri profesör hoca
        hocası lider lideri temsilcisi temsilci büyükelçi büyükelçisi uzmanı uzman avukat avukatı üyesi savcı savcısı
        mühendis mühendisi öğretmen öğretmeni rektör rektörü dekan dekanı komutan komutanı kaymakam kaymakamı muhtar
        muhtarı başhekim başhekimi esnaf çiftçi hakim yazar gazeteci balıkçı direktörü yönetmen oyuncu teknik kaptan
        kaptanı doktor doktoru
        """
    ),
    title_endings=("lardan", "lerden"),
    institutions=words(
        """
        adalet içişleri dışişleri sağlık savunma milli eğitim maliye hazine çevre tarım ticaret ulaştırma enerji
        kültür turizm gençlik spor aile belediye büyükşehir parti partisi genel cumhuriyet meclis
        """
    ),
    adversatives=words("ancak ama fakat"),
    names_take_endings=True,
    verb_final=True,
    drops_subject=True,
)

TURKISH = Language(code="tr", name="Turkish", breaks=_BREAKS, lines=_LINES, reporting=_REPORTING)
