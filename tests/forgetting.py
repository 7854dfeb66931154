"""What the process remembers between requests, forgotten: the next world has others under the same names."""

from __future__ import annotations


def forget() -> None:
    from guantong.modules.cases.actions import memory
    from guantong.modules.orgs import queries as orgs
    from guantong.modules.services import queries as services
    from guantong.web.public import indicators

    memory.forget_all()
    orgs.forget()
    services.forget()
    indicators.forget()
