'use strict';
const assert = require('node:assert/strict');

const names = { 'PJSIP/0001': 'Ann' };

/** Of each kind of the server's rules: Russian in Russian, the server's own words in English. `ok`, or what is wrong. */
module.exports = (file, usualAdvice) => {
  const { textOf } = require(file);
  const usual = JSON.parse(usualAdvice);
  const text = (alert, language) => textOf(alert, language, usual, (iface) => names[iface]);
  assert.ok(Object.keys(usual).length >= 8);
  for (const [kind, advice] of Object.entries(usual)) {
    const alert = { key: `${kind}/PJSIP/0001`, rule: 'mine', subject: 'PJSIP/0001', value: 1234.5, threshold: 7.25, what: 'w', advice };
    const ru = text(alert, 'ru');
    assert.match(ru.what, /[а-я].*PJSIP\/0001|PJSIP\/0001.*[а-я]/, kind);
    assert.match(ru.advice, /[а-я]/, kind);
    assert.doesNotMatch(`${ru.what} ${ru.advice}`, /undefined|null|NaN/, kind);
    assert.deepEqual(text(alert, 'en'), { what: 'w', advice });
    assert.equal(text({ ...alert, advice: 'Call the team leader' }, 'ru').advice, 'Call the team leader');
    assert.equal(text({ ...alert, value: undefined }, 'ru').what, 'w');
  }
  const missed = { key: 'missed-in-row/PJSIP/0001', rule: 'r', subject: 'PJSIP/0001', value: 4, threshold: 3, what: 'w', advice: 'a' };
  assert.equal(text(missed, 'ru').what, 'Ann (PJSIP/0001): пропущено вызовов подряд: 4; предел 3');
  assert.equal(text({ ...missed, key: 'missed-in-row/PJSIP/0002', subject: 'PJSIP/0002' }, 'ru').what.split(':')[0], 'PJSIP/0002');
  for (const key of ['gateway/application-replaced/pbx1', 'constructor/x', 'toString/x', '']) {
    assert.deepEqual(text({ ...missed, key }, 'ru'), { what: 'w', advice: 'a' });
  }
  assert.deepEqual(text({ ...missed, rule: undefined }, 'ru'), { what: 'w', advice: 'a' });
  return 'ok';
};
