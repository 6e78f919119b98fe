"""Addresses, under /desk/."""

from django.urls import path

from hearten.desk.views import (
    answering,
    coach,
    conversations,
    groups,
    lines,
    look_ups,
    measures,
    outcomes,
    overview,
    retention,
    safety_lead,
    staff,
    tried,
)

app_name = "desk"
urlpatterns = [
    path("", overview.overview, name="overview"),
    path("before-opening/", overview.before_opening, name="before_opening"),
    path("groups/", groups.groups, name="groups"),
    path("groups/make/", groups.make, name="make_group"),
    path("groups/<uuid:group_id>/", groups.group, name="group"),
    path("groups/<uuid:group_id>/close/", groups.close, name="close_group"),
    path("groups/<uuid:group_id>/enter/", groups.enter, name="enter"),
    path("visits/<uuid:grant_id>/end/", groups.end_visit, name="end_visit"),
    path("look-ups/", look_ups.look_ups, name="look_ups"),
    path("look-ups/ask/", look_ups.ask, name="ask_look_up"),
    path("look-ups/<uuid:lookup_id>/answer/", look_ups.answer, name="answer_look_up"),
    path("look-ups/<uuid:lookup_id>/look/", look_ups.look, name="look"),
    path("sessions/words/<uuid:item_id>/", conversations.session_words, name="session_words"),
    path("conversations/", conversations.conversations, name="conversations"),
    path("conversations/<uuid:talk_id>/", conversations.conversation, name="conversation"),
    path("practising/<uuid:practice_id>/", conversations.practice, name="practice"),
    path("shown/<slug:kind>/<uuid:item_id>/", conversations.shown_words, name="shown_words"),
    path("reviews/<uuid:review_id>/close/", conversations.close_review, name="close_review"),
    path("staff/", staff.staff, name="staff"),
    path("staff/<uuid:standing_id>/end/", staff.end, name="end_standing"),
    path("coach/", coach.switch, name="coach"),
    path("safety-lead/", safety_lead.safety_lead_page, name="safety_lead"),
    path("lines/", lines.lines, name="lines"),
    path("retention/", retention.report, name="retention"),
    path("tried/", tried.tried, name="tried"),
    path("outcomes/", outcomes.outcomes, name="outcomes"),
    path("answering/", answering.answering, name="answering"),
    path("answering/<uuid:group_id>/", answering.answering_in, name="answering_in"),
    path("measures/", measures.offered, name="measures"),
    path("measures/<slug:key>/procedure/", measures.confirm, name="procedure"),
    path("measures/procedures/<uuid:procedure_id>/end/", measures.end, name="end_procedure"),
]
