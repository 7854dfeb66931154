"""The SQL of every measure word of `core/scenario/measures.py`: which cases, on which day, how much of what.

Each word gives rows (case, day, counted, of). A number and the list behind it are made from the same rows, so they cannot
differ. Conditions stand in the text, never in it what somebody typed: parameters are all that varies.
"""

from __future__ import annotations

import msgspec

BAD_GRADE, GOOD_GRADE = 2, 4
RECTIFICATION = "rectification"
OF_MATTER = "k.scenario = %(scenario)s"
CLOSED = "k.closed_on IS NOT NULL"
DELIVERED = "k.phase = 'delivered' AND k.closed_on IS NOT NULL"
RATED = f"{DELIVERED} AND k.grade > 0"
# Delivery may wait for the applicant; what the departments promise ends with the last decision.
DECIDED = """CROSS JOIN LATERAL (
  SELECT max(t.decided_on) AS decided_on FROM cases_task t WHERE t.case_id = k.id AND t.kind = 'branch') d"""
BOTH_KNOWN = "k.accepted_on IS NOT NULL AND d.decided_on IS NOT NULL"
SENT_BACK = """EXISTS (SELECT 1 FROM journal_entry j WHERE j.chain = 'case:' || k.id AND j.kind = 'return')"""
# What was owed stands in the entry of the acceptance, what lapsed in those of the mornings after; the state forgets both.
OWED = """CROSS JOIN LATERAL (
  SELECT count(DISTINCT e.element) FILTER (WHERE f.effect->>'kind' = 'SupplementLapsed') AS lapsed,
         count(DISTINCT e.element) FILTER (WHERE f.effect->>'kind' = 'SupplementOwed') AS owed
  FROM journal_entry j, json_array_elements(j.body->'effects') AS f(effect), json_array_elements_text(f.effect->'elements') AS e(element)
  WHERE j.chain = 'case:' || k.id AND j.kind IN ('accept', 'lapse') AND f.effect->>'kind' IN ('SupplementOwed', 'SupplementLapsed')) w"""
# A source that is not written is the applicant: see `Datum`.
DATA = """JOIN cases_state s ON s.case_id = k.id CROSS JOIN LATERAL (
  SELECT count(*) FILTER (WHERE v.value->>'source' IN ('shared', 'licence', 'sibling')) AS spared, count(*) AS held
  FROM json_each(s.state->'data') AS v WHERE v.value->>'value' IS NOT NULL) w"""
READS = """CROSS JOIN LATERAL (
  SELECT count(*) FILTER (WHERE NOT r.answered) AS silent, count(*) AS reads
  FROM sharing_read r WHERE r.case_chain = 'case:' || k.id) w"""
AT_COUNTER = "EXISTS (SELECT 1 FROM cases_lookup l WHERE l.case_id = k.id)"
# A rectification is one bad rating: of the matter that was rated, and of its own matter. Struck off when all is decided.
RECTIFIED = f"""k.scenario = '{RECTIFICATION}' AND k.origin_id IS NOT NULL AND (%(scenario)s = '{RECTIFICATION}'
  OR EXISTS (SELECT 1 FROM cases_case o WHERE o.id = k.origin_id AND o.scenario = %(scenario)s))"""
STRUCK_OFF = "k.phase IN ('decided', 'delivered')"
OVER_ON = f"CASE WHEN {STRUCK_OFF} THEN LEAST(d.decided_on, k.due_on) ELSE k.due_on END"


class Behind(msgspec.Struct, frozen=True, kw_only=True):
    """The rows behind one measure. `day` puts a case into a month; with `at_end` there is no such day, and the cases are
    looked at on the last day of each month. `matter` says which cases belong to it."""

    which: str
    day: str = "k.closed_on"
    counted: str = "1"
    of: str = "1"
    join: str = ""
    matter: str = OF_MATTER
    at_end: bool = False


def _share(which: str, condition: str, *, join: str = "", day: str = "k.closed_on") -> Behind:
    return Behind(which=which, counted=f"CASE WHEN {condition} THEN 1 ELSE 0 END", join=join, day=day)


OPEN_THEN = "k.submitted_on <= m.day AND (k.closed_on IS NULL OR k.closed_on > m.day)"
BEHIND: dict[str, Behind] = {
    "cases_submitted": Behind(which="TRUE", day="k.submitted_on"),
    "cases_closed": Behind(which=CLOSED),
    "cases_open": Behind(which=OPEN_THEN, at_end=True),
    "cases_overdue": Behind(which=f"{OPEN_THEN} AND NOT k.stopped AND k.due_on < m.day", at_end=True),
    "on_time_rate": _share(
        f"{DELIVERED} AND k.due_on IS NOT NULL AND d.decided_on IS NOT NULL",
        "d.decided_on <= k.due_on",
        join=DECIDED,
    ),
    "average_workdays": Behind(which=f"{DELIVERED} AND {BOTH_KNOWN}", join=DECIDED),
    "at_once_rate": _share(f"{DELIVERED} AND {BOTH_KNOWN}", "d.decided_on = k.accepted_on", join=DECIDED),
    "correction_rate": _share(CLOSED, SENT_BACK),
    "refusal_rate": _share(CLOSED, "k.phase = 'refused'"),
    "withdrawal_rate": _share(CLOSED, "k.phase = 'withdrawn'"),
    "owed_lapsed_rate": Behind(which=f"{CLOSED} AND w.owed > 0", counted="w.lapsed", of="w.owed", join=OWED),
    "shared_rate": Behind(which=f"{DELIVERED} AND w.held > 0", counted="w.spared", of="w.held", join=DATA),
    "silent_rate": Behind(
        which="w.reads > 0", day="k.submitted_on", counted="w.silent", of="w.reads", join=READS
    ),
    "counter_rate": _share("TRUE", AT_COUNTER, day="k.submitted_on"),
    "inspections_per_case": Behind(which=DELIVERED, counted="k.visits"),
    "rating_average": Behind(which=RATED, counted="k.grade"),
    "good_rating_rate": _share(RATED, f"k.grade >= {GOOD_GRADE}"),
    "bad_rating_rate": _share(RATED, f"k.grade <= {BAD_GRADE}"),
    "rectified_rate": Behind(
        which=f"k.due_on IS NOT NULL AND ({STRUCK_OFF} OR k.closed_on IS NULL AND k.due_on < %(today)s)",
        day=OVER_ON,
        counted=f"CASE WHEN {STRUCK_OFF} AND d.decided_on <= k.due_on THEN 1 ELSE 0 END",
        join=DECIDED,
        matter=RECTIFIED,
    ),
}


def rows_sql(measure: str, seen: str, columns: str = "") -> str:
    """Return the SELECT of the rows behind a measure: id, day, counted, of, then `columns`. Its parameters: scenario,
    since, until, today, and `ends` for what is looked at on the last day of a month."""
    behind = BEHIND[measure]
    source = "cases_case k"
    if behind.at_end:
        source, day = "unnest(%(ends)s::date[]) AS m(day) JOIN cases_case k ON TRUE", "m.day"
        within = "TRUE"
    else:
        day, within = behind.day, f"{behind.day} BETWEEN %(since)s AND %(until)s"
    more = f", {columns}" if columns else ""
    return (
        f"SELECT k.id, {day} AS day, {behind.counted} AS counted, {behind.of} AS of{more} FROM {source} {behind.join} "
        f"WHERE {seen} AND {behind.matter} AND {behind.which} AND {within}"
    )
