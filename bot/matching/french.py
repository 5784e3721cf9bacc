"""General lists of French: function words, framings of a question, text-message spellings.

Nothing here comes from a knowledge base: the lists hold for any subject. All words are written as
`bot.matching.normalize` writes them: lower case, without accents.
"""

from typing import Final


def listed(text: str) -> frozenset[str]:
    """The words of a list written as lines."""
    return frozenset(text.split())


ELIDED: Final = frozenset(
    {"l", "d", "j", "m", "t", "s", "c", "n", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu", "quelqu"}
)
"""What may stand before an apostrophe and is dropped."""

COMPOUNDS: Final = frozenset({"aujourdhui", "presquile", "prudhommes", "prudhomme", "grandmere"})
"""Words written with an apostrophe inside."""

SMS: Final[dict[str, tuple[str, ...]]] = {
    "koi": ("quoi",), "kwa": ("quoi",), "quoa": ("quoi",), "pk": ("pourquoi",),
    "pkoi": ("pourquoi",), "pq": ("pourquoi",), "pourkoi": ("pourquoi",), "pr": ("pour",),
    "qd": ("quand",), "qq": ("quelque",), "qqn": ("quelqu", "un"),
    "qqun": ("quelqu", "un"), "qqch": ("quelque", "chose"),
    "qqs": ("quelques",), "svp": (), "stp": (), "ds": ("dans",), "ac": ("avec",),
    "avc": ("avec",), "bcp": ("beaucoup",), "tt": ("tout",), "ts": ("tous",), "tte": ("toute",),
    "ttes": ("toutes",), "tjs": ("toujours",), "tjrs": ("toujours",), "jms": ("jamais",),
    "kan": ("quand",), "kand": ("quand",), "ki": ("qui",), "kel": ("quel",), "kels": ("quels",),
    "kelle": ("quelle",), "kelles": ("quelles",), "ke": ("que",), "keske": ("quest", "ce", "que"),
    "keskeu": ("quest", "ce", "que"), "keskece": ("definition",), "keskecest": ("definition",),
    "kesaco": ("definition",), "kezako": ("definition",), "kezaco": ("definition",),
    "kesaquo": ("definition",), "quesaco": ("definition",), "quesako": ("definition",),
    "kes": ("quest", "ce", "que"), "kesk": ("quest", "ce", "que"), "kesq": ("quest", "ce", "que"),
    "kon": ("on",), "qon": ("on",), "keskon": ("quest", "ce", "que", "on"), "kil": ("il",),
    "kils": ("ils",), "pske": ("parce", "que"), "psk": ("parce", "que"), "pcq": ("parce", "que"),
    "parske": ("parce", "que"), "jve": ("je", "veux"), "jveu": ("je", "veux"),
    "jveux": ("je", "veux"), "jpeu": ("je", "peux"), "jpeux": ("je", "peux"), "fodra": ("faudra",),
    "fodrait": ("faudrait",), "fodre": ("faudrait",), "kombien": ("combien",),
    "kesako": ("definition",), "cmt": ("comment",), "cmnt": ("comment",), "coment": ("comment",),
    "vs": ("vous",), "ns": ("nous",), "dc": ("donc",), "ms": ("mais",), "qil": ("il",),
    "fo": ("faut",), "fopa": ("faut", "pas"), "ya": ("y", "a"), "yatil": ("y", "a", "t", "il"),
    "jai": ("j", "ai"), "cest": ("est",), "kom": ("comme",), "bjr": ("bonjour",),
    "bsr": ("bonsoir",), "slt": ("salut",), "mrc": ("merci",), "rdv": ("rendez", "vous"),
    "asso": ("association",), "assos": ("associations",), "qcq": ("quelconque",),
    "cad": ("c", "est", "a", "dire"), "oki": ("ok",), "ok": ("ok",), "nb": ("nombre",),
}  # fmt: skip
"""Text-message spellings, written out; politeness goes."""

I_HAVE: Final = "g"
"""« J'ai » as a phone writes it, ..."""
HAD: Final = listed(
    """
    pas plein un une des du le la les deja compris rien recu vu eu fait lu mis pris perdu toujours
    jamais trop plus beaucoup bien besoin envie peur oublie demande
    """
)
"""... before one of these, ..."""
GRADED: Final = listed("dpe classe classee classes etiquette lettre energie logement logements")
"""... unless one of these is before it: a class of energy."""

FUNCTION_WORDS: Final = listed(
    """
    a ai ait ais as au aux avec avoir avait avaient avons avez aura auront aurait aurais
    ayant ayez bien biens c ca car ce ceci cela celle celles celui cependant ces cet cette ceux
    chaque ci comme d dans de deja depuis des dit donc dont du elle elles en encore entre es
    est et etaient etait etant ete etes etre eu eux fait faire fais font faut faudrait fera
    ferait il ils j je jusqu la le les leur leurs lequel laquelle lesquels lesquelles lors
    lorsque lui l m ma mais me meme memes mes mien moi moins mon n ne ni non nos notre nous
    on ont or ou oui par parce pas pendant peu peut peuvent peux pouvez pouvons pourrait
    pourrais pourrons pouvait plus plutot pour pu puis puisque qu quand que quel quelle
    quelles quelque quelques quels qui quoi rien s sa sans se sera seront serait serais serez
    ses si sien soi soit sois sommes son sont sous suis sur t ta te tes toi ton tous tout
    toute toutes tres trop tu un une uns unes va vais vas vers veut veux voici voila vont vos
    votre vous y etais eut fut furent soient ici la-bas alors ainsi apres avant chez contre
    afin ailleurs aussi autre autres assez beaucoup dehors dessous dessus devant derriere
    hors malgre mieux outre parmi partout pourtant presque quasi quant sauf selon sinon
    soudain souvent surtout tandis tant tel telle tels telles toujours jamais vite volontiers
    vu est-ce ok bonjour bonsoir salut coucou hello merci cordialement svp stp madame
    monsieur mesdames messieurs hi euh bah ben hein quelqu quiconque certain certains
    certaine certaines e o h x quest
    """
)
"""Words without a subject of their own."""

DENIALS: Final = frozenset({"ni", "non"})
"""What stands before a word that is denied."""

HOMOGRAPHS: Final = listed(
    """
    acte aire ami ange bacs bal ban cap capes cas cep cle clic coin cure don dot fit gic
    leader mare mas mous pacte pal pan parc pave pic plan pole port ram rame ria rip rue sage sas
    sel sol tas tir tri tus vol zen
    """
)
"""Words of French that sigles are written like."""

PREFIXES: Final = listed(
    """
    aero agri agro anti audio auto bi bio cardio co cyber eco electro euro extra geo hydro hyper
    infra inter intra macro maxi mega meta micro mini mono multi neo para peri photo pluri poly
    post pre pseudo radio retro semi socio supra tele thermo trans tri ultra uni video
    """
)
"""What is written joined to a word, with a hyphen or apart, as one likes."""

PRONOUNS: Final = listed(
    "je j tu il ils elle elles on nous vous ca cela qui se s y ne n mon ma mes"
)
"""What follows « qu'est-ce que » when it does not ask what a thing is."""

ASKING_VERBS: Final = listed(
    """
    peut peuvent doit doivent risque risquent faut change changent apporte apportent apporter
    changer fait font finance financent coute coutent permet permettent prevoit prevoient impose
    imposent interdit dit disent gagne gagnent paie paient paye va vont veut veulent dois peux
    fais faire propose proposent offre offrent sert devient deviennent prend prennent contient
    contiennent rapporte rapportent donne donnent oblige pas
    """
)
"""Likewise behind the thing."""

PLACES: Final = listed(
    """
    ain aisne allier ardeche ardennes ariege aube aude aveyron calvados cantal charente cher
    correze corse creuse dordogne doubs drome eure finistere gard garonne gers gironde herault
    isere jura landes loire loiret lot lozere manche marne mayenne meurthe moselle meuse morbihan
    nievre oise orne savoie sarthe somme tarn var vaucluse vendee vienne vosges yonne essonne
    guadeloupe martinique guyane reunion mayotte polynesie caledonie miquelon bretagne normandie
    occitanie alsace lorraine champagne bourgogne auvergne aquitaine limousin picardie provence
    languedoc roussillon midi poitou charentes paris lyon marseille toulouse nantes bordeaux lille
    strasbourg rennes montpellier grenoble dijon angers brest tours amiens limoges nancy perpignan
    besancon orleans rouen caen metz nice toulon france belgique suisse luxembourg allemagne
    espagne italie portugal maroc algerie tunisie angleterre europe
    """
)
"""Places: no misspelling of a word, and no other form of one (« Martinique » of « Martin »)."""

FIXED: Final[dict[str, frozenset[str]]] = {
    "camping": frozenset({"car", "cars"}),
    "mobil": frozenset({"home", "homes"}),
    "pop": frozenset({"up"}),
    "outre": frozenset({"mer", "mers"}),
    "chauve": frozenset({"souris"}),
    "cerf": frozenset({"volant", "volants"}),
}
"""Words that mean another thing with the word that follows."""

FRAMING: Final = listed(
    """
    comment combien pourquoi faire doit dois doivent devons devez devoir devra devrait
    devrais pouvoir savoir sais sait savez vouloir voudrais voudrait voulons voulez voulait
    aimerais aimerait souhaite souhaitons souhaiterais souhaiterait cherche cherchons besoin
    possible impossible existe existent arrive aider aidez expliquer expliquez explique
    expliquez-moi dire dites question questions renseignement renseignements information
    informations info infos connaitre comprendre quoi definition definir signifie signifier
    veut-dire sert servir est-il est-elle demande demander concretement exactement
    precisement pratique place mettre mise monter lancer passe passer prendre trouver obtenir
    avoir beneficier quest suis-je
    """
)
"""Words that frame a question; they count little beside its subject."""

CIRCUMSTANCE: Final = listed(
    """
    commune communes ville villes village villages bourg habitant habitants hab population petite
    petites petit petits grande grandes taille strate mairie collectivite pop environ an ans
    annee annees mois janvier fevrier mars avril mai juin juillet aout septembre octobre novembre
    decembre prochain prochaine derniere dernier fin debut chez nous nouveau nouvelle aujourd
    aujourdhui demain maintenant moins plus compte euros metres km centre rural rurale ruraux cas
    situation departement region interco intercommunalite
    """
)
"""Sizes, dates and places: they say for whom or when, not of what."""

POSSESSIVES: Final = frozenset({"mon", "ma", "mes"})
"""What makes a home or a family one's own."""

PRIVATE: Final = listed(
    """
    maison villa appartement appart studio pavillon garage cuisine salon chambre salle bains
    bain douche toilettes wc balcon jardin piscine potager cave grenier combles veranda
    pelouse haie cloture portail canape lit frigo four machine televiseur tele television
    ordinateur pc imprimante telephone portable iphone samsung tablette box forfait
    abonnement facebook compte voiture auto moto scooter velo permis assurance mutuelle mari
    femme epoux epouse copain copine conjoint conjointe compagnon fils fille enfant enfants
    bebe mere pere parents frere soeur oncle tante grand grands famille cousin neveu niece
    chien chat cheval animal poules dos dents dent sante docteur medecin dentiste grossesse
    patron chef salaire paie retraite chomage conges impots impot divorce heritage mariage
    voisin voisine voisins locataire proprietaire loyer bail banque credit pret ami amie amis
    anniversaire vacances film jeu
    """
)
"""Things of one's own home, family, body and work, not of a public body."""
