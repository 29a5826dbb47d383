package ai.gateway.testing;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/** Turns a class red when a buffer leaked while it ran. */
public final class LeakCheck implements BeforeAllCallback, AfterAllCallback {

    private static final Namespace HERE = Namespace.create(LeakCheck.class);

    @Override
    public void beforeAll(ExtensionContext context) {
        context.getStore(HERE).put(LeakWatch.class, LeakWatch.begin());
    }

    @Override
    public void afterAll(ExtensionContext context) {
        context.getStore(HERE).get(LeakWatch.class, LeakWatch.class).assertNoLeaks();
    }
}
