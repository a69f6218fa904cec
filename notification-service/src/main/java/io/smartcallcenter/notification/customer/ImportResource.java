package io.smartcallcenter.notification.customer;

import io.smallrye.common.annotation.Blocking;
import io.smartcallcenter.defaults.answer.Format;
import io.smartcallcenter.defaults.query.KnownParametersOnly;
import io.smartcallcenter.defaults.query.Problems;
import io.smartcallcenter.defaults.query.Refusals;
import io.smartcallcenter.notification.customer.CustomerImport.BadHeader;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import org.apache.commons.io.input.BOMInputStream;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;

/** Takes customers from a file. */
@Path("/api/customers/import")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(Format.COMMA_SEPARATED)
@KnownParametersOnly
@RolesAllowed({"supervisor", "admin"})
@Tag(name = "Customers")
public class ImportResource {

    private final CustomerStore store;
    private final Customers customers;
    private final PhoneNumbers phones;
    private final JsonWebToken token;

    ImportResource(CustomerStore store, Customers customers, PhoneNumbers phones, JsonWebToken token) {
        this.store = store;
        this.customers = customers;
        this.phones = phones;
        this.token = token;
    }

    @POST
    @Blocking
    @Operation(
            summary = "Adds and changes customers from a CSV",
            description =
                    "UTF-8, comma separated, up to 10 MB and 100,000 rows, with a header: name, company, numbers and"
                            + " tags (several separated by ;), email, note, external_id; other columns are left out. A row is the"
                            + " customer with its external_id, or else with one of its numbers; otherwise a new one. A text replaces,"
                            + " numbers and tags are added, an empty cell changes nothing. Bad rows are reported and left out.")
    @APIResponse(responseCode = "200", description = "What came of it; with bad rows too")
    @APIResponse(responseCode = "400", description = "The header cannot be used")
    @APIResponse(responseCode = "413", description = "More than 10 MB")
    public ImportReport read(
            @RestQuery @Parameter(description = "true: nothing is written") String dryRun, InputStream body) {
        boolean trial = trial(dryRun);
        CustomerImport reading = new CustomerImport(store, phones, customers.now(token.getName()), trial);
        try (Reader text = reader(body)) {
            return reading.read(text);
        } catch (BadHeader header) {
            throw Refusals.body("header", header.getMessage());
        } catch (IOException broken) {
            throw Refusals.body("body", "cannot be read as CSV");
        }
    }

    private static Reader reader(InputStream body) throws IOException {
        return new InputStreamReader(
                BOMInputStream.builder().setInputStream(body).get(), StandardCharsets.UTF_8);
    }

    private static boolean trial(String dryRun) {
        if (dryRun == null || dryRun.equals("false")) {
            return false;
        }
        if (dryRun.equals("true")) {
            return true;
        }
        throw Problems.unreadable("dryRun", "is not one of true, false");
    }
}
