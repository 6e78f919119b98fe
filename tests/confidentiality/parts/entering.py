"""The matrix's lines about coming in, one's own things, the coach and the practice room."""

DOORS = """
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
"""
