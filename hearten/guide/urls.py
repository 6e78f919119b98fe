"""Addresses of the Guide."""

from django.urls import path

from hearten.guide import desk_views, page_views, person_views, views

app_name = "guide"
urlpatterns = [
    path("guide/", views.guide, name="guide"),
    path("guide/about/", page_views.about, name="about"),
    path("guide/consent/", views.consent, name="consent"),
    path("guide/end/", views.ending, name="end"),
    path("guide/keeping/", views.keeping, name="keeping"),
    path("guide/person/", person_views.person, name="person"),
    path("guide/pages/<slug:key>/", page_views.page, name="page"),
    path("guide/team-pages/<uuid:page_id>/", page_views.own_page, name="own_page"),
    path("guide/talks/<uuid:talk_id>/words/", desk_views.words, name="words"),
    path("desk/guide/", desk_views.switch, name="desk"),
    path("desk/guide/pages/new/", desk_views.new_page, name="new_page"),
    path("desk/guide/pages/<uuid:page_id>/", desk_views.edit_page, name="edit_page"),
    path("desk/guide/pages/<uuid:page_id>/removal/", desk_views.remove_page, name="remove_page"),
    path("desk/guide/stops/<uuid:stop_id>/lifting/", desk_views.lift, name="lift"),
]
