"""The addresses of a summary. A file is asked for by its own form: nothing of it stands in an address."""

from django.urls import path

from hearten.handover import views

app_name = "handover"
urlpatterns = [
    path("summary/", views.choose, name="choose"),
    path("summary/page/", views.page, name="page"),
    path("summary/record/", views.record, name="record"),
    path("summary/ticks/", views.ticks, name="ticks"),
    path("summary/ticks/removal/", views.ticks_removal, name="ticks_removal"),
]
