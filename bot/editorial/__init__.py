"""From unanswered questions to fiches: groups, drafts, phrasings learnt, effects foreseen."""
