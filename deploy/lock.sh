#!/usr/bin/env bash
# Writes the exact versions with their hashes, for the container, CI and the deployment page.
# Run it when pyproject.toml changes, and monthly for security; read the difference before committing.
#   deploy/lock.sh              keeps what is locked as long as pyproject.toml allows it
#   deploy/lock.sh --upgrade    takes the newest of everything
set -euo pipefail
cd "$(dirname "$0")/.."
tools=$(mktemp -d)
trap 'rm -rf "$tools"' EXIT
python3 -m venv "$tools"
"$tools/bin/pip" install --quiet --disable-pip-version-check 'uv>=0.8,<1'
compile() {
  "$tools/bin/uv" pip compile --quiet --universal --python-version 3.11 --generate-hashes \
    --no-emit-index-url --no-header --no-annotate "$@"
}
compile pyproject.toml --output-file requirements.lock
compile pyproject.toml --extra dev --constraint requirements.lock --output-file requirements-dev.lock
# What builds the package is locked as well: it runs its own code at installation.
printf '%s\n' 'hatchling>=1.25,<2' 'editables<1' | compile - --constraint requirements.lock --output-file requirements-build.lock
