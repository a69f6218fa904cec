package io.smartcallcenter.notification.customer;

/** A customer or a comment cannot be changed as asked. */
public final class CustomerRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public enum Reason {
        NO_CUSTOMER,
        NO_COMMENT,
        /** It is now part of another: {@link #customer()}. */
        MERGED,
        /** The number or external id ({@link #value()}) is that of another: {@link #customer()}. */
        TAKEN,
        /** It is no longer what its editor has read. */
        STALE,
        NOT_YOURS,
        TOO_MANY
    }

    private final Reason reason;
    private final String field;
    private final String value;
    private final String customer;

    private CustomerRefused(Reason reason, String field, String value, String customer) {
        super(reason + (field == null ? "" : " " + field));
        this.reason = reason;
        this.field = field;
        this.value = value;
        this.customer = customer;
    }

    static CustomerRefused because(Reason reason) {
        return new CustomerRefused(reason, null, null, null);
    }

    static CustomerRefused merged(String survivor) {
        return new CustomerRefused(Reason.MERGED, null, null, survivor);
    }

    /** @param field of the body: numbers or external_id */
    static CustomerRefused taken(String field, String value, String owner) {
        return new CustomerRefused(Reason.TAKEN, field, value, owner);
    }

    static CustomerRefused tooMany(String field) {
        return new CustomerRefused(Reason.TOO_MANY, field, null, null);
    }

    public Reason reason() {
        return reason;
    }

    public String field() {
        return field;
    }

    public String value() {
        return value;
    }

    public String customer() {
        return customer;
    }
}
