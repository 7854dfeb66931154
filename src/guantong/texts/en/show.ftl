# What is derived from the model for people to read: samples, plan pictures, guide, checklist, stories.
show-sample-people = Sample-Zhang Sample-Li Sample-Wang Demo-Zhao Demo-Qian Demo-Sun Demo-Zhou Demo-Wu Demo-Zheng Test-Chen
show-sample-organisations = Sample-One-Ltd Sample-Two-Ltd Demo-Three-Ltd Demo-Four-Ltd Demo-Five-Ltd
show-sample-address = { $number } Sample Road, Example District, Example City, Zhejiang
show-sample-text = { $title } (sample { $number })

show-gantt-title = Plan of parallel handling
show-gantt-short = { $items } items · longest path { $longest } · promised { $promised } workdays
show-gantt-sum = { $items } items, longest path { $longest } workdays, promised { $promised } workdays, with special procedures at most { $lived } workdays.
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
show-bpmn-item-doc = Promised { $promised } workdays, by law { $legal } workdays.
show-bpmn-visit-doc = Once within { $within } workdays, for: { $items }.
show-bpmn-accept-doc = The window accepts once for all departments; acceptance and handling are separate.
show-bpmn-deliver-doc = When all items are decided the window hands over all results at once.

show-story-sum = { $stories } stories told, { $wrong } not as expected.
show-story-unknown = There is no story “{ $name }”; there are: { $possible }.
