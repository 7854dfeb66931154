"""Writes of licences: issue, operations, purpose copies, keys. Each is one transaction with its journal entry."""

from .changing import change_licence, expire_due, propose_revocation, revoke
from .copying import make_copy, withdraw_copy
from .issuing import issue
from .keys import found_keys, rotate_keys
from .pdf import seal_pdf, signed_pdf
from .publishing import keys_document, status_list
from .seen import erase_seen, record_seen

__all__ = [
    "change_licence",
    "erase_seen",
    "expire_due",
    "found_keys",
    "issue",
    "keys_document",
    "make_copy",
    "propose_revocation",
    "record_seen",
    "revoke",
    "rotate_keys",
    "seal_pdf",
    "signed_pdf",
    "status_list",
    "withdraw_copy",
]
