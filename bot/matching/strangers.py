"""Words that the stemmer would join though nobody takes one for the other, and plurals it misses.

Snowball cuts « voirie » and « voir », « délai » and « délit », « département » and « départ » to
one stem. Found by listing the words of each stem among the commonest of French (wordfreq), read
one stem after the other; general French, nothing of any knowledge base.
"""

from typing import Final

_APART: Final = """
adhesif adhesifs
agencement agencements
ambulant ambulants ambulante ambulantes
amendement amendements amender
amiante amiantee amiantes
arrete arretes
arreter arretent arretez arreta arretant arretera
attention attentions
audition auditions auditionner
base bases basee basees baser
benne bennes
case cases
cheminee cheminees
collecte collectes collecter collectee collectes collecteur collecteurs
collection collections
collectivite collectivites
commission commissions
communication communications
communs
concertation concertations concerter
conditionnement conditionnements
conversion conversions
correspondance correspondances
correspondant correspondants correspondante correspondantes
couper coupe coupes coupee coupent coupez coupant coupure
cours
courant courants courante courantes
danse danses danser danseur danseurs
delai delais
delit delits
demarcheur demarcheurs demarcheuse demarcheuses
departement departements
devis
direction directions
directive directives
dispositif dispositifs
donnee donnees
donner donne donnez donnent donnant donnera donnerait
duree durees
eleve eleves
environnement environnements environnant environnante
equipe equipes
etablissement etablissements
etranger etrangers etrangere etrangeres
fonctionner fonctionne fonctionnent fonctionnement fonctionnements
gare gares
gens
importation importations importer importe importateur
initiative initiatives
journaliste journalistes journalisme
livre livres
localite localites
maintenance maintenances
maintenir maintenu maintenue maintient maintiennent
marais
mare mares
maree marees
mars
mari maris
mediatique mediatiques
mere meres
montant montants
notamment
occupation occupations occupant occupants
objection objections
opera operas
operateur operateurs operatrice operatrices
parlement parlements
pave
partie parties
partir partent partez pars partira partirait
parti partis
pere peres
petition petitions
placement placements
plancher planchers
poli polie polis polies poliment
port ports
porter porte portes portent portant portee portees
positif positifs positive positives positivement
proposer propose proposee proposent proposez proposant
publicite publicites publicitaire publicitaires
regie regies
relais
rendement rendements
respectif respectifs respective respectives respectivement
ressortissant ressortissants ressortissante
restaurant restaurants
retraite retraites
revendication revendications revendiquer
ressource ressources
stationnement stationnements stationner stationne stationnent stationnant
taxi taxis
testament testaments
usager usagers
vacances
vente ventes
villa villas
visa visas
voie voies
voirie voiries
"""
"""One group a line: the first word is the stem of all."""

_TOGETHER: Final = """
public publique publiques publiquement
communal communaux
bail baux
vitrail vitraux
corail coraux
soupirail soupiraux
vantail vantaux
portail portaux
eau eaux
lieu lieux
milieu milieux
voeu voeux
aieul aieux
cheveu cheveux
essieu essieux
loi lois
roi rois
feu feux
jeu jeux
neveu neveux
licenci licencie licencies licenciee
travers traversee
"""
"""Forms that the stemmer keeps apart: the first word is the stem of all."""

APART: Final[dict[str, str]] = {
    word: line.split()[0] for line in (_APART + _TOGETHER).splitlines() for word in line.split()
}
"""Word → its stem, before the stemmer is asked."""
