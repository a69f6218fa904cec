package io.smartcallcenter.notification.customer;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smartcallcenter.defaults.answer.Format;
import io.smartcallcenter.defaults.export.Export;
import io.smartcallcenter.defaults.export.ExportAudit;
import io.smartcallcenter.defaults.table.SafeCsv;
import io.smartcallcenter.notification.customer.CustomersResource.Page;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Customers as a file; who took it is noted before it leaves. */
@ApplicationScoped
class CustomerExport {

    private static final List<String> HIDDEN = List.of("***");

    private final ExportAudit audit;
    private final Clock clock;

    CustomerExport(ExportAudit audit, Clock clock) {
        this.audit = audit;
        this.clock = clock;
    }

    /** To be called while the request is at hand. */
    Uni<Response> of(Page page, String who, UriInfo uri) {
        Map<String, List<String>> parameters = new TreeMap<>(uri.getQueryParameters());
        parameters.computeIfPresent("number", (name, values) -> HIDDEN);
        Export export = new Export(
                clock.instant(),
                who,
                uri.getRequestUri().getPath(),
                parameters,
                "csv",
                page.customers().size());
        String next = next(page, uri);
        return Uni.createFrom()
                .item(page)
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .map(each -> file(each, next))
                .chain(file -> audit.note(export).replaceWith(file));
    }

    private static Response file(Page page, String next) {
        List<List<Object>> rows =
                page.customers().stream().map(CustomerJson::cells).toList();
        Response.ResponseBuilder file = Response.ok(SafeCsv.of(CustomerJson.COLUMNS, rows), Format.CSV.mediaType())
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"customers.csv\"");
        if (next != null) {
            file.header(HttpHeaders.LINK, next);
        }
        return file.build();
    }

    private static String next(Page page, UriInfo uri) {
        return page.nextCursor() == null
                ? null
                : "<?"
                        + uri.getRequestUriBuilder()
                                .replaceQueryParam("cursor", page.nextCursor())
                                .build()
                                .getRawQuery()
                        + ">; rel=\"next\"";
    }
}
