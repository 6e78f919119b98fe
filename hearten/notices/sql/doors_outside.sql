-- Reviewed doors of what goes outside: reminders that are due, and letters and pushes that say only that something is new.

-- Which reminders are due by a moment. In: the moment. Out, for the worker alone: ids of members and reminders, those that wait
-- longest first. It changes nothing: each is given as its own member, who alone may read and change it.
CREATE OR REPLACE FUNCTION notices_reminders_due(p_now timestamptz) RETURNS TABLE (member uuid, reminder uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT r.member_id, r.id FROM notices_reminder r WHERE session_user = 'hearten_worker' AND r.next_at <= p_now
  ORDER BY r.next_at LIMIT 200
$$;

-- At every new notice, whoever made it and however: note that word of it may have to go outside. In and out: nothing. Only for
-- members who chose a way outside; the row says of what kind and which group's it is, and nothing of what about.
CREATE OR REPLACE FUNCTION notices_written() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO notices_fresh (id, member_id, kind, group_id, at)
    SELECT gen_random_uuid(), n.member_id, n.kind, n.group_id, n.made_at FROM added n
    WHERE EXISTS (SELECT 1 FROM notices_ways w WHERE w.member_id = n.member_id AND w.mail_since IS NOT NULL)
      OR EXISTS (SELECT 1 FROM notices_device d WHERE d.member_id = n.member_id);
  RETURN NULL;
END $$;

-- Of whom there is something new to think about. In: nothing. Out, for the worker alone: ids of members.
CREATE OR REPLACE FUNCTION notices_fresh_members() RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT DISTINCT f.member_id FROM notices_fresh f WHERE session_user = 'hearten_worker' LIMIT 200
$$;

-- Whose digest is due by a moment. In: the moment. Out, for the worker alone: ids of members, those who wait longest first. It
-- changes nothing: each is given as its own member.
CREATE OR REPLACE FUNCTION notices_digests_due(p_now timestamptz) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT d.member_id FROM notices_digest d WHERE session_user = 'hearten_worker' AND d.next_at <= p_now
  ORDER BY d.next_at LIMIT 200
$$;

-- What is due to go out by one way. In: the moment, the way. Out, for the worker alone: ids, what may not wait first, and before
-- what was not taken already what was not tried yet. It changes nothing: each is sent as its own member.
CREATE OR REPLACE FUNCTION notices_outgoing_due(p_now timestamptz, p_channel text) RETURNS TABLE (member uuid, outgoing uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT o.member_id, o.id FROM notices_outgoing o WHERE session_user = 'hearten_worker' AND o.done_at IS NULL
    AND o.channel = p_channel AND o.due_at <= p_now
  ORDER BY o.level DESC, o.tries, o.due_at LIMIT 50
$$;

-- Who asked for a letter with a code that was not written yet, in the last day. In: the moment. Out, for the worker alone: ids of
-- members.
CREATE OR REPLACE FUNCTION notices_addresses_asked(p_now timestamptz) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT a.member_id FROM notices_mailing a WHERE session_user = 'hearten_worker' AND a.written_at IS NULL
    AND a.ended_at IS NULL AND a.letter_at <= p_now AND a.asked_at > p_now - interval '1 day' ORDER BY a.letter_at LIMIT 50
$$;

-- Does anything wait to go out by one way, also for later? In: the moment, the way. Out, for the worker alone: one bit.
CREATE OR REPLACE FUNCTION notices_waits(p_now timestamptz, p_channel text) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT session_user = 'hearten_worker' AND (
    EXISTS (SELECT 1 FROM notices_outgoing o WHERE o.channel = p_channel AND o.done_at IS NULL)
    OR p_channel = 'mail' AND EXISTS (SELECT 1 FROM notices_mailing a WHERE a.written_at IS NULL AND a.ended_at IS NULL
      AND a.asked_at > p_now - interval '1 day'))
$$;

-- A way outside does not work. In: the way, and the kind of fault in one word. Out: is that new? For the worker alone.
CREATE OR REPLACE FUNCTION notices_in_trouble(p_channel text, p_cause text) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF session_user <> 'hearten_worker' THEN RETURN false; END IF;
  UPDATE notices_trouble SET cause = p_cause WHERE channel = p_channel AND ended_at IS NULL;
  IF FOUND THEN RETURN false; END IF;
  INSERT INTO notices_trouble (id, channel, since, cause) VALUES (gen_random_uuid(), p_channel, clock_timestamp(), p_cause)
    ON CONFLICT DO NOTHING;
  RETURN true;
END $$;

-- It works again. In: the way. Out: was there a fault? For the worker alone.
CREATE OR REPLACE FUNCTION notices_works(p_channel text) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE notices_trouble SET ended_at = clock_timestamp() WHERE session_user = 'hearten_worker' AND channel = p_channel
    AND ended_at IS NULL;
  RETURN FOUND;
END $$;

-- End the letters to one address, from a letter, signed in or not (RFC 8058). In: the hash of the letter's token. Out: is there
-- such an address; whose, nobody learns. It can only end letters, and twice is once.
CREATE OR REPLACE FUNCTION notices_stop_mail(p_hash text) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE notices_mailing SET ended_at = clock_timestamp(), ended_how = 'unsubscribed' WHERE stop_hash = p_hash AND ended_at IS NULL;
  RETURN EXISTS (SELECT 1 FROM notices_mailing a WHERE a.stop_hash = p_hash);
END $$;

-- Whether a letter's token is one. In: its hash. Out: one bit.
CREATE OR REPLACE FUNCTION notices_is_stop(p_hash text) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM notices_mailing a WHERE a.stop_hash = p_hash)
$$;

-- Part: does somebody use devices that others use too?
CREATE OR REPLACE FUNCTION notices_shares(p_member uuid) RETURNS boolean
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM members_profile p WHERE p.member_id = p_member AND p.shared_device IS NOT NULL)
$$;

-- The devices of the acting member that may still be pushed to: of somebody who uses devices that others use too, only while the
-- browser that asked is signed in. In: nothing. Out: ids of one's own.
CREATE OR REPLACE FUNCTION notices_my_devices() RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT d.id FROM notices_device d WHERE d.member_id = nullif(current_setting('hearten.member', true), '')::uuid
    AND (NOT notices_shares(d.member_id) OR EXISTS (SELECT 1 FROM members_session s WHERE s.id = d.session_id AND s.expires_at > now()))
$$;

-- Whoever holds a device now takes it from whoever had it before. In: the keyed fingerprint of the device's own address, which
-- nobody knows but the device and its push service. Out: nothing. It can only end pushes to that one device.
CREATE OR REPLACE FUNCTION notices_device_changes_hands(p_mark text) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  DELETE FROM notices_device d WHERE d.place_mark = p_mark
    AND d.member_id IS DISTINCT FROM nullif(current_setting('hearten.member', true), '')::uuid
$$;

-- Somebody signs in on a device that is pushed to. In: the device, by the random id that its browser kept, and the new session.
-- Out: nothing. One's own goes over to the new session, and ends with it; somebody else's ends now.
CREATE OR REPLACE FUNCTION notices_device_in_hand(p_device uuid, p_session uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE notices_device SET session_id = p_session WHERE id = p_device
    AND member_id = nullif(current_setting('hearten.member', true), '')::uuid;
  IF NOT FOUND THEN DELETE FROM notices_device WHERE id = p_device; END IF;
END $$;

-- At the end of sessions: who signed out, or was signed out, gets no push on that device any more. One that only ran out goes on,
-- unless others use the device too. In and out: nothing.
CREATE OR REPLACE FUNCTION notices_sessions_over() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  DELETE FROM notices_device d USING gone s WHERE d.session_id = s.id
    AND (notices_shares(d.member_id) OR s.expires_at > clock_timestamp());
  RETURN NULL;
END $$;

-- With another passphrase every device ends: whoever had one may not be who has the new one. In and out: nothing.
CREATE OR REPLACE FUNCTION notices_passphrase_changed() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  DELETE FROM notices_device WHERE member_id = NEW.id;
  RETURN NULL;
END $$;

-- Part: end what waits for somebody by one way, which was closed. In: whom, the way, the device (null for letters). Out: nothing.
-- One that is being sent at this moment is left alone: it ends by itself, and nobody waits for a mail server.
CREATE OR REPLACE FUNCTION notices_end_waiting(p_member uuid, p_channel text, p_device uuid) RETURNS void
LANGUAGE sql SET search_path = public, pg_temp AS $$
  UPDATE notices_outgoing SET done_at = clock_timestamp(), how = 'off' WHERE id IN (
    SELECT o.id FROM notices_outgoing o WHERE o.member_id = p_member AND o.channel = p_channel AND o.done_at IS NULL
      AND o.device_id IS NOT DISTINCT FROM p_device FOR UPDATE SKIP LOCKED)
$$;

-- When somebody wishes for letters no more. In and out: nothing.
CREATE OR REPLACE FUNCTION notices_letters_off() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM notices_end_waiting(OLD.member_id, 'mail', NULL);
  RETURN NULL;
END $$;

-- When a device is told no more, whoever ended that and however. In and out: nothing.
CREATE OR REPLACE FUNCTION notices_device_over() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM notices_end_waiting(OLD.member_id, 'push', OLD.id);
  RETURN NULL;
END $$;

-- The rules of retention; in and out as in members. What became of a message is kept for a week. What waited for a week, though
-- it is given up after three days, waits for a way that this place has no more.
CREATE OR REPLACE FUNCTION notices_keep_outgoing(p_go boolean, OUT due bigint, OUT oldest timestamptz)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  SELECT count(*), min(coalesce(done_at, made_at)) INTO due, oldest FROM notices_outgoing
    WHERE coalesce(done_at, made_at) < now() - interval '7 days';
  IF p_go THEN
    DELETE FROM notices_outgoing WHERE coalesce(done_at, made_at) < now() - interval '7 days';
    GET DIAGNOSTICS due = ROW_COUNT;
  END IF;
END $$;

-- A fault that is over is kept for 90 days.
CREATE OR REPLACE FUNCTION notices_keep_troubles(p_go boolean, OUT due bigint, OUT oldest timestamptz)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  SELECT count(*), min(ended_at) INTO due, oldest FROM notices_trouble WHERE ended_at < now() - interval '90 days';
  IF p_go THEN DELETE FROM notices_trouble WHERE ended_at < now() - interval '90 days'; GET DIAGNOSTICS due = ROW_COUNT; END IF;
END $$;
