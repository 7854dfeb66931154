problem-licences-file-size = The file is empty or larger than { $limit } MB. Upload the very file that you were given.
problem-licences-nothing-given = Type an identifier or upload a file.
problem-licences-bad-day = Write the day like 2026-06-30.
problem-identity-proposal-elsewhere = Proposal { $proposal } is not taken here; open the page that it belongs to.
