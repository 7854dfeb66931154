"""docs/reference/api.md: every operation of the interface and every shape, from its own contract."""

from __future__ import annotations

from typing import Any

from guantong.project.routes import NOTE, set_up

METHODS = ("get", "post", "put", "delete")


def api_files() -> dict[str, str]:
    """Return path under `docs/reference` -> content."""
    set_up()
    from guantong.web.api.contract import contract

    return {"api.md": write_reference(contract())}


def write_reference(contract: dict[str, Any]) -> str:
    """Return the page: operations by subject, then shapes by name."""
    lines = [
        NOTE,
        "# The interface\n",
        "Version 1, under `/api/v1/`. The contract itself is at `/api/v1/openapi.json` (OpenAPI 3.1); how to use it is told in",
        "[use-the-api](../how-to/use-the-api.md). Whatever goes wrong is answered as `ProblemDetails` with a status from 400 up.\n",
    ]
    groups: dict[str, list[str]] = {}
    for address, methods in contract["paths"].items():
        for method in METHODS:
            if one := methods.get(method):
                groups.setdefault(one["tags"][0], []).extend(_operation(method, address, one))
    for tag, told in groups.items():
        lines += [f"## {tag.capitalize()}\n", *told]
    lines.append("## Shapes\n")
    for name, shape in sorted(contract["components"]["schemas"].items()):
        lines += _shape(name, shape)
    return "\n".join(lines).rstrip() + "\n"


def _operation(method: str, address: str, one: dict[str, Any]) -> list[str]:
    about = " ".join(one["description"].split())
    lines = [f"### `{method.upper()} {address}`\n", f"{about} Open to: {', '.join(one['x-open-to'])}.\n"]
    for given in one["parameters"]:
        needed = "" if given["required"] else ", may be left out"
        lines.append(f"- {given['in']} `{given['name']}`: {kind_of(given['schema'])}{needed}")
    for media, body in one.get("requestBody", {}).get("content", {}).items():
        lines.append(f"- body ({media}): {kind_of(body['schema'])}")
    status, answer = next((s, a) for s, a in one["responses"].items() if str(s).startswith("2"))
    for media, body in answer.get("content", {}).items():
        lines.append(f"- answers {status} ({media}): {kind_of(body['schema'])}")
    if "content" not in answer:
        lines.append(f"- answers {status}, nothing in it")
    return [*lines, ""]


def _shape(name: str, shape: dict[str, Any]) -> list[str]:
    lines = [f"### {name}\n"]
    if about := shape.get("description"):
        lines.append(" ".join(about.split()) + "\n")
    needed = set(shape.get("required", ()))
    for field, kind in shape.get("properties", {}).items():
        lines.append(f"- `{field}`: {kind_of(kind)}{'' if field in needed else ', may be left out'}")
    return [*lines, ""]


def kind_of(schema: dict[str, Any]) -> str:
    """Return a schema in words: a shape as a link, a list, one of some words, or a type with its bounds."""
    if reference := schema.get("$ref"):
        name = reference.rpartition("/")[2]
        return f"[{name}](#{name.lower()})"
    if several := schema.get("anyOf") or schema.get("oneOf"):
        return " or ".join(dict.fromkeys(kind_of(one) for one in several))
    if "const" in schema:
        return f"`{schema['const']}`".replace("True", "true")
    if words := schema.get("enum"):
        return " · ".join(f"`{word}`" if word else "empty" for word in words)
    kind = str(schema.get("type", "anything"))
    if kind == "array":
        return f"list of {kind_of(schema['items'])}"
    if kind == "object" and isinstance(schema.get("additionalProperties"), dict):
        return f"object of {kind_of(schema['additionalProperties'])}"
    if kind == "object" and schema.get("properties"):
        return ", ".join(f"`{name}`: {kind_of(one)}" for name, one in schema["properties"].items())
    return kind + _bounds(schema)


def _bounds(schema: dict[str, Any]) -> str:
    told = [f"{word} {schema[key]}" for key, word in (("minimum", "from"), ("maximum", "to"), ("minLength", "at least"), ("maxLength", "at most")) if key in schema]  # fmt: skip
    shape = schema.get("format") or (f"`{schema['pattern']}`" if "pattern" in schema else "")
    parts = [shape] if shape else []
    return f" ({', '.join([*parts, ' '.join(told)] if told else parts)})" if told or parts else ""
