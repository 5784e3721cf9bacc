"""What an operator's Prometheus reads: counted here, shown at ``/metrics``."""

from typing import Final

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram

REGISTRY: Final = CollectorRegistry()

UPDATES: Final = Counter(
    "assistant_updates",
    "Updates received: handled (mine), in another process's hands (taken), handled before "
    "(done), set aside (poisoned), that could not be read (unreadable), of a kind not asked for "
    "(ignored), not from Telegram (refused).",
    ["claim"],
    registry=REGISTRY,
)
OUTCOMES: Final = Counter(
    "assistant_questions", "Questions by outcome.", ["outcome"], registry=REGISTRY
)
LATENCY: Final = Histogram(
    "assistant_update_seconds",
    "From an update to the end of its handling, its reply included.",
    buckets=(0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30),
    registry=REGISTRY,
)
FAILURES: Final = Counter(
    "assistant_failures",
    "Updates whose handler failed; the person was told where there is a chat.",
    registry=REGISTRY,
)
LOG_FAILURES: Final = Gauge(
    "assistant_log_failures_total",
    "Reads and writes of the question log that failed since the start.",
    registry=REGISTRY,
)
NOTICES: Final = Gauge(
    "assistant_notices_waiting", "Messages due and not yet sent.", registry=REGISTRY
)
NOTICES_AGE: Final = Gauge(
    "assistant_notices_oldest_seconds",
    "How long the oldest of them has waited.",
    registry=REGISTRY,
)
STAFF_UNREACHED: Final = Gauge(
    "assistant_staff_unreached",
    "1 while Telegram refuses what is sent to the staff's chat; it is sent again once it works.",
    registry=REGISTRY,
)
SET_ASIDE: Final = Gauge(
    "assistant_updates_set_aside", "Updates set aside in the last days.", registry=REGISTRY
)
OVERDUE: Final = Gauge(
    "assistant_entry_overdue_days",
    "Days since the oldest review date that has passed; 0 when none has.",
    registry=REGISTRY,
)
