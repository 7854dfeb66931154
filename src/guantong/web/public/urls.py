"""Addresses that need no sign-in."""

from django.urls import path

from . import account, keys, oidc, posts, proofs, proving, sign_in, tokens, verify, views

urlpatterns = [
    path("", views.home, name="home"),
    path("matters/", views.matters, name="matters"),
    path("matter/<slug:scenario>/", views.matter, name="matter"),
    path("proofs/", proofs.proofs, name="proofs"),
    path("proofs/proofs.csv", proofs.proofs_file, name="proofs-file"),
    path("track/", views.find_case, name="track"),
    path("track/<str:code>/", views.track, name="tracking"),
    path("verify/", verify.verify, name="verify"),
    path("verify/<str:reference>/", verify.verify_licence, name="verify-licence"),
    path("keys/", keys.keys, name="keys"),
    path("keys/guantong-keys.json", keys.keys_file, name="keys-file"),
    path("keys/jwks.json", keys.key_set, name="key-set"),
    path("keys/guantong-root.pem", keys.root_certificate, name="root-certificate"),
    path("keys/<str:owner>/", keys.controller, name="key-owner"),
    path("status/<int:number>/", keys.status_list, name="status-list"),
    path("division/", views.choose_division, name="division"),
    path("about/", views.about, name="about"),
    path("about/clock/", views.clock, name="clock"),
    path("sign-in/", sign_in.sign_in, name="sign-in"),
    path("sign-in/code/", sign_in.code, name="sign-in-code"),
    path("sign-in/second-factor/", sign_in.enrol, name="sign-in-enrol"),
    path("sign-in/with/<slug:provider>/", oidc.leave, name="sign-in-with"),
    path("sign-in/return/", oidc.back, name="sign-in-return"),
    path("sign-out/", sign_in.sign_out, name="sign-out"),
    path("account/", account.account, name="account"),
    path("account/post/", posts.post, name="account-post"),
    path("account/password/", account.password, name="account-password"),
    path("account/prove/", proving.prove, name="account-prove"),
    path("account/second-factor/", account.second_factor, name="account-second-factor"),
    path("account/sessions/end/", account.end_sessions, name="account-end-sessions"),
    path("account/tokens/", tokens.tokens, name="account-tokens"),
    path("account/tokens/end/", tokens.end_token, name="account-end-token"),
    path("account/providers/", oidc.links, name="account-links"),
]
