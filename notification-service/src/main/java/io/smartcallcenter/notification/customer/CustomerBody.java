package io.smartcallcenter.notification.customer;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What somebody says of a customer. What is left out is not known. */
@JsonNaming(SnakeCaseStrategy.class)
public record CustomerBody(
        @Schema(examples = "Ann Lee", maxLength = 200, description = "This or company is needed") String name,
        @Schema(examples = "Lee & Sons", maxLength = 200) String company,
        @Schema(
                        description = "At most 20, in any form; kept in E.164. Each belongs to one customer",
                        examples = "[\"+77010000067\", \"0001\"]")
                List<String> numbers,
        @Schema(examples = "ann@example.com", maxLength = 254) String email,
        @Schema(description = "At most 20 of 50 characters") List<String> tags,
        @Schema(maxLength = 4000) String note,
        @Schema(description = "The id in another system; it belongs to one customer", maxLength = 128)
                String externalId) {}
