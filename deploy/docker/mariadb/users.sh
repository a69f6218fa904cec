#!/bin/bash
# Run once by the image, when the database is new: the two users of deploy/asterisk/sql/users.sql, with the passwords from files.
set -euo pipefail
{
  printf "SET @asterisk_password = '%s', @scc_password = '%s', @asterisk_from = '%%', @scc_from = '%%';\n" \
    "$(< /run/secrets/asterisk-db)" "$(< /run/secrets/scc-db)"
  cat /sql/users.sql
} | MYSQL_PWD="$(< /run/secrets/mariadb-root)" mariadb -uroot
