"""What the worker does with pictures: looks at new ones, remembers removed ones, destroys keys of those that went."""

from typing import NamedTuple
from uuid import UUID

from django.db import connection, transaction
from procrastinate.contrib.django import app

from hearten.kernel import keystore
from hearten.kernel.acting import acting, as_member
from hearten.kernel.jobs import job
from hearten.kernel.keystore import KeyStoreUnavailable
from hearten.kernel.seat import Seat
from hearten.kernel.verdict import Unseen
from hearten.notices.actions import tell
from hearten.pictures import reading, workshop
from hearten.pictures.scanning import as_number, looked_at
from hearten.pictures.showing import changed


class _Said(NamedTuple):
    said: str


class _There(NamedTuple):
    there: bool


class _Done(NamedTuple):
    done: object


@job("pictures.scan", queue="pictures")
def scan(*, picture: str) -> None:
    """Look at a new picture as its sender; show it where nothing was found, and have people look otherwise."""
    seat = Seat(acting.get())
    try:
        told = reading.told(seat, UUID(picture))
        print_, found = looked_at(reading.content_of(seat, told.id))
    except KeyStoreUnavailable:
        print_, found = None, "failed"
    except Unseen:
        return  # it was taken back meanwhile
    said = seat.read(_Said, "SELECT pictures_scanned(%s, %s, %s)", told.id, print_, found)[0].said
    if said == "shown":
        changed(seat, told.about)
    elif said:
        tell(kind="picture_waits", about=told.id, group=told.group_id)


@job("pictures.remember", queue="pictures")
def remember(*, picture: str) -> None:
    """Remember what a picture that people removed looks like, so that one like it waits for a person."""
    seat = Seat(acting.get())
    try:
        print_ = as_number(workshop.print_of(reading.content_of(seat, UUID(picture))))
    except (Unseen, workshop.Unusable):
        return
    seat.read(_Done, "SELECT pictures_remember(%s, %s)", UUID(picture), print_)


@job("pictures.shred", queue="pictures", nobodys=True)
def shred(*, picture: str) -> None:
    """Destroy the key of a picture that went: no copy of the database can show it any more.

    Nobody's job: whoever sent the picture may be forgotten by then, with all that waits to be done as them.
    """
    seat, key = Seat(acting.get()), UUID(picture)
    gone = not seat.read(_There, "SELECT pictures_is_there(%s)", key)[0].there
    if gone and key.hex not in keystore.erased():
        keystore.destroy(key)
    if gone:
        seat.read(_Done, "SELECT pictures_shredded(%s)", key)


@app.periodic(cron="17 4 * * *")
@app.task(name="pictures.sweep", queue="pictures")
def sweep(timestamp: int) -> None:
    """Once a day go pictures that people removed thirty days ago; and the keys that are left of any that went."""
    with as_member(None), transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM pictures_sweep()")
            cursor.execute("SELECT * FROM pictures_unshredded()")
            left = [row[0] for row in cursor.fetchall()]
        for picture in left:
            shred(picture=str(picture))
