"""Addresses."""

from django.urls import path

from hearten.notices import views
from hearten.notices.outside import views_groups, views_ways
from hearten.notices.outside.mail import views_stop

app_name = "notices"
urlpatterns = [
    path("news/", views.news, name="list"),
    path("news/read/", views.read_all, name="read_all"),
    path("news/<uuid:notice_id>/", views.go, name="go"),
    path("you/news/", views_ways.choose, name="ways"),
    path("you/news/address/", views_ways.address, name="address"),
    path("you/news/address/letter/", views_ways.address_letter, name="address_letter"),
    path("you/news/groups/<uuid:group_id>/", views_groups.group, name="group"),
    path("you/news/devices/", views_ways.add_device, name="add_device"),
    path("you/news/devices/<uuid:device_id>/removal/", views_ways.device_removal, name="device_removal"),
    path("letters/<str:token>/end/", views_stop.stop, name="stop"),
]
