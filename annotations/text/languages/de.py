"""German: abbreviations, ordinal dots, line words, and the words that report."""

from __future__ import annotations

from annotations.text.languages.base import Breaks, Language, LineWords, phrases, words
from annotations.text.languages.reporting import Reporting

_BREAKS = Breaks(
    never=words(
        """
        Dr. Prof. Hr. Fr. Frl. Ing. Dipl. Mag. med. jur. phil. rer. nat. h.c. St. Hl. hl. geb. gest. verh. gegr. ca.
        rd. etwa. bzw. bspw. z.B. d.h. d.i. i.d.R. i.e. u.U. m.E. o.g. s.o. s.u. v.a. v. z. B. d. i. u. vgl. Vgl.
        siehe. ggf. evtl. inkl. exkl. zzgl. abzgl. max. min. mind. Nr. Nrn. Art. Abs. Bd. Bde. Kap. S. Str. Abb. Tab.
        Ziff. Mio. Mrd. Tsd. Fa. Co. Tel. Hrsg. hrsg. Jh. Aufl. vs. Kfz. Hbf. Pfr. Abg. Min. Präs. Gen. Oberst. Lt.
        Hptm. sog. jew. franz. engl. dt. Jan. Feb. Mrz. Apr. Aug. Sept. Okt. Nov. Dez. Mo. Di. Mi. Do. Sa. So. bes.
        insb. allg. entspr. i. R. a. M.
        """
    )
    - words("So. etwa. siehe. Oberst. Min. min. min Do. Mi."),
    may_end=words(
        """
        usw. etc. Mio. Mrd. Tsd. u.a. u.ä. u.v.m. o.ä. n.Chr. v.Chr. Chr. a.D. D. a. ä. EUR. Jr. USA. Uhr. Art. Abs.
        Str. Bd. Co. Jh. e.V. V.
        """
    ),
    starters=words(
        """
        Der Die Das Des Dem Den Ein Eine Einer Eines Einem Einen Er Sie Es Wir Ich Ihr Ihre Sein Seine Dies Diese
        Dieser Dieses Diesen Dort Hier Da Dann Danach Damit Dabei Dafür Dagegen Darum Deshalb Daher Doch Aber Und Oder
        Auch Nur Noch Nun Jetzt Heute Gestern Morgen Am Im In An Auf Aus Bei Beim Mit Nach Vor Von Vom Zu Zum Zur Für
        Gegen Ohne Um Über Unter Seit Während Wegen Trotz Wenn Als Ob Weil Obwohl Wer Was Wie Wo Warum Wann Welche
        Kein Keine Niemand Jeder Alle Viele Einige Manche Mehr Zwar Allerdings Jedoch Zudem Außerdem Ebenso Bisher
        Bereits Zuvor Laut Insgesamt
        """
    ),
    ordinal_dots=True,
    lower_goes_on=True,
)

_LINES = LineWords(
    months=words(
        """
        januar februar märz april mai juni juli august september oktober november dezember jan feb mär apr jun jul aug
        sep sept okt nov dez
        """
    ),
    weekdays=words("montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag"),
    bylines=phrases("Von, VON"),
    byline_labels=words("Autor Autorin Text"),
    captions=phrases("Foto, Fotos, Bild, Bilder, Grafik, Video, Karte, Archivfoto, Archivbild, Symbolbild, Quelle"),
    published=phrases("veröffentlicht, aktualisiert, zuletzt aktualisiert, stand"),
    boilerplate=phrases(
        """
        anzeige, werbung, mehr zum thema, lesen sie auch, lesen sie mehr, weiterlesen, mehr lesen, teilen, artikel
        teilen, drucken, kommentare, kommentieren, newsletter, startseite, zurück zur startseite, alle rechte
        vorbehalten, das könnte sie auch interessieren, meistgelesen
        """
    ),
    boilerplate_starts=phrases(
        """
        lesen sie auch:, lesen sie dazu:, mehr zum thema:, mehr dazu:, auch interessant:, abonnieren sie, melden sie
        sich für, folgen sie uns, hier geht es zu, ©, copyright ©, copyright 2
        """
    ),
    boilerplate_parts=phrases("alle rechte vorbehalten"),
)

_REPORTING = Reporting(
    cues=words(
        """
        sagte sagt sagten sagen erklärte erklärt erklärten betonte betont betonten berichtete berichtet berichteten
        meinte meint meinten behauptete behauptet behaupteten versicherte versichert warnte warnt warnten bestätigte
        bestätigt bestätigten ergänzte ergänzt kritisierte kritisiert forderte fordert forderten schrieb schreibt
        schrieben fragte fragt antwortete antwortet antworteten unterstrich unterstreicht äußerte erwiderte entgegnete
        versprach verspricht verkündete verkündet urteilte urteilt befürchtet befürchtete vermutete vermutet
        argumentierte argumentiert rief mitteilte mitteilt mitteilten bekanntgab bekanntgaben ankündigte ankündigt
        ankündigten hinzufügte hervorhob klarstellte beteuerte mahnte mahnt lobte klagte klagt resümierte bilanzierte
        konstatierte nannte nennt nannten bezeichnete bezeichnet bezeichneten ruft riefen
        widersprach widerspricht schimpfte schimpft spottete spottet erzählt erzählte erzählten
        """
    ),
    particles=phrases(
        """
        teilte mit, teilt mit, teilten mit, fügte hinzu, fügt hinzu, fügten hinzu, gab an, gaben an, gab bekannt,
        gaben bekannt, gibt bekannt, kündigte an, kündigt an, kündigten an, räumte ein, räumt ein, stellte klar,
        stellt klar, stellte fest, wies darauf hin, weist darauf hin, wiesen darauf hin, wies zurück, gab zu bedenken,
        führte aus, legte dar, hob hervor, hebt hervor
        """
    ),
    as_said=phrases("wie"),
    so_said=phrases("so"),
    according_after=words("zufolge"),
    according=phrases(
        """
        laut, nach angaben, nach angaben von, nach aussage, nach aussage von, nach aussagen, nach aussagen von, nach
        auskunft, nach auskunft von, nach ansicht, nach ansicht von, nach einschätzung, nach einschätzung von, nach
        darstellung, nach darstellung von, nach den worten, nach den worten von, nach worten von
        """
    ),
    complementisers=words("dass daß ob"),
    pronouns=words("er sie es ich wir"),
    gendered=words("er sie"),
    articles=words(
        """
        der die das dem den des ein eine einer eines einem einen sein seine seiner ihr ihre ihrer dieser diese dieses
        beide mehrere viele einige manche zwei drei
        """
    ),
    links=words("der des von vom und zu für"),
    stops=words(
        """
        am im in an auf bei beim mit nach vor zum zur aus gegen gegenüber während wegen trotz seit laut dass daß ob
        wie als wenn weil und oder aber zu dem den darauf dazu heute gestern morgen hin mit hinzu bekannt ein klar
        fest an zurück aus dar hervor bedenken montag dienstag mittwoch donnerstag freitag samstag sonntag januar
        februar märz april mai juni juli august september oktober november dezember über unter um durch ohne hat ist
        war wird habe sei sich es nicht so
        """
    ),
    adverbs=words(
        "auch dann weiter zudem außerdem jedoch dagegen daraufhin später erneut kürzlich zugleich ferner nun aber"
    ),
    titles=words(
        """
        herr frau dr prof professor professorin minister ministerin präsident präsidentin kanzler kanzlerin sprecher
        sprecherin chef chefin könig königin papst general oberst abgeordnete abgeordneter senator senatorin
        bürgermeister bürgermeisterin anwalt anwältin richter richterin staatsanwalt staatsanwältin trainer trainerin
        direktor direktorin vorsitzende vorsitzender experte expertin forscher forscherin historiker historikerin
        ökonom ökonomin politologe politologin autor autorin botschafter botschafterin kommissar kommissarin landrat
        landrätin staatssekretär staatssekretärin wirt wirtin leiter leiterin generalsekretär generalsekretärin
        """
    ),
    title_endings=tuple(
        sorted(
            words(
                """
                minister ministerin präsident präsidentin kanzler kanzlerin sprecher sprecherin chef chefin politiker
                politikerin experte expertin leiter leiterin vorsitzende vorsitzender vorsitzenden direktor direktorin
                beauftragte beauftragter anwalt anwältin richter richterin forscher forscherin trainer trainerin
                meister meisterin sekretär sekretärin wissenschaftler wissenschaftlerin abgeordnete abgeordneter rat
                rätin inhaber inhaberin
                """
            )
        )
    ),
    adversatives=words("aber doch während jedoch wobei sondern"),
    moods=words(
        """
        sei seien habe hätte hätten werde würde würden könne könnte könnten müsse müsste müssten solle wolle dürfe
        dürfte dürften wäre wären gebe gäbe gäben gehe komme stehe liege bleibe lasse brauche wisse
        """
    ),
    times=words(
        """
        heute gestern montag dienstag mittwoch donnerstag freitag samstag sonntag montagabend dienstagabend
        mittwochabend donnerstagabend freitagabend samstagabend sonntagabend tage tagen woche wochen jahr jahre
        """
    ),
    adjuncts=words("am im in an auf bei beim vor gegenüber dem den"),
    hearers=words("presse journalisten reportern medien abgeordneten"),
    relatives=words("der die das den dem dessen deren"),
    oblique=words("des dem den einer eines einem einen seiner ihrer"),
    datives=words("der"),
    dative_endings=("zeitung", "zeitschrift", "agentur", "presse", "illustrierten", "redaktion"),
    nouns_capital=True,
    according_needs_comma=False,
)

GERMAN = Language(code="de", name="German", breaks=_BREAKS, lines=_LINES, reporting=_REPORTING)
