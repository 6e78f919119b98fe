"""Addresses of the directory of services."""

from django.urls import path

from hearten.resources.views import finding, keeping, notes, reports

app_name = "resources"
urlpatterns = [
    path("services/", finding.services, name="services"),
    path("services/to-check/", keeping.queue, name="queue"),
    path("services/reports/", reports.mine, name="my_reports"),
    path("services/reports/<uuid:report_id>/", reports.one, name="report_of_mine"),
    path("services/reports/<uuid:report_id>/withdrawal/", reports.withdrawal, name="take_report_back"),
    path("services/notes/<uuid:note_id>/", notes.one, name="note"),
    path("services/notes/<uuid:note_id>/withdrawal/", notes.withdrawal, name="take_note_back"),
    path("services/<uuid:listing_id>/", finding.service, name="service"),
    path("services/<uuid:listing_id>/report/", reports.report, name="report"),
    path("services/<uuid:listing_id>/notes/", notes.write, name="write_note"),
    path("services/<uuid:listing_id>/check/", keeping.check, name="check"),
    path("services/<uuid:listing_id>/reopening/", keeping.reopening, name="reopening"),
]
