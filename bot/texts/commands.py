"""Every command once: its name, who may give it, its words, and where it appears.

The menus of Telegram, « /aide », the terminal, the registration of handlers and the page of the
documentation are all made from this table.
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final, Literal

Role = Literal["everybody", "reviewers", "editors"]


@dataclass(frozen=True, slots=True)
class Command:
    """One command."""

    name: str
    words: str
    """What it does, as menus and « /aide » say it."""
    verb: str = ""
    """What it does in the conversation; empty: a handler of its own."""
    who: Role = "everybody"
    also: Role | None = None
    """Another role that may give it."""
    argument: str = ""
    """What may follow, in words."""
    in_menu: bool = True
    """Whether it stands in Telegram's menu; « /aide » and the documentation tell it anyway."""
    alias_of: str = ""
    """The command that it is another name of."""

    def is_for(self, roles: Collection[Role]) -> bool:
        """Whether one of these roles may give it."""
        return self.who in roles or self.also in roles


COMMANDS: Final = (
    Command("start", "Accueil", "start", in_menu=False),
    Command("aide", "Mode d'emploi", "aide"),
    Command("help", "Mode d'emploi", "aide", in_menu=False, alias_of="aide"),
    Command("domaines", "Parcourir les sujets", "dom"),
    Command("question", "Poser une question", argument="votre question", in_menu=False),
    Command("mesquestions", "Où en sont mes questions", "mine"),
    Command("appui", "Demander l'appui du Cerema", "appui"),
    Command("consultations", "Les consultations des communes", "consultations"),
    Command("contact", "Qui contacter au Cerema et à l'APVF", "contact"),
    Command("formations", "Formations pour les élus", "train"),
    Command("commune", "Indiquer ma commune", "commune", argument="nom ou code postal"),
    Command("fiche", "Une réponse à citer", "fiche", argument="identifiant", in_menu=False),
    Command("annuler", "Fermer ce qui est en cours", "annuler", in_menu=False),
    Command("confidentialite", "Vos données", "policy", in_menu=False),
    Command("privacy", "Vos données (privacy)", "policy", alias_of="confidentialite"),
    Command("mesdonnees", "Recevoir ce qui est conservé sur vous"),
    Command("effacer", "Effacer tout ce qui est conservé sur vous", "erase"),
    Command("questions", "Questions à traiter", who="reviewers", argument="état, domaine"),
    Command("repondre", "Répondre", who="reviewers", argument="numéro et texte"),
    Command("rattacher", "Rattacher à une fiche", who="reviewers", argument="numéro et fiche"),
    Command("doublon", "Classer comme doublon", who="reviewers", argument="numéro et numéro"),
    Command("bilan", "Chiffres des trente derniers jours", who="reviewers"),
    Command("export", "Recevoir le journal (en privé)", who="reviewers"),
    Command("console", "Ouvrir la console", who="reviewers", also="editors", argument="code"),
    Command("recharger", "Servir la base telle qu'elle est sur le disque", who="editors"),
)
BY_NAME: Final = {command.name: command for command in COMMANDS}
_LINE: Final = "/{name}{argument} : {words}"
_ARGUMENT: Final = " <i>{argument}</i>"


def menu(roles: Collection[Role]) -> list[tuple[str, str]]:
    """(name, words) of the commands in the menu of people who have these roles."""
    return [(c.name, c.words) for c in COMMANDS if c.in_menu and c.is_for(roles)]


def lines(roles: Collection[Role]) -> str:
    """A line a command, for « /aide »: all that these roles may give, aliases left out."""
    return "\n".join(
        _LINE.format(
            name=command.name,
            argument=_ARGUMENT.format(argument=command.argument) if command.argument else "",
            words=command.words[:1].lower() + command.words[1:],
        )
        for command in COMMANDS
        if command.is_for(roles) and not command.alias_of
    )
