"""Addresses. All of it is one's own but what two people share: a preparation with its guest, and a practice."""

from django.urls import path

from hearten.care.views import effects, invites, practice, routine, saying, visits

_ROUTINE = "you/routine/<uuid:routine_id>"
_APPOINTMENT = "you/appointments/<uuid:appointment_id>"
_STATEMENT = "you/what-i-want-to-say/<uuid:statement_id>"

app_name = "care"
urlpatterns = [
    path("you/routine/", routine.routine, name="routine"),
    path("you/routine/new/", routine.begin, name="routine_new"),
    path("you/routine/list/", routine.listed, name="routine_list"),
    path(f"{_ROUTINE}/", routine.one, name="routine_one"),
    path(f"{_ROUTINE}/times/", routine.times, name="times"),
    path(f"{_ROUTINE}/rest/", routine.rest, name="rest"),
    path(f"{_ROUTINE}/end/", routine.end, name="routine_end"),
    path(f"{_ROUTINE}/removal/", routine.removal, name="routine_removal"),
    path(f"{_ROUTINE}/marks/", routine.mark, name="mark"),
    path("you/routine/marks/<uuid:mark_id>/undo/", routine.undo, name="undo"),
    path("you/routine/marks/<uuid:mark_id>/reason/", routine.reason, name="reason"),
    path("you/effects/", effects.effects, name="effects"),
    path("you/effects/<uuid:effect_id>/removal/", effects.removal, name="effect_removal"),
    path("you/appointments/", visits.appointments, name="appointments"),
    path("you/appointments/take/<str:kind>/<uuid:about>/", visits.take, name="take"),
    path(f"{_APPOINTMENT}/", visits.appointment, name="appointment"),
    path(f"{_APPOINTMENT}/lines/", visits.lines, name="lines"),
    path(f"{_APPOINTMENT}/effects/", visits.effects, name="choose_effects"),
    path(f"{_APPOINTMENT}/sheet/", visits.sheet, name="sheet"),
    path(f"{_APPOINTMENT}/after/", visits.after, name="after"),
    path(f"{_APPOINTMENT}/removal/", visits.removal, name="appointment_removal"),
    path(f"{_APPOINTMENT}/invites/", invites.invite, name="invite"),
    path("you/appointments/lines/<uuid:line_id>/up/", visits.up, name="up"),
    path("you/appointments/lines/<uuid:line_id>/down/", visits.down, name="down"),
    path("you/appointments/lines/<uuid:line_id>/removal/", visits.line_removal, name="line_removal"),
    path("shared-preparations/<uuid:invite_id>/", invites.shared, name="shared"),
    path("shared-preparations/<uuid:invite_id>/suggestions/", invites.suggest, name="suggest"),
    path("shared-preparations/<uuid:invite_id>/end/", invites.end, name="invite_end"),
    path("suggestions/<uuid:suggestion_id>/removal/", invites.suggestion_removal, name="suggestion_removal"),
    path("you/what-i-want-to-say/", saying.statements, name="statements"),
    path("you/what-i-want-to-say/new/", saying.begin, name="statement_new"),
    path(f"{_STATEMENT}/", saying.one, name="statement"),
    path(f"{_STATEMENT}/removal/", saying.removal, name="statement_removal"),
    path("practising/", practice.practices, name="practices"),
    path("practising/willing/", practice.willing, name="willing"),
    path("practising/ask/", practice.ask, name="practice_ask"),
    path("practising/<uuid:practice_id>/", practice.practice, name="practice"),
    path("practising/<uuid:practice_id>/turns/", practice.turns, name="turns"),
    path("practising/<uuid:practice_id>/answer/", practice.answer, name="practice_answer"),
    path("practising/<uuid:practice_id>/end/", practice.end, name="practice_end"),
    path("practising/<uuid:practice_id>/report/", practice.report, name="practice_report"),
]
