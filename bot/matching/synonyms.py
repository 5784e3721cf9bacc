"""Everyday French words that may stand for one another in a question.

A general list, written without a knowledge base in view: administration, money, time, places,
buildings, work, people and actions as anybody names them. An editor's own groups (the lexicon of
a base) count more. One group a line; `+` joins the words of a phrase.
"""

from typing import Final

GROUPS: Final = """
argent fric pognon thune moyens+financiers ressources+financieres deniers
argent des+sous de+sous les+sous quels+sous
entreprise societe boite firme compagnie prestataire
employeur patron patronne chef+entreprise
salarie employe travailleur personnel
salaire paie paye remuneration traitement fiche+de+paie bulletin+de+paie bulletin+de+salaire
embaucher embauche recruter recrutement engager
licencier licenciement virer renvoyer renvoi mettre+a+la+porte
demission demissionner quitter+son+emploi
conge conges vacances jours+de+repos
retraite retraites pension pensionne
chomage chomeur demandeur+d+emploi sans+emploi pole+emploi france+travail
stage stagiaire apprenti apprentissage alternance
maladie malade arret+de+travail arret+maladie
medecin docteur generaliste praticien toubib
sante soins medical sanitaire
enceinte grossesse maternite
contrat convention accord entente
rompre rupture fin+de+contrat resilier resiliation mettre+fin casser
duree longueur temps periode
horaire heures amplitude
debut commencement demarrage lancement
commencer debuter demarrer lancer entamer
finir terminer achever cloturer cloture
fin terme echeance expiration
continuer poursuivre prolonger prolongation reconduire reconduction renouveler renouvellement
reconduire proroger perenniser
suite apres remplacer remplace succeder successeur remplacant
arreter cesser stopper suspendre suspension interrompre
supprimer suppression enlever retirer retrait oter effacer
changer changement modifier modification evoluer evolution reforme nouveaute
augmenter augmentation hausse accroitre relever
baisser baisse diminuer diminution reduire reduction economiser economie
ajouter rajouter completer complement
remplacer remplacement substituer substitution
choisir choix selectionner selection retenir
comparer comparaison difference differences distinguer distinction
obtenir avoir recevoir toucher percevoir decrocher
demander demande solliciter reclamer requerir
envoyer transmettre adresser expedier communiquer
declarer declaration signaler signalement faire+remonter notifier
remplir completer renseigner saisir
signer signature parapher signataire
inscrire inscription enregistrer enregistrement
adherer adhesion rejoindre adherent membre cotiser cotisation integrer affilier
participer participation prendre+part
donner fournir octroyer attribuer accorder
payer paiement regler reglement debourser verser versement acquitter
rembourser remboursement
acheter achat acquerir acquisition racheter rachat
vendre vente ceder cession aliener
louer location loyer bail locatif
locataire occupant preneur
proprietaire bailleur possesseur
preter pret emprunt emprunter credit
taxe impot fiscalite fiscal prelevement contribution redevance taxation taxer
exonerer exoneration dispense dispenser exempter exemption
reduction+d+impot avantage+fiscal defiscalisation credit+d+impot
facture note+a+payer
devis estimation chiffrage chiffrer
gratuit gratuitement sans+payer sans+frais
budget enveloppe
appel+d+offres marche+public marches+publics commande+publique mise+en+concurrence consultation
fournisseur prestataire titulaire
sans+mise+en+concurrence de+gre+a+gre
projet operation initiative
travaux chantier ouvrage
construire construction batir edifier
demolir demolition raser abattre casser detruire
renover renovation rehabiliter rehabilitation refaire restaurer restauration retaper moderniser
reparer reparation remettre+en+etat depanner
entretenir entretien maintenance maintenir
amenager amenagement reamenager
installer installation poser pose equiper equipement
securiser securite surete proteger protection
surveiller surveillance controler controle
verifier verification inspecter inspection examiner examen
evaluer evaluation diagnostic diagnostiquer bilan etat+des+lieux audit
etude etudier analyse analyser
mesurer mesure quantifier
recenser recensement inventaire inventorier repertorier
batiment immeuble edifice construction local locaux bati
maison pavillon habitation logement domicile
logement habitat appartement hebergement residence
ecole scolaire groupe+scolaire etablissement+scolaire etablissement+d+enseignement classe
creche petite+enfance garderie
eleve ecolier enfant
enfant enfants gamin gosse jeune mineur
personne+agee personnes+agees senior aines ancien ancienne vieux aine troisieme+age retraite
handicap handicape personne+handicapee pmr mobilite+reduite fauteuil+roulant invalidite
pauvre precaire precarite demuni modeste
etranger migrant refugie
femme femmes epouse
habitant citoyen administre riverain population concitoyen
voisin voisinage riverain
usager utilisateur client
commercant commerce magasin boutique echoppe
restaurant bar cafe bistrot
supermarche grande+surface hypermarche centre+commercial
marche foire
ville commune municipalite bourg village bourgade agglomeration
mairie hotel+de+ville municipalite collectivite
maire edile premier+magistrat
elu conseiller+municipal adjoint
conseil+municipal assemblee deliberant
intercommunalite communaute+de+communes epci agglo comcom interco
departement departemental
region regional conseil+regional
etat gouvernement national prefecture prefet
prefet prefecture sous+prefet
service administration guichet bureau
agent fonctionnaire employe+municipal
association asso club
loi texte reglementation legislation norme regle
reglement regles
decret arrete texte+reglementaire
deliberation delibere deliberer vote voter
tribunal juge justice contentieux
avocat juriste conseil+juridique
plainte porter+plainte
police gendarmerie gendarme forces+de+l+ordre
amende contravention pv proces+verbal
obligatoire obligation oblige contraint impose
interdire interdiction interdit prohiber empecher bloquer
autoriser autorisation permettre permission permis
refuser refus rejeter rejet s+opposer opposition
accepter acceptation accord
contester contestation recours attaquer
responsable responsabilite
aider aide accompagner accompagnement appui soutien assistance epauler
conseiller conseil conseils recommander recommandation
expert expertise specialiste technicien ingenieur
former formation stage apprendre cours seance
reunion rencontre assemblee rendez+vous rassemblement congres
informer information prevenir avertir alerter
dossier formulaire imprime document papier
attestation certificat justificatif preuve
liste repertoire annuaire catalogue
carte plan cartographie
site portail plateforme internet web
application appli logiciel programme+informatique outil+numerique
ordinateur pc informatique poste+informatique
telephone portable mobile smartphone gsm
internet wifi connexion reseau
courriel mail email messagerie
mot+de+passe code+secret identifiant
pirate pirater piratage hacker hack cyberattaque attaque+informatique
virus logiciel+malveillant rancongiciel ransomware
donnees fichier donnee
numerique informatique digital dematerialise
dematerialiser dematerialisation en+ligne sans+papier
voiture vehicule auto automobile bagnole
velo bicyclette cyclable cycliste deux+roues
bus car autocar autobus navette
train gare ferroviaire sncf ter
camion poids+lourd semi+remorque
transport transports deplacement mobilite deplacer
pieton marche marcheur a+pied
trottoir cheminement
route voirie chaussee voie rue
rue artere avenue
parking stationnement garer place+de+parking stationner
circulation trafic
vitesse vite rouler+vite
ralentisseur dos+d+ane
accident collision
pont ouvrage+d+art passerelle
chemin sentier
panneau signalisation
eclairage lumiere lampadaire lampadaires reverbere reverberes
eteindre extinction couper
chauffage chauffer chaudiere radiateur
chaleur canicule surchauffe trop+chaud
froid geler gel
climatisation clim rafraichissement rafraichir
isolation isoler thermique
energie energetique consommation conso
electricite courant electrique
gaz fioul mazout
soleil solaire photovoltaique panneaux+solaires
toit toiture
fenetre vitrage huisserie
mur facade ravalement
eau humidite
dechets ordures poubelle poubelles
arbre arbres plantation vegetal vegetaliser
jardin parc espace+vert espaces+verts
nature biodiversite environnement ecologie ecologique
pollution polluant polluer pollue
bruit nuisance nuisances sonore
danger dangereux peril risque menace
incendie feu
inondation inonde crue
secheresse retrait+gonflement
secours urgence urgent
sinistre catastrophe degats dommage
assurance assurer assureur
terrain parcelle foncier
vide vacant inoccupe inhabite delaisse desert
abandon abandonne laisse+a+l+abandon
ruine delabre effondrer ecrouler s+ecroule tomber
insalubre indigne taudis
squat squatter
friche usine+abandonnee site+abandonne
quartier secteur zone perimetre
centre centre+ville centre+bourg coeur+de+ville
peripherie exterieur entree+de+ville
campagne rural ruralite village
proximite proche pres
fermer fermeture
ouvrir ouverture
nuit nocturne soir
jour journee
annee an annuel
mois mensuel
semaine hebdomadaire
nombre quantite combien
taille surface superficie metres+carres
montant somme
minimum minimal plancher
maximum maximal plafond limite
seuil a+partir+de
pourcentage taux part proportion
rapide rapidement vite accelerer
nouveau neuf recent
ancien vieux
public publique
prive particulier
mutualiser mutualisation partager partage en+commun
deleguer delegation confier transferer transfert
gerer gestion piloter pilotage administrer
diriger direction gouverner gouvernance commander
decider decision trancher
organiser organisation
planifier planification programmer programmation
strategie feuille+de+route schema plan+d+action
objectif but cible
resultat resultats
reussir reussite succes
echouer echec rater rate
panne coupure en+panne hors+service
bug dysfonctionnement
attendre attente retard
attirer attractivite faire+venir faire+revenir
developper developpement
creer creation instaurer mettre+en+place
commerce+de+proximite petits+commerces
tourisme touriste touristique
culture culturel
sport sportif gymnase stade
bibliotheque mediatheque
eglise chapelle cultuel culte
cimetiere concession
cantine restauration+scolaire
patrimoine monument historique
photo photographie image
camera videosurveillance videoprotection
drone aerien
intelligence+artificielle ia chatgpt
recuperer reprendre reprise
perdre perte
oublier oubli
utiliser utilisation usage se+servir employer
fiable fiabilite confiance serieux croire
confidentiel confidentialite secret anonyme
vie+privee donnees+personnelles
discrimination harcelement
nom nommer denomination denommer baptiser
numero numeroter numerotation
adresse adressage localisation
membre participant
partenaire partenariat partenaires
mission role fonction
avantage interet benefice atout
inconvenient limite defaut
etape phase
methode demarche
moyen solution piste levier
raison motif cause
exception derogation deroger dispense
dette endettement
depense frais cout charge
ruralite rural campagne
frontalier europe europeen
""".strip()
"""The groups, words without accents."""
