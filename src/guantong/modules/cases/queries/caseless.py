"""For which matter a source was read, when no case came of it. The trace of a read names item, law and purpose, and these
say the matter where they stand together in one alone."""

from __future__ import annotations

from guantong.core.kernel.problem import Refused
from guantong.core.kernel.text import Text
from guantong.core.scenario.language import Package
from guantong.modules.services import public as services
from guantong.modules.sharing.public import ReadRow


class Intended:
    """Looks each published matter up once, and only when a read without a case has to be told."""

    def __init__(self) -> None:
        self._packages: tuple[Package, ...] | None = None

    def matter_and_item(self, read: ReadRow) -> tuple[Text, Text]:
        """Return the titles of matter and item; empty where several matters read like this, or none does any more."""
        found = [package for package in self._published() if _reads_so(package, read)]
        if len(found) != 1:
            return Text(""), Text("")
        scenario = found[0].scenario
        return scenario.title.text(), scenario.items[read.item].title.text()

    def _published(self) -> tuple[Package, ...]:
        if self._packages is None:
            self._packages = tuple(
                package for name in services.published_scenarios() if (package := published_package(name))
            )
        return self._packages


def published_package(scenario: str) -> Package | None:
    try:
        return services.get_matter(scenario, "").package
    except Refused:
        return None


def _reads_so(package: Package, read: ReadRow) -> bool:
    grants = package.scenario.grants.values()
    return read.item in package.scenario.items and any(
        (grant.law, grant.purpose.zh) == (read.law, read.purpose)
        and (grant.to == "all" or read.item in grant.to)
        for grant in grants
    )
