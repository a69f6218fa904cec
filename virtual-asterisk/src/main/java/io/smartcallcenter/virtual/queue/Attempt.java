package io.smartcallcenter.virtual.queue;

import io.smartcallcenter.virtual.channel.Channel;
import io.smartcallcenter.virtual.channel.Channels;
import io.smartcallcenter.virtual.channel.HangupCause;
import io.smartcallcenter.virtual.channel.LocalPair;
import io.smartcallcenter.virtual.clock.Timer;
import io.smartcallcenter.virtual.clock.VirtualClock;
import io.smartcallcenter.virtual.pbx.PbxEvents;
import io.smartcallcenter.virtual.phone.Phone;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** try_calling: one round of ringing the members for one caller, at most {@code ringSeconds} long. */
final class Attempt implements Phone.Dialler {

    private final Queues queues;
    private final VirtualClock clock;
    private final PbxEvents events;
    private final Channels channels;
    private final Waiting waiting;
    private final CallQueue queue;
    private final long ringSeconds;
    private final List<Ringing> candidates;
    private final List<Ringing> ringing = new ArrayList<>(2);
    private long startSeconds;
    private long startMicros;
    private Timer noAnswer;

    Attempt(Queues queues, Waiting waiting, long ringSeconds) {
        this.queues = queues;
        this.clock = queues.clock();
        this.events = queues.events();
        this.channels = queues.channels();
        this.waiting = waiting;
        this.queue = waiting.queue();
        this.ringSeconds = ringSeconds;
        this.candidates = Candidates.of(waiting, clock.seconds());
    }

    void begin() {
        startSeconds = clock.seconds();
        startMicros = clock.now();
        ringNext();
        if (ringing.isEmpty()) {
            finished();
            waiting.attemptFailed(queue.leftAlone());
        } else {
            noAnswer = clock.after(Duration.ofSeconds(ringSeconds), this::timedOut);
        }
    }

    /** ring_one: the best member that can be rung; with ringall all of the same penalty together. */
    private void ringNext() {
        while (ringing.isEmpty()) {
            Ringing best = Candidates.best(candidates);
            if (best == null) {
                return;
            }
            if (queue.settings().strategy() == Strategy.RINGALL) {
                for (Ringing each : candidates) {
                    if (!each.tried() && each.metric() <= best.metric()) {
                        ring(each);
                    }
                }
            } else {
                ring(best);
            }
        }
    }

    private void ring(Ringing one) {
        Member member = one.member();
        if (!member.ringable(queue.settings().wrapuptime(), clock.seconds())) {
            one.skip();
            return;
        }
        if (member.local()) {
            LocalPair ends = LocalMember.dial(queues, member, waiting.channel(), this);
            called(one, ends.one(), "from-queue");
            queues.run(ends.two());
            return;
        }
        Channel leg = channels.outgoing(
                null, member.endpoint().resource(), member.endpoint().callerId(), waiting.channel());
        queues.variables().dialling(leg);
        called(one, leg, "internal");
        if (queue.settings().strategy() != Strategy.RINGALL) {
            channels.connectedLine(waiting.channel(), leg.caller());
        }
        Phone phone = new Phone(clock, channels, member.endpoint().ringPlan(), this);
        leg.party(phone);
        phone.invited(leg);
    }

    private void called(Ringing one, Channel leg, String context) {
        one.rang(leg, clock.now());
        ringing.add(one);
        leg.occupation((gone, how) -> legGone(one));
        events.agentCalled(one);
        events.dialBegan(waiting.channel(), leg, one.member().device());
        leg.at(context, queue.name(), 1);
        leg.running("AppQueue", "(Outgoing Line)");
    }

    @Override
    public void rings(Channel leg) {
        channels.ringing(leg, waiting.channel().caller());
        events.dialplanStep(leg);
        events.connectedLineChanged(leg);
        events.dialRinging(waiting.channel(), leg, of(leg).member().device());
        queues.devices().changed(leg.endpoint());
    }

    @Override
    public void rejects(Channel leg, int sipStatus) {
        Ringing one = of(leg);
        // A refusal is a hangup to app_queue: trace 07 says NOANSWER, never BUSY.
        events.hangupRequested(leg, HangupCause.USER_BUSY.code(), sipStatus, false);
        lost(one, "NOANSWER");
        channels.drop(leg, HangupCause.USER_BUSY, sipStatus);
        tryNext();
    }

    /** Somebody hung up the ringing leg from outside, by ARI or AMI. */
    private void legGone(Ringing one) {
        if (ringing.contains(one)) {
            lost(one, "NOANSWER");
            clock.afterMicros(0, () -> {
                if (waiting.tries(this)) {
                    tryNext();
                }
            });
        }
    }

    private void lost(Ringing one, String status) {
        ringing.remove(one);
        events.dialEnded(waiting.channel(), one.leg(), status, "");
        events.agentRangInVain(one, (clock.seconds() - startSeconds) * 1000);
    }

    private void tryNext() {
        if (queue.settings().strategy() == Strategy.RINGALL) {
            nobodyLeft();
            return;
        }
        if (!ringing.isEmpty()) {
            return;
        }
        long left = startMicros + ringSeconds * 1_000_000 - clock.now();
        if (left > 500_000) {
            ringNext();
        }
        nobodyLeft();
    }

    private void nobodyLeft() {
        if (ringing.isEmpty()) {
            noAnswer.cancel();
            finished();
            waiting.attemptFailed(queue.leftAlone());
        }
    }

    private void timedOut() {
        for (Ringing one : List.copyOf(ringing)) {
            events.agentRangInVain(one, ringSeconds * 1000);
            if (queue.settings().autopause() && !one.member().paused()) {
                queues.pause(queue, one.member(), true, "Auto-Pause");
            }
            events.dialEnded(waiting.channel(), one.leg(), "NOANSWER", "");
            events.dialEnded(
                    waiting.channel(), one.leg(), "CANCEL", one.member().device());
        }
        // app_queue looks at the members before it hears that the phones have stopped ringing (trace 05).
        boolean alone = queue.leftAlone();
        dropLegs();
        finished();
        waiting.attemptFailed(alone);
    }

    /** The caller hung up: every leg gets CANCEL twice, and the queue_log a RINGCANCELED. */
    void callerGone() {
        noAnswer.cancel();
        for (Ringing one : ringing) {
            events.ringCancelled(one, (clock.now() - one.began()) / 1000);
            cancelled(one, "");
            cancelled(one, one.member().device());
        }
    }

    /** Asterisk reports every leg that it gives up twice; only the second report has the dial string. */
    private void cancelled(Ringing one, String dialString) {
        events.dialEnded(waiting.channel(), one.leg(), "CANCEL", dialString);
    }

    void dropLegs() {
        for (Ringing one : List.copyOf(ringing)) {
            channels.drop(one.leg(), HangupCause.UNKNOWN, 0);
        }
        ringing.clear();
    }

    @Override
    public void answers(Channel leg) {
        Ringing winner = of(leg);
        noAnswer.cancel();
        Channel caller = waiting.channel();
        channels.pickUp(leg);
        events.dialEnded(caller, leg, "ANSWER", winner.member().device());
        ringing.remove(winner);
        ringing.forEach(loser -> cancelled(loser, ""));
        channels.connectedLine(caller, leg.caller());
        ringing.forEach(loser -> cancelled(loser, loser.member().device()));
        finished();
        List<Channel> losers = ringing.stream().map(Ringing::leg).toList();
        long ringTime = (clock.now() - startMicros) / 1_000_000;
        new Conversation(queues, winner, losers).begin(ringTime);
    }

    private Ringing of(Channel leg) {
        for (Ringing one : ringing) {
            if (one.leg() == leg) {
                return one;
            }
        }
        throw new IllegalStateException(leg + " does not ring for " + waiting.channel());
    }

    /** store_next_rr and store_next_lin: remembers who is next. */
    private void finished() {
        Candidates.remember(candidates, waiting);
    }
}
