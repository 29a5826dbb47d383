package ai.gateway.pipeline;

import ai.gateway.dialect.TextVisitor.Role;
import ai.gateway.exchange.Besides;
import ai.gateway.exchange.Besides.Units;
import ai.gateway.exchange.Operation;
import ai.gateway.exchange.Usage;

/** Counts the characters of a text that was spoken, by which some providers charge: the sound itself does not tell. */
final class Spoken {

    private Spoken() {}

    static void count(Passage passage) {
        AiRequest request = passage.attempt().request();
        if (request.call().operation() != Operation.SPEECH || passage.status() >= 400 || !request.isReadable()) {
            return;
        }
        long[] characters = new long[1];
        passage.ai().dialect().promptTexts(request.call(), request.json(), (role, run, text) -> {
            if (role == Role.USER) {
                String spoken = text.text();
                characters[0] += spoken.codePointCount(0, spoken.length());
            }
        });
        passage.facts().use(Usage.NONE.with(Besides.of(Units.ofCharacters(characters[0]))));
    }
}
