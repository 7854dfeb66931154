operations-request-number = If you need help, tell us the number of this record: { $number }
problem-ui-metrics-closed = The metrics are for this machine alone, or for whoever has the token of those who run the system.
