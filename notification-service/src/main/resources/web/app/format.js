/** Seconds since an instant by the server's clock; never negative (Asterisk's clock may be a little ahead). */
export function secondsSince(instant, now) {
  return instant ? Math.max(0, Math.floor((now - Date.parse(instant)) / 1000)) : 0;
}

/** 75 -> 1:15, 3675 -> 1:01:15. */
export function clock(seconds) {
  const pad = (n) => String(n).padStart(2, '0');
  const minutes = Math.floor(seconds / 60) % 60;
  const hours = Math.floor(seconds / 3600);
  return hours ? `${hours}:${pad(minutes)}:${pad(seconds % 60)}` : `${minutes}:${pad(seconds % 60)}`;
}

/** 80 -> 80 %, absent -> a dash: no figure is not zero. */
export function percent(value, language) {
  return value === undefined || value === null
    ? '–'
    : `${value.toLocaleString(language, { maximumFractionDigits: 1 })} %`;
}

export function seconds(value, language) {
  return value === undefined || value === null
    ? '–'
    : `${value.toLocaleString(language, { maximumFractionDigits: 1 })} ${language === 'ru' ? 'с' : 's'}`;
}

export function count(value) {
  return value ?? '–';
}

/** 26 Nov 2026, 09:05, in the language's own way. */
export function moment(at, language) {
  return new Date(at).toLocaleString(language, { day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' });
}

/** The time of day within the last 24 hours, the date too when it is longer ago. */
export function recent(at, now, language) {
  const time = { hour: '2-digit', minute: '2-digit' };
  return secondsSince(at, now) < 86_400 ? new Date(at).toLocaleTimeString(language, time) : moment(at, language);
}
