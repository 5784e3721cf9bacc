"""Patterns of what is asked of the service itself, as `bot.matching.intents` reads them.

One a line, wrapped behind a bar; `;` ends each. A name in braces stands for a fragment, `_` for a
space at either end of a line. Texts are written as `bot.matching.normalize.words` writes them.
"""

from typing import Final

FRAGMENTS: Final[dict[str, str]] = {
    "want": r"""
        (?:(?:je )?(?:veux|voudrais|souhaite|souhaiterais|aimerais|prefere|prefererais|
        peux je)(?: bien)? |puis je |peut on |on peut |pourrais je |est ce que je peux |je peux |
        comment |comment puis je |comment faire pour |possible de |est il possible de |
        est possible de |ai besoin (?:de )?|moyen de |y a il moyen de |faut que je |je dois |
        pour |a |on voudrait |on aimerait |nous voudrions |nous souhaitons )?
    """,
    "can": r"""
        (?:(?:tu peux|tu pourrais|vous pouvez|vous pourriez|pouvez vous|pourriez vous|peux tu|
        pourrais tu|est ce que tu peux|est ce que vous pouvez|merci de|veuillez) )?
    """,
    "talk": r"""
        (?:parler|discuter|echanger|dialoguer|joindre|contacter|appeler|telephoner|ecrire|avoir|
        voir|rencontrer|etre mis en relation|etre mise en relation|avoir affaire|
        poser ma question)
    """,
    "somebody": r"""
        (?:quelqu un|un (?:vrai |etre )?humain|(?:une )?(?:vraie )?(?:personne|
        femme)(?: humaine)?|un homme|un (?:vrai )?(?:agent|conseiller|expert|specialiste|
        interlocuteur|operateur|technicien|responsable|correspondant|charge de mission|
        ingenieur)|une conseillere|(?:vos|les|des) (?:experts?|agents|equipes|conseillers|
        specialistes)|votre equipe|(?:le |au )?cerema|le standard|un contact|un numero|un vrai)
    """,
    "of_yours": r"""
        (?: (?:du|au|chez le|chez) cerema| de chez vous| de votre equipe| en vrai| en direct|
        _de vive voix| par telephone| au telephone| de la vraie vie| directement| svp|
        _plutot (?:que|qu) (?:un|une|a un|a une) (?:robot|machine|bot))*
    """,
    "question": r"""
        (?:ma|mes|la|les|une|cette|notre|nos|votre|vos)? ?(?:question|demande|message)s?
    """,
}
"""Parts of patterns."""

PATTERNS: Final[dict[str, str]] = {
    "CANCEL": r"""
        (?:je |on )?annul(?:e|er|ez|ation|ons)(?: tout| ca| cela| {question}| le formulaire)?;
        {want}annuler(?: tout| ca| cela| {question})?;
        (?:laisse|laissez|laisser)(?: moi)? tomber|tant pis|oublie(?:z)?(?: ca| cela|
        _{question})?;
        (?:je )?(?:me )?(?:suis )?trompee?(?: de question)?|erreur de ma part|fausse manoeuvre;
        (?:abandon(?:ner|nez)|stop|arretez|arreter)(?: tout| ca| la)?;
        (?:arretez?|arreter) de (?:m |me )?ecrire|ne (?:m |me )?ecri(?:s|vez) plus|
        (?:plus|aucun) (?:de )?messages?;
        finalement (?:non|rien|pas)|(?:je |j )?abandonne|non rien|rien|ce est rien|pas la peine|
        plus besoin;
        (?:je )?(?:ai )?plus besoin|je renonce|quitter|sortir;
    """,
    "HELP": r"""
        aide|aidez moi|aide moi|a l aide|au secours|help|(?:je )?(?:ai )?besoin (?:d )?aide;
        {can}(?:m )?aider|mode emploi|comment ca (?:marche|fonctionne);
        (?:comment|mode) (?:ca )?(?:marche|fonctionne)(?: ce| cet| le)? (?:bot|service|assistant|
        outil);
        comment (?:vous|te|se) (?:utiliser|servir)|comment je fais|je fais comment|
        ca marche comment;
        (?:que|qu est ce que|quest ce que) (?:tu sais|vous savez|tu peux|vous pouvez)(?: faire)?;
        (?:que|quoi) (?:sais|peux) tu(?: faire)?|(?:tu sais|vous savez|tu fais|
        vous faites) (?:faire )?quoi;
        que (?:savez|pouvez) vous(?: faire)?|(?:liste des )?commandes|a quoi (?:tu sers|
        vous servez|sers tu|servez vous)|faq|aide svp|besoin aide;
    """,
    "HOME": r"""
        accueil|(?:page|ecran) (?:d )?accueil|menu(?: principal)?|start|home|debut|sommaire;
        {want}?(?:retour|retourner|revenir|revenons|aller)(?: a| au| l)*(?: la)? (?:accueil|
        debut|menu(?: principal)?|page accueil|sommaire);
        (?:on )?recommenc(?:e|er|ez|ons)(?: tout| au debut| a zero| depuis le debut)?|reset|
        redemarrer;
        (?:mais )?(?:tu es|vous etes|est) qui|(?:mais )?qui (?:es|etes|est) (?:tu|vous|ce)|
        (?:tu es|vous etes) quoi|(?:je suis )?(?:un )?nouveau maire;
    """,
    "BACK": r"""
        retour|(?:retour )?(?:en )?arriere|precedente?|(?:page|question|reponse|fiche|ecran|
        menu) precedente?;
        {want}(?:revenir|retourner|revenez|reviens)(?: en arriere)?(?: a la (?:page|question|
        reponse|fiche) (?:precedente|avant))?;
        back|remonter|reponse avant;
    """,
    "SHORTER": r"""
        {can}(?:me )?(?:le |la |les )?(?:resumer|raccourcir|faire court|faire plus court|
        condenser|synthetiser)(?: ca| cela| la reponse| la fiche| tout ca| en une phrase|
        _en deux mots| en 2 mots| en quelques mots)*;
        (?:un |une |le |la )?(?:resume|resumez|synthese|resumer)(?: moi| nous)?(?: ca| cela|
        _la reponse| la fiche|
        _tout ca| en une phrase| en 2 mots)*;
        (?:en )?(?:bref|resume|2 mots|une phrase)|(?:fais|faites|faire) (?:plus )?court;
        (?:ce est |c est |est )?(?:beaucoup )?trop long|plus court|version courte|
        la version courte|tl dr|tldr;
    """,
    "NOT_UNDERSTOOD": r"""
        (?:je )?(?:ne )?(?:ai )?(?:pas|rien) (?:tout |bien |tres bien )?compris(?: la reponse|
        _la fiche| votre reponse| ta reponse| du tout)?;
        (?:je |j y )?(?:ne )?(?:y )?(?:comprends?|comprend) (?:pas|rien)(?: du tout| bien|
        _la reponse| votre reponse| a votre reponse)?;
        (?:ce |c )?(?:est )?(?:ne )?(?:est )?pas (?:tres |assez |du tout )?(?:clair|claire|
        comprehensible|limpide);
        (?:ce |c )?(?:est )?trop (?:complique|confus|technique|flou|obscur)(?: pour moi)?;
        (?:ce |c )?est (?:complique|confus|flou|obscur|incomprehensible)(?: pour moi)?;
        {can}(?:me |l |le |la |nous )*(?:reformuler|expliquer(?: mieux| autrement|
        _plus simplement)?|simplifier|repeter|preciser|clarifier|redire|detailler|
        developper)(?: ca| cela| la reponse| ta reponse| votre reponse| autrement|
        _plus simplement| mieux)*;
        (?:reformule|reformulez|repete|repetez|precise|precisez|explique|expliquez|simplifie|
        simplifiez)(?: moi| nous)?(?: mieux| autrement| ca| plus simplement| la reponse)*;
        plus (?:simple|simplement|clair|clairement)|en plus simple|comment ca|hein|quoi|pardon|
        comprends pas|je suis perdue?;
        ca veut dire quoi|ce est a dire|est a dire|qu est ce que ca veut dire|
        quest ce que ca veut dire|que voulez vous dire|(?:est )?(?:quoi ce|du) (?:charabia|
        jargon|chinois);
    """,
    "REJECT": r"""
        (?:ce |c )?(?:ne )?(?:est |etait )?(?:absolument )?pas (?:du tout |vraiment |
        exactement )?(?:ma question|mon sujet|mon probleme|mon cas|la question|le sujet|ca|cela|
        la bonne (?:reponse|fiche|page)|bon|le bon sujet|la reponse(?: attendue| a ma question)?|
        pertinent|utile|interessant|satisfaisant);
        (?:ce |c )?(?:ne )?(?:est |etait )?pas (?:du tout )?(?:ce que|ce qu|de ca|de cela|
        la) (?:je |j |on )?(?:ai )?(?:demandais?|demandee?|veux|voulais|cherche|cherchais|
        souhaitais|attends|attendais|parle|parlais|demande|dont je parle);
        (?:je )?(?:ne )?(?:parle|parlais|demandais|demande|voulais) pas (?:de |du |
        d )?(?:tout )?(?:ca|cela);
        (?:vous |tu |ca |cela |on |votre reponse |la reponse )?(?:ne |n )?(?:m |me )?(?:avez|as|
        a|ont|est)? ?(?:toujours )?pas (?:du tout |vraiment )?(?:repondue?|repond|reponse|
        compris|comprise)(?: a)?(?: ma| la)?(?: question| demande)?;
        (?:vous |tu |ca |cela |votre reponse )(?:ne )?(?:repond|repondez|reponds) (?:pas|
        en rien)(?: du tout)?(?: a)?(?: ma| la)?(?: question)?;
        (?:ce |c )?(?:est )?pas (?:ca|cela) que (?:je )?(?:demande|demandais|veux|voulais|cherche)|
        (?:vous |tu )?(?:ne |n )?y (?:etes|es) pas(?: du tout)?|rien compris(?: a)? (?:ma|
        la) question|
        mauvais sujet|pas du tout|(?:ca|cela) (?:ne )?(?:me )?sert a rien;
        (?:ca|cela) (?:ne )?(?:m )?aide (?:pas|en rien)|(?:vous )?(?:m )?avez mal compris|
        mal compris|tu as mal compris;
        (?:vous etes |tu es |tu reponds |vous repondez |ce est |est |completement |
        totalement )*(?:a|
        largement a) cote(?: de la (?:plaque|question|route))?;
        (?:vous etes |tu es |est |ce est )?(?:completement |totalement )?hors (?:sujet|
        de propos)|rien a voir|(?:ca|cela)? ?(?:ne |n )?a rien a voir(?: avec ma question)?;
        aucun rapport|(?:ca n |ca )?a aucun rapport|sans rapport|pas (?:de )?rapport|
        mauvaise (?:reponse|fiche|page|pioche)|faux|ce est faux|est faux|reponse fausse|inexact;
        (?:reponse )?(?:pas utile|inutile|nulle)|(?:je (?:ne )?suis )?pas satisfaite?|ca va pas|
        rate|loupe|pas celle la|autre chose;
    """,
    "CALL_BACK": r"""
        {want}(?:etre |me faire |que (?:vous|on|quelqu un) me )(?:rappelee?s?|rappeler|
        recontactee?s?|recontacter|appelee?s?|appeler|contactee?s?|contacter|rappeliez|rappelle|
        contacte|contactiez|appelle)(?: au telephone| par telephone| par quelqu un|
        _par un expert| par le cerema| svp| demain)*;
        (?:me )?(?:rappelez|rappelle|appelez|appelle|recontactez|recontacte|contactez|
        telephonez)(?: moi| nous)?(?: au telephone| par telephone| demain| rapidement| au \d+|
        _quand vous pouvez)*;
        {can}(?:me |nous )?(?:envoyer|deleguer) (?:quelqu )?un;
        {can}(?:me |nous )(?:rappeler|recontacter|appeler|contacter|telephoner|
        passer un coup de fil)(?: au telephone| par telephone|
        _demain| rapidement| au(?: \d+)+)*;
        demande de rappel|rappel telephonique|(?:un )?rendez vous telephonique|
        (?:est ce que )?(?:quelqu un|un|on|un expert|un agent|le cerema) (?:peut|pourrait|
        va)(?: il| t il)? (?:me |nous )(?:rappeler|recontacter|appeler|contacter);
        {want}(?:prendre |obtenir |avoir |fixer )?un rendez vous|(?:prendre |obtenir |
        avoir )rendez vous|
        (?:est ce que )?(?:quelqu un|un|on) (?:peut|pourrait|va)(?: il)? (?:me |nous )?(?:rappeler|
        recontacter|appeler|contacter|telephoner);
        envoyez (?:moi |nous )?(?:quelqu )?un;
    """,
    "HUMAN": r"""
        {want}{talk}(?: avec| a| au)? ?(?:{somebody}|un){of_yours};
        {can}(?:me |nous )?(?:mettre en relation|mettre en contact|passer|orienter|
        diriger)(?: avec| vers)? {somebody}{of_yours};
        (?:passez|mettez|donnez) (?:moi )?(?:en relation avec |
        en contact avec )?{somebody}{of_yours};
        (?:un (?:vrai )?(?:humain|conseiller)|une (?:vraie )?personne|quelqu un){of_yours}|humain|
        {want}(?:un (?:vrai )?humain|une (?:vraie )?personne|quelqu un){of_yours};
        y a il {somebody}(?: a qui parler| derriere| de disponible| au bout du fil)?{of_yours}|
        (?:il )?y a (?:quelqu )?un;
        (?:quel(?:le)? (?:est )?|quels sont |donnez moi |donne moi |{can}me donner |vous avez |
        avez vous |as tu |
        il y a |y a il |je cherche |je veux )?(?:le |la |les |un |une |l |votre |
        son )?(?:numero(?: de)?(?: telephone| tel| fixe)?|telephone|tel|adresse(?: mail| e mail|
        _email| postale)|mail|e mail|email|courriel|coordonnees|contacts?|
        standard)(?: telephonique)?(?: du| de| pour joindre le| pour contacter le|
        _pour appeler le| au)? ?(?:cerema|votre service|service)?;
        contact|contacter|coordonnees|nous contacter|vous contacter|qui contacter|qui appeler|
        a qui (?:je peux |puis je )?(?:parler|m adresser|adresser|ecrire|demander)|
        comment (?:vous|te) (?:contacter|joindre|appeler);
        (?:vous etes|tu es|on vous trouve) (?:situes? |bases? )?ou|
        ou (?:vous trouver|(?:etes vous|es tu)(?: situes?| bases?)?);
    """,
    "MY_QUESTIONS": r"""
        ou en (?:est|sont|suis|sommes)(?: on| nous| je)?(?: avec| de| le suivi de|
        _le traitement de)? ?(?:{question}|mon dossier)?;
        (?:voir |afficher |retrouver |consulter |liste de |historique de )?mes (?:questions|
        demandes|messages|reponses)|mesquestions|mon historique|ma question|ma demande;
        (?:le )?suivi(?: de)?(?: {question})|des nouvelles(?: de| pour| sur)?(?: {question})?|
        du nouveau|avez vous du nouveau(?: pour| sur)?(?: {question})?;
        (?:personne|on) (?:ne |n )?(?:m |me )?a (?:pas )?repondu(?: a {question})?;
        {question} (?:en )?(?:en est|est) (?:ou|rendue)|ma (?:question|demande)(?: de)? (?:hier|
        la semaine derniere|ce matin|l autre jour);
        (?:toujours )?(?:pas|aucune|sans) (?:de )?(?:reponse|nouvelles?)(?: a| de|
        _pour)?(?: {question})?;
        quand (?:est ce que )?(?:allez vous|vous allez|vas tu|tu vas|pensez vous)(?: me|
        _nous)? (?:repondre|
        donner une reponse)(?: a {question})?;
        (?:je )?(?:attends?|attend)(?: toujours| encore)?(?: une| la| ma|
        _votre)? reponse(?: a {question})?(?: depuis (?:\d+ )?(?:longtemps|jours|semaines|mois|
        hier))?;
        (?:je )?(?:ne )?(?:ai )?(?:toujours )?(?:pas|rien) (?:encore )?(?:recu|eu)(?: de| la| ma|
        _votre| ma reponse)?(?: reponse)?(?: a {question})?;
        (?:avez vous|as tu|vous avez|tu as)(?: bien| eu)?(?: une| la| ma)? ?(?:reponse|recu|lu|
        traite)(?: a| pour)? ?(?:{question})?;
        quand (?:est ce que )?(?:aurai je|vais je avoir|vais je recevoir|je vais avoir|j aurai|
        aurons nous|je recevrai|recevrai je)(?: une| la| ma| votre)? reponse(?: a {question})?|
        quand serez vous en mesure de repondre;
        (?:est ce que )?(?:quelqu un|un|on|vous) (?:a|avez)(?: t il| il)? (?:vu|lu|traite|
        repondu a|recu) {question}|ma question a ete (?:traitee|lue|recue|transmise)|
        {question} (?:avance|en cours|en attente)|et ma question;
    """,
    "PRIVACY": r"""
        mes donnees|mesdonnees|(?:que|qu est ce que|quest ce que) (?:savez vous|tu sais|
        vous savez|sais tu) (?:de|sur) moi|(?:mentions legales|rgpd)?politique de confidentialite;
    """,
    "ERASE": r"""
        (?:efface|effacez|supprime|supprimez|oublie|oubliez)(?: tout| moi| mes (?:questions|
        messages|donnees|informations|traces)| mon historique| ma question| l historique)+|
        effacer(?: tout| ma question| mon historique| mes messages)?|
        tout effacer|tout supprimer|desinscription|me desinscrire;
    """,
    "FAREWELL": r"""
        a (?:plus(?: tard)?|tout a (?:l )?heure|bientot|tres bientot|la prochaine|demain|
        un de ces jours)|au revoir|(?:a )?plus tard|bye|adieu|bonne (?:continuation|
        fin de journee|soiree|journee|nuit)|bon (?:courage|week end|weekend|apres midi);
    """,
    "ACK": r"""
        (?:ok|oki|okay|dac|acc|impec|accord|ok est bon|tres bien|bien|parfait|super|genial|top|
        nickel|impeccable|cool|
        entendu|compris|recu|vu|note|ca marche|ca roule|ca me va|ca me convient|ca va|est bon|
        ce est bon|est clair|ce est clair|est parfait|est note|ce est note|ce est parfait|
        bien note|bien recu|bien compris|ai compris|je comprends|je vois|je note|je prends note|
        je ai compris|ce est compris|est compris|tout compris|est entendu|ce est entendu|
        pas de probleme|pas de souci|aucun souci|va pour ca|volontiers|exact|exactement|voila|
        interessant|est interessant|utile|tres utile|est utile|tres clair|tres interessant|
        bonne reponse|merveilleux|formidable|excellent|bravo|a la bonne heure|je suis accord|
        est ce que je voulais|est ce que je cherchais|est tout|ce est tout|ca suffit|pas mal|
        je retiens)(?: (?:pour|a) (?:moi|tous))?;
        moi aussi(?: ca interesse)?|ca interesse(?: aussi)?|je suis interessee?(?: aussi)?;
    """,
    "NOISE": r"""
        (?:on est |nous sommes )?quel(?:le)? (?:jour|heure|date)
        (?: (?:on est|est on|est il|sommes nous|est ce))?|
        il est quelle heure|(?:il fait )?quel temps(?: fait il)?;
    """,
}
"""Intent → its patterns, those of the first that fits."""
