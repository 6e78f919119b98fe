-- The six roles of hearten. Run by a superuser, as often as you like: nothing here is done twice.
--
--   hearten_owner    owns the tables and runs migrations; under forced row-level security it sees no confidential row
--   hearten_web      what a request runs as: owns nothing, bypasses nothing
--   hearten_worker   what a job runs as: owns nothing, bypasses nothing
--   hearten_live     what the live hub runs as: the web's rights, and the reviewed doors of live pages, which answer it alone
--   hearten_keeper   retention, export and backup: sees every row, so keep its password apart from the web's
--   hearten_definer  nobody signs in as it: it owns the few reviewed functions that look past the policies

DO $$
DECLARE
    wanted record;
BEGIN
    FOR wanted IN
        SELECT * FROM (VALUES
            ('hearten_owner',   'LOGIN NOBYPASSRLS'),
            ('hearten_web',     'LOGIN NOBYPASSRLS'),
            ('hearten_worker',  'LOGIN NOBYPASSRLS'),
            ('hearten_live',    'LOGIN NOBYPASSRLS'),
            ('hearten_keeper',  'LOGIN BYPASSRLS'),
            ('hearten_definer', 'NOLOGIN BYPASSRLS')
        ) AS role(name, powers)
    LOOP
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = wanted.name) THEN
            EXECUTE format('CREATE ROLE %I', wanted.name);
        END IF;
        EXECUTE format('ALTER ROLE %I NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION %s', wanted.name, wanted.powers);
    END LOOP;
END
$$;

-- The owner may hand a function over to the definer, but holds none of its powers while it works.
GRANT hearten_definer TO hearten_owner WITH INHERIT FALSE, SET TRUE;

-- The hub takes a member's lease under the same policies as a page of theirs.
GRANT hearten_web TO hearten_live WITH INHERIT TRUE, SET FALSE;

-- Hand-written queries are prepared and look rows up by their keys: planning them anew for each value would cost more
-- than running them (a conversation's posts: 4 ms to plan under the policies, 1 ms to run).
ALTER ROLE hearten_web SET plan_cache_mode = force_generic_plan;

-- A backup reads every table, the ones that no policy knows included.
GRANT pg_read_all_data TO hearten_keeper;
