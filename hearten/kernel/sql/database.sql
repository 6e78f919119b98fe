-- Inside the database, as a superuser (only "vector" really needs one): who owns what, and the extensions.

ALTER SCHEMA public OWNER TO hearten_owner;
REVOKE CREATE ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO hearten_owner, hearten_web, hearten_worker, hearten_keeper, hearten_definer;

-- A function can be given only to a role that may create in its schema.
GRANT CREATE ON SCHEMA public TO hearten_definer;

CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE EXTENSION IF NOT EXISTS unaccent;
CREATE EXTENSION IF NOT EXISTS citext;
CREATE EXTENSION IF NOT EXISTS btree_gin;
CREATE EXTENSION IF NOT EXISTS vector;
