"""The addresses of managers."""

from django.urls import path

from . import figures, indicators, ratings, staff, views

urlpatterns = [
    path("overview/", views.overview, name="overview"),
    path("overview/tasks/", views.tasks, name="unit-tasks"),
    path("overview/figures/", figures.overview, name="figures"),
    path("overview/figures/<slug:scenario>/", figures.rows, name="figure-rows"),
    path("overview/indicators/", indicators.overview, name="indicators"),
    path("overview/indicators/<slug:scenario>/<slug:indicator>/", indicators.rows, name="indicator-rows"),
    path("overview/ratings/", ratings.ratings, name="ratings"),
    path("overview/staff/", staff.staff, name="staff"),
    path("overview/staff/find/", staff.find, name="find-staff"),
    path("overview/staff/<int:account_id>/", staff.member, name="staff-member"),
    path("cases/", views.all_cases, name="all-cases"),
    path("cases/<int:case_id>/", views.case, name="manager-case"),
]
