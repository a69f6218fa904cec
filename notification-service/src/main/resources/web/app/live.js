import { Alerts } from './alerts.js';
import { Cards } from './cards.js';
import { Voicemails } from './voicemails.js';

/** More events than two channels can bring twice within one resume. */
const REMEMBERED = 10_000;

/**
 * What the console shows, folded from snapshots and events. The offsets of all channels are places in one log, so an event
 * that two channels carry is recognised by its offset. A resume brings the channels one after the other, each in its own order:
 * a smaller offset is no repetition, only the same one is.
 */
export class Live {
  /** @param me the interface of the operator who looks; undefined when it is none */
  constructor(me) {
    this.me = me;
    this.alerts = new Alerts();
    this.cards = new Cards();
    this.voicemails = new Voicemails();
    this.queues = new Map();
    this.calls = new Map();
    this.operators = new Map();
    this.queueKpis = new Map();
    this.operatorKpis = new Map();
    this.nodes = new Map();
    this.applied = new Set();
    this.snapshots = new Map();
  }

  snapshot(channel, data, offset) {
    this.snapshots.set(channel, offset);
    if (data.cards) {
      this.cards.snapshot(data.cards);
    }
    if (channel === 'operator:*') {
      return;
    }
    if (channel === 'alerts') {
      this.alerts.snapshot(data);
      this.voicemails.snapshot(data.voicemails);
    } else if (channel === 'me') {
      this.calls.forEach((call, id) => this.#heardOnlyByMe(call) && this.calls.delete(id));
    } else if (channel === 'calls' || channel === 'queue:*') {
      this.calls.clear();
    } else if (channel.startsWith('queue:')) {
      const queue = channel.slice('queue:'.length);
      this.calls.forEach((call, id) => call.queue === queue && this.calls.delete(id));
    }
    if (channel === 'queue:*') {
      this.queues.clear();
      this.operators.clear();
    }
    data.queues?.forEach((queue) => this.queues.set(queue.queue, queue));
    data.operators?.forEach((operator) => this.operators.set(operatorKey(operator.node, operator.agent), operator));
    data.calls?.forEach((call) => this.calls.set(call.callId, call));
    data.nodes?.forEach((node) => this.nodes.set(node.node, node));
    data.kpis?.forEach((kpi) => this.#kpi(kpi));
  }

  event(offset, { type, time, source, data }) {
    if (data.type.startsWith('kpi.')) {
      this.#kpi(data);
      return;
    }
    if (this.applied.has(offset)) {
      return;
    }
    this.#remember(offset);
    const family = type.split('.')[1];
    const ofQueue = ['queue:*', `queue:${data.queue}`];
    if (data.type === 'call.voicemail.recorded') {
      this.voicemails.event(data, time);
    } else if (family === 'call') {
      const known = this.calls.get(data.callId)?.queue;
      if (!this.#holds(ofQueue, offset)) {
        this.#waiting(data, time);
      }
      if (!this.#holds(['calls', `queue:${known}`, ...ofQueue], offset)) {
        this.#call(data, time);
      }
    } else if (family === 'agent' && !this.#holds(ofQueue, offset)) {
      this.#agent(data, time, source?.split('/').pop());
    } else if (family === 'node' || data.type === 'state.node') {
      this.#node(data);
    } else if (family === 'state' && !this.#holds(ofQueue, offset)) {
      this.#state(data, time);
    } else if (family === 'alert') {
      this.alerts.event(data, time);
    } else if (data.type === 'customer.card') {
      this.cards.put(data);
    }
  }

  /** Of the operator with this interface, on any node; undefined when it is not known. */
  nameOf(iface) {
    return [...this.operators.values()].find((operator) => operator.agent.interface === iface)?.agent.name;
  }

  /** The calls in which the operator who looks rings or talks. */
  get myCalls() {
    return [...this.calls.values()].filter((call) => this.#isMine(call));
  }

  #isMine(call) {
    return [call.agent, ...call.ringing].some((agent) => agent && agent.interface === this.me);
  }

  /** Whether no channel but the operator's own brings this call. */
  #heardOnlyByMe(call) {
    return !['calls', 'queue:*', `queue:${call.queue}`].some((channel) => this.snapshots.has(channel));
  }

  #remember(offset) {
    this.applied.add(offset);
    if (this.applied.size > REMEMBERED) {
      this.applied.delete(this.applied.values().next().value);
    }
  }

  /** Whether a snapshot of one of these channels holds the event already, which another channel brings again in its resume. */
  #holds(channels, offset) {
    return channels.some((channel) => offset <= (this.snapshots.get(channel) ?? -1));
  }

  #kpi(kpi) {
    if (kpi.queue) {
      this.queueKpis.set(kpi.queue, kpi);
    } else if (kpi.agent) {
      this.operatorKpis.set(kpi.agent.interface, kpi);
    }
  }

  #queue(name) {
    if (!this.queues.has(name)) {
      this.queues.set(name, { queue: name, strategy: '', waiting: [], members: [] });
    }
    return this.queues.get(name);
  }

  #waiting(data, time) {
    const leave = (gone) =>
      this.queues.forEach((queue) => {
        queue.waiting = queue.waiting.filter((entry) => !gone(entry));
      });
    if (data.type === 'call.queue.joined') {
      leave((entry) => entry.entryId === data.entryId);
      const queue = this.#queue(data.queue);
      queue.waiting = queue.waiting.filter((entry) => entry.callId !== data.callId);
      queue.waiting.splice(place(queue.waiting, data), 0, { entryId: data.entryId, callId: data.callId, caller: data.caller, since: time });
    } else if (data.type === 'call.queue.left' || (data.type === 'call.answered' && data.entryId)) {
      leave((entry) => entry.entryId === data.entryId);
    } else if (data.type === 'call.ended') {
      leave((entry) => entry.callId === data.callId);
    }
  }

  #call(data, time) {
    if (data.type === 'call.ended') {
      this.calls.delete(data.callId);
      this.cards.ended(data.callId);
      return;
    }
    const known = this.calls.get(data.callId);
    const begins = ['call.started', 'call.route.requested', 'call.queue.joined', 'call.offer.started', 'call.answered'];
    if (!known && !begins.includes(data.type)) {
      return;
    }
    const call = known ?? {
      callId: data.callId, caller: {}, dialled: '', state: 'ROUTING', ringing: [], started: time, since: time,
    };
    const changed = { ...call, ...change(call, data, time) };
    this.calls.set(data.callId, changed);
    // the end of a call that has left the operator is told to others only
    if (this.#heardOnlyByMe(changed) && !this.#isMine(changed)) {
      this.calls.delete(data.callId);
    }
  }

  #agent(data, time, node) {
    const id = operatorKey(node, data.agent);
    const known = this.operators.get(id) ?? { node, agent: data.agent, device: 'UNKNOWN', memberships: [] };
    if (data.type === 'agent.device') {
      this.operators.set(id, { ...known, device: data.state, deviceSince: time });
      return;
    }
    const before = known.memberships.find((membership) => membership.queue === data.queue);
    const memberships = known.memberships.filter((membership) => membership !== before);
    if (data.type !== 'agent.removed') {
      const paused = data.type === 'agent.paused' || (data.type === 'agent.added' && data.paused);
      memberships.push({
        queue: data.queue,
        penalty: before?.penalty ?? 0,
        paused,
        pauseReason: data.reason ?? '',
        auto: Boolean(data.auto),
        pausedSince: paused ? (before?.pausedSince ?? time) : undefined,
      });
    }
    memberships.sort((a, b) => a.queue.localeCompare(b.queue));
    this.operators.set(id, { ...known, memberships });
  }

  #state(data, time) {
    if (data.type === 'state.queue') {
      const queue = this.#queue(data.queue);
      queue.membersOf = { ...queue.membersOf, [data.node]: data.members };
      queue.members = [...new Set(Object.values(queue.membersOf).flat())];
      queue.strategy = data.strategy ?? '';
    } else if (data.type === 'state.agent') {
      const id = operatorKey(data.node, data.agent);
      const known = this.operators.get(id);
      const memberships = data.memberships.map((membership) => {
        const before = known?.memberships.find((m) => m.queue === membership.queue && m.paused && membership.paused);
        return { ...membership, auto: before?.auto, pausedSince: membership.paused ? (before?.pausedSince ?? time) : undefined };
      });
      const same = known?.device === data.device;
      this.operators.set(id, {
        node: data.node, agent: data.agent, device: data.device, deviceSince: same ? known.deviceSince : time, memberships,
      });
    }
  }

  #node(data) {
    if (data.type === 'state.node') {
      this.nodes.set(data.node, { node: data.node, ari: data.ari, ami: data.ami, mode: data.mode });
    } else if (data.type === 'node.connected' || data.type === 'node.disconnected') {
      const known = this.nodes.get(data.node) ?? { node: data.node, ari: false, ami: false };
      const mode = data.mode ?? known.mode;
      this.nodes.set(data.node, { ...known, mode, [data.link.toLowerCase()]: data.type === 'node.connected' });
    }
  }
}

/** A phone of the same name on another node is another one. */
const operatorKey = (node, agent) => `${node}/${agent.interface}`;

const nodeOf = (callId) => callId.split('/')[0];

/** Each node serves its own callers: positions count within it. */
function place(waiting, { callId, position }) {
  let before = 0;
  const index = waiting.findIndex((entry) => nodeOf(entry.callId) === nodeOf(callId) && ++before === position);
  return index < 0 ? waiting.length : index;
}

const named = (party, before) => (party?.number || party?.name ? party : before);

/** What an event changes in its call; the same rules as the server's live state. */
function change(call, data, time) {
  const enter = (state) => (state === call.state ? {} : { state, since: time });
  const talking = call.state === 'TALKING' || call.state === 'ON_HOLD';
  switch (data.type) {
    case 'call.started':
    case 'call.route.requested':
      return {
        caller: named(data.caller, call.caller),
        dialled: data.dialled || call.dialled,
        ...(call.state === 'RELEASED' && enter('ROUTING')),
      };
    case 'call.queue.joined':
      return {
        caller: named(data.caller, call.caller),
        queue: data.queue,
        entryId: data.entryId,
        agent: undefined,
        ringing: [],
        ...enter('WAITING'),
      };
    case 'call.offer.started': {
      const ringing = [...call.ringing.filter((agent) => agent.interface !== data.agent.interface), data.agent];
      return { ringing, queue: data.queue ?? call.queue, ...(!talking && enter('RINGING')) };
    }
    case 'call.offer.ended': {
      const ringing = call.ringing.filter((agent) => agent.interface !== data.agent.interface);
      const stops = ringing.length === 0 && call.state === 'RINGING';
      return { ringing, ...(stops && enter(call.entryId ? 'WAITING' : 'ROUTING')) };
    }
    case 'call.answered':
      return {
        ringing: [],
        agent: data.agent,
        offerId: data.offerId,
        queue: data.queue ?? call.queue,
        entryId: data.entryId ?? call.entryId,
        ...enter('TALKING'),
      };
    case 'call.hold':
      return talking ? enter('ON_HOLD') : {};
    case 'call.unhold':
      return talking ? enter('TALKING') : {};
    case 'call.released':
      return call.agent?.interface === data.agent.interface
        ? { agent: undefined, entryId: undefined, ...enter('RELEASED') }
        : {};
    case 'call.queue.left':
      return data.entryId === call.entryId && data.outcome !== 'ANSWERED'
        ? { entryId: undefined, ringing: [], ...enter('ROUTING') }
        : {};
    case 'call.fallback':
      return { fallback: data.reason };
    default:
      return {};
  }
}
