"""What people read about their data."""

from typing import Final

from bot.texts.consultations import PRIVACY

FIRST_LINES: Final = (
    "Vos questions sont conservées par le Cerema et l'APVF, sous un pseudonyme retiré après "
    "{days} jours ; la commune dite reste. Détails : /confidentialite"
)
WHOLE: Final = (
    "<b>Vos données</b>\n\n"
    "Vos questions sont conservées sous un pseudonyme, retiré après {days:jour|jours} ; la "
    "commune dite reste. /mesdonnees montre ce qui est gardé, /effacer l'efface.\n"
    "{parts}"
)
PARTS: Final = (
    (
        "Ce qui est conservé",
        "Le texte de vos questions, leur date, la réponse donnée, votre avis, les fiches que vous "
        "recevez et les boutons que vous touchez sous une réponse ; votre commune si vous "
        "l'indiquez, avec vos questions suivantes et celles qui attendent une réponse. Le tout "
        "sous un pseudonyme, sans le nom de votre compte. L'identifiant de notre conversation est "
        "gardé à part, chiffré, pour vous écrire ; le contact que vous donnez avec une demande "
        "d'appui l'est aussi.",
    ),
    (
        "Ce qui est masqué",
        "Numéros de téléphone, adresses électroniques, comptes en ligne, IBAN, cartes bancaires, "
        "numéros de sécurité sociale, pièces d'identité, plaques et dates de naissance sont "
        "cherchés dans vos questions et remplacés avant l'enregistrement. Une écriture "
        "inhabituelle peut échapper à cette recherche. Un message qui attend son tour est gardé "
        "tel quel, chiffré, jusque-là.",
    ),
    (
        "Pour quoi faire",
        "Répondre, améliorer les fiches, et savoir ce que demandent les petites villes. Dans les "
        "exports ordinaires, la commune est remplacée par un territoire plus large et les noms "
        "reconnus sont masqués. Un export des questions qui garde les communes et les textes "
        "entiers ne se fait que sur le serveur, et s'inscrit dans un registre.",
    ),
    (
        "Qui les voit, qui en répond",
        "Les personnes du Cerema et de l'APVF qui traitent les questions, celles qui "
        "administrent le serveur et, dans un groupe, ses membres. Telegram, qui transporte les "
        "messages, a ses propres règles. "
        "{controller}",
    ),
    (
        "Combien de temps",
        "Après {days:jour|jours}, vos questions n'ont plus de pseudonyme, et /effacer ne les "
        "retrouve plus ; après {text_days:jour|jours}, leur texte est effacé. Restent, pour être "
        "comptés, leur date, leur sujet, la réponse, l'avis et la commune. Les copies de "
        "sauvegarde ont leur propre délai.",
    ),
    (
        "Ce qui vous est envoyé",
        "La suite donnée à une question restée sans réponse, là où vous l'avez posée. « Ne pas me "
        "prévenir » l'arrête pour une question ; « Ne plus me prévenir », dans /mesquestions, "
        "arrête tout, sauf un message déjà prêt à partir, et ce refus est gardé. Les corrections "
        "et les invitations aux consultations ne vous sont envoyées que si vous l'avez demandé, "
        "chacune à part. Qui répond à une "
        "consultation en reçoit les résultats, ce que le Cerema en fait, et un mot si une autre "
        "personne de la commune change ou confirme la réponse.",
    ),
    ("Consultations", PRIVACY),
    (
        "Vos droits",
        "/mesdonnees vous envoie l'essentiel de ce qui est conservé sous votre pseudonyme. N'y "
        "sont pas : la date d'un effacement passé, le nom de qui vous répond et des repères "
        "techniques (numéros de messages, rapprochement avec la question d'une autre personne, "
        "réouvertures, envois manqués). /effacer efface tout ce qui mène à vous ; restent des "
        "comptes, les mots déjà repris dans une fiche ou son brouillon et, {days:jour|jours}, la "
        "date de l'effacement. Vous pouvez aussi saisir la CNIL (cnil.fr).",
    ),
)
"""Title and text of each part: folded, they are all seen at once."""
NO_CONTROLLER: Final = (
    "L'exploitant de ce service ne l'a pas encore indiqué ici ; demandez-le au Cerema "
    "(collectivites@cerema.fr)."
)
MASKED: Final = "<i>Dans ce qui est conservé, j'ai masqué : {kinds}.</i>"
MASKED_KINDS: Final = {
    "telephone": "un numéro de téléphone",
    "adresse": "une adresse électronique",
    "iban": "un compte bancaire",
    "nir": "un numéro de sécurité sociale",
    "compte": "un compte en ligne",
    "carte": "une carte bancaire",
    "piece": "une pièce d'identité",
    "plaque": "une plaque d'immatriculation",
    "naissance": "une date de naissance",
    "ip": "une adresse IP",
    "domicile": "une adresse postale",
    "nom": "un nom",
}
EXPORT_NAME: Final = "mes-donnees.json"
EXPORT_CAPTION: Final = "La même chose pour un ordinateur (JSON)."
PAGE_NAME: Final = "mes-donnees.html"
PAGE_CAPTION: Final = (
    "Ce qui est conservé sous votre pseudonyme : une page à lire, à ouvrir d'un toucher."
)
PAGE_TITLE: Final = "Ce qui est conservé sur vous"
PAGE_INTRO: Final = (
    "Page faite le {date} à votre demande (/mesdonnees). Pour tout effacer : /effacer. Les noms "
    "des personnes qui répondent, la date d'un effacement passé et des repères techniques n'y "
    "sont pas."
)
PAGE_TABLES: Final = {
    "questions": "Vos questions et demandes",
    "people": "Ce que vous avez indiqué",
    "notes": "Notes de travail des experts sur vos questions",
    "votes": "Vos avis",
    "readings": "Les fiches que vous avez reçues",
    "consultation_answers": "Vos réponses aux consultations",
    "consultation_values": "Vos réponses aux consultations en cours, l'une après l'autre",
    "consultation_officials": "Les consultations auxquelles vous prenez part",
    "events": "Ce qui a suivi vos questions",
    "outbox": "Les messages qui vous ont été adressés",
    "conversations": "Ce qui est affiché dans nos conversations",
    "addresses": "Pour vous écrire",
}
PAGE_COLUMNS: Final = {
    "id": "Numéro",
    "asked_at": "Date",
    "channel": "Envoyée par",
    "kind": "Nature",
    "town": "Commune",
    "town_name": "Commune, comme vous l'avez écrite",
    "text": "Texte conservé",
    "contact": "Contact que vous avez donné",
    "outcome": "Réponse immédiate",
    "entry": "Fiche",
    "domain": "Domaine",
    "confidence": "Sûreté de la réponse",
    "candidates": "Fiches proches",
    "feedback": "Votre avis",
    "status": "État",
    "reply": "Réponse reçue",
    "wants_reply": "Vous prévenir de la réponse",
    "wants_notices": "Vous prévenir des réponses",
    "corrections": "Vous prévenir des corrections",
    "consultations": "Vous consulter",
    "updated_at": "Dernière activité",
    "vote": "Avis",
    "watch": "Vous prévenir si elle change",
    "knowledge": "Version des fiches",
    "at": "Date",
    "detail": "Précision",
    "question_id": "Question n°",
    "question": "Question",
    "value": "Réponse",
    "consultation": "Consultation",
    "verified": "Avec le code de la commune",
    "muted": "Ne plus vous solliciter",
    "due_at": "Prévu le",
    "sent_at": "Envoyé le",
    "choices": "Boutons affichés",
    "form": "Formulaire en cours",
    "answered_at": "Réponse affichée le",
    "chat_id": "Numéro de notre conversation sur Telegram",
    "thread_id": "Sujet de la conversation",
}
PAGE_FORMS: Final = {
    "commune": "Ma commune",
    "appui": "Demande d'appui",
    "effacer": "Effacement à confirmer",
    "consultation": "Consultation",
    "reponse": "Réponse à envoyer",
    "relecture": "Acte de relecture",
    "retenue": "Question retenue",
}
PAGE_FORM: Final = "{kind} : {said}"
PAGE_VALUES: Final = {
    "utile": "Utile",
    "inutile": "Pas utile",
    "appui": "demande d'appui",
    "question": "question",
    "inline": "une autre conversation",
    "guest": "une autre conversation",
    "telegram": "Telegram",
}
YES: Final = "oui"
NO: Final = "non"
EXPORT_NOTHING: Final = (
    "Rien n'est conservé sur vous, sinon la date de votre effacement, si vous avez tout effacé."
)
ERASE_ASK: Final = (
    "<b>Effacer tout ce qui est conservé sur vous ?</b>\n\n"
    "Vos questions et les réponses qui les concernent seront effacées, sans retour possible. Une "
    "question en attente ne recevra plus de réponse. Ce que les experts ont déjà reçu dans "
    "Telegram y reste, comme dans votre téléphone."
)
ERASE_CONTINUE: Final = "Continuer"
ERASE_ASK_AGAIN: Final = "<b>Dernière confirmation</b> : tout effacer maintenant ?"
ERASE_YES: Final = "Oui, tout effacer"
ERASE_NO: Final = "Non, ne rien effacer"
ERASED: Final = (
    "C'est effacé : {questions}, et tout ce qui permettait de vous écrire. Si Telegram a fait "
    "attendre ce message, ce dernier point est fait dans les vingt-quatre heures.\n\n"
    "Il reste, sans lien avec vous, que des questions ont été posées tel jour sur tel sujet, et "
    "les mots déjà repris dans une fiche ou son brouillon. La date de cet effacement est gardée "
    "sous votre pseudonyme, le temps dit dans /confidentialite, pour qu'une sauvegarde de ce "
    "temps, remise en place, soit effacée aussi. Les réponses de votre commune aux consultations "
    "restent les siennes ; rien ne dit plus que vous les avez écrites."
)
NOT_ERASED: Final = "Rien n'a été effacé."
