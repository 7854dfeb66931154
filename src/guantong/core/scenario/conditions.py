"""Conditions (`when: floor_area > 300 and not sells_food`): read once, checked strictly, evaluated by simpleeval.

A condition knows the names of the guided questions, literals, comparisons, arithmetic that stays linear, and / or /
not / in. It knows no calls, attributes, subscripts or powers. Each comparison names one question, so that the compiler can
cut the range of that question exactly where the condition changes (ADR 1). Numbers are compared as exact fractions.
"""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable, Iterator, Mapping
from difflib import get_close_matches
from fractions import Fraction
from functools import lru_cache
from typing import Any

import msgspec
from simpleeval import InvalidExpression, SimpleEval

from guantong.core.kernel.problem import Problem, Refused
from guantong.core.scenario.language import Ask

LONGEST_CONDITION = 500  # a condition that a department head cannot read aloud is wrong anyway
LARGEST_NUMBER = 10**15
WORDS: dict[str, Any] = {"yes": True, "no": False, "true": True, "false": False}

_LOGIC = (ast.BoolOp, ast.And, ast.Or, ast.Not, ast.UnaryOp, ast.Compare, ast.Name, ast.Load, ast.Constant)
_ARITHMETIC = (ast.BinOp, ast.Add, ast.Sub, ast.Mult, ast.Div, ast.USub, ast.UAdd)
_COMPARISONS = (ast.Eq, ast.NotEq, ast.Lt, ast.LtE, ast.Gt, ast.GtE, ast.In, ast.NotIn, ast.Tuple, ast.List)
_ALLOWED = (*_LOGIC, *_ARITHMETIC, *_COMPARISONS)


class Comparison(msgspec.Struct, frozen=True):
    """One comparison inside a condition: the question it asks about, and the values at which its truth changes."""

    name: str
    values: tuple[Any, ...]


class Condition(msgspec.Struct, frozen=True):
    """A condition that was read and found allowed. An empty text always holds."""

    text: str
    tree: Any
    names: frozenset[str]
    comparisons: tuple[Comparison, ...]


# ------------------------------------------------------------------------------------------------------- reading


@lru_cache(maxsize=4096)
def parse_condition(text: str) -> Condition:
    """Return the condition that `text` says; refuse `condition.*` with the offending part.

    >>> sorted(parse_condition("300 < floor_area <= 500 or sells_food").names)
    ['floor_area', 'sells_food']
    """
    text = text.strip()
    if not text:
        return Condition(text, None, frozenset(), ())
    if len(text) > LONGEST_CONDITION:
        raise _refused("too_long", text[:40], longest=str(LONGEST_CONDITION))
    try:
        tree = ast.parse(text, mode="eval").body
    except (SyntaxError, ValueError, MemoryError, RecursionError) as wrong:
        raise _refused("syntax", text, column=str(getattr(wrong, "offset", None) or 1)) from wrong
    _check_nodes(tree, text)
    comparisons = tuple(_walk_logic(tree, text))
    names = frozenset(n.id for n in ast.walk(tree) if isinstance(n, ast.Name) and n.id not in WORDS)
    return Condition(text, tree, names, comparisons)


def names_in(condition: Condition | str) -> frozenset[str]:
    """Return the names of the questions that a condition needs."""
    return (parse_condition(condition) if isinstance(condition, str) else condition).names


def _refused(code: str, text: str, **facts: str) -> Refused:
    return Refused(Problem(code=f"condition.{code}", facts={"text": text, **facts}))


def _check_nodes(tree: ast.expr, text: str) -> None:
    for node in ast.walk(tree):
        if not isinstance(node, _ALLOWED):
            raise _refused("not_allowed", text, part=_part(node, text))
        if isinstance(node, ast.Constant):
            large = isinstance(node.value, int | float) and not abs(node.value) <= LARGEST_NUMBER
            if large or not isinstance(node.value, str | int | float | bool):
                raise _refused("not_allowed", text, part=str(node.value)[:40])


def _part(node: ast.AST, text: str) -> str:
    """Return how the node is written; an operator has no place of its own and goes by its name."""
    return (
        (ast.get_source_segment(text, node) or type(node).__name__)
        if isinstance(node, ast.expr)
        else type(node).__name__
    )


def _walk_logic(node: ast.expr, text: str) -> Iterator[Comparison]:
    """Yield the comparisons under a node that must be true or false."""
    match node:
        case ast.BoolOp(values=values):
            for value in values:
                yield from _walk_logic(value, text)
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            yield from _walk_logic(operand, text)
        case ast.Compare(left=left, ops=ops, comparators=comparators):
            for op, right in zip(ops, comparators, strict=True):
                yield from _one_comparison(left, op, right, text)
                left = right
        case ast.Name(id=name):
            if name not in WORDS:
                yield Comparison(name, (True, Fraction(0)))
        case ast.Constant(value=bool()):
            return
        case _:
            raise _refused("not_a_question", text, part=_part(node, text))


def _one_comparison(left: ast.expr, op: ast.cmpop, right: ast.expr, text: str) -> Iterator[Comparison]:
    if isinstance(op, ast.In | ast.NotIn):
        if not isinstance(right, ast.Tuple | ast.List) or not isinstance(left, ast.Name):
            raise _refused("in_what", text, part=_part(right, text))
        for value in right.elts:
            yield from _one_comparison(left, ast.Eq(), value, text)
        return
    texts = [side for side in (left, right) if _literal(side) is not None]
    if texts:
        other = right if texts[0] is left else left
        if not isinstance(other, ast.Name) or other.id in WORDS or not isinstance(op, ast.Eq | ast.NotEq):
            raise _refused("text_compared", text, part=_part(texts[0], text))
        yield Comparison(other.id, (_literal(texts[0]),))
        return
    name, slope, offset = _minus(_linear(left, text), _linear(right, text), text)
    if not name:
        raise _refused("no_question", text, part=_part(left, text))
    if slope:
        yield Comparison(name, (-offset / slope,))


def _literal(node: ast.expr) -> str | bool | None:
    """Return the text or the yes/no that a node says, and nothing for a number or a name of a question."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str | bool):
        return node.value
    return WORDS.get(node.id) if isinstance(node, ast.Name) else None


Linear = tuple[str, Fraction, Fraction]  # name, slope, offset: slope * name + offset


def _linear(node: ast.expr, text: str) -> Linear:
    match node:
        case ast.Name(id=name) if name not in WORDS:
            return name, Fraction(1), Fraction(0)
        case ast.Constant(value=int() | float() as value) if not isinstance(value, bool):
            return "", Fraction(0), exact(value)
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return _minus(("", Fraction(0), Fraction(0)), _linear(operand, text), text)
        case ast.UnaryOp(op=ast.UAdd(), operand=operand):
            return _linear(operand, text)
        case ast.BinOp(left=left, op=op, right=right):
            return _combine(_linear(left, text), op, _linear(right, text), text, _part(node, text))
        case _:
            raise _refused("not_allowed", text, part=_part(node, text))


def _combine(a: Linear, op: ast.operator, b: Linear, text: str, part: str) -> Linear:
    if isinstance(op, ast.Sub):
        return _minus(a, b, text)
    if isinstance(op, ast.Add):
        return _minus(a, (b[0], -b[1], -b[2]), text)
    if isinstance(op, ast.Mult) and not (a[0] and b[0]):
        (name, slope, offset), (_, _, times) = (b, a) if b[0] else (a, b)
        return name, slope * times, offset * times
    if isinstance(op, ast.Div) and not b[0] and b[2]:
        return a[0], a[1] / b[2], a[2] / b[2]
    raise _refused("not_linear", text, part=part)


def _minus(a: Linear, b: Linear, text: str) -> Linear:
    if a[0] and b[0] and a[0] != b[0]:
        raise _refused("two_questions", text, part=f"{a[0]}, {b[0]}")
    return a[0] or b[0], a[1] - b[1], a[2] - b[2]


def exact(value: int | float) -> Fraction:
    """Return a number as the fraction that its decimal digits say (0.1 is one tenth)."""
    return Fraction(str(value))


# ----------------------------------------------------------------------------------------------------- evaluating


def _ordered(compare: Callable[[Any, Any], bool]) -> Callable[[Any, Any], bool]:
    """An order needs two numbers: a question that was not asked is neither above nor below anything."""
    return lambda a, b: isinstance(a, Fraction) and isinstance(b, Fraction) and compare(a, b)


def _counted(count: Callable[[Any, Any], Any]) -> Callable[[Any, Any], Any]:
    return lambda a, b: count(a, b) if isinstance(a, Fraction) and isinstance(b, Fraction) else None


_OPERATORS: dict[type, Callable[..., Any]] = {
    ast.Add: _counted(operator.add),
    ast.Sub: _counted(operator.sub),
    ast.Mult: _counted(operator.mul),
    ast.Div: _counted(operator.truediv),
    ast.Lt: _ordered(operator.lt),
    ast.LtE: _ordered(operator.le),
    ast.Gt: _ordered(operator.gt),
    ast.GtE: _ordered(operator.ge),
    ast.Eq: lambda a, b: bool(a == b),
    ast.NotEq: lambda a, b: bool(a != b),
    ast.In: lambda a, b: a in b,
    ast.NotIn: lambda a, b: a not in b,
    ast.Not: operator.not_,
    ast.USub: lambda a: -a if isinstance(a, Fraction) else None,
    ast.UAdd: lambda a: a if isinstance(a, Fraction) else None,
}


class _Evaluator(SimpleEval):  # type: ignore[misc]
    """simpleeval with our few operators, no functions, exact numbers, and lists of literals after `in`."""

    def __init__(self, answers: Mapping[str, Any]) -> None:
        super().__init__(operators=_OPERATORS, functions={}, names={})
        self.answers = answers
        self.nodes[ast.Name] = lambda node: self._name(node.id)
        self.nodes[ast.Constant] = lambda node: _exactly(node.value)
        self.nodes[ast.Tuple] = self.nodes[ast.List] = lambda node: tuple(self._eval(e) for e in node.elts)

    def _name(self, name: str) -> Any:
        return WORDS[name] if name in WORDS else _exactly(self.answers.get(name))


def _exactly(value: Any) -> Any:
    return exact(value) if isinstance(value, int | float) and not isinstance(value, bool) else value


def holds(condition: Condition | str, answers: Mapping[str, Any]) -> bool:
    """Return whether the condition holds for normalised answers. A question that was not asked has no value:
    it equals nothing, is above and below nothing, and as a yes-no it is no.

    >>> holds("300 < floor_area <= 500", {"floor_area": 350})
    True
    """
    condition = parse_condition(condition) if isinstance(condition, str) else condition
    if condition.tree is None:
        return True
    try:
        return bool(_Evaluator(answers).eval(condition.text, condition.tree))
    except InvalidExpression as wrong:  # the reading above lets nothing through that simpleeval refuses
        raise _refused("not_allowed", condition.text, part=str(wrong)[:80]) from wrong


# ------------------------------------------------------------------------------------------------------- checking


def problems_in(condition: Condition, asks: Mapping[str, Ask], where: str = "") -> list[Problem]:
    """Return what is wrong between a condition and the questions: an unknown name, a choice that does not exist, a value
    that this type of question never has."""
    found: list[Problem] = []
    for name in sorted(condition.names - asks.keys()):
        nearest = (get_close_matches(name, asks, n=1, cutoff=0.5) or [""])[0]
        found.append(
            Problem(
                code="condition.unknown_name",
                where=where,
                facts={"text": condition.text, "name": name, "possible": ", ".join(asks)},
                nearest=nearest,
            )
        )
    for comparison in condition.comparisons:
        if comparison.name in asks and not _fits(comparison, asks[comparison.name]):
            found.append(_misfit(condition, comparison, asks[comparison.name], where))
    return found


def _fits(comparison: Comparison, ask: Ask) -> bool:
    wanted = {"yes-no": bool, "choice": str, "integer": Fraction, "decimal": Fraction}[ask.type]
    return any(
        isinstance(v, wanted) and (v in ask.choices if ask.type == "choice" else True)
        for v in comparison.values
    )


def _misfit(condition: Condition, comparison: Comparison, ask: Ask, where: str) -> Problem:
    value = str(comparison.values[0])
    possible = list(ask.choices) if ask.type == "choice" else ["yes", "no"] if ask.type == "yes-no" else []
    nearest = (get_close_matches(value, possible, n=1, cutoff=0.5) or [""])[0]
    facts = {
        "text": condition.text,
        "name": comparison.name,
        "value": value,
        "type": ask.type,
        "possible": ", ".join(possible) or ask.type,
    }
    return Problem(code="condition.wrong_value", where=where, facts=facts, nearest=nearest)
