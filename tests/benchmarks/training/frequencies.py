"""Write `frequencies.txt` and `words.txt` of `bot/matching/data`: French by frequency.

    python -m pip install wordfreq && python -m tests.benchmarks.training.frequencies

wordfreq counts subtitles, news, encyclopaedias, books and the web (its French list: CC BY-SA 4.0);
the figures are on its Zipf scale, the logarithm of occurrences in a thousand million words.
"""

import math
from collections import defaultdict
from itertools import groupby
from operator import itemgetter

from wordfreq import get_frequency_dict

from bot.matching.frequency import FREQUENCIES, WORDS
from bot.matching.normalize import fold
from bot.matching.stems import stem

HEADER = """\
# How common the stems of French words are: Zipf scale, then the stems, without accents.
# From wordfreq by Robyn Speer (https://github.com/rspeer/wordfreq), list "small" of French,
# words summed by stem by tests.benchmarks.training.frequencies. Licence: CC BY-SA 4.0.
"""
WORDS_HEADER = """\
# Words of French without accents, four letters and more, those of a first letter on one line.
# From wordfreq by Robyn Speer (https://github.com/rspeer/wordfreq), list "small" of French,
# by tests/benchmarks/frequencies.py. Licence of this file: CC BY-SA 4.0.
"""
SHORTEST = 4
ZIPF_OF_ONE = 9
"""A share of one is a thousand million in a thousand million: Zipf 9."""


def main() -> None:
    """Write the words, and the frequencies of their stems in bands of a tenth."""
    words = set[str]()
    share: defaultdict[str, float] = defaultdict(float)
    for word, part in get_frequency_dict("fr", wordlist="small").items():
        plain = fold(word)
        if plain.isascii() and plain.isalpha():
            share[stem(plain)] += part
            words.add(plain)
    bands: defaultdict[float, list[str]] = defaultdict(list)
    for root, part in share.items():
        bands[round(ZIPF_OF_ONE + math.log10(part), 1)].append(root)
    lines = [f"{zipf} {' '.join(sorted(bands[zipf]))}" for zipf in sorted(bands, reverse=True)]
    kept = sorted(word for word in words if len(word) >= SHORTEST)
    rows = [" ".join(row) for _, row in groupby(kept, key=itemgetter(0))]
    WORDS.write_text(WORDS_HEADER + "\n".join(rows) + "\n", encoding="utf-8")
    FREQUENCIES.write_text(HEADER + "\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
