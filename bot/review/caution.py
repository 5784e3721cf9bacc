"""What a reviewer is warned of before a reply leaves: how to reach somebody, written in it."""

from bot.privacy.masking import mask_contacts
from bot.texts import privacy, review
from bot.texts.conversation import COMMA


def caution(text: str) -> str:
    """What a reply holds that may be somebody's own, in words; empty when it holds nothing.

    Args:
        text: the reply, as typed.
    """
    kinds = sorted(mask_contacts(text).kinds)
    if not kinds:
        return ""
    return review.CAUTION.format(kinds=COMMA.join(privacy.MASKED_KINDS[kind] for kind in kinds))
