"""Whether an answer stands on what it should: official texts, read again, with its doubts told.

One small function a check, as in ``checks``; they advise editors, and hold under ``--strict``.
"""

import datetime
import re
import unicodedata
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Final

from bot.knowledge.faults import Fault
from bot.knowledge.files import CONTACTS_FILE, DOMAINS_FILE, OUTSIDE_FILE, TRAININGS_FILE
from bot.knowledge.hosts import host_of
from bot.knowledge.loaded import Loaded
from bot.knowledge.markdown import links, to_plain
from bot.knowledge.models import Entry
from bot.knowledge.phrases import MOVES
from bot.knowledge.places import fault_of
from bot.knowledge.publishers import Publishers
from bot.knowledge.yaml_reader import Key
from bot.texts import knowledge as texts
from bot.texts.conversation import day

_TRACKING: Final = re.compile(r"[?&](?:utm_\w+|fbclid|gclid|mc_[ce]id|xtor)=")
_WHOLE_CODE: Final = re.compile(r"/codes/texte_lc/LEGITEXT\d+/?$")
_SITE: Final = re.compile(r"(?:https?://)?(?:www\.)?([\w-]+(?:\.[\w-]+)*\.[a-z]{2,})(?:[/:?#]|$)")
"""A label that reads as an address: « https://www.cerema.fr », « cerema.fr/page »."""
_NAMED: Final = re.compile(
    r"(?<![@\w./-])(?:[a-z]+://)?(?:www\.)?"
    r"((?:[\w-]+\.)+(?:fr|eu|com|org|net|info|bzh|paris|alsace|corsica|be|ch|ly|io|me|gg|app|link"
    r"|site|online|xyz))(?![\w@-]|\.\w)"
)
"""A site among words: « le site cerema.fr ». Telegram makes a link of it."""
_DOTTED: Final = re.compile(
    r"(?<![@\w./-])(?:[a-z]+://)?(?:www\.)?((?:[\w-]+\.)+[a-z]{2,})(?![\w@-]|\.\w)"
)
"""What may be a site under another ending: « hal.science », but « Expertises.Territoires »."""
_WRITTEN: Final = re.compile(r"https?://[^\s<>«»\"()\[\]]+", re.IGNORECASE)
"""An address that is no link of the fiche; Telegram makes one of it."""
_UNSEEN: Final = frozenset({"Cf", "Mn"})
"""Categories of soft hyphens, joiners, and signs that sit on another."""
_BLANK: Final = "\u115f\u1160\u3164\uffa0"
"""Fillers of Korean, letters that show nothing."""
_ARTICLE: Final = re.compile(r"\bart|[LRD]\. ?\d")


def sources_are_official(loaded: Loaded, _today: datetime.date) -> Iterator[Fault]:
    """The main rule stands in an official text, listed first. Silent without a register."""
    publishers = Publishers(loaded.base.publishers)
    if not publishers:
        return
    for entry in loaded.checked:
        if "officiel" not in entry.source_kinds:
            yield fault_of(loaded, entry, ("sources",), texts.NO_OFFICIAL_SOURCE, warning=True)
        elif entry.source_kinds[0] != "officiel":
            yield fault_of(loaded, entry, ("sources",), texts.OFFICIAL_FIRST, warning=True)


def hosts_are_registered(loaded: Loaded, _today: datetime.date) -> Iterator[Fault]:
    """A host nobody has judged, or one that is not to be cited: mirrors, copies, staging.

    A user's name or a port before the page makes another host of a known one.
    """
    publishers = Publishers(loaded.base.publishers)
    if not publishers:
        return
    for entry in loaded.checked:
        for place, url in _addresses(entry):
            for message in _said_of_host(url, publishers):
                yield fault_of(loaded, entry, place, message, warning=True)


def hosts_beside_are_registered(loaded: Loaded, _today: datetime.date) -> Iterator[Fault]:
    """The same of domains, trainings, contacts, and subjects left to others."""
    publishers = Publishers(loaded.base.publishers)
    if not publishers:
        return
    for path, line, urls in _beside(loaded):
        for url in urls:
            for message in _said_of_host(url, publishers):
                yield Fault(path, line, message, warning=True)


def _said_of_host(url: str, publishers: Publishers) -> Iterator[str]:
    host = re.split(r"[/?#]", url.partition("//")[2], maxsplit=1)[0].lower()
    kind = publishers.kind_of(url) if host == host_of(url) else ""
    if kind == "":
        yield texts.UNKNOWN_HOST.format(host=host)
    elif kind == "refuse":
        yield texts.REFUSED_HOST.format(host=host)


def _beside(loaded: Loaded) -> Iterator[tuple[Path, int, list[str]]]:
    """(file, line of the item, addresses) of what is shown beside the entries."""
    for line, domain in loaded.domains:
        yield DOMAINS_FILE, line, list(_written(domain.name, domain.description or ""))
    for line, training in loaded.trainings:
        offer = (training.title, training.audience, training.organiser, training.dates)
        told = (*offer, training.cost or "", training.description, training.source.title)
        yield TRAININGS_FILE, line, [training.url, training.source.url, *_written(*told)]
    for line, contact in loaded.contacts:
        led = [url for url in (contact.url, contact.source.url) if url]
        reached = (contact.email or "", contact.telephone or "", contact.source.publisher or "")
        words = (contact.direction, contact.source.title, *reached)
        yield CONTACTS_FILE, line, [*led, *_written(*words)]
    for line, subject in loaded.outside:
        led = [subject.url] if subject.url else []
        yield OUTSIDE_FILE, line, [*led, *_written(subject.theme, subject.referral or "")]


def _written(*told: str) -> Iterator[str]:
    """The addresses among words, of which Telegram makes links; « cerema.fr » is one too."""
    for text in told:
        yield from (address.rstrip(".,;:!?…") for address in _WRITTEN.findall(text))
        for host in _NAMED.findall(_WRITTEN.sub(" ", text).lower()):
            yield f"https://{host}"


def links_lead_where_they_say(loaded: Loaded, _today: datetime.date) -> Iterator[Fault]:
    """A link that reads as one site and leads to another. Fails: [cerema.fr](https://autre.fr)."""
    publishers = Publishers(loaded.base.publishers)
    for entry in loaded.checked:
        for place, label, url in _links(entry):
            words, host = _seen(label), host_of(url).removeprefix("www.")
            whole = _SITE.match(words)
            if ({whole[1]} if whole else _sites_named(words, publishers)) - {host}:
                message = texts.LINK_LIES.format(label=label, host=host)
                yield fault_of(loaded, entry, place, message)
        for position, source in enumerate(entry.sources):  # its title is the link
            title, host = _seen(source.title), host_of(source.url).removeprefix("www.")
            if " " not in title and _sites_named(title, publishers) - {host}:
                message = texts.LINK_LIES.format(label=source.title, host=host)
                yield fault_of(loaded, entry, ("sources", position, "titre"), message)


def _sites_named(words: str, publishers: Publishers) -> set[str]:
    """The hosts that stand among words; those of the register under any ending."""
    written = {host_of(address).removeprefix("www.") for address in _written(words)}
    return written | {host for host in _DOTTED.findall(words) if publishers.of(f"https://{host}")}


def _seen(words: str) -> str:
    """In lower case, without what no reader sees or takes for a part of an address."""
    seen = [one for one in words.lower() if unicodedata.category(one) not in _UNSEEN]
    return "".join(one for one in seen if one not in _BLANK).strip(" \t\n/._-…")


def _addresses(entry: Entry) -> Iterator[tuple[Key, str]]:
    """Where each address of an entry stands, and the address: its sources, links, and others.

    What is shown as it is written has no links; Telegram makes one of an address all the same.
    """
    for position, source in enumerate(entry.sources):
        yield ("sources", position, "url"), source.url
    for place, _, url in _links(entry):
        yield place, url
    marked = [(place, to_plain(text)) for place, text in _read(entry)]
    for place, text in (*marked, *_as_written(entry)):
        for address in _written(text):
            yield place, address


def _as_written(entry: Entry) -> Iterator[tuple[Key, str]]:
    """(place, text) of what is shown to mayors without marks."""
    yield ("question",), entry.question
    for keyword in entry.keywords[:1]:  # the subject of an answer that leans on it
        yield ("mots_cles", 0), keyword
    yield ("responsable",), entry.owner or ""
    if entry.correction is not None:
        yield ("correction", "texte"), entry.correction.text
    for position, source in enumerate(entry.sources):
        yield ("sources", position, "titre"), source.title
        yield ("sources", position, "editeur"), source.publisher or ""


def _links(entry: Entry) -> Iterator[tuple[Key, str, str]]:
    """(place, what is read, where it leads) of the links in what a mayor reads."""
    for place, text in _read(entry):
        for label, url in links(text):
            yield place, label, url


def _read(entry: Entry) -> Iterator[tuple[Key, str]]:
    """(place, text) of what a mayor reads."""
    for name, text in (
        ("en_bref", entry.gist),
        ("a_faire", entry.steps),
        ("reponse", entry.answer),
        ("details", entry.details),
    ):
        yield (name,), text or ""


def addresses_are_clean(loaded: Loaded, _today: datetime.date) -> Iterator[Fault]:
    """https, no tracking, the article rather than the whole code."""
    for entry in loaded.checked:
        for position, source in enumerate(entry.sources):
            place = ("sources", position, "url")
            if _TRACKING.search(source.url):
                yield fault_of(loaded, entry, place, texts.TRACKED, warning=True)
            if source.url.startswith("http://"):
                yield fault_of(loaded, entry, place, texts.NOT_HTTPS, warning=True)
            if _WHOLE_CODE.search(source.url) and not _ARTICLE.search(source.title):
                yield fault_of(loaded, entry, place, texts.WHOLE_CODE, warning=True)


def second_reading_is_traced(loaded: Loaded, _today: datetime.date) -> Iterator[Fault]:
    """Somebody who did not write it has held it against its sources, in its present words.

    Silent in a base where nobody has begun to.
    """
    if not any(entry.reread_on for entry in loaded.base.entries.values()):
        return
    for entry in loaded.checked:
        if entry.reread_on is None or entry.reread_by is None:
            yield fault_of(loaded, entry, ("relu_le",), texts.NOT_REREAD, warning=True)
        elif entry.reread_text is not None and entry.reread_text != text_mark(entry):
            message = texts.CHANGED_SINCE_REREAD.format(
                date=day(entry.reread_on), mark=text_mark(entry)
            )
            yield fault_of(loaded, entry, ("relu_texte",), message, warning=True)


def what_moves_is_reviewed(loaded: Loaded, _today: datetime.date) -> Iterator[Fault]:
    """A law, an amount or a deadline will change: a day is set to read it again.

    Silent in a base without second readings.
    """
    if not any(entry.reread_on for entry in loaded.base.entries.values()):
        return
    for entry in loaded.checked:
        text = "\n".join(filter(None, (entry.gist, entry.steps, entry.answer, entry.details)))
        if entry.review_on is None and MOVES.search(text):
            yield fault_of(loaded, entry, ("verifie_le",), texts.NO_REVIEW_DAY, warning=True)


def doubts(loaded: Loaded) -> Iterator[Fault]:
    """What the sources do not settle, by fiche: listed, never a fault."""
    for entry in loaded.checked:
        for position, doubt in enumerate(entry.doubts):
            message = texts.DOUBT.format(what=doubt.what, date=day(doubt.since))
            yield fault_of(loaded, entry, ("a_verifier", position), message, warning=True)


def text_mark(entry: Entry) -> str:
    """Eight digits that change with any word or line break of what a mayor reads."""
    texts_read = (entry.question, entry.gist, entry.steps, entry.answer, entry.details)
    return sha256("\0".join(text or "" for text in texts_read).encode()).hexdigest()[:8]
