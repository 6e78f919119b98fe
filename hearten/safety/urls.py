"""Addresses."""

from django.urls import path

from hearten.safety.views import beside, help_now, mine

app_name = "safety"
urlpatterns = [
    path("help-now/", help_now.help_now, name="help_now"),
    path("help-now/person/", mine.ask, name="ask"),
    path("help-now/asked/", mine.asked, name="asked"),
    path("offline/", help_now.offline, name="offline"),
    path("service-worker.js", help_now.service_worker, name="service_worker"),
    path("beside/<str:kind>/<uuid:about>/", beside.beside, name="beside"),
    path("beside/<str:kind>/<uuid:about>/not-me/", beside.not_me, name="not_me"),
    path("beside/<str:kind>/<uuid:about>/person/", beside.person, name="person"),
    path("you/safety-plan/", mine.plan, name="plan"),
    path("you/safety-plan/removal/", mine.plan_removal, name="plan_removal"),
    path("check-ins/<uuid:check_id>/", mine.check_in, name="check_in"),
    path("about-my-safety/<uuid:disclosure_id>/", mine.told, name="told"),
]
