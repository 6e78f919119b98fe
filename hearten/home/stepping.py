"""From the next step after an appointment into one's plan: where care and plans meet, above both."""

from hearten.care.next_step import leads_to
from hearten.care.reading import next_step_of
from hearten.kernel.pages import url
from hearten.plans.doing.beginnings import known


def ready() -> None:
    """Let both know. The address names the preparation; its words are read as the member who opens it."""
    known("step", next_step_of)
    leads_to(lambda appointment_id: f"{url('plans:begin')}?from=step:{appointment_id}")
