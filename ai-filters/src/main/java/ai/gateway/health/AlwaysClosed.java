package ai.gateway.health;

import java.time.Duration;

final class AlwaysClosed implements Breaker {

    @Override
    public boolean tryAcquire() {
        return true;
    }

    @Override
    public void release() {}

    @Override
    public void succeeded(long nanos) {}

    @Override
    public void failed(long nanos) {}

    @Override
    public State state() {
        return State.CLOSED;
    }

    @Override
    public long remainingNanos() {
        return 0;
    }

    @Override
    public void open(Duration length) {}

    @Override
    public void settings(BreakerSettings next) {}
}
