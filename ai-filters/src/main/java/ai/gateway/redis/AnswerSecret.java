package ai.gateway.redis;

import ai.gateway.access.KeyHash;
import ai.gateway.recall.AnswerStore.Purge;
import ai.gateway.recall.StoredAnswer;
import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.spec.SecretKeySpec;

/**
 * All that is made of the secret of the cache. Whoever reads Redis sees digests, and cannot try guesses against them; each has
 * its purpose in front, so that none of them is another one as well.
 */
final class AnswerSecret {

    static final int SHORTEST = 16;

    private static final String ANY = "*";
    private static final int SHORT = 32;

    private final KeyHash hash;

    AnswerSecret(String secret) {
        this.hash = new KeyHash(secret.getBytes(StandardCharsets.UTF_8));
    }

    /** By which an answer is found. */
    String name(String partition, String key) {
        return digest("name", partition.length() + " " + partition + key);
    }

    /** With which answers of that partition are closed. */
    SecretKeySpec key(String partition) {
        return key("cache", partition);
    }

    /** With which questions of that partition are closed. */
    SecretKeySpec questions(String partition) {
        return key("questions", partition);
    }

    private SecretKeySpec key(String purpose, String text) {
        return new SecretKeySpec(HexFormat.of().parseHex(digest(purpose, text)), "AES");
    }

    /** A purge as others may see it. */
    String rule(Purge which) {
        return rule(part("partition", which.partition()), part("tag", which.tag()), part("model", which.model()));
    }

    /** All purges that mean that answer, except that of everything. */
    List<String> rules(StoredAnswer answer) {
        List<String> tags = new ArrayList<>(List.of(ANY));
        answer.tags().forEach(tag -> tags.add(part("tag", tag)));
        List<String> rules = new ArrayList<>(4 * tags.size());
        for (String partition : List.of(ANY, part("partition", answer.partition()))) {
            for (String model : List.of(ANY, part("model", answer.model()))) {
                tags.forEach(tag -> rules.add(rule(partition, tag, model)));
            }
        }
        return rules;
    }

    private static String rule(String partition, String tag, String model) {
        return partition + '|' + tag + '|' + model;
    }

    private String part(String kind, @Nullable String value) {
        return value == null ? ANY : digest(kind, value).substring(0, SHORT);
    }

    private String digest(String purpose, String text) {
        return hash.of(purpose + '\n' + text).hex();
    }
}
