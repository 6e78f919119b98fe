"""How somebody is after a meeting is sealed. What stands there is carried over, each under its person's key."""

from django.db import migrations

import hearten.kernel.sealed
from hearten.kernel.keystore import KeyGone

# The owner is bound by policies on its own tables, and no policy shows it these rows.
_UNBOUND = "ALTER TABLE meetings_howareyou NO FORCE ROW LEVEL SECURITY"
_BOUND = "ALTER TABLE meetings_howareyou FORCE ROW LEVEL SECURITY"
# What may be changed was granted for the column that goes: `policies.apply` makes grants anew where this mark is gone.
_GRANTS_ANEW = "COMMENT ON SCHEMA public IS NULL"


def seal(apps, schema_editor):
    """Seal each answer for its member. Of a member who was erased there is nothing to keep."""
    model, alias = apps.get_model("meetings", "HowAreYou"), schema_editor.connection.alias
    field = model._meta.get_field("answer")
    for row in list(model.objects.using(alias)):
        try:
            row.answer = field.seal(row, row.plain.encode())
        except KeyGone:
            row.delete(using=alias)
        else:
            row.save(using=alias, update_fields=["answer"])


class Migration(migrations.Migration):
    dependencies = [("meetings", "0005_for_two")]

    operations = [
        migrations.RunSQL(_UNBOUND, migrations.RunSQL.noop),
        migrations.RenameField("howareyou", "answer", "plain"),
        # Under its own name from the beginning: a sealed value knows its column.
        migrations.AddField("howareyou", "answer", hearten.kernel.sealed.SealedTextField(null=True)),
        migrations.RunPython(seal, migrations.RunPython.noop),
        migrations.RemoveField("howareyou", "plain"),
        migrations.AlterField("howareyou", "answer", hearten.kernel.sealed.SealedTextField()),
        migrations.RunSQL(_BOUND, migrations.RunSQL.noop),
        migrations.RunSQL(_GRANTS_ANEW, migrations.RunSQL.noop),
    ]
