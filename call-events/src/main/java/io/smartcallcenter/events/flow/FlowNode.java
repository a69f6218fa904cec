package io.smartcallcenter.events.flow;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import io.smartcallcenter.events.CallCommand.Then;
import io.smartcallcenter.events.DialplanText;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** One step of a {@link ServiceFlow}. Prompts are sound files below Asterisk's sounds; times are seconds. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(FlowNode.Play.class),
    @JsonSubTypes.Type(FlowNode.Say.class),
    @JsonSubTypes.Type(FlowNode.Menu.class),
    @JsonSubTypes.Type(FlowNode.Gather.class),
    @JsonSubTypes.Type(FlowNode.Voicemail.class),
    @JsonSubTypes.Type(FlowNode.Callback.class),
    @JsonSubTypes.Type(FlowNode.Queue.class),
    @JsonSubTypes.Type(FlowNode.Direct.class),
    @JsonSubTypes.Type(FlowNode.Hangup.class)
})
public sealed interface FlowNode {

    /** Stands for what the latest gather collected. */
    String DIGITS = "{digits}";

    /** Stands for the caller's number. */
    String CALLER = "{caller}";

    String id();

    /** The node that follows when the caller does nothing at all; null: the flow ends here. */
    String silent();

    /** What is played at its begin; empty for most. */
    default List<String> prompts() {
        return List.of();
    }

    /** Every node that may follow. */
    default Collection<String> targets() {
        return silent() == null ? List.of() : List.of(silent());
    }

    /** Plays prompts to their end. */
    @JsonTypeName("play")
    record Play(String id, List<String> prompts, String next) implements FlowNode {
        public Play {
            Checks.id(id);
            prompts = Checks.prompts(prompts);
            Checks.that(!prompts.isEmpty(), "prompts are missing");
            Checks.target(next, "next");
        }

        @Override
        public String silent() {
            return next;
        }
    }

    /** Says digits one by one: fixed ones, {@link #DIGITS} or {@link #CALLER}. Of nothing, nothing is said. */
    @JsonTypeName("say")
    record Say(String id, String digits, String next) implements FlowNode {
        public Say {
            Checks.id(id);
            Checks.that(Checks.digits(digits), "digits are 1 to 32 digits, {digits} or {caller}");
            Checks.target(next, "next");
        }

        @Override
        public String silent() {
            return next;
        }
    }

    /**
     * Prompts, then one key. A key ends the prompts at once.
     *
     * @param timeoutS how long a key is waited for after the prompts
     * @param retries how often all of it is repeated after no key or a wrong one
     * @param keys which node each key leads to
     * @param otherwise the node after the last try
     */
    @JsonTypeName("menu")
    record Menu(String id, List<String> prompts, int timeoutS, int retries, Map<String, String> keys, String otherwise)
            implements FlowNode {
        public Menu {
            Checks.id(id);
            prompts = Checks.prompts(prompts);
            Checks.input(timeoutS, retries);
            keys = keys == null ? Map.of() : Map.copyOf(keys);
            Checks.that(!keys.isEmpty(), "keys are missing");
            keys.forEach((key, target) -> {
                Checks.that(Checks.key(key), "'" + key + "' is no key (0 to 9, * or #)");
                Checks.target(target, "key " + key);
            });
            Checks.target(otherwise, "otherwise");
        }

        @Override
        public String silent() {
            return otherwise;
        }

        @Override
        public Collection<String> targets() {
            List<String> targets = new ArrayList<>(keys.values());
            targets.add(otherwise);
            return targets;
        }
    }

    /**
     * Prompts, then several digits. The first digit ends the prompts at once.
     *
     * @param min how many digits are enough
     * @param max how many end it at once, 32 at most
     * @param terminator the key that ends it ({@code #} or {@code *}), null = none
     * @param timeoutS how long each digit is waited for
     * @param retries how often all of it is repeated after too few digits
     * @param otherwise the node after the last try
     */
    @JsonTypeName("gather")
    record Gather(
            String id,
            List<String> prompts,
            int min,
            int max,
            String terminator,
            int timeoutS,
            int retries,
            String next,
            String otherwise)
            implements FlowNode {
        public Gather {
            Checks.id(id);
            prompts = Checks.prompts(prompts);
            Checks.that(min >= 1 && min <= max && max <= 32, "min and max must be 1 to 32, min not above max");
            Checks.that(terminator == null || terminator.matches("[*#]"), "terminator must be # or *");
            Checks.input(timeoutS, retries);
            Checks.target(next, "next");
            Checks.target(otherwise, "otherwise");
        }

        @Override
        public String silent() {
            return otherwise;
        }

        @Override
        public Collection<String> targets() {
            return List.of(next, otherwise);
        }
    }

    /**
     * Prompts (a key skips them), a beep, then the caller's message is recorded.
     *
     * @param mailbox whose message it is
     * @param maxS the longest message, 1 to 600
     * @param silenceS this much silence ends it, 0 = never
     * @param terminator the key that ends it: {@code #}, {@code *}, {@code any}; null = none
     */
    @JsonTypeName("record")
    record Voicemail(
            String id, List<String> prompts, String mailbox, int maxS, int silenceS, String terminator, String next)
            implements FlowNode {
        public Voicemail {
            Checks.id(id);
            prompts = Checks.prompts(prompts);
            Checks.text(mailbox, DialplanText.MAILBOX);
            Checks.range(maxS, 1, 600, "maxS");
            Checks.range(silenceS, 0, 60, "silenceS");
            Checks.that(terminator == null || terminator.matches("[*#]|any"), "terminator must be #, * or any");
            Checks.target(next, "next");
        }

        @Override
        public String silent() {
            return next;
        }
    }

    /**
     * Notes that the caller wants to be called back.
     *
     * @param number {@link #DIGITS} or {@link #CALLER}
     * @param queue who shall call
     */
    @JsonTypeName("callback")
    record Callback(String id, String number, String queue, String next) implements FlowNode {
        public Callback {
            Checks.id(id);
            Checks.that(DIGITS.equals(number) || CALLER.equals(number), "number must be {digits} or {caller}");
            Checks.text(queue, DialplanText.QUEUE);
            Checks.target(next, "next");
        }

        @Override
        public String silent() {
            return next;
        }
    }

    /** The end of the flow: the caller waits in a queue. {@code timeoutS} 0 = no limit. */
    @JsonTypeName("queue")
    record Queue(String id, String queue, int timeoutS, String options, Then then) implements FlowNode {
        public Queue {
            Checks.id(id);
            Checks.text(queue, DialplanText.QUEUE);
            Checks.range(timeoutS, 0, DialplanText.MOST_SECONDS, "timeoutS");
            options = options == null ? "" : options;
            Checks.text(options, DialplanText.QUEUE_OPTIONS);
            then = Checks.then(then);
        }

        @Override
        public String silent() {
            return null;
        }
    }

    /** The end of the flow: one phone rings. {@code {digits}} in the endpoint is replaced by what was gathered. */
    @JsonTypeName("direct")
    record Direct(String id, String endpoint, int timeoutS, Then then) implements FlowNode {
        public Direct {
            Checks.id(id);
            Checks.that(endpoint != null, "endpoint is missing");
            Checks.text(endpoint.replace(DIGITS, "0"), DialplanText.ENDPOINT);
            Checks.range(timeoutS, 1, 600, "timeoutS");
            then = Checks.then(then);
        }

        @Override
        public String silent() {
            return null;
        }
    }

    /** The end of the flow and of the call. {@code cause}: {@code normal}, {@code busy}, {@code congestion}. */
    @JsonTypeName("hangup")
    record Hangup(String id, String cause) implements FlowNode {
        public Hangup {
            Checks.id(id);
            cause = cause == null ? "normal" : cause;
            Checks.text(cause, DialplanText.CAUSE);
        }

        @Override
        public String silent() {
            return null;
        }
    }
}
