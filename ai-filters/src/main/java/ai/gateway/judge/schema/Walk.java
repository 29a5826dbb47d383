package ai.gateway.judge.schema;

import ai.gateway.wire.Json;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/** The way through one value. */
final class Walk {

    /** Some seconds' worth at most. A value as long as answers are takes some thousands. */
    private static final int MOST = 2_000_000;

    /** So many characters are read in the time of a step. */
    private static final int CHARACTERS = 32;

    private final List<String> path = new ArrayList<>();
    private int steps;

    /** @throws IllegalStateException where it goes too far */
    void step(int count) {
        steps += count;
        if (steps > MOST) {
            throw new IllegalStateException("schema: asks more of a value than " + MOST + " steps");
        }
    }

    void read(String text) {
        step(text.length() / CHARACTERS);
    }

    /** Looks at a part of the value. */
    @Nullable
    Misfit into(String name, Json value, Rule rule) {
        path.add(name);
        Misfit misfit = rule.against(value, this);
        path.remove(path.size() - 1);
        return misfit;
    }

    Misfit misfit(String keyword) {
        StringBuilder pointer = new StringBuilder();
        for (String name : path) {
            pointer.append('/').append(name.replace("~", "~0").replace("/", "~1"));
        }
        return new Misfit(pointer.toString(), keyword);
    }
}
