"""The tools of editors at the versions that docs/tools.md speaks of, in a folder of their own."""

import subprocess
import sys
import venv
from pathlib import Path
from typing import Final

NPM: Final = {
    "ajv": "8.20.0",
    "ajv-formats": "3.0.1",
    "oxfmt": "0.79.0",
    "prettier": "3.10.1",
    "yaml": "2.8.3",
    "yaml-language-server": "2.0.0",
}
PYPI: Final = {"check-jsonschema": "0.39.0", "yamlfix": "1.19.1"}


def shown(name: str) -> str:
    """A tool with its version, as the tables name it."""
    return f"{name} {(NPM | PYPI)[name]}"


def install(folder: Path) -> Path:
    """Install all of them; returns the folder, which holds ``node_modules`` and ``python``."""
    packages = [f"{name}@{version}" for name, version in NPM.items()]
    done(
        "npm", "install", "--silent", "--no-audit", "--no-fund", "--prefix", str(folder), *packages
    )
    make_venv(folder / "python", *(f"{name}=={version}" for name, version in PYPI.items()))
    return folder


def make_venv(folder: Path, *packages: str) -> Path:
    """A Python of its own with some packages; returns its interpreter."""
    venv.create(folder, with_pip=True)
    python = folder / "bin" / "python"
    quiet = ("--quiet", "--disable-pip-version-check")
    done(str(python), "-m", "pip", "install", *quiet, *packages)
    return python


def done(
    *words: str,
    cwd: Path | None = None,
    given: str | None = None,
    statuses: tuple[int, ...] = (0,),
) -> str:
    """What a command prints; its end is ours when it fails."""
    ran = subprocess.run(words, cwd=cwd, input=given, capture_output=True, text=True, check=False)
    if ran.returncode not in statuses:
        sys.exit(f"{' '.join(words[:4])}: {ran.stderr or ran.stdout}")
    return ran.stdout
