package io.smartcallcenter.routing.setup;

import io.smartcallcenter.events.DialplanText;
import io.smartcallcenter.routing.setup.Phones.Membership;
import io.smartcallcenter.routing.setup.Phones.Phone;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An operator as Asterisk has them.
 *
 * @param name null where Asterisk has none
 * @param queues penalty by queue
 */
record FoundOperator(String extension, String name, String iface, SortedMap<String, Integer> queues) {

    private static final Pattern EXTENSION = Pattern.compile("[A-Za-z0-9]+/([0-9*#]{1,39})(@.*)?");
    private static final Pattern UNPRINTABLE = Pattern.compile("\\p{Cc}+");
    private static final int MOST_NAME = 80;
    private static final int MOST_PENALTY = 1_000;

    /** Empty for what has no extension of digits: a trunk, a door. */
    static Optional<FoundOperator> of(Phone phone) {
        Matcher extension = EXTENSION.matcher(phone.endpoint() == null ? "" : phone.endpoint());
        if (!extension.matches() || !DialplanText.ENDPOINT.accepts(phone.endpoint())) {
            return Optional.empty();
        }
        SortedMap<String, Integer> queues = new TreeMap<>();
        for (Membership membership : phone.queues()) {
            if (DialplanText.QUEUE.accepts(membership.queue())) {
                queues.put(membership.queue(), Math.min(Math.max(membership.penalty(), 0), MOST_PENALTY));
            }
        }
        return Optional.of(new FoundOperator(extension.group(1), name(phone), phone.endpoint(), queues));
    }

    /** A queue's member without a name of its own has that of its phone. */
    private static String name(Phone phone) {
        return phone.queues().stream()
                .map(Membership::name)
                .filter(name -> name != null && !name.equals(phone.endpoint()))
                .map(FoundOperator::printable)
                .filter(name -> !name.isEmpty())
                .findFirst()
                .orElse(null);
    }

    private static String printable(String name) {
        String clean = UNPRINTABLE.matcher(name).replaceAll(" ").strip();
        int length = clean.codePointCount(0, clean.length());
        return length <= MOST_NAME ? clean : clean.substring(0, clean.offsetByCodePoints(0, MOST_NAME));
    }

    boolean inQueues() {
        return !queues.isEmpty();
    }

    /** On another node, or another phone of the same extension: the member of a queue says what the queues ring. */
    FoundOperator with(FoundOperator other) {
        FoundOperator first = !inQueues() && other.inQueues() ? other : this;
        SortedMap<String, Integer> all = new TreeMap<>(other.queues);
        all.putAll(queues);
        return new FoundOperator(extension, name == null ? other.name : name, first.iface, all);
    }
}
