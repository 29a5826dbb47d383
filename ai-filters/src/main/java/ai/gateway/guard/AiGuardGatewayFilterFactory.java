package ai.gateway.guard;

import ai.gateway.condition.Nearest;
import ai.gateway.guard.GuardRules.Reads;
import ai.gateway.injection.Injection;
import ai.gateway.judge.Guard;
import ai.gateway.pii.CustomPattern;
import ai.gateway.pii.PersonalData;
import ai.gateway.pii.Wanted;
import ai.gateway.pii.WordList;
import ai.gateway.pipeline.AiExchanges;
import ai.gateway.plug.AiFilter;
import ai.gateway.plug.AiGatewayFilterFactory;
import ai.gateway.plug.Shortcut;
import ai.gateway.plug.Unread;
import ai.gateway.scan.Scanner;
import ai.gateway.secrets.Secrets;
import org.springframework.boot.context.properties.bind.DefaultValue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** {@code AiGuard=secrets, injection}: what they have something against, does not pass. */
public final class AiGuardGatewayFilterFactory extends AiGatewayFilterFactory<AiGuardGatewayFilterFactory.Config> {

    /**
     * What a route may say.
     *
     * @param guards by name: {@code secrets}, {@code injection}, {@code images}, those of the host
     * @param reads what is judged: {@code request}, {@code answer}, {@code both}
     * @param action what becomes of what is objected to: {@code block} or {@code flag}
     * @param unread what becomes of what cannot be read, such as pictures: {@code block} or {@code pass}
     * @param threshold from which on a text is an injection, from 0 to 1
     * @param words that must not be said
     * @param patterns that must not be matched
     * @param maxCharacters of a request; 0 for any number
     * @param hosts that pictures in answers may come from
     * @param timeout of each guard of the host
     */
    public record Config(
            @DefaultValue List<String> guards,
            @DefaultValue("request") Reads reads,
            @DefaultValue("block") Action action,
            @DefaultValue("block") Unread unread,
            @DefaultValue("0.5") double threshold,
            @DefaultValue List<String> words,
            @DefaultValue List<String> patterns,
            @DefaultValue("0") long maxCharacters,
            @DefaultValue List<String> hosts,
            @DefaultValue("2s") Duration timeout) {}

    /** What becomes of what is objected to. */
    public enum Action {
        BLOCK,
        FLAG
    }

    private static final String SECRETS = "secrets";
    private static final String INJECTION = "injection";
    private static final String IMAGES = "images";

    /** Above all scores. */
    private static final double NEVER = 2;

    private final AiExchanges exchanges;
    private final Map<String, Guard> others;

    AiGuardGatewayFilterFactory(AiExchanges exchanges, List<Guard> others) {
        super(exchanges, Config.class, Shortcut.gather("guards"));
        this.exchanges = exchanges;
        this.others = others.stream().collect(Collectors.toMap(Guard::name, guard -> guard));
    }

    @Override
    protected AiFilter create(Config config) {
        Map<String, Scanner> scanners = new LinkedHashMap<>();
        List<Guard> named = new ArrayList<>();
        double injection = NEVER;
        for (String name : config.guards()) {
            switch (name.strip()) {
                case SECRETS -> scanners.put(SECRETS, Secrets.scanner());
                case IMAGES -> scanners.put(IMAGES, new Images(lower(config.hosts())));
                case INJECTION -> injection = threshold(config.threshold());
                default -> named.add(other(name.strip()));
            }
        }
        addOwn(config, scanners);
        if (scanners.isEmpty() && named.isEmpty() && injection > 1 && config.maxCharacters() == 0) {
            throw new IllegalArgumentException(
                    "guards: none (expected: some, such as secrets, injection; or words, patterns, max-characters)");
        }
        boolean blocks = config.action() == Action.BLOCK;
        return new Guarding(
                exchanges,
                new GuardRules(
                        scanners,
                        injection,
                        config.maxCharacters(),
                        named,
                        config.timeout(),
                        config.reads(),
                        blocks,
                        blocks && config.unread() == Unread.BLOCK));
    }

    private static double threshold(double said) {
        if (!(said > 0 && said <= 1)) {
            throw new IllegalArgumentException("threshold: " + said + " (expected: above 0, up to 1)");
        }
        Injection.ready();
        return said;
    }

    private static Set<String> lower(List<String> hosts) {
        return hosts.stream().map(host -> host.strip().toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
    }

    private Guard other(String name) {
        Guard guard = others.get(name);
        if (guard == null) {
            Set<String> known = new TreeSet<>(others.keySet());
            known.addAll(Set.of(SECRETS, INJECTION, IMAGES));
            throw new IllegalArgumentException(
                    "guards: " + name + " (expected: " + Nearest.to(name, known).orElse("some of " + known) + ")");
        }
        return guard;
    }

    private static void addOwn(Config config, Map<String, Scanner> scanners) {
        if (!config.words().isEmpty()) {
            scanners.put(
                    "words",
                    PersonalData.scanner(Wanted.of().withWords(List.of(new WordList("words", config.words())))));
        }
        if (!config.patterns().isEmpty()) {
            List<CustomPattern> patterns = config.patterns().stream()
                    .map(pattern -> new CustomPattern("pattern", pattern))
                    .toList();
            scanners.put("patterns", PersonalData.scanner(Wanted.of().withPatterns(patterns)));
        }
    }
}
