package io.smartcallcenter.virtual.queue;

import io.smartcallcenter.virtual.channel.Channel;

/** One agent's phone that rings for one waiting caller: an offer. */
public final class Ringing {

    private final Waiting waiting;
    private final Member member;
    private final int metric;
    private Channel leg;
    private long began;
    private boolean tried;

    Ringing(Waiting waiting, Member member, int metric) {
        this.waiting = waiting;
        this.member = member;
        this.metric = metric;
    }

    public Waiting waiting() {
        return waiting;
    }

    public CallQueue queue() {
        return waiting.queue();
    }

    public Member member() {
        return member;
    }

    public Channel caller() {
        return waiting.channel();
    }

    /** The agent's leg. */
    public Channel leg() {
        return leg;
    }

    int metric() {
        return metric;
    }

    boolean tried() {
        return tried;
    }

    void skip() {
        tried = true;
    }

    void rang(Channel agentLeg, long now) {
        tried = true;
        leg = agentLeg;
        began = now;
    }

    long began() {
        return began;
    }
}
