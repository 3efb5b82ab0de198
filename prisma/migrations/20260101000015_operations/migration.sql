-- Registered operations: texts that are known, checked and priced before anybody sends them.
CREATE SCHEMA IF NOT EXISTS "wayleave";

CREATE TABLE "wayleave"."Operation" (
  "id" bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  -- SHA-256 of the text, in hexadecimal: what clients send. It is computed anew whenever the text is read.
  "hash" text NOT NULL CHECK ("hash" ~ '^[0-9a-f]{64}$'),
  "text" text NOT NULL,
  -- Who may run it: `role:NAME` or `token:ID`.
  "audience" text NOT NULL CHECK ("audience" ~ '^(role|token):.{1,200}$'),
  "owner" text NOT NULL,
  -- Of the operation within the text; empty for the only one, without a name.
  "name" text NOT NULL,
  -- Counts the texts that went by this name.
  "version" integer NOT NULL CHECK ("version" > 0),
  "kind" text NOT NULL CHECK ("kind" IN ('query', 'mutation', 'subscription')),
  "state" text NOT NULL CHECK ("state" IN ('draft', 'active', 'retired')),
  -- How far each variable may go, and what the operation costs at the most within that.
  "bounds" jsonb NOT NULL,
  "price" double precision NOT NULL CHECK ("price" >= 0),
  -- Of the schema that it was checked against.
  "schemaHash" text NOT NULL,
  "created" timestamptz(3) NOT NULL DEFAULT now(),
  "stateChanged" timestamptz(3) NOT NULL DEFAULT now(),
  UNIQUE ("audience", "hash", "name"),
  UNIQUE ("audience", "name", "version")
);

-- What every process asks for a few times a second: whether anything has changed. One row.
CREATE TABLE "wayleave"."OperationRegistry" (
  "isOnly" boolean PRIMARY KEY DEFAULT true CHECK ("isOnly"),
  "version" bigint NOT NULL
);
INSERT INTO "wayleave"."OperationRegistry" ("version") VALUES (1);

-- Whoever changes an operation, by whatever means, changes the version in the same transaction; the row's lock lets them do it one after another.
CREATE FUNCTION "wayleave"."operations_changed"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE "wayleave"."OperationRegistry" SET "version" = "version" + 1;
  RETURN NULL;
END $$;
CREATE TRIGGER "Operation_changed" AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON "wayleave"."Operation"
  FOR EACH STATEMENT EXECUTE FUNCTION "wayleave"."operations_changed"();
