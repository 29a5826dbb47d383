package ai.gateway.recognise;

import ai.gateway.scan.Find;
import ai.gateway.scan.Recogniser;
import reactor.core.publisher.Mono;

import java.util.List;
import java.util.Set;

/** A {@link NameFinder} as a recogniser. */
final class InProcess implements Recogniser {

    private final String name;
    private final Set<String> entities;

    InProcess(String name, Wanted.One wanted) {
        this.name = name;
        this.entities = Set.copyOf(wanted.entities());
        NameFinder.load();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Mono<List<List<Find>>> find(List<String> texts) {
        return Mono.fromCallable(() -> texts.stream().map(this::finds).toList());
    }

    private List<Find> finds(String text) {
        return NameFinder.find(text).stream()
                .filter(find -> entities.contains(find.type()))
                .toList();
    }
}
