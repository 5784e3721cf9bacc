"""What checks look for in the French of fiches: patterns, beside the checks that use them."""

import re
from typing import Final

MOVES: Final = re.compile(
    r"\bloi n°|\bdécret\b|\barrêté du\b|\bordonnance n°|€|\bavant le \d|\bjusqu'au \d|%",
    re.IGNORECASE,
)
"""A text, an amount, a deadline: a fiche that says so will have to be read again."""
NOT_SEEN: Final = re.compile(
    r"\b(?:nous n'avons|je n'ai|on n'a) pas (?:vu|trouvé)|\bpas été vue?s?\b|\bnon vue?s?\b"
    r"|ne figure(?:nt)? pas sur les pages|\bpages? (?:vue|consultée)s?\b"
    r"|selon une source professionnelle|d'après un installateur",
    re.IGNORECASE,
)
"""A tale of our research, where a mayor expects an answer."""
