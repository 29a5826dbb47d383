package ai.gateway.testing;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/** Turns a class red when an event loop was blocked while it ran. */
public final class BlockingCheck implements BeforeAllCallback, AfterAllCallback {

    private static final Namespace HERE = Namespace.create(BlockingCheck.class);

    @Override
    public void beforeAll(ExtensionContext context) {
        context.getStore(HERE).put(BlockingCalls.class, BlockingCalls.begin());
    }

    @Override
    public void afterAll(ExtensionContext context) {
        context.getStore(HERE).get(BlockingCalls.class, BlockingCalls.class).assertNone();
    }
}
