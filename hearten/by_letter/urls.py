"""Addresses."""

from django.urls import path

from hearten.by_letter import views

app_name = "by_letter"
urlpatterns = [
    path("you/by-letter/", views.choose, name="choose"),
    path("you/by-letter/<uuid:letter_id>/", views.letter, name="letter"),
    path("you/by-letter/<uuid:letter_id>/removal/", views.removal, name="removal"),
]
