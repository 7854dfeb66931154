# Accounts, by whoever runs the machine: guantong account
account-cli-ask = Start password for { $handle }:{" "}
account-cli-ask-again = Once more:{" "}
account-cli-added = Made { $handle } ({ $kind }, { $name }).
account-cli-start = The start password is good for one sign-in within 72 hours, at which another one is chosen.
account-cli-next-role = Next: guantong account role { $handle } manager --unit …
account-cli-random = Start password, shown this once: { $password }
account-cli-role = { $handle } is now { $role } of { $unit }.
account-cli-two-managers = Once this unit has two managers they give and take roles between them, under “Staff”.
account-cli-password = { $handle } has a start password; all sign-ins and tokens have ended.
account-cli-disable = { $handle } is closed; all sign-ins, tokens and open proposals have ended.
account-cli-enable = { $handle } is open again.
account-cli-end-sessions = Ended { $count ->
    [one] { $count } sign-in
   *[other] { $count } sign-ins
} of { $handle }, and its tokens.
identity-prove-title = Please confirm that it is you
identity-prove-lead = What you want to change decides who can sign in as you. Then you come back to the page; for ten minutes you are not asked again.
identity-prove-password = Password
identity-prove-code = One-time code or recovery code
identity-prove-sign_in = Sign in again
identity-prove-by-sign-in = Your account has no password and no one-time codes here. Sign out and sign in again with your provider, then you have ten minutes.
identity-prove-button = Confirm
identity-prove-not-now = Not now
identity-prove-done = Confirmed. Please go on.
problem-identity-prove-by-sign-in = Sign out and sign in again with your provider.
problem-cli-no-operator = Say who does this: --by NAME, at most { $limit } signs. The journal keeps the name.
problem-account-no-unit = { $division } has no unit “{ $unit }”. It has: { $possible }
problem-orgs-no-unit-code = No unit has the credit code “{ $code }”. To name a unit by its name, give --division too.
problem-identity-no-account = There is no account “{ $handle }”.
problem-identity-handle-bad = A sign-in name has 1 to { $limit } signs and no blanks.
problem-identity-operator-only = Only a command of the machine's operator (guantong account) does this.
problem-identity-role-by-managers = Here two managers can give this role between them: one proposes it under “Staff”, the other one agrees. If it cannot wait, say why with --because.
problem-identity-start-password = You signed in with a start password that somebody else knows too. Please choose your own now.
problem-identity-password-context = This password is little more than “{ $word }”, which anybody here would try first. Choose a few words that have nothing to do with your work or place.
problem-identity-start-password-over = This start password has lapsed. Ask whoever gave it to you for a new one.
