-- The CDR database for a PBX that has none yet. A FreePBX has the table already: run cdr-id.sql only.
CREATE DATABASE IF NOT EXISTS asteriskcdrdb CHARACTER SET utf8mb4;
USE asteriskcdrdb;

-- The columns of FreePBX, then the two that make the import a simple cursor.
CREATE TABLE IF NOT EXISTS cdr (
  calldate      DATETIME     NOT NULL DEFAULT '1970-01-01 00:00:00',
  clid          VARCHAR(80)  NOT NULL DEFAULT '',
  src           VARCHAR(80)  NOT NULL DEFAULT '',
  dst           VARCHAR(80)  NOT NULL DEFAULT '',
  dcontext      VARCHAR(80)  NOT NULL DEFAULT '',
  channel       VARCHAR(80)  NOT NULL DEFAULT '',
  dstchannel    VARCHAR(80)  NOT NULL DEFAULT '',
  lastapp       VARCHAR(80)  NOT NULL DEFAULT '',
  lastdata      VARCHAR(80)  NOT NULL DEFAULT '',
  duration      INT          NOT NULL DEFAULT 0,
  billsec       INT          NOT NULL DEFAULT 0,
  disposition   VARCHAR(45)  NOT NULL DEFAULT '',
  amaflags      INT          NOT NULL DEFAULT 0,
  accountcode   VARCHAR(20)  NOT NULL DEFAULT '',
  uniqueid      VARCHAR(32)  NOT NULL DEFAULT '',
  userfield     VARCHAR(255) NOT NULL DEFAULT '',
  did           VARCHAR(50)  NOT NULL DEFAULT '',
  recordingfile VARCHAR(255) NOT NULL DEFAULT '',
  cnum          VARCHAR(80)  NOT NULL DEFAULT '',
  cnam          VARCHAR(80)  NOT NULL DEFAULT '',
  outbound_cnum VARCHAR(80)  NOT NULL DEFAULT '',
  outbound_cnam VARCHAR(80)  NOT NULL DEFAULT '',
  dst_cnam      VARCHAR(80)  NOT NULL DEFAULT '',
  linkedid      VARCHAR(32)  NOT NULL DEFAULT '',
  peeraccount   VARCHAR(80)  NOT NULL DEFAULT '',
  sequence      INT          NOT NULL DEFAULT 0,
  id            BIGINT       NOT NULL AUTO_INCREMENT PRIMARY KEY,
  inserted_at   TIMESTAMP(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
  KEY calldate (calldate),
  KEY dst (dst),
  KEY accountcode (accountcode),
  KEY uniqueid (uniqueid),
  KEY did (did),
  KEY recordingfile (recordingfile(191)),
  KEY linkedid (linkedid)
) DEFAULT CHARSET = utf8mb4;
