"""Addresses. A group's own, `/groups/<id>/`, belongs to the slice above, which shows its conversations there."""

from django.urls import path

from hearten.groups.views import (
    about,
    agreement,
    find,
    join,
    lead,
    lead_bounds,
    lead_in,
    lead_practice,
    lead_words,
    mine,
)

app_name = "groups"
_GROUP = "groups/<uuid:group_id>"

urlpatterns = [
    path("groups/", find.find, name="find"),
    path("g/<slug:slug>/", find.by_slug, name="by_slug"),
    path("who-sees-what/", find.who_sees_what, name="who_sees_what"),
    path("invitations/<str:token>/", join.invitation, name="invitation"),
    path(f"{_GROUP}/about/", about.about, name="about"),
    path(f"{_GROUP}/join/", join.join_group, name="join"),
    path(f"{_GROUP}/ask/", join.ask, name="ask"),
    path(f"{_GROUP}/ask/withdrawal/", join.withdraw, name="withdraw"),
    path(f"{_GROUP}/agreement/", agreement.agreement, name="agreement"),
    path(f"{_GROUP}/me/", mine.me, name="me"),
    path(f"{_GROUP}/leave/", mine.leave, name="leave"),
    path(f"{_GROUP}/lead/", lead.overview, name="lead"),
    path(f"{_GROUP}/lead/people/", lead.people, name="lead_people"),
    path(f"{_GROUP}/lead/people/<uuid:membership_id>/", lead.person, name="lead_person"),
    path(f"{_GROUP}/lead/people/<uuid:membership_id>/removal/", lead.remove, name="lead_remove"),
    path(f"{_GROUP}/lead/requests/", lead_in.requests, name="lead_requests"),
    path(f"{_GROUP}/lead/requests/<uuid:request_id>/", lead_in.answer, name="lead_answer"),
    path(f"{_GROUP}/lead/invitations/", lead_in.invitations, name="lead_invitations"),
    path(f"{_GROUP}/lead/invitations/<uuid:invitation_id>/revocation/", lead_in.revoke, name="lead_revoke"),
    path(f"{_GROUP}/lead/practice/", lead_practice.practice, name="lead_practice"),
    path(f"{_GROUP}/lead/practice/<uuid:ask_id>/end/", lead_practice.end, name="lead_practice_end"),
    path(f"{_GROUP}/lead/bounds/", lead_bounds.bounds, name="lead_bounds"),
    path(f"{_GROUP}/lead/agreement/", lead_words.agreement, name="lead_agreement"),
    path(f"{_GROUP}/lead/description/", lead_words.description, name="lead_describe"),
]
