"""The plan as BPMN: valid by the standard's own schema, laid out without overlap, and run by another engine."""

from __future__ import annotations

from itertools import combinations, pairwise
from pathlib import Path

import msgspec
import pytest
import SpiffWorkflow
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from guantong.core.flow.model import Branch, Event, Flow, Input, Inspection, Procedure
from guantong.core.kernel.text import Text
from guantong.core.scenario.bpmn import DC, DI, MODEL, bpmn_xml, graph_of
from guantong.core.scenario.bpmn_layout import Box, lay_out
from tests.core.scenario.bpmn_runs import complete, needs_of, ready_in, run_beside, start
from tests.core.scenario.by_hand import NAMES, make_flow

SCHEMA = Path(SpiffWorkflow.__file__).parent / "bpmn" / "parser" / "schema" / "BPMN20.xsd"


@st.composite
def flows(draw: st.DrawFn, most: int = 5) -> Flow:
    """Return any flow: branches that wait for earlier ones, some visited together, some with procedures."""
    names = [f"i{n}" for n in range(draw(st.integers(1, most)))]
    visited = tuple(sorted(draw(st.sets(st.sampled_from(names)))))
    branches = []
    for n, name in enumerate(names):
        waits = tuple(sorted(draw(st.sets(st.sampled_from(names[:n]))))) if n else ()
        procedures = (Procedure(kind="hearing", workdays=5),) if draw(st.booleans()) else ()
        branches.append(
            Branch(
                item=name, title=Text(name), unit=draw(st.sampled_from(["u1", "u2"])), level="county", promised=1, legal=2,
                inputs=tuple(Input(element=f"licence/{w}", source="sibling", origin=w) for w in waits),
                waits_for=waits, procedures=procedures,
                inspection="p" if name in visited else "", issues=(f"licence/{name}",), yields=(f"licence/{name}",),
            )
        )  # fmt: skip
    places = (
        (Inspection(place="p", title=Text("p"), items=visited, led_by="u1", within=3),) if visited else ()
    )
    return Flow(
        scenario="any",
        situation="s",
        title=Text("t"),
        lead="u1",
        promised=5,
        branches=tuple(branches),
        inspections=places,
    )


def ready_by_plan(needs: dict[str, set[str]], done: set[str]) -> list[str]:
    return sorted(step for step, before in needs.items() if step not in done and before <= done)


@settings(max_examples=40, deadline=None)
@given(flows(), st.randoms(use_true_random=False))
def test_bpmn_when_run_in_any_order_then_the_same_tasks_become_ready_as_in_the_plan(
    flow: Flow, choice
) -> None:
    workflow, needs, done = start(flow), needs_of(flow), set()
    while ready := ready_by_plan(needs, done):
        assert ready_in(workflow) == ready
        chosen = choice.choice(ready)
        complete(workflow, chosen)
        done.add(chosen)
    assert workflow.completed
    assert done == set(needs)


@settings(max_examples=40, deadline=None)
@given(flows(), st.randoms(use_true_random=False))
def test_bpmn_when_run_beside_our_own_engine_then_both_can_decide_the_same_items(flow: Flow, choice) -> None:
    workflow, state, done = run_beside(flow, [Event(do="submit"), Event(do="accept")], choice.choice)
    assert state.phase == "decided"
    assert ready_in(workflow) == ["deliver"]
    assert len(done) == len(flow.branches)


def test_bpmn_when_run_in_every_order_then_has_exactly_the_traces_of_the_plan() -> None:
    full = make_flow()
    keep = ("business-licence", "fire-check", "entertainment-licence", "seal", "sign")
    flow = msgspec.structs.replace(
        full,
        branches=tuple(branch for branch in full.branches if branch.item in keep),
        inspections=(msgspec.structs.replace(full.inspections[0], items=("fire-check", "seal")),),
    )
    needs = needs_of(flow)

    def traces(done: tuple[str, ...]) -> set[tuple[str, ...]]:
        ready = ready_by_plan(needs, set(done))
        return set().union(*(traces((*done, step)) for step in ready)) if ready else {done}

    def runs(done: tuple[str, ...]) -> set[tuple[str, ...]]:
        workflow = start(flow)
        for name in done:
            complete(workflow, name)
        ready = ready_in(workflow)
        return set().union(*(runs((*done, step)) for step in ready)) if ready else {done}

    expected = traces(())
    assert len(expected) > 3
    assert runs(()) == expected


@given(flows(8))
def test_bpmn_when_made_from_any_flow_then_is_valid_by_the_schema_of_the_standard(flow: Flow) -> None:
    schema = etree.XMLSchema(etree.parse(str(SCHEMA)))
    document = etree.fromstring(bpmn_xml(flow))
    assert schema.validate(document), schema.error_log
    assert bpmn_xml(flow) == bpmn_xml(flow)


def overlap(one: Box, two: Box) -> bool:
    return (
        one.x < two.right and two.x < one.right and one.y < two.y + two.height and two.y < one.y + one.height
    )


@given(flows(9))
def test_diagram_when_laid_out_then_no_shapes_overlap_and_no_flow_runs_through_a_shape(flow: Flow) -> None:
    graph = graph_of(flow)
    diagram = lay_out(graph)
    for one, two in combinations(diagram.shapes.values(), 2):
        assert not overlap(one, two)
    ends = {arc.id: (arc.source, arc.target) for arc in graph.arcs}
    for arc, way in diagram.ways.items():
        for (x1, y1), (x2, y2) in pairwise(way):
            assert x1 == x2 or y1 == y2, "level or upright"
            line = Box(min(x1, x2), min(y1, y2), abs(x2 - x1) or 0.1, abs(y2 - y1) or 0.1)
            crossed = {key for key, box in diagram.shapes.items() if overlap(line, box)} - set(ends[arc])
            assert not crossed, f"{arc} runs through {crossed}"
    for node in graph.nodes:
        lane, box = diagram.lanes[node.lane], diagram.shapes[node.id]
        assert lane.y <= box.y
        assert box.y + box.height <= lane.y + lane.height
        assert box.right <= lane.right


def test_bpmn_when_made_then_every_flow_and_node_is_drawn_and_data_causes_are_named() -> None:
    root = etree.fromstring(bpmn_xml(make_flow(), names=NAMES))
    drawn = {node.get("bpmnElement") for node in root.iter(f"{{{DI}}}BPMNShape", f"{{{DI}}}BPMNEdge")}
    process = root.find(f"{{{MODEL}}}process")
    ids = {node.get("id") for node in process if node.get("id") and not node.tag.endswith("laneSet")}
    assert ids <= drawn
    flows_by_id = {node.get("id"): node for node in process.iter(f"{{{MODEL}}}sequenceFlow")}
    assert (
        flows_by_id["flow-task-fire-check--task-entertainment-licence"].get("name").startswith("公众聚集场所")
    )
    lanes = {lane.get("name") for lane in process.iter(f"{{{MODEL}}}lane")}
    assert {"综合窗口", "消防救援大队"} <= lanes
    assert len(list(root.iter(f"{{{DC}}}Bounds"))) == len(list(root.iter(f"{{{DI}}}BPMNShape")))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_bpmn_when_a_special_procedure_is_prescribed_then_a_timer_stands_before_the_decision(
    language: str,
) -> None:
    root = etree.fromstring(bpmn_xml(make_flow(), language, names=NAMES))
    timer = next(root.iter(f"{{{MODEL}}}intermediateCatchEvent"))
    assert timer.find(f".//{{{MODEL}}}timeDuration").text == '"P14D"'
    assert "[show" not in etree.tostring(root, encoding="unicode")
    target = next(
        flow for flow in root.iter(f"{{{MODEL}}}sequenceFlow") if flow.get("sourceRef") == timer.get("id")
    )
    assert target.get("targetRef") == "task-entertainment-licence"
