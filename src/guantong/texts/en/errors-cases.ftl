# Cases: who may do what, who was faster, what is wrong
problem-cases-not-found = Nothing was found under { $case }, or you may not see it. Check the number, or sign in with the account that handed it in.
problem-cases-wrong-role = Your role cannot do this ({ $verb }). Sign in with a role that can, or pass it on.
problem-cases-not-yours = This ({ $verb } { $item }) belongs neither to you nor to your unit or window. Pass it on to the unit in charge.
problem-cases-wrong-board = You have not passed the board that this case belongs to. Pass it on to a clerk who has.
problem-cases-separate = Acceptance and handling are separate: whoever accepted this case, or handed it in at the window, does not decide it ({ $item }). A colleague of your unit can.
problem-cases-recuse = This is your own application, or that of somebody you act or acted for; you can neither accept nor decide it. A colleague can.
problem-cases-not-hidden = “{ $element }” is not masked; there is nothing to open.
problem-cases-out-of-scope = Your mandate does not cover this matter. Ask the principal for a wider one, or go on as yourself.
problem-cases-stale =
    Since you looked, { $role ->
        [applicant] the applicant
        [clerk] a clerk
        [officer] an officer
        [system] the system
       *[other] { $role }
    } { $unit } { $verb ->
        [submit] submitted it
        [correct] corrected it
        [supplement] handed in what was owed
        [withdraw] withdrew it
        [rate] rated it
        [return] sent it back for correction
        [accept] accepted it
        [refuse] refused it
        [deliver] delivered the results
        [approve] approved
        [reject] rejected
        [send_back] sent a finished item back
        [consult] consulted another unit
        [answer] answered a consultation
        [pause] began a special procedure
        [suspend] suspended
        [resume] resumed
        [extend] extended the term
        [appoint] appointed the visit
        [inspect] recorded a finding
        [lapse] noted a supplement day
        [receive] received shared data
        [give_up] gave up asking a source
        [open_field] opened protected data
       *[other] { $verb }
    } at { $at }: the case went from version { $seen } to { $version } and what you did had no effect. Reload and judge again.
problem-cases-busy = Several people work on this case at once and { $attempts } attempts failed. Nothing was changed by you; try again in a moment.
problem-cases-key-used = This submission key ({ $key }) belongs to another case. Reload the page and try again.
problem-cases-no-key = The submission key is missing, so a form sent twice could not be told apart. Reload the page and try again.
problem-cases-not-applied-for = Nobody applies for { $where }; it is opened by the system.
problem-cases-bad-cursor = The place in the list { $cursor } is not valid. Go back to its first page.
problem-cases-unknown-filter = The filter "{ $value }" is not known ({ $where }). Possible: { $possible }.
problem-cases-no-document = The file "{ $name }" has not been uploaded, or not by you. Upload it again.
problem-cases-document-type = What is in the file "{ $where }" is of no accepted type. You can upload: { $possible }.
problem-cases-document-size = The file "{ $where }" is empty or larger than { $limit } MB. Make it smaller or divide it.
problem-form-not-asked = { $element } is not in the form of this application and cannot be handed in. Reload the form and try again.
problem-form-source-silent = "{ $title }" should have come from { $system }, which gave no answer. Fill it in yourself and submit again.
problem-form-source-unknown = { $source } knows nobody by this number. Please compare it; if it is right, fill in what is asked below.
problem-cases-result-unknown = Case { $code } was granted { $item }, which issues { $element }; version { $version } of the matter does not describe this result, so no e-licence has been made yet. Ask whoever runs the system to look at that version; the next round tries again.
problem-cases-not-to-look-through = Only a case that was handed in and is not accepted yet can be looked through. Load the page again to see where it stands.
problem-cases-come-with-what = Say what the applicant should bring to the window, so that nobody comes in vain.
problem-cases-copy-case = “{ $code }” is no open case of yours and cannot stand on the copy – choose one from the list; for use elsewhere choose none
problem-cases-bad-address = This does not look like an e-mail address. Please check it; it should look like name@example.org.
