package ai.gateway.judge;

import reactor.core.publisher.Mono;

/** How much a request says. */
final class SizeGuard implements Guard {

    private final long most;

    SizeGuard(long most) {
        if (most <= 0) {
            throw new IllegalArgumentException("size: " + most + " (expected: > 0)");
        }
        this.most = most;
    }

    @Override
    public String name() {
        return "size";
    }

    @Override
    public Mono<Objection> judge(Matter matter) {
        long characters = 0;
        if (!matter.isAnswer()) {
            for (Said said : matter.prompt()) {
                characters += said.text().length();
            }
        }
        return characters > most ? Mono.just(new Objection("size", "over " + most + " characters")) : Mono.empty();
    }
}
