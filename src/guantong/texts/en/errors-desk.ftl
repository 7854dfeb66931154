problem-desk-bad-day = “{ $value }” is not a date. Write it like 2026-03-02.
problem-desk-bad-number = “{ $value }” is not a number. Write the number of workdays, for example 5.
problem-desk-no-finding = Choose the finding of the visit: passed or not passed.
