"""Addresses of guides: of the whole house, of groups, and of what people tell beside them."""

from django.urls import path

from hearten.library.views import guide_notes, guides, keeping_guides

urlpatterns = [
    path("guides/", guides.guides, name="guides"),
    path("guides/new/", keeping_guides.write_for_house, name="house_guide_new"),
    path("groups/<uuid:group_id>/guides/new/", keeping_guides.write, name="guide_new"),
    path("guides/<uuid:guide_id>/", guides.guide, name="guide"),
    path("guides/<uuid:guide_id>/history/", guides.history, name="guide_history"),
    path("guides/<uuid:guide_id>/edit/", keeping_guides.edit, name="guide_edit"),
    path("guides/<uuid:guide_id>/checks/", keeping_guides.checks, name="guide_checks"),
    path("guides/<uuid:guide_id>/owner/", keeping_guides.owner, name="guide_owner"),
    path("guides/<uuid:guide_id>/retirement/", keeping_guides.retirement, name="guide_retirement"),
    path("guides/<uuid:guide_id>/return/", keeping_guides.bring_back, name="guide_return"),
    path("groups/<uuid:group_id>/guides/<uuid:guide_id>/notes/", guide_notes.tell, name="guide_notes"),
    path("guide-checks/<uuid:check_id>/", guides.check, name="guide_check"),
    path("guide-notes/<uuid:note_id>/", guide_notes.note, name="guidenote"),
    path("guide-notes/<uuid:note_id>/withdrawal/", guide_notes.withdrawal, name="guidenote_withdrawal"),
]
