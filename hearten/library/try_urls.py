"""Addresses of what one tries."""

from django.urls import path

from hearten.library.views import trying

urlpatterns = [
    path("cards/<uuid:card_id>/trying/", trying.begin, name="try"),
    path("trying/", trying.listed, name="trying"),
    path("trying/<uuid:trying_id>/end/", trying.end, name="trying_end"),
    path("trying/<uuid:trying_id>/quiet/", trying.quiet, name="trying_quiet"),
    path("trying/check-backs/<uuid:check_id>/", trying.check_back, name="check_back"),
]
