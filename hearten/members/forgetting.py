"""What has a browser drop everything that it keeps of our site."""

from django.http import HttpResponse


def forgetting(response: HttpResponse) -> HttpResponse:
    """Tell the browser to drop what it keeps of our site (W3C Clear Site Data)."""
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response
