package io.smartcallcenter.defaults.answer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smartcallcenter.defaults.export.Export;
import io.smartcallcenter.defaults.export.ExportAudit;
import io.smartcallcenter.defaults.table.SafeCsv;
import io.smartcallcenter.defaults.table.Spreadsheet;
import io.smartcallcenter.defaults.table.Table;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import jakarta.ws.rs.core.UriInfo;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.function.Function;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * Writes answers in the format that was asked for, on a worker thread. Every answer has an entity tag, and is not sent again to who
 * has it. An export is noted before it leaves; one that the asker has already does not leave.
 */
public class Answers {

    private final ObjectMapper json;
    private final ExportAudit audit;
    private final Clock clock;
    private final UriInfo uri;
    private final HttpHeaders headers;
    private final JsonWebToken token;

    /** The request's own parts are proxies: of whichever request is at hand. */
    public Answers(
            ObjectMapper json, ExportAudit audit, Clock clock, UriInfo uri, HttpHeaders headers, JsonWebToken token) {
        this.json = json;
        this.audit = audit;
        this.clock = clock;
        this.uri = uri;
        this.headers = headers;
        this.token = token;
    }

    /** @param parameter null: the header Accept decides */
    public Format format(String parameter) {
        return Format.of(parameter, headers.getAcceptableMediaTypes());
    }

    /** Rows, in any format. To be called while the request is at hand. */
    public <T> Uni<Response> of(Format format, Uni<T> figures, Function<T, Report> reporting) {
        Asker asker = Asker.of(uri, headers, token);
        return figures.emitOn(Infrastructure.getDefaultWorkerPool())
                .map(reporting)
                .chain(report -> format == Format.JSON
                        ? Uni.createFrom().item(linked(asker, report, json(asker, report)))
                        : exported(asker, format, report));
    }

    /** An answer that is no table. To be called while the request is at hand. */
    public Uni<Response> json(Uni<?> content) {
        Asker asker = Asker.of(uri, headers, token);
        return content.emitOn(Infrastructure.getDefaultWorkerPool())
                .map(each -> json(asker, each).build());
    }

    private ResponseBuilder json(Asker asker, Object content) {
        byte[] bytes = bytes(content);
        EntityTag tag = EntityTag.strong(bytes);
        return tag.isIn(asker.ifNoneMatch()) ? notModified(tag) : found(tag, Format.JSON, bytes);
    }

    private Uni<Response> exported(Asker asker, Format format, Report report) {
        Table table = Table.of(report.name(), report.blank(), report.rows(), report.question(), json);
        byte[] csv = SafeCsv.of(table.columns(), table.rows()).getBytes(StandardCharsets.UTF_8);
        EntityTag tag = format == Format.CSV ? EntityTag.strong(csv) : workbookTag(table, csv);
        if (tag.isIn(asker.ifNoneMatch())) {
            return Uni.createFrom().item(linked(asker, report, notModified(tag)));
        }
        byte[] bytes = format == Format.CSV ? csv : Spreadsheet.of(table);
        Response file = linked(
                asker,
                report,
                found(tag, format, bytes)
                        .header(
                                HttpHeaders.CONTENT_DISPOSITION,
                                "attachment; filename=\"" + file(table, format) + "\""));
        return audit.note(export(asker, format, table)).replaceWith(file);
    }

    /** The bytes of a workbook name the moment when it was written. */
    private EntityTag workbookTag(Table table, byte[] csv) {
        return EntityTag.weak((table.question() + Fingerprint.of(csv)).getBytes(StandardCharsets.UTF_8));
    }

    private Export export(Asker asker, Format format, Table table) {
        return new Export(
                clock.instant(),
                asker.who(),
                asker.path(),
                asker.parameters(),
                format.wireName(),
                table.rows().size());
    }

    /** {@code queues_2026-11-23_2026-11-24.csv}: the days are those of the zone. */
    private static String file(Table table, Format format) {
        return table.name() + "_" + day(table, "from") + "_" + day(table, "to") + "." + format.wireName();
    }

    private static LocalDate day(Table table, String name) {
        ZoneId zone = ZoneId.of(table.question().get("tz").toString());
        return LocalDate.ofInstant(Instant.parse(table.question().get(name).toString()), zone);
    }

    private static ResponseBuilder found(EntityTag tag, Format format, byte[] bytes) {
        return headers(Response.ok(bytes).type(format.mediaType()), tag);
    }

    private static ResponseBuilder notModified(EntityTag tag) {
        return headers(Response.notModified(), tag);
    }

    /** Asked again each time, as figures change, and kept by nobody but the asker. */
    private static ResponseBuilder headers(ResponseBuilder response, EntityTag tag) {
        return response.header(HttpHeaders.ETAG, tag.text())
                .header(HttpHeaders.CACHE_CONTROL, "private, no-cache")
                .header(HttpHeaders.VARY, "Accept, Authorization");
    }

    private static Response linked(Asker asker, Report report, ResponseBuilder response) {
        if (report.nextCursor() != null) {
            response.header(HttpHeaders.LINK, "<" + asker.with("cursor", report.nextCursor()) + ">; rel=\"next\"");
        }
        return response.build();
    }

    private byte[] bytes(Object content) {
        try {
            return json.writeValueAsBytes(content);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
