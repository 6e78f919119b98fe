"""Every address of hearten, by slice."""

from django.urls import include, path

from hearten.kernel import health, service_worker

urlpatterns = [
    path("", include("hearten.threads.urls")),  # first: the addresses that are asked for most
    path("", include("hearten.home.urls")),
    path("", include("hearten.members.urls")),
    path("", include("hearten.safety.urls")),
    path("", include("hearten.notices.urls")),
    path("", include("hearten.by_letter.urls")),
    path("", include("hearten.coach.urls")),
    path("", include("hearten.groups.urls")),
    path("", include("hearten.moderation.urls")),
    path("", include("hearten.messages.urls")),
    path("", include("hearten.meetings.urls")),
    path("", include("hearten.plans.urls")),
    path("", include("hearten.care.urls")),
    path("", include("hearten.library.urls")),
    path("", include("hearten.encouragement.urls")),
    path("", include("hearten.quiet.urls")),
    path("", include("hearten.answering.urls")),
    path("", include("hearten.measures.urls")),
    path("", include("hearten.wellness.urls")),
    path("", include("hearten.pictures.urls")),
    path("", include("hearten.search.urls")),
    path("", include("hearten.resources.urls")),
    path("", include("hearten.finding.urls")),
    path("", include("hearten.handover.urls")),
    path("", include("hearten.offers.urls")),
    path("", include("hearten.guide.urls")),
    path("desk/", include("hearten.desk.urls")),
    path("health", health.answer),
    path("service-worker.js", service_worker.script, name="service_worker"),
]

handler400 = "hearten.kernel.refusals.unreadable_page"
handler404 = "hearten.kernel.refusals.unseen_page"
handler500 = "hearten.kernel.refusals.broken_page"
