package io.smartcallcenter.notification.channel;

import java.util.Locale;
import java.util.Optional;

/** The roles of the suite, as they stand in the token's {@code groups} claim. */
public enum Role {
    ADMIN,
    SUPERVISOR,
    OPERATOR,
    ANALYST;

    /** @return empty for a group that means nothing here */
    public static Optional<Role> of(String group) {
        for (Role role : values()) {
            if (role.claim().equals(group)) {
                return Optional.of(role);
            }
        }
        return Optional.empty();
    }

    public String claim() {
        return name().toLowerCase(Locale.ROOT);
    }
}
