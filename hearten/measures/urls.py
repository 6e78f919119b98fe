"""Addresses of measures. All of them are the member's own pages."""

from django.urls import path

from hearten.measures.views import filling, reminder, results

app_name = "measures"
urlpatterns = [
    path("measures/", results.listed, name="list"),
    path("measures/fill/<slug:key>/", filling.fill, name="fill"),
    path("measures/change/<slug:key>/", results.change, name="change"),
    path("measures/results/<uuid:sheet_id>/", results.result, name="result"),
    path("measures/results/<uuid:sheet_id>/first/", filling.first, name="first"),
    path("measures/results/<uuid:sheet_id>/removal/", results.removal, name="removal"),
    path("measures/reminder/", reminder.reminder, name="reminder"),
    path("measures/counting/", results.counted, name="counting"),
    path("measures/counting/withdrawal/", results.withdrawal, name="withdrawal"),
]
