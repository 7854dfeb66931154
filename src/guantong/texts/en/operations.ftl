operations-request-number = If you need help, tell us the number of this record: { $number }
problem-ui-metrics-closed = The metrics are for this machine alone, or for whoever has the token of those who run the system.
problem-sbom-no-lock = There is no lock file { $where }.
problem-sbom-not-installed = The library that writes the list, cyclonedx-python-lib, is missing. Install what developers need (make setup-dev) and try again.
