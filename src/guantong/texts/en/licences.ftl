licences-root = Guantong licences root
licences-reason-of-seal = Seal of the issuing authority
