from django.apps import AppConfig


class Demo(AppConfig):
    name = "hearten.demo"
