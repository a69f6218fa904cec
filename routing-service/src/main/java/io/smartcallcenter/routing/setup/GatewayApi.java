package io.smartcallcenter.routing.setup;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** The gateway's API, with the rights of whoever asks us. */
@RegisterRestClient(configKey = "gateway")
@Path("/api/asterisk")
public interface GatewayApi {

    @GET
    @Path("/extensions")
    Phones phones(@HeaderParam(HttpHeaders.AUTHORIZATION) String authorization);

    @GET
    @Path("/realtime-data")
    Realtime realtime(@HeaderParam(HttpHeaders.AUTHORIZATION) String authorization);
}
