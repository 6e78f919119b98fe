-- What runs at a change of a table, in the same transaction, whoever made it and however. The functions are reviewed doors.

CREATE TRIGGER quiet_left AFTER UPDATE OF ended_at ON groups_membership
  FOR EACH ROW WHEN (OLD.ended_at IS NULL AND NEW.ended_at IS NOT NULL) EXECUTE FUNCTION quiet_somebody_left();

CREATE TRIGGER quiet_signed_out AFTER DELETE ON members_session REFERENCING OLD TABLE AS gone
  FOR EACH STATEMENT EXECUTE FUNCTION quiet_signed_out();
