"""Files that people hand in: sizes and endings at the field, then the door of `cases`, which looks at the content.

Who may read a file is decided by who may see the case, or the draft, that names it.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.http import FileResponse

from guantong.core.kernel.actor import Actor
from guantong.core.kernel.problem import Problem, Refused
from guantong.core.scenario.compiled import FormField
from guantong.modules.cases import public as cases

from .moment import now
from .words import in_words

OFFICE = "application/vnd.openxmlformats-officedocument"
# What `cases` can tell by content, and how a browser calls it.
TYPES = {
    "pdf": "application/pdf",
    "jpg": "image/jpeg",
    "png": "image/png",
    "ofd": "application/ofd",
    "docx": f"{OFFICE}.wordprocessingml.document",
    "xlsx": f"{OFFICE}.spreadsheetml.sheet",
    "dwg": "image/vnd.dwg",
}
PLAIN = ("pdf", "jpg", "png")  # where an element does not say
LIMIT_MB = settings.FILE_UPLOAD_LIMIT // 1024 // 1024


def accepted(field: FormField) -> tuple[str, ...]:
    """Return the types that a document may have: what its element accepts, else PDF, JPG and PNG."""
    wanted = {"jpg" if kind == "jpeg" else kind for kind in field.accepts}
    return tuple(kind for kind in TYPES if kind in wanted) or PLAIN


def keep_file(upload: UploadedFile[bytes], field: FormField, by: Actor) -> dict[str, Any]:
    """Keep an uploaded file and return what the form holds of it; refuse `form.document_*` at the field."""
    facts = {
        "title": in_words(field.title),
        "limit": LIMIT_MB,
        "possible": ", ".join(accepted(field)).upper(),
    }
    if not 0 < (upload.size or 0) <= settings.FILE_UPLOAD_LIMIT:
        raise Refused(Problem(code="form.document_size", where=field.element, facts=facts))
    try:
        kept = cases.save_document(by=by, name=upload.name or "", content=upload.read(), now=now())
    except Refused as refused:
        code = "form.document_size" if refused.code == "cases.document_size" else "form.document_type"
        raise Refused(Problem(code=code, where=field.element, facts=facts)) from refused
    if kept.kind not in accepted(field):
        raise Refused(Problem(code="form.document_type", where=field.element, facts=facts))
    return kept.value


def send_file(document: cases.DocumentView) -> FileResponse:
    """Return a file as an attachment: it is a stranger's, and never shown inside our pages."""
    path = Path(document.path)
    if not path.is_file():
        raise Refused(Problem(code="ui.no_file"))
    kind = TYPES.get(document.kind, "application/octet-stream")
    response = FileResponse(path.open("rb"), as_attachment=True, filename=document.sent_as, content_type=kind)
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
