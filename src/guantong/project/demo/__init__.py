"""The demonstration: people to sign in as, one simulated day of cases, and the table of what the reform saved."""
