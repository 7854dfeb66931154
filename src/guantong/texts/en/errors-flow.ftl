# Refusals of the engine, the clock, identifiers and holidays
problem-flow-phase =
    The case is { $phase ->
        [draft] a draft
        [submitted] submitted and not accepted yet
        [correcting] waiting for a correction before acceptance
        [handling] being handled
        [decided] decided and not delivered yet
        [delivered] delivered
        [refused] refused
        [withdrawn] withdrawn
       *[other] { $phase }
    }: this cannot be done now. Reload and choose one of the actions that the page offers.
problem-flow-closed =
    The case is closed ({ $phase ->
        [draft] a draft
        [submitted] submitted and not accepted yet
        [correcting] waiting for a correction before acceptance
        [handling] being handled
        [decided] decided and not delivered yet
        [delivered] delivered
        [refused] refused
        [withdrawn] withdrawn
       *[other] { $phase }
    }): nothing more can be done in it. Apply again if it is still needed.
problem-flow-status =
    “{ $title }” is { $status ->
        [waiting] waiting for a sibling
        [open] open
        [correcting] waiting for a correction
        [paused] in a special procedure
        [suspended] suspended
        [approved] approved
        [rejected] rejected
        [barred] barred
        [withdrawn] withdrawn
       *[other] { $status }
    }: this cannot be done now. Reload and choose one of the actions that the page offers.
problem-flow-wrong-flow = The case is pinned to flow { $pinned } and cannot be run on { $flow }. Use the version it was opened with.
problem-flow-unknown-verb = There is no action “{ $verb }”. The reference lists those there are.
problem-flow-unknown-item = This case has no item “{ $where }”. It has: { $possible }.
problem-flow-reason-missing = Say the reason (for: { $elements }).
problem-flow-fields-missing = Mark at least one field that is to be corrected.
problem-flow-nothing-given = Nothing was handed in. Give at least one value.
problem-flow-not-asked = { $elements }: nobody asks the applicant for this, it cannot be handed in.
problem-flow-missing = { $elements } is missing. Return it to the applicant, or accept it as owed where that is possible.
problem-flow-marks-open = { $elements } was marked and has no answer yet. Answer every mark and submit again.
problem-flow-nothing-marked = Nothing is marked for correction.
problem-flow-not-marked = { $elements } was not marked and cannot be changed. What can be changed: { $possible }.
problem-flow-not-markable = { $elements } cannot be corrected by the applicant, so it cannot be marked.
problem-flow-nothing-owed = Nothing is owed.
problem-flow-not-owed = { $elements } is not owed. What is owed: { $possible }.
problem-flow-not-owable = { $elements } cannot be owed. What can be: { $possible }.
problem-flow-owed = { $elements } is still owed; the item cannot be approved before it is handed in.
problem-flow-not-lapsed = The supplement day ({ $due }) has not passed.
problem-flow-nothing-lapsed = No supplement day has passed.
problem-flow-nothing-awaited = Nothing is awaited from a shared source.
problem-flow-not-awaited = { $elements } is not awaited from a source. What is: { $possible }.
problem-flow-consultation-open = { $units } has not answered yet. Decide when the answer is there.
problem-flow-no-consultation = No consultation waits for an answer of this unit.
problem-flow-unit-missing = Name the unit that is asked.
problem-flow-finding-missing = The inspection of “{ $place }” has no finding yet. Appoint the visit and record the finding first.
problem-flow-finding-failed = The inspection of “{ $place }” failed. Return it, reject it, or appoint a repeat visit.
problem-flow-no-inspection = This item has no inspection.
problem-flow-already-inspected = The finding is already recorded. For an item that failed, appoint a repeat visit first.
problem-flow-no-visit = No visit is appointed yet. Appoint the day first.
problem-flow-visit-day = The day of the visit ({ $day }) does not fit: it cannot lie before today, and a finding cannot be recorded before it.
problem-flow-not-workday = { $day } is not a workday, so no visit can be appointed for it. The nearest workdays: { $possible }.
problem-flow-visit-late = The visit is to take place by { $due }. For a later day, say the reason.
problem-flow-not-leading = { $leading } leads the inspection and appoints the day; { $unit } cannot.
problem-flow-procedure = “{ $kind }” is not a special procedure of this item. It has: { $possible }.
problem-flow-not-stopped = No special procedure or suspension is running.
problem-flow-extended = It has been extended by { $days } workdays already; it can be extended once only.
problem-flow-extension-days = An extension of { $days } workdays is not possible: more than 0, at most { $most }.
problem-flow-not-upstream = “{ $target }” is not a sibling that this item depends on. What can be sent back: { $possible }.
problem-flow-not-issued = { $elements } is not issued by this item. What can be given: { $possible }.
problem-flow-grade = A rating is from 1 to 5, not { $grade }.
problem-flow-rated = It has been rated ({ $grade }). A case is rated once.
problem-clock-gap = There is no official calendar for { $year } (there is { $covered }), so no due day can be computed. Import the notice of the State Council with guantong holidays import.
problem-digest-no-sm3 = The OpenSSL under this Python lacks SM3. Use one that has it (3.0 and above, as shipped).
problem-identifier-id-number = “{ $value }” is not a valid id number (18 characters with birth date and check character). Compare it digit by digit.
problem-identifier-uscc = “{ $value }” is not a valid unified social credit code (18 characters). Compare it character by character.
problem-identifier-licence = “{ $value }” is not a valid e-licence identifier. Check its parts and its check character.
problem-identifier-division = “{ $value }” is not a valid division code (2, 4, 6, 9 or 12 digits).
problem-identifier-item = “{ $value }” is not a valid implementing code (31 characters) or way-of-handling code (33).
problem-holidays-columns = These columns are missing: { $missing }. The file needs date, kind and name.
problem-holidays-date = “{ $value }” is not a date. Write it like 2027-01-01.
problem-holidays-kind = “{ $value }” is neither off (a day off) nor work (a weekend day that is worked).
problem-holidays-weekday = { $day } is a weekday and worked anyway; it cannot be given as work. Check the date.
problem-holidays-source = No source is given. Name the notice with --source.
problem-holidays-twice = { $day } is given twice.
problem-holidays-part = { $year } is not complete: the statutory holiday { $day } is not off. Import the notice of the whole year.
problem-holidays-sense = In { $year } { $worked } weekend days are worked for { $off } weekdays off; that cannot be right. Check the file.
problem-holidays-years = A notice is about one year; the file has: { $years }.
# Why something cannot be approved yet: what is missing and who has to move
problem-flow-why-not-accepted = The window has not accepted the case yet.
problem-flow-why-decided = This item is decided.
problem-flow-why-waiting = It waits for what comes before it: { $items }.
problem-flow-why-correcting = The applicant was asked to correct and has not answered yet: { $elements }.
problem-flow-why-paused = A special procedure has been running since { $since }; decide when it is over.
problem-flow-why-suspended = The item has been suspended since { $since }; resume it before deciding.
problem-flow-why-consulting = An opinion was asked for and has not come: { $units }.
problem-flow-why-owed = Accepted with gaps, still owed: { $elements }; the applicant has to hand in by { $due }.
problem-flow-why-lapsed = Owed and overdue: { $elements }; the window decides whether to give another term or to refuse.
problem-flow-why-missing = Missing: { $elements }. Return it to the applicant.
problem-flow-why-no-visit = "{ $place }" has no day yet; { $leading } leads and appoints it.
problem-flow-why-no-finding = "{ $place }" is appointed for { $day }; record the finding of this item after the visit.
problem-flow-why-failed = "{ $place }" was not passed. { $leading } can appoint a repeat; you can also return it for correction or reject.
