-- How far an import of a file has come: written in the transaction of each batch, so that what it says is stored is stored.

CREATE SCHEMA IF NOT EXISTS wayleave;

CREATE TABLE wayleave."ImportProgress" (
  -- SHA-256 over the file and over how it is read.
  fingerprint text        PRIMARY KEY,
  "rowsDone"  bigint      NOT NULL,
  updated     timestamptz NOT NULL DEFAULT now()
);
