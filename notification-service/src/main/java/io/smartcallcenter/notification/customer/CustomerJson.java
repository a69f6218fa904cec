package io.smartcallcenter.notification.customer;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.smartcallcenter.events.Agent;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A customer in a list. */
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CustomerJson(
        String id,
        @Schema(examples = "Ann Lee") String name,
        String company,
        @Schema(examples = "[\"+77010000067\"]") List<String> numbers,
        String email,
        List<String> tags,
        String note,
        String externalId,
        @Schema(description = "The ETag to change it with is this number in quotes") long revision,
        Instant createdAt,
        String createdBy,
        Instant changedAt,
        String changedBy) {

    /** The columns of the CSV: an import takes them as they are. */
    static final List<String> COLUMNS =
            List.of("id", "name", "company", "numbers", "email", "tags", "note", "external_id");

    static CustomerJson of(Customer customer) {
        Profile profile = customer.profile();
        return new CustomerJson(
                customer.id(),
                profile.name(),
                profile.company(),
                profile.numbers(),
                profile.email(),
                profile.tags(),
                profile.note(),
                profile.externalId(),
                customer.revision(),
                customer.created().at(),
                customer.created().by(),
                customer.changed().at(),
                customer.changed().by());
    }

    List<Object> cells() {
        return Arrays.asList(
                id, name, company, String.join(";", numbers), email, String.join(";", tags), note, externalId);
    }

    /** With everything that is known of them. */
    @JsonNaming(SnakeCaseStrategy.class)
    public record Picture(
            @JsonUnwrapped CustomerJson customer,
            @Schema(description = "From these numbers, the newest first, at most 20") List<CallJson> lastCalls,
            @Schema(description = "On the customer and on these calls, the newest first, at most 50")
                    List<CommentJson> comments) {}

    /** A call. */
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record CallJson(
            @Schema(examples = "pbx1/1764000000.12") String callId,
            Instant at,
            String number,
            @Schema(description = "The last one; absent without any") String queue,
            @Schema(description = "Who answered; absent if nobody did") Agent operator,
            boolean answered) {

        static CallJson of(Contact contact) {
            return new CallJson(
                    contact.callId(),
                    contact.at(),
                    contact.number(),
                    contact.queue(),
                    contact.operator(),
                    contact.answered());
        }
    }

    /** What somebody wrote. */
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record CommentJson(
            String id,
            @Schema(description = "Of a comment on a call, which is written in the KPI service") String callId,
            Instant at,
            String by,
            String text) {

        static CommentJson of(Comment comment) {
            return new CommentJson(comment.id(), comment.callId(), comment.at(), comment.by(), comment.text());
        }
    }
}
