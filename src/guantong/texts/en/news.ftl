# One's own cases: what is new
citizen-news = { $count } things are new
citizen-news-earlier = { $count } earlier ones
citizen-news-seen = I have seen these
citizen-news-mend = To be mended:{" "}
citizen-news-until = valid until { $day }
citizen-news-return = Returned: please mend it and hand it in again
citizen-news-accept = Accepted; the clock runs
citizen-news-refuse = Not accepted
citizen-news-approve = One item was approved
citizen-news-reject = One item was not approved
citizen-news-suspend = Handling is suspended
citizen-news-resume = Handling goes on
citizen-news-appoint = The day of the visit is fixed
citizen-news-send-back = Sent back to an earlier step
citizen-news-deliver = Finished, the results were handed over
citizen-news-lapse = The day for papers to be brought later has passed
citizen-news-look-through = The window looked it through: complete
citizen-news-invite = The window looked it through: please come
citizen-news-licence = A licence was issued
citizen-news-expiring = A licence is about to run out
mail-subject = Something happened in your case { $code }
mail-body =
    Your case { $code }: { $what }.

    Sign in to read more: { $link }

    This was sent by a machine; please do not answer. To receive no more, empty the address among your cases.
citizen-mail = Tell me by e-mail
citizen-mail-address = E-mail address
citizen-mail-hint = The letter holds the case's code and a link and nothing about you. Empty the address and save to end it.
citizen-mail-save = Save
citizen-mail-on = Saved. You will be told by e-mail when something happens.
citizen-mail-off = No more e-mail will be sent.
