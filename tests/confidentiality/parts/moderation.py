"""The matrices' lines about reports, holds, decisions, appeals."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

# Cases: one about Ben's post in "low days"; one about Ada's reply in "night shift", which she leads; one of no group.
# The hold, the break and what was settled are over: one that runs would hide words that other lines speak of.
TABLES = """
moderation_whom          -/-/-/-     -/-/-/-      -/-/-/-      -/-/-/-       -/-/-/-      -/-/-/-
moderation_case          -/-/-/-     κ/-/-/-      κ/-/-/-      κ/-/-/-       κ/-/-/-      -/-/-/-
moderation_report        -/-/-/-     o/-/o/-      o/-/o/-      o/-/o/-       o/-/o/-      -/-/-/-
moderation_act           -/-/-/-     χ/-/-/-      χ/-/-/-      χ/-/-/-       χ/-/-/-      -/-/-/-
moderation_hold          -/-/-/-     λ/-/-/-      λ/-/-/-      λ/-/-/-       λ/-/-/-      -/-/-/-
moderation_keptwords     -/-/-/-     o/-/-/-      o/-/-/-      o/-/-/-       o/-/-/-      -/-/-/-
moderation_pause         -/-/-/-     o/-/-/-      o/-/-/-      o/-/-/-       o/-/-/-      -/-/-/-
moderation_proposal      -/-/-/-     χ/-/-/-      χ/-/-/-      χ/-/-/-       χ/-/-/-      -/-/-/-
moderation_appeal        -/-/-/-     ω/-/-/-      ω/-/-/-      ω/-/-/-       ω/-/-/-      -/-/-/-
moderation_logline       -/-/-/-     λ/-/-/-      λ/-/-/-      λ/-/-/-       λ/-/-/-      -/-/-/-
moderation_switch        -/-/-/-     g/σ/l/-      -/-/-/-      g/-/-/-       -/-/-/-      -/-/-/-
moderation_hours         -/-/-/-     g/l/-/-      -/-/-/-      g/-/-/-       -/-/-/-      -/-/-/-
moderation_safetylead    */-/-/-     */-/-/-      */-/-/-      */-/-/-       */*/-/-      */-/-/-
"""

CHANGED = {
    "moderation_report": {"words", "taken_back_at"},
    "moderation_switch": {"ended_at", "ended_name"},
}


def _looked_after(me: Any, group: UUID | None) -> bool:
    return group in me.leads | me.visits if group else me.column in ("mo", "mo+", "odile")


def my_case(me: Any, case: dict[str, Any]) -> bool:
    """Whether somebody may read a case: they look after its group (staff: it has none), and did not write the thing."""
    wrote = {row["member_id"] for row in me.world.rows["moderation_whom"].values() if row["item"] == case["item"]}
    return _looked_after(me, case["group_id"]) and me.id not in wrote


def _of_my_case(me: Any, row: dict[str, Any]) -> bool:
    return my_case(me, me.world.rows["moderation_case"][row["case_id"]])


LETTERS = {
    "κ": lambda me, table, row: my_case(me, row),
    "χ": lambda me, table, row: _of_my_case(me, row),
    "ω": lambda me, table, row: _of_my_case(me, me.world.rows["moderation_act"][row["act_id"]]),
    "λ": lambda me, table, row: me.id is not None and _looked_after(me, row["group_id"]),
    "σ": lambda me, table, row: row["group_id"] in me.leads and row["by_id"] == me.id,
}

DOORS = """
# Reports, cases, decisions                                              visi  ada  ben cleo  dov  eli   mo  mo+ odil
GET  /who-answers/                                            -          200  200  200  200  200  200  200  200  200
GET  /report/<kind>/<item>/                                   m_post      in  200  403  404  404  404  404  200  404
GET  /report/<kind>/<item>/                                   m_masked    in  200  403  404  404  404  404  200  404
GET  /report/<kind>/<item>/                                   m_hidden    in  403  200  404  404  404  404  200  404
GET  /report/<kind>/<item>/                                   m_nothing   in  404  404  404  404  404  404  404  404
POST /report/<kind>/<item>/                                   m_post      in  302  403  404  404  404  404  302  404
POST /report/<kind>/<item>/                                   m_masked    in  302  403  404  404  404  404  302  404
POST /report/<kind>/<item>/                                   m_hidden    in  403  302  404  404  404  404  302  404
POST /report/<kind>/<item>/                                   m_nothing   in  404  404  404  404  404  404  404  404
GET  /reports/                                                -           in  200  200  200  200  200  200  200  200
GET  /reports/<report>/                                       m_post      in  200  404  404  404  404  404  404  404
POST /reports/<report>/                                       m_post      in  302  404  404  404  404  404  404  404
POST /reports/<report>/withdrawal/                            m_post      in  302  404  404  404  404  404  404  404
GET  /moderation/                                             -           in  200  404  404  404  404  200  200  200
GET  /moderation/cases/<case>/                                m_post      in  200  404  404  404  404  404  200  404
GET  /moderation/cases/<case>/                                m_hidden    in  404  404  404  404  404  404  200  404
GET  /moderation/cases/<case>/step/                           m_post      in  200  404  404  404  404  404  200  404
GET  /moderation/cases/<case>/step/                           m_hidden    in  404  404  404  404  404  404  200  404
POST /moderation/cases/<case>/step/                           m_post      in  302  404  404  404  404  404  302  404
POST /moderation/cases/<case>/step/                           m_hidden    in  404  404  404  404  404  404  302  404
POST /moderation/cases/<case>/hand/                           m_post      in  302  404  404  404  404  404  302  404
POST /moderation/cases/<case>/hand/                           m_hidden    in  404  404  404  404  404  404  302  404
POST /moderation/proposals/<proposal>/answer/                 m_post      in  403  404  404  404  404  404  302  404
POST /moderation/holds/<hold>/release/                        m_post      in  404  404  404  404  404  404  404  404
GET  /moderation/appeals/<appeal>/                            m_post      in  403  404  404  404  404  404  200  404
POST /moderation/appeals/<appeal>/                            m_post      in  403  404  404  404  404  404  302  404
POST /moderation/appeals/<appeal>/kept/                       m_post      in  403  404  404  404  404  404  200  404
GET  /decisions/                                              -           in  200  200  200  200  200  200  200  200
GET  /decisions/<act>/                                        m_post      in  404  200  404  404  404  404  404  404
POST /decisions/<act>/                                        m_post      in  404  302  404  404  404  404  404  404
GET  /groups/<group>/switches/                                low_days    in  200  404  404  404  404  404  404  404
GET  /groups/<group>/switches/                                night       in  200  404  404  404  404  404  404  404
GET  /groups/<group>/switches/                                panic       in  404  404  404  404  404  404  404  404
POST /groups/<group>/switches/                                low_days    in  302  404  404  404  404  404  404  404
POST /groups/<group>/switches/                                panic       in  404  404  404  404  404  404  404  404
POST /groups/<group>/switches/<switch>/end/                   m_post      in  302  404  404  404  404  404  404  404
POST /groups/<group>/hours/                                   low_days    in  302  404  404  404  404  404  404  404
POST /groups/<group>/hours/                                   panic       in  404  404  404  404  404  404  404  404
GET  /groups/<group>/log/                                     low_days    in  200  200  404  404  404  404  200  404
GET  /groups/<group>/log/                                     night       in  200  200  404  404  404  404  200  404
GET  /groups/<group>/log/                                     panic       in  404  404  200  404  404  404  404  404
GET  /desk/safety-lead/                                       -           in  404  404  404  404  404  404  404  200
POST /desk/safety-lead/                                       -           in  404  404  404  404  404  404  404  302
"""

SUBJECTS = {
    "m_post": lambda w: {
        "kind": "post",
        "item": w.cast.post.id,
        "group": w.cast.group.id,
        "report": w.report.id,
        "case": w.case.id,
        "act": w.note.id,
        "proposal": w.proposal.id,
        "hold": w.hold.id,
        "appeal": w.appeal.id,
        "switch": w.switch.id,
    },
    "m_masked": lambda w: {"kind": "post", "item": w.masked_post.id},
    "m_hidden": lambda w: {"kind": "post", "item": w.cast.hidden_reply.id, "case": w.case_about_ada.id},
    "m_nothing": lambda w: {"kind": "nothing", "item": w.cast.post.id},
}

FORMS = {
    "/report/<kind>/<item>/": {"category": "hostile", "words": "This hurt."},
    "/reports/<report>/": {"words": "One more thing."},
    "/moderation/cases/<case>/step/": {"step": "note", "category": "hostile", "words": "Please say it another way."},
    "/moderation/cases/<case>/hand/": {"take": "yes"},
    "/moderation/proposals/<proposal>/answer/": {"agrees": "no"},
    "/moderation/appeals/<appeal>/": {"answer": "upheld", "words": "I read all of it."},
    "/decisions/<act>/": {"words": "I see it differently."},
    "/groups/<group>/switches/": {"kind": "slow", "why": "Many came at once.", "days": "2"},
    "/groups/<group>/hours/": {"opens": "9", "closes": "21"},
    "/desk/safety-lead/": {"name": "Odile", "contact": "odile@example.org", "review_on": "2027-01-01"},
}


def fill(made: Any, cast: Any, moment: Any, put: Any) -> None:
    """Put a case that Ada looks after, one about her, and one of no group, with what hangs on them."""
    from hearten.moderation import models as m

    later = moment + timedelta(days=7)
    made.case = _case(m, put, cast.group, cast.post.id, cast.ben, moment)
    made.case_about_ada = _case(m, put, cast.hidden_group, cast.hidden_reply.id, cast.ada, moment)
    alone = _case(m, put, None, uuid4(), cast.cleo, moment)
    for case, by in ((made.case, cast.ada), (made.case_about_ada, cast.ben), (alone, cast.ben)):
        report = put(m.Report, member_id=by.id, case=case, category="hostile", words="This hurt.", made_at=moment)
        put(m.LogLine, group=case.group, case_key=case.id, what="note", by_name="Somebody", at=moment)
        over = {"released_at": moment, "made_at": moment, "why": "decided"}
        hold = put(m.Hold, group=case.group, kind="post", item=case.item, **over)
        if case is made.case:
            made.report, made.hold = report, hold
    said = {"reason": "It hurt somebody.", "passage": "We listen before we answer.", "version": 1, "made_at": moment}
    acts = {"category": "hostile", "appeal_until": moment + timedelta(days=180)} | said
    made.note = put(m.Act, case=made.case, group=cast.group, step="note", by_id=cast.ada.id, by_name="Ada", **acts)
    held = put(m.Act, case=made.case, group=cast.group, step="hold", rule="method", **acts)
    put(m.Act, case=made.case_about_ada, group=cast.hidden_group, step="note", by_id=cast.mo.id, by_name="Mo", **acts)
    made.appeal = put(m.Appeal, act=held, words="Look again.", made_at=moment, due_at=later)
    put(m.KeptWords, member_id=cast.ben.id, act=held, words={"body": "x"}, until=later)
    put(m.Pause, member_id=cast.ben.id, group=cast.group, act=made.note, until=later, ended_at=moment)
    made.proposal = put(m.Proposal, case=made.case, category="hostile", by_id=cast.ada.id, by_name="Ada", **said)
    by = {"by_id": cast.ada.id, "by_name": "Ada", "made_at": moment, "until": later}
    made.switch = put(m.Switch, group=cast.group, kind="requests", why="Many came at once.", **by)
    for group in (cast.group, cast.other_group):
        put(m.Hours, group=group, opens=8, closes=22, by_name="Ada", at=moment)
    put(m.SafetyLead, name="Odile", contact="odile@example.org", review_on=later.date(), at=moment)


def _case(m: Any, put: Any, group: Any, item: UUID, writer: Any, moment: Any) -> Any:
    put(m.Whom, kind="post", item=item, member_id=writer.id)
    said = {"category": "hostile", "severity": 2, "opened_at": moment}
    return put(m.Case, group=group, kind="post", item=item, **said)
