package io.smartcallcenter.e2e.suite;

import io.smartcallcenter.stack.LocalStack;
import io.smartcallcenter.stack.Options;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives a test the whole suite: one {@link LocalStack} on free ports, shared by all tests of the run. */
public final class WholeSuite implements ParameterResolver {

    private static final Namespace NAMESPACE = Namespace.create(WholeSuite.class);

    private static final int WARM = 10;

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
        LocalStack stack = LocalStack.start(Options.test(Path.of("target/run")));
        RoutedCalls.await(stack, WARM);
        return new Running(stack);
    }
}
