problem-identity-proposal-staff-only = Only staff acting for a unit can propose an act for two persons. Sign in with your post.
problem-identity-proposal-no-reason = Give the reason.
problem-identity-proposal-not-yours = There is no proposal { $proposal } that you may read or agree to. Another person of the same unit and role has to agree.
problem-identity-proposal-not-open = Proposal { $proposal } has ended already. Load the list again.
problem-identity-proposal-same-person = Whoever proposed it cannot agree to it. Ask another colleague of your unit and role.
problem-identity-proposal-late = Proposal { $proposal } is older than 72 hours and can no longer be agreed to. Propose it again if it is still needed.
