// Run once by the image, when MongoDB is new: each service may read and write its own database and no other.
const fs = require('fs');
for (const [user, database] of [['routing', 'scc_routing'], ['kpi', 'scc_kpi'], ['cdr-sync', 'scc_cdr'], ['notification', 'scc_notification']]) {
  db.getSiblingDB(database).createUser({
    user,
    pwd: fs.readFileSync(`/run/secrets/mongodb-${user}`, 'utf8'),
    roles: [{ role: 'readWrite', db: database }],
  });
}
