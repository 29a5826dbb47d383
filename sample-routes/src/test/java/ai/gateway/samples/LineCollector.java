package ai.gateway.samples;

import java.util.concurrent.Flow;

/** Keeps the lines that came, whatever comes after them. */
final class LineCollector implements Flow.Subscriber<String> {

    private final StringBuilder lines;

    LineCollector(StringBuilder lines) {
        this.lines = lines;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(String line) {
        lines.append(line).append('\n');
    }

    @Override
    public void onError(Throwable error) {}

    @Override
    public void onComplete() {}
}
