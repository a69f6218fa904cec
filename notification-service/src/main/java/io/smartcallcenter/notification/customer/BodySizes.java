package io.smartcallcenter.notification.customer;

import io.quarkus.vertx.http.runtime.VertxHttpRecorder;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Only a file of customers may be as large as the server takes; the bodies of all other requests have a smaller bound. */
@ApplicationScoped
class BodySizes {

    static final String IMPORT = "/api/customers/import";

    /** In bytes, as in the other services. */
    private static final long USUAL = 1_048_576;

    /** After Quarkus has set its own bound. */
    private static final int PRIORITY = 1;

    void bound(@Observes Filters filters) {
        filters.register(BodySizes::bound, PRIORITY);
    }

    private static void bound(RoutingContext context) {
        if (!context.normalizedPath().equals(IMPORT)) {
            if (declared(context) > USUAL) {
                context.response().putHeader(HttpHeaders.CONNECTION, "close");
                context.response().setStatusCode(413).end();
                return;
            }
            context.put(VertxHttpRecorder.MAX_REQUEST_SIZE_KEY, USUAL);
        }
        context.next();
    }

    private static long declared(RoutingContext context) {
        try {
            String length = context.request().getHeader(HttpHeaders.CONTENT_LENGTH);
            return length == null ? 0 : Long.parseLong(length);
        } catch (NumberFormatException broken) {
            return Long.MAX_VALUE;
        }
    }
}
