"""Entry point of ``python -m bot``."""

import gc

gc.disable()  # what is imported stays: looking through it in vain is a tenth of the shortest run

from bot.cli.main import main  # noqa: E402

gc.freeze()
gc.enable()
main()
