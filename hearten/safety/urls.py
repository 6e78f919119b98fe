"""Addresses."""

from django.urls import path

from hearten.safety import views

app_name = "safety"
urlpatterns = [
    path("help-now/", views.help_now, name="help_now"),
    path("offline/", views.offline, name="offline"),
    path("service-worker.js", views.service_worker, name="service_worker"),
]
