"""What must hold between the parts of a package. One function a check; `check_package` runs them all."""

from guantong.core.scenario.checks import (
    applying,
    conditions,
    dropped,
    elements,
    fitting,
    overlays,
    parties,
    proofs,
    sharing,
    stories,
    targets,
    terms,
)
from guantong.core.scenario.checks.overlays import check_overlay
from guantong.core.scenario.checks.registry import (
    CHECKS,
    SHAPE_CODES,
    Check,
    Found,
    check_package,
    severity_of,
)

__all__ = [
    "CHECKS",
    "SHAPE_CODES",
    "Check",
    "Found",
    "applying",
    "check_overlay",
    "check_package",
    "conditions",
    "dropped",
    "elements",
    "fitting",
    "overlays",
    "parties",
    "proofs",
    "severity_of",
    "sharing",
    "stories",
    "targets",
    "terms",
]
