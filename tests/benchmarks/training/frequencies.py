"""Write `bot/matching/data/frequencies.txt`: how common the stems of French are, by wordfreq.

    python -m pip install wordfreq && python -m tests.benchmarks.training.frequencies

wordfreq counts subtitles, news, encyclopaedias, books and the web (its French list: CC BY-SA 4.0);
the figures are on its Zipf scale, the logarithm of occurrences in a thousand million words.
"""

import math
from collections import defaultdict

from wordfreq import get_frequency_dict

from bot.matching.frequency import FREQUENCIES
from bot.matching.normalize import fold
from bot.matching.stems import stem

HEADER = """\
# How common the stems of French words are: Zipf scale, then the stems, without accents.
# From wordfreq by Robyn Speer (https://github.com/rspeer/wordfreq), list "small" of French,
# words summed by stem by tests.benchmarks.training.frequencies. Licence: CC BY-SA 4.0.
"""
ZIPF_OF_ONE = 9
"""A share of one is a thousand million in a thousand million: Zipf 9."""


def main() -> None:
    """Sum the frequencies of the words of each stem and write them in bands of a tenth."""
    share: defaultdict[str, float] = defaultdict(float)
    for word, part in get_frequency_dict("fr", wordlist="small").items():
        plain = fold(word)
        if plain.isascii() and plain.isalpha():
            share[stem(plain)] += part
    bands: defaultdict[float, list[str]] = defaultdict(list)
    for root, part in share.items():
        bands[round(ZIPF_OF_ONE + math.log10(part), 1)].append(root)
    lines = [f"{zipf} {' '.join(sorted(bands[zipf]))}" for zipf in sorted(bands, reverse=True)]
    FREQUENCIES.write_text(HEADER + "\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
