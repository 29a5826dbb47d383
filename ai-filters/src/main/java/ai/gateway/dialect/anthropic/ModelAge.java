package ai.gateway.dialect.anthropic;

import org.jspecify.annotations.Nullable;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How new a model of the family is, by its name: the API takes other parameters from newer ones. Those before 4.6 think
 * with a budget of tokens; those since 4.7 take neither a budget nor a temperature.
 *
 * @param version 406 for 4.6; 0 where the name does not tell
 */
record ModelAge(int version) {

    private static final Pattern NAME =
            Pattern.compile("claude-(?:[a-z]+-)+(\\d{1,2})(?!\\d)(?:[-.](\\d{1,2})(?!\\d))?");

    static ModelAge of(@Nullable String model) {
        Matcher name = NAME.matcher(model == null ? "" : model.toLowerCase(Locale.ROOT));
        if (!name.find()) {
            return new ModelAge(0);
        }
        String minor = name.group(2);
        return new ModelAge(Integer.parseInt(name.group(1)) * 100 + (minor == null ? 0 : Integer.parseInt(minor)));
    }

    /** Decides for itself how much to think, when it is told to. */
    boolean isAdaptive() {
        return version >= 406;
    }

    boolean knowsXhigh() {
        return version >= 407;
    }

    /** Lets its client choose how tokens are drawn. */
    boolean isSampled() {
        return version < 407;
    }
}
