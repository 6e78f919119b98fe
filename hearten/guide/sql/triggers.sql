-- What runs at a change of a table, in the same transaction, whoever made it and however. The functions are reviewed doors.

CREATE TRIGGER guide_went AFTER DELETE ON guide_talk REFERENCING OLD TABLE AS gone
  FOR EACH STATEMENT EXECUTE FUNCTION guide_went();

CREATE TRIGGER guide_consent_ended AFTER UPDATE OF withdrawn_at ON members_consent
  FOR EACH ROW WHEN (NEW.withdrawn_at IS NOT NULL AND NEW.purpose = 'guide') EXECUTE FUNCTION guide_consent_ended();

CREATE TRIGGER guide_signed_out AFTER DELETE ON members_session REFERENCING OLD TABLE AS gone
  FOR EACH STATEMENT EXECUTE FUNCTION guide_signed_out();
