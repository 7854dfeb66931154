# What can be wrong with signing in, passwords, one-time codes and identity providers
problem-sealing-broken = These sealed data cannot be opened: the key is not the right one, or the bytes were changed. The operator should check the key file and restore it from a backup if needed.
problem-identity-wait = That was wrong several times. Please wait { $minutes ->
    [1] { $seconds } seconds
   *[other] { $minutes } minutes
} and try again. What is tried meanwhile does not count; the account is never locked for good.
problem-identity-code-wanted = A one-time code is still needed.
problem-identity-enrol-wanted = Staff have to set up one-time codes before they can sign in.
problem-identity-step-late = This step has expired. Please sign in again.
problem-identity-wrong-code = The code is wrong or was used already. Wait for the next one on your telephone, or enter a recovery code that was not used yet.
problem-identity-already-enrolled = One-time codes are set up already. To change your telephone, first enter a present code.
problem-identity-second-factor-demanded = Staff must use one-time codes and cannot switch them off. To change your telephone, choose “Change authenticator”.
problem-identity-no-second-factor = The account “{ $handle }” has no one-time codes set up.
problem-identity-not-invented = “{ $handle }” is not an invented account of a demonstration. The codes of real accounts are on their owners' telephones alone and are not shown here.
problem-identity-no-session = This sign-in was not found; it may have ended. Reload the page to see.
problem-identity-wrong-password = The present password is wrong. Please enter it again.
problem-identity-password-short = The new password needs at least { $least } characters. A few unrelated words in a row are easy to remember and hard to guess.
problem-identity-password-long = The new password may have at most { $most } characters.
problem-identity-password-common = This password is a common one and easy to guess. Choose another.
problem-identity-password-same = The new password is the present one. Choose another.
problem-identity-password-differs = The two new passwords are not the same. Please enter them again.
problem-identity-claims-missing = “{ $provider }” did not send what a sign-in needs ({ $missing }). Have your identity confirmed there and try again, or sign in another way.
problem-identity-link-first = This provider account is not linked to a staff account yet. Sign in with user name and password first and link it under “Account and security”.
problem-identity-link-other-kind = This kind of provider account cannot be linked to yours: persons, enterprises and staff each have their own.
problem-identity-link-other-person = The identity number of the provider account differs from that of this account. Check that it is your own.
problem-identity-link-taken = This provider account is linked to another account, or this account has one of the same provider already. Remove that link first.
problem-identity-link-last = This is the only way to sign in to this account and cannot be removed.
problem-identity-no-link = This link was not found; it may have been removed. Reload the page to see.
problem-identity-account-closed = This account is closed. Ask your unit's administrator or the service centre.
problem-oidc-unknown-provider = There is no such way to sign in. Choose one on the sign-in page.
problem-oidc-state = This sign-in has expired or was used already. Please sign in again.
problem-oidc-unreachable = “{ $provider }” cannot be reached at the moment. Try again in a few minutes, or sign in another way.
problem-oidc-denied = “{ $provider }” did not confirm this sign-in, or you cancelled it there. You can sign in again.
problem-oidc-token = Not accepted: what “{ $provider }” sent cannot be trusted ({ $reason }). You were not signed in. Please sign in again; if this happens once more, tell the administrator.
problem-oidc-file = The file of identity providers is wrong: { $detail }. Correct it and start again.
