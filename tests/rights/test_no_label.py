"""No machine's reading of somebody is kept as a mark on them (AI-07): a level stands in the alert, and ends with it."""

import re

from django.apps import apps

# Columns that could hold such a mark. Each says whose word it is.
READ = re.compile(r"level|emotion|mood|feel|sentiment|risk|score|danger|grav|energy|chance|label")
KNOWN = {
    "safety_concern.level": "the alert itself: 90 days after people closed it (tests/rights/what_ages.py)",
    "safety_logentry.level": "how grave an alert was, by its number: no person is named",
    "safety_pace.level": "how soon people are called for each level: the house's own table",
    "guide_record.level": "how turns were answered on a day: nobody is named (decision 0103)",
    "notices_outgoing.level": "how urgent a letter is",
    "library_card.label": "the writer's own word for a card",
    "library_card.energy": "what the writer says it takes",
    "threads_thread.mood": "what the writer wishes for",
    "measures_counted.score": "a sum that its own member asked for",
    "plans_circleshow.level": "how much of a plan its own member shows",
    "django_content_type.app_label": "Django's own",
}


def columns() -> set[str]:
    fields = ((model, field) for model in apps.get_models() for field in model._meta.get_fields())
    named = {
        f"{model._meta.db_table}.{column}" for model, field in fields if (column := getattr(field, "column", None))
    }
    return {name for name in named if READ.search(name.partition(".")[2])}


def test_each_column_that_could_mark_somebody_is_known() -> None:
    assert columns() == set(KNOWN)


def test_what_the_guide_counts_names_nobody() -> None:
    fields = {field.name for field in apps.get_model("guide", "Record")._meta.get_fields()}
    assert fields == {"id", "day", "level", "fixed", "refused", "quoted", "generated", "made_by"}
