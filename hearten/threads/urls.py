"""Addresses of conversations. A new verb is a new resource: /posts/<id>/withdrawal/."""

from django.urls import path

from hearten.threads import card_views, coach_views, distance_views, post_views, views, work_views

app_name = "threads"
urlpatterns = [
    path("groups/<uuid:group_id>/", views.group, name="group"),
    path("groups/<uuid:group_id>/write/", views.write, name="write"),
    path("threads/<uuid:thread_id>/", views.thread, name="thread"),
    path("groups/<uuid:group_id>/work/", work_views.begin, name="work_new"),
    path("threads/<uuid:thread_id>/facts/", work_views.facts, name="facts"),
    path("threads/<uuid:thread_id>/choice/", work_views.choice, name="choice"),
    path("threads/<uuid:thread_id>/report-back/", work_views.report_back, name="report_back"),
    path("posts/<uuid:post_id>/points/", work_views.points, name="points"),
    path("threads/<uuid:thread_id>/replies/", views.reply, name="reply"),
    path("threads/<uuid:thread_id>/feedback/", coach_views.feedback, name="feedback"),
    path("posts/<uuid:post_id>/", post_views.menu, name="post"),
    path("posts/<uuid:post_id>/nod/", post_views.nod, name="nod"),
    path("posts/<uuid:post_id>/distance/", distance_views.distance, name="distance"),
    path("posts/<uuid:post_id>/edit/", post_views.edit, name="edit"),
    path("posts/<uuid:post_id>/history/", post_views.history, name="history"),
    path("posts/<uuid:post_id>/withdrawal/", post_views.withdrawal, name="withdrawal"),
    path("posts/<uuid:post_id>/card-proposal/", card_views.proposal, name="card_proposal"),
    path("posts/<uuid:post_id>/card-answer/", card_views.answer, name="card_answer"),
    path("posts/<uuid:post_id>/heard/", post_views.heard, name="heard"),
    path("posts/<uuid:post_id>/permission/", post_views.permission, name="permission"),
]
