"""Rounds of consultations at a given moment, in a process that is there to be killed.

python -m tests.benchmarks.load.consultation_round URL MOMENT
"""

import asyncio
import datetime
import sys

from bot.consultations.rounds import Rounds
from tests.conftest import open_log


async def main(database: str, moment: datetime.datetime) -> None:
    """Say when it begins, make one round, end."""
    log = await open_log(database)
    print("begins", flush=True)
    await Rounds(log).once(moment)
    await log.close()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], datetime.datetime.fromisoformat(sys.argv[2])))
