licences-root = Guantong licences root
licences-reason-of-seal = Seal of the issuing authority
licences-nav-verify = Check a licence
proposals-nav = Proposals
