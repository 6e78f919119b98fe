"""Addresses of a group's library. A new verb is a new resource: /cards/<id>/withdrawal/."""

from django.urls import path

from hearten.library import guide_urls, try_urls
from hearten.library.views import cards, flags, lists, reports, reviews, write, written

app_name = "library"
_GROUP = "groups/<uuid:group_id>/library"
_CARD = "cards/<uuid:card_id>"

urlpatterns = [
    path(f"{_GROUP}/", lists.library, name="list"),
    path(f"{_GROUP}/write/", write.write, name="write"),
    path(f"{_GROUP}/looks/", lists.looks, name="looks"),
    path(f"{_CARD}/", cards.card, name="card"),
    path(f"{_CARD}/edit/", write.edit, name="edit"),
    path(f"{_CARD}/history/", cards.history, name="history"),
    path(f"{_CARD}/withdrawal/", cards.withdrawal, name="withdrawal"),
    path(f"{_CARD}/tried/", reports.tried, name="tried"),
    path(f"{_CARD}/tried/withdrawal/", reports.withdrawal, name="untold"),
    path("tried/<uuid:report_id>/", reports.report, name="report"),
    path(f"{_CARD}/review/", reviews.ask, name="review"),
    path("card-reviews/<uuid:review_id>/second/", reviews.second, name="second"),
    path("card-reviews/<uuid:review_id>/end/", reviews.end, name="end_review"),
    path(f"{_CARD}/flag/", flags.flag, name="flag"),
    path(f"{_CARD}/flag/withdrawal/", flags.withdrawal, name="unflag"),
    path(f"{_CARD}/answer/", flags.answer, name="answer"),
    path("card-flags/<uuid:flag_id>/news/", flags.news, name="flag_news"),
    path("library-words/<uuid:key>/", written.written, name="written"),
    *guide_urls.urlpatterns,
    *try_urls.urlpatterns,
]
