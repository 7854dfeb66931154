"""Any matter handed in at the window (M22, M25): a clerk fills in the one form for whoever stands there and shows a card.

The clerk is the actor of every write; the card says on whose behalf. The case is the holder's: of their account, or of their
number until they sign in (`claim_cases`).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from guantong.core.flow.index import index_of
from guantong.core.flow.model import Event
from guantong.core.kernel.actor import Actor
from guantong.core.kernel.problem import Problem, Refused
from guantong.core.scenario.compiled import Situation
from guantong.core.scenario.values import is_empty
from guantong.modules.journal.public import append, case_chain
from guantong.modules.services import public as services

from .. import access, rules
from ..models import Draft, Lookup
from ..rows import CaseRef
from .act import used
from .lookup_proofs import keep_proofs
from .one_identity import Asked, check_lookup, holder_of_card, read_form
from .reads import SESSION, Shown
from .submit import Behalf, Form, hand_in

CHANNEL = "window"


def begin_at_window(*, by: Actor, begun: Asked, draft_id: int | None, now: datetime) -> int:
    matter = services.get_matter(begun.scenario, by.division)
    shown, situation = read_form(by, begun, matter, "", now)
    _must_hand_in(by, matter, situation, shown.account)
    number, name = shown.number, begun.name.strip()
    draft = _draft(by, begun.scenario, number, draft_id)
    card = rules.facts_shown(rules.kind_of_number(number), number, name, shown.phone)
    kept = {**card, **draft.data}
    data = {field.element: kept[field.element] for field in situation.form.fields if field.element in kept}
    # What a sign-in would say and no card does has to be asked: the form knows it by its empty place.
    data |= {element: draft.data.get(element, "") for element in _not_on_card(situation, card)}
    draft.scenario, draft.division, draft.board = begun.scenario, by.division, matter.package.scenario.board
    draft.holder, draft.holder_name, draft.because = number, name, begun.because.strip()
    draft.answers, draft.data, draft.saved_at = dict(begun.answers), data, now
    draft.save()
    return int(draft.pk)


def hand_in_at_window(*, by: Actor, draft_id: int, key: str, now: datetime) -> CaseRef:
    if by.role != "clerk":
        raise Refused(Problem(code="cases.wrong_role", facts={"verb": "submit", "item": ""}))
    if not key:
        raise Refused(Problem(code="cases.no_key", where="key"))
    if (done := used(by, key)) is not None:
        return done
    draft = access.draft_for(by, draft_id)
    matter = services.get_matter(draft.scenario, draft.division)
    account, phone = holder_of_card(draft.holder, draft.holder_name)
    check_lookup(by, number=draft.holder, present=True, because=draft.because, now=now)
    _must_hand_in(by, matter, services.situation_for(matter, draft.answers), account)
    facts = rules.facts_shown(rules.kind_of_number(draft.holder), draft.holder, draft.holder_name, phone)

    def note(held: access.Held) -> None:
        _note(held, draft, matter, by=by, key=key, now=now)

    form = Form(
        scenario=draft.scenario, division=draft.division, answers=draft.answers, key=key, draft_id=draft.pk,
        data={name: value for name, value in draft.data.items() if not is_empty(value)},
    )  # fmt: skip
    whose = Behalf(
        account=account, name=draft.holder_name, hand=by.account, shown=Shown(number=draft.holder, facts=facts), note=note
    )  # fmt: skip
    return hand_in(by, form, matter, whose, now)


def _must_hand_in(by: Actor, matter: services.Matter, situation: Situation, account: str) -> None:
    """Refuse a matter of another board or place, and the clerk's own affairs."""
    flow = access.flow_of(index_of(situation.flow).hash)
    facts = rules.facts_of(
        {}, scenario=matter.compiled.scenario, division=by.division, board=matter.package.scenario.board, applicant=account
    )  # fmt: skip
    rules.must(by, Event(do="submit"), flow, facts)


def _draft(by: Actor, scenario: str, number: str, draft_id: int | None) -> Draft:
    """Return a new draft, or the one begun before for the same matter and the same card."""
    if not draft_id:
        return Draft(owner_id=int(by.account))
    draft = access.draft_for(by, draft_id)
    if (draft.scenario, draft.holder) != (scenario, number):
        raise access.not_found(draft_id)
    return draft


def _not_on_card(situation: Situation, card: Mapping[str, str]) -> frozenset[str]:
    return frozenset(
        request.element
        for request in situation.requests
        if request.mode == SESSION and request.if_silent == "ask-applicant" and not card.get(request.element)
    )


def _note(
    held: access.Held, draft: Draft, matter: services.Matter, *, by: Actor, key: str, now: datetime
) -> None:
    """Write whose card was shown to whom and why, and the proofs of what was read. In the caller's transaction."""
    Lookup.objects.create(
        case_id=held.id, holder=draft.holder, account=by.account, unit=by.unit, because=draft.because, at=now, key=key
    )  # fmt: skip
    keep_proofs(held, matter.package, by=by, number=draft.holder, name=draft.holder_name, now=now)
    body = {"case": held.id, "channel": CHANNEL, "because": draft.because, "present": True}
    append(chain=f"lookups:{case_chain(held.id)}", kind="LookedUp", body=body, by=by, at=now)
