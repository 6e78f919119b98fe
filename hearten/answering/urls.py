"""Addresses of who waits for an answer."""

from django.urls import path

from hearten.answering.views import lead, queue

app_name = "answering"
urlpatterns = [
    path("waiting/", queue.queue, name="queue"),
    path("threads/<uuid:thread_id>/writing/", queue.writing, name="writing"),
    path("threads/<uuid:thread_id>/writing/end/", queue.not_writing, name="not_writing"),
    path("groups/<uuid:group_id>/lead/answering/", lead.calls, name="calls"),
    path("groups/<uuid:group_id>/lead/answering/figures/", lead.figures, name="figures"),
]
