"""Addresses of search."""

from django.urls import path

from hearten.search import similar_views, views

app_name = "search"
urlpatterns = [
    path("search/", views.search, name="search"),
    path("threads/<uuid:thread_id>/similar/", similar_views.similar, name="similar"),
]
