"""Callers of the interface for tests: a browser's session or a token, JSON both ways."""

from __future__ import annotations

from typing import Any

from django.test import Client

from tests.modules.cases.desk import Desk
from tests.web.desks.people import People

V1 = "/api/v1"


class Caller:
    """One caller. `headers` go with every request; the answer is (status, body)."""

    def __init__(self, client: Client | None = None, **headers: str) -> None:
        self.client, self.headers = client or Client(), headers

    def get(self, address: str, **query: Any) -> tuple[int, Any]:
        return self.read(self.client.get(V1 + address, query, headers=self.headers))

    def post(self, address: str, body: Any = None, key: str = "", method: str = "post") -> tuple[int, Any]:
        headers = {**self.headers, **({"Idempotency-Key": key} if key else {})}
        send = getattr(self.client, method)
        return self.read(
            send(V1 + address, {} if body is None else body, content_type="application/json", headers=headers)
        )

    def upload(self, name: str, content: bytes) -> tuple[int, Any]:
        from django.core.files.uploadedfile import SimpleUploadedFile

        file = SimpleUploadedFile(name, content)
        return self.read(self.client.post(f"{V1}/my/documents", {"file": file}, headers=self.headers))

    @staticmethod
    def read(answer: Any) -> tuple[int, Any]:
        if answer.status_code >= 400:
            assert answer.headers["Content-Type"] == "application/problem+json"
        return answer.status_code, answer.json() if answer.content else None


class Callers:
    """The people of a desk at the interface."""

    def __init__(self, desk: Desk) -> None:
        self.people = People(desk)
        self.nobody = Caller()
        self.company = Caller(self.people.applicant(desk.company.account))
        self.other = Caller(self.people.applicant(desk.other.account))
        self.clerk = Caller(self.people.clerk())
        self.officer = self.officer_of("market-regulation")
        self.police = self.officer_of("public-security")

    def officer_of(self, role: str) -> Caller:
        return Caller(self.people.officer(role))


def codes(body: Any) -> list[tuple[str, str]]:
    """Return (code, place) of each problem."""
    return [(problem["code"], problem["where"]) for problem in body["problems"]]
