"""What came with an import: every object of HSDS 3.0 as a row of its own, and one listing for each service.

Both are public information about services: no member's words. The web may read them; only the keeper writes, through
`hearten resources import`. Records are the truth and are given out again as they came. A listing is made from
them anew (listing_of.py), keeps its id while its service keeps its key, and may be thrown away at any time.
"""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models

from hearten.kernel.confidential import House


class Record(House):
    """One object of HSDS. `fields` are its own plain fields without `id`; what belongs to it are records themselves."""

    kind = models.CharField(max_length=24)  # HSDS's word for it: organization, service, service_at_location, ...
    key = models.CharField(max_length=200)  # its id in HSDS, as given
    fields = models.JSONField()
    refs = ArrayField(models.CharField(max_length=225), default=list)  # what it points to, each as KIND:KEY
    digest = models.CharField(max_length=32)  # of kind, key and fields: two are alike exactly when these are
    source = models.CharField(max_length=200)  # the name of the file or folder it last changed with
    imported_at = models.DateTimeField()  # when it last changed

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "key"], name="one_record_a_key")]
        # An import reads by it what it has just written: entries that wait in a list would be read one by one.
        indexes = [GinIndex(fields=["refs"], name="records_by_ref", fastupdate=False)]


class Listing(House):
    """One service, with everything a person needs who looks for help. Lists of objects are in a settled order.

    The shapes of the JSON columns (a value that was not given is not there):
    phones      [{number, extension, type, description, languages: [name, ...], of: "service" | "place" | "provider"}]
    languages   [{code, name, note}]
    access      [{description, details, url, place}]
    needs       [{id, name, code, taxonomy}]: the taxonomy terms of the service
    areas       [{name, extent, extent_type, description}]; then of places {city, region, state, postal_code, country}
    places      [{key, name, type, description, transportation, latitude, longitude, url,
                  addresses: [{address_1, address_2, city, region, state_province, postal_code, country, type}]}]
    schedules   [HSDS's own fields of a schedule, of: "service" | "place", and place: its key where it is of one]
    costs       [{option, currency, amount, amount_description, valid_from, valid_to}]
    documents   [{document, uri}]: what one must bring
    """

    class Status(models.TextChoices):
        ACTIVE = "active"
        INACTIVE = "inactive"
        DEFUNCT = "defunct"
        CLOSED = "temporarily closed"

    key = models.CharField(max_length=200, unique=True)  # the service's id in HSDS
    name = models.TextField()
    alternate_name = models.TextField(blank=True)
    provider = models.TextField(blank=True)  # the organization's name
    provider_key = models.CharField(max_length=200, blank=True)
    provider_url = models.TextField(blank=True)
    program = models.TextField(blank=True)
    description = models.TextField(blank=True)
    alert = models.TextField(blank=True)  # what is out of the ordinary just now
    how = models.TextField(blank=True)  # what happens when you call, what you need to do
    wait = models.TextField(blank=True)
    status = models.CharField(max_length=20, choices=Status)
    url = models.TextField(blank=True)
    email = models.TextField(blank=True)
    phones = models.JSONField(default=list)
    free = models.BooleanField(null=True)  # None: the source does not say
    cost = models.TextField(blank=True)  # in words
    costs = models.JSONField(default=list)
    eligibility = models.TextField(blank=True)
    minimum_age = models.FloatField(null=True)  # in years
    maximum_age = models.FloatField(null=True)
    languages = models.JSONField(default=list)
    interpreting = models.TextField(blank=True)  # interpretation services, in words
    access = models.JSONField(default=list)
    needs = models.JSONField(default=list)
    areas = models.JSONField(default=list)
    places = models.JSONField(default=list)
    schedules = models.JSONField(default=list)
    zone = models.CharField(max_length=40, blank=True)  # an IANA name; empty: the source does not say
    documents = models.JSONField(default=list)
    assured_on = models.DateField(null=True)  # when the source last made sure of it
    digest = models.CharField(max_length=32)  # of everything above
    changed_at = models.DateTimeField()  # when an import last changed something of it
    gone_at = models.DateTimeField(null=True)  # its source has it no longer; set only when an import is told to
