-- Who may do what: roles and their grants, people, API tokens, and the trail of what happened to them.
--
-- These tables are not resources: they lie in a schema of their own, and no GraphQL type is derived from them. A token's secret is nowhere here; what
-- is kept is an HMAC of it under a pepper that the database does not have.

CREATE SCHEMA IF NOT EXISTS "wayleave";

CREATE TABLE "wayleave"."Role" (
  "id" bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  "name" text NOT NULL UNIQUE CHECK ("name" ~ '^[a-z][a-z0-9-]{0,62}$'),
  "description" text NOT NULL DEFAULT '',
  -- Whose ceiling and budget its bearers have.
  "allowance" text NOT NULL DEFAULT 'interactive' CHECK ("allowance" IN ('interactive', 'integrator', 'administrator')),
  "builtIn" boolean NOT NULL DEFAULT false,
  "created" timestamptz NOT NULL DEFAULT now()
);

-- A grant allows one action on one resource (NULL: on all of them), on the rows that lie in all of the scopes that it names; NULL names none.
CREATE TABLE "wayleave"."Grant" (
  "id" bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  "roleId" bigint NOT NULL REFERENCES "wayleave"."Role" ON DELETE CASCADE,
  "action" text NOT NULL CHECK ("action" IN ('view', 'create', 'update', 'delete', 'reveal', 'administer')),
  "resource" text CHECK ("resource" ~ '^[A-Z][A-Za-z]{0,39}$'),
  "tenantIds" bigint[] CHECK (cardinality("tenantIds") BETWEEN 1 AND 1000),
  "siteIds" bigint[] CHECK (cardinality("siteIds") BETWEEN 1 AND 1000),
  "regionIds" bigint[] CHECK (cardinality("regionIds") BETWEEN 1 AND 1000),
  "tagIds" bigint[] CHECK (cardinality("tagIds") BETWEEN 1 AND 1000),
  "statuses" text[] CHECK (cardinality("statuses") BETWEEN 1 AND 100),
  -- Not narrowed by the scope of a token: for what belongs to nobody, as makes and models of hardware do.
  "shared" boolean NOT NULL DEFAULT false,
  CHECK (NOT "shared" OR "resource" IS NOT NULL)
);
CREATE INDEX ON "wayleave"."Grant" ("roleId");

-- Somebody whom an identity provider vouches for. The issuer and the subject together are who it is; the name is what people read.
CREATE TABLE "wayleave"."User" (
  "id" bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  "issuer" text NOT NULL,
  "subject" text NOT NULL,
  "name" text NOT NULL,
  "created" timestamptz NOT NULL DEFAULT now(),
  "disabled" timestamptz,
  UNIQUE ("issuer", "subject")
);

CREATE TABLE "wayleave"."UserRole" (
  "userId" bigint NOT NULL REFERENCES "wayleave"."User" ON DELETE CASCADE,
  "roleId" bigint NOT NULL REFERENCES "wayleave"."Role" ON DELETE CASCADE,
  PRIMARY KEY ("userId", "roleId")
);
CREATE INDEX ON "wayleave"."UserRole" ("roleId");

CREATE TABLE "wayleave"."ApiToken" (
  "id" bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  -- The part of the token that may be known: it finds the row.
  "keyId" text NOT NULL UNIQUE,
  "digest" bytea NOT NULL CHECK (octet_length("digest") = 32),
  "pepper" text NOT NULL,
  "name" text NOT NULL CHECK (length("name") BETWEEN 1 AND 200),
  "roleId" bigint NOT NULL REFERENCES "wayleave"."Role" ON DELETE RESTRICT,
  "tenantIds" bigint[] CHECK (cardinality("tenantIds") BETWEEN 1 AND 100),
  "siteIds" bigint[] CHECK (cardinality("siteIds") BETWEEN 1 AND 1000),
  "addresses" text[] CHECK (cardinality("addresses") BETWEEN 1 AND 100),
  "readOnly" boolean NOT NULL DEFAULT false,
  "budget" bigint CHECK ("budget" BETWEEN 1 AND 1000000000000),
  "operations" text NOT NULL DEFAULT 'any' CHECK ("operations" IN ('any', 'note-unknown', 'known', 'ids')),
  "created" timestamptz NOT NULL DEFAULT now(),
  "createdBy" text NOT NULL,
  "expires" timestamptz,
  "revoked" timestamptz,
  "lastUsed" timestamptz
);
CREATE INDEX ON "wayleave"."ApiToken" ("roleId");

-- One row, one number: whoever keeps roles and tokens in memory asks whether it has moved. The writer's lock on it lasts until its commit, so the
-- number moves with what it counts.
CREATE TABLE "wayleave"."AccessVersion" (
  "one" boolean PRIMARY KEY DEFAULT true CHECK ("one"),
  "version" bigint NOT NULL
);
INSERT INTO "wayleave"."AccessVersion" ("version") VALUES (1);

CREATE FUNCTION "wayleave"."countAccessVersion"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE "wayleave"."AccessVersion" SET "version" = "version" + 1;
  RETURN NULL;
END
$$;

CREATE TRIGGER "countAccessVersion" AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON "wayleave"."Role"
  FOR EACH STATEMENT EXECUTE FUNCTION "wayleave"."countAccessVersion"();
CREATE TRIGGER "countAccessVersion" AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON "wayleave"."Grant"
  FOR EACH STATEMENT EXECUTE FUNCTION "wayleave"."countAccessVersion"();
CREATE TRIGGER "countAccessVersion" AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON "wayleave"."User"
  FOR EACH STATEMENT EXECUTE FUNCTION "wayleave"."countAccessVersion"();
CREATE TRIGGER "countAccessVersion" AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON "wayleave"."UserRole"
  FOR EACH STATEMENT EXECUTE FUNCTION "wayleave"."countAccessVersion"();
-- Every column but `lastUsed`, which is written all the time and decides nothing.
CREATE TRIGGER "countAccessVersion" AFTER INSERT OR DELETE OR TRUNCATE
  OR UPDATE OF "keyId", "digest", "pepper", "name", "roleId", "tenantIds", "siteIds", "addresses", "readOnly", "budget", "operations", "expires", "revoked"
  ON "wayleave"."ApiToken" FOR EACH STATEMENT EXECUTE FUNCTION "wayleave"."countAccessVersion"();

-- Who did what to whom, when, from where, with which result. `count` joins what repeats within a moment, so that a flood is counted and fills no disk.
CREATE TABLE "wayleave"."AccessAudit" (
  "id" bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  "at" timestamptz NOT NULL DEFAULT now(),
  "actor" text NOT NULL,
  "action" text NOT NULL,
  "subject" text,
  "result" text NOT NULL CHECK ("result" IN ('done', 'refused')),
  "reason" text,
  "address" text,
  "requestId" text,
  "count" integer NOT NULL DEFAULT 1 CHECK ("count" > 0),
  "detail" jsonb NOT NULL DEFAULT '{}'
);
CREATE INDEX ON "wayleave"."AccessAudit" ("at");

-- The trail is written to, never over. What is older than a year may be removed.
CREATE FUNCTION "wayleave"."keepAccessAudit"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' AND OLD."at" < now() - interval '1 year' THEN
    RETURN OLD;
  END IF;
  RAISE EXCEPTION 'The trail of access is not changed.' USING ERRCODE = 'insufficient_privilege';
END
$$;
CREATE TRIGGER "keepAccessAudit" BEFORE UPDATE OR DELETE ON "wayleave"."AccessAudit"
  FOR EACH ROW EXECUTE FUNCTION "wayleave"."keepAccessAudit"();
CREATE TRIGGER "keepAccessAuditWhole" BEFORE TRUNCATE ON "wayleave"."AccessAudit"
  FOR EACH STATEMENT EXECUTE FUNCTION "wayleave"."keepAccessAudit"();

INSERT INTO "wayleave"."Role" ("name", "description", "allowance", "builtIn") VALUES
  ('administrator', 'Does everything, and decides who else may do what.', 'administrator', true),
  ('interactive', 'Sees everything that is no secret: people at a screen.', 'interactive', true),
  ('integrator', 'Sees everything that is no secret and writes it, in bulk: programs.', 'integrator', true);

INSERT INTO "wayleave"."Grant" ("roleId", "action")
SELECT role."id", grants."action"
FROM "wayleave"."Role" role
JOIN (VALUES
  ('administrator', 'view'), ('administrator', 'create'), ('administrator', 'update'), ('administrator', 'delete'), ('administrator', 'reveal'),
  ('administrator', 'administer'), ('interactive', 'view'),
  ('integrator', 'view'), ('integrator', 'create'), ('integrator', 'update'), ('integrator', 'delete')
) AS grants ("role", "action") ON grants."role" = role."name";

-- Makes, models, roles, types and regions belong to no tenant and to no site. A token that is narrowed to one may read what its devices are called by.
INSERT INTO "wayleave"."Grant" ("roleId", "action", "resource", "shared")
SELECT role."id", 'view', resource, true
FROM "wayleave"."Role" role
CROSS JOIN unnest(ARRAY[
  'Manufacturer', 'DeviceType', 'ModuleType', 'Platform', 'DeviceRole', 'RackRole', 'IpamRole', 'CircuitType', 'ClusterType', 'ContactRole', 'Rir', 'Region',
  'ConsolePortTemplate', 'ConsoleServerPortTemplate', 'PowerPortTemplate', 'PowerOutletTemplate', 'InterfaceTemplate', 'RearPortTemplate',
  'FrontPortTemplate', 'PortTemplateMapping', 'ModuleBayTemplate', 'DeviceBayTemplate'
]) AS resource
ORDER BY role."id", resource;
