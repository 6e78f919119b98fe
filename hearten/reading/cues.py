"""Plain signs in a sentence that say something about empathy: what rules can see without a model."""

import re

SENTENCE_CUES: dict[str, re.Pattern[str]] = {
    name: re.compile(pattern, re.IGNORECASE)
    for name, pattern in {
        "asks": r"\?",
        "asks_you": r"\b(?:you|your|u|ur)\b[^.!]*\?",
        "asks_openly": r"\b(?:what|how|which|who|where|when)\b[^.!]*\?",
        "asks_closed": r"(?:^|[,;.] )(?:do|does|did|are|is|have|has|can|could|would|will|was|were)\b[^.!]*\?",
        "asks_advice": r"\b(?:have you (?:tried|thought|considered)|why (?:not|don'?t)|what about)\b[^.!]*\?",
        "asks_offers": r"\b(?:want|wanna|need|like) to (?:talk|chat|vent|dm|pm)\b",
        "sorry": r"\b(?:i'?m|i am|so|really|very|truly)\s+(?:so |very |really |truly )*sorry\b|^sorry\b",
        "hopes": r"\b(?:i )?hop(?:e|ing)\b|\bwish(?:ing)? you\b",
        "cares": (
            r"\b(?:hugs?|love you|sending|thinking of you|here for you|praying|care about|proud of you|"
            r"glad|happy for)\b"
        ),
        "moved": (
            r"\b(?:breaks my heart|heart (?:goes|aches|hurts)|makes me (?:sad|happy|cry)|i feel (?:sad|"
            r"bad|for you|so))\b"
        ),
        "warm": r"<3|❤|♥|💕|💙|🤗|\b(?:xx+|xo+)\b",
        "wellwish": (
            r"\b(?:good luck|best of luck|stay strong|hang in there|feel better|get better|take care|"
            r"happy (?:birthday|new year))\b"
        ),
        "understands": (
            r"\b(?:i (?:totally |completely |really |can )*(?:understand|get|relate|see|know)|"
            r"been there|same (?:here|boat)|me too)\b"
        ),
        "must_be": (
            r"\b(?:must (?:be|feel|have)|sounds? (?:like|so|really|very|tough|hard|awful)|"
            r"seems? (?:like|so)|imagine)\b"
        ),
        "own": r"\b(?:i|i'?ve|i'?m|my|me)\b",
        "own_past": r"\b(?:i (?:was|had|used to|went|felt|did|got|have been)|when i|i'?ve (?:been|had|felt)|for me)\b",
        "advises": (
            r"\b(?:you should|you need to|try (?:to|and|a|some)|you could|i(?:'d| would) (?:suggest|"
            r"recommend)|don'?t (?:be|worry|let))\b"
        ),
        "minimises": r"\b(?:at least|cheer up|could be worse|just (?:think|try|be|do|stop)|get over)\b",
        "names_feeling": (
            r"\b(?:scar\w+|afraid|lonel\w+|alone|sad\w*|hurt\w*|tired|exhaust\w+|anxi\w+|depress\w+|"
            r"angry|frustrat\w+|hopeless\w*|overwhelm\w+|empty|numb|guilt\w*|asham\w+|worthless\w*|"
            r"stuck|lost)\b"
        ),
        "thanks": r"\b(?:thank|thanks|welcome)\b",
    }.items()
}
