package io.smartcallcenter.e2e.suite;

import io.smartcallcenter.stack.LocalStack;
import io.smartcallcenter.stack.Options;
import io.smartcallcenter.stack.Part;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives a test the whole suite: one {@link LocalStack} on free ports, shared by all tests of the run. */
public final class WholeSuite implements ParameterResolver {

    private static final Namespace NAMESPACE = Namespace.create(WholeSuite.class);

    /** Far more than a decision takes, so that a machine that stands still for a moment changes no test's calls. */
    private static final String PATIENCE = "10s";

    private record Running(LocalStack stack) implements Store.CloseableResource, AutoCloseable {
        @Override
        public void close() {
            stack.close();
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == LocalStack.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(NAMESPACE)
                .getOrComputeIfAbsent("stack", key -> start(), Running.class)
                .stack();
    }

    private static Running start() {
        LocalStack stack = LocalStack.start(Options.test(Path.of("target/run"))
                .withSetting(Part.GATEWAY, "SCC_FALLBACK_DECISION_TIMEOUT", PATIENCE)
                .withSetting(Part.GATEWAY, "SCC_GATEWAY_PUBLISH_AWAY_AFTER", PATIENCE)
                .withSetting(Part.ROUTING, "SCC_ROUTING_COMMAND_TTL", PATIENCE));
        try {
            RoutedCalls.await(stack);
            return new Running(stack);
        } catch (RuntimeException e) {
            stack.close();
            throw e;
        }
    }
}
