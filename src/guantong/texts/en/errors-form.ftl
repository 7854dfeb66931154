# What is wrong with a filled-in field, and what to do about it.
problem-form-answer-differs = "{ $ask }" was answered with { $answer } before, and here it is { $value }; both must agree. Change this, or go back and change the answer.
problem-form-not-the-applicant = You apply as “{ $said }”, so “{ $title }” must be the identity number of the account that you signed in with. Check both, or let that person sign in and apply, or give you a mandate.
problem-form-not-proven = To apply as “{ $said }”, hand in “{ $title }”, or apply under a mandate as guardian.
problem-form-answer-read-otherwise = "{ $ask }" was answered with { $answer }, but { $system } has { $value } on record. Compare, and go back to change the answer; if the record is wrong, ask the registering office to put it right first.
problem-form-other-situation = With { $value } for "{ $ask }" other items would apply, so it cannot be changed within this case. Withdraw the case, answer the questions again and apply anew.
problem-form-missing = Please fill in “{ $title }”.
problem-form-invalid = “{ $title }” is not in the right format; compare it with the example.
problem-form-check-digit = The check digit of “{ $title }” does not match; compare the number digit by digit.
problem-form-birth-date = The birth date inside “{ $title }” does not exist; check digits 7 to 14.
problem-form-date = “{ $title }” is not a date; write it like 2026-03-02.
problem-form-too-long = “{ $title }” may have { $limit } characters and has { $length }; please shorten it.
problem-form-out-of-range = “{ $title }” is out of range (least: { $min }, most: { $max }); please check it.
problem-form-choice = For “{ $title }” choose one of: { $possible }.
problem-form-document-type = “{ $title }” takes these kinds of file only: { $possible }.
problem-form-document-size = The file for “{ $title }” is empty or larger than { $limit } MB; please upload it again.
