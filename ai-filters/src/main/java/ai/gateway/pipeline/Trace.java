package ai.gateway.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Why an exchange was answered by whom: who was left out, who was asked, and how each attempt went. */
public final class Trace {

    /**
     * Somebody who was not asked.
     *
     * @param why in a few words
     */
    public record LeftOut(String name, String why) {}

    /**
     * An attempt that did not give the answer, or the one that did.
     *
     * @param how {@code ok}, or what went wrong in one word or status
     * @param millis from the request to its first content, or to its failure
     */
    public record Tried(String name, String how, long millis) {}

    private static final String OK = "ok";

    private final List<LeftOut> leftOut = new ArrayList<>(0);
    private final List<Tried> tried = new ArrayList<>(1);
    private int attempts;
    private int leftOutReported;
    private int triedReported;
    private int attemptsReported;

    public void leaveOut(String name, String why) {
        leftOut.add(new LeftOut(name, why));
    }

    /** One more is asked. */
    void asked() {
        attempts++;
    }

    void tried(String name, String how, long nanos) {
        tried.add(new Tried(name, how, nanos / 1_000_000));
    }

    public List<LeftOut> leftOut() {
        return List.copyOf(leftOut);
    }

    public List<Tried> tried() {
        return List.copyOf(tried);
    }

    /** How often somebody was asked. */
    public int attempts() {
        return attempts;
    }

    /** What has come since it was last asked for, so that an exchange that is sent once more is not told of twice. */
    public Trace unreported() {
        Trace news = new Trace();
        news.leftOut.addAll(leftOut.subList(leftOutReported, leftOut.size()));
        news.tried.addAll(tried.subList(triedReported, tried.size()));
        news.attempts = attempts - attemptsReported;
        leftOutReported = leftOut.size();
        triedReported = tried.size();
        attemptsReported = attempts;
        return news;
    }

    /** Somebody who was asked has a good answer. */
    void answered(String name, long nanos) {
        tried(name, OK, nanos);
    }

    /**
     * Those who failed, where more than one did and nobody has answered, for the one who has to make sense of it:
     * {@code a: 429, b: upstream_timeout}; empty otherwise.
     */
    String failures() {
        boolean inVain =
                tried.size() > 1 && tried.stream().noneMatch(each -> each.how().equals(OK));
        return inVain
                ? tried.stream().map(each -> each.name() + ": " + each.how()).collect(Collectors.joining(", "))
                : "";
    }

    @Override
    public String toString() {
        return "tried " + tried + (leftOut.isEmpty() ? "" : ", left out " + leftOut);
    }
}
