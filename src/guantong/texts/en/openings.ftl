# Opening protected data
openings-title = Ask to see protected data
openings-lead = A colleague of your unit and role has to agree. Then it is shown to you alone, in this case, for 24 hours. Who asked, who agreed and why is kept with the case, where the person concerned can see it.
openings-because = Why you have to read it whole
openings-because-hint = Say what for. A colleague should decline “needed for work”.
openings-propose = Propose
openings-proposed = Proposed. It waits for a colleague.
openings-masked-partly = partly masked
openings-masked-hidden = masked
openings-ask = Ask to see it
openings-open-until = Shown to you until { $until }
openings-what = Show: { $element }
openings-of-case = Case { $code }
