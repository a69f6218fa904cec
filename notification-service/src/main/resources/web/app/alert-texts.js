/** What alerts of the server's rules say, by kind, in languages other than the server's. An alert of another kind keeps the server's words. */
const ru = {
  'service-level-low': {
    what: ({ subject, value, threshold }) => `Уровень сервиса очереди ${subject}: ${value} % при пороге ${threshold} %`,
    advice:
      'Добавьте операторов в очередь: верните тех, кто на паузе, добавьте участников из спокойных очередей или сократите обработку после'
      + ' вызова. Если так каждый день в этот час, планируйте больше людей',
  },
  'longest-wait': {
    what: ({ subject, value, threshold }) => `В очереди ${subject} звонящий ждёт уже ${value} с; предел ${threshold} с`,
    advice:
      'Посмотрите на очередь в панели: операторы на паузе, говорят или не в сети? Верните тех, кто на паузе, или добавьте участников; если'
      + ' прийти некому, пусть правила маршрутизации направляют новых звонящих в другую очередь или на голосовую почту',
  },
  'nobody-available': {
    what: ({ subject, value }) => `Некому принять вызовы очереди ${subject} (ожидают: ${value})`,
    advice:
      'Верните операторов с паузы и выясните, почему телефоны недоступны (`pjsip show contacts`), или направьте звонящих в другую очередь, на'
      + ' голосовую почту или на объявление',
  },
  'operator-auto-paused': {
    what: ({ who }) => `${who}: Asterisk поставил паузу после непринятого вызова`,
    advice: 'Спросите оператора, на месте ли он, затем снимите паузу: до этого ни одна очередь ему не звонит',
  },
  'missed-in-row': {
    what: ({ who, value, threshold }) => `${who}: пропущено вызовов подряд: ${value}; предел ${threshold}`,
    advice:
      'Найдите оператора: на месте ли он, звонит ли телефон? Если нет, поставьте его на паузу, чтобы звонящие не ждали впустую; `autopause` в'
      + ' queues.conf делает это сам',
  },
  'link-down': {
    what: ({ subject }) => `Нет связи шлюза: ${subject}`,
    advice:
      'Проверьте, работает ли Asterisk на этом узле и доступен ли он шлюзу; неверные пароли и отказы по адресу видны в журнале шлюза. Пока'
      + ' нет ARI, звонящие попадают в резервную очередь dialplan; показатели за это время неполны',
  },
  'cdr-lag': {
    what: ({ subject, value, threshold }) =>
      `Вызов узла ${subject} завершился ${value} с назад, а его CDR ещё не сверен; предел ${threshold} с`,
    advice:
      'Проверьте, работает ли cdr-sync-service и доступна ли ему база CDR этого узла (`/api/admin/settings/asterisk-database`), пишет ли туда'
      + ' Asterisk (`cdr show status`). В системе без CDR отключите это правило',
  },
  'kafka-lag': {
    what: ({ subject, value, threshold }) => `Группа ${subject} отстаёт, записей: ${value}; предел ${threshold}`,
    advice:
      'Проверьте, работает ли служба этой группы и что в её журнале; если работает и отстаёт, запустите ещё одну реплику. Показатели и'
      + ' карточки из этих записей запаздывают, но не теряются',
  },
};

const languages = { ru };

/**
 * What to show of an alert.
 *
 * @param usual the server's own advice by kind: another one was written by people for their rule, and stays as they wrote it
 * @param nameOf from an operator's interface to a name; undefined when it is not known
 * @returns {what, advice}
 */
export function textOf(alert, language, usual, nameOf) {
  const kind = alert.key.split('/', 1)[0];
  const texts = alert.rule && Object.hasOwn(languages[language] ?? {}, kind) ? languages[language][kind] : undefined;
  return {
    what: texts && measured(alert) ? texts.what(values(alert, language, nameOf)) : alert.what,
    advice: texts && alert.advice === usual[kind] ? texts.advice : alert.advice,
  };
}

const measured = ({ subject, value }) => subject && typeof value === 'number';

function values({ subject, value, threshold }, language, nameOf) {
  const number = (of) => of?.toLocaleString(language, { maximumFractionDigits: 1 });
  const name = nameOf(subject);
  const who = name && name !== subject ? `${name} (${subject})` : subject;
  return { subject, who, value: number(value), threshold: number(threshold) };
}
