"""What must hold for every package, whatever its lists say: the compiler's promises, tried on generated packages."""

from __future__ import annotations

import msgspec
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from guantong.core.scenario.answers import normalise_answers
from guantong.core.scenario.compile import compile_package
from guantong.core.scenario.compiled import Compiled, Situation
from guantong.core.scenario.language import Package
from guantong.core.scenario.situations import applicable_for, situation_for
from guantong.core.scenario.whatif import compare, withdraw
from tests.packages import packages

tried = settings(
    max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


def listed(package: Package, situation: Situation) -> set[tuple[str, str]]:
    """Return what the departments' lists say: (item, element), for the situation's own answers."""
    one = applicable_for(package.scenario, situation.answers)
    return {(i, e) for i, n in one.materials for e in package.scenario.items[i].materials[n].elements}


def received(situation: Situation) -> dict[tuple[str, str], tuple[str, str]]:
    return {(b.item, i.element): (i.source, i.origin) for b in situation.flow.branches for i in b.inputs}


@tried
@given(packages())
def test_form_when_compiled_then_no_element_is_asked_twice_nor_both_asked_and_given(package: Package) -> None:
    for situation in compile_package(package).situations:
        asked = [field.element for field in situation.form.fields]
        given_from = [g.element for g in situation.form.given if g.source in ("sibling", "shared", "licence")]
        assert len(asked) == len(set(asked))
        assert not set(asked) & set(given_from)
        assert all(field.asked_by for field in situation.form.fields)


@tried
@given(packages())
def test_departments_when_compiled_then_each_receives_everything_it_lists(package: Package) -> None:
    for situation in compile_package(package).situations:
        inputs = received(situation)
        assert listed(package, situation) <= inputs.keys()
        asked = {field.element for field in situation.form.fields}
        requests = {(r.item, r.element, r.resource) for r in situation.requests}
        yields = {(b.item, e) for b in situation.flow.branches for e in b.yields}
        for (item, element), (source, origin) in inputs.items():
            if source == "applicant":
                assert element in asked
            elif source in ("shared", "licence"):
                assert (item, element, origin) in requests
            elif source == "sibling":
                assert (origin, element) in yields
            else:
                assert source in ("commitment", "officer", "dropped")


@tried
@given(packages())
def test_inputs_when_nobody_lists_them_then_they_are_keys_of_a_lookup_for_that_item(package: Package) -> None:
    for situation in compile_package(package).situations:
        keys = {(r.item, r.key) for r in situation.requests}
        assert received(situation).keys() - listed(package, situation) <= keys


@tried
@given(packages())
def test_keys_of_lookups_when_compiled_then_they_are_known_before_anything_is_decided(
    package: Package,
) -> None:
    for situation in compile_package(package).situations:
        sources = received(situation)
        key_of = {(r.item, r.element): r.key for r in situation.requests}
        for item, element in key_of:
            seen = {element}
            while key := key_of.get((item, element), ""):
                assert key not in seen, "a lookup by something that is looked up by it"
                assert sources[item, key][0] in ("applicant", "shared", "licence")
                seen.add(key)
                element = key


@tried
@given(packages())
def test_edges_when_compiled_then_each_has_a_datum_that_one_yields_and_the_other_receives(
    package: Package,
) -> None:
    for situation in compile_package(package).situations:
        branches = {b.item: b for b in situation.flow.branches}
        for edge in situation.plan.edges:
            assert edge.element in branches[edge.before].yields
            assert received(situation)[edge.after, edge.element] == ("sibling", edge.before)
        for branch in branches.values():
            causes = {edge.before for edge in situation.plan.edges if edge.after == branch.item}
            assert set(branch.waits_for) == causes


@tried
@given(packages())
def test_plan_when_compiled_then_nobody_starts_before_those_he_waits_for_are_done(package: Package) -> None:
    for situation in compile_package(package).situations:
        plan = situation.plan
        at = {one.item: one for one in plan.items}
        for edge in plan.edges:
            assert at[edge.after].start >= at[edge.before].finish
            assert at[edge.after].calendar_finish >= at[edge.before].calendar_finish
        assert plan.longest == max(one.finish for one in plan.items)
        assert all(one.slack >= 0 for one in plan.items)
        assert all(at[item].slack == 0 for item in plan.critical)
        assert plan.critical
        assert at[plan.critical[0]].start == 0
        assert at[plan.critical[-1]].finish == plan.longest
        assert all(one.calendar_finish >= one.finish for one in plan.items)
        assert sorted(i for v in plan.visits for i in v.items) == sorted(
            i for i in situation.items if package.scenario.items[i].inspects
        )


@tried
@given(packages())
def test_figures_when_compiled_then_each_is_the_sum_of_its_rows(package: Package) -> None:
    for situation in compile_package(package).situations:
        for figure in situation.figures:
            assert figure.before == sum(row.amount for row in figure.rows_before)
            assert figure.after == sum(row.amount for row in figure.rows_after)
        by_name = {figure.name: figure for figure in situation.figures}
        assert by_name["workdays"].after == situation.plan.longest
        assert by_name["elements"].after == len(situation.form.fields)
        assert by_name["steps"].after <= by_name["steps"].before


@tried
@given(packages())
def test_bytes_when_the_same_package_is_compiled_again_then_they_are_the_same(package: Package) -> None:
    again = Package.model_validate(package.model_dump(by_alias=True))
    first = compile_package(package).to_json()
    assert compile_package(again).to_json() == first
    assert msgspec.json.decode(first, type=Compiled).to_json() == first


@tried
@given(packages(), st.data())
def test_grant_when_withdrawn_then_what_it_gave_is_asked_again(package: Package, data: st.DataObject) -> None:
    if not package.scenario.grants:
        return
    name = data.draw(st.sampled_from(sorted(package.scenario.grants)))
    for one in compare(package, withdraw(package, grants=[name])):
        assert one.then is not None
        lost = {g.element for g in one.now.form.given if g.grant == name}
        wanted = {element for _, element in listed(package, one.now)}
        assert lost & wanted <= {field.element for field in one.back}
        assert not any(request.resource == name for request in one.then.requests)


@tried
@given(packages(), st.data())
def test_answers_when_any_are_given_then_they_lead_to_a_compiled_situation(
    package: Package, data: st.DataObject
) -> None:
    ways = {
        "yes-no": st.booleans(),
        "integer": st.integers(1, 10000),
        "decimal": st.floats(1, 10000) | st.sampled_from([50, 100, 200, 300, 300.5]),
    }
    raw = {
        name: data.draw(st.sampled_from(sorted(ask.choices)) if ask.type == "choice" else ways[ask.type])
        for name, ask in package.scenario.asks.items()
    }
    compiled = compile_package(package)
    wanted = applicable_for(package.scenario, normalise_answers(package.scenario.asks, raw))
    assert situation_for(compiled, package, raw).items == wanted.items


@tried
@given(packages())
def test_situations_when_compiled_then_their_own_answers_lead_back_to_them(package: Package) -> None:
    compiled = compile_package(package)
    keys = [situation.key for situation in compiled.situations]
    assert len(keys) == len(set(keys))
    for situation in compiled.situations:
        assert situation_for(compiled, package, situation.answers).key == situation.key
