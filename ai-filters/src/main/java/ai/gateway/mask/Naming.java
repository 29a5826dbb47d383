package ai.gateway.mask;

import ai.gateway.exchange.Failure;
import ai.gateway.exchange.FailureCode;
import ai.gateway.scan.Find;
import ai.gateway.scan.Recognisers;
import ai.gateway.scan.ScannedJson;
import ai.gateway.scan.Scanner;
import ai.gateway.wire.Json;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Has a recogniser find names: asks it once for all texts of a request. Where it cannot tell, nobody can, and the request is refused.
 *
 * @param recogniser its name
 * @param score finds that are less sure are none
 * @param allowed texts that are never hidden
 */
record Naming(String recogniser, Recognisers all, Duration timeout, double score, Set<String> allowed) {

    private static final Logger log = LoggerFactory.getLogger(Naming.class);

    /**
     * Finds in the texts of a body what the recogniser has found there.
     *
     * @param id of the exchange
     */
    Mono<Scanner> scanner(String id, Json body) {
        List<String> texts = ScannedJson.texts(body).stream()
                .filter(text -> text.codePoints().anyMatch(Character::isLetter))
                .toList();
        if (texts.isEmpty()) {
            return Mono.just(text -> List.of());
        }
        return Mono.defer(() -> all.get(recogniser).find(texts))
                .timeout(timeout)
                .map(finds -> scanner(texts, finds))
                .switchIfEmpty(Mono.error(() -> new IllegalStateException("no answer")))
                .onErrorMap(why -> refusal(id, why));
    }

    private Scanner scanner(List<String> texts, List<List<Find>> finds) {
        if (finds.size() != texts.size()) {
            throw new IllegalStateException("finds of " + finds.size() + " texts (expected: of " + texts.size() + ")");
        }
        Map<String, List<Find>> known = new HashMap<>();
        for (int i = 0; i < texts.size(); i++) {
            String text = texts.get(i);
            known.put(
                    text,
                    finds.get(i).stream().filter(find -> counts(find, text)).toList());
        }
        return text -> known.getOrDefault(text, List.of());
    }

    private boolean counts(Find find, String text) {
        if (find.end() > text.length()) {
            throw new IllegalStateException("a find outside of its text");
        }
        return find.score() >= score && !allowed.contains(find.in(text));
    }

    private RuntimeException refusal(String id, Throwable why) {
        log.warn("{} recogniser {} cannot tell: {}", id, recogniser, why.toString());
        return Failure.of(FailureCode.BLOCKED_BY_GUARD, "mask: recogniser " + recogniser + " cannot tell")
                .asException();
    }
}
