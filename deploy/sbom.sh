#!/usr/bin/env bash
# Writes what the service is made of as a CycloneDX file (SBOM), from the locked versions.
#   deploy/sbom.sh [FILE]      default: sbom.json
# With --audit, asks the vulnerability databases about each of them (needs the network); what could
# not be asked about fails.
set -euo pipefail
here=$(cd "$(dirname "$0")/.." && pwd)
tools=$(mktemp -d)
trap 'rm -rf "$tools"' EXIT
python3 -m venv "$tools"
if [[ ${1:-} == --audit ]]; then
  "$tools/bin/pip" install --quiet --disable-pip-version-check 'pip-audit>=2.9,<3'
  exec "$tools/bin/pip-audit" --strict --disable-pip --require-hashes -r "$here/requirements.lock"
fi
"$tools/bin/pip" install --quiet --disable-pip-version-check 'cyclonedx-bom>=7,<8'
"$tools/bin/cyclonedx-py" requirements "$here/requirements.lock" --pyproject "$here/pyproject.toml" \
  --output-reproducible --output-format JSON --output-file "${1:-sbom.json}"
