"""The addresses of window and officer."""

from django.urls import path

from . import licences, mandates, one_identity, proposals, views, window

urlpatterns = [
    path("window/", window.queue, name="window"),
    path("window/mandates/", mandates.mandates, name="window-mandates"),
    path("window/one-id/", one_identity.matters, name="one-id"),
    path("window/one-id/<slug:scenario>/", one_identity.look_up, name="one-id-look-up"),
    path("window/<int:case_id>/one-id/", one_identity.done, name="one-id-done"),
    path("files/<int:case_id>/proofs/<int:number>/", one_identity.proof, name="lookup-proof"),
    path("window/<int:case_id>/", window.case, name="window-case"),
    path("window/<int:case_id>/open/", window.open_field, name="open-case-field"),
    path("desk/", views.work_list, name="work-list"),
    path("desk/licences/", licences.unit_licences, name="unit-licences"),
    path("desk/licences/<str:identifier>/", licences.unit_licence, name="unit-licence"),
    path(
        "desk/licences/<str:identifier>/file/<slug:form>/",
        licences.unit_licence_file,
        name="unit-licence-file",
    ),
    path("desk/proposals/", proposals.open_proposals, name="proposals"),
    path("desk/proposals/<int:proposal_id>/", proposals.proposal, name="proposal"),
    path("desk/<int:case_id>/<slug:item>/", views.task, name="work-task"),
    path("desk/<int:case_id>/<slug:item>/open/", views.open_field, name="open-task-field"),
    path("files/<int:case_id>/<slug:sm3>/", views.document, name="file"),
]
