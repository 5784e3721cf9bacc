"""How many follow-up questions are understood, with and without the question before.

    python -m tests.benchmarks.quality.followups

``tests/questions/followups.tsv``: a question, what follows, and what it means by itself; written
before the code. A follow-up is right when its entry is among the two that the matcher gives for
its meaning; a change of subject (third column equal to the second) when it is kept apart.
"""

from bot.config import SHIPPED_KNOWLEDGE
from bot.knowledge.loader import load
from bot.matching.followup import follow_up
from bot.matching.matcher import match
from bot.matching.result import Match
from bot.pages.fiches import subject
from tests.benchmarks.quality.bases import ROOT

PAIRS = ROOT / "tests" / "questions" / "followups.tsv"


def main() -> None:
    """Count and print, the misses with their causes."""
    base = load(SHIPPED_KNOWLEDGE)
    index = base.index()
    leaning = before = after = changes = apart = 0
    for line in PAIRS.read_text("utf-8").splitlines():
        first, then, meaning = line.split("\t")
        found = match(first, index).candidates
        taken = follow_up(then, subject(base.entries[found[0].entry]), index) if found else None
        if meaning == then:
            changes += 1
            apart += taken is None
            continue
        wanted = {c.entry for c in match(meaning, index).candidates[:2]}
        leaning += 1
        before += _right(match(then, index), wanted)
        good = _right(taken or match(then, index), wanted)
        after += good
        if not good:
            print(f"missed: {first} | {then} | {meaning}")
    print(f"follow-ups: {before} of {leaning} understood alone, {after} with the question before")
    print(f"changes of subject: {apart} of {changes} kept apart")


def _right(result: Match, wanted: set[str]) -> bool:
    shown = result.outcome in ("answer", "suggest")
    return shown and result.candidates[0].entry in wanted


if __name__ == "__main__":
    main()
