package ai.gateway.condition;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * What a condition is tested on. It is asked by the method of a name's kind, and only for names of the vocabulary that
 * the condition was read with; whatever it does not have is absent.
 */
public interface Subject {

    default @Nullable String text(Name name) {
        return null;
    }

    /** Not a number is how an absent one is told, which needs no object. */
    default double number(Name name) {
        return Double.NaN;
    }

    default @Nullable Boolean flag(Name name) {
        return null;
    }

    default @Nullable List<String> texts(Name name) {
        return null;
    }
}
