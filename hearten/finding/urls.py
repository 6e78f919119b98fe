"""Addresses of finding a group. Answers stand in none of them."""

from django.urls import path

from hearten.finding import views

app_name = "finding"
urlpatterns = [
    path("find-a-group/", views.brings, name="brings"),
    path("find-a-group/how/", views.how, name="how"),
    path("find-a-group/when/", views.when, name="when"),
    path("find-a-group/language/", views.language, name="language"),
    path("find-a-group/groups/", views.groups, name="groups"),
]
