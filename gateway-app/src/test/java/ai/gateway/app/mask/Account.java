package ai.gateway.app.mask;

import ai.gateway.app.mask.RoundTrip.Trip;
import ai.gateway.exchange.Content;
import ai.gateway.wire.Json;
import ai.gateway.wire.JsonException;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** How many there were, and what was wrong. */
final class Account {

    final Map<String, Integer> counts = new TreeMap<>();
    final List<String> leaks = new ArrayList<>();
    final List<String> wrong = new ArrayList<>();

    int of(String what) {
        return counts.getOrDefault(what, 0);
    }

    void count(String what, int more) {
        counts.merge(what, more, Integer::sum);
    }

    /** What the provider has read, and what the client has. */
    void add(String what, Trip trip) {
        if (!isAnswered(what, trip)) {
            return;
        }
        Echo names = RoundTrip.echo(trip.mustRead(), trip.mustRead());
        Echo texts = RoundTrip.echo(trip.mustRead(), trip.asked());
        if (trip.told().isList()) {
            compareList(what, texts.plain(), trip);
            return;
        }
        List<Content> sent = Heard.blocks(
                trip.dialect(), trip.told().contentType(), trip.told().body());
        List<Content> got = blocks(trip);
        if (sent.size() != got.size()) {
            wrong.add(what + ": " + got.size() + " blocks for " + sent.size());
            return;
        }
        Map<Object, Object> expected = expected(names, texts);
        for (int i = 0; i < sent.size(); i++) {
            Object said = said(sent.get(i));
            if (!said.equals("")) {
                count(said instanceof String ? "texts" : "calls", 1);
                check(what, expected.get(said), said(got.get(i)));
            }
        }
    }

    /** Where the provider speaks another dialect: that all names are put back, in what is said and in what a tool is given. */
    void addNames(String what, Trip trip) {
        if (!isAnswered(what, trip)) {
            return;
        }
        Set<String> known = new TreeSet<>(Strings.all(trip.asked()));
        List<String> names = RoundTrip.names(trip.mustRead()).toList();
        String all = String.join("\n", known);
        List<String> lines = new ArrayList<>();
        for (Content block : blocks(trip)) {
            if (block instanceof Content.Text text) {
                lines.addAll(List.of(text.text().split("\n", -1)));
            } else if (block instanceof Content.ToolCall call) {
                lines.addAll(Strings.of(call.arguments()).values());
            }
        }
        count("names", names.size());
        if (lines.size() != 2 * names.size() || !lines.stream().allMatch(all::contains)) {
            wrong.add(what + ": " + cut(lines.toString()) + "\n   for " + cut(names.toString()));
        }
    }

    private boolean isAnswered(String what, Trip trip) {
        count("requests", 1);
        count("requests of " + trip.dialect().id(), 1);
        if (!trip.came()) {
            wrong.add(what + ": " + trip.answer().status() + ' '
                    + cut(trip.answer().text()));
            return false;
        }
        count("values", trip.injected().values().size());
        Strings.leaked(trip.mustRead(), trip.injected().values()).forEach(value -> leaks.add(what + ": " + value));
        return true;
    }

    private static List<Content> blocks(Trip trip) {
        String type = String.valueOf(trip.answer().header("content-type"));
        return Heard.blocks(trip.dialect(), type, trip.answer().body());
    }

    private void compareList(String what, List<String> expected, Trip trip) {
        List<String> got = new ArrayList<>();
        Json.parse(trip.answer().body())
                .get("data")
                .items()
                .forEach(one -> got.add(one.get("text").text()));
        count("texts", got.size());
        check(what, expected, got);
    }

    /** What must come back of what the model has said. */
    private static Map<Object, Object> expected(Echo names, Echo texts) {
        Map<Object, Object> expected = new HashMap<>();
        for (int i = 0; i < names.plain().size(); i++) {
            expected.put(names.plain().get(i), texts.plain().get(i));
        }
        for (int i = 0; i < names.json().size(); i++) {
            expected.put(
                    Strings.of(names.json().get(i)), Strings.of(texts.json().get(i)));
        }
        expected.put(names.said(), texts.said());
        expected.put(Strings.of(names.given()), Strings.of(texts.given()));
        return expected;
    }

    /** A text, or the strings that a tool is given. */
    private static Object said(Content block) {
        if (!(block instanceof Content.ToolCall)) {
            return block.flow();
        }
        try {
            return Strings.of(block.flow());
        } catch (JsonException broken) {
            return "broken: " + block.flow();
        }
    }

    private void check(String what, @Nullable Object expected, Object got) {
        if (!got.equals(expected)) {
            wrong.add(what + ": " + cut(got.toString()) + "\n   for " + cut(String.valueOf(expected)));
        }
    }

    private static String cut(String text) {
        return text.substring(0, Math.min(text.length(), 400));
    }

    @Override
    public String toString() {
        return counts + " leaks " + leaks.size() + " wrong " + wrong.size();
    }
}
