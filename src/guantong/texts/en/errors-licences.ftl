problem-signing-unknown = There is no signature algorithm “{ $algorithm }”; possible are { $known }.
