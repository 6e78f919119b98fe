-- Reviewed doors of private contact: signs that somebody's way of asking needs a person's eye. For the worker alone.

-- Part: the acting member, where they are one of the two of a talk; else none.
CREATE OR REPLACE FUNCTION messages_one_of(t messages_talk) RETURNS uuid
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT me FROM (SELECT nullif(current_setting('hearten.member', true), '')::uuid AS me) s WHERE me IN (t.asker_id, t.asked_id)
$$;

-- How the acting member asked others for contact, in the group of one of their talks. In: that talk, and since when. Out: for
-- each request the talk, its moment, the group's zone, since when the other one is there, and the mark of its words; no
-- person. It looks past distances: whoever blocked the asker counts above all, and the asker never learns of it.
CREATE OR REPLACE FUNCTION messages_firsts(p_talk uuid, p_since timestamptz)
RETURNS TABLE (talk uuid, at timestamptz, zone text, their_joining timestamptz, echo text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT t.id, t.made_at, g.zone::text, p.joined_at, coalesce(m.echo::text, '')
  FROM messages_talk this JOIN messages_talk t ON t.group_id = this.group_id AND t.asker_id = messages_one_of(this)
  JOIN groups_membership p ON p.id = t.asked_place_id JOIN groups_group g ON g.id = t.group_id
  LEFT JOIN messages_message m ON m.talk_id = t.id AND m.opens
  WHERE this.id = p_talk AND t.made_at > p_since AND session_user = 'hearten_worker'
$$;

-- Open a review of how somebody asks others in one group, or add to the one that runs: what was seen once stays until a person
-- closes it. In: the acting member's own talk, codes, counts and the talks that they are about; those of another group are left
-- out, so that nobody of the staff learns from it that two names are one person. Out: whether it is new.
CREATE OR REPLACE FUNCTION messages_note_signs(p_talk uuid, p_codes text[], p_counts jsonb, p_talks uuid[], p_at timestamptz)
RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE me uuid := nullif(current_setting('hearten.member', true), '')::uuid; fresh boolean;
BEGIN
  INSERT INTO messages_review AS v (id, group_id, place_id, codes, counts, talks, opened_at, seen_at)
    SELECT gen_random_uuid(), t.group_id, CASE WHEN t.asker_id = me THEN t.asker_place_id ELSE t.asked_place_id END, p_codes, p_counts,
      ARRAY(SELECT o.id FROM messages_talk o WHERE o.id = ANY (p_talks) AND o.group_id = t.group_id AND me IN (o.asker_id, o.asked_id)), p_at, p_at
    FROM messages_talk t WHERE t.id = p_talk AND session_user = 'hearten_worker' AND me IN (t.asker_id, t.asked_id)
    ON CONFLICT (place_id) WHERE closed_at IS NULL DO UPDATE SET seen_at = EXCLUDED.seen_at,
      codes = ARRAY(SELECT DISTINCT code FROM unnest(v.codes || EXCLUDED.codes) code ORDER BY code),
      talks = ARRAY(SELECT DISTINCT talk FROM unnest(v.talks || EXCLUDED.talks) talk),
      counts = (SELECT jsonb_object_agg(code, greatest((v.counts ->> code)::int, (EXCLUDED.counts ->> code)::int))
        FROM jsonb_object_keys(v.counts || EXCLUDED.counts) code)
    RETURNING opened_at = seen_at INTO fresh;
  RETURN coalesce(fresh, false);
END $$;
