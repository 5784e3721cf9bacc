#!/usr/bin/env bash
# SQLite 3.54.1 (apsw 3.54.1.0): one expects that emptying the write-ahead log only waits for who
# reads. PRAGMA wal_checkpoint(TRUNCATE) keeps every writer out for as long as it waits, by its own
# busy timeout, then says so in a column instead of raising, and the log keeps all that it held:
# erasing a person's data during a long export stopped all writing here, and erased nothing.
set -euo pipefail
home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
python3 -m venv "$home"
"$home/bin/pip" install --quiet --disable-pip-version-check apsw==3.54.1.0 2>/dev/null
"$home/bin/python" - "$home/essai.db" <<'PYTHON'
import sys
import threading

import apsw


def opened() -> apsw.Connection:
    one = apsw.Connection(sys.argv[1])
    one.execute("PRAGMA journal_mode = WAL")
    one.set_busy_timeout(300)
    return one


writer, reader, cleaner = opened(), opened(), opened()
writer.execute("CREATE TABLE notes (texte TEXT)")
writer.execute("INSERT INTO notes VALUES ('une place à refaire')")
reader.execute("BEGIN")
read = reader.execute("SELECT count(*) FROM notes").fetchall()
writer.execute("INSERT INTO notes VALUES ('une halle à rouvrir')")  # without the cleaner: at once

waiting, tried, told = threading.Event(), threading.Event(), []


def patient(_times: int) -> bool:
    waiting.set()
    return not tried.wait(0.01)


cleaner.set_busy_handler(patient)
clean = "PRAGMA wal_checkpoint(TRUNCATE)"
cleaning = threading.Thread(target=lambda: told.extend(cleaner.execute(clean).fetchall()))
cleaning.start()
waiting.wait()
try:
    writer.execute("INSERT INTO notes VALUES ('un pont à surveiller')")
    refused = False
except apsw.BusyError:
    refused = True
tried.set()
cleaning.join()
print("SQLite", apsw.sqlite_lib_version(), "| writer refused:", refused, "| told:", told)
assert apsw.sqlite_lib_version() == "3.54.1"
assert refused
assert told[0][0] == 1 and told[0][1] > 0  # busy, and frames left in the log
PYTHON
