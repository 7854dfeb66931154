"""The links of the header, by who looks. Each audience adds its own lines here; a page that does not exist is left out."""

from __future__ import annotations

import msgspec
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

from guantong.core.kernel.actor import Actor

# (key of the text, name of the address)
LINKS: dict[str, tuple[tuple[str, str], ...]] = {
    "anyone": (
        ("ui-nav-home", "home"),
        ("ui-nav-matters", "matters"),
        ("proofs-nav", "proofs"),
        ("ui-nav-track", "track"),
        ("licences-nav-verify", "verify"),
    ),
    "applicant": (
        ("ui-nav-home", "home"),
        ("ui-nav-matters", "matters"),
        ("ui-nav-track", "track"),
        ("ui-nav-mine", "my-cases"),
        ("licences-mine", "my-licences"),
        ("my-data-nav", "my-data"),
    ),
    "clerk": (
        ("ui-nav-home", "home"),
        ("ui-nav-window", "window"),
        ("at-window-nav", "window-apply"),
        ("one-id-nav", "one-id"),
        ("proposals-nav", "proposals"),
    ),
    "officer": (
        ("ui-nav-home", "home"),
        ("ui-nav-work", "work-list"),
        ("licences-unit-nav", "unit-licences"),
        ("proposals-nav", "proposals"),
    ),
    "manager": (
        ("ui-nav-home", "home"),
        ("ui-nav-overview", "overview"),
        ("ui-nav-cases", "all-cases"),
        ("staff-title", "staff"),
        ("proposals-nav", "proposals"),
    ),
}
# What is only about oneself is closed to whoever acts for another.
OWN = ("my-data",)
# Where each role's work lies.
DESKS = {"clerk": "window", "officer": "work-list", "manager": "overview"}


# Where what waits for one's own answer is answered.
WAITING = {"applicant": "my-mandates", "clerk": "proposals", "officer": "proposals", "manager": "proposals"}


class Link(msgspec.Struct, frozen=True):
    """One link of the header. `count`: so much waits there for one's own answer."""

    key: str
    address: str
    here: bool
    count: int = 0


def begins_here(request: HttpRequest, actor: Actor) -> bool:
    """True on the pages where people begin: the front page, the desk, one's own matters."""
    desk = DESKS.get(actor.role, "my-cases")
    return request.path in (reverse("home"), reverse(desk))


def links_for(request: HttpRequest, actor: Actor | None, waiting: int = 0) -> list[Link]:
    """Return the links of the header, with the one that leads to this page or above it marked."""
    made = []
    for key, name in LINKS[actor.role if actor and actor.role in LINKS else "anyone"]:
        if actor and actor.mandate and name in OWN:
            continue
        try:
            address = reverse(name)
        except NoReverseMatch:
            continue
        made.append((key, address))
    above = [address for _, address in made if request.path.startswith(address) and address != "/"]
    # Of two that lead here, the one that is nearer: /my/licences/ and not /my/.
    here = max(above, key=len, default="/" if request.path == "/" else "")
    waits = reverse(WAITING[actor.role]) if waiting and actor and actor.role in WAITING else ""
    return [Link(key, address, address == here, waiting if address == waits else 0) for key, address in made]
