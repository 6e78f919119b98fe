"""The matrix's lines about conversations and posts."""

DOORS = """
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
"""
