"""English words around names: titles, honorifics, organisations, and first names that show a gender."""

from __future__ import annotations

from annotations.text.languages.base import People, words
from annotations.text.languages.en_places import ENGLISH_ADJECTIVES, ENGLISH_PLACES

_ROLES = words(
    """
    minister president secretary senator spokesman spokeswoman spokesperson governor mayor chairman
    chairwoman chairperson director ambassador professor general leader judge coach commander commissioner
    lawyer attorney analyst pope king queen curator founder candidate nominee chief author reporter
    journalist teacher officer captain manager premier chancellor strategist congressman congresswoman
    editor prosecutor sheriff adviser advisor economist researcher scientist activist historian pollster
    executive lawmaker representative actor actress singer doctor resident owner colonel bishop archbishop
    prince princess official counterpart negotiator envoy diplomat
    """
)

ENGLISH_PEOPLE = People(
    roles=_ROLES,
    titles=_ROLES
    | words(
        """
        sen rep gov gen col lt maj capt sgt dr mr mrs ms miss prof rev reverend sir lord lady ceo prime
        foreign defense defence interior finance deputy vice head democrat republican expert host co-founder
        former then-president speaker undersecretary turkish russian american british french german chinese
        us u.s uk eu un afghan ukrainian iranian israeli syrian iraqi saudi mexican canadian japanese polish
        first assistant senior acting justice majority minority whip lieutenant chair co-chair co-author
        co-host nobel laureate detective sergeant then-candidate anchor co-anchor independent libertarian conservative
        liberal vice-president
        """
    ),
    honorifics=words("mr mrs ms dr sir lord lady miss"),
    masculine=words(
        """
        mr sir lord king spokesman congressman chairman prince actor father husband son brother man
        businessman grandfather uncle boy
        """
    ),
    feminine=words(
        """
        mrs ms miss lady queen spokeswoman congresswoman chairwoman princess actress mother wife daughter
        sister woman businesswoman grandmother aunt girl
        """
    ),
    organisation_words=words(
        """
        ministry department agency office council committee church university party news times post herald
        company inc corp association union court government authority campaign group institute center centre
        organization organisation house senate congress police journal bank fund commission united states
        kingdom york service foundation project coalition army force forces nations school college museum
        press radio tv network street city county state republic north south new east west kremlin
        parliament administration act tower day convention today democrats republicans party's week hall
        zone league club team industries airlines airways holdings motors media tribune gazette courier chronicle
        guardian observer daily weekly nato
        """
    ),
    organisation_heads=words(
        """
        ministry department agency council committee university court authority commission union bank parliament
        institute association party church company campaign foundation board bureau
        """
    ),
    company_words=words("inc corp ltd company industries airlines airways holdings motors media group plc llc"),
    state_initials=words("un eu uk us u.s u.n e.u u.k"),
    not_names=words(
        """
        the a an one some many he she they it but and in his her their its on at after if when while for as
        since during according officials people police others another both most this that these those there
        we i you not no so what who how why where which with from by to of or yes my our just even also
        still then now here all once while meanwhile however instead although though because before until
        every each several few two three four five six seven eight nine ten first second last next more less
        much other such than too very later earlier afterwards afterward yesterday tonight tomorrow soon
        recently eventually finally separately elsewhere
        """
    ),
    name_particles=words("de van von der den bin al el la da del di dos du le ibn ter"),
    first_names_feminine=words(
        """
        mary hillary sarah elizabeth anna anne ann jennifer melania michelle nancy susan karen lisa laura
        maria angela theresa emily emma jane julia julie kate katherine kelly kellyanne linda margaret megan
        michele rachel rebecca sandra sharon stephanie debbie donna carly chelsea ivanka hope huma loretta
        amy diana barbara patricia jessica amanda olivia sophia helen ruth alice nicole christine catherine
        deborah carol cynthia kathleen samantha heidi tiffany melissa andrea victoria claire jill elena
        natalia ursula
        """
    ),
    first_names_masculine=words(
        """
        donald john michael mike robert bob james jim william bill david richard george paul mark thomas tom
        joseph joe charles steven stephen steve kevin brian edward ted peter daniel dan matthew anthony tony
        christopher chris andrew timothy tim barack bernie marco jeb rand ben jeff jeffrey gary scott eric
        kenneth ken jason ryan jacob larry frank patrick sean adam nathan henry rudy newt mitch harry
        vladimir sergey sergei recep boris ahmed mohammed muhammad ali hassan ibrahim alexander ivan dmitry
        emmanuel justin benjamin samuel gregory greg roger ronald keith corey
        """
    ),
    places=ENGLISH_PLACES,
    adjectives=ENGLISH_ADJECTIVES,
)
