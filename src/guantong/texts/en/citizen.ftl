# Pages for applicants: from the questions to the rating
citizen-step-questions = Questions
citizen-step-applies = What applies
citizen-step-form = The one form
citizen-step-check = Check
citizen-questions-title = A few questions first
citizen-questions-lead = Your answers decide which items you need. You can change them later.
citizen-questions-none = There is nothing to ask; see what has to be done.
citizen-questions-next = Show what I need
citizen-applies-title = { $count ->
    [one] One item applies to you
   *[other] { $count } items apply to you
}
citizen-applies-yes = What you need
citizen-applies-no = What you do not need
citizen-always = Always part of this matter
citizen-answered = { $ask }: { $answer }
citizen-because = Because you answered “{ $answers }”
citizen-to-fill = To fill in
citizen-to-upload = To upload
citizen-count-fields = { $count ->
    [one] 1 detail
   *[other] { $count } details
}
citizen-count-documents = { $count ->
    [one] 1 document
   *[other] { $count } documents
}
citizen-documents = { $count ->
    [one] One document to upload
   *[other] { $count } documents to upload
}
citizen-answers = Your answers
citizen-answers-fixed = What was answered here is not asked again; all departments use it.
citizen-answers-kept = When you change the answers, what you filled in and still need stays.
citizen-begin-again = Go on with the new answers
citizen-answers-change = Change the answers
citizen-begin-title = Fill in the one form
citizen-begin-place = You apply in { $place }.
citizen-begin = Start the form
citizen-begin-sign-in = The next step needs a sign-in; your answers are kept.
citizen-begin-choose-lead = First choose the county or district in which you apply.
citizen-begin-choose = Choose your area
citizen-form-title = The one form
citizen-form-lead = Everything that all departments need, each thing once. Save at any time and go on later.
citizen-form-check = Next: check
citizen-form-save = Save
citizen-form-parts = Parts of the form
citizen-saved = Saved. You can go on later.
citizen-saved-at = Saved on { $at }
citizen-spared = { $count } things you need not fill in
citizen-spared-lead = A department has them already, or something else replaces them.
citizen-spared-list = Which, and who gives them
citizen-may-owe = You can hand in without it and let it follow within { $count } workdays of acceptance.
citizen-from-stage = Needed only when “{ $stage }” begins; you will be asked then. If you have it now, you may hand it in now.
citizen-later-stage = Follows when “{ $stage }” begins
citizen-later = Follows later (within { $count } workdays)
citizen-silent = This should have come from shared data, but could not be had for now; please fill it in.
citizen-silent-lead = Some sources do not answer at the moment. So that you need not wait, please fill in what is marked below; everything else is saved.
citizen-draft-delete = Delete this draft
citizen-delete = Delete
citizen-delete-title = Delete this draft?
citizen-delete-lead = What you filled in cannot be brought back.
citizen-delete-keep = Keep it
citizen-deleted = The draft has been deleted.
citizen-check-title = Check and hand in
citizen-check-lead = Look at it once more. The window then passes it on to all departments.
citizen-check-change = Change
citizen-check-back = Go back
citizen-check-promise = Your confirmation
citizen-check-promise-line = This promise replaces: { $title }
citizen-check-confirm = I confirm that all of this is true, and I answer for it
citizen-check-submit = Hand in
citizen-receipt = Receipt
citizen-receipt-title = Your application was handed in
citizen-receipt-code = Tracking code
citizen-receipt-applicant = Applicant
citizen-receipt-place = Area
citizen-receipt-items = Items
citizen-receipt-qr = Scan to track
citizen-receipt-next = What happens next
citizen-receipt-next-1 = The window checks it; the clock starts with acceptance.
citizen-receipt-next-2 = The departments work side by side. If something has to be changed, you are told what and why.
citizen-receipt-next-3 = When all is decided, you get all results at once.
citizen-receipt-print = Print this page or save it with your browser. Keep the code: with it you can follow the case without a sign-in.
citizen-receipt-case = Open the case
citizen-receipt-track = Tracking page
citizen-drafts = Not finished
citizen-cases = Handed in
citizen-submitted = handed in on { $day }
citizen-closed = closed on { $day }
citizen-cases-none = No cases yet
citizen-cases-none-hint = After you hand in an application you can follow every step here.
citizen-case-correct = { $count ->
    [one] One thing needs your correction
   *[other] { $count } things need your correction
}
citizen-case-correct-clock = Until then the clock stands still; afterwards the work goes on.
citizen-case-correct-button = Correct it
citizen-correct-title = Correction
citizen-correct-lead = Change only what is marked below; the rest stays as it is.
citizen-correct-button = Hand in the correction
citizen-correct-why = To be corrected: { $why }
citizen-correct-done = The correction was handed in.
citizen-case-owed = { $count ->
    [one] One document is still to follow
   *[other] { $count } documents are still to follow
}
citizen-case-owed-button = Hand them in
citizen-supplement-title = Hand in what is owed
citizen-supplement-lead = These were allowed to follow after acceptance. Hand in all of them, or some now.
citizen-supplement-button = Hand in
citizen-supplement-done = Received.
citizen-owed-until = Please hand it in by { $day }
citizen-lapsed = overdue
citizen-withdraw = Take the application back
citizen-withdraw-title = Take it back?
citizen-withdraw-lead = All items that are not decided stop, and this cannot be undone. You can apply again at any time.
citizen-withdraw-why = Reason
citizen-withdraw-button = Take it back
citizen-withdraw-keep = Keep it
citizen-withdrawn = The application was taken back.
citizen-refused = Not accepted
citizen-refused-because = Grounds: { $because }
citizen-grounds = Grounds: { $because }
citizen-appeal = If you disagree, you may ask for administrative reconsideration within sixty days of learning of the result, or go to court within six months. You may also apply again once the grounds are met.
citizen-appeal-licence = If you do not agree, you may ask for a review within sixty days of knowing of it, or go to court within six months.
citizen-results = Results
citizen-approved = Approved
citizen-rejected = Not approved
citizen-case-rate = How was it?
citizen-case-rate-lead = Your rating goes straight into the mending: if you are dissatisfied, somebody has to put it right and answer.
citizen-case-rate-button = Rate it
citizen-rate-lead = Choose what comes closest; you may add a few words.
citizen-rate-grade = All in all
citizen-rate-because = Your words
citizen-rate-button = Send
citizen-rated = Thank you.
citizen-my-grade = Your rating
citizen-values = What was handed in ({ $count })
citizen-history = Record ({ $count })
citizen-days = Days
citizen-due-why = How the day was worked out
citizen-actor-applicant = Applicant
citizen-actor-clerk = Window
citizen-actor-officer = Officer
citizen-actor-manager = Manager
citizen-actor-system = System
citizen-source-sibling = from an earlier item
citizen-source-shared = shared data
citizen-source-licence = e-licence
citizen-source-commitment = promise instead
citizen-source-officer = fetched by the office
citizen-source-dropped = not asked any more
citizen-verified = Verified (source: { $source })
citizen-verified-name = { $name } · { $verified }
citizen-unknown = The register does not know this number. If the number is right, please fill this in; when you correct the number, this field goes away.
citizen-unknown-lead = Some sources gave nothing. Check the numbers first; if they are right, fill in the fields listed here. Everything else is saved.
problem-citizen-person-only = A person applies for “{ $title }”, and you are signed in for an enterprise. Sign out, sign in with your personal account and begin again.
problem-citizen-enterprise-only = An enterprise applies for “{ $title }”, and you are signed in as a person. Sign out, sign in with the account of the enterprise and begin again.
citizen-barred = Not possible
citizen-barred-because = Not possible, because { $items } was not approved before it.
citizen-barred-plain = Not possible, because what comes before it was not approved.
citizen-findings = What the joint visit found
citizen-rectification = Your rating is being followed up
citizen-rectification-lead = The unit responsible is putting it right and will ask you when it is done. You can follow it at any time.
citizen-rectification-over = It was put right and struck off.
citizen-awaited = These come from the departments' own systems and have not arrived yet. You need not hand them in; the unit that decides looks them up.
citizen-awaited-over = The system asked several times without getting these; the unit that decides now checks them by hand. You need not hand anything in, and the term is not lengthened by it.
