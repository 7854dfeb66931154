"""The contract of the interface: its OpenAPI 3.1 document, made from the declarations of the operations."""

from __future__ import annotations

from functools import cache
from typing import Any

from django.conf import settings

from ..ui.problem_details import MEDIA_TYPE
from . import drafts, licences, matters, mine, work
from .door import PREFIX, api
from .shapes import ProblemDetails

OPERATIONS = (matters, licences, mine, drafts, work)  # imported so that their operations are declared
REF = "#/components/schemas/{model}"


@cache
def contract() -> dict[str, Any]:
    """Return the document. The same for everybody; the words are English, what the interface answers is not."""
    made = dict(api.get_openapi_schema(path_prefix=PREFIX))
    made["info"] |= {
        "summary": "Matters, cases and licences of a government, for other programs",
        "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
    }
    made["jsonSchemaDialect"] = "https://json-schema.org/draft/2020-12/schema"
    made.pop("servers", None)
    problem = ProblemDetails.model_json_schema(ref_template=REF)
    components = made["components"]
    components["schemas"] |= {**problem.pop("$defs"), "ProblemDetails": problem}
    components["responses"] = {
        "Problem": {
            "description": "What is wrong, all of it at once, in the language asked (RFC 9457)",
            "content": {MEDIA_TYPE: {"schema": {"$ref": REF.format(model="ProblemDetails")}}},
        }
    }
    components["securitySchemes"] = {
        "session": {"type": "apiKey", "in": "cookie", "name": settings.SESSION_COOKIE_NAME},
        "token": {"type": "http", "scheme": "bearer"},
    }
    for address in made["paths"].values():
        for one in address.values():
            one["operationId"] = _operation_id(one["operationId"])
            _raw_answer(one)
    return made


def _operation_id(name: str) -> str:
    """`guantong_web_api_matters_list_matters` -> `list_matters`"""
    for module in OPERATIONS:
        name = name.removeprefix(module.__name__.replace(".", "_") + "_")
    return name


RAW = {"get_document": "*/*", "get_status_list": "application/vc+jwt"}  # answers that are not JSON


def _raw_answer(one: dict[str, Any]) -> None:
    if media := RAW.get(one["operationId"]):
        one["responses"][200]["content"] = {media: {"schema": {"type": "string"}}}
