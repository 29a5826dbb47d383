package ai.gateway.guard;

import ai.gateway.condition.Nearest;
import ai.gateway.dialect.TextVisitor.Role;
import ai.gateway.guard.GuardRules.Action;
import ai.gateway.guard.GuardRules.Manner;
import ai.gateway.guard.GuardRules.Reads;
import ai.gateway.guard.GuardRules.Scope;
import ai.gateway.injection.Injection;
import ai.gateway.judge.Guard;
import ai.gateway.judge.Judges;
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
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** {@code AiGuard=secrets, injection}: what they have something against, does not pass. */
public final class AiGuardGatewayFilterFactory extends AiGatewayFilterFactory<AiGuardGatewayFilterFactory.Config> {

    /**
     * What a route may say.
     *
     * @param guards by name: {@code secrets}, {@code injection}, {@code images}, {@code links},
     *     {@code code}, {@code leak}, {@code json}, those that are configured or beans
     * @param reads what is judged: {@code request}, {@code answer}, {@code both}
     * @param action what becomes of what is objected to: {@code block}, {@code mask} or {@code flag}
     * @param texts which of a request: {@code all}, or those of the {@code last-turn}
     * @param roles whose texts: {@code system}, {@code user}, {@code assistant}, {@code thinking}, {@code tool-arguments},
     *     {@code tool-result}; those of all where empty
     * @param unread what becomes of what cannot be read, such as pictures: {@code block} or {@code pass}
     * @param refusal what is said in place of an answer where something is blocked; nothing for a failure
     * @param speculative whether a request goes out while slow guards think, and only its answer waits for them
     * @param threshold from which on a text is an injection, from 0 to 1
     * @param words that must not be said
     * @param patterns that must not be matched
     * @param maxCharacters of a request; 0 for any number
     * @param hosts that pictures and links may lead to
     * @param timeout of each guard that has to ask somebody
     * @param keepAlive after how long a client that waits for a stream is told that somebody is there
     */
    public record Config(
            @DefaultValue List<String> guards,
            @DefaultValue("request") Reads reads,
            @DefaultValue("block") Action action,
            @DefaultValue("all") Texts texts,
            @DefaultValue List<Role> roles,
            @DefaultValue("block") Unread unread,
            @DefaultValue("") String refusal,
            @DefaultValue("false") boolean speculative,
            @DefaultValue("0.5") double threshold,
            @DefaultValue List<String> words,
            @DefaultValue List<String> patterns,
            @DefaultValue("0") long maxCharacters,
            @DefaultValue List<String> hosts,
            @DefaultValue("2s") Duration timeout,
            @DefaultValue("5s") Duration keepAlive) {

        public Config {
            if (speculative && action == Action.MASK) {
                throw new IllegalArgumentException(
                        "speculative: true (expected: without action: mask, since what has gone out cannot be hidden)");
            }
            requireSome("timeout", timeout);
            requireSome("keep-alive", keepAlive);
        }

        private static void requireSome(String name, Duration time) {
            if (time.isNegative() || time.isZero()) {
                throw new IllegalArgumentException(name + ": " + time + " (expected: above 0)");
            }
        }
    }

    /** Which of a request. */
    public enum Texts {
        ALL,
        LAST_TURN
    }

    private static final String SECRETS = "secrets";
    private static final String INJECTION = "injection";
    private static final String IMAGES = "images";
    private static final String LINKS = "links";
    private static final String CODE = "code";
    private static final String LEAK = "leak";
    private static final String JSON = "json";

    /** Those that are built in. */
    private static final Set<String> OWN =
            Set.of(SECRETS, INJECTION, IMAGES, LINKS, CODE, LEAK, JSON, "size", "words", "patterns");

    private final AiExchanges exchanges;
    private final Map<String, Guard> others;
    private final Tally tally;

    AiGuardGatewayFilterFactory(AiExchanges exchanges, List<Guard> others, Tally tally) {
        super(exchanges, Config.class, Shortcut.gather("guards"));
        this.exchanges = exchanges;
        this.others = named(others);
        this.tally = tally;
    }

    private static Map<String, Guard> named(List<Guard> guards) {
        Map<String, Guard> named = new HashMap<>();
        for (Guard guard : guards) {
            if (OWN.contains(guard.name()) || named.put(guard.name(), guard) != null) {
                throw new IllegalArgumentException(
                        "guard " + guard.name() + ": there is one of that name (expected: another name)");
            }
        }
        return named;
    }

    @Override
    protected AiFilter create(Config config) {
        Map<String, Scanner> scanners = new LinkedHashMap<>();
        List<Guard> guards = new ArrayList<>();
        if (config.maxCharacters() > 0) {
            guards.add(Judges.size(config.maxCharacters()));
        }
        for (String name : config.guards()) {
            switch (name.strip()) {
                case SECRETS -> scanners.put(SECRETS, Secrets.scanner());
                case IMAGES -> scanners.put(IMAGES, new Images(new Hosts(config.hosts())));
                case LINKS -> scanners.put(LINKS, new Links(new Hosts(config.hosts())));
                case INJECTION -> guards.add(Judges.injection(threshold(config.threshold())));
                case CODE -> guards.add(Judges.code(CODE));
                case LEAK -> guards.add(Judges.leak(LEAK));
                case JSON -> guards.add(Judges.json(JSON));
                default -> guards.add(other(name.strip()));
            }
        }
        addOwn(config, scanners);
        if (scanners.isEmpty() && guards.isEmpty()) {
            throw new IllegalArgumentException(
                    "guards: none (expected: some, such as secrets, injection; or words, patterns, max-characters)");
        }
        return new Guarding(
                exchanges, new GuardRules(new Looks(scanners), guards, scope(config), manner(config)), tally);
    }

    private static Scope scope(Config config) {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        roles.addAll(config.roles());
        boolean readsAll = config.action() != Action.FLAG && config.unread() == Unread.BLOCK;
        return new Scope(config.reads(), roles, config.texts() == Texts.LAST_TURN, readsAll);
    }

    private static Manner manner(Config config) {
        return new Manner(
                config.action(),
                /* dry= */ false,
                config.speculative(),
                config.timeout(),
                config.keepAlive(),
                config.refusal().isBlank() ? null : config.refusal());
    }

    private static double threshold(double said) {
        if (!(said > 0 && said <= 1)) {
            throw new IllegalArgumentException("threshold: " + said + " (expected: above 0, up to 1)");
        }
        Injection.ready();
        return said;
    }

    private Guard other(String name) {
        Guard guard = others.get(name);
        if (guard == null) {
            Set<String> known = new TreeSet<>(others.keySet());
            known.addAll(List.of(SECRETS, INJECTION, IMAGES, LINKS, CODE, LEAK, JSON));
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
