"""Letters as mail programs write them when they answer: made up, of nobody, in their own shapes.

Each is what a program hands to a server, with its own way to begin a quote, to sign, and to encode. `WORDS` says what
their writer wrote.
"""

from email.message import EmailMessage
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from html import escape

ORIGIN, DOMAIN = "https://place.example", "answers.place.example"
OURS = (f"{ORIGIN}/news/", f"{ORIGIN}/letters/", f"@{DOMAIN}", "You have something new at Riverside")
SENDER = "Riverside <post@place.example>"
STOP = f"{ORIGIN}/letters/a-token-that-nobody-guesses/end/"
LETTER = (
    "You have something new at Riverside.\n\n"
    f"Read it here: {ORIGIN}/news/\n\n"
    f"You asked for letters like this one. To get no more of them, open this address: {STOP}\n\n"
    "You can answer this letter. Your answer goes to that conversation, and everybody there can read it.\n"
)
MARKED = "\n".join(f"> {line}".rstrip() for line in LETTER.strip().split("\n"))

EN = "Thank you, I needed to read that.\n\nFour in the morning is long. I made tea:\n- with ginger\n- with honey"
DE = "Mir geht es ähnlich. Gestern habe ich es bis zur Haltestelle geschafft.\n\nGrüße an alle, die wach liegen."
FR = "Ça me parle beaucoup. Aujourd’hui, j’ai ouvert la fenêtre.\n\nMerci d’être là."
ES = "Me pasa lo mismo. Ayer salí a la calle cinco minutos.\n\n¿Cómo estás hoy?"
AR = "أشكركم جميعا. اليوم كان أخف قليلا."
HE = "תודה לכולם. היום היה קצת יותר קל."


def plain(body, charset="utf-8", cte=None, **headers):
    """A letter of one part."""
    made = EmailMessage()
    made.set_content(body, charset=charset, cte=cte)
    for name, value in headers.items():
        made[name.replace("_", "-")] = value
    return made


def both(body, html):
    """A letter that says it twice: plain, and in HTML."""
    made = MIMEMultipart("alternative")
    made.attach(MIMEText(body, "plain", "utf-8"))
    made.attach(MIMEText(html, "html", "utf-8"))
    return made


def only_html(html, charset="utf-8"):
    return MIMEText(html, "html", charset)


def _p(words):
    return "".join(f"<div>{escape(line) or '<br>'}</div>" for line in words.split("\n"))


def _gmail(words, begins):
    html = (
        f'<div dir="ltr">{_p(words)}</div><br><div class="gmail_quote gmail_quote_container"><div dir="ltr" '
        f'class="gmail_attr">{escape(begins)}<br></div><blockquote class="gmail_quote" style="margin:0">'
        f"{_p(LETTER)}</blockquote></div>\n"
    )
    return both(f"{words}\n\n{begins}\n\n{MARKED}\n", html)


def _outlook(words, head, line="_" * 32):
    return plain(f"{words}\n\n{line}\n{head}\n\n{LETTER}", cte="quoted-printable")


def _outlook_web(words, head):
    names = "<br>".join(f"<b>{one.partition(':')[0]}:</b>{escape(one.partition(':')[2])}" for one in head.split("\n"))
    return only_html(
        f'<html><head><meta charset="utf-8"><style>P {{margin:0}}</style></head><body dir="ltr"><div class='
        f'"elementToProof">{_p(words)}</div><div id="appendonsend"></div><hr style="width:98%"><div id="divRplyFwdMsg" '
        f'dir="ltr"><font face="Calibri">{names}</font><div>&nbsp;</div></div><div>{_p(LETTER)}</div></body></html>'
    )


def _apple(words, begins, device=""):
    return plain(f"{words}\n{device}\n> {begins}\n> \n{MARKED}\n", cte="quoted-printable")


def _apple_desktop(words, begins):
    return plain(f"{words}\n\n{begins}\n\n{MARKED}\n\n", charset="utf-8")


def _flowed(words, begins, below=False):
    """Thunderbird: folded at 72 columns, each fold with a space at the end."""
    folded = "\n".join(_fold(line) for line in words.split("\n"))
    quote = f"{begins}\n{MARKED}\n"
    made = plain(f"{quote}\n{folded}\n" if below else f"{folded}\n\n{quote}", cte="8bit")
    made.replace_header("Content-Type", 'text/plain; charset="UTF-8"; format=flowed')
    return made


def _fold(line):
    lines, now = [], ""
    for word in line.split(" "):
        if len(now) + len(word) > 30:
            lines.append(f"{now} ")
            now = word
        else:
            now = f"{now} {word}".strip()
    return "\n".join([*lines, now])


def _with_signature(words, signature, begins):
    return plain(f"{words}\n-- \n{signature}\n\n{begins}\n{MARKED}\n", cte="base64")


def _inline():
    first, *rest = MARKED.split("\n")
    body = f"On 30/11/2026 10:12, Riverside wrote:\n{first}\n\nYes, I saw it.\n\n" + "\n".join(rest) + "\n\nSee you.\n"
    return plain(body)


HEAD_EN = f"From: {SENDER}\nSent: Monday, November 30, 2026 10:12 AM\nTo: me@mail.example\nSubject: You have something"
HEAD_DE = f"Von: {SENDER}\nGesendet: Montag, 30. November 2026 10:12\nAn: me@mail.example\nBetreff: You have something"
HEAD_FR = f"De : {SENDER}\nEnvoyé : lundi 30 novembre 2026 10:12\nÀ : me@mail.example\nObjet : You have something"
HEAD_ES = f"De: {SENDER}\nEnviado: lunes, 30 de noviembre de 2026 10:12\nPara: me@mail.example\nAsunto: You have"
SIGNED = "Robin\nHollow Lane 4\n+44 20 7946 0000"

# Name, letter, and what its writer wrote.
ANSWERS = [
    ("Gmail, English", _gmail(EN, f"On Mon, Nov 30, 2026 at 10:12 AM {SENDER}\nwrote:"), EN),
    ("Gmail, German", _gmail(DE, f"Am Mo., 30. Nov. 2026 um 10:12 Uhr schrieb {SENDER}:"), DE),
    ("Gmail, French", _gmail(FR, f"Le lun. 30 nov. 2026 à 10:12, {SENDER} a\nécrit :"), FR),
    ("Gmail, Spanish", _gmail(ES, "El lun, 30 nov 2026 a las 10:12, Riverside (<post@place.example>)\nescribió:"), ES),
    ("Outlook, English", _outlook(EN, HEAD_EN), EN),
    ("Outlook, German", _outlook(DE, HEAD_DE), DE),
    ("Outlook, French", _outlook(FR, HEAD_FR), FR),
    ("Outlook, Spanish", _outlook(ES, HEAD_ES), ES),
    ("Outlook of old", _outlook(EN, HEAD_EN, "-----Original Message-----"), EN),
    ("Outlook without a line", _outlook(DE, HEAD_DE, ""), DE),
    ("Outlook on the web", _outlook_web(EN, HEAD_EN), EN),
    ("Outlook on a phone", _outlook(f"{DE}\n\nHolen Sie sich Outlook für Android<https://aka.ms/x>", HEAD_DE), DE),
    ("iPhone, English", _apple(EN, f"On 30 Nov 2026, at 10:12, {SENDER} wrote:", "\nSent from my iPhone\n"), EN),
    ("iPhone, German", _apple(DE, f"Am 30.11.2026 um 10:12 schrieb {SENDER}:", "\nVon meinem iPhone gesendet\n"), DE),
    ("iPhone, French", _apple(FR, f"Le 30 nov. 2026 à 10:12, {SENDER} a écrit :", "\nEnvoyé de mon iPhone\n"), FR),
    (
        "iPhone, Spanish",
        _apple(ES, f"El 30 nov 2026, a las 10:12, {SENDER} escribió:", "\nEnviado desde mi iPhone\n"),
        ES,
    ),
    ("Apple Mail, English", _apple_desktop(EN, f"On 30. Nov 2026, at 10:12, {SENDER} wrote:"), EN),
    ("Apple Mail, German", _apple_desktop(DE, f"> Am 30.11.2026 um 10:12 schrieb {SENDER}:"), DE),
    ("Thunderbird, English", _flowed(EN, "On 30/11/2026 10:12, Riverside wrote:"), EN),
    ("Thunderbird below, English", _flowed(EN, "On 30/11/2026 10:12, Riverside wrote:", below=True), EN),
    ("Thunderbird below, German", _flowed(DE, "Am 30.11.26 um 10:12 schrieb Riverside:", below=True), DE),
    ("Thunderbird, French", _flowed(FR, "Le 30/11/2026 à 10:12, Riverside a écrit :"), FR),
    ("Thunderbird below, Spanish", _flowed(ES, "El 30/11/2026 a las 10:12, Riverside escribió:", below=True), ES),
    (
        "K-9, English",
        plain(
            f"{EN}\n-- \nSent from my Android device with K-9 Mail. Please excuse my brevity.\n\n"
            f"On 30 November 2026 10:12:00 CET, {SENDER} wrote:\n{MARKED}\n"
        ),
        EN,
    ),
    (
        "K-9, German",
        plain(
            f"{DE}\n-- \nDiese Nachricht wurde von meinem Android-Gerät mit K-9 Mail gesendet.\n\n"
            f"Am 30. November 2026 10:12:00 MEZ schrieb {SENDER}:\n{MARKED}\n"
        ),
        DE,
    ),
    (
        "a phone",
        plain(f"{EN}\n\n\nSent from my Galaxy\n\n-------- Original message --------\n{HEAD_EN}\n\n{LETTER}"),
        EN,
    ),
    ("signed", _with_signature(EN, SIGNED, "On 30/11/2026 10:12, Riverside wrote:"), EN),
    ("between the lines", _inline(), "Yes, I saw it.\n\nSee you."),
    ("only HTML", only_html(f"{_p(FR)}<blockquote type=cite>{_p(LETTER)}</blockquote>"), FR),
    ("Western, old", plain(DE, charset="iso-8859-1", cte="quoted-printable"), DE),
    ("Japanese", plain("はい。ありがとう。", charset="iso-2022-jp"), "はい。ありがとう。"),
    ("Russian", plain("Спасибо. Сегодня легче.", charset="koi8-r", cte="base64"), "Спасибо. Сегодня легче."),
    ("Arabic", plain(f"{AR}\n\nOn 30/11/2026 10:12, Riverside wrote:\n{MARKED}\n", cte="base64"), AR),
    ("Hebrew", _gmail(HE, f"On Mon, Nov 30, 2026 at 10:12 {SENDER} wrote:"), HE),
    (
        "Japanese Gmail",
        plain(f"はい。\n\n2026年11月30日(月) 10:12 Riverside <post@place.example>:\n\n{MARKED}\n"),
        "はい。",
    ),
    ("Dutch", plain(f"Ja, ik ook.\n\nOp ma 30 nov 2026 om 10:12 schreef {SENDER}:\n\n{MARKED}\n"), "Ja, ik ook."),
    ("no quote at all", plain(EN), EN),
]
