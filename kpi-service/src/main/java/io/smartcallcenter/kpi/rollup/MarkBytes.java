package io.smartcallcenter.kpi.rollup;

import io.smartcallcenter.kpi.operator.StateMark;
import io.smartcallcenter.kpi.operator.StateMark.State;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** State marks of one operator as bytes. Equal marks give equal bytes, in whatever order they come. A mark takes about 9. */
public final class MarkBytes {

    /** The first byte. Another layout gets another number, and a rebuild. */
    public static final int VERSION = 1;

    /** The place is what is written: append only, and no more than four fit. */
    private static final List<State> STATES = List.of(State.MEMBER, State.PAUSED, State.REACHABLE);

    private static final int STATE = 0x03;
    private static final int ON = 0x04;
    private static final int AUTO = 0x08;

    private static final Comparator<String> TEXT = Comparator.nullsFirst(Comparator.naturalOrder());

    private static final Comparator<StateMark> ORDER = Comparator.comparingLong(StateMark::atMicros)
            .thenComparing(StateMark::state)
            .thenComparing(StateMark::node, TEXT)
            .thenComparing(StateMark::queue, TEXT)
            .thenComparing(StateMark::name, TEXT)
            .thenComparing(StateMark::reason, TEXT)
            .thenComparing(StateMark::on)
            .thenComparing(StateMark::auto);

    private MarkBytes() {}

    /** @param base µs since the epoch, near the marks: what makes them short */
    public static byte[] write(long base, Collection<StateMark> marks) {
        RowWriter writer = new RowWriter(VERSION);
        Texts texts = Texts.of(marks.stream()
                .flatMap(mark -> Stream.of(mark.node(), mark.name(), mark.queue(), mark.reason()))
                .toList());
        texts.write(writer);
        writer.number(marks.size());
        long at = base;
        for (StateMark mark : marks.stream().sorted(ORDER).toList()) {
            writer.signed(mark.atMicros() - at);
            writer.octet(STATES.indexOf(mark.state()) | (mark.on() ? ON : 0) | (mark.auto() ? AUTO : 0));
            writer.number(texts.place(mark.node()));
            writer.number(texts.place(mark.name()));
            writer.number(texts.place(mark.queue()));
            writer.number(texts.place(mark.reason()));
            at = mark.atMicros();
        }
        return writer.bytes();
    }

    /**
     * The marks as they were written, in the order of time.
     *
     * @throws BrokenRollUp if the bytes are of another version or damaged
     */
    public static List<StateMark> read(String iface, long base, byte[] bytes) {
        RowReader reader = new RowReader(bytes, VERSION);
        Texts texts = Texts.read(reader);
        int count = reader.count();
        List<StateMark> marks = new ArrayList<>(count);
        long at = base;
        for (int i = 0; i < count; i++) {
            at += reader.signed();
            int said = reader.octet();
            State state = reader.of(STATES, said & STATE);
            String node = texts.next(reader);
            String name = texts.next(reader);
            String queue = texts.next(reader);
            String reason = texts.next(reader);
            marks.add(new StateMark(node, iface, name, queue, state, (said & ON) != 0, reason, (said & AUTO) != 0, at));
        }
        reader.end();
        return marks;
    }
}
