"""Addresses."""

from django.urls import path

from hearten.home import views

app_name = "home"
urlpatterns = [
    path("", views.home, name="home"),
    path("robots.txt", views.robots, name="robots"),
]
