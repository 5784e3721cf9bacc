"""Questions about what the State means to do or has done: no page tells that.

« Que compte faire le Gouvernement pour les ponts ? » names the page on bridges and asks what is
not in it. Half of what members of Parliament ask on a known subject is of this kind.
"""

import re
from typing import Final

_STATE: Final = (
    r"(?:gouvernement|ministres?|ministere|etat|pouvoirs publics|legislateur|parlement)"
)
_MEANS: Final = r"(?:compt(?:e|ent|ait)|entend(?:ent|ait)?|envisag\w+|pourrait|souhaite)\b"
_ABOUT: Final = r"(?:loi|lois|legislation|reglementation|code|statut|cadre juridique)"
_CHANGES: Final = (
    r"(?:modifier|reformer|revoir|evoluer|completer|clarifier|simplifier|adapter|changer)"
)
_STEPS: Final = r"(?:mesures|evolutions|modifications|amenagements|dispositions)"
_ASKS: Final = re.compile(
    "|".join(
        (
            rf"\b{_STATE} (?:\w+ ){{0,2}}?{_MEANS}",  # le ministre entend, de l'État envisagent
            rf"\b{_STATE} \w+ra(?:it)? (?:t )?(?:il|elle)\b",  # le Gouvernement soutiendra-t-il
            rf"\b(?:compt|entend|envisag)\w* (?:\w+ ){{0,3}}?(?:(?:le|la|les) )?{_STATE}\b",
            r"\b(?:que|qu) (?:va|vont) faire (?:(?:le|la|les) )?" + _STATE + r"\b",
            r"\b(?:il|elle|ils) (?:entend|compte|envisage) \w",  # ce qu'il compte faire
            r"\b(?:comptez|entendez|envisagez|prevoyez) vous\b",
            rf"\b(?:sa|votre) position\b|\b(?:position|intentions|projets|avis) du {_STATE}\b",
            r"\b(?:ses|vos) intentions\b",
            r"\bil ne (?:serait|pourrait|conviendrait|faudrait|pense|juge|estime|lui)\b",
            r"\bne (?:serait|pourrait|faudrait) (?:t )?(?:il|on) pas (?:\w+ ){0,2}?"
            r"(?:souhaitable|opportun|judicieux|envisag\w+|prevoir|modifier|assouplir)\b",
            r"\binstructions (?:\w+ ){0,3}(?:prefets?|services de l etat)\b",
            r"\b(?:parution|publication) (?:du|des|de ce|de ces) (?:decret|arrete|texte)s?\b",
            r"\b(?:il|elle) (?:souhaite|demande|aimerait|voudrait) que\b",
            rf"\bpourquoi (?:(?:le|la|les) )?{_STATE}\b|\bpourquoi ne pas (?:retablir|revenir)\b",
            r"\best il (?:envisage|question) (?:d|de|que|qu)\b",
            r"\b(?:lever|levee) (?:d|de|des|les|ces) (?:\w+ )?(?:freins?|obstacles?|blocages?)\b",
            r"\bevaluation (?:de|des|du) (?:ces |ce )?(?:programmes?|dispositifs?|politiques?)\b",
            r"\ba l etude\b|\bbilan (?:\w+ )?(?:de l application|(?:du|de ce) dispositif)\b",
            rf"\b{_CHANGES} (?:l|la|le|les|ce|cette|ces) {_ABOUT}\b|\bassoupli\w*",
            r"\b(?:est|sont) (?:ils?|elles?) envisage\w*|\bs il (?:est|etait) envisage\w*",
            rf"\b{_STEPS} (?:\w+ ){{0,3}}?(?:sont|seraient|etre) (?:envisage\w*|prises)\b",
            r"\ballez vous\b|\bs il (?:est pret a|estime pas|lui est possible)\b",
            r"\bsusceptibles? evoluer\b|\bevolution (?:normative|legislative|reglementaire)",
            r"\bne pourrai(?:t|ent) (?:t )?(?:(?:ils?|elles?) )?pas etre "
            r"(?:revue?|modifie|envisage|renforce|assoupli|etendu|relev)",
            rf"\bmodifications? (?:\w+ )?(?:(?:aux|des) textes|legislatives?|de la {_ABOUT})\b",
            r"\b(?:connaitre son|votre) (?:avis|sentiment)\b|\bson avis a ce sujet\b",
            r"\b(?:son|votre) (?:action ministerielle|ministere)\b|\bsi le ministere\b",
            r"\b(?:engagee?|menee?|sa|meriterait) (?:une )?reflexion\b",
            r"\bse prononcer sur opportunite\b|\bprendre en compte cette situation\b",
            r"\bou en (?:est|sont) (?:\w+ ){0,3}(?:idee|reforme|projet de loi|promesses?)\b",
            r"\betat avancement (?:du (?:plan|projet de loi)|de la reforme)\b",
        )
    )
)


def asks_intention(spelled: str) -> bool:
    """Whether a text asks what the State means to do, thinks or would change.

    Args:
        spelled: the normalised words of the text, a space between two.
    """
    return _ASKS.search(spelled) is not None
