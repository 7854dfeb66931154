"""The plan as BPMN 2.0 XML with its diagram: opens in any BPMN viewer, and runs in an engine with the plan's own order.

It shows the way that everything goes well: acceptance by one window, the items in parallel as their data allow, joint visits,
special procedures, one delivery. Corrections and refusals belong to the case engine, not to the picture.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from lxml import etree

from guantong.core.flow.model import Branch, Flow, Inspection
from guantong.core.kernel.texts import say
from guantong.core.scenario.bpmn_layout import Arc, Box, Graph, Node, lay_out
from guantong.core.scenario.names import Names

MODEL = "http://www.omg.org/spec/BPMN/20100524/MODEL"
DI = "http://www.omg.org/spec/BPMN/20100524/DI"
DC = "http://www.omg.org/spec/DD/20100524/DC"
WAY = "http://www.omg.org/spec/DD/20100524/DI"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
NAMESPACES = {None: MODEL, "bpmndi": DI, "dc": DC, "di": WAY, "xsi": XSI}
WINDOW = "window"
TAGS = {"start": "startEvent", "end": "endEvent", "user": "userTask", "gateway": "parallelGateway"}
PYTHON = "https://www.python.org"  # the language of the one expression, a quoted duration


def bpmn_xml(flow: Flow, language: str = "zh", *, names: Names | None = None) -> bytes:
    """Return the flow as a BPMN 2.0 document, UTF-8. Same flow in, same bytes out.

    A task is called `task-<item>`, a joint visit `visit-<place>`; sequence flows are named after the data that makes
    their target wait.
    """
    known = names or Names()
    graph = graph_of(flow, language, known)
    root = etree.Element(_tag("definitions"), nsmap=NAMESPACES)
    root.set("id", "definitions")
    root.set("targetNamespace", f"urn:guantong:{flow.scenario}")
    pool = _add(root, "collaboration", id="collaboration")
    _add(pool, "participant", id="pool", name=flow.title.in_(language), processRef=process_id(flow))
    process = _add(root, "process", id=process_id(flow), name=flow.title.in_(language), isExecutable="true")
    _add_lanes(process, graph, language, known)
    for node in graph.nodes:
        _add_node(process, node, graph.arcs)
    for arc in graph.arcs:
        named = {"name": arc.name} if arc.name else {}
        _add(process, "sequenceFlow", id=arc.id, **named, sourceRef=arc.source, targetRef=arc.target)
    _add_diagram(root, graph)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True))


def process_id(flow: Flow) -> str:
    """Return the identifier of the flow's process."""
    return f"process-{flow.scenario}"


# ------------------------------------------------------------------------------------------------------------ the graph


def graph_of(flow: Flow, language: str = "zh", names: Names | None = None) -> Graph:
    """Return the process of a flow: nodes and arcs, with a gateway wherever ways part or meet."""
    return _Builder(flow, language, names or Names()).graph()


def visit_waits_for(flow: Flow, inspection: Inspection) -> tuple[str, ...]:
    """Return the items that are decided before a joint visit: what the visited items wait for and the visit does not
    itself hold up."""
    held = set(inspection.items)
    waits = {branch.item: branch.waits_for for branch in flow.branches}
    grown = True
    while grown:
        more = {item for item, before in waits.items() if held & set(before)} - held
        held |= more
        grown = bool(more)
    before = {item for visited in inspection.items for item in waits.get(visited, ())} - held
    return tuple(branch.item for branch in flow.branches if branch.item in before)


class _Builder:
    """Collects steps and why they wait; puts gateways in at the end."""

    def __init__(self, flow: Flow, language: str, names: Names) -> None:
        self.flow, self.language, self.names = flow, language, names
        self.nodes: list[Node] = []
        self.arcs: list[Arc] = []
        self.waits: dict[str, list[tuple[str, str]]] = {}  # step -> (step before, data)
        self.entry: dict[str, str] = {}  # step -> the node by which it is entered

    def graph(self) -> Graph:
        flow = self.flow
        self._node("start", "start", WINDOW, self._say("start"))
        self._node("accept", "user", WINDOW, self._say("accept"), self._say("accept-doc"))
        for inspection in flow.inspections:
            self._visit(inspection)
        for branch in flow.branches:
            self._item(branch)
        followed = {before for waits in self.waits.values() for before, _ in waits}
        last = [(step, "") for step in self.waits if step not in followed] or [("accept", "")]
        self._node("deliver", "user", WINDOW, self._say("deliver"), self._say("deliver-doc"))
        self.waits["deliver"] = last
        self._node("end", "end", WINDOW, self._say("end"))
        self._connect()
        self.arcs.insert(0, Arc(id="flow-start", source="start", target="accept"))
        self.arcs.append(Arc(id="flow-end", source="deliver", target="end"))
        lanes = tuple(dict.fromkeys(node.lane for node in self.nodes))
        return Graph(nodes=tuple(self.nodes), arcs=tuple(self.arcs), lanes=lanes)

    def _say(self, key: str, /, **facts: object) -> str:
        return say(f"show-bpmn-{key}", self.language, **facts)

    def _comma(self, texts: Iterable[str]) -> str:
        return say("show-gantt-comma", self.language).join(dict.fromkeys(texts))

    def _node(
        self, key: str, kind: str, lane: str, name: str = "", about: str = "", wait_days: int = 0
    ) -> None:
        self.nodes.append(Node(id=key, kind=kind, lane=lane, name=name, about=about, wait_days=wait_days))

    def _visit(self, visit: Inspection) -> None:
        step = f"visit-{visit.place}"
        titles = {branch.item: branch.title.in_(self.language) for branch in self.flow.branches}
        about = self._say(
            "visit-doc",
            within=visit.within,
            items=self._comma(titles[item] for item in visit.items if item in titles),
        )
        self._node(
            step, "user", visit.led_by, self._say("visit", place=visit.title.in_(self.language)), about
        )
        before = visit_waits_for(self.flow, visit)
        self.waits[step] = [(f"task-{item}", titles[item]) for item in before] or [("accept", "")]
        self.entry[step] = step

    def _item(self, branch: Branch) -> None:
        step = f"task-{branch.item}"
        entry = step
        for number, procedure in enumerate(branch.procedures):
            timer = f"wait-{branch.item}-{number}"
            kind = say(f"show-gantt-kind-{procedure.kind}", self.language)
            name = self._say("procedure", kind=kind, days=procedure.workdays)
            # Engines count natural days: seven to five workdays, rounded up.
            self._node(timer, "timer", branch.unit, name, wait_days=-(-procedure.workdays * 7 // 5))
            entry = timer if number == 0 else entry
        about = self._say("item-doc", promised=branch.promised, legal=branch.legal)
        self._node(step, "user", branch.unit, branch.title.in_(self.language), about)
        self._chain([f"wait-{branch.item}-{number}" for number in range(len(branch.procedures))] + [step])
        self.entry[step] = entry
        waits = [(f"task-{item}", self._causes(branch, item)) for item in branch.waits_for]
        known = {visit.place for visit in self.flow.inspections if branch.item in visit.items}
        waits += [(f"visit-{place}", "") for place in sorted(known)]
        self.waits[step] = waits or [("accept", "")]

    def _causes(self, branch: Branch, origin: str) -> str:
        elements = [
            given.element for given in branch.inputs if given.origin == origin and given.source == "sibling"
        ]
        return self._comma(self.names.element(element, self.language) for element in elements)

    def _chain(self, keys: list[str]) -> None:
        for source, target in pairwise(keys):
            self.arcs.append(Arc(id=f"flow-{source}--{target}", source=source, target=target))

    def _connect(self) -> None:
        """Draw the arcs between steps; where several leave or meet, through a parallel gateway."""
        lane = {node.id: node.lane for node in self.nodes}
        leaving: dict[str, int] = {}
        for waits in self.waits.values():
            for before, _ in waits:
                leaving[before] = leaving.get(before, 0) + 1
        exits = {step: step for step in leaving}
        for step, count in leaving.items():
            if count > 1:
                exits[step] = f"split-{step}"
                self._node(exits[step], "gateway", lane[step])
                self._chain([step, exits[step]])
        for step, waits in self.waits.items():
            entry = self.entry.get(step, step)
            if len(waits) > 1:
                join = f"join-{step}"
                self._node(join, "gateway", lane[step])
                self._chain([join, entry])
                entry = join
            for before, name in waits:
                self.arcs.append(
                    Arc(id=f"flow-{before}--{step}", source=exits[before], target=entry, name=name)
                )


# --------------------------------------------------------------------------------------------------------------- the XML


def _tag(name: str, space: str = MODEL) -> str:
    return f"{{{space}}}{name}"


def _add(parent: etree._Element, name: str, space: str = MODEL, /, **attributes: str) -> etree._Element:
    return etree.SubElement(
        parent, _tag(name, space), {key: _clean(value) for key, value in attributes.items()}
    )


def _clean(text: str) -> str:
    """The text without what XML forbids."""
    return "".join(
        sign for sign in text if sign in "\t\n" or (sign >= " " and not 0xD800 <= ord(sign) <= 0xDFFF)
    )


def _add_lanes(process: etree._Element, graph: Graph, language: str, names: Names) -> None:
    lanes = _add(process, "laneSet", id="lanes")
    for lane in graph.lanes:
        title = say("show-bpmn-window", language) if lane == WINDOW else names.unit(lane, language)
        made = _add(lanes, "lane", id=f"lane-{lane}", name=title)
        for node in graph.nodes:
            if node.lane == lane:
                _add(made, "flowNodeRef").text = node.id


def _add_node(process: etree._Element, node: Node, arcs: tuple[Arc, ...]) -> None:
    named = {"name": node.name} if node.name else {}
    incoming = [arc.id for arc in arcs if arc.target == node.id]
    outgoing = [arc.id for arc in arcs if arc.source == node.id]
    if node.kind == "gateway":
        named["gatewayDirection"] = "Diverging" if len(outgoing) > 1 else "Converging"
    made = _add(process, TAGS.get(node.kind, "intermediateCatchEvent"), id=node.id, **named)
    if node.about:
        _add(made, "documentation").text = _clean(node.about)
    for key in incoming:
        _add(made, "incoming").text = key
    for key in outgoing:
        _add(made, "outgoing").text = key
    if node.kind == "timer":
        timer = _add(made, "timerEventDefinition", id=f"timer-{node.id}")
        duration = _add(timer, "timeDuration", language=PYTHON)
        duration.set(f"{{{XSI}}}type", "tFormalExpression")
        duration.text = f'"P{node.wait_days}D"'


def _add_diagram(root: etree._Element, graph: Graph) -> None:
    laid = lay_out(graph)
    diagram = _add(root, "BPMNDiagram", DI, id="diagram")
    plane = _add(diagram, "BPMNPlane", DI, id="plane", bpmnElement="collaboration")
    _add_shape(plane, "pool", laid.pool, isHorizontal="true")
    for lane, box in laid.lanes.items():
        _add_shape(plane, f"lane-{lane}", box, isHorizontal="true")
    for key, box in laid.shapes.items():
        _add_shape(plane, key, box)
    for key, way in laid.ways.items():
        edge = _add(plane, "BPMNEdge", DI, id=f"di-{key}", bpmnElement=key)
        for x, y in way:
            _add(edge, "waypoint", WAY, x=f"{x:.0f}", y=f"{y:.0f}")


def _add_shape(plane: etree._Element, key: str, box: Box, /, **more: str) -> None:
    shape = _add(plane, "BPMNShape", DI, id=f"di-{key}", bpmnElement=key, **more)
    _add(
        shape,
        "Bounds",
        DC,
        x=f"{box.x:.0f}",
        y=f"{box.y:.0f}",
        width=f"{box.width:.0f}",
        height=f"{box.height:.0f}",
    )
