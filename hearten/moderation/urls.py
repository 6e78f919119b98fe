"""Addresses. What one reported, what waits for those who look after a group, and what was decided about one's words."""

from django.urls import path

from hearten.moderation.views import cases, decisions, lead, reports, switches

app_name = "moderation"
_CASE = "moderation/cases/<uuid:case_id>"

urlpatterns = [
    path("who-answers/", lead.who_answers, name="who_answers"),
    path("report/<str:kind>/<uuid:item_id>/", reports.report, name="report"),
    path("reports/", reports.reports, name="reports"),
    path("reports/<uuid:report_id>/", reports.one, name="my_report"),
    path("reports/<uuid:report_id>/withdrawal/", reports.withdrawal, name="take_report_back"),
    path("moderation/", cases.queue, name="queue"),
    path(f"{_CASE}/", cases.case, name="case"),
    path(f"{_CASE}/hand/", cases.hand, name="hand"),
    path(f"{_CASE}/step/", cases.step, name="step"),
    path("moderation/proposals/<uuid:proposal_id>/answer/", cases.second, name="second"),
    path("moderation/holds/<uuid:hold_id>/release/", cases.release, name="release"),
    path("moderation/appeals/<uuid:appeal_id>/", decisions.answer, name="appeal"),
    path("moderation/appeals/<uuid:appeal_id>/kept/", decisions.kept, name="kept"),
    path("decisions/", decisions.decisions, name="decisions"),
    path("decisions/<uuid:act_id>/", decisions.decision, name="decision"),
    path("groups/<uuid:group_id>/switches/", switches.switches, name="switches"),
    path("groups/<uuid:group_id>/switches/<uuid:switch_id>/end/", switches.end, name="switch_off"),
    path("groups/<uuid:group_id>/hours/", switches.hours, name="hours"),
    path("groups/<uuid:group_id>/log/", switches.log, name="log"),
]
