"""Row-level security, made from the models: the third ring of confidentiality.

`apply()` runs after every migration, as the owner. It grants each role exactly what the models' `rows` say, forces
row-level security on every table, and creates the reviewed SQL of each slice: `<slice>/sql/doors.sql` as the definer;
`<slice>/sql/views.sql` as the owner, and `<slice>/sql/triggers.sql`, which hangs doors at changes of tables. A table
that was not mentioned is closed: a new table starts with no grant.
"""

import hashlib
from collections.abc import Iterator
from pathlib import Path

from django.apps import apps
from django.db import connections, models, transaction

from hearten.kernel.confidential import Confidential

SEATED = "hearten_web, hearten_worker"

# Tables of libraries. What the web role may do with each, and why it holds no member's words.
LIBRARIES = {
    "mfa_authenticator": "SELECT, INSERT, UPDATE, DELETE",  # second factors: secrets are sealed by our adapter
    "account_emailaddress": "SELECT",  # stays empty: allauth looks into it, addresses are sealed in our own table
    "account_emailconfirmation": "SELECT",
    "procrastinate_jobs": "SELECT, INSERT, UPDATE, DELETE",  # the queue: ids only, never words
    "procrastinate_events": "SELECT, INSERT, DELETE",
    "procrastinate_periodic_defers": "SELECT, INSERT, UPDATE, DELETE",
    "procrastinate_workers": "SELECT, INSERT, UPDATE, DELETE",
    "django_content_type": "SELECT",
    "django_migrations": "SELECT",
    "auth_group": "",  # unused parts of Django's own accounts: no grant at all
    "auth_permission": "",
    "auth_group_permissions": "",
}


def guarded_models() -> list[type[Confidential]]:
    """Return every concrete model that names its confidentiality, by table name."""
    found = [model for model in apps.get_models() if issubclass(model, Confidential)]
    return sorted(found, key=lambda model: model._meta.db_table)


def table_sql(model: type[Confidential]) -> Iterator[str]:
    """Yield the statements that guard one table."""
    table, rows = f'"{model._meta.db_table}"', model.rows
    yield f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY"
    yield f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY"
    yield f"GRANT SELECT{_columns(model, rows.reads_only)} ON {table} TO {SEATED}"
    yield f"CREATE POLICY readers ON {table} FOR SELECT TO {SEATED} USING ({rows.read or model.reads})"
    if rows.add:
        yield f"GRANT INSERT ON {table} TO {SEATED}"
        yield f"CREATE POLICY adders ON {table} FOR INSERT TO {SEATED} WITH CHECK ({rows.add})"
    if rows.worker_adds:
        yield f"GRANT INSERT ON {table} TO hearten_worker"
        yield f"CREATE POLICY worker_adds ON {table} FOR INSERT TO hearten_worker WITH CHECK (true)"
    if rows.change:
        yield f"GRANT UPDATE{_columns(model, rows.changes)} ON {table} TO {SEATED}"
        judged = f"USING ({rows.change}) WITH CHECK ({rows.change})"
        yield f"CREATE POLICY changers ON {table} FOR UPDATE TO {SEATED} {judged}"
    if rows.remove:
        yield f"GRANT DELETE ON {table} TO {SEATED}"
        yield f"CREATE POLICY removers ON {table} FOR DELETE TO {SEATED} USING ({rows.remove})"


def _columns(model: type[models.Model], names: tuple[str, ...]) -> str:
    """Return a column list for GRANT; nothing (all columns) when no column is named."""
    quoted = [f'"{model._meta.get_field(name).column}"' for name in names]  # type: ignore[union-attr]  # own columns
    return f" ({', '.join(quoted)})" if quoted else ""


def library_sql() -> Iterator[str]:
    """Yield the grants on tables that libraries own. The definer and keeper may reach every table."""
    yield "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO hearten_definer, hearten_keeper"
    yield f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {SEATED}, hearten_definer, hearten_keeper"
    for table, grants in LIBRARIES.items():
        if grants:
            yield f'GRANT {grants} ON "{table}" TO {SEATED}'


def reviewed_sql(name: str) -> str:
    """Return all slices' `sql/<name>*.sql` (doors.sql, doors_ladder.sql), lower slices first."""
    folders = [Path(config.path) / "sql" for config in apps.get_app_configs() if config.name.startswith("hearten.")]
    return "\n".join(path.read_text() for folder in folders for path in sorted(folder.glob(f"{name}*.sql")))


def whole_sql() -> str:
    """Return the complete text that `apply` runs: also what an auditor reads (`hearten policies`)."""
    guards = ";\n".join(statement for model in guarded_models() for statement in table_sql(model))
    return "\n".join(
        [
            _FRESH,
            "SET LOCAL ROLE hearten_definer;",
            _NO_OLD_DOORS,
            reviewed_sql("doors"),
            _DOORS_FOR_THE_SEATED,
            "RESET ROLE;",
            reviewed_sql("views"),
            reviewed_sql("triggers"),
            f"{guards};",
            ";\n".join(library_sql()) + ";",
        ]
    )


# Everything granted or guarded before is taken back first, so that what the models no longer say is gone. What has to
# be looked up in the catalogue is done by a block.
_FRESH = """
DO $$ DECLARE r record; BEGIN
  FOR r IN SELECT policyname, tablename FROM pg_policies WHERE schemaname = 'public' LOOP
    EXECUTE format('DROP POLICY %I ON public.%I', r.policyname, r.tablename);
  END LOOP;
  FOR r IN SELECT viewname FROM pg_views WHERE schemaname = 'public' AND viewowner = 'hearten_owner' LOOP
    EXECUTE format('DROP VIEW public.%I', r.viewname);
  END LOOP;
  FOR r IN SELECT t.tgname, t.tgrelid::regclass AS place FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid
      WHERE NOT t.tgisinternal AND p.proowner = 'hearten_definer'::regrole LOOP
    EXECUTE format('DROP TRIGGER %I ON %s', r.tgname, r.place);
  END LOOP;
END $$;
REVOKE ALL ON ALL TABLES IN SCHEMA public FROM PUBLIC, hearten_web, hearten_worker, hearten_keeper, hearten_definer;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO hearten_definer, hearten_keeper;
"""

_NO_OLD_DOORS = """
DO $$ DECLARE door regprocedure; BEGIN
  FOR door IN SELECT oid::regprocedure FROM pg_proc WHERE proowner = 'hearten_definer'::regrole LOOP
    EXECUTE format('DROP FUNCTION %s', door);
  END LOOP;
END $$;
"""

# What runs at a change of a table is hung there by the owner, and called by nobody.
_DOORS_FOR_THE_SEATED = f"""
DO $$ DECLARE d record; BEGIN
  FOR d IN SELECT oid::regprocedure AS door, prorettype = 'trigger'::regtype AS hangs
      FROM pg_proc WHERE proowner = 'hearten_definer'::regrole LOOP
    EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', d.door);
    EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO %s', d.door,
      CASE WHEN d.hangs THEN 'hearten_owner' ELSE '{SEATED}' END);
  END LOOP;
END $$;
"""


def apply(alias: str = "owner") -> bool:
    """Bring the database's guards in line with the models. Return False when they already were."""
    script = whole_sql()
    mark = hashlib.sha256(script.encode() + _tables(alias).encode()).hexdigest()
    with transaction.atomic(using=alias), connections[alias].cursor() as cursor:
        cursor.execute("SELECT obj_description('public'::regnamespace, 'pg_namespace')")
        if cursor.fetchone()[0] == f"hearten policies {mark}":
            return False
        cursor.connection.execute(script.encode(), prepare=False)
        cursor.execute(f"COMMENT ON SCHEMA public IS 'hearten policies {mark}'")
    return True


def _tables(alias: str) -> str:
    with connections[alias].cursor() as cursor:
        cursor.execute(
            "SELECT string_agg(tablename, ' ' ORDER BY tablename) FROM pg_tables WHERE schemaname = 'public'"
        )
        return str(cursor.fetchone()[0])
