base-load-divisions = Divisions
base-load-units = Units
base-loaded-divisions = Divisions: { $rows } in the list, { $changed } new or changed.
base-loaded-units = Units: { $rows } in the list, { $changed } new or changed (example units with made-up credit codes).
base-publish-done =
    { $scenario } is published: version { $version }, { $situations ->
        [one] 1 situation
       *[other] { $situations } situations
    }.
base-publish-same = { $scenario } has not changed: it stays at version { $version }.
base-publish-refused =
    !! { $scenario } was NOT published: { $count ->
        [one] one problem
       *[other] { $count } problems
    }. Mend it and run guantong publish again; the others go on as they are.
base-publish-none = There is no scenario package (a folder with scenario.yaml) in { $folder }.
base-journal-verifying = Verifying the journal
base-journal-sound =
    The journal is sound: { $entries } entries, { $chains } chains, { $checkpoints ->
        [one] 1 checkpoint
       *[other] { $checkpoints } checkpoints
    }.
base-journal-broken =
    The journal is not sound: { $found ->
        [one] 1 finding
       *[other] { $found } findings
    }.
base-journal-sealed = Sealed: checkpoint { $number } over { $heads } chains, SM3 { $hash }. Keep this value outside the system.
base-journal-nothing = Nothing was written since the last checkpoint.
base-finding-changed = entry changed
base-finding-missing = entry missing
base-finding-inserted = entry inserted
base-finding-unlinked = not linked to the entry before
base-finding-cut = a sealed entry is gone
base-finding-checkpoint-changed = checkpoint changed
base-finding-checkpoint-missing = checkpoint missing
base-serving = Serving on http://{ $host }:{ $port }; Ctrl-C stops.
base-round-done = { $lapsed } supplement days lapsed, sources asked again for { $asked } cases, { $known } due days worked out, licences of { $licensed } cases issued, { $expired } licences ran out, { $sealed } chains sealed.
