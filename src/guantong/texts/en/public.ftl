# Pages that need no sign-in
public-home-title = Home
public-home-heading = What do you want to get done?
public-home-lead = Name the matter. We settle the items of all the departments behind it, together and once.
public-home-often = Often wanted:
public-home-life = For people
public-home-business = For enterprises
public-home-all = All matters
public-home-nothing = Nothing has been published yet
public-home-nothing-hint = Matters appear here once they are published.
public-home-saved = What the reform saved
public-home-saved-how = Where these figures come from
public-home-saved-note = Computed from the { $count } published matters, each in its widest situation, and added up.
public-home-saved-rows = Matter by matter
public-home-clock = The day of receipt does not count, nor do holidays, nor the time in which we wait for you. Every case shows how its day was worked out.
public-home-clock-more = How days are counted
public-search-label = Search for a matter
public-search-example = for example: newborn, pharmacy
public-matter = Matter
public-matters-title = Find a matter
public-matters-for = For whom
public-matters-found = { $count ->
    [one] 1 matter
   *[other] { $count } matters
}
public-matters-none = Nothing matches
public-matters-none-hint = Try other words, “newborn” or “open a shop” for example.
public-for-all = All
public-for-person = People
public-for-enterprise = Enterprises and institutions
public-track-administration = Administration
public-track-industry = Industry
public-track-livelihood = Livelihood
public-card-items-most = up to { $count } items in one
public-card-items = { $count ->
    [one] 1 item
   *[other] { $count } items in one
}
public-card-days = { $count ->
    [0] at once
    [one] promised in 1 workday
   *[other] promised in { $count } workdays
}
public-card-days-or-instant = { $count ->
    [one] at once, or promised in 1 workday
   *[other] at once, or promised in { $count } workdays
}
public-guide-promised = Promised in
public-guide-items = Items
public-guide-visits = Visits
public-guide-fees = Fees
public-guide-law = Legal basis
public-count-items = { $count ->
    [one] 1 item
   *[other] { $count } together
}
public-count-visits = { $count ->
    [0] None
    [one] At most one
   *[other] At most { $count }
}
public-guide-items-title = What is decided, and by whom
public-guide-items-lead = { $lead } leads; the departments work side by side and you get all results at once.
public-guide-sometimes = In some situations
public-guide-item-promised = promised: { $term }
public-guide-item-legal = by law: { $term }
public-guide-result = Result: { $result }
public-guide-guess-mark = assumed
public-guide-guess = marks what we assume for now: no published source says it, and the office's own word counts.
public-guide-guess-all = See all that is assumed
public-guide-waits = Begins by itself once there is: { $elements }
public-guide-visit = You come in person: { $why }
public-guide-no-visit = No need to come
public-guide-details = Conditions, legal basis and more
public-guide-when = When it applies
public-guide-decided-by = It depends on your answer to “{ $asks }”
public-guide-subjects = For whom
public-guide-conditions = Conditions
public-guide-online = Online
public-guide-online-yes = Can be done online
public-guide-online-no = At the window only
public-guide-serves = Service or governance
public-guide-procedures = Special procedure
public-guide-procedures-stop = { $procedures }; the clock stands still
public-guide-basic-code = Basic code
public-guide-code = Implementing code
public-guide-no-law = Not named
public-guide-handling = When you have to come
public-guide-come = { $count ->
    [0] All online: you need not come at all.
    [one] You come to the window once at most; all of this is done then.
   *[other] You come to the window { $count } times at most, for this.
}
public-guide-lived = With special procedures, in which the clock stands still, { $count } workdays at most
public-guide-basis = What it rests on, and what is assumed
public-guide-basis-lead = The matter was set up to do what these documents of the reform ask for.
public-guide-clause = { $document }, { $place } of the text
public-guide-assumed = All that is assumed
public-guide-assumed-lead = No published source was found for this. It was assumed so that the matter can run; the office's own word counts.
public-guide-assumed-whole = The whole matter
public-guide-situations = Your answers lead to one of { $count } situations; this is the widest. After the questions you see only what applies to you.
public-guide-bring = What you prepare
public-guide-bring-lead = At most { $documents } documents and { $filled } details, each of them once.
public-guide-owed = may follow within { $count } workdays
public-guide-from-stage = needed from “{ $stage }” on
public-guide-asked-by = For: { $items }
public-guide-filled = Show the { $count } details to fill in
public-guide-spared = { $count } things you need not give
public-guide-spared-lead = Departments share them, or a promise replaces them. Please do not prepare them.
public-guide-plan = The plan
public-guide-plan-lead = What does not depend on anything else runs side by side; an item waits only for a result that it needs.
public-guide-figures = Before and after
public-guide-figures-lead = Open any figure to see every row behind it.
public-guide-start = Apply
public-guide-start-lead = { $count ->
    [0] No questions; go straight to the form.
    [one] One question first, to see what applies to you.
   *[other] { $count } questions first, to see what applies to you.
}
public-guide-start-button = Start
public-guide-place = Your area: { $place }
public-guide-place-none = not chosen (the province's standard is shown)
public-guide-place-change = Change
public-guide-contents = On this page
public-fee = Fee
public-fee-amount = Amount
public-sign-in-lead = Applicants and staff sign in here.
public-demo-accounts = Accounts of the demonstration
public-demo-accounts-lead = This is a demonstration: all people and data are invented. Sign in as any of these; the password of all is
public-sign-in-handle = User name
public-sign-in-password = Password
public-track-title = Track a case
public-track-lead = See every step with the code on your receipt. No sign-in needed.
public-track-label = Tracking code
public-track-example = 12 signs on your receipt
public-track-hint = 12 letters and digits, printed on the receipt. Blanks and capitals do not matter.
public-track-button = Show
public-submitted-on = Handed in
public-accepted-on = Accepted
public-closed-on = Closed
public-due-on = Due
public-track-correct = { $count ->
    [one] One thing has to be corrected by the applicant; the clock is stopped. Sign in to correct it.
   *[other] { $count } things have to be corrected by the applicant; the clock is stopped. Sign in to correct them.
}
public-track-owed = { $count ->
    [one] One document is still to follow.
   *[other] { $count } documents are still to follow.
}
public-track-visit = The joint visit is on { $day }.
public-track-next-draft = Not handed in yet.
public-track-next-submitted = The window is checking it; the clock starts with acceptance.
public-track-next-correcting = Waiting for the applicant's correction.
public-track-next-handling = The departments are working on it, side by side.
public-track-next-decided = Everything is decided; the window is putting the results together.
public-track-next-delivered = The results have been handed over. The case is closed.
public-track-next-refused = It was not accepted. The applicant can read the grounds after signing in.
public-track-next-withdrawn = The applicant took it back. The case is closed.
public-track-steps = Steps
public-track-as-of = As of { $at }.
public-track-privacy = This page shows steps and days only, nothing personal.
public-track-mine = It is my case: show more
public-division-title = Choose your area
public-division-lead = A place may promise more than the province. Choose a county, district or town to see its own standard and to apply there.
public-division-path = Chosen so far
public-division-here = Now: { $place }
public-division-choose = Choose { $place }
public-division-below-country = Choose a province
public-division-below-province = Choose a city
public-division-below-city = Choose a county or district
public-division-below-county = Choose a town
public-division-below-town = Choose a village
public-about-title = About this platform
public-about-lead = Behind one matter there are often several departments. We put their requirements together and ask you only for what nobody else can give.
public-about-h1 = Where the one form comes from
public-about-p1 = Each department writes down what it needs. What is the same is merged; what another department holds, what the matter itself produces and what a promise can replace is taken away. The rest is asked, once, with who needs it and by which law.
public-about-h2 = Why it is faster
public-about-p2 = An item waits only where it really needs another one's result; the rest run side by side. Visits to the same place become one.
public-about-h3 = How the figures are made
public-about-p3 = Before: the departments' lists, each on its own. After: the one form and the plan that follow from them. Nobody types a figure in, and each opens to the rows behind it.
public-about-h4 = Your data
public-about-p4 = Each department sees only what its own item needs. Every use of shared data is recorded. The tracking page has steps and days only.
public-clock-title = How days are counted
public-clock-lead = Our promise is in workdays, and these are all the rules.
public-clock-1 = The day of acceptance does not count; the next workday is day one.
public-clock-2 = Weekends and public holidays do not count; a weekend that is worked instead does.
public-clock-3 = While we wait for your correction the clock stands still: the day on which we ask counts, the day on which you answer does not.
public-clock-4 = It also stands still during a hearing, an announcement, a review or a test that the law prescribes.
public-clock-5 = When several items run side by side, only the longest path decides the day: a stop elsewhere does not make you wait.
public-clock-6 = Each department has a term of its own; it can be extended once, and only with a reason.
public-clock-example = An example
public-clock-example-text = Accepted on a Monday with a promise of 5 workdays, it is due on the next Monday. If we ask for a correction on Wednesday and you answer on Friday, Thursday and Friday do not count, and it is due on the Wednesday after.
public-guide-who-person = Who can apply: a person, with a personal account.
public-guide-who-enterprise = Who can apply: a registered enterprise or institution, with its account.
public-guide-who-enterprise-person = Who can apply: an enterprise with its account; where it is not registered yet, the person in charge with a personal account.
