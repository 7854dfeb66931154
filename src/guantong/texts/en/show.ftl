# What is derived from the model for people to read: samples, plan pictures, guide, checklist, stories.
show-sample-people = Sample-Zhang Sample-Li Sample-Wang Demo-Zhao Demo-Qian Demo-Sun Demo-Zhou Demo-Wu Demo-Zheng Test-Chen
show-sample-organisations = Sample-One-Ltd Sample-Two-Ltd Demo-Three-Ltd Demo-Four-Ltd Demo-Five-Ltd
show-sample-address = { $number } Sample Road, Example District, Example City, Zhejiang
show-sample-text = { $title } (sample { $number })

show-gantt-title = Plan of parallel handling
show-gantt-short = { $promised ->
    [0] { $items } items · at once
   *[other] { $items } items · longest path { $longest } · promised { $promised } workdays
  }
show-gantt-sum = { $promised ->
    [0] { $items } items, done at once.
   *[other] { $items } items, longest path { $longest } workdays, promised { $promised } workdays, with special procedures at most { $lived } workdays.
  }
show-gantt-line = { $item } ({ $unit }): day { $start } to day { $finish }{ $waits }.
show-gantt-waits = waits for: { $causes }
show-gantt-comma = {", "}
show-gantt-plus = {" + "}
show-gantt-axis = Workdays
show-gantt-days = { $days ->
    [one] { $days } day
   *[other] { $days } days
  }
show-gantt-at-once = at once
show-gantt-due = promised: { $days } d
show-gantt-due-and = promised { $days } d + procedures { $extra } d
show-gantt-semicolon = {"; "}
show-gantt-procedure = { $kind } { $days } d
show-gantt-kind-announcement = announcement
show-gantt-kind-hearing = hearing
show-gantt-kind-expert-review = expert review
show-gantt-kind-testing = testing
show-gantt-kind-inspection = inspection
show-gantt-kind-other = special procedure
show-gantt-tip = { $item }: day { $start } to day { $finish }.
show-gantt-tip-critical = On the longest path: a day lost here is a day lost for all.
show-gantt-tip-slack = { $days } workdays of slack.
show-gantt-edge = “{ $after }” waits for what “{ $before }” issues: { $elements }
show-gantt-visit = Joint inspection of { $place }, led by { $unit }, once within { $within } workdays, for { $items } items
show-gantt-legend-critical = longest path
show-gantt-legend-beside = alongside, with slack
show-gantt-legend-stopped = special procedure (clock stopped)
show-gantt-legend-edge = what one issues and the other needs
show-gantt-legend-visit = joint inspection (last day)

show-bpmn-window = One window
show-bpmn-start = One form
show-bpmn-accept = Accept for all
show-bpmn-deliver = Deliver all results
show-bpmn-end = Closed
show-bpmn-visit = Joint inspection: { $place }
show-bpmn-procedure = { $kind }, { $days } workdays
show-bpmn-item-doc = { $promised ->
    [0] At once.
   *[other] Promised { $promised } workdays, by law { $legal } workdays.
  }
show-bpmn-visit-doc = Once within { $within } workdays, for: { $items }.
show-bpmn-accept-doc = The window accepts once for all departments; acceptance and handling are separate.
show-bpmn-deliver-doc = When all items are decided the window hands over all results at once.

show-story-sum =
    { $stories ->
        [one] 1 story
       *[other] { $stories } stories
    } told, { $wrong } not as expected.
show-story-unknown = There is no story “{ $name }”; there are: { $possible }.

show-guide-applicant-person = persons
show-guide-applicant-enterprise = enterprises and sole traders
show-guide-applicant-institution = public institutions
show-guide-applicant-government = government bodies
show-guide-for = {"For: "}
show-guide-lead = {"In the lead: "}
show-guide-term = { $promised ->
    [0] Term: at once
   *[other] Term: { $promised } workdays promised (longest path { $longest }, joint visits included; with special procedures, in which the clock stands still, { $lived } at most)
  }
show-guide-visits = { $visits ->
    [0] Visits: none, all of it online
   *[other] Visits: { $visits } ({ $why })
  }
show-guide-free = Fees: none
show-guide-fee-total = Fees: { $amount } yuan in all
show-guide-title-answers = Your situation
show-guide-title-items = What is handled for you
show-guide-title-fields = What you fill in
show-guide-title-documents = What you hand in
show-guide-title-spared = What you need not hand in
show-guide-title-handling = How it is handled
show-guide-title-fees = Fees
show-guide-title-results = Results
show-guide-title-laws = Legal bases
show-guide-title-assumed = Assumed for now (no published source; the office's own word counts)
show-guide-because = { $ask }: { $answer }
show-guide-yes = yes
show-guide-no = no
show-guide-always = always
show-guide-days = { $days ->
    [one] { $days } workday
   *[other] { $days } workdays
  }
show-guide-at-once = at once
show-guide-no-legal = not laid down
show-guide-mark = {" (assumed)"}
show-guide-optional = optional
show-guide-from-stage = needed when “{ $stage }” begins
show-guide-owed = may follow within { $days } workdays of acceptance
show-guide-accepts = as { $kinds }
show-guide-note = {" "}({ $note })
show-guide-inspection = { $place }: led by { $unit }, once within { $within } workdays, for { $items }
show-guide-waits = “{ $item }” begins by itself once there is: { $elements }
show-guide-stops = “{ $item }” goes through a special procedure: { $procedures }; the clock stands still
show-guide-delivered = When everything is decided the window hands over all results at once
show-guide-assumed = { $title }: { $words }
show-guide-assumed-part = { $word } ({ $part })
show-guide-serves = {"Service or governance: "}
show-guide-serves-service = service
show-guide-serves-governance = governance
show-guide-visit = “{ $item }” needs you in person: { $why }
show-guide-procedure = { $kind }, { $days } workdays
show-guide-condition = “{ $item }” is given when: { $condition }
show-guide-basic-code = Basic code of “{ $item }”: { $code }
show-guide-code = Implementing code of “{ $item }”: { $code }
show-guide-title-rests-on = The reform it rests on
show-guide-place-line = line { $line }
show-guide-clause = { $document } ({ $place }): { $says }
show-guide-spared-sibling = issued by “{ $origin }” in this same matter
show-guide-spared-shared = read from “{ $origin }”
show-guide-spared-licence = read from the e-licence in “{ $origin }”
show-guide-spared-commitment = replaced by your written commitment
show-guide-spared-officer = fetched by the officer
show-guide-spared-dropped = no longer asked
show-guide-spared-why = { $why } ({ $because })
show-guide-head-item = Item
show-guide-head-unit = Office
show-guide-head-why = Why
show-guide-head-promised = Promised
show-guide-head-legal = By law
show-guide-head-field = Field
show-guide-head-for = For
show-guide-head-document = Document
show-guide-head-law = Law
show-guide-head-spared = Material
show-guide-head-fee = Fee
show-guide-head-amount = Amount (yuan)

show-checklist-title = Checklist of the window: { $title }
show-checklist-documents = Documents
show-checklist-fields = Fields
show-checklist-not-to-ask = Not to be asked of the applicant
show-checklist-head-material = Name
show-checklist-head-look = Look at
show-checklist-head-needed = Needed by
show-checklist-head-owed = May it be missing
show-checklist-head-law = Law
show-checklist-needed = { $item } ({ $material })
show-checklist-must = no
show-checklist-may = yes, optional
show-checklist-from-stage = needed when “{ $stage }” begins
show-checklist-owed = may follow within { $days } workdays of acceptance
show-checklist-copies = {" "}× { $copies }
show-checklist-spared = { $title }: { $source }
show-checklist-source-sibling = issued by a parallel item
show-checklist-source-shared = read from a shared source
show-checklist-source-licence = read from an e-licence
show-checklist-source-commitment = replaced by a commitment
show-checklist-source-officer = fetched by the officer
show-checklist-source-dropped = no longer asked
show-checklist-type-text = complete, as on the certificate
show-checklist-type-date = a date that exists
show-checklist-type-integer = a whole number
show-checklist-type-decimal = a number
show-checklist-type-choice = one of the choices
show-checklist-type-yes-no = answered
show-checklist-type-document = legible, complete, signed and sealed
show-checklist-type-licence = valid, and the holder's
show-checklist-check-id-number = 18 signs with a right check digit
show-checklist-check-uscc = 18-sign credit code with a right check digit
show-checklist-check-phone = the person can be reached
show-checklist-check-postcode = six digits
show-checklist-check-bank-account = account in the applicant's name
show-checklist-check-email = an address with @
show-checklist-accepts = as { $kinds }
show-checklist-range = range { $min } to { $max } { $unit }
show-checklist-from = at least { $min } { $unit }
show-checklist-up-to = at most { $max } { $unit }
show-guide-all-items = all items
