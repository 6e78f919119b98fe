"""Addresses."""

from django.urls import path

from hearten.members.views import about, confirming, distance, entering, joining, keys, passkeys, trust, you

app_name = "members"
urlpatterns = [
    path("join/", joining.sign_up, name="sign_up"),
    path("join/passkey/", passkeys.to_join, name="passkey_to_join"),
    path("join/way-back/", joining.way_back, name="way_back"),
    path("sign-in/", entering.sign_in, name="sign_in"),
    path("sign-in/passkey/", entering.sign_in_with_passkey, name="sign_in_with_passkey"),
    path("sign-in/passkey/options/", passkeys.to_sign_in, name="passkey_to_sign_in"),
    path("sign-in/second/", entering.sign_in_second, name="sign_in_second"),
    path("sign-in/second/passkey/", passkeys.to_sign_in_second, name="passkey_to_sign_in_second"),
    path("sign-in/agree/", entering.sign_in_agree, name="sign_in_agree"),
    path("leaving/", entering.quick_exit, name="quick_exit"),
    path("sign-out/", entering.sign_out, name="sign_out"),
    path("recover/", entering.recover, name="recover"),
    path("what-this-is/", about.what_this_is, name="what_this_is"),
    path("first-steps/", about.first_steps, name="first_steps"),
    path("you/", you.you, name="you"),
    path("you/name/", you.name, name="name"),
    path("you/language-and-place/", you.place, name="place"),
    path("you/look/", you.look, name="look"),
    path("you/email/", you.email, name="email"),
    path("you/email/removal/", you.email_removal, name="email_removal"),
    path("you/confirm/", confirming.confirm, name="confirm"),
    path("you/confirm/passkey/", passkeys.to_confirm, name="passkey_to_confirm"),
    path("you/passphrase/", keys.passphrase, name="passphrase"),
    path("you/passkeys/", keys.passkeys_of_mine, name="passkeys"),
    path("you/passkeys/options/", passkeys.to_add, name="passkey_to_add"),
    path("you/passkeys/removal/", keys.passkey_removal, name="passkey_removal"),
    path("you/codes/", keys.codes, name="codes"),
    path("you/codes/app/", keys.app, name="app"),
    path("you/codes/app/removal/", keys.app_removal, name="app_removal"),
    path("you/codes/recovery/", keys.recovery_codes, name="recovery_codes"),
    path("you/sessions/", keys.sessions, name="sessions"),
    path("you/sessions/end/", keys.sessions_end, name="sessions_end"),
    path("you/sessions/<uuid:key>/end/", keys.session_end, name="session_end"),
    path("you/consents/", trust.consents, name="consents"),
    path("you/consents/<uuid:key>/withdrawal/", trust.withdrawal, name="withdrawal"),
    path("you/distance/", distance.distance, name="distance"),
    path("you/distance/<uuid:key>/end/", distance.distance_end, name="distance_end"),
    path("you/who-looked/", trust.who_looked, name="who_looked"),
]
