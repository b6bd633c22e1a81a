"""Which language a text is in, by its most frequent small words; none where they do not say it clearly."""

from __future__ import annotations

import re
from collections import Counter

from annotations.text.languages.base import words
from annotations.text.languages.reporting import fold

_WORD = re.compile(r"[^\W\d_]+")
_SMALL = {
    "en": words(
        """
        the of and to in that is was for it with as on are by this be at from have has had he she they not his her but
        their which who will were would been or after about said
        """
    ),
    "de": words(
        """
        der die und das den von zu mit sich des auf für ist im dem nicht ein eine einen einer auch es an werden aus er
        hat dass sie nach wird bei noch wie über so zum zur war haben am um nur vor wir
        """
    ),
    "fr": words(
        """
        le la les de des du et en un une que est pour qui dans à par plus pas au aux sur ne se ce il elle sont avec son
        sa ses été cette mais nous ont leur était
        """
    ),
    "es": words(
        """
        de la que el en y los del se las por un para con no una su al lo como más pero sus le ha ya o este sí porque
        esta entre cuando muy sin sobre también hay donde fue son
        """
    ),
    "pt": words(
        """
        de a o que e do da em um para é com não uma os no se na por mais as dos como mas foi ao ele das tem à seu sua
        ou ser são pelo pela até isso ela entre também já quando muito
        """
    ),
    "it": words(
        """
        di e il la che in per un è del con non della una i le si da al nel sono gli lo alla dei delle come anche più ha
        ma dal nella se suo sua questo questa era
        """
    ),
    "nl": words(
        """
        de van het een en in is dat op te zijn met voor niet die aan er om ook als door maar naar dan bij nog uit wordt
        heeft hij ze wel of werd zich hebben
        """
    ),
    "tr": words(
        """
        ve bir bu da de için ile olarak çok daha olan gibi ancak sonra kadar ne ise değil dedi her o en ama var yok
        iki yeni söyledi göre ya ki olduğunu şu ben biz diye
        """
    ),
    "ar": words(
        """
        في من على إلى أن عن مع هذا هذه التي الذي ما لا لم لن بعد قبل كان كانت قد بين كل أو هو هي إن خلال ذلك حيث كما
        وقال قال أنه وأن وفي ومن يوم
        """
    ),
}
LANGUAGE_NAMES = {
    "en": "English", "de": "German", "fr": "French", "es": "Spanish", "pt": "Portuguese", "it": "Italian",
    "nl": "Dutch", "tr": "Turkish", "ar": "Arabic",
}  # fmt: skip
READ = 2000
"""Characters of a text that are looked at."""
MIN_WORDS = 8
MIN_SHARE = 0.06
AHEAD = 1.3
"""How far the best language must be before the next one."""


def guess_language(text: str) -> str | None:
    """The code of the language that the first READ characters are in, one of nine; None when it is not clear."""
    found = Counter(_WORD.findall(fold(text[:READ])))
    hits = Counter({code: sum(found[word] for word in small) for code, small in _SMALL.items()})
    (code, most), (_, second) = hits.most_common(2)
    count = found.total()
    clear = count >= MIN_WORDS and most >= max(2, MIN_SHARE * count) and most >= AHEAD * second
    return code if clear else None
