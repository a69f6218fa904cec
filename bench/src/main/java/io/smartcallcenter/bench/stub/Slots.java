package io.smartcallcenter.bench.stub;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What in a recording belongs to its one call: channels, bridges, operators, queues and times. */
final class Slots {

    private static final Pattern CHANNEL_ID = Pattern.compile("(?:\"id\":\"|id: )(\\d{10}\\.\\d{1,4})(?=[\"\\r])");
    private static final Pattern CHANNEL_NAME = Pattern.compile("[A-Za-z]+/[A-Za-z0-9@_-]+-[0-9a-f]{8}");
    private static final Pattern BRIDGE = Pattern.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final Pattern OPERATOR = Pattern.compile("PJSIP/(\\d{4})(?![0-9])");
    private static final Pattern QUEUE = Pattern.compile("\\r\\nQueue: ([^\\r]+)");
    /** A queue's name is a word like others: only here it is the queue. */
    private static final String QUEUE_PLACE = "(?<=\\r\\nQueue: |\\r\\nExten: |\"exten\":\")";

    private static final String TIMES =
            "(?<=\"(?:timestamp|creationtime)\":\")(?<ari>[^\"]+)|(?<=\\r\\nTimestamp: )(?<ami>[0-9.]+)";

    /** What a slot holds, as it was recorded. */
    enum Kind {
        CHANNEL,
        NAME,
        BRIDGE,
        OPERATOR,
        QUEUE
    }

    record Slot(Kind kind, String recorded) {}

    private final List<Slot> slots;
    private final Pattern places;

    private Slots(List<Slot> slots) {
        this.slots = slots;
        this.places = Pattern.compile(TIMES + "|"
                + slots.stream()
                        .sorted(Comparator.comparing(
                                        (Slot slot) -> slot.recorded().length())
                                .reversed())
                        .map(Slots::place)
                        .collect(Collectors.joining("|")));
    }

    /** @param texts all frames of a recording as they are sent */
    static Slots in(List<String> texts) {
        List<Slot> found = new ArrayList<>();
        for (String text : texts) {
            collect(found, Kind.CHANNEL, CHANNEL_ID.matcher(text), 1);
            collect(found, Kind.NAME, CHANNEL_NAME.matcher(text), 0);
            collect(found, Kind.BRIDGE, BRIDGE.matcher(text), 0);
            collect(found, Kind.OPERATOR, OPERATOR.matcher(text), 1);
            collect(found, Kind.QUEUE, QUEUE.matcher(text), 1);
        }
        return new Slots(found);
    }

    private static String place(Slot slot) {
        String text = Pattern.quote(slot.recorded());
        return slot.kind() == Kind.QUEUE ? QUEUE_PLACE + text + "(?=[\\r\"])" : "(?<![0-9a-f])" + text + "(?![0-9a-f])";
    }

    private static void collect(List<Slot> found, Kind kind, Matcher matcher, int group) {
        while (matcher.find()) {
            Slot slot = new Slot(kind, matcher.group(group));
            if (!found.contains(slot)) {
                found.add(slot);
            }
        }
    }

    List<Slot> all() {
        return slots;
    }

    Frame cut(boolean ari, String type, long afterNanos, boolean asks, String text) {
        List<String> texts = new ArrayList<>();
        List<Integer> places = new ArrayList<>();
        Matcher matcher = this.places.matcher(text);
        int from = 0;
        while (matcher.find()) {
            texts.add(text.substring(from, matcher.start()));
            places.add(slot(matcher));
            from = matcher.end();
        }
        texts.add(text.substring(from));
        int[] indexes = places.stream().mapToInt(Integer::intValue).toArray();
        return new Frame(ari, type, afterNanos, asks, List.copyOf(texts), indexes);
    }

    private int slot(Matcher matcher) {
        if (matcher.group("ari") != null) {
            return Frame.ARI_TIME;
        }
        if (matcher.group("ami") != null) {
            return Frame.AMI_TIME;
        }
        for (int i = 0; i < slots.size(); i++) {
            if (slots.get(i).recorded().equals(matcher.group())) {
                return i;
            }
        }
        throw new IllegalStateException(matcher.group());
    }
}
