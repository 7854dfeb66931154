"""Addresses that need no sign-in."""

from django.urls import path

from . import sign_in, views

urlpatterns = [
    path("", views.home, name="home"),
    path("matters/", views.matters, name="matters"),
    path("matter/<slug:scenario>/", views.matter, name="matter"),
    path("track/", views.find_case, name="track"),
    path("track/<str:code>/", views.track, name="tracking"),
    path("division/", views.choose_division, name="division"),
    path("about/", views.about, name="about"),
    path("about/clock/", views.clock, name="clock"),
    path("sign-in/", sign_in.sign_in, name="sign-in"),
    path("sign-out/", sign_in.sign_out, name="sign-out"),
]
