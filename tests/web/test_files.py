"""What may be uploaded where: the page offers exactly what the dictionary accepts and the storage can tell by content."""

from __future__ import annotations

import pytest

from guantong.core.kernel.text import Text
from guantong.core.scenario.compiled import Asker, FormField
from guantong.core.scenario.read import read_shared
from guantong.modules.cases.actions.documents import KINDS
from guantong.project.home import scenarios
from guantong.web.ui.files import PLAIN, TYPES, accepted


def field(*accepts: str) -> FormField:
    return FormField(
        element="company.staff_list", entity="company", title=Text("x"), type="document", accepts=accepts,
        asked_by=(Asker(item="a", material="b"),),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("accepts", "offered"),
    [(("xlsx",), ("xlsx",)), (("jpg", "pdf"), ("pdf", "jpg")), (("jpeg",), ("jpg",)), ((), PLAIN)],
)
def test_accepted_when_the_element_says_then_it_is_what_is_offered(
    accepts: tuple[str, ...], offered: tuple[str, ...]
) -> None:
    assert accepted(field(*accepts)) == offered


def test_types_when_compared_then_page_storage_and_dictionary_agree() -> None:
    assert set(TYPES) == set(KINDS)
    dictionary = read_shared(scenarios()).dictionary
    wanted = {kind for element in dictionary.elements.values() for kind in element.accepts}
    assert wanted - {"jpeg"} <= set(TYPES)
