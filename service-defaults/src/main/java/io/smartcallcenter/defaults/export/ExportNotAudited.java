package io.smartcallcenter.defaults.export;

/** An export could not be noted, so it must not happen. */
public final class ExportNotAudited extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public ExportNotAudited(Throwable cause) {
        super("the export cannot be noted", cause);
    }
}
