"""Addresses."""

from django.urls import path

from hearten.members.views import about, entering, joining, passkeys

app_name = "members"
urlpatterns = [
    path("join/", joining.sign_up, name="sign_up"),
    path("join/passkey/", passkeys.to_join, name="passkey_to_join"),
    path("join/way-back/", joining.way_back, name="way_back"),
    path("sign-in/", entering.sign_in, name="sign_in"),
    path("sign-in/passkey/", passkeys.sign_in, name="sign_in_with_passkey"),
    path("sign-in/passkey/options/", passkeys.to_sign_in, name="passkey_to_sign_in"),
    path("sign-out/", entering.sign_out, name="sign_out"),
    path("what-this-is/", about.what_this_is, name="what_this_is"),
    path("recover/", about.what_this_is, name="recover"),  # TODO
    path("sign-in/second/", about.what_this_is, name="sign_in_second"),  # TODO
    path("you/", about.what_this_is, name="you"),  # TODO
    path("first-steps/", about.what_this_is, name="first_steps"),  # TODO
]
