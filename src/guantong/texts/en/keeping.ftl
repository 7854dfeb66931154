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
