/** More calls than ring or talk at once. */
const MOST = 1_000;

const place = (callId, agent) => `${callId} ${agent}`;

/** The newest card of each call and operator. */
export class Cards {
  constructor() {
    this.cards = new Map();
  }

  snapshot(cards) {
    this.cards = new Map();
    cards.forEach((card) => this.put(card));
  }

  put(card) {
    this.cards.set(place(card.callId, card.agent.interface), card);
    if (this.cards.size > MOST) {
      this.cards.delete(this.cards.keys().next().value);
    }
  }

  ended(callId) {
    this.cards.forEach((card, key) => card.callId === callId && this.cards.delete(key));
  }

  of(callId, agent) {
    return this.cards.get(place(callId, agent));
  }

  /** The customer who calls, from the card of whichever operator; undefined when the number is nobody's. */
  customerOf(callId) {
    return [...this.cards.values()].find((card) => card.callId === callId)?.customer;
  }
}
