"""Addresses of pictures."""

from django.urls import path

from hearten.pictures import views

app_name = "pictures"
urlpatterns = [
    path("pictures/<uuid:picture_id>/", views.picture, name="picture"),
    path("pictures/<uuid:picture_id>/about/", views.about, name="about"),
    path("pictures/<uuid:picture_id>/showing/", views.showing, name="showing"),
    path("pictures/<uuid:picture_id>/removal/", views.removal, name="removal"),
    path("pictures/<uuid:picture_id>/withdrawal/", views.withdrawal, name="withdrawal"),
    path("groups/<uuid:group_id>/lead/pictures/", views.waiting, name="waiting"),
    path("groups/<uuid:group_id>/lead/pictures/person-first/", views.person_first, name="person_first"),
]
