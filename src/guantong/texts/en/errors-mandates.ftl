# Mandates: what is wrong, and what to do
problem-identity-no-mandate = There is no mandate { $mandate } that concerns you. See your mandates on the page “Acting for others”.
problem-identity-mandate-over = Mandate { $mandate } has ended, has not begun or was answered already. If needed, ask the principal for a new one.
problem-identity-mandate-past = The first day of a mandate cannot lie in the past.
problem-identity-mandate-ends-first = The last day cannot come before the first.
problem-identity-mandate-too-long = A mandate of this kind lasts { $days } days at most. Choose an earlier last day; it can be given again.
problem-identity-mandate-needs-proof = A legal representative or guardian cannot be appointed by word: a register or papers seen at the window have to prove it.
problem-identity-mandate-not-yours-to-give = You cannot give a mandate now. An agent cannot pass on a mandate; the principal (for a company its legal representative) has to sign in.
problem-identity-mandate-agent-missing = Give the agent's name, and a sign-in name, identity number or credit code.
problem-identity-mandate-self = You cannot give a mandate to yourself.
problem-identity-mandate-there = There is this mandate already: number { $mandate }, from { $since } to { $until }, { $state ->
    [given] waiting for an answer
   *[accepted] in force
}. The same person has the same matters only once at a time. To change the days, end that one first and give it again.
problem-identity-mandate-not-proven = The register does not prove this relation. Check number and name; if they are right, bring identity card and papers to the window.
problem-identity-mandate-of-age = This person is of age, so there is no guardian of a minor any more. They can give a mandate themselves, or bring papers to the window.
problem-identity-mandate-ends-of-age = The guardian of a minor acts until the day before the eighteenth birthday: choose { $day } or earlier.
problem-identity-mandate-bad-number = The number is not right: 18 characters, an identity number for a person or a credit code for an organisation.
problem-identity-mandate-window-only = Only a window clerk can record a mandate from papers.
problem-identity-mandate-no-papers = Say which papers you have seen (for example the signed mandate, the household book).
problem-identity-mandate-name-missing = Give number and name.
problem-identity-mandate-own-matter = This is your own matter. Another clerk has to record it.
problem-identity-mandate-source-silent = “{ $source }” does not answer at present, so nothing can be proven. Try again later, or bring papers to the window.
problem-identity-no-runner = Choose a runner.
problem-identity-no-such-runner = This person is not on the list of runners. Two managers put somebody on it; an agent's mandate needs no list.
problem-identity-runner-is-a-person = “{ $name }” is not a person's account and cannot be a runner. Staff use a personal account for it.
