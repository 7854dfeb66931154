"""Addresses for those who apply: from the questions to the rating."""

from django.urls import path

from . import answers, at_window, corrections, drafts, licences, mandates, mine, my_data

urlpatterns = [
    path("apply/<slug:scenario>/", answers.questions, name="questions"),
    path("apply/<slug:scenario>/applies/", answers.applies, name="applies"),
    path("apply/<slug:scenario>/begin/", drafts.begin, name="begin"),
    path("window/apply/", at_window.matters, name="window-apply"),
    path("window/apply/<slug:scenario>/", at_window.begin, name="window-begin"),
    path("window/drafts/<int:draft_id>/", at_window.form, name="window-form"),
    path("window/drafts/<int:draft_id>/check/", at_window.check, name="window-check"),
    path("window/drafts/<int:draft_id>/delete/", at_window.delete, name="window-delete"),
    path("window/receipts/<str:code>/", at_window.receipt, name="window-receipt"),
    path("my/", mine.my_cases, name="my-cases"),
    path("my/news/seen/", mine.tick_off, name="news-seen"),
    path("my/news/mail/", mine.set_address, name="news-mail"),
    path("my/data/", my_data.my_data, name="my-data"),
    path("my/data/<slug:use>/object/", my_data.object_to, name="my-data-object"),
    path("my/data/csv/", my_data.my_data_file, {"kind": "csv"}, name="my-data-csv"),
    path("my/data/json/", my_data.my_data_file, {"kind": "json"}, name="my-data-json"),
    path("my/files/<str:sm3>/", mine.own_file, name="own-file"),
    path("my/acting/", mandates.act_for, name="act-for"),
    path("my/mandates/", mandates.mandates, name="my-mandates"),
    path("my/mandates/give/", mandates.give, name="give-mandate"),
    path("my/mandates/claim/", mandates.claim, name="claim-mandate"),
    path("my/mandates/<int:mandate_id>/answer/", mandates.answer, name="answer-mandate"),
    path("my/mandates/<int:mandate_id>/end/", mandates.end, name="end-mandate"),
    path("my/drafts/<int:draft_id>/", drafts.draft, name="draft"),
    path("my/drafts/<int:draft_id>/check/", drafts.check, name="check"),
    path("my/drafts/<int:draft_id>/delete/", drafts.delete, name="delete-draft"),
    path("my/licences/", licences.my_licences, name="my-licences"),
    path("my/licences/<str:identifier>/", licences.my_licence, name="my-licence"),
    path("my/licences/<str:identifier>/copy/", licences.make_copy, name="licence-copy"),
    path("my/licences/<str:identifier>/file/<slug:form>/", licences.licence_file, name="licence-file"),
    path(
        "my/licences/<str:identifier>/withdraw/<str:reference>/", licences.withdraw_copy, name="withdraw-copy"
    ),
    path("my/<str:code>/", mine.my_case, name="my-case"),
    path("my/<str:code>/receipt/", mine.receipt, name="receipt"),
    path("my/<str:code>/correct/", corrections.correct, name="correct"),
    path("my/<str:code>/supplement/", corrections.supplement, name="supplement"),
    path("my/<str:code>/withdraw/", mine.withdraw, name="withdraw"),
    path("my/<str:code>/rate/", mine.rate, name="rate"),
    path("my/<str:code>/files/<str:sm3>/", mine.case_file, name="case-file"),
]
