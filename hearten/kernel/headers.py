"""What every answer says to the browser: load nothing from elsewhere, keep nothing, tell nobody.

Sources: OWASP ASVS 5.0 3.4; CSP level 3. Django 6 brings a policy of its own: this file is then smaller.
"""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; connect-src 'self'; "
    "form-action 'self'; frame-ancestors 'none'; base-uri 'none'; manifest-src 'self'; worker-src 'self'; "
    "require-trusted-types-for 'script'; trusted-types hearten"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",  # nothing to others; "no-referrer" would make our own forms say Origin: null
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": (
        "camera=(), microphone=(), geolocation=(), payment=(), "
        "publickey-credentials-get=(self), publickey-credentials-create=(self)"
    ),
    "X-Robots-Tag": "noindex, nofollow, noarchive",
}

# The page of a meeting's room alone sets this: nothing is asked of the devices there before the person chose it. A
# picture from a camera or a person elsewhere is a stream and no address: the policy above needs no opening for it.
WITH_CAMERA_AND_MICROPHONE = HEADERS["Permissions-Policy"].replace(
    "camera=(), microphone=()", "camera=(self), microphone=(self)"
)

HTTPS_ALONE = {"Strict-Transport-Security": "max-age=31536000; includeSubDomains"}


def always() -> dict[str, str]:
    """Return what every answer carries: pages, styles, scripts, live streams, refusals; under https also HSTS."""
    return HEADERS | HTTPS_ALONE if settings.SECURE else HEADERS


class Headers:
    """Middleware. Pages are never kept by a shared cache or by the browser's disk."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        for name, value in always().items():
            response.headers.setdefault(name, value)
        response.headers.setdefault("Cache-Control", "no-store")
        if not response.streaming:
            response.headers.setdefault("Content-Length", str(len(response.content)))
        return response
