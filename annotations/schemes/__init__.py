"""Label protocols and label sets: pure data and rules.

To add one, write ``builtin/<key>.py`` and add its line here.
"""

from annotations.schemes.base import LabelSet, Protocol
from annotations.schemes.builtin import averitec, newsroom, quick, stance_tuples
from annotations.schemes.builtin.averitec4 import AVERITEC4
from annotations.schemes.builtin.averitec_claim_type import AVERITEC_CLAIM_TYPE
from annotations.schemes.builtin.averitec_strategy import AVERITEC_STRATEGY
from annotations.schemes.builtin.binary import BINARY
from annotations.schemes.builtin.checkthat2 import CHECKTHAT2
from annotations.schemes.builtin.claimbuster3 import CLAIMBUSTER3
from annotations.schemes.builtin.fever3 import FEVER3
from annotations.schemes.builtin.fullfact7 import FULLFACT7
from annotations.schemes.builtin.liar6 import LIAR6
from annotations.schemes.builtin.politifact6 import POLITIFACT6
from annotations.schemes.builtin.rumour3 import RUMOUR3
from annotations.schemes.builtin.scifact2 import SCIFACT2
from annotations.schemes.builtin.snopes import SNOPES
from annotations.schemes.builtin.stance_news import STANCE_NEWS
from annotations.schemes.builtin.subjectivity2 import SUBJECTIVITY2
from annotations.schemes.builtin.verification_default import VERIFICATION_DEFAULT

PROTOCOLS: tuple[Protocol, ...] = (quick.PROTOCOL, newsroom.PROTOCOL, averitec.PROTOCOL, stance_tuples.PROTOCOL)

LABEL_SETS: tuple[LabelSet, ...] = (
    VERIFICATION_DEFAULT,
    AVERITEC4,
    FEVER3,
    SCIFACT2,
    RUMOUR3,
    POLITIFACT6,
    LIAR6,
    SNOPES,
    BINARY,
    STANCE_NEWS,
    CLAIMBUSTER3,
    CHECKTHAT2,
    FULLFACT7,
    AVERITEC_CLAIM_TYPE,
    AVERITEC_STRATEGY,
    SUBJECTIVITY2,
)


def protocol(key: str) -> Protocol:
    """The built-in protocol of that key; ``KeyError`` names the keys that exist."""
    for candidate in PROTOCOLS:
        if candidate.key == key:
            return candidate
    raise KeyError(f"no protocol {key!r}; there are {', '.join(p.key for p in PROTOCOLS)}")


def label_set(key: str) -> LabelSet:
    """The built-in label set of that key; ``KeyError`` names the keys that exist."""
    for candidate in LABEL_SETS:
        if candidate.key == key:
            return candidate
    raise KeyError(f"no label set {key!r}; there are {', '.join(s.key for s in LABEL_SETS)}")
