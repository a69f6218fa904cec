const bySeverity = { CRITICAL: 0, WARNING: 1 };

/** The worst first, then the one that began first. */
const byUrgency = (a, b) =>
  bySeverity[a.severity] - bySeverity[b.severity] || (a.since ?? '').localeCompare(b.since ?? '') || a.key.localeCompare(b.key);

/**
 * Whether an acknowledgement is one of this alert, not of an earlier one of its key; the same rule as the server's live state. Servers before
 * the last one did not say of which alert it is.
 */
const isOf = (alert, by) =>
  alert && by && (by.since ? Date.parse(by.since) === Date.parse(alert.since) : Date.parse(by.at) >= Date.parse(alert.since));

/** The alerts that are open, and who looks after them. */
export class Alerts {
  constructor() {
    this.open = new Map();
    this.acknowledged = new Map();
  }

  snapshot({ alerts = [], acknowledgements = [] }) {
    this.open = new Map(alerts.map((alert) => [alert.key, alert]));
    this.acknowledged = new Map(acknowledgements.map((by) => [by.key, by]));
  }

  /** @param time of the event: when an alert began that does not say it */
  event(data, time) {
    if (data.type === 'alert.raised') {
      const known = this.open.get(data.key);
      const alert = { ...data, since: data.since ?? known?.since ?? time };
      if (!known || !isOf(alert, this.acknowledged.get(data.key))) {
        this.acknowledged.delete(data.key);
      }
      this.open.set(data.key, alert);
    } else if (data.type === 'alert.cleared') {
      this.open.delete(data.key);
      this.acknowledged.delete(data.key);
    } else if (data.type === 'alert.acknowledged' && isOf(this.open.get(data.key), data)) {
      this.acknowledged.set(data.key, data);
    }
  }

  /** What people are told of: silenced alerts are left out. */
  get told() {
    return [...this.open.values()].filter((alert) => !alert.silenced).sort(byUrgency);
  }

  get silenced() {
    return [...this.open.values()].filter((alert) => alert.silenced).sort(byUrgency);
  }
}
