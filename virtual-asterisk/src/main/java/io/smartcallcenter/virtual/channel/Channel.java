package io.smartcallcenter.virtual.channel;

import io.smartcallcenter.virtual.bridge.Bridge;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** One leg of a call, as Asterisk sees it. Changed only on the PBX's thread. */
public final class Channel {

    private final String id;
    private final String name;
    private final String linkedid;
    private final String endpoint;
    private final String protocolId;
    private final long created;
    private final Map<String, String> variables = new LinkedHashMap<>();

    private ChannelState state;
    private CallerId caller;
    private CallerId connected = CallerId.UNKNOWN;
    private String context;
    private String exten;
    private int priority = 1;
    private String application = "";
    private String applicationData = "";
    private long answered;
    private Bridge bridge;
    private Occupation occupation = Occupation.NONE;
    private Party party = Party.SILENT;
    private HangupCause cause = HangupCause.UNKNOWN;
    private boolean dialplan;
    private String dialled = "";
    private boolean gone;

    Channel(
            String id,
            String name,
            String linkedid,
            String endpoint,
            ChannelState state,
            CallerId caller,
            long created) {
        this.id = id;
        this.name = name;
        this.linkedid = linkedid;
        this.endpoint = endpoint;
        this.protocolId = local() ? "" : UUID.randomUUID().toString();
        this.state = state;
        this.caller = caller;
        this.created = created;
    }

    /** The Uniqueid: {@code epoch.counter}, or what the ARI client asked for. */
    public String id() {
        return id;
    }

    public String name() {
        return name;
    }

    public String linkedid() {
        return linkedid;
    }

    /** {@code 0001} of {@code PJSIP/0001-00000002}. */
    public String endpoint() {
        return endpoint;
    }

    /** The number that came in with it; empty for a channel that was dialled. */
    public String dialled() {
        return dialled;
    }

    /** One end of a Local channel: no phone and no protocol behind it. */
    public boolean local() {
        return name.startsWith("Local/");
    }

    /** The SIP Call-ID; empty for a Local channel. */
    public String protocolId() {
        return protocolId;
    }

    /** Microseconds since the epoch. */
    public long created() {
        return created;
    }

    public ChannelState state() {
        return state;
    }

    void state(ChannelState next, long now) {
        state = next;
        if (next == ChannelState.UP && answered == 0) {
            answered = now;
        }
    }

    /** When it became Up, in microseconds since the epoch; 0 before. */
    public long answered() {
        return answered;
    }

    public boolean up() {
        return state == ChannelState.UP;
    }

    public CallerId caller() {
        return caller;
    }

    void caller(CallerId next) {
        caller = next;
    }

    public CallerId connected() {
        return connected;
    }

    void connected(CallerId next) {
        connected = next;
    }

    public String context() {
        return context;
    }

    public String exten() {
        return exten;
    }

    public int priority() {
        return priority;
    }

    public void at(String nextContext, String nextExten, int nextPriority) {
        context = nextContext;
        exten = nextExten;
        priority = nextPriority;
    }

    public String application() {
        return application;
    }

    public String applicationData() {
        return applicationData;
    }

    public void running(String app, String data) {
        application = app;
        applicationData = data;
    }

    public Map<String, String> variables() {
        return variables;
    }

    public Bridge bridge() {
        return bridge;
    }

    public void bridge(Bridge next) {
        bridge = next;
    }

    /** What the channel does now: waits in a queue, sits in Stasis... */
    public Occupation occupation() {
        return occupation;
    }

    public void occupation(Occupation next) {
        occupation = next;
    }

    /** The simulated phone or caller at the far end. */
    public Party party() {
        return party;
    }

    public void party(Party next) {
        party = next;
    }

    /** The cause that it carries from an earlier bridge: a transferred caller hangs up with it (trace 15). */
    public HangupCause cause() {
        return cause;
    }

    public void cause(HangupCause next) {
        cause = next;
    }

    /** True for a channel with a dialplan of its own (a caller), false for a dialled leg. */
    public boolean dialplan() {
        return dialplan;
    }

    public void startsDialplan() {
        if (!dialplan) {
            dialplan = true;
            dialled = exten;
        }
    }

    public boolean gone() {
        return gone;
    }

    void isGone() {
        gone = true;
    }

    @Override
    public String toString() {
        return name + " " + id;
    }
}
