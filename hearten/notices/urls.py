"""Addresses."""

from django.urls import path

from hearten.notices import views, views_stop, views_ways

app_name = "notices"
urlpatterns = [
    path("news/", views.news, name="list"),
    path("news/read/", views.read_all, name="read_all"),
    path("news/<uuid:notice_id>/", views.go, name="go"),
    path("you/news/", views_ways.choose, name="ways"),
    path("you/news/address/", views_ways.address, name="address"),
    path("you/news/address/letter/", views_ways.address_letter, name="address_letter"),
    path("you/news/devices/", views_ways.add_device, name="add_device"),
    path("you/news/devices/<uuid:device_id>/removal/", views_ways.device_removal, name="device_removal"),
    path("letters/<str:token>/end/", views_stop.stop, name="stop"),
]
