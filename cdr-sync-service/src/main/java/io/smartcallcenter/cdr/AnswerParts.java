package io.smartcallcenter.cdr;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.smartcallcenter.defaults.answer.Answers;
import io.smartcallcenter.defaults.export.ExportAudit;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** Puts the answers together with the audit of this service. */
@ApplicationScoped
public class AnswerParts {

    @Produces
    @Singleton
    Answers answers(ObjectMapper json, ExportAudit audit, UriInfo uri, HttpHeaders headers, JsonWebToken token) {
        return new Answers(json, audit, Clock.systemUTC(), uri, headers, token);
    }
}
