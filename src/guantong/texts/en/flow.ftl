# Verbs, phases, statuses, effects, what a due day is made of, the command for holidays

flow-verb-submit = Submit
flow-verb-correct = Correct
flow-verb-supplement = Hand in what is owed
flow-verb-withdraw = Withdraw
flow-verb-rate = Rate
flow-verb-return = Return for correction
flow-verb-accept = Accept
flow-verb-refuse = Refuse
flow-verb-deliver = Deliver
flow-verb-approve = Approve
flow-verb-reject = Reject
flow-verb-send-back = Send a sibling back
flow-verb-consult = Consult
flow-verb-answer = Answer
flow-verb-pause = Begin a special procedure
flow-verb-suspend = Suspend
flow-verb-resume = Resume
flow-verb-extend = Extend
flow-verb-appoint = Appoint the visit
flow-verb-inspect = Record a finding
flow-verb-lapse = Lapse
flow-verb-receive = Shared data received
flow-verb-give-up = Source not asked again
flow-verb-open-field = Protected data opened

flow-phase-draft = Draft
flow-phase-submitted = Submitted
flow-phase-correcting = To correct
flow-phase-handling = In progress
flow-phase-decided = Decided
flow-phase-delivered = Delivered
flow-phase-refused = Refused
flow-phase-withdrawn = Withdrawn

flow-status-waiting = Waiting
flow-status-open = Open
flow-status-correcting = To correct
flow-status-paused = In a special procedure
flow-status-suspended = Suspended
flow-status-approved = Approved
flow-status-rejected = Rejected
flow-status-barred = Barred
flow-status-withdrawn = Withdrawn

flow-effect-case-submitted = Case submitted
flow-effect-correction-asked = Correction asked
flow-effect-correction-received = Correction received
flow-effect-case-accepted = Case accepted
flow-effect-case-refused = Case refused
flow-effect-supplement-owed = Supplement owed
flow-effect-supplement-received = Supplement received
flow-effect-supplement-lapsed = Supplement day passed
flow-effect-supplement-extended = Supplement day extended
flow-effect-task-opened = Task opened
flow-effect-task-reopened = Task opened again
flow-effect-task-waiting = Task waits for a sibling
flow-effect-task-stopped = Task's clock stopped
flow-effect-task-resumed = Task's clock resumed
flow-effect-task-extended = Task extended
flow-effect-task-approved = Task approved
flow-effect-task-rejected = Task rejected
flow-effect-task-barred = Task barred
flow-effect-task-sent-back = Task sent back
flow-effect-consultation-asked = Consultation asked
flow-effect-consultation-answered = Consultation answered
flow-effect-source-answered = A shared source answered
flow-effect-source-given-up = A shared source is not asked again
flow-effect-visit-appointed = Visit appointed
flow-effect-finding-recorded = Finding recorded
flow-effect-case-decided = Case decided
flow-effect-case-delivered = Case delivered
flow-effect-case-withdrawn = Case withdrawn
flow-effect-case-rated = Case rated
flow-effect-rectification-owed = Rectification owed

flow-clock-promise = Promised term
flow-clock-extension = Extension
flow-clock-correction = Waiting for a correction
flow-clock-lapse = Waiting for what is owed
flow-clock-procedure = Special procedure
flow-clock-suspension = Suspension
flow-clock-upstream = Waiting for a sibling
flow-clock-slack = Absorbed by slack

flow-procedure-announcement = Announcement
flow-procedure-hearing = Hearing
flow-procedure-expert-review = Expert review
flow-procedure-testing = Testing
flow-procedure-inspection = Inspection by a testing body

flow-colour-green = In time
flow-colour-amber = Due within two workdays
flow-colour-red = Overdue
flow-colour-grey = Clock not running

flow-grade-1 = Very dissatisfied
flow-grade-2 = Dissatisfied
flow-grade-3 = Fairly satisfied
flow-grade-4 = Satisfied
flow-grade-5 = Very satisfied

holidays-help = Show, check and import official holidays
holidays-covered = Covered years: { $years }
holidays-checked = { $file }: { $year }, { $off } days off, { $worked } weekend days worked, { $workdays } workdays in the year. It is right.
holidays-imported = { $year } was written to { $file }. A running server works out the due days within the hour; `guantong round` does so at once.

flow-because-needed-now = Its stage begins and it is needed now; the clock waits until it is there
