from django.apps import AppConfig


class Safety(AppConfig):
    name = "hearten.safety"
