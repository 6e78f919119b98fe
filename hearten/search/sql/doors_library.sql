-- Cards, guides and services, as search finds them (doors_posts.sql says what each function is for). What is of the house has the
-- nil UUID for its group: every member may find it.

-- Things of a table changed, whichever: what they said before matches nothing from now on, and they are read anew. In, by the
-- trigger's own words: the kind, the column with the thing's id, the column with its group ('' for what is always of the house).
CREATE OR REPLACE FUNCTION search_rows_changed() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE items uuid[]; groups uuid[];
BEGIN
  EXECUTE format('SELECT array_agg(x.item), array_agg(x.place) FROM (SELECT DISTINCT c.%I AS item, %s AS place FROM changed c) x',
    TG_ARGV[1], CASE WHEN TG_ARGV[2] = '' THEN 'search_house()' ELSE format('coalesce(c.%I, search_house())', TG_ARGV[2]) END)
    INTO items, groups;
  PERFORM search_again(TG_ARGV[0], items, groups);
  RETURN NULL;
END $$;

-- A card: what it is, what it fits, its steps, what can go wrong. No row while somebody's flag waits for a look, or it is held.
CREATE OR REPLACE FUNCTION search_card_text(p_item uuid)
RETURNS TABLE (group_id uuid, within uuid, whose uuid, language text, at timestamptz, title text, body text)
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT c.group_id, NULL::uuid, c.membership_id, g.language::text, c.made_at, c.title::text,
    concat_ws(E'\n', c.what, c.fits, array_to_string(c.steps, E'\n'), c.wrong)
  FROM library_card c JOIN groups_group g ON g.id = c.group_id WHERE c.id = p_item AND c.title <> ''
    AND NOT EXISTS (SELECT 1 FROM library_cardwithdrawal w WHERE w.card_id = c.id)
    AND NOT EXISTS (SELECT 1 FROM library_flag f WHERE f.card_id = c.id AND f.closed_at IS NULL)
    AND NOT EXISTS (SELECT 1 FROM moderation_hold h WHERE h.released_at IS NULL AND h.item = c.id)
$$;

-- Every card that has words; what waits for a look among them comes to nothing. In: nothing. Out: cards and their groups.
CREATE OR REPLACE FUNCTION search_card_all() RETURNS TABLE (item uuid, group_id uuid)
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT c.id, c.group_id FROM library_card c WHERE c.title <> ''
$$;

-- A guide: what it leads through, step by step. No row for one that is no longer kept.
CREATE OR REPLACE FUNCTION search_guide_text(p_item uuid)
RETURNS TABLE (group_id uuid, within uuid, whose uuid, language text, at timestamptz, title text, body text)
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT coalesce(g.group_id, search_house()), NULL::uuid, NULL::uuid, g.language::text, g.changed_at, g.title::text,
    concat_ws(E'\n', g.summary,
      (SELECT string_agg(concat_ws(E'\n', s.title, s.words), E'\n' ORDER BY s.place) FROM library_guidestep s WHERE s.guide_id = g.id))
  FROM library_guide g WHERE g.id = p_item AND NOT EXISTS (SELECT 1 FROM library_guideretirement r WHERE r.guide_id = g.id)
$$;

-- Every guide; the retired among them come to nothing. In: nothing. Out: guides and their groups, or the house.
CREATE OR REPLACE FUNCTION search_guide_all() RETURNS TABLE (item uuid, group_id uuid)
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT g.id, coalesce(g.group_id, search_house()) FROM library_guide g
$$;

-- A service. No row for one that its source has no longer or calls out of use, or that somebody here found closed.
CREATE OR REPLACE FUNCTION search_service_text(p_item uuid)
RETURNS TABLE (group_id uuid, within uuid, whose uuid, language text, at timestamptz, title text, body text)
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT search_house(), NULL::uuid, NULL::uuid, 'en', l.changed_at, l.name, concat_ws(E'\n', l.description, l.alternate_name,
    l.provider, l.how, l.eligibility, (SELECT string_agg(n ->> 'name', E'\n') FROM jsonb_array_elements(l.needs) n))
  FROM resources_listing l WHERE l.id = p_item AND l.gone_at IS NULL AND l.status NOT IN ('inactive', 'defunct')
    AND NOT EXISTS (SELECT 1 FROM resources_closure c WHERE c.listing_id = l.id AND c.ended_at IS NULL)
$$;

-- Every service that its source still has. In: nothing. Out: services, all of the house.
CREATE OR REPLACE FUNCTION search_service_all() RETURNS TABLE (item uuid, group_id uuid)
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT l.id, search_house() FROM resources_listing l WHERE l.gone_at IS NULL
$$;
