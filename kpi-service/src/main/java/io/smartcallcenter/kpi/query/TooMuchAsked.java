package io.smartcallcenter.kpi.query;

/** A question can be understood, and asks for more than one report gives. */
public abstract class TooMuchAsked extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String parameter;
    private final long limit;

    TooMuchAsked(String parameter, String message, long limit) {
        super(message);
        this.parameter = parameter;
        this.limit = limit;
    }

    /** The parameter of the API that asks for too much; the message goes on from its name and names the limit. */
    public String parameter() {
        return parameter;
    }

    public long limit() {
        return limit;
    }
}
