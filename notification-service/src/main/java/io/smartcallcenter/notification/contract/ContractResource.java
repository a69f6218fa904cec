package io.smartcallcenter.notification.contract;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The AsyncAPI document of the WebSocket, open like the OpenAPI document. */
@Path("/asyncapi.json")
@PermitAll
class ContractResource {

    static final String FILE = "/contract/asyncapi.json";

    private final byte[] document = read();

    @GET
    @Operation(hidden = true)
    @Produces(MediaType.APPLICATION_JSON)
    public byte[] document() {
        return document.clone();
    }

    private static byte[] read() {
        try (InputStream file = ContractResource.class.getResourceAsStream(FILE)) {
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
