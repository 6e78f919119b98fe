"""What each door answers to each person: the table that test_doors.py goes through.

One line for each verb and address: `VERB address of answers...`. `of` names what the address is about (SUBJECTS below).
The columns after it:

    visi  a visitor, not signed in                        eli   was in both of Ada's groups, until she removed him
    ada   facilitator of "low days" and of                mo    moderator, without a grant
          "night shift" (by invitation only)              mo+   moderator with a running grant for both groups
    ben   member of both                                  odil  the operator
    cleo  member of "panic and worry" (ask to join)
    dov   in no group

An answer is an HTTP status, or `in`: sent to sign in (GET 302), or told to sign in and send again (POST 401). `in`, 403
and 404 also mean that no row of any table changed. A POST sends what FORMS says, filled in well: whoever is refused is
refused for who they are. A verb that a door does not have is answered with 405 to everybody; it needs no line.
"""

from collections.abc import Callable
from typing import Any

from tests.confidentiality.parts import entries, texts

TOKEN = "a-token-that-nobody-guesses"
PEOPLE = ["visitor", "ada", "ben", "cleo", "dov", "eli", "mo", "mo+", "odile"]

TABLE = """
# Open to everybody, coming in, one's own things                         visi  ada  ben cleo  dov  eli   mo  mo+ odil
GET  /                                                        -          200  200  200  200  200  200  200  200  200
GET  /health                                                  -          200  200  200  200  200  200  200  200  200
GET  /robots.txt                                              -          200  200  200  200  200  200  200  200  200
GET  /help-now/                                               -          200  200  200  200  200  200  200  200  200
GET  /offline/                                                -          200  200  200  200  200  200  200  200  200
GET  /service-worker.js                                       -          200  200  200  200  200  200  200  200  200
GET  /leaving/                                                -          302  302  302  302  302  302  302  302  302
GET  /what-this-is/                                           -          200  200  200  200  200  200  200  200  200
GET  /who-sees-what/                                          -          200  200  200  200  200  200  200  200  200
GET  /join/                                                   -          200  302  302  302  302  302  302  302  302
POST /join/                                                   rue        302  302  302  302  302  302  302  302  302
GET  /join/way-back/                                          -           in  200  200  200  200  200  200  200  200
POST /join/way-back/                                          -           in  200  200  200  200  200  200  200  200
GET  /sign-in/                                                -          200  302  302  302  302  302  302  302  302
POST /sign-in/                                                -          302  302  302  302  302  302  302  302  302
GET  /sign-in/second/                                         -          302  302  302  302  302  302  302  302  302
POST /sign-in/second/                                         -          302  302  302  302  302  302  302  302  302
GET  /sign-in/agree/                                          -          302  302  302  302  302  302  302  302  302
POST /sign-in/agree/                                          -          302  302  302  302  302  302  302  302  302
GET  /sign-out/                                               -          200  200  200  200  200  200  200  200  200
POST /sign-out/                                               -          302  302  302  302  302  302  302  302  302
GET  /recover/                                                -          200  200  200  200  200  200  200  200  200
POST /recover/                                                -          422  422  422  422  422  422  422  422  422
GET  /first-steps/                                            -           in  200  200  200  200  200  200  200  200
POST /first-steps/                                            -           in  302  302  302  302  302  302  302  302
GET  /you/                                                    -           in  200  200  200  200  200  200  200  200
GET  /you/name/                                               -           in  200  200  200  200  200  200  200  200
POST /you/name/                                               rue         in  302  302  302  302  302  302  302  302
GET  /you/language-and-place/                                 -           in  200  200  200  200  200  200  200  200
POST /you/language-and-place/                                 -           in  302  302  302  302  302  302  302  302
GET  /you/look/                                               -           in  200  200  200  200  200  200  200  200
POST /you/look/                                               -           in  302  302  302  302  302  302  302  302
GET  /you/email/                                              -           in  200  200  200  200  200  200  200  200
POST /you/email/                                              -           in  302  302  302  302  302  302  302  302
GET  /you/confirm/                                            -           in  200  200  200  200  200  200  200  200
POST /you/confirm/                                            -           in  422  302  422  422  422  422  422  422
GET  /you/passphrase/                                         -           in  200  200  200  200  200  200  200  200
POST /you/passphrase/                                         -           in  422  302  422  422  422  422  422  422
GET  /you/passkeys/                                           -           in  200  200  200  200  200  200  200  200
POST /you/passkeys/                                           -           in  422  422  422  422  422  422  422  422
GET  /you/codes/                                              -           in  200  200  200  200  200  200  200  200
GET  /you/codes/app/                                          -           in  200  200  200  200  200  200  200  200
POST /you/codes/app/                                          -           in  422  422  422  422  422  422  422  422
GET  /you/codes/recovery/                                     -           in  302  302  302  302  302  302  302  302
POST /you/codes/recovery/                                     -           in  200  200  200  200  200  200  200  200
GET  /you/sessions/                                           -           in  200  200  200  200  200  200  200  200
GET  /you/consents/                                           -           in  200  200  200  200  200  200  200  200
GET  /you/who-looked/                                         -           in  200  200  200  200  200  200  200  200
GET  /news/                                                   -           in  200  200  200  200  200  200  200  200
GET  /news/<notice>/                                          ben         in  404  302  404  404  404  404  404  404
POST /join/passkey/                                           -          200  200  200  200  200  200  200  200  200
POST /sign-in/passkey/                                        -          302  302  302  302  302  302  302  302  302
POST /sign-in/passkey/options/                                -          200  200  200  200  200  200  200  200  200
POST /sign-in/second/passkey/                                 -          302  302  302  302  302  302  302  302  302
POST /you/email/removal/                                      -           in  302  302  302  302  302  302  302  302
POST /you/confirm/passkey/                                    -           in  200  200  200  200  200  200  200  200
POST /you/passkeys/options/                                   -           in  200  200  200  200  200  200  200  200
POST /you/passkeys/removal/                                   -           in  302  302  302  302  302  302  302  302
POST /you/codes/app/removal/                                  -           in  302  302  302  302  302  302  302  302
POST /you/sessions/end/                                       -           in  302  302  302  302  302  302  302  302
POST /you/sessions/<key>/end/                                 ben         in  404  302  404  404  404  404  404  404
POST /you/consents/<key>/withdrawal/                          ben_yes     in  404  302  404  404  404  404  404  404
POST /news/read/                                              -           in  302  302  302  302  302  302  302  302

# The coach and the practice room                                        visi  ada  ben cleo  dov  eli   mo  mo+ odil
GET  /coach/                                                  -           in  200  200  200  200  200  200  200  200
POST /coach/                                                  -           in  302  302  302  302  302  302  302  302
GET  /practice/                                               -           in  200  200  200  200  200  200  200  200
POST /practice/                                               -           in  302  302  302  302  302  302  302  302
GET  /practice/<key>/                                         three_stops   in  200  200  200  200  200  200  200  200
GET  /practice/<key>/                                         no_room     in  404  404  404  404  404  404  404  404
POST /practice/<key>/feedback/                                three_stops   in  403  200  200  403  200  200  200  403

# Groups                                                                 visi  ada  ben cleo  dov  eli   mo  mo+ odil
GET  /groups/<group>/                                         low_days   200  200  200  200  200  200  200  200  200
GET  /groups/<group>/                                         night      404  200  200  404  404  404  404  200  200
GET  /groups/<group>/                                         panic      200  200  200  200  200  200  200  200  200
GET  /groups/<group>/                                         closed     404  404  404  404  404  404  404  404  200
GET  /groups/<group>/write/                                   low_days    in  200  200  404  404  404  404  404  404
GET  /groups/<group>/write/                                   night       in  200  200  404  404  404  404  404  404
GET  /groups/<group>/write/                                   panic       in  404  404  200  404  404  404  404  404
GET  /groups/<group>/write/                                   closed      in  404  404  404  404  404  404  404  404
POST /groups/<group>/write/                                   low_days    in  302  302  404  404  404  404  404  404
POST /groups/<group>/write/                                   night       in  302  302  404  404  404  404  404  404
POST /groups/<group>/write/                                   panic       in  404  404  302  404  404  404  404  404
POST /groups/<group>/write/                                   closed      in  404  404  404  404  404  404  404  404
GET  /groups/                                                 -          200  200  200  200  200  200  200  200  200
GET  /g/<slug>/                                               low_days   302  302  302  302  302  302  302  302  302
GET  /g/<slug>/                                               night      404  404  404  404  404  404  404  404  404
GET  /g/<slug>/                                               panic      302  302  302  302  302  302  302  302  302
GET  /invitations/<token>/                                    night      200  302  302  200  200  200  200  200  200
POST /invitations/<token>/                                    night      422  302  302  302  302  302  302  302  302
GET  /groups/<group>/about/                                   low_days   200  200  200  200  200  200  200  200  200
GET  /groups/<group>/about/                                   night      404  200  200  404  404  404  404  200  200
GET  /groups/<group>/about/                                   panic      200  200  200  200  200  200  200  200  200
GET  /groups/<group>/about/                                   closed     404  404  404  404  404  404  404  404  200
GET  /groups/<group>/join/                                    low_days    in  302  302  200  200  200  200  200  200
GET  /groups/<group>/join/                                    night       in  302  302  404  404  404  404  404  404
GET  /groups/<group>/join/                                    panic       in  302  302  302  302  302  302  302  302
GET  /groups/<group>/join/                                    closed      in  404  404  404  404  404  404  404  404
POST /groups/<group>/join/                                    low_days    in  302  302  302  302  403  302  302  302
POST /groups/<group>/join/                                    night       in  302  302  404  404  404  404  404  404
POST /groups/<group>/join/                                    panic       in  302  302  302  302  302  302  302  302
POST /groups/<group>/join/                                    closed      in  404  404  404  404  404  404  404  404
GET  /groups/<group>/ask/                                     low_days    in  302  302  302  302  302  302  302  302
GET  /groups/<group>/ask/                                     night       in  302  302  404  404  404  404  404  404
GET  /groups/<group>/ask/                                     panic       in  200  200  302  200  200  200  200  200
GET  /groups/<group>/ask/                                     closed      in  404  404  404  404  404  404  404  404
POST /groups/<group>/ask/                                     low_days    in  302  302  302  302  302  302  302  302
POST /groups/<group>/ask/                                     night       in  302  302  404  404  404  404  404  404
POST /groups/<group>/ask/                                     panic       in  302  302  302  403  302  302  302  302
POST /groups/<group>/ask/                                     closed      in  404  404  404  404  404  404  404  404
GET  /groups/<group>/agreement/                               low_days    in  200  200  404  404  404  404  404  404
GET  /groups/<group>/agreement/                               night       in  200  200  404  404  404  404  404  404
GET  /groups/<group>/agreement/                               panic       in  404  404  200  404  404  404  404  404
GET  /groups/<group>/agreement/                               closed      in  404  404  404  404  404  404  404  404
POST /groups/<group>/agreement/                               low_days    in  302  302  404  404  404  404  404  404
POST /groups/<group>/agreement/                               night       in  302  302  404  404  404  404  404  404
POST /groups/<group>/agreement/                               panic       in  404  404  302  404  404  404  404  404
POST /groups/<group>/agreement/                               closed      in  404  404  404  404  404  404  404  404
GET  /groups/<group>/me/                                      low_days    in  200  200  404  404  404  404  404  404
GET  /groups/<group>/me/                                      night       in  200  200  404  404  404  404  404  404
GET  /groups/<group>/me/                                      panic       in  404  404  200  404  404  404  404  404
GET  /groups/<group>/me/                                      closed      in  404  404  404  404  404  404  404  404
POST /groups/<group>/me/                                      low_days    in  302  302  404  404  404  404  404  404
POST /groups/<group>/me/                                      night       in  302  302  404  404  404  404  404  404
POST /groups/<group>/me/                                      panic       in  404  404  302  404  404  404  404  404
POST /groups/<group>/me/                                      closed      in  404  404  404  404  404  404  404  404
GET  /groups/<group>/leave/                                   low_days    in  200  200  404  404  404  404  404  404
GET  /groups/<group>/leave/                                   night       in  200  200  404  404  404  404  404  404
GET  /groups/<group>/leave/                                   panic       in  404  404  200  404  404  404  404  404
GET  /groups/<group>/leave/                                   closed      in  404  404  404  404  404  404  404  404
POST /groups/<group>/leave/                                   low_days    in  302  302  404  404  404  404  404  404
POST /groups/<group>/leave/                                   night       in  302  302  404  404  404  404  404  404
POST /groups/<group>/leave/                                   panic       in  404  404  302  404  404  404  404  404
POST /groups/<group>/leave/                                   closed      in  404  404  404  404  404  404  404  404
GET  /groups/<group>/lead/                                    low_days    in  200  404  404  404  404  404  404  404
GET  /groups/<group>/lead/                                    night       in  200  404  404  404  404  404  404  404
GET  /groups/<group>/lead/                                    panic       in  404  404  404  404  404  404  404  404
GET  /groups/<group>/lead/                                    closed      in  404  404  404  404  404  404  404  404
GET  /groups/<group>/lead/people/                             low_days    in  200  404  404  404  404  404  404  404
GET  /groups/<group>/lead/people/                             night       in  200  404  404  404  404  404  404  404
GET  /groups/<group>/lead/people/                             panic       in  404  404  404  404  404  404  404  404
GET  /groups/<group>/lead/people/<membership>/                low_days    in  200  404  404  404  404  404  404  404
GET  /groups/<group>/lead/people/<membership>/                night       in  200  404  404  404  404  404  404  404
POST /groups/<group>/lead/people/<membership>/                low_days    in  302  404  404  404  404  404  404  404
POST /groups/<group>/lead/people/<membership>/                night       in  302  404  404  404  404  404  404  404
GET  /groups/<group>/lead/people/<membership>/removal/        low_days    in  200  404  404  404  404  404  404  404
GET  /groups/<group>/lead/people/<membership>/removal/        night       in  200  404  404  404  404  404  404  404
POST /groups/<group>/lead/people/<membership>/removal/        low_days    in  302  404  404  404  404  404  404  404
POST /groups/<group>/lead/people/<membership>/removal/        night       in  302  404  404  404  404  404  404  404
GET  /groups/<group>/lead/requests/                           low_days    in  200  404  404  404  404  404  404  404
GET  /groups/<group>/lead/requests/                           night       in  200  404  404  404  404  404  404  404
GET  /groups/<group>/lead/requests/                           panic       in  404  404  404  404  404  404  404  404
GET  /groups/<group>/lead/requests/<request>/                 low_days    in  200  404  404  404  404  404  404  404
POST /groups/<group>/lead/requests/<request>/                 low_days    in  302  404  404  404  404  404  404  404
GET  /groups/<group>/lead/invitations/                        low_days    in  200  404  404  404  404  404  404  404
GET  /groups/<group>/lead/invitations/                        night       in  200  404  404  404  404  404  404  404
GET  /groups/<group>/lead/invitations/                        panic       in  404  404  404  404  404  404  404  404
POST /groups/<group>/lead/invitations/                        low_days    in  200  404  404  404  404  404  404  404
POST /groups/<group>/lead/invitations/                        night       in  200  404  404  404  404  404  404  404
POST /groups/<group>/lead/invitations/                        panic       in  404  404  404  404  404  404  404  404
GET  /groups/<group>/lead/agreement/                          low_days    in  200  404  404  404  404  404  404  404
GET  /groups/<group>/lead/agreement/                          night       in  200  404  404  404  404  404  404  404
GET  /groups/<group>/lead/agreement/                          panic       in  404  404  404  404  404  404  404  404
POST /groups/<group>/lead/agreement/                          low_days    in  302  404  404  404  404  404  404  404
POST /groups/<group>/lead/agreement/                          night       in  302  404  404  404  404  404  404  404
POST /groups/<group>/lead/agreement/                          panic       in  404  404  404  404  404  404  404  404
GET  /groups/<group>/lead/description/                        low_days    in  200  404  404  404  404  404  404  404
GET  /groups/<group>/lead/description/                        night       in  200  404  404  404  404  404  404  404
GET  /groups/<group>/lead/description/                        panic       in  404  404  404  404  404  404  404  404
POST /groups/<group>/lead/description/                        low_days    in  302  404  404  404  404  404  404  404
POST /groups/<group>/lead/description/                        night       in  302  404  404  404  404  404  404  404
POST /groups/<group>/lead/description/                        panic       in  404  404  404  404  404  404  404  404
GET  /groups/<group>/lead/practice/                           low_days    in  200  404  404  404  404  404  404  404
GET  /groups/<group>/lead/practice/                           night       in  200  404  404  404  404  404  404  404
GET  /groups/<group>/lead/practice/                           panic       in  404  404  404  404  404  404  404  404
GET  /groups/<group>/lead/practice/                           closed      in  404  404  404  404  404  404  404  404
POST /groups/<group>/lead/practice/                           low_days    in  302  404  404  404  404  404  404  404
POST /groups/<group>/lead/practice/                           night       in  302  404  404  404  404  404  404  404
POST /groups/<group>/lead/practice/                           panic       in  404  404  404  404  404  404  404  404
POST /groups/<group>/lead/practice/                           closed      in  404  404  404  404  404  404  404  404
POST /groups/<group>/lead/practice/<ask>/end/                 low_days    in  302  404  404  404  404  404  404  404
POST /groups/<group>/lead/practice/<ask>/end/                 night       in  302  404  404  404  404  404  404  404
POST /groups/<group>/lead/practice/<ask>/end/                 crossed     in  404  404  404  404  404  404  404  404
POST /groups/<group>/ask/withdrawal/                          low_days    in  302  302  302  302  302  302  302  302
POST /groups/<group>/ask/withdrawal/                          night       in  302  302  404  404  404  404  302  302
POST /groups/<group>/ask/withdrawal/                          panic       in  302  302  302  302  302  302  302  302
POST /groups/<group>/ask/withdrawal/                          closed      in  404  404  404  404  404  404  404  302
POST /groups/<group>/lead/invitations/<invitation>/revocation/ night   in  302  404  404  404  404  404  404  404

# Words                                                                  visi  ada  ben cleo  dov  eli   mo  mo+ odil
GET  /threads/<thread>/                                       ben         in  200  200  404  404  404  404  200  404
GET  /threads/<thread>/                                       masked      in  200  200  404  404  404  404  200  404
GET  /threads/<thread>/                                       hidden      in  200  200  404  404  404  404  200  404
GET  /threads/<thread>/replies/                               ben         in  302  302  404  404  404  404  302  404
GET  /threads/<thread>/replies/                               hidden      in  302  302  404  404  404  404  302  404
POST /threads/<thread>/replies/                               ben         in  302  302  404  404  404  404  403  404
POST /threads/<thread>/replies/                               masked      in  302  302  404  404  404  404  403  404
POST /threads/<thread>/replies/                               hidden      in  302  302  404  404  404  404  403  404
POST /threads/<thread>/feedback/                              ben         in  403  200  404  404  404  404  403  404
POST /threads/<thread>/feedback/                              masked      in  403  200  404  404  404  404  403  404
POST /threads/<thread>/feedback/                              hidden      in  403  200  404  404  404  404  403  404
GET  /posts/<post>/                                           ben         in  200  200  404  404  404  404  200  404
GET  /posts/<post>/                                           ada         in  200  200  404  404  404  404  200  404
GET  /posts/<post>/                                           masked      in  200  200  404  404  404  404  200  404
GET  /posts/<post>/                                           hidden      in  200  200  404  404  404  404  200  404
GET  /posts/<post>/edit/                                      ben         in  404  200  404  404  404  404  404  404
GET  /posts/<post>/edit/                                      ada         in  200  404  404  404  404  404  404  404
GET  /posts/<post>/edit/                                      masked      in  404  200  404  404  404  404  404  404
GET  /posts/<post>/edit/                                      hidden      in  200  404  404  404  404  404  404  404
POST /posts/<post>/heard/                                     ben         in  404  404  404  404  404  404  404  404
POST /posts/<post>/heard/                                     ada         in  404  302  404  404  404  404  404  404
POST /posts/<post>/heard/                                     hidden      in  404  302  404  404  404  404  404  404
POST /posts/<post>/edit/                                      ben         in  404  302  404  404  404  404  404  404
POST /posts/<post>/edit/                                      ada         in  302  404  404  404  404  404  404  404
POST /posts/<post>/edit/                                      masked      in  404  302  404  404  404  404  404  404
POST /posts/<post>/edit/                                      hidden      in  302  404  404  404  404  404  404  404
GET  /posts/<post>/history/                                   ben         in  404  200  404  404  404  404  404  404
GET  /posts/<post>/history/                                   masked      in  404  200  404  404  404  404  404  404
GET  /posts/<post>/history/                                   hidden      in  200  404  404  404  404  404  404  404
GET  /posts/<post>/withdrawal/                                ben         in  404  200  404  404  404  404  404  404
GET  /posts/<post>/withdrawal/                                masked      in  404  200  404  404  404  404  404  404
GET  /posts/<post>/withdrawal/                                hidden      in  200  404  404  404  404  404  404  404
POST /posts/<post>/withdrawal/                                ben         in  404  302  404  404  404  404  404  404
POST /posts/<post>/withdrawal/                                masked      in  404  302  404  404  404  404  404  404
POST /posts/<post>/withdrawal/                                hidden      in  302  404  404  404  404  404  404  404
POST /posts/<post>/nod/                                       ben         in  302  403  404  404  404  404  404  404
POST /posts/<post>/nod/                                       masked      in  302  403  404  404  404  404  404  404
POST /posts/<post>/nod/                                       hidden      in  403  302  404  404  404  404  404  404
POST /posts/<post>/permission/                                ben         in  404  404  404  404  404  404  404  404
POST /posts/<post>/permission/                                asking      in  404  302  404  404  404  404  404  404
POST /posts/<post>/permission/                                hidden      in  404  404  404  404  404  404  404  404

# The desk                                                               visi  ada  ben cleo  dov  eli   mo  mo+ odil
GET  /desk/                                                   -           in  404  404  404  404  404  200  200  200
GET  /desk/before-opening/                                    -           in  404  404  404  404  404  404  404  200
GET  /desk/groups/                                            -           in  404  404  404  404  404  200  200  200
GET  /desk/groups/make/                                       -           in  404  404  404  404  404  404  404  200
POST /desk/groups/make/                                       -           in  404  404  404  404  404  404  404  302
GET  /desk/groups/<group>/                                    low_days    in  404  404  404  404  404  404  404  200
GET  /desk/groups/<group>/                                    night       in  404  404  404  404  404  404  404  200
GET  /desk/groups/<group>/                                    panic       in  404  404  404  404  404  404  404  200
GET  /desk/groups/<group>/                                    closed      in  404  404  404  404  404  404  404  404
POST /desk/groups/<group>/                                    low_days    in  404  404  404  404  404  404  404  403
POST /desk/groups/<group>/                                    night       in  404  404  404  404  404  404  404  403
POST /desk/groups/<group>/                                    panic       in  404  404  404  404  404  404  404  302
POST /desk/groups/<group>/                                    closed      in  404  404  404  404  404  404  404  404
GET  /desk/groups/<group>/close/                              low_days    in  404  404  404  404  404  404  404  200
GET  /desk/groups/<group>/close/                              night       in  404  404  404  404  404  404  404  200
GET  /desk/groups/<group>/close/                              panic       in  404  404  404  404  404  404  404  200
GET  /desk/groups/<group>/close/                              closed      in  404  404  404  404  404  404  404  404
POST /desk/groups/<group>/close/                              low_days    in  404  404  404  404  404  404  404  302
POST /desk/groups/<group>/close/                              night       in  404  404  404  404  404  404  404  302
POST /desk/groups/<group>/close/                              panic       in  404  404  404  404  404  404  404  302
POST /desk/groups/<group>/close/                              closed      in  404  404  404  404  404  404  404  404
GET  /desk/groups/<group>/enter/                              low_days    in  404  404  404  404  404  200  403  200
GET  /desk/groups/<group>/enter/                              night       in  404  404  404  404  404  404  403  200
GET  /desk/groups/<group>/enter/                              panic       in  404  404  404  404  404  200  200  200
GET  /desk/groups/<group>/enter/                              closed      in  404  404  404  404  404  404  404  403
POST /desk/groups/<group>/enter/                              low_days    in  404  404  404  404  404  302  403  302
POST /desk/groups/<group>/enter/                              night       in  404  404  404  404  404  404  403  302
POST /desk/groups/<group>/enter/                              panic       in  404  404  404  404  404  302  302  302
POST /desk/groups/<group>/enter/                              closed      in  404  404  404  404  404  404  404  403
GET  /desk/look-ups/                                          -           in  404  404  404  404  404  200  200  200
GET  /desk/staff/                                             -           in  404  404  404  404  404  404  404  200
POST /desk/staff/                                             -           in  404  404  404  404  404  404  404  302
GET  /desk/lines/                                             -           in  404  404  404  404  404  404  404  200
POST /desk/lines/                                             -           in  404  404  404  404  404  404  404  302
GET  /desk/coach/                                             -           in  404  404  404  404  404  404  404  200
POST /desk/coach/                                             -           in  404  404  404  404  404  404  404  302
POST /desk/visits/<grant>/end/                                mo          in  404  404  404  404  404  404  302  404
GET  /desk/look-ups/ask/                                      -           in  404  404  404  404  404  404  404  404
GET  /desk/look-ups/ask/                                      masked      in  404  404  404  404  404  404  200  404
POST /desk/look-ups/ask/                                      -           in  404  404  404  404  404  404  404  404
POST /desk/look-ups/ask/                                      masked      in  404  404  404  404  404  404  302  404
POST /desk/look-ups/<lookup>/answer/                          mo          in  404  404  404  404  404  403  403  302
POST /desk/look-ups/<lookup>/answer/                          odile       in  404  404  404  404  404  302  302  403
POST /desk/look-ups/<lookup>/answer/                          agreed      in  404  404  404  404  404  403  403  403
POST /desk/look-ups/<lookup>/look/                            mo          in  404  404  404  404  404  403  403  404
POST /desk/look-ups/<lookup>/look/                            odile       in  404  404  404  404  404  404  404  403
POST /desk/look-ups/<lookup>/look/                            agreed      in  404  404  404  404  404  200  200  404
POST /desk/staff/<standing>/end/                              mo          in  404  404  404  404  404  404  404  302
"""

SUBJECTS: dict[str, Callable[[Any], dict[str, Any]]] = {
    "-": lambda w: {},
    "rue": lambda w: {},  # a name that only one person can have
    "low_days": lambda w: {
        "group": w.cast.group.id,
        "slug": "low-days",
        "membership": w.cast.ben_in_group.id,
        "request": w.request.id,
        "ask": w.ask.id,
    },
    "night": lambda w: {
        "group": w.cast.hidden_group.id,
        "slug": "night-shift",
        "token": TOKEN,
        "membership": w.cast.ben_in_hidden.id,
        "invitation": w.invitation.id,
        "ask": w.ask_in_hidden.id,
    },
    "crossed": lambda w: {"group": w.cast.group.id, "ask": w.ask_in_hidden.id},  # of another group than it says
    "panic": lambda w: {
        "group": w.cast.other_group.id,
        "slug": "panic-and-worry",
        "membership": w.cast.cleo_in_other.id,
    },
    "closed": lambda w: {"group": w.closed_group.id, "membership": w.closed_stay.id},
    "three_stops": lambda w: {"key": "three-stops"},
    "no_room": lambda w: {"key": "no-such-room"},
    "ben": lambda w: {
        "thread": w.cast.thread.id,
        "post": w.cast.post.id,
        "key": w.session.id,
        "notice": w.notice.id,
    },
    "ben_yes": lambda w: {"key": w.consent.id},
    "ada": lambda w: {"post": w.cast.reply.id},
    "asking": lambda w: {"post": w.asking.id},
    "masked": lambda w: {
        "thread": w.cast.masked.id,
        "post": w.masked_post.id,
        "?": {"mask": w.cast.mask.id},
    },
    "hidden": lambda w: {"thread": w.cast.hidden_thread.id, "post": w.cast.hidden_reply.id},
    "mo": lambda w: {"grant": w.grant.id, "lookup": w.lookup_of_mo.id, "standing": w.standing.id},
    "odile": lambda w: {"lookup": w.lookup_of_odile.id},
    "agreed": lambda w: {"lookup": w.lookup_agreed.id},
}


# What is sent to each door that takes a POST: filled in well, so that a refusal is about the person. "<membership>" is
# that of the line's subject.
_PASSPHRASE = "four quiet words in a row"
_GROUP = {
    "title": "mornings", "purpose": "To begin the day.", "who_for": "Early people.", "topics": "mornings",
    "formats": "forum", "language": "en", "zone": "UTC", "openness": "open", "keeps": "keep",
}  # fmt: skip
_WORDS = {"body": "I am here, reading.", "client_id": "7d1f0f5e-6a53-4c61-9d1c-0c1f6f1f5b11"}
_REASON = {"reason": "A facilitator asked us for help in writing."}
FORMS: dict[str, dict[str, Any]] = {
    "/join/": {"name": "Rue", "passphrase": _PASSPHRASE, "adult": "on", "agrees": "on"},
    "/join/passkey/": {"name": "Rue", "adult": "on", "agrees": "on"},
    "/sign-in/": {"name": "Ben", "passphrase": "ben drives the last bus"},
    "/sign-in/second/": {"code": "123456"},
    "/sign-in/agree/": {"agrees": "on"},
    "/recover/": {"name": "Ben", "code": "0000-0000-0000", "passphrase": _PASSPHRASE},
    "/first-steps/": {"step": "folds", "did": "skipped"},
    "/you/name/": {"name": "Rue"},
    "/you/language-and-place/": {"language": "en", "country": "DE", "zone": "Europe/Berlin"},
    "/you/look/": {"theme": "dark"},
    "/you/email/": {"email": "somebody@example.org"},
    "/you/confirm/": {"passphrase": "ben drives the last bus"},
    "/you/passphrase/": {"passphrase": _PASSPHRASE, "passphrase_now": "ben drives the last bus"},
    "/you/passkeys/": {"name": "my phone"},
    "/you/passkeys/removal/": {"key": "1"},
    "/you/codes/app/": {"code": "123456"},
    "/invitations/<token>/": {"name": "Rue", "version": "1", "agree": "on"},
    "/groups/<group>/join/": {"name": "Rue", "version": "1", "agree": "on"},
    "/groups/<group>/ask/": {"name": "Rue", "words": "I would like to sit with you."},
    "/groups/<group>/agreement/": {"version": "1"},
    "/groups/<group>/me/": {"name": "Rue"},
    "/groups/<group>/leave/": {"how": "erased"},
    "/groups/<group>/lead/people/<membership>/": {"role": "peer_supporter", "welcomes": "on"},
    "/groups/<group>/lead/people/<membership>/removal/": {"words": "Please take some time."},
    "/groups/<group>/lead/requests/<request>/": {"answer": "welcome", "words": "Come in."},
    "/groups/<group>/lead/agreement/": {"text": "We are kind.", "based_on": "1"},
    "/groups/<group>/lead/description/": _GROUP,
    "/groups/<group>/lead/practice/": {"person": "<membership>", "practice": "first-replies"},
    "/coach/": {"agree": "yes"},
    "/practice/<key>/feedback/": {"body": "That sounds like a long way with your own thoughts."},
    "/groups/<group>/write/": {**_WORDS, "title": "Morning", "kind": "support", "wish": "listen"},
    "/threads/<thread>/": _WORDS,
    "/threads/<thread>/replies/": _WORDS,
    "/threads/<thread>/feedback/": _WORDS,
    "/posts/<post>/edit/": {"body": "I woke up.", "title": "The long way", "wish": "listen", "note": ""},
    "/posts/<post>/permission/": {"welcome": "yes"},
    "/desk/groups/make/": {**_GROUP, "agreement": "We listen."},
    "/desk/groups/<group>/": {"sign_in_name": "Dov", "shown_name": "Dov"},
    "/desk/groups/<group>/enter/": _REASON,
    "/desk/look-ups/ask/": _REASON,
    "/desk/look-ups/<lookup>/answer/": {"agrees": "yes"},
    "/desk/coach/": {"open": "no"},
    "/desk/staff/": {"sign_in_name": "Dov", "shown_name": "Dov"},
    "/desk/lines/": {"line": "ar-call-135", "right": "yes", "initials": "OD", "on": "2026-01-01"},
}

TABLE += texts("DOORS")
SUBJECTS |= entries("SUBJECTS")
FORMS |= entries("FORMS")
