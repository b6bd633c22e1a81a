"""Spanish: abbreviations, line words, dialogue dashes, and the words that report."""

from __future__ import annotations

from annotations.text.languages.base import Breaks, Language, LineWords, phrases, words
from annotations.text.languages.reporting import Reporting

_BREAKS = Breaks(
    never=words(
        """
        Sr. Sra. Srta. Sres. Sras. Dr. Dra. Dres. D. Dª. Dña. Ud. Uds. Vd. Vds. Gral. Cnel. Cap. Tte. Sgto. Lic. Ing.
        Arq. Prof. Profa. Excmo. Excma. Ilmo. Mons. Sto. Sta. Fr. Rvdo. Av. Avda. Ctra. Pza. Pl. núm. Núm. núms. nº.
        Nº. no. No. pág. págs. art. arts. cap. vol. fig. cf. cfr. vid. aprox. ca. tel. Tel. dpto. Dpto. vs. p. ej.
        e.g. i.e. Hnos. Cía. S. EE. FF. CC. JJ. a. m. s. c. S.M. S.A.R. St.
        """
    )
    - words("no. No."),
    may_end=words(
        "etc. UU. EE.UU. EEUU. a.m. p.m. m. a.C. d.C. C. S.A. A. S.L. L. Cía. Jr. ONU. OO. RR. Ud. Uds. D.F. F."
    ),
    starters=words(
        """
        El La Los Las Lo Un Una Unos Unas Él Ella Ellos Ellas Yo Nosotros Usted Este Esta Estos Estas Ese Esa Eso Esto
        Aquel Su Sus Mi Nuestro Nuestra Y Pero O Aunque Sin Con En De Del Al A Para Por Según Tras Desde Hasta Durante
        Sobre Entre Cuando Mientras Si Como Porque Que Qué Quién Cómo Dónde Cuándo Ahora Hoy Ayer Mañana Luego Después
        Antes También Además Así Entonces Ya No Nadie Nada Todo Todos Muchos Algunos Cada Otro Otra Más Solo Sólo Aquí
        Allí
        """
    ),
    lower_goes_on=True,
)

_LINES = LineWords(
    months=words(
        """
        enero febrero marzo abril mayo junio julio agosto septiembre setiembre octubre noviembre diciembre ene feb mar
        abr jun jul ago sep sept oct nov dic
        """
    ),
    weekdays=words("lunes martes miércoles jueves viernes sábado domingo"),
    bylines=phrases("Por, POR"),
    byline_labels=words("Autor Autora Texto Redacción"),
    captions=phrases(
        "Foto, Fotos, Imagen, Imágenes, Fotografía, Vídeo, Video, Mapa, Gráfico, Foto de archivo, Crédito"
    ),
    published=phrases("publicado, actualizado, última actualización"),
    boilerplate=phrases(
        """
        publicidad, anuncio, lea también, lee también, leer más, seguir leyendo, compartir, comentarios, imprimir,
        noticias relacionadas, te puede interesar, lo más leído, suscríbete, boletín, todos los derechos reservados
        """
    ),
    boilerplate_starts=phrases(
        """
        lea también:, lee también:, leer más:, le puede interesar:, te puede interesar:, vea también:, suscríbete a,
        síguenos en, haga clic aquí, ©, copyright ©, copyright 2
        """
    ),
    boilerplate_parts=phrases("todos los derechos reservados"),
)

_REPORTING = Reporting(
    cues=words(
        """
        dijo dice dicen dijeron decía aseguró asegura aseguran aseguraron afirmó afirma afirman afirmaron declaró
        declara declararon señaló señala señalan señalaron indicó indica indicaron explicó explica explicaron agregó
        agrega agregaron añadió añade añadieron manifestó manifiesta manifestaron sostuvo sostiene sostienen anunció
        anuncia anunciaron informó informa informaron advirtió advierte advirtieron subrayó subraya recalcó destacó
        destaca destacaron reconoció reconoce admitió admite negó niega negaron confirmó confirma confirmaron comentó
        comenta apuntó apunta precisó precisa insistió insiste reiteró reitera expresó expresa respondió responde
        preguntó pregunta bromeó zanjó sentenció celebró exclamó contestó replicó denunció denuncia denunciaron escribió
        escribe quejó quejaba lamentaba concluyó concluye
        opinó opina prometió promete relató aclaró puntualizó lamentó alegó argumentó remarcó remarca aseveró
        asevera enfatizó enfatiza ironizó matizó
        contó contaron recuerda recordó recordaron
        """
    ),
    auxiliaries=words("ha han había habían"),
    participles=words(
        """
        dicho asegurado afirmado declarado señalado indicado explicado agregado añadido manifestado sostenido
        anunciado informado advertido subrayado recalcado destacado reconocido admitido negado confirmado comentado
        apuntado precisado insistido reiterado expresado respondido denunciado escrito concluido lamentado contado
        recordado prometido
        """
    ),
    according=phrases("según, de acuerdo con, conforme a, a juicio de, en opinión de, en palabras de"),
    as_said=phrases("según, como, tal como, tal y como"),
    complementisers=words("que"),
    pronouns=words("él ella ellos ellas yo nosotros éste ésta"),
    gendered=words("él ella"),
    articles=words(
        "el la los las un una unos unas su sus este esta este estos varios varias algunos algunas ambos otros"
    ),
    links=words("de del la el los las y e para"),
    stops=words(
        """
        en a al que quien quienes como durante tras ante sobre por con sin desde hasta según cuando mientras donde
        pero aunque porque hoy ayer mañana este esta lunes martes miércoles jueves viernes sábado domingo enero
        febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre no se lo le les ha han es
        era fue está también además tal o ni si entre
        """
    ),
    adverbs=words("también además ayer hoy después luego entonces igualmente asimismo finalmente"),
    titles=words(
        """
        sr sra srta dr dra don doña ministro ministra presidente presidenta portavoz secretario secretaria alcalde
        alcaldesa director directora senador senadora diputado diputada general coronel rey reina papa gobernador
        gobernadora fiscal juez jueza abogado abogada profesor profesora canciller
        fuentes testigos vecinos expertos analistas
        """
    ),
    institutions=words(
        """
        gobierno estado república exteriores interior hacienda defensa sanidad educación justicia economía unión
        cámara senado congreso parlamento ministerio ejecutivo
        """
    ),
    adversatives=words("pero aunque mientras sino"),
    views=words("para"),
    relatives=words("que quien quienes"),
    objects=words("me te se le les nos"),
    finite=words(
        "es son está están era eran fue fueron ha han va van debe deben puede pueden podría podrían tiene tienen no se"
    ),
    finite_endings=("rá", "rán", "ría", "rían"),
    times=words(
        """
        hoy ayer anoche lunes martes miércoles jueves viernes sábado domingo mañana tarde noche mediodía semana pasado
        pasada mismo día días hora horas semanas mes meses año años
        """
    ),
    adjuncts=words("a al ante en durante"),
    hearers=words("prensa periodistas reporteros medios efe"),
    drops_subject=True,
)

SPANISH = Language(code="es", name="Spanish", breaks=_BREAKS, lines=_LINES, reporting=_REPORTING, dialogue_dashes=True)
