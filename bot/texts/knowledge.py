"""What editors read: faults of the knowledge base and the words of its schema."""

import re
from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from typing import Any, Final

WARNING_PREFIX: Final = "avertissement : "

# What a bare value would be read as by YAML.
READ_AS_NUMBER: Final = "un nombre"
READ_AS_BOOLEAN: Final = "oui/non (vrai ou faux)"
READ_AS_DATE: Final = "une date et une heure"
READ_AS_SYMBOL: Final = "un symbole de YAML"
MISREAD: Final = (
    "« {value} » serait lu comme {kind}, non comme du texte : mettez-le entre guillemets"
)
NUMBER_ELSEWHERE: Final = (
    "« {value} » est lu comme un nombre par d'autres outils : mettez-le entre guillemets"
)
READ_AS_NOTHING: Final = "rubrique vide : écrivez-la ou supprimez la ligne"
IMPOSSIBLE_DATE: Final = "« {value} » n'est pas une date du calendrier"

# Reading a file.
FORBIDDEN_CHARACTER: Final = "caractère invisible interdit : retapez cette ligne"
SEVERAL_DOCUMENTS: Final = "une seule fiche par fichier : supprimez « --- » et ce qui suit"
TOO_DEEP: Final = "trop de niveaux imbriqués : ce n'est pas le format d'une fiche"
ALIAS: Final = "renvoi « *{name} » interdit : recopiez le texte, ou mettez-le entre guillemets"
COMPLEX_KEY: Final = "le nom d'une rubrique doit être un simple mot"
DUPLICATE_KEY: Final = "rubrique « {key} » déjà présente ligne {line} : réunissez les deux"
EXPLICIT_TAG: Final = "« {tag} » : les marques de YAML commençant par « ! » sont interdites"
UNREADABLE: Final = "fichier illisible ({reason})"
TOO_LARGE: Final = "fichier trop gros : {limit} ko au plus"
NOT_UTF8: Final = "le fichier n'est pas en UTF-8 : enregistrez-le à nouveau avec cet encodage"

# Folder and files.
NO_FOLDER: Final = "le dossier des fiches n'existe pas : {folder}"
UNEXPECTED: Final = "le dossier des fiches ne se lit pas ({kind}) : voir le journal du service"
EMPTY_BASE: Final = "aucune fiche : il faut au moins un fichier <domaine>/<identifiant>.yaml"
NO_DOMAINS_FILE: Final = "fichier absent : les domaines portent le nom de leur dossier"
DOMAINS_NOT_A_LIST: Final = "une liste de domaines est attendue (« - id: … »)"
NOT_A_LIST: Final = "une liste est attendue (« - … »)"
DUPLICATE_DOMAIN: Final = "domaine « {id} » déjà décrit plus haut"
UNKNOWN_DOMAIN: Final = "le dossier « {name} » n'est pas un domaine de domaines.yaml"
DUPLICATE_ID: Final = "identifiant « {id} » déjà pris par {other} : renommez ce fichier"
STRAY_FILE: Final = "fichier inattendu ici : une fiche se range dans le dossier de son domaine"
WRONG_SUFFIX: Final = "le nom du fichier doit finir par « .yaml »"
TOO_FAR_DOWN: Final = "une fiche se range directement dans le dossier de son domaine"
BAD_ID: Final = (
    "nom de fichier « {id} » : des minuscules sans accent, des chiffres et des traits d'union"
)
ENTRY_NOT_A_MAPPING: Final = "ce fichier n'a pas la forme d'une fiche (« question: … »)"

# Contents of a fiche.
UNKNOWN_FIELD: Final = "rubrique inconnue « {name} »"
MEANT: Final = " : vouliez-vous écrire « {name} » ?"
UNKNOWN_SEE_ALSO: Final = "« voir_aussi » renvoie à une fiche qui n'existe pas : « {id} »"
SEE_ALSO_ITSELF: Final = "« voir_aussi » renvoie à la fiche elle-même"
SAME_QUESTION: Final = "même question que dans {other} : « {question} »"
SAME_QUESTION_HERE: Final = "question écrite deux fois dans cette fiche : « {question} »"
TEST_IS_INDEXED: Final = (
    "ce test est aussi une formulation de {other} : il ne vérifie rien, écrivez-le autrement"
)
OUTSIDE_IS_INSIDE: Final = (
    "thème « {theme} » : l'exemple « {example} » est aussi une question de la fiche {other}"
)
NO_BREAK_INDENT: Final = (
    "espace insécable au début de la ligne : effacez-la et décalez avec des espaces ordinaires"
)
CUT_BY_HASH: Final = (
    "« # » coupe la valeur : ce qui suit n'est pas lu ; mettez toute la valeur entre guillemets"
)
APOSTROPHE_INSIDE: Final = (
    'apostrophe dans un texte entre apostrophes : entourez-le plutôt de guillemets droits ("…")'
)
NO_SPACE_AFTER_DASH: Final = "il manque un espace après le tiret : « - texte »"
NOT_INDENTED: Final = (
    "texte non décalé sous « {name} » : mettez deux espaces au début de chaque ligne du texte"
)
BADLY_INDENTED: Final = (
    "« {name} » est décalé de {found} espaces, {expected} sont attendus comme à la ligne d'avant"
)
PASTED_HTML: Final = "« {mark} » : ce code de page web serait montré tel quel ; retapez le texte"
WORD_BULLET: Final = "puce de traitement de texte : commencez la ligne par « - »"
QUOTED_TITLE: Final = "les guillemets autour du titre seraient affichés : retirez-les"
NOT_SEEN: Final = (
    "« {words} » : c'est une note pour les rédacteurs, non une réponse ; mettez-la dans "
    "« a_verifier »"
)
NO_OFFICIAL_SOURCE: Final = "aucune source officielle : citez le texte qui porte la règle"
OFFICIAL_FIRST: Final = "la source officielle se place en premier"
UNKNOWN_HOST: Final = "site « {host} » absent de editeurs.yaml : ajoutez-le, officiel ou non"
LINK_LIES: Final = "le lien « {label} » mène à un autre site que celui qu'on y lit : {host}"
REFUSED_HOST: Final = "site « {host} » à ne pas citer (copie, miroir ou essai) : citez l'original"
TRACKED: Final = "adresse avec un paramètre de suivi : retirez ce qui suit « ? »"
NOT_HTTPS: Final = "adresse en http : écrivez https"
WHOLE_CODE: Final = "lien vers un code entier : liez l'article, ou nommez-le dans le titre"
NOT_REREAD: Final = "seconde lecture absente : « relu_par » et « relu_le »"
CHANGED_SINCE_REREAD: Final = (
    "le texte a changé depuis la relecture du {date} : relisez, datez, "
    "puis « relu_texte: '{mark}' »"
)
NO_REVIEW_DAY: Final = (
    "la fiche dit une règle, un montant ou un délai : donnez « a_revoir_le », le jour où la relire"
)
DOUBT: Final = "à vérifier depuis le {date} : {what}"
URL_SHAPE: Final = "« {name} » : l'adresse « {value} » doit commencer par https://"
FEW_TESTS: Final = "au moins deux « tests » sont attendus pour vérifier la fiche"
FUTURE_DATE: Final = "la date {date} est dans l'avenir"
REVIEW_DUE: Final = "la fiche devait être revue avant le {date}"
TRAINING_OVER: Final = (
    "formation terminée depuis le {date}, déjà retirée des pages : effacez-la ou donnez la "
    "prochaine session"
)
TRAINING_REVIEW_DUE: Final = "la formation devait être revue avant le {date}"
TRAINING_ENDS_FIRST: Final = "« fin » est antérieure à « debut »"
TRAINING_WITHOUT_DAY: Final = (
    "« dates » nomme une année : donnez « debut », pour que la formation passée se retire"
)
REVIEW_BEFORE_CHECK: Final = "« a_revoir_le » est antérieure à « verifie_le »"
UNCLOSED_MARK: Final = "marque « {mark} » ouverte et jamais refermée"
EMPTY_TEXT: Final = "ce texte n'affiche rien"
TOO_LONG_SHOWN: Final = (
    "le message affiché ferait {size} caractères avec son titre et ses sources, pour {limit} admis"
)
TEST_FAILS: Final = "test : « {question} » mène à {found}, non à cette fiche"
TITLE_FAILS: Final = "titre : « {question} », posé tel quel, mène à {found}, non à cette fiche"
COUNTEREXAMPLE_FAILS: Final = "contre-exemple : « {question} » mène pourtant à cette fiche"
LEADS_NOWHERE: Final = "aucune réponse assez sûre"
LEADS_TO: Final = "« {id} »"

# The lexicon.
LEXICON_COLLISION: Final = "« {term} » figure déjà dans le groupe de la ligne {line}"
LEXICON_UNUSED: Final = (
    "aucun mot de « {group} » ne figure dans les fiches : ce groupe ne sert pas"
)

# Descriptions in the JSON Schema, shown by the editor while one types.
FIELD_QUESTION: Final = "La question, telle qu'elle s'affiche en titre."
FIELD_PHRASINGS: Final = "Autres façons de la poser ; elles servent à la recherche."
FIELD_KEYWORDS: Final = "Sigles et mots essentiels ; ils servent à la recherche."
FIELD_ANSWER: Final = (
    "Ce que lit l'élu : 1 200 caractères au plus ; **gras**, *italique*, listes, liens."
)
FIELD_GIST: Final = "La phrase qui répond, lue d'abord : 280 caractères au plus."
FIELD_STEPS: Final = "Ce qu'il faut faire, en huit lignes courtes : 320 caractères au plus."
FIELD_DOUBTS: Final = "Ce que les sources ne tranchent pas : pour les rédacteurs, jamais montré."
FIELD_DOUBT: Final = "Ce qui reste à vérifier."
FIELD_DOUBT_SINCE: Final = "Depuis quand : 2026-11-29."
FIELD_DOUBT_BY: Final = "Qui doit le vérifier (un rôle, pas un nom)."
FIELD_REREAD_BY: Final = "Qui a relu la fiche contre ses sources sans l'avoir écrite : un rôle."
FIELD_REREAD_ON: Final = "Jour de cette relecture : 2026-11-29."
FIELD_REREAD_TEXT: Final = "Empreinte du texte relu, donnée par « check » : elle change avec lui."
FIELD_STARTS: Final = "Premier jour, s'il est connu : une formation passée ne se montre plus."
FIELD_ENDS: Final = "Dernier jour, s'il diffère du premier."
FIELD_EMAIL: Final = "Adresse électronique publique."
FIELD_TELEPHONE: Final = "Téléphone public."
FIELD_CONTACT_URL: Final = "Page où écrire ou s'inscrire."
FIELD_REFERRAL: Final = "De qui relève ce sujet, en une phrase, dite à l'élu."
FIELD_REFERRAL_URL: Final = "La page officielle où il trouvera la réponse."
FIELD_HOST: Final = "Le site, sans https:// : cerema.fr vaut aussi pour www.cerema.fr."
FIELD_PUBLISHER_KIND: Final = "officiel, presse, avis (cabinet, entreprise…) ou refuse."
FIELD_DETAILS: Final = "« En savoir plus » : 3 500 caractères au plus."
FIELD_SOURCES: Final = "Une source au moins, officielle s'il en existe une."
FIELD_TITLE: Final = "Titre de la page ou du texte."
FIELD_PUBLISHER: Final = "Qui publie : Cerema, ANCT, Légifrance…"
FIELD_URL: Final = "Adresse complète, commençant par https://."
FIELD_SOURCE_DATE: Final = "Date de la page ou du texte : 2024-03-01."
FIELD_CHECKED: Final = "Jour où quelqu'un a comparé la fiche à ses sources : 2026-11-23."
FIELD_REVIEW: Final = "Jour après lequel la fiche doit être revue."
FIELD_CORRECTION: Final = "Ce qui était faux ; ceux qui l'ont lu et l'ont accepté sont prévenus."
FIELD_CORRECTION_DATE: Final = "Jour de la correction : 2026-11-23."
FIELD_CORRECTION_TEXT: Final = "Ce qui a changé, en une ou deux phrases."
FIELD_ID: Final = "Identifiant : minuscules, chiffres, traits d'union."
FIELD_AUDIENCE: Final = "À qui la formation s'adresse, en toutes lettres."
FIELD_FOR: Final = "nouveaux-elus, elus ou agents : un ou plusieurs."
FIELD_TRAINING_DOMAIN: Final = "Domaine de la formation ; partenariat pour les transversales."
FIELD_ORGANISER: Final = "Qui l'organise."
FIELD_DATES: Final = "Dates, ou « à la demande »."
FIELD_COST: Final = "Coût, s'il est connu."
FIELD_SUMMARY: Final = "Une ou deux phrases."
FIELD_SOURCE: Final = "La page où elle a été vue."
FIELD_THEME: Final = "Le sujet, en quelques mots."
FIELD_EXAMPLES: Final = "Des questions sur ce sujet, telles qu'on les pose, pour les reconnaître."
FIELD_REGION: Final = "Nom de la région."
FIELD_DIRECTION: Final = "Direction du Cerema qui la couvre."
FIELD_OWNER: Final = "Qui répond de la fiche : Cerema, APVF…"
FIELD_SEE_ALSO: Final = "Identifiants d'autres fiches, proposées en boutons."
FIELD_TESTS: Final = "Questions qui doivent mener ici ; vérifiées, jamais indexées."
FIELD_COUNTEREXAMPLES: Final = "Questions qui ne doivent pas mener ici ; vérifiées seulement."
FIELD_DOMAIN_ID: Final = "Nom du dossier des fiches de ce domaine."
FIELD_DOMAIN_NAME: Final = "Nom affiché."
FIELD_DOMAIN_DESCRIPTION: Final = "Une phrase, affichée à l'accueil."
FIELD_ACRONYMS: Final = "Sigle, puis sa signification (ou une liste de significations)."
FIELD_EQUIVALENTS: Final = "Groupes de mots que les élus emploient l'un pour l'autre."
SCHEMA_TITLES: Final = {
    "fiche": "Fiche de l'assistant",
    "lexique": "Lexique de l'assistant",
    "domaines": "Domaines de l'assistant",
    "formations": "Formations signalées par l'assistant",
    "contacts": "Directions du Cerema par région",
    "hors_perimetre": "Sujets que la base laisse à d'autres",
    "editeurs": "Éditeurs des sources : officiels ou non",
}

# yamllint-like wording of PyYAML's own problems, by a fragment of the English text.
_YAML_PROBLEMS: Final = (
    ("mapping values are not allowed", "« : » inattendu : mettez la valeur entre guillemets"),
    ("could not find expected ':'", "il manque « : » après le nom de la rubrique"),
    ("did not find expected key", "nom de rubrique attendu : vérifiez le décalage des lignes"),
    ("did not find expected '-' indicator", "« - » attendu : vérifiez le décalage de la liste"),
    ("found character that cannot start any token", "caractère interdit ici (tabulation, @, `…)"),
    ("found character '\\t'", "tabulation interdite : décalez avec des espaces"),
    ("found a tab character", "tabulation interdite : décalez avec des espaces"),
    ("found unexpected end of stream", "guillemet ouvert et jamais refermé"),
    ("did not find expected ',' or ']'", "crochet « [ » jamais refermé, ou virgule oubliée"),
    ("did not find expected ',' or '}'", "accolade « { » jamais refermée, ou virgule oubliée"),
    (
        "did not find expected alphabetic",
        "« * » ou « & » en tête : mettez le texte entre guillemets",
    ),
    ("found undefined tag handle", "« ! » en tête : mettez le texte entre guillemets"),
    ("did not find expected comment or line break", "« | » et « > » doivent finir leur ligne"),
    ("found unknown escape character", "« \\ » entre guillemets doubles : doublez-le"),
    ("block sequence entries are not allowed", "« - » inattendu ici : passez à la ligne"),
    ("did not find expected node content", "valeur attendue ici"),
    ("exceeded maximum nesting depth", TOO_DEEP),  # libyaml's own limit, since 0.2.6
)
_YAML_PROBLEM: Final = "YAML mal formé : {problem}"


def yaml_problem(problem: str) -> str:
    """PyYAML's problem in an editor's words."""
    for fragment, french in _YAML_PROBLEMS:
        if fragment in problem:
            return french
    return _YAML_PROBLEM.format(problem=problem)


_BARE: Final = re.compile(r"(?![a-z]+:)[\w-]+(?:\.[\w-]+)+")
"""An address without « https:// », such as « www.cerema.fr/page »."""
_MISSING: Final = "rubrique obligatoire absente : « {name} »"
_REASONS: Final[Mapping[str, str]] = {
    "extra_forbidden": UNKNOWN_FIELD,
    "string_type": "« {name} » : du texte est attendu",
    "string_too_short": "« {name} » est vide",
    "string_too_long": "« {name} » fait {size} caractères : {max_length} au plus",
    "string_pattern_mismatch": "« {name} » : forme inattendue « {value} »",
    "tuple_type": "« {name} » : une liste est attendue (« - … »)",
    "dict_type": "« {name} » : des lignes « nom: valeur » sont attendues",
    "model_type": "« {name} » : des lignes « nom: valeur » sont attendues",
    "too_short": "« {name} » : il en faut au moins {min_length}",
}
_BAD_DATE: Final = "« {name} » : une date est attendue, sous la forme 2026-11-23"
_OTHER: Final = "« {name} » : valeur inattendue"
_WHOLE: Final = "fichier"


def invalid(
    place: Sequence[str | int], problem: Mapping[str, Any], known: Sequence[str] = ()
) -> str:
    """A validation problem in an editor's words.

    Args:
        place: path of the part in the file, such as ``("sources", 0, "url")``.
        problem: one item of pydantic's ``ValidationError.errors()``.
        known: the parts that stand at the top of such a file, for one that is misspelt.
    """
    name = _name(place)
    kind = str(problem["type"])
    if kind == "extra_forbidden" and len(place) == 1:
        near = get_close_matches(str(place[0]).lower(), known, 1)
        return UNKNOWN_FIELD.format(name=name) + (MEANT.format(name=near[0]) if near else "")
    if kind == "missing":
        return _MISSING.format(name=name)
    if kind.startswith("date"):
        return _BAD_DATE.format(name=name)
    value = problem.get("input")
    if kind == "string_pattern_mismatch" and _BARE.match(str(value)):
        return URL_SHAPE.format(name=name, value=value)
    size = len(value.strip()) if isinstance(value, str) else 0
    details = {**problem.get("ctx", {}), "name": name, "value": value, "size": size}
    return _REASONS.get(kind, _OTHER).format(**details)


def _name(place: Sequence[str | int]) -> str:
    """``sources 1, url`` for ``("sources", 0, "url")``."""
    words: list[str] = []
    for part in place:
        if isinstance(part, int) and words:
            words[-1] += f" {part + 1}"
        else:
            words.append(str(part + 1 if isinstance(part, int) else part))
    return ", ".join(words) or _WHOLE
