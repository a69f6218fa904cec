package io.smartcallcenter.notification.channel;

import io.smartcallcenter.events.Agent;
import io.smartcallcenter.events.AgentEvent;
import io.smartcallcenter.events.Alert;
import io.smartcallcenter.events.AsteriskState;
import io.smartcallcenter.events.CallEvent;
import io.smartcallcenter.events.CustomerEvent;
import io.smartcallcenter.events.KpiUpdate;
import io.smartcallcenter.events.NodeEvent;
import io.smartcallcenter.events.SccEvent;
import io.smartcallcenter.notification.channel.Channel.Kind;
import io.smartcallcenter.notification.live.LiveState;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Which channels an event belongs to. Asked before the event changes the state: the end of a call still knows its queue. */
public final class ChannelRouting {

    private final LiveState live;

    public ChannelRouting(LiveState live) {
        this.live = live;
    }

    /** The channels of an event, each once; empty for what no channel carries. */
    public List<Channel> channelsOf(SccEvent event) {
        if (event instanceof CallEvent call) {
            List<Channel> channels = ofQueues(queuesOf(call));
            channels.addAll(ofOperators(operatorsOf(call)));
            channels.add(Channel.of(Kind.CALLS));
            if (call instanceof CallEvent.VoicemailRecorded) {
                channels.add(Channel.of(Kind.ALERTS));
            }
            return channels;
        }
        if (event instanceof CustomerEvent.Card card) {
            return ofOperators(List.of(card.agent().iface()));
        }
        if (event instanceof AgentEvent agent) {
            List<Channel> channels = ofQueues(queuesOf(agent));
            channels.addAll(ofOperators(List.of(agent.agent().iface())));
            return channels;
        }
        if (event instanceof KpiUpdate update) {
            return ofFigures(update);
        }
        if (event instanceof Alert) {
            return List.of(Channel.of(Kind.ALERTS));
        }
        if (event instanceof NodeEvent || event instanceof AsteriskState.Node) {
            return List.of(Channel.of(Kind.SYSTEM));
        }
        return event instanceof AsteriskState state ? ofState(state) : List.of();
    }

    private static List<Channel> ofFigures(KpiUpdate update) {
        if (update instanceof KpiUpdate.Queue kpi) {
            return List.of(Channel.of(Kind.QUEUE_KPI, kpi.queue()), Channel.of(Kind.QUEUE_KPI, Channel.ALL));
        }
        if (update instanceof KpiUpdate.Operator kpi) {
            List<Channel> channels = ofOperators(List.of(kpi.agent().iface()));
            channels.add(Channel.of(Kind.OPERATOR_KPI));
            return channels;
        }
        return List.of();
    }

    private List<Channel> ofState(AsteriskState state) {
        List<Channel> channels = ofQueues(queuesOf(state));
        if (state instanceof AsteriskState.AgentState agent) {
            channels.addAll(ofOperators(List.of(agent.agent().iface())));
        }
        return channels;
    }

    private static List<Channel> ofOperators(Collection<String> interfaces) {
        List<Channel> channels = new ArrayList<>();
        interfaces.forEach(operator -> {
            channels.add(Channel.of(Kind.ME, operator));
            channels.add(Channel.of(Kind.OPERATOR, operator));
        });
        if (!channels.isEmpty()) {
            channels.add(Channel.of(Kind.OPERATOR, Channel.ALL));
        }
        return channels;
    }

    private static List<Channel> ofQueues(Collection<String> queues) {
        List<Channel> channels = new ArrayList<>();
        queues.forEach(queue -> channels.add(Channel.of(Kind.QUEUE, queue)));
        if (!channels.isEmpty()) {
            channels.add(Channel.of(Kind.QUEUE, Channel.ALL));
        }
        return channels;
    }

    private Collection<String> queuesOf(CallEvent event) {
        String named = queueIn(event);
        String queue = named != null ? named : live.queueOf(event.callId());
        return queue == null ? List.of() : List.of(queue);
    }

    /** Whom the event names, and who rings or talks in the call. */
    private Collection<String> operatorsOf(CallEvent event) {
        Set<String> operators = new LinkedHashSet<>(live.operatorsIn(event.callId()));
        Agent named = agentIn(event);
        if (named != null) {
            operators.add(named.iface());
        }
        return operators;
    }

    private static Agent agentIn(CallEvent event) {
        if (event instanceof CallEvent.OfferStarted offer) {
            return offer.agent();
        } else if (event instanceof CallEvent.OfferEnded offer) {
            return offer.agent();
        } else if (event instanceof CallEvent.Answered answered) {
            return answered.agent();
        } else if (event instanceof CallEvent.Released released) {
            return released.agent();
        } else if (event instanceof CallEvent.Hold hold) {
            return hold.agent();
        } else if (event instanceof CallEvent.Unhold unhold) {
            return unhold.agent();
        } else if (event instanceof CallEvent.Transferred transferred) {
            return transferred.from();
        }
        return null;
    }

    private static String queueIn(CallEvent event) {
        if (event instanceof CallEvent.QueueJoined joined) {
            return joined.queue();
        } else if (event instanceof CallEvent.QueueLeft left) {
            return left.queue();
        } else if (event instanceof CallEvent.QueueRefused refused) {
            return refused.queue();
        } else if (event instanceof CallEvent.OfferStarted offer) {
            return offer.queue();
        } else if (event instanceof CallEvent.OfferEnded offer) {
            return offer.queue();
        } else if (event instanceof CallEvent.Answered answered) {
            return answered.queue();
        } else if (event instanceof CallEvent.Released released) {
            return released.queue();
        } else if (event instanceof CallEvent.Fallback fallback) {
            return fallback.queue();
        } else if (event instanceof CallEvent.CallbackRequested callback) {
            return callback.queue();
        }
        return null;
    }

    private Collection<String> queuesOf(AgentEvent event) {
        if (event instanceof AgentEvent.Added added) {
            return List.of(added.queue());
        } else if (event instanceof AgentEvent.Removed removed) {
            return List.of(removed.queue());
        } else if (event instanceof AgentEvent.Paused paused) {
            return List.of(paused.queue());
        } else if (event instanceof AgentEvent.Unpaused unpaused) {
            return List.of(unpaused.queue());
        }
        return live.queuesOf(event.agent().iface());
    }

    private Collection<String> queuesOf(AsteriskState state) {
        if (state instanceof AsteriskState.Queue queue) {
            return List.of(queue.queue());
        }
        if (state instanceof AsteriskState.AgentState agent) {
            Set<String> queues = new LinkedHashSet<>(live.queuesOf(agent.agent().iface()));
            agent.memberships().forEach(membership -> queues.add(membership.queue()));
            return queues;
        }
        return List.of();
    }
}
