"""What it is made of: exact versions with hashes that fit pyproject.toml, and who uses them."""

import re
import tomllib
from importlib.util import find_spec

import pytest

from tests.conftest import ROOT

PIN = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[a-z,]+\])?==(\S+)", re.MULTILINE)
BOUND = re.compile(r"([A-Za-z0-9-]+)(?:\[[a-z]+\])?((?:[<>=!,0-9.]+)?)$")


def pins(name: str) -> dict[str, str]:
    text = (ROOT / name).read_text("utf-8")
    return {package.lower().replace("_", "-"): version for package, version in PIN.findall(text)}


def numbers(version: str) -> list[int]:
    return [int(part) for part in re.findall(r"\d+", version)[:3]]


def wanted(group: str) -> list[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    found: list[str] = (
        project["dependencies"] if group == "run" else project["optional-dependencies"][group]
    )
    return found


@pytest.mark.parametrize(
    ("lock", "group"),
    [
        ("requirements.lock", "run"),
        ("requirements-dev.lock", "run"),
        ("requirements-dev.lock", "dev"),
    ],
)
def test_each_dependency_is_locked_within_its_bounds(lock: str, group: str) -> None:
    """Failing? Run deploy/lock.sh."""
    locked = pins(lock)
    for requirement in wanted(group):
        match = BOUND.fullmatch(requirement)
        assert match is not None, requirement
        name, bounds = match.groups()
        assert name.lower() in locked, f"{name}: run deploy/lock.sh"
        version = numbers(locked[name.lower()])
        for bound in bounds.split(","):
            limit = numbers(bound)
            inside = version >= limit if bound.startswith(">=") else version < limit
            assert inside, f"{name}: run deploy/lock.sh"


def test_bounds_mean_something() -> None:
    for requirement in wanted("run"):
        if not requirement.startswith("tzdata"):  # numbered by year
            assert ",<" in requirement, requirement


@pytest.mark.parametrize(
    "lock", ["requirements.lock", "requirements-dev.lock", "requirements-build.lock"]
)
def test_each_package_is_in_one_version_with_hashes(lock: str) -> None:
    parts = re.split(r"\n(?=\S)", (ROOT / lock).read_text("utf-8").strip())
    for part in parts:
        assert PIN.match(part), part
        assert "--hash=sha256:" in part, part


def test_what_builds_and_what_runs_is_locked() -> None:
    built = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["build-system"]
    assert {re.split(r"[<>=]", name)[0] for name in built["requires"]} <= pins(
        "requirements-build.lock"
    ).keys()
    assert pins("requirements.lock").items() <= pins("requirements-dev.lock").items()


@pytest.mark.parametrize("page", ["Dockerfile", ".ci/run", "docs/deployment.md"])
def test_the_lock_is_what_is_installed(page: str) -> None:
    text = (ROOT / page).read_text("utf-8")
    assert "--require-hashes -r requirements" in text
    for line in text.splitlines():
        if "pip install" in line and "requirements" not in line:
            assert "--no-deps" in line, line


def test_the_tools_of_the_service_are_there() -> None:
    assert find_spec("httpx") is not None


def test_what_the_image_copies_reaches_it() -> None:
    """Docker sees only what .dockerignore lets through."""
    let_through = set(re.findall(r"(?m)^!(\S+)$", (ROOT / ".dockerignore").read_text("utf-8")))
    copied = re.findall(r"(?m)^COPY (?!--from)(.+) \S+$", (ROOT / "Dockerfile").read_text("utf-8"))
    names = {name for line in copied for name in line.split()}
    assert names == let_through
