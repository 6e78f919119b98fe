-- What runs at a change of a table, in the same transaction, whoever made it and however. The functions are reviewed doors
-- (doors_outside.sql).

CREATE TRIGGER notices_written AFTER INSERT ON notices_notice REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION notices_written();

CREATE TRIGGER notices_sessions_over AFTER DELETE ON members_session REFERENCING OLD TABLE AS gone
  FOR EACH STATEMENT EXECUTE FUNCTION notices_sessions_over();

CREATE TRIGGER notices_passphrase_changed AFTER UPDATE OF password ON members_member
  FOR EACH ROW WHEN (OLD.password IS DISTINCT FROM NEW.password) EXECUTE FUNCTION notices_passphrase_changed();

CREATE TRIGGER notices_letters_off AFTER UPDATE OF mail_since ON notices_ways
  FOR EACH ROW WHEN (OLD.mail_since IS NOT NULL AND NEW.mail_since IS NULL) EXECUTE FUNCTION notices_letters_off();

CREATE TRIGGER notices_address_ended AFTER UPDATE OF ended_at ON notices_mailing
  FOR EACH ROW WHEN (OLD.ended_at IS NULL AND NEW.ended_at IS NOT NULL) EXECUTE FUNCTION notices_letters_off();

CREATE TRIGGER notices_device_over AFTER DELETE ON notices_device
  FOR EACH ROW EXECUTE FUNCTION notices_device_over();
