-- Reviewed doors of safety: whether reading works, what somebody may know about themself, and forgetting what is over.

-- Is reading out of order: something waits for longer than half a minute, or failed in the last ten minutes? In: nothing.
-- Out: one bit, for who looks after a group or is of the staff.
CREATE OR REPLACE FUNCTION safety_degraded() RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT (hearten_on_the_desk() OR EXISTS (SELECT 1 FROM safety_may_cover())) AND EXISTS (SELECT 1 FROM safety_reading r
    WHERE (r.state = 'waiting' AND r.asked_at < clock_timestamp() - interval '30 seconds')
      OR (r.state = 'failed' AND r.done_at > clock_timestamp() - interval '10 minutes'))
$$;

-- Was the newest reading by rules alone, because no model could be used? In: nothing. Out: one bit, for who looks after a group
-- or is of the staff.
CREATE OR REPLACE FUNCTION safety_by_rules() RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT (hearten_on_the_desk() OR EXISTS (SELECT 1 FROM safety_may_cover())) AND coalesce((SELECT r.state = 'rules'
    FROM safety_reading r WHERE r.state IN ('read', 'rules') ORDER BY r.done_at DESC LIMIT 1), false)
$$;

-- Forget what is over: readings of 90 days ago, concerns closed 90 days ago with their notes (AI-07; the log stays 2 years).
-- In: whether to only count. Out: what went, or would go. It can only make happen what is due.
-- A concern about which emergency services were asked stays with that for 2 years.
CREATE OR REPLACE FUNCTION safety_sweep(p_dry boolean) RETURNS TABLE (what text, rows bigint, oldest timestamptz)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE over_ uuid[];
BEGIN
  SELECT array_agg(c.id) INTO over_ FROM safety_concern c WHERE c.closed_at < now() - interval '90 days'
    AND (c.closed_at < now() - interval '2 years' OR NOT EXISTS (SELECT 1 FROM safety_disclosure d WHERE d.concern_id = c.id
      AND d.agreed_at IS NOT NULL));
  RETURN QUERY SELECT 'safety_reading', count(*), min(done_at) FROM safety_reading WHERE done_at < now() - interval '90 days';
  RETURN QUERY SELECT 'safety_concern', count(*), min(closed_at) FROM safety_concern WHERE id = ANY (over_);
  IF p_dry THEN RETURN; END IF;
  DELETE FROM safety_reading WHERE done_at < now() - interval '90 days';
  DELETE FROM safety_disclosure WHERE concern_id = ANY (over_);
  DELETE FROM safety_checkin WHERE concern_id = ANY (over_);
  DELETE FROM safety_concernnote WHERE concern_id = ANY (over_);
  DELETE FROM safety_alert WHERE concern_id = ANY (over_);
  DELETE FROM safety_timer WHERE concern_id = ANY (over_);
  DELETE FROM safety_concern WHERE id = ANY (over_);
END $$;

-- Where the acting member asked for a person and it is still open. In: nothing. Out: the group, and who has it.
CREATE OR REPLACE FUNCTION safety_asked_by_me() RETURNS TABLE (group_id uuid, owner_name text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT c.group_id, c.owner_name::text FROM safety_concern c WHERE c.closed_at IS NULL AND c.wants_person_at IS NOT NULL
    AND c.member_id = nullif(current_setting('hearten.member', true), '')::uuid ORDER BY c.wants_person_at
$$;

-- Check-ins that ask the acting member. In: nothing. Out: their ids (who is asked is a column that nobody reads).
CREATE OR REPLACE FUNCTION safety_my_check_ins() RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT i.id FROM safety_checkin i WHERE i.member_id = nullif(current_setting('hearten.member', true), '')::uuid
$$;

-- It is harder now: somebody who is asked how it is brings it back to people. In: a check-in of one's own, answered so.
-- Out: did it land. A new concern of the same item opens, as asked for by its writer.
CREATE OR REPLACE FUNCTION safety_harder(p_check uuid) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE c safety_concern; opened uuid;
BEGIN
  SELECT x.* INTO c FROM safety_concern x JOIN safety_checkin i ON i.concern_id = x.id WHERE i.id = p_check
    AND i.member_id = nullif(current_setting('hearten.member', true), '')::uuid AND i.answer = 'harder';
  IF c.id IS NULL THEN RETURN false; END IF;
  opened := safety_open(c.kind, c.about, c.group_id, c.member_id, 'L3', 'self', 'help', '');
  UPDATE safety_concern SET wants_person_at = clock_timestamp() WHERE id = opened;
  PERFORM safety_ask_again(opened);
  RETURN true;
END $$;
