# Backup, restore, retention
backup-step-dump = Dumping the database …
backup-step-digest = Working out the digest of every table …
backup-step-files = Writing the files …
backup-done = Backed up to { $file } ({ NUMBER($size, maximumFractionDigits: 1) } MB): { $tables } tables with { $rows } rows, { $files } files. SM3 of the manifest: { $hash }. Note it down elsewhere, and compare it when you restore.
backup-with-keys = With { $count } secrets, sealed under the passphrase. Without it nobody can open them: keep it apart from the backup.
backup-without-keys = Without the secrets ({ $count }). To read what they seal (private keys of licences, second factors) after a restore, keep them elsewhere, or back up with --with-keys.
backup-missing = Missing file: { $name } (a row names it, the disk does not hold it)
backup-passphrase = Passphrase of the backup: { "" }
backup-passphrase-again = Once more: { "" }
restore-from = Made by version { $version } at { $at }; SM3 of the manifest: { $hash }.
restore-equal = Restored and compared, all equal: { $tables } tables with { $rows } rows, { $files } files, the states of { $heads } cases with their journal; the journal is sound: { $entries } entries, { $chains } chains.
restore-differs = What was restored is not what was backed up: { $found } differences, below. Compared: { $tables } tables with { $rows } rows, { $files } files, { $heads } cases, a journal of { $entries } entries in { $chains } chains. Do not use these data; try another backup.
restore-lacking = The old secret { $name } is not here: what it sealed cannot be opened. Put the file back, or restore a backup that holds the secrets.
restore-migrated = The data are of an earlier version; { $count } migrations brought them up to date.
retention-kind = Record
retention-term = Kept for
retention-then = Then
retention-basis = Basis
retention-count = Lapsed
retention-for-good = good
retention-days = { $count ->
    [one] { $count } day
   *[other] { $count } days
}
retention-months = { $count ->
    [one] { $count } month
   *[other] { $count } months
}
retention-years = { $count ->
    [one] { $count } year
   *[other] { $count } years
}
retention-then-erased = erased
retention-then-archived = archived
retention-then-kept = kept
retention-assumed = assumed, to be decided
retention-dry = { $count } records have lapsed. Nothing was changed; with --apply it is done.
retention-done = { $count } records were seen to, and the journal says so.
archive-code = Number of the case
archive-applicant = Applicant
archive-division = Division
archive-phase = Outcome
archive-submitted = Handed in
archive-accepted = Accepted
archive-closed = Closed
archive-values = What was filled in and found
archive-documents = Documents
archive-none = No documents.
archive-history = What was done
archive-proof = How to check it
archive-sealed = What was done is sealed by checkpoint { $number } ({ $at }):
archive-unsealed = What was done is not sealed yet.
archive-check = Run python verify.py in this folder: it checks every file, every step and the checkpoint without this system. Compare the checkpoint with the one that was published.
archive-role-applicant = applicant
archive-role-clerk = service window
archive-role-officer = deciding office
archive-role-manager = manager
archive-role-system = the system
archive-yes = yes
archive-no = no
