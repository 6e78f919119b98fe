"""Addresses."""

from django.urls import path

from hearten.safety.views import beside, concern, disclosure, duty, help_now, mine, rest, rota

app_name = "safety"
urlpatterns = [
    path("help-now/", help_now.help_now, name="help_now"),
    path("help-now/person/", mine.ask, name="ask"),
    path("help-now/asked/", mine.asked, name="asked"),
    path("offline/", help_now.offline, name="offline"),
    path("beside/<str:kind>/<uuid:about>/", beside.beside, name="beside"),
    path("beside/<str:kind>/<uuid:about>/not-me/", beside.not_me, name="not_me"),
    path("beside/<str:kind>/<uuid:about>/person/", beside.person, name="person"),
    path("you/safety-plan/", mine.plan, name="plan"),
    path("you/safety-plan/removal/", mine.plan_removal, name="plan_removal"),
    path("check-ins/<uuid:check_id>/", mine.check_in, name="check_in"),
    path("about-my-safety/<uuid:disclosure_id>/", mine.told, name="told"),
    path("how-we-look-after-each-other/", rest.looking_after, name="looking_after"),
    path("duty/", duty.board, name="duty"),
    path("alerts/<uuid:alert_id>/", duty.alert, name="alert"),
    path("duty/notes/<uuid:note_id>/", duty.note, name="note"),
    path("duty/concerns/<uuid:concern_id>/", concern.concern, name="concern"),
    path("duty/concerns/<uuid:concern_id>/words/", concern.opened_words, name="words"),
    path("duty/concerns/<uuid:concern_id>/claim/", concern.claim, name="claim"),
    path("duty/concerns/<uuid:concern_id>/step/", concern.step, name="step"),
    path("duty/concerns/<uuid:concern_id>/level/", concern.level, name="level"),
    path("duty/concerns/<uuid:concern_id>/notes/", concern.notes, name="notes"),
    path("duty/concerns/<uuid:concern_id>/passing/", concern.passing, name="passing"),
    path("duty/concerns/<uuid:concern_id>/desk/", concern.to_desk, name="to_desk"),
    path("duty/concerns/<uuid:concern_id>/closing/", concern.closing, name="closing"),
    path("duty/concerns/<uuid:concern_id>/disclosure/", disclosure.ask, name="ask_disclosure"),
    path("duty/disclosures/<uuid:disclosure_id>/", disclosure.disclosure, name="disclosure"),
    path("duty/disclosures/<uuid:disclosure_id>/agreement/", disclosure.agreement, name="agreement"),
    path("duty/disclosures/<uuid:disclosure_id>/arrival/", disclosure.arrival, name="arrival"),
    path("duty/rota/", rota.install_rota, name="install_rota"),
    path("duty/rota/<uuid:group_id>/", rota.group_rota, name="rota"),
    path("duty/pace/<uuid:group_id>/", rota.pace, name="pace"),
    path("duty/shifts/<uuid:shift_id>/cover/", rota.cover, name="cover"),
    path("duty/shifts/<uuid:shift_id>/taking/", rota.taking, name="taking"),
    path("duty/rest/", rest.rest, name="rest"),
    path("duty/debrief/", rest.debrief, name="debrief"),
    path("duty/course/", rest.course, name="course"),
]
