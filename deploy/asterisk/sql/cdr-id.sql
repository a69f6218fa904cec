-- For an existing table without an auto-increment column (FreePBX). Optional: without `id` the import re-reads a window of calldate.
-- Rows are written when a call ends, so neither calldate nor its sum with duration grows with arrival; id does.
-- cdr_adaptive_odbc and FreePBX go on writing (they name their columns); the table is locked while it is rebuilt.
ALTER TABLE asteriskcdrdb.cdr
  ADD COLUMN id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  ADD COLUMN inserted_at TIMESTAMP(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6);
