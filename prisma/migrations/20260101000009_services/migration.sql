-- Services: k of n. A dependency cannot need more members than it has, and a service is no member of its own needs.

ALTER TABLE "Service" ADD CONSTRAINT "Service_ports_are_port_numbers" CHECK (is_list_of_numbers(ports, 1, 65535));
COMMENT ON CONSTRAINT "Service_ports_are_port_numbers" ON "Service" IS 'Ports are a list of numbers between 1 and 65535.';
ALTER TABLE "Service" ADD CONSTRAINT "Service_ports_need_a_protocol" CHECK (protocol IS NOT NULL OR ports = '[]');
COMMENT ON CONSTRAINT "Service_ports_need_a_protocol" ON "Service" IS 'A service with ports needs its protocol.';

CREATE FUNCTION check_self_dependency() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM "ServiceDependency" WHERE id = NEW."dependencyId" AND "serviceId" = NEW."serviceId") THEN
    RAISE EXCEPTION 'A service cannot depend on itself.'
      USING ERRCODE = '23514', TABLE = 'ServiceDependencyMember', CONSTRAINT = 'ServiceDependencyMember_is_not_the_service';
  END IF;
  RETURN NULL;
END
$$;
CREATE TRIGGER check_self_dependency AFTER INSERT OR UPDATE OF "serviceId" ON "ServiceDependencyMember"
  FOR EACH ROW WHEN (NEW."serviceId" IS NOT NULL) EXECUTE FUNCTION check_self_dependency();

-- A dependency keeps its service, for the same reason that a part keeps its device.
CREATE TRIGGER keep_owner BEFORE UPDATE OF "serviceId" ON "ServiceDependency"
  FOR EACH ROW WHEN (OLD."serviceId" <> NEW."serviceId") EXECUTE FUNCTION keep_owner();

-- Checked at the end of the transaction, since a dependency exists before its members.
CREATE FUNCTION check_required_members() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  dependency bigint;
  wrong record;
BEGIN
  IF TG_TABLE_NAME = 'ServiceDependency' THEN
    dependency := NEW.id;
  ELSE
    dependency := OLD."dependencyId";
  END IF;
  SELECT needs.required, count(member.id) AS members INTO wrong
  FROM "ServiceDependency" needs LEFT JOIN "ServiceDependencyMember" member ON member."dependencyId" = needs.id
  WHERE needs.id = dependency
  GROUP BY needs.id
  HAVING needs.required > count(member.id);
  IF FOUND THEN
    RAISE EXCEPTION 'The dependency needs % of its members and has %.', wrong.required, wrong.members
      USING ERRCODE = '23514', TABLE = 'ServiceDependency', CONSTRAINT = 'ServiceDependency_needs_no_more_than_it_has';
  END IF;
  RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER check_required_members AFTER INSERT OR UPDATE OF required ON "ServiceDependency"
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION check_required_members();
CREATE CONSTRAINT TRIGGER check_remaining_members AFTER DELETE ON "ServiceDependencyMember"
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION check_required_members();
