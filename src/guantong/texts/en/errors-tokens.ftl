problem-identity-token-unknown = This access token is not valid: unknown, ended or past its term. Make a new one on the page “Account and security”.
problem-identity-token-scope = This access token may only read. Use one that may read and write.
problem-identity-token-own-only = You can make access tokens for yourself only, not while you act for somebody else.
problem-identity-token-name = Give the access token a name of at most { $limit } characters, so that you recognise it later.
problem-identity-token-scope-unknown = Choose what the token may do: { $possible }.
problem-identity-token-days = The term is between 1 and { $limit } days.
problem-identity-token-too-many = You can have { $limit } access tokens at most. End those you no longer use.
problem-identity-no-token = There is no such access token, or it has ended.
