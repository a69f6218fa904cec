package io.smartcallcenter.notification.channel;

import java.time.Instant;
import java.util.Set;

/**
 * Who is connected.
 *
 * @param operator the interface of the operator that this user is, for example {@code PJSIP/0001}; null when none
 * @param expires when the token ends
 */
public record User(String name, Set<Role> roles, String operator, Instant expires) {

    public User {
        roles = Set.copyOf(roles);
    }

    public boolean has(Role role) {
        return roles.contains(role);
    }
}
