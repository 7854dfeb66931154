# Terms, in the law's own unit
term-workday = { $count ->
    [one] { $count } workday
   *[other] { $count } workdays
  }
term-day = { $count ->
    [one] { $count } day
   *[other] { $count } days
  }
term-month = { $count ->
    [one] { $count } month
   *[other] { $count } months
  }
term-hour = { $count ->
    [one] { $count } hour
   *[other] { $count } hours
  }
term-at-once = at once
