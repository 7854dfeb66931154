"""Addresses of the switches and of the gallery."""

from django.urls import path

from . import views

urlpatterns = [
    path("set/language/", views.set_language, name="set-language"),
    path("set/text/", views.set_text, name="set-text"),
    path("ui/gallery/", views.gallery, name="gallery"),
]
