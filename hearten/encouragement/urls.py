"""Addresses of cards of encouragement."""

from django.urls import path

from hearten.encouragement import views, write_views

app_name = "encouragement"

urlpatterns = [
    path("encouragement/", views.take, name="take"),
    path("encouragement/mine/", views.mine, name="mine"),
    path("encouragement/write/", write_views.write, name="write"),
    path("encouragement/<uuid:card_id>/", views.card, name="card"),
    path("encouragement/<uuid:card_id>/edit/", write_views.edit, name="edit"),
    path("encouragement/<uuid:card_id>/removal/", views.removal, name="removal"),
]
