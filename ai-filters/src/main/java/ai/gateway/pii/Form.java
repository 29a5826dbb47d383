package ai.gateway.pii;

import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/**
 * One way to write an entity.
 *
 * @param check whether the letters and digits, without signs and in capitals, are such an id
 */
record Form(Entity entity, Strength strength, Shape shape, Predicate<String> check) {

    static List<Form> of(Entity entity, Strength strength, Predicate<String> check, String... patterns) {
        return Arrays.stream(patterns)
                .map(pattern -> new Form(entity, strength, Shape.of(pattern), check))
                .toList();
    }
}
