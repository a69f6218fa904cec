package io.smartcallcenter.defaults.export;

import io.smallrye.mutiny.Uni;

/**
 * Keeps who exported what. Note the export before the file is answered: {@code audit.note(export).replaceWith(file)}.
 */
public interface ExportAudit {

    /** Fails with {@link ExportNotAudited} if it cannot be kept: the request is answered with 503, and nothing leaves. */
    Uni<Void> note(Export export);
}
