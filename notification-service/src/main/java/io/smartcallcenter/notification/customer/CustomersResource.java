package io.smartcallcenter.notification.customer;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.smartcallcenter.defaults.answer.Format;
import io.smartcallcenter.defaults.privacy.Sight;
import io.smartcallcenter.defaults.query.KnownParametersOnly;
import io.smartcallcenter.defaults.query.Problems;
import io.smartcallcenter.defaults.query.Refusals;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.List;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** Customers: who has which numbers. Analysts have no access. */
@Path("/api/customers")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@KnownParametersOnly
@RolesAllowed({"operator", "supervisor", "admin"})
@Tag(name = "Customers")
public class CustomersResource {

    private static final int CALLS_SHOWN = 20;
    private static final int COMMENTS_SHOWN = 50;

    private final Customers customers;
    private final Merge merge;
    private final CustomerStore store;
    private final ContactStore contacts;
    private final CommentStore comments;
    private final CustomerExport export;
    private final PhoneNumbers phones;
    private final SecurityIdentity identity;
    private final JsonWebToken token;

    CustomersResource(
            Customers customers,
            Merge merge,
            CustomerStore store,
            ContactStore contacts,
            CommentStore comments,
            CustomerExport export,
            PhoneNumbers phones,
            SecurityIdentity identity,
            JsonWebToken token) {
        this.customers = customers;
        this.merge = merge;
        this.store = store;
        this.contacts = contacts;
        this.comments = comments;
        this.export = export;
        this.phones = phones;
        this.identity = identity;
        this.token = token;
    }

    /** @param nextCursor absent on the last page */
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Page(List<CustomerJson> customers, String nextCursor) {}

    /** Which customer stays. */
    public record MergeBody(String into) {}

    @GET
    @Produces({MediaType.APPLICATION_JSON, Format.COMMA_SEPARATED})
    @Operation(
            summary = "Customers by name",
            description =
                    "The next page: the same query with next_cursor as cursor. A CSV (format=csv) is an export and is"
                            + " noted; its next page is in the header Link.")
    @APIResponse(
            responseCode = "200",
            content = {
                @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Page.class)),
                @Content(mediaType = Format.COMMA_SEPARATED, schema = @Schema(implementation = String.class))
            })
    @APIResponse(responseCode = "400", description = "A parameter cannot be read; it is named")
    @APIResponse(responseCode = "403", description = "An operator asked for a CSV")
    @APIResponse(responseCode = "503", description = "The database is away, or the export could not be noted")
    public Uni<Response> list(
            @RestQuery @Parameter(example = "+77010000067", description = "Whose number it is") String number,
            @RestQuery @Parameter(example = "lee", description = "How the name or the company begins, in any case")
                    String q,
            @RestQuery @Parameter(example = "vip") String tag,
            @RestQuery @Parameter(description = "1 to 1000, usually 100; of a CSV 1 to 10000, usually 10000")
                    String limit,
            @RestQuery String cursor,
            @RestQuery @Parameter(description = "json or csv; without it the header Accept decides") String format,
            UriInfo uri,
            HttpHeaders headers) {
        Format wanted = Format.of(format, headers.getAcceptableMediaTypes());
        if (wanted == Format.XLSX) {
            throw Problems.unreadable("format", "is not one of json, csv");
        }
        boolean csv = wanted == Format.CSV;
        if (csv && Sight.of(identity::hasRole) != Sight.FULL) {
            throw Refusals.forbidden("format: only supervisors and admins may take customers as a file");
        }
        CustomerQuery query = CustomerParameters.query(number, q, tag, limit, cursor, csv, phones);
        String who = token.getName();
        Uni<Page> page = store.list(query).map(found -> page(found, query.limit()));
        return csv
                ? page.chain(each -> export.of(each, who, uri))
                : page.map(each ->
                        Response.ok(each, MediaType.APPLICATION_JSON_TYPE).build());
    }

    private static Page page(List<Customer> found, int limit) {
        List<Customer> shown = found.subList(0, Math.min(limit, found.size()));
        return new Page(
                shown.stream().map(CustomerJson::of).toList(),
                found.size() > limit ? CustomerParameters.cursor(shown.get(limit - 1)) : null);
    }

    @POST
    @Operation(summary = "Adds a customer")
    @APIResponse(
            responseCode = "201",
            description = "Added; the ETag is its revision",
            content = @Content(schema = @Schema(implementation = CustomerJson.class)))
    @APIResponse(responseCode = "400", description = "A field cannot be kept; each is named")
    @APIResponse(
            responseCode = "409",
            description = "A number, or the external id, is another customer's, who is named")
    public Uni<Response> create(CustomerBody body) {
        return customers
                .create(ProfileReader.read(body, phones), token.getName())
                .map(created -> answer(Response.created(URI.create("/api/customers/" + created.id())), created));
    }

    @GET
    @Path("{id}")
    @Operation(summary = "A customer with the last calls and comments")
    @APIResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(implementation = CustomerJson.Picture.class)))
    @APIResponse(
            responseCode = "404",
            description = "There is none; merged_into names the customer that it is part of now")
    public Uni<Response> get(@RestPath String id) {
        return customers.find(id).chain(customer -> contacts.newest(
                        customer.profile().numbers(), CALLS_SHOWN)
                .chain(calls -> comments.newest(
                                id, calls.stream().map(Contact::callId).toList(), COMMENTS_SHOWN)
                        .map(written -> picture(customer, calls, written))));
    }

    private static Response picture(Customer customer, List<Contact> calls, List<Comment> written) {
        CustomerJson.Picture picture = new CustomerJson.Picture(
                CustomerJson.of(customer),
                calls.stream().map(CustomerJson.CallJson::of).toList(),
                written.stream().map(CustomerJson.CommentJson::of).toList());
        return Response.ok(picture)
                .header(HttpHeaders.ETAG, Refusals.etag(customer.revision()))
                .build();
    }

    @PUT
    @Path("{id}")
    @Operation(summary = "Replaces what is said of a customer", description = "If-Match is the ETag that was read.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = CustomerJson.class)))
    @APIResponse(responseCode = "400", description = "A field cannot be kept; each is named")
    @APIResponse(responseCode = "404", description = "As GET")
    @APIResponse(
            responseCode = "409",
            description = "A number, or the external id, is another customer's, who is named")
    @APIResponse(responseCode = "412", description = "Somebody else has changed it")
    @APIResponse(responseCode = "428", description = "If-Match is missing")
    public Uni<Response> replace(
            @RestPath String id, @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch, CustomerBody body) {
        long revision = Refusals.expected(ifMatch);
        return customers
                .replace(id, revision, ProfileReader.read(body, phones), token.getName())
                .map(changed -> answer(Response.ok(), changed));
    }

    @DELETE
    @Path("{id}")
    @RolesAllowed({"supervisor", "admin"})
    @Operation(
            summary = "Deletes a customer and the comments on it",
            description = "If-Match is the ETag that was read.")
    @APIResponse(responseCode = "204", description = "Deleted")
    @APIResponse(responseCode = "404", description = "As GET")
    @APIResponse(responseCode = "412", description = "Somebody else has changed it")
    @APIResponse(responseCode = "428", description = "If-Match is missing")
    public Uni<Response> delete(@RestPath String id, @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch) {
        return customers.delete(id, Refusals.expected(ifMatch)).replaceWith(() -> Response.noContent()
                .build());
    }

    @POST
    @Path("{id}/merge")
    @RolesAllowed({"supervisor", "admin"})
    @Operation(
            summary = "Makes this customer part of another",
            description = "Numbers, tags and comments move; the other keeps its name, and what else was known becomes a"
                    + " comment. May be repeated: a merge that broke off is finished.")
    @APIResponse(
            responseCode = "200",
            description = "The customer that stays",
            content = @Content(schema = @Schema(implementation = CustomerJson.class)))
    @APIResponse(responseCode = "400", description = "into is missing, or the same customer")
    @APIResponse(responseCode = "404", description = "One of them is not there")
    @APIResponse(responseCode = "422", description = "Together they would have more than 20 numbers or tags")
    public Uni<Response> merge(@RestPath String id, MergeBody body) {
        if (body == null
                || body.into() == null
                || body.into().isBlank()
                || body.into().length() > 100) {
            throw Refusals.body("into", "is no id of a customer");
        }
        if (body.into().equals(id)) {
            throw Refusals.body("into", "is the same customer");
        }
        return merge.merge(id, body.into(), token.getName()).map(survivor -> answer(Response.ok(), survivor));
    }

    private static Response answer(Response.ResponseBuilder response, Customer customer) {
        return response.entity(CustomerJson.of(customer))
                .header(HttpHeaders.ETAG, Refusals.etag(customer.revision()))
                .build();
    }
}
