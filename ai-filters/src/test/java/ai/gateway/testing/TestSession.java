package ai.gateway.testing;

import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/** Spreads the nets under the tests of a fork before the first class of a test is loaded. */
public final class TestSession implements LauncherSessionListener {

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        LeakWatch.install();
        BlockingCalls.install();
    }
}
