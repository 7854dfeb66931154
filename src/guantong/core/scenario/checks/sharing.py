"""Checks of grants: what may be read instead of being asked, for whom, and on what ground."""

from __future__ import annotations

from collections.abc import Iterator

from guantong.core.scenario.checks.registry import Found, check, unknown
from guantong.core.scenario.checks.view import View


@check("S501")
def grant_for_unknown_resource(view: View) -> Iterator[Found]:
    """A grant is for a resource that does not exist."""
    for name in view.scenario.grants:
        if name not in view.package.resources:
            yield unknown(("scenario", "grants", name), name, view.package.resources)


@check("S502")
def grant_to_unknown_item(view: View) -> Iterator[Found]:
    """A grant is to an item that the scenario does not have."""
    for name, grant in view.scenario.grants.items():
        for at, item in enumerate(grant.to if isinstance(grant.to, list) else []):
            if item not in view.items:
                yield unknown(
                    ("scenario", "grants", name, "to", at), item, ["all", *view.items], resource=name
                )


@check("S503")
def grant_of_no_use(view: View) -> Iterator[Found]:
    """A grant lets an item read a resource that holds nothing the item needs: no more is granted than is needed."""
    for name, grant in view.scenario.grants.items():
        if name not in view.package.resources:
            continue
        users = [item for item in view.items if name in view.reads_of(item)]
        if grant.to == "all":
            if not users:
                yield Found(("scenario", "grants", name), {"resource": name, "item": "all", "possible": "–"})
            continue
        for at, item in enumerate(grant.to):
            if item in view.items and item not in users:
                facts = {"resource": name, "item": item, "possible": ", ".join(users) or "–"}
                yield Found(("scenario", "grants", name, "to", at), facts)


@check("S504")
def grant_without_law(view: View) -> Iterator[Found]:
    """A grant does not name the law that allows the reading."""
    for name, grant in view.scenario.grants.items():
        if not grant.law.strip():
            yield Found(("scenario", "grants", name), {"resource": name})


@check("S505")
def grant_of_unshared(view: View) -> Iterator[Found]:
    """A grant is for a resource that is not shared."""
    for name in view.scenario.grants:
        resource = view.package.resources.get(name)
        if resource is not None and resource.share == "none":
            yield Found(("scenario", "grants", name), {"resource": name})


@check("S506", "warning")
def shared_but_asked(view: View) -> Iterator[Found]:
    """An applicant is asked for what a shared resource holds, because the item has no grant to read it."""
    for steps, name, material in view.materials():
        for at, element in enumerate(material.elements):
            resource = view.package.resources.get(view.holder(element))
            if resource is None or resource.share == "none" or material.instead or element in view.givers:
                continue
            if not view.may_read(view.holder(element), name):
                facts = {"element": element, "resource": view.holder(element), "item": name}
                yield Found((*steps, "elements", at), facts)
