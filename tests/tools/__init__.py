"""The tools around us, run for real: ``python -m tests.tools``, ``python -m tests.tools.newest``.

They install from npm and PyPI for a minute, hence outside the suite; docs/tools.md and
docs/operations.md hold what they print.
"""
