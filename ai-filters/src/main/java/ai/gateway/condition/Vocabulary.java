package ai.gateway.condition;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What there is to ask about: plain names, and families of names that differ in what follows on the dot. */
public final class Vocabulary {

    /** In the order in which they were given, so that of two that are equally near the first is meant. */
    private final Map<String, Name> plain;

    private final Map<String, Kind> families;

    private Vocabulary(Builder builder) {
        this.plain = new LinkedHashMap<>(builder.plain);
        this.families = new LinkedHashMap<>(builder.families);
    }

    public static Builder builder() {
        return new Builder();
    }

    /** The name that a word is, if it is one. */
    Optional<Name> find(String word) {
        Name whole = plain.get(word);
        if (whole != null) {
            return Optional.of(whole);
        }
        int dot = word.indexOf('.');
        Kind kind = dot > 0 && dot < word.length() - 1 ? families.get(word.substring(0, dot)) : null;
        return kind == null
                ? Optional.empty()
                : Optional.of(new Name(word.substring(0, dot), word.substring(dot + 1), kind));
    }

    /** What somebody may have meant by a word that is no name. */
    String meantBy(String word) {
        int dot = word.indexOf('.');
        String base = dot < 0 ? word : word.substring(0, dot);
        String last = dot < 0 || dot == word.length() - 1 ? "<name>" : word.substring(dot + 1);
        return Nearest.to(word, plain.keySet())
                .or(() -> Nearest.to(base, families.keySet()).map(family -> family + "." + last))
                .orElseGet(this::all);
    }

    private String all() {
        List<String> all = new ArrayList<>(plain.keySet());
        families.keySet().forEach(family -> all.add(family + ".<name>"));
        return "one of " + String.join(", ", all.stream().sorted().toList());
    }

    /** Names and their kinds, one by one. */
    public static final class Builder {

        private final Map<String, Name> plain = new LinkedHashMap<>();
        private final Map<String, Kind> families = new LinkedHashMap<>();

        private Builder() {}

        public Builder name(String name, Kind kind) {
            check(name, Lexer.isWord(name));
            plain.put(name, new Name(name, "", kind));
            return this;
        }

        /** Names of one kind: {@code family.} and any word. */
        public Builder family(String family, Kind kind) {
            check(family, Lexer.isWord(family) && family.indexOf('.') < 0);
            families.put(family, kind);
            return this;
        }

        public Vocabulary build() {
            return new Vocabulary(this);
        }

        private void check(String name, boolean fits) {
            if (!fits || plain.containsKey(name) || families.containsKey(name)) {
                throw new IllegalArgumentException(
                        "name: " + name + " (expected: a word that is not taken, a family's without a dot)");
            }
        }
    }
}
