package io.smartcallcenter.kpi.api.parameters;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smartcallcenter.defaults.query.Problems;
import io.smartcallcenter.defaults.query.Problems.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Reads parameters one by one, and refuses all that are wrong at once. */
final class Reading {

    private final List<Violation> unreadable = new ArrayList<>();
    private HttpProblem other;

    /** Null if it cannot be read: then {@link #check} throws. */
    <T> T of(Supplier<T> parameter) {
        try {
            return parameter.get();
        } catch (HttpProblem problem) {
            note(problem);
            return null;
        }
    }

    private void note(HttpProblem problem) {
        if (problem.getStatusCode() == 400) {
            unreadable.addAll(Problems.violations(problem));
        } else if (other == null) {
            other = problem;
        }
    }

    /** @throws HttpProblem 400 that names everything that cannot be read; otherwise what asks for too much */
    void check() {
        if (!unreadable.isEmpty()) {
            throw Problems.unreadable(unreadable);
        }
        if (other != null) {
            throw other;
        }
    }
}
