"""English: which words report, and the closed word classes that delimit phrases.

The cue lists were chosen by how often a form reports in news; forms that rarely do ("support", "think") are left out.
"""

from __future__ import annotations

from annotations.text.languages.base import Cues, Grammar, Language, Lexicon, Words, words
from annotations.text.languages.en_people import ENGLISH_PEOPLE
from annotations.text.languages.en_splitting import ENGLISH_BREAKS, ENGLISH_LINES

_VOWELS = "aeiou"
_DOUBLING = words("admit brag blog quip dub slam label signal")
_IRREGULAR = {
    "say": "says said saying",
    "tell": "tells told telling",
    "write": "writes wrote writing written",
    "find": "finds found finding",
    "swear": "swears swore swearing",
    "think": "thinks thought thinking",
    "feel": "feels felt feeling",
    "know": "knows knew",
    "show": "shows showed showing",
    "read": "reads read reading",
}


def inflect(verb: str) -> Words:
    """The third person, past and -ing forms of a verb, without its base form ("deny": denies denied denying)."""
    if verb in _IRREGULAR:
        return words(_IRREGULAR[verb])
    if verb.endswith("y") and verb[-2] not in _VOWELS:
        return frozenset({verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing"})
    if verb.endswith("e"):
        return frozenset({verb + "s", verb + "d", verb[:-1] + "ing"})
    third = verb + ("es" if verb.endswith(("s", "sh", "ch", "x", "z")) else "s")
    stem = verb + verb[-1] if verb in _DOUBLING else verb
    return frozenset({third, stem + "ed", stem + "ing", *((verb + "ed",) if verb in _DOUBLING else ())})


def past_tense(verb: str) -> str:
    """The past form of a verb ("deny": denied)."""
    if verb in _IRREGULAR:
        return _IRREGULAR[verb].split()[1]
    if verb.endswith("y") and verb[-2] not in _VOWELS:
        return verb[:-1] + "ied"
    if verb.endswith("e"):
        return verb + "d"
    return (verb + verb[-1] if verb in _DOUBLING else verb) + "ed"


def _forms(verbs: str, base: str = "") -> Words:
    """All inflected forms of the verbs, and the base forms that are worth it."""
    return frozenset().union(*(inflect(verb) for verb in verbs.split())) | words(base)


_SAY_VERBS = """
    say add announce argue assert claim acknowledge admit affirm allege believe caution comment complain
    concede conclude confirm contend declare deny disclose emphasize emphasise estimate explain hint imply
    indicate insist joke maintain mention note observe pledge predict proclaim promise propose quip reaffirm
    recall reiterate remark repeat reply report respond retort reveal show speculate state stress suggest
    swear testify tweet vow warn wonder write fear hope find feel worry boast brag continue echo elaborate
    exclaim lament muse opine recount rule underline underscore point guess agree ask shout post cry demand
    charge decide expect doubt tout theorize counter interject reason surmise bemoan gush intone mutter
    whisper snap enthuse protest clarify counsel chant yell scream grouse scoff sneer fume bellow murmur plead
    read scold boom think know learn realize realise recognize recognise determine suspect
    recommend
"""
_SAY = _forms(
    _SAY_VERBS,
    base="""
    say argue believe claim insist note acknowledge admit allege contend fear hope suggest predict warn
    report maintain agree complain indicate show ask add assert find feel estimate write think know
    """,
) - words("repeats repeating signal feeling disclosing cries echoes echoing guessing ruling rules") | words("answered")
_TELL_VERBS = "tell inform assure remind warn advise convince notify reassure"
_TELL = _forms(_TELL_VERBS, base="tell")
_NOUN_PHRASE_VERBS = """
    call describe dub label brand accuse criticize criticise condemn praise blame denounce dismiss urge
    blast slam mock ridicule reject question cite suggest deny announce promise predict demand decry tout
    express vow pledge threaten hail acknowledge admit decline refuse lament highlight characterize
    characterise liken defend deride lambaste chide rebuke recall mention note declare reveal disclose report
    reiterate explain emphasize stress recount confirm bemoan propose refer credit pronounce laud applaud commend
    assail chastise skewer liken
"""
_NOUN_PHRASE = _forms(
    _NOUN_PHRASE_VERBS,
    base="call describe accuse blame urge reject deny",
) | words("attacked spoke")
_BARE = (
    _forms("""say believe claim insist add argue hope suggest tell warn allege estimate feel contend maintain assert""")
    | words(
        """
        say believe claim insist add argue hope suggest feel contend think thinks maintain allege warn note acknowledge
        admit predict assert acknowledged
        admitted noted announced predicted stated conceded wrote writes joked tweeted vowed complained
        assured indicated concluded confirmed explained implied boasted declared stressed testified alleges
        acknowledges notes fears feared predicts worried reported show shows showed found finds thought know knows knew
        learned agree agrees agreed recommends recommended realized realised recognizes recognises determined suspect
        suspects suspected
        """
    )
) - words("feeling suggesting")
_FINAL = words(
    """
    said says say added adds noted notes argued argues claimed claims told tells explained explains wrote
    writes stressed insisted insists warned warns conceded acknowledged suggested suggests predicted
    reported reports tweeted stated believes believe recalled recalls admitted complained contended contends
    joked announced declared thinks concluded testified remarked observed asserted alleged confirmed showed
    shows show found indicated replied responded continued estimated quipped lamented reiterated
    acknowledges asserts alleges indicates ruled estimate estimates warn argue claim fear hope contend maintain note
    fears hopes feared hoped
    """
)
_WEAK = _forms(
    """
    show find know read decide point rule feel expect post agree ask continue observe charge guess reveal
    propose promise pledge vow report estimate deny doubt demand announce repeat recall mention tweet write
    confirm comment state maintain hope fear worry respond testify explain declare tout wonder speculate
    elaborate echo think learn realize realise recognize recognise determine suspect
    recommend
    """,
    base="show find think know decide point rule feel expect agree ask report hope fear",
)
_NOUN_LIKE = words(
    """
    claims claim comments comment reports report notes note states state remarks remark charges charge hopes
    hope fears fear promise promises pledge pledges vow vows call calls attack attacks question questions
    tweet tweets show shows estimate estimates point points demand demands post posts rule praise blame
    blast label labels brand brands signal stress stresses finding feeling saying telling writing guess
    doubt doubts joke jokes echo cry cries reply replies charge urge urges slam slams mention caution
    worries worry mock reads read hint hints boasts protest protests announcing warning warnings findings
    reason reasons suspects quips counters counter finds cites
    """
)
_PASSIVE_LIKE = words(
    """
    said reported expected found thought asked known told called considered accused described alleged
    supported opposed criticized planned dubbed charged ruled felt informed urged praised blamed labeled
    branded condemned questioned cited written attacked defended advised believed claimed estimated feared hoped
    announced revealed confirmed suspected rumored
    """
)
_ADJECTIVE_LIKE = words("said reported alleged stated suggested expected proposed promised found known asked charged")
_DOCUMENTS = words(
    """
    poll polls polling survey surveys study studies report reports records data results numbers findings
    review average analysis research documents emails filings statistics figures audit investigation letter letters
    email statement memo note editorial article sign message post tweet lawsuit suit complaint filing headline
    caption book ad advertisement page website
    """
)
_EVALUATIVE = _NOUN_PHRASE - words("found cites highlighting spoke defended")

_GRAMMAR = Grammar(
    pronouns=words("he she they it i we who you"),
    subject_pronouns=words("he she they it i we"),
    possessives=words("his her their its my our your"),
    first_second=words("i we you there"),
    masculine=words("he his him himself"),
    feminine=words("she her hers herself"),
    neuter=words("it they"),
    determiners=words("the a an his her their its this that these those my our any no some such your"),
    not_before_noun=words(
        """
        the a an his her their its this that these those my our any no some such of in for with by on from
        about recent new to other many
        """
    ),
    auxiliaries=words(
        """
        has have had having is was are were be been being will would could should may might can must did
        does do not never cannot didn't didn’t hasn't hasn’t haven't haven’t hadn't hadn’t doesn't doesn’t
        don't don’t wouldn't wouldn’t won't won’t wasn't wasn’t isn't isn’t
        """
    ),
    copulas=words("is was are were be been being am"),
    finite=words(
        """
        is are was were has have had will would can could should may might must did does do cannot isn't wasn't isn’t
        wasn’t
        """
    ),
    irregular_past=words(
        """
        went made took came gave got began ran met held left sent spoke hit put set won lost kept led drew
        sought used fired struck issued released posted turned tried saw appeared fell rose stood sat broke
        brought fought became shot threw sang puts sings begins drove laid paid taught bought caught chose flew grew
        hung struck swept withdrew wore broke arose awoke bore bent bound bred dealt dug drank ate fed fled forbade
        froze hid rode sank shook slept slid sold spent spun stole stuck swam swung tore woke wound drew
        """
    ),
    adverbs=words(
        """
        also later earlier then further again still even just often once too now already ever always soon long first
        both instead however simply only much all thus so reportedly have
        """
    )
    - words("have"),
    not_adverbs=words("family ally supply assembly july italy reply apply weekly daily monthly anthology"),
    subordinators=words(
        """
        that but because while when after before if although though since until unless whereas as yet than
        whether where how why what which whom whose who
        """
    ),
    coordinators=words("and but or so nor yet"),
    prepositions=words("in on at during to of after by about for with from before under over since into"),
    time_starts=words("on in at since late early last this earlier during"),
    phrase_ends=words(
        """
        in on during after when while as by to who which that before because if adding speaking about
        earlier later last this and but referring via through yesterday today with is was has had were have
        late early following regarding told under since wearing sitting standing citing noting or amid where
        then at from are will would into over near outside recently repeatedly again
        """
    ),
    leading=words(
        """
        and but so meanwhile also then still yet now or however later instead additionally yesterday today
        nor to for moreover furthermore nonetheless nevertheless separately earlier
        """
    ),
    time_words=words(
        """
        the a an week month year morning night evening afternoon late early last recent interview statement
        speech debate news conference press email phone tweet his her call briefing post message
        """
    ),
    days=words(
        """
        monday tuesday wednesday thursday friday saturday sunday january february march april june july
        august september october november december jan feb mar apr aug sept oct nov dec
        """
    ),
    person_starts=words(
        """
        the a an his her their its some many several most one two three four five six seven eight nine ten
        other others another both few those these this that no none only nearly roughly majorities half
        two-thirds three-quarters one-third people critics officials voters experts sources analysts supporters
        opponents aides advisers lawyers democrats republicans police polls researchers everyone everybody
        nobody someone somebody reports authorities activists scientists residents witnesses leaders members
        reporters investigators prosecutors observers
        """
    ),
    person_endings=(
        "ers", "ors", "ists", "ants", "ials", "ians", "men", "people", "son", "man", "woman", "er", "or", "ist",
    ),
    not_subject_starts=words("there to that being if in on by with at from about of than into"),
    not_subject_ends=words(
        """
        the a an his her their its this that these those my our any some such of in for with by on from
        about recent new to other many and not been being be so there as at your
        """
    ),
)  # fmt: skip

ENGLISH = Language(
    code="en",
    name="English",
    breaks=ENGLISH_BREAKS,
    lines=ENGLISH_LINES,
    lexicon=Lexicon(
        cues=Cues(
            say=_SAY,
            tell=_TELL,
            noun_phrase=_NOUN_PHRASE,
            bare=_BARE,
            final=_FINAL,
            weak=_WEAK,
            noun_like=_NOUN_LIKE,
            passive_like=_PASSIVE_LIKE,
            adjective_like=_ADJECTIVE_LIKE,
            evaluative=_EVALUATIVE,
            documents=_DOCUMENTS,
            past={
                verb: past_tense(verb)
                for verb in f"{_SAY_VERBS} {_TELL_VERBS} {_NOUN_PHRASE_VERBS}".split()
                if verb not in _SAY | _TELL | _NOUN_PHRASE
            },
            asking=_forms("ask wonder question", base="ask wonder"),
        ),
        grammar=_GRAMMAR,
        people=ENGLISH_PEOPLE,
        according=(
            ("according", "to"),
            *(
                ("as", verb, by)
                for verb in ("reported", "stated", "noted", "described", "quoted", "cited")
                for by in ("by", "in")
            ),
        ),
    ),
)
