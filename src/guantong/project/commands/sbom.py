"""`guantong sbom`: what this software is made of, as CycloneDX JSON, from the lock file and what is installed. No network."""

from __future__ import annotations

import argparse
import re
import sys
from importlib.metadata import Distribution, distribution, version
from pathlib import Path
from typing import Any

import msgspec

from guantong.core.kernel.problem import Problem, Refused
from guantong.project.home import CHECKOUT

HELP = "write the list of all components (CycloneDX JSON)"
LOCK = "requirements.lock"
PIN = re.compile(r"^(?P<name>[A-Za-z0-9][\w.\-]*)(?:\[[\w,\-]+\])?==(?P<version>[^\s;\\]+)")
HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")


class Pinned(msgspec.Struct, frozen=True, kw_only=True):
    """One component as the lock file pins it; `hashes` are those of all files of this version."""

    name: str
    version: str
    hashes: tuple[str, ...]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--lock", type=Path, default=CHECKOUT / LOCK)
    parser.add_argument("--out", type=Path, metavar="FILE", help="a file instead of the screen")


def run(args: argparse.Namespace) -> int:
    text = document(read_lock(args.lock))
    if args.out:
        args.out.write_text(text + "\n", "utf-8")
    else:
        sys.stdout.write(text + "\n")
    return 0


def read_lock(path: Path) -> tuple[Pinned, ...]:
    """Return what a lock file pins, in its order; refuse `sbom.no_lock`."""
    if not path.is_file():
        raise Refused(Problem(code="sbom.no_lock", where=str(path)))
    found: list[Pinned] = []
    for block in re.split(r"\n(?=\S)", path.read_text("utf-8")):
        if pin := PIN.match(block):
            hashes = tuple(HASH.findall(block))
            found.append(Pinned(name=pin["name"].lower(), version=pin["version"], hashes=hashes))
    return tuple(found)


def document(pinned: tuple[Pinned, ...]) -> str:
    """Return the list as CycloneDX 1.6 in JSON; refuse `sbom.not_installed` without the library that writes it."""
    try:
        from cyclonedx.model.bom import Bom
        from cyclonedx.model.component import Component, ComponentType
        from cyclonedx.output.json import JsonV1Dot6
    except ImportError as error:
        raise Refused(Problem(code="sbom.not_installed")) from error
    bom = Bom()
    root = Component(name="guantong", version=version("guantong"), type=ComponentType.APPLICATION)
    bom.metadata.component = root
    components = [_component(one) for one in pinned]
    for component in components:
        bom.components.add(component)
    bom.register_dependency(root, components)
    return str(JsonV1Dot6(bom).output_as_string(indent=1))


def _component(one: Pinned) -> Any:
    from cyclonedx.model import HashAlgorithm, HashType
    from cyclonedx.model.component import Component, ComponentType
    from cyclonedx.model.license import DisjunctiveLicense
    from packageurl import PackageURL

    where = PackageURL("pypi", None, one.name, one.version)
    component = Component(
        name=one.name, version=one.version, type=ComponentType.LIBRARY, purl=where, bom_ref=str(where),
        hashes=[HashType(alg=HashAlgorithm.SHA_256, content=digest) for digest in one.hashes],
    )  # fmt: skip
    if named := licence_of(one.name):
        component.licenses.add(DisjunctiveLicense(name=named))
    return component


def licence_of(name: str) -> str:
    """Return the licence that an installed component names, nothing for one that is not installed or does not say."""
    try:
        about: Distribution = distribution(name)
    except ModuleNotFoundError:
        return ""
    said = _said(about, "License-Expression")
    classified = [
        line.rpartition("::")[2].strip()
        for line in about.metadata.get_all("Classifier") or ()
        if line.startswith("License ::")
    ]
    return said or " AND ".join(classified) or _said(about, "License").split("\n")[0][:80]


def _said(about: Distribution, name: str) -> str:
    return str(about.metadata[name]) if name in about.metadata else ""
