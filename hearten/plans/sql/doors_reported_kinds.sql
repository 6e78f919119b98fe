-- What moderation asks of words for one person or a circle, kind by kind (hearten/moderation/items.py says what each is for;
-- doors_reported.sql does it). None is a door.

-- Of an entry shown to one person. In: the thing. Out: no group, and who wrote it.
CREATE OR REPLACE FUNCTION moderation_shownentry_about(p_item uuid) RETURNS TABLE (group_id uuid, member_id uuid, masked boolean)
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$ SELECT * FROM plans_reported_about('shownentry', p_item) $$;

-- In: the thing, the member, the act.
CREATE OR REPLACE FUNCTION moderation_shownentry_part(p_item uuid, p_member uuid, p_act uuid) RETURNS void
LANGUAGE sql SET search_path = public, pg_temp AS $$ SELECT plans_close(p_member, p_act) $$;

-- In: the act.
CREATE OR REPLACE FUNCTION moderation_shownentry_rejoin(p_act uuid) RETURNS void
LANGUAGE sql SET search_path = public, pg_temp AS $$ SELECT plans_open_again(p_act) $$;

-- Of what a thing is called in a circle. In: the thing. Out: no group, and who wrote it.
CREATE OR REPLACE FUNCTION moderation_circleshow_about(p_item uuid) RETURNS TABLE (group_id uuid, member_id uuid, masked boolean)
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$ SELECT * FROM plans_reported_about('circleshow', p_item) $$;

-- In: the thing, the member, the act.
CREATE OR REPLACE FUNCTION moderation_circleshow_part(p_item uuid, p_member uuid, p_act uuid) RETURNS void
LANGUAGE sql SET search_path = public, pg_temp AS $$ SELECT plans_close(p_member, p_act) $$;

-- In: the act.
CREATE OR REPLACE FUNCTION moderation_circleshow_rejoin(p_act uuid) RETURNS void
LANGUAGE sql SET search_path = public, pg_temp AS $$ SELECT plans_open_again(p_act) $$;

-- Of a circle's own words. In: the thing. Out: no group, and who wrote it.
CREATE OR REPLACE FUNCTION moderation_circlewords_about(p_item uuid) RETURNS TABLE (group_id uuid, member_id uuid, masked boolean)
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$ SELECT * FROM plans_reported_about('circlewords', p_item) $$;

-- In: the thing, the member, the act.
CREATE OR REPLACE FUNCTION moderation_circlewords_part(p_item uuid, p_member uuid, p_act uuid) RETURNS void
LANGUAGE sql SET search_path = public, pg_temp AS $$ SELECT plans_close(p_member, p_act) $$;

-- In: the act.
CREATE OR REPLACE FUNCTION moderation_circlewords_rejoin(p_act uuid) RETURNS void
LANGUAGE sql SET search_path = public, pg_temp AS $$ SELECT plans_open_again(p_act) $$;

-- Of a note for somebody who was away. In: the thing. Out: no group, and who wrote it.
CREATE OR REPLACE FUNCTION moderation_returnnote_about(p_item uuid) RETURNS TABLE (group_id uuid, member_id uuid, masked boolean)
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$ SELECT * FROM plans_reported_about('returnnote', p_item) $$;

-- In: the thing, the member, the act.
CREATE OR REPLACE FUNCTION moderation_returnnote_part(p_item uuid, p_member uuid, p_act uuid) RETURNS void
LANGUAGE sql SET search_path = public, pg_temp AS $$ SELECT plans_close(p_member, p_act) $$;

-- In: the act.
CREATE OR REPLACE FUNCTION moderation_returnnote_rejoin(p_act uuid) RETURNS void
LANGUAGE sql SET search_path = public, pg_temp AS $$ SELECT plans_open_again(p_act) $$;
