package io.smartcallcenter.embedded;

/** Bearer tokens that a service under {@link JwtBackend} accepts for an hour. */
public final class TestTokens {

    private TestTokens() {}

    /** A token of the subject {@code test} with these roles. */
    public static String of(String... roles) {
        return SharedBackends.shared("token", "test", String.join(",", roles), "");
    }

    /**
     * A token of an operator.
     *
     * @param agentInterface the {@code operator} claim, such as {@code PJSIP/0001}
     */
    public static String ofOperator(String agentInterface) {
        return SharedBackends.shared("token", "test", "operator", agentInterface);
    }
}
