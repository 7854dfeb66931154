"""The only ways to obtain a licence *for an actor*. What they may not see does not exist: `licences.not_found`.

`visible` is the rule of `rules.may_see` as a condition of the database (a test compares the two).
"""

from __future__ import annotations

from django.db.models import Q, QuerySet

from guantong.core.kernel.actor import Actor
from guantong.core.kernel.problem import Problem, Refused
from guantong.modules.identity.public import session_facts

from . import rules
from .models import Copy, Licence, Version

# Which facts of a sign-in are codes under which licences are held. Not `agent.id_number`: whoever sits behind a
# company's account is not the company.
CODE_FACTS = ("applicant.id_number", "enterprise.uscc")


def visible(by: Actor) -> QuerySet[Licence]:
    """Return the licences that exist for the actor."""
    match by.role:
        case "applicant" if by.applicant.isdecimal():
            own = Q(holder_account_id=int(by.applicant))
            if codes := own_codes(by):
                own |= Q(holder_code__in=codes)
            seen = Licence.objects.filter(own)
            return seen.filter(scenario__in=by.scope) if by.mandate and by.scope else seen
        case "officer" if by.unit.isdecimal():
            return Licence.objects.filter(unit_id=int(by.unit))
        case "system":
            return Licence.objects.all()
    return Licence.objects.none()


def own_codes(by: Actor) -> frozenset[str]:
    """Return the identity number or credit code of the applicant whom the actor acts for, or of a member of staff."""
    facts = session_facts(by.applicant)
    return frozenset(str(facts[name]) for name in CODE_FACTS if facts.get(name))


def licence_for(by: Actor, identifier: str, *, lock: bool = False) -> Licence:
    """Return the licence with this identifier (of any of its versions), locked until the transaction ends if asked."""
    rows = visible(by).filter(versions__identifier=identifier.strip().upper())
    found = (rows.select_for_update(of=("self",)) if lock else rows).first()
    if found is None:
        raise not_found(identifier)
    return found


def version_for(by: Actor, identifier: str) -> Version:
    """Return one version of a licence."""
    identifier = identifier.strip().upper()
    rows = Version.objects.select_related("licence", "place").filter(
        identifier=identifier, licence__in=visible(by)
    )
    if (found := rows.first()) is None:
        raise not_found(identifier)
    return found


def copy_for(by: Actor, reference: str, *, lock: bool = False) -> Copy:
    """Return a purpose copy: its licence's holder alone has them."""
    rows = Copy.objects.select_related("version__licence", "place")
    if by.role == "applicant":
        rows = rows.filter(reference=reference.strip().upper(), version__licence__in=visible(by))
    else:
        rows = rows.none()
    if (found := (rows.select_for_update(of=("self",)) if lock else rows).first()) is None:
        raise not_found(reference)
    return found


def facts_of(licence: Licence) -> rules.Facts:
    """Return what rights in a licence depend on."""
    account = licence.holder_account_id
    return rules.Facts(
        unit=str(licence.unit_id),
        scenario=licence.scenario,
        holder_account="" if account is None else str(account),
        holder_code=licence.holder_code,
        state=licence.state,
    )


def not_found(what: str) -> Refused:
    return Refused(Problem(code="licences.not_found", facts={"identifier": what[:160]}))
