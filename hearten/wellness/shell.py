"""The page that stands in for one's own pages while there is no network, and what the service worker keeps of it.

It is the same for everybody and says nothing of anybody. What it shows lies on the device, sealed (kernel/vault.js),
and only where its person chose to keep it there.
"""

from hashlib import sha256

from django.http import HttpRequest, HttpResponse
from django.templatetags.static import static
from django.urls import reverse

from hearten import __version__
from hearten.kernel.door import Knock, door
from hearten.kernel.pages import fragment, show
from hearten.kernel.seat import Seat


@door(Knock.ANYONE)
def shell(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Show the empty page. A script on the device fills it, from what lies there."""
    return show(request, "wellness/kept.html")


def stands_for() -> list[str]:
    """Return the addresses for which the page stands in, without a network."""
    names = (
        "safety:plan",
        "wellness:hope",
        "wellness:plan",
        "plans:plan",
        "wellness:setback",
        "wellness:hard_days",
        "wellness:device",
    )
    return [reverse(name) for name in names]


def kept_on_the_device() -> dict[str, object]:
    """Return what the service worker keeps: the empty page and its script. Nothing that says who reads what."""
    kept = [reverse("wellness:shell"), static("wellness/kept.js"), static("wellness/keep.js")]
    kept += [static("wellness/aside.js"), static("wellness/waiting.js")]
    kept += [static("kernel/vault.js"), static("kernel/signing_out.js")]
    kept += [static("kernel/hearten.css"), static("wellness/wellness.css")]
    page = fragment("wellness/_kept_words.html")
    mark = sha256(" ".join([__version__, *kept, page]).encode()).hexdigest()[:16]
    return {"kept": kept, "mark": mark, "stands_for": stands_for()}
