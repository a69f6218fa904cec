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
