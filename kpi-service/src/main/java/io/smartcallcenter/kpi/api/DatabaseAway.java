package io.smartcallcenter.kpi.api;

import com.mongodb.MongoException;
import io.smartcallcenter.defaults.query.Problems;
import jakarta.ws.rs.core.Response;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** The documents cannot be read just now: the caller may come again. */
public class DatabaseAway {

    private static final Logger LOG = Logger.getLogger(DatabaseAway.class);

    @ServerExceptionMapper
    public Response toProblem(MongoException failure) {
        LOG.error("The figures cannot be read", failure);
        return Problems.away("The figures cannot be read just now").toResponse();
    }
}
