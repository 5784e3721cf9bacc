"""Everyday French: words that ask for the same thing whatever the subject.

A general list, written without a knowledge base in view: public administration, money, time,
places, buildings, people and actions as anybody names them. An editor's own groups come from the
lexicon and count more.
"""

from typing import Final

ASPECTS: Final[dict[str, str]] = {
    "what": """c est quoi|est quoi|qu est ce que c est|qu est ce qu|definition|definir|kesako
        que veut dire|ca veut dire|veut dire|signifie|signification|en quoi consiste|consiste
        c quoi
        presentation|principe|de quoi s agit|de quoi il s agit|a quoi correspond|que designe
        qu entend on|c est quoi ca|qu appelle t on|notion|comprendre|ca consiste|quoi ca
        que signifie|expliquez moi|expliquer|explique|parlez moi|definissez
        c est qui|qui sont|qui est""",
    "use": """a quoi sert|a quoi ca sert|sert a quoi|ca sert|ca m apporte|apporte|apporter|avantage
        avantages|benefice|benefices|interet|interets|gagner|gagne|on y gagne|vaut le coup
        utilite|utile|plus value|atout|atouts|quel interet|pourquoi faire|ca change quoi
        qu est ce que ca change|effets|a quoi bon|contrepartie|ca donne droit|donne droit
        ouvre droit|en vaut la peine|inconvenient|inconvenients""",
    "who": """qui doit|qui peut|qui est competent|qui s occupe|a qui|par qui|qui decide|qui gere
        qui est responsable|competent|competence|responsable|responsabilite|interlocuteur|contact
        contacter|joindre|s adresser|qui contacter|qui appeler|appeler|coordonnees|a qui demander
        qui fait|qui signe|qui paye|qui paie|qui finance|quel service|aupres de qui|vers qui
        qui prend|qui entretient|qui instruit|qui controle|qui delivre|telephone|adresse mail""",
    "how_much": """combien|combien ca coute|cout|couts|couter|coute|coutent|prix|tarif|tarifs
        tarification|montant|montants|cher|chere|debourser|cotisation|bareme|ca coute|quel budget
        qui paye|qui paie|depense|depenses|facture|payer combien|a quel prix|plafond|taux|gratuit
        gratuite|gratuitement|payant|payante|sous""",
    "money": """financement|financements|financer|finance|aide|aides|subvention|subventions
        subventionner|subventionne|aide financiere|aides financieres|sous|argent|fonds
        credit|credits|dotation|dotations|soutien financier|prise en charge|budget|enveloppe
        coup de pouce|cofinancement|cofinancer|financeur|financeurs|participation financiere""",
    "when": """quand|a quelle date|quelle date|date|dates|echeance|echeances|delai|delais
        date limite
        calendrier|combien de temps|jusqu a quand|depuis quand|quel delai|duree|a partir de quand
        d ici quand|quelle echeance|quelle annee|frequence|tous les combien|temps|expiration
        en combien de temps|avant quand|planning|quelle periodicite""",
    "how": """comment faire|comment s y prendre|comment|demarche|demarches|etape|etapes|procedure
        procedures|marche a suivre|mode d emploi|mettre en place|mise en place|monter|lancer
        deroulement|faire pour|proceder|dossier|demarrer|on fait comment|je fais comment
        par ou commencer|installer|mettre en oeuvre|mise en oeuvre|instaurer|creer|mettre sur pied
        methode|candidater|candidature|remplir|deposer|constituer|quelles etapes|formalites
        conseils pour|se lancer|debuter|commencer""",
    "may": """ai je le droit|a t on le droit|a t il le droit|le droit de|peut on|puis je|peut il
        est ce qu on peut|est ce que je peux|est il possible|possible|autorise|autoriser
        autorisation|interdit|interdire|interdiction|legal|legalement|permis de|droit|droits
        je peux|on peut|peut elle|le maire peut|peuvent ils|pouvons nous|peut t on|legalite""",
    "must": """obligatoire|obligation|obligations|oblige|obliger|obligee|doit on|dois je|doit il
        est ce obligatoire|faut il|est on oblige|sommes nous obliges|contraint|contrainte|imposer
        impose|concerne|concernes|concernee|soumis|soumise|assujetti|assujettis|astreint|exigence
        exigences|devoir|ma commune doit|devons nous|sommes nous concernes|suis je concerne""",
    "conditions": """condition|conditions|critere|criteres|eligible|eligibles|eligibilite
        qui a droit|avoir droit|y a droit|ouvert a|beneficiaire|beneficiaires|beneficier
        peut beneficier|qui peut beneficier|prerequis|remplir les conditions|seuil|seuils
        a t on droit|ai je droit|pretendre|qualifier|admissible|quelles communes""",
    "sanction": """sanction|sanctions|amende|amendes|penalite|penalites|risque|risques|risquer
        que se passe t il|punir|punition|puni|sanctionner|consequence|consequences|poursuites
        que risque|si on ne fait rien|contravention|verbaliser|pv|condamne""",
    "where": """ou trouver|ou s adresser|ou demander|a quel endroit|ou est|ou se trouve|quel site
        ou deposer|ou declarer|ou telecharger|ou puis je|ou peut on|lien vers|localisation""",
    "example": """exemple|exemples|modele|modeles|retour d experience|temoignage|temoignages
        cas concret|qui l a fait|autres communes|communes qui ont|type|trame|bonnes pratiques""",
    "problem": """probleme|problemes|souci|soucis|echec|echoue|echouer|rate|bloque|bloquer|panne
        marche pas|fonctionne pas|ne marche pas|impossible|refus|refuse|refuser|refusent|litige
        plainte|plaintes|se plaignent|galere|recours|contester|contestation|reclamation|retard""",
}  # fmt: skip
"""What a question asks about its subject, and the framings that tell it."""
