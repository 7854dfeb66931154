"""An installation in memory: a root and one unit with their keys, and whatever it signs. No database."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from guantong.core.kernel.signing import PrivateKey, make_key
from guantong.core.papers import certificates, published
from guantong.core.papers.canvas import CHINA
from guantong.core.papers.content import PURPOSES, Carried, Content, CopyTerms, StatusRef
from guantong.core.papers.credential import issuer_address, sign_credential
from guantong.core.papers.published import Keys, PublishedKey
from guantong.core.papers.record import signed_record
from guantong.core.papers.statuses import list_address, list_number, signed_list

ORIGIN = "https://licences.example"
UNIT = "11330106002500287C"
NOW = datetime(2026, 3, 30, 10, 0, tzinfo=CHINA)
INDEX = 4711


def content(**more: Any) -> Content:
    identifier = more.pop(
        "identifier", "1.2.156.3005.2.11100000000013338W032.11330106002500287C.2026033012345678.001.H"
    )
    known: dict[str, Any] = {
        "identifier": identifier, "reference": identifier, "number": "浙娱2026-12", "name": "娱乐经营许可证",
        "type_code": "11100000000013338W032", "definer_name": "某部", "definer_code": "11100000000013338W", "version": 1,
        "issuer_name": "西湖区市场监督管理局", "issuer_code": UNIT, "area_code": "330106", "holder_name": "云歌文化有限公司",
        "holder_code": "91330106MA2A12345X", "holder_code_type": "uscc", "item_name": "娱乐经营许可", "item_code": "",
        "issued_on": date(2026, 3, 30), "valid_from": date(2026, 3, 30), "valid_until": date(2028, 3, 29),
        "carried": (Carried(element="company.address", title="住所", value="文三路478号"),),
        "status": StatusRef(
            lists=tuple((name, list_address(ORIGIN, list_number(1, name))) for name in PURPOSES), index=INDEX
        ),
        "signed_at": NOW, "origin": ORIGIN,
    }  # fmt: skip
    return Content(**{**known, **more})


def copy_terms() -> CopyTerms:
    return CopyTerms(
        purpose="招投标", receiver="某采购中心", creator="云歌文化有限公司", made_at=NOW, until=date(2026, 4, 30), case_code="23456789ABCQ",
    )  # fmt: skip


class Desk:
    """Keys by algorithm, their published names, and shorthands for signing."""

    def __init__(self) -> None:
        self.root = make_key("p256")
        self.lister = make_key("ed25519")
        self.keys: dict[str, PrivateKey] = {name: make_key(name) for name in ("sm2", "ed25519", "p256")}
        self.root_pem = certificates.make_root(self.root, "根", NOW)
        pem = certificates.certify(
            self.keys["p256"].public, "西湖区市场监督管理局", UNIT, self.root, self.root_pem, NOW
        )
        self.published = [
            self._row("root", self.root, self.root_pem),
            self._row("root", self.lister),
            *(self._row(UNIT, key, pem if name == "p256" else "") for name, key in self.keys.items()),
        ]

    def _row(self, owner: str, key: PrivateKey, certificate: str = "") -> PublishedKey:
        return PublishedKey(
            kid=self.kid(owner, key.algorithm), owner=owner, owner_name=owner, algorithm=key.algorithm,
            public=key.public.pem(), certificate=certificate, since=NOW - timedelta(days=1),
        )  # fmt: skip

    def kid(self, owner: str, algorithm: str) -> str:
        return f"{ORIGIN}/keys/{owner}/#{algorithm}"

    def token(self, of: Content) -> str:
        return sign_credential(of, self.keys["ed25519"], self.kid(UNIT, "ed25519"))

    def record(self, of: Content) -> str:
        return signed_record(of, self.keys["sm2"], self.kid(UNIT, "sm2"))

    def lists(self, revoked: tuple[int, ...] = (), suspended: tuple[int, ...] = ()) -> list[str]:
        return [
            signed_list(
                hit, address=list_address(ORIGIN, list_number(1, purpose)), purpose=purpose, issuer=issuer_address(ORIGIN, "root"),
                made_at=NOW, until=NOW + timedelta(days=1), key=self.lister, kid=self.kid("root", "ed25519"),
            )
            for purpose, hit in zip(PURPOSES, (revoked, suspended), strict=True)
        ]  # fmt: skip

    def document(self, lists: list[str] | None = None) -> dict[str, Any]:
        return published.keys_document(
            self.published, self.lists() if lists is None else lists, origin=ORIGIN, now=NOW, root=self.root,
            kid=self.kid("root", "p256"),
        )  # fmt: skip

    def known(self, lists: list[str] | None = None) -> Keys:
        return published.read_keys(self.document(lists))
