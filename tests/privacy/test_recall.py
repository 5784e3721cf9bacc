"""How much of what says who somebody is gets masked, on texts that the rules were not tuned on."""

from tests.privacy.labelled import HARMLESS, NAME, read, share

FACTS, NAMES, FALSE = 0.95, 0.85, 0.02


def test_contacts_and_numbers_are_masked() -> None:
    assert share([one for one in read("judge") if one.kind not in (HARMLESS, NAME)]) >= FACTS


def test_names_are_masked() -> None:
    assert share([one for one in read("judge") if one.kind == NAME]) >= NAMES


def test_harmless_texts_stay() -> None:
    assert share([one for one in read("judge") if one.kind == HARMLESS]) >= 1 - FALSE


def test_the_tuning_half_does_not_slip() -> None:
    assert share([one for one in read("tune") if one.kind != HARMLESS]) >= FACTS
    assert share([one for one in read("tune") if one.kind == HARMLESS]) >= 1 - FALSE
