"""The addresses of window and officer."""

from django.urls import path

from . import views, window

urlpatterns = [
    path("window/", window.queue, name="window"),
    path("window/<int:case_id>/", window.case, name="window-case"),
    path("work/", views.work_list, name="work-list"),
    path("work/<int:case_id>/<slug:item>/", views.task, name="work-task"),
    path("files/<int:case_id>/<slug:sm3>/", views.document, name="file"),
]
