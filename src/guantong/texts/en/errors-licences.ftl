problem-signing-unknown = There is no signature algorithm “{ $algorithm }”; possible are { $known }.
problem-keys-broken = This is not a whole file of published keys, or it was changed. Download it again from the issuer's page of keys.
problem-keys-other-root = The root certificate in this file has the fingerprint { $found }, which is not the one you trust. Do not use it.
