"""The addresses of managers."""

from django.urls import path

from . import views

urlpatterns = [
    path("overview/", views.overview, name="overview"),
    path("cases/", views.all_cases, name="all-cases"),
    path("cases/<int:case_id>/", views.case, name="manager-case"),
]
