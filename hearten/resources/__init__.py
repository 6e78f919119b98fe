"""The directory of services, in the Open Referral HSDS model, and how it stays true."""
