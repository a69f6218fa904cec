package io.smartcallcenter.events;

import com.fasterxml.jackson.annotation.JsonTypeName;
import java.time.Instant;
import java.util.List;

/** Who calls an operator; topic {@code customer-cards}, keyed by call id. */
public sealed interface CustomerEvent extends SccEvent {

    /**
     * What an operator should see of a caller: when the phone begins to ring, and again when it is answered.
     *
     * @param offerId the Offer that rings or was answered
     * @param queue null for a call that came to the operator directly
     * @param customer null when the number is nobody's
     * @param lastCalls of this number, the newest first, without this one
     * @param comments on this customer and on these calls, the newest first
     */
    @JsonTypeName("customer.card")
    record Card(
            String callId,
            String offerId,
            Moment moment,
            Agent agent,
            String queue,
            Party caller,
            Customer customer,
            List<LastCall> lastCalls,
            List<Comment> comments)
            implements CustomerEvent {
        public Card {
            Required.text(callId, "callId");
            Required.value(moment, "moment");
            Required.value(agent, "agent");
            caller = caller == null ? new Party("", "") : caller;
            lastCalls = lastCalls == null ? List.of() : List.copyOf(lastCalls);
            comments = comments == null ? List.of() : List.copyOf(comments);
        }
    }

    /** When a card is shown. */
    enum Moment {
        OFFERED,
        ANSWERED
    }

    /**
     * A customer as the card shows them; text that people wrote, to be encoded wherever it goes.
     *
     * @param id of a customer that only the CRM knows: {@code crm:<number>}
     * @param numbers in E.164
     * @param url where the CRM shows them; null when there is no such page
     */
    record Customer(
            String id,
            String name,
            String company,
            List<String> numbers,
            String email,
            List<String> tags,
            String note,
            String url) {
        public Customer {
            Required.text(id, "id");
            numbers = numbers == null ? List.of() : List.copyOf(numbers);
            tags = tags == null ? List.of() : List.copyOf(tags);
        }

        public Customer(
                String id,
                String name,
                String company,
                List<String> numbers,
                String email,
                List<String> tags,
                String note) {
            this(id, name, company, numbers, email, tags, note, null);
        }
    }

    /**
     * An earlier call.
     *
     * @param queue the last queue it was in; null when it was in none
     * @param operator who answered; null when nobody did
     */
    record LastCall(String callId, Instant at, String queue, Agent operator, boolean answered) {}

    /**
     * What somebody wrote.
     *
     * @param callId the call it is about; null when it is about the customer
     */
    record Comment(String callId, Instant at, String by, String text) {}
}
