"""Addresses of what somebody offers. All are one's own pages."""

from django.urls import path

from hearten.offers import views

app_name = "offers"

urlpatterns = [
    path("you/offers/", views.mine, name="mine"),
    path("you/offers/waiting/", views.fitting, name="fitting"),
    path("you/offers/none/", views.no_suggestions, name="no_suggestions"),
    path("you/offers/none/end/", views.suggestions_again, name="suggestions_again"),
    path("you/offers/time/", views.time_now, name="time_now"),
    path("you/offers/time/end/", views.time_over, name="time_over"),
    path("you/offers/<uuid:group_id>/", views.offer, name="offer"),
    path("you/offers/<uuid:group_id>/removal/", views.removal, name="removal"),
]
