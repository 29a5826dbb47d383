package ai.gateway.recognise;

import ai.gateway.scan.Recogniser;
import ai.gateway.scan.Recognisers;
import reactor.netty.http.client.HttpClient;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;

/** Those of the host, and those that the configuration describes as it stands. */
final class AllRecognisers implements Recognisers {

    private final Map<String, Recogniser> beans = new TreeMap<>();
    private final Supplier<Wanted> wanted;
    private final HttpClient client;

    AllRecognisers(List<Recogniser> beans, Supplier<Wanted> wanted, HttpClient client) {
        beans.forEach(bean -> this.beans.put(bean.name(), bean));
        this.wanted = wanted;
        this.client = client;
    }

    @Override
    public Recogniser get(String name) {
        Recogniser bean = beans.get(name);
        if (bean != null) {
            return bean;
        }
        Wanted.One one = wanted.get().all().get(name);
        if (one == null) {
            TreeSet<String> known = new TreeSet<>(beans.keySet());
            known.addAll(wanted.get().all().keySet());
            throw new IllegalArgumentException("recogniser: " + name + " (expected: one of " + known
                    + ", as ai.gateway.recognisers or beans name them)");
        }
        return switch (one.type()) {
            case PRESIDIO -> new Presidio(name, one, client);
            case NAMES -> new InProcess(name, one);
        };
    }
}
