"""Reading a scenario package from its folder: every file, every problem, once.

`read_package` is for those who need a package that is right; `inspect_package` for those who want to know what is wrong
or only doubtful. A place is `file:line`, relative to the folder that holds all scenarios.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TypeVar

import msgspec
from pydantic import BaseModel

from guantong.core.kernel.problem import Problem, Refused
from guantong.core.scenario.checks import check_package, severity_of
from guantong.core.scenario.language import (
    Dictionary,
    Overlay,
    Package,
    Resource,
    Resources,
    Scenario,
    Story,
    UnitRole,
    UnitRoles,
)
from guantong.core.scenario.lines import Source, Steps, read_source
from guantong.core.scenario.shape import shape_part

PartType = TypeVar("PartType", bound=BaseModel)
SHARED_FILES = {"dictionary": "elements.yaml", "resources": "resources.yaml", "units": "units.yaml"}


class Shared(msgspec.Struct, frozen=True):
    """What all scenarios stand on: the one dictionary, the shared resources, the roles of units."""

    dictionary: Dictionary
    resources: dict[str, Resource]
    units: dict[str, UnitRole]


class Reading(msgspec.Struct, frozen=True):
    """What came of reading a folder. `package` is there when every file has its shape, right or wrong otherwise."""

    package: Package | None
    problems: tuple[Problem, ...]

    @property
    def errors(self) -> tuple[Problem, ...]:
        return tuple(p for p in self.problems if severity_of(p.code) == "error")

    @property
    def warnings(self) -> tuple[Problem, ...]:
        return tuple(p for p in self.problems if severity_of(p.code) == "warning")


class _SharedReading(msgspec.Struct, frozen=True):
    shared: Shared | None
    sources: dict[str, Source]
    problems: tuple[Problem, ...]


# ------------------------------------------------------------------------------------------------------- the doors


def read_package(folder: Path, shared: Path | None = None) -> Package:
    """Return the package in `folder`; refuse with *all* its errors. Shared files stand in `shared`, or beside it."""
    reading = inspect_package(folder, shared)
    if reading.errors or reading.package is None:
        raise Refused(*reading.errors)
    return reading.package


def inspect_package(folder: Path, shared: Path | None = None) -> Reading:
    """Return the package and everything that is wrong or doubtful about it, in the order of files and lines."""
    folder = Path(folder)
    if not folder.is_dir() or not (folder / "scenario.yaml").exists():
        return Reading(None, (Problem(code="S009", where=folder.name, facts={"folder": folder.name}),))
    common = _read_shared(Path(shared or folder.resolve().parent))
    own = _OwnFiles(folder.resolve())
    problems = [*common.problems, *own.problems]
    whole = not problems
    package = None
    if common.shared and own.scenario:
        package = _assemble(own, common.shared)
        sources = common.sources | own.sources
        problems += check_package(package, lambda steps: _place(sources, steps))
        problems += own.misnamed()
    return Reading(package if whole else None, tuple(sorted(problems, key=_by_place)))


def read_shared(folder: Path) -> Shared:
    """Return what all scenarios share; refuse with all problems of shape. Read again only when a file changed."""
    reading = _read_shared(Path(folder))
    if reading.shared is None:
        raise Refused(*reading.problems)
    return reading.shared


def find_packages(root: Path) -> list[Path]:
    """Return every folder directly under `root`, or `root` itself, that has a `scenario.yaml`."""
    root = Path(root)
    if (root / "scenario.yaml").exists():
        return [root]
    return sorted(path.parent for path in root.glob("*/scenario.yaml"))


# ---------------------------------------------------------------------------------------------------- shared files


def _read_shared(folder: Path) -> _SharedReading:
    stamps = []
    for name in SHARED_FILES.values():
        path = folder / name
        stamps.append((path.stat().st_mtime_ns, path.stat().st_size) if path.is_file() else (0, 0))
    return _read_shared_as_of(folder.resolve(), tuple(stamps))


@lru_cache(maxsize=16)
def _read_shared_as_of(folder: Path, stamps: tuple[tuple[int, int], ...]) -> _SharedReading:
    sources: dict[str, Source] = {}
    parts: dict[str, BaseModel | None] = {}
    problems: list[Problem] = []
    models: dict[str, type[BaseModel]] = {
        "dictionary": Dictionary,
        "resources": Resources,
        "units": UnitRoles,
    }
    for part, name in SHARED_FILES.items():
        source, wrong = read_source(folder / name, name)
        problems += wrong
        if source and not wrong:
            sources[part] = source
            parts[part], wrong = shape_part(models[part], source)
            problems += wrong
    dictionary, resources, units = (parts.get(part) for part in SHARED_FILES)
    shared = None
    if (
        isinstance(dictionary, Dictionary)
        and isinstance(resources, Resources)
        and isinstance(units, UnitRoles)
    ):
        shared = Shared(dictionary, resources.resources, units.units)
    return _SharedReading(shared, sources, tuple(problems))


# ------------------------------------------------------------------------------------------------------- own files


class _OwnFiles:
    """The files of one scenario folder, each with its shape or its problems."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.sources: dict[str, Source] = {}
        self.problems: list[Problem] = []
        self.scenario = self.read(Scenario, "scenario", "scenario.yaml")
        self.overlays = self.read_all(Overlay, "overlays")
        self.stories = self.read_all(Story, "examples", "stories")
        self.sources_md = self.read_text("SOURCES.md")

    def read(self, model: type[PartType], part: str, name: str) -> PartType | None:
        source, wrong = read_source(self.folder / name, f"{self.folder.name}/{name}")
        self.problems += wrong
        if source is None or wrong:
            return None
        self.sources[part] = source
        made, wrong = shape_part(model, source)
        self.problems += wrong
        return made

    def read_all(self, model: type[PartType], under: str, part: str = "") -> dict[str, PartType]:
        found = {}
        for path in sorted((self.folder / under).glob("*.yaml")):
            if made := self.read(model, f"{part or under}/{path.stem}", f"{under}/{path.name}"):
                found[path.stem] = made
        return found

    def read_text(self, name: str) -> str:
        path = self.folder / name
        try:
            return path.read_text("utf-8") if path.exists() else ""
        except (UnicodeDecodeError, OSError):
            self.problems.append(Problem(code="S004", where=f"{self.folder.name}/{name}:1"))
            return ""

    def misnamed(self) -> list[Problem]:
        """A folder or an overlay's file that is called differently from what is in it: people will not find it."""
        wrong = []
        if self.scenario and self.scenario.scenario != self.folder.name:
            place = self.sources["scenario"].place(("scenario",))
            facts = {"name": self.scenario.scenario, "file": self.folder.name}
            wrong.append(Problem(code="S017", where=place, facts=facts))
        for stem, overlay in self.overlays.items():
            if overlay.overlay != stem:
                place = self.sources[f"overlays/{stem}"].place(("overlay",))
                wrong.append(Problem(code="S017", where=place, facts={"name": overlay.overlay, "file": stem}))
        return wrong


def _assemble(own: _OwnFiles, shared: Shared) -> Package:
    assert own.scenario is not None
    return Package(
        scenario=own.scenario,
        overlays=own.overlays,
        stories=own.stories,
        dictionary=shared.dictionary,
        resources=shared.resources,
        units=shared.units,
        sources_md=own.sources_md,
    )


# ---------------------------------------------------------------------------------------------------------- places


def _place(sources: dict[str, Source], steps: Steps) -> str:
    """Return `file:line` of a part of the package: its first steps name the file, the rest lead into it."""
    part, rest = str(steps[0]), steps[1:]
    if part in ("overlays", "stories"):
        part, rest = f"{part}/{steps[1]}", steps[2:]
    elif part in ("resources", "units"):
        rest = (part, *rest)
    return sources[part].place(rest)


def _by_place(problem: Problem) -> tuple[str, int, str]:
    label, _, line = problem.where.rpartition(":")
    return (label, int(line), problem.code) if line.isdigit() else (problem.where, 0, problem.code)
