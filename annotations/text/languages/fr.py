"""French: abbreviations, line words, and the words that report."""

from __future__ import annotations

from annotations.text.languages.base import Breaks, Language, LineWords, phrases, words
from annotations.text.languages.reporting import Reporting

_BREAKS = Breaks(
    never=words(
        """
        M. MM. Mr. Mme. Mmes. Mlle. Mlles. Dr. Drs. Pr. Prof. Me. Mgr. St. Ste. Sts. Gal. Col. Cdt. Cap. Lt. av. apr.
        bd. Bd. cf. Cf. env. p. pp. ex. art. Art. chap. éd. fig. vol. no. No. n. réf. tél. Tél. J.-C. vs. ca. approx.
        c.-à-d. Ets. janv. févr. avr. juill. sept. oct. nov. déc. hab. dép.
        """
    ),
    may_end=words("etc. art. vol. J.-C. S.A. S.A.R.L. Cie. Jr. U.E. a.m. p.m. hab. Inc. Ltd."),
    starters=words(
        """
        Le La Les L' Un Une Des Du Il Elle Ils Elles On Nous Vous Je Ce Cet Cette Ces Cela Ça C'est Son Sa Ses Leur
        Leurs Mon Notre Nos Et Mais Ou Or Donc Car Ainsi Aussi Alors Puis Ensuite Après Avant Depuis Pendant Dans En
        Sur Sous Par Pour Avec Sans Selon Chez Si Quand Lorsque Comme Tandis Pourtant Cependant Toutefois Enfin Déjà
        Hier Aujourd'hui Demain Ici Là Qui Que Quoi Pourquoi Comment Où Personne Rien Tout Tous Toutes Chaque
        Plusieurs Certains Beaucoup Au Aux À
        """
    ),
    lower_goes_on=True,
)

_LINES = LineWords(
    months=words(
        """
        janvier février mars avril mai juin juillet août septembre octobre novembre décembre janv févr avr juill sept
        oct nov déc
        """
    ),
    weekdays=words("lundi mardi mercredi jeudi vendredi samedi dimanche"),
    bylines=phrases("Par, PAR"),
    byline_labels=words("Auteur Autrice Texte"),
    captions=phrases(
        "Photo, Photos, Image, Images, Crédit, Crédit photo, Vidéo, Carte, Légende, Infographie, Photo d'archives"
    ),
    published=phrases("publié, publié le, publiée le, mis à jour, dernière mise à jour, modifié"),
    boilerplate=phrases(
        """
        publicité, lire aussi, à lire aussi, lire la suite, lire plus, partager, partager cet article, commentaires,
        imprimer, sur le même sujet, les plus lus, newsletter, s'abonner, abonnez-vous, tous droits réservés
        """
    ),
    boilerplate_starts=phrases(
        """
        lire aussi:, lire aussi :, à lire aussi:, à lire aussi :, à lire:, à lire :, voir aussi:, voir aussi :, lire
        la suite, abonnez-vous à, suivez-nous sur, inscrivez-vous à, cliquez ici, ©, copyright ©, copyright 2
        """
    ),
    boilerplate_parts=phrases("tous droits réservés"),
)

_REPORTING = Reporting(
    cues=words(
        """
        dit disent disait affirme affirment affirmait déclare déclarent explique expliquent expliquait assure assurent
        assurait estime estiment estimait souligne soulignent soulignait indique indiquent indiquait précise précisent
        précisait ajoute ajoutent ajoutait annonce annoncent confirme confirment rappelle rappellent regrette
        regrettent prévient préviennent reconnaît reconnaissent soutient soutiennent répond répondent répète écrit
        écrivent raconte racontent demande demandent juge jugent insiste insistent poursuit poursuivent conclut
        concluent lance dénonce dénoncent avertit avertissent admet prétend prétendent rapporte rapportent confie
        confient constate constatent commente commentent martèle résume témoigne témoignent plaide plaident ironise
        tranche renchérit rétorque réplique réagit réagissent alerte alertent glisse soupire sourit avoue avouent
        avouait déplore déplorent souffle promet promettent nie nient
        """
    )
    | phrases(
        """
        fait savoir, font savoir, a fait savoir, ont fait savoir, fait valoir, font valoir, a fait valoir, ont fait
        valoir, fait remarquer, a fait remarquer, ont fait remarquer, veut croire, veulent croire, se plaint, se
        plaignent, se rappelle, se rappellent,
        s' indigne, s' indignent, s' exclame, s' exclament, s' interroge, s' interrogent, s' étonne, s' étonnent,
        s' inquiète, s' inquiètent, s' agace, s' emporte, s' insurge, s' insurgent, s' amuse, s' alarme, s' alarment,
        se félicite, se félicitent, se réjouit, se réjouissent, se souvient, se défend, se désole, s' est indigné,
        s' est indignée, s' est exclamé, s' est exclamée, s' est interrogé, s' est interrogée, s' est étonné, s' est
        étonnée, s' est inquiété, s' est inquiétée, s' est félicité, s' est félicitée, s' est réjoui, s' est réjouie,
        s' est défendu, s' est défendue
        """
    ),
    auxiliaries=words("a ont avait avaient a-t-il a-t-elle ont-ils ont-elles avait-il avait-elle"),
    participles=words(
        """
        dit affirmé déclaré expliqué assuré estimé souligné indiqué précisé ajouté annoncé confirmé rappelé regretté
        prévenu reconnu soutenu répondu répété écrit raconté demandé jugé insisté poursuivi conclu lancé dénoncé
        averti admis prétendu rapporté martelé confié constaté commenté résumé témoigné plaidé ironisé tranché renchéri
        rétorqué répliqué réagi alerté glissé soupiré avoué déploré soufflé promis nié
        """
    ),
    clitics=("-t-il", "-t-elle", "-t-on", "-il", "-elle", "-ils", "-elles"),
    according=phrases("selon, d' après, à en croire, aux yeux de, de l' avis de, pour sa part selon"),
    as_said=words("comme"),
    complementisers=words("que qu'"),
    pronouns=words("il elle ils elles on je nous"),
    gendered=words("il elle"),
    articles=words(
        "le la les l' un une des du son sa ses leur leurs ce cet cette ces plusieurs certains certaines deux trois"
    ),
    links=words("de du des d' la le les l' et à"),
    stops=words(
        """
        en dans sur lors après avant pendant depuis devant auprès par pour avec sans selon que qu' qui dont où quand
        lorsque si mais car tandis alors comme lundi mardi mercredi jeudi vendredi samedi dimanche janvier février
        mars avril mai juin juillet août septembre octobre novembre décembre hier aujourd'hui demain ne n' se s' est
        était a ont avait au aux vers chez à ce cette
        """
    ),
    adverbs=words("également aussi encore ensuite alors ainsi notamment déjà toutefois cependant en revanche"),
    titles=words(
        """
        m mme mlle dr pr me mgr président présidente ministre porte-parole secrétaire directeur directrice maire
        sénateur sénatrice député députée général colonel roi reine pape préfet préfète procureur procureure avocat
        avocate professeur professeure
        """
    ),
    institutions=words(
        """
        république état intérieur santé affaires étrangères défense justice économie finances éducation élysée conseil
        assemblée sénat commission gouvernement premier première
        """
    ),
    adversatives=words("mais alors tandis"),
    views=words("pour"),
    relatives=words("qui dont"),
    objects=words("me m' te t' lui nous vous leur l'"),
    finite=words(
        """
        est sont a ont va vont était étaient avait avaient serait seraient doit doivent peut peuvent pourrait pourraient
        devrait devraient n' ne
        """
    ),
    finite_endings=("era", "eront", "ira", "iront", "erait", "eraient"),
    times=words(
        """
        hier aujourd'hui lundi mardi mercredi jeudi vendredi samedi dimanche matin midi après-midi soir veille
        lendemain semaine semaines week-end dernier dernière même jour jours heure heures mois an ans
        """
    ),
    adjuncts=words("à au aux devant auprès dans en lors sur face"),
    hearers=words("presse journalistes reporters rédaction députés députées sénateurs élus"),
    oblique=words("du des"),
)

FRENCH = Language(code="fr", name="French", breaks=_BREAKS, lines=_LINES, reporting=_REPORTING)
