package ai.gateway.mask;

import ai.gateway.access.KeyHash;
import ai.gateway.pii.CustomPattern;
import ai.gateway.pii.Entity;
import ai.gateway.pii.PersonalData;
import ai.gateway.pii.Wanted;
import ai.gateway.pii.WordList;
import ai.gateway.pipeline.AiExchanges;
import ai.gateway.plug.AiFilter;
import ai.gateway.plug.AiGatewayFilterFactory;
import ai.gateway.plug.Shortcut;
import ai.gateway.plug.Unread;
import ai.gateway.scan.Recognisers;
import ai.gateway.scan.Scanner;
import ai.gateway.scan.Scanners;
import ai.gateway.secrets.Secrets;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** {@code AiMask=EMAIL, CREDIT_CARD, IBAN}: hidden from the model, and put back in its answer. */
public final class AiMaskGatewayFilterFactory extends AiGatewayFilterFactory<AiMaskGatewayFilterFactory.Config> {

    /**
     * What a route may say.
     *
     * @param entities that are hidden, by their names or those of their groups; {@code SECRET} for credentials
     * @param mode what becomes of them: {@code restore}, {@code keep}, {@code redact}, {@code synthetic}, {@code block}
     * @param conversation whether names are the same in all of a conversation, by {@code ai.gateway.mask.secret}
     * @param answers whether what a model says of its own is hidden, too
     * @param unread what becomes of what cannot be read, such as pictures: {@code block} or {@code pass}
     * @param score how sure a find must be, from 0 to 1
     * @param allow texts that are never hidden
     * @param regions countries whose phone numbers are known without their code
     * @param patterns of your own
     * @param words of your own
     * @param recogniser who finds names in requests: one of {@code ai.gateway.recognisers}, or a bean; null for nobody
     * @param timeout how long it may take
     */
    public record Config(
            @DefaultValue List<String> entities,
            @DefaultValue("restore") MaskRules.Mode mode,
            @DefaultValue("false") boolean conversation,
            @DefaultValue("false") boolean answers,
            @DefaultValue("block") Unread unread,
            @DefaultValue("0.5") double score,
            @DefaultValue List<String> allow,
            @DefaultValue({"US", "GB"}) List<String> regions,
            @DefaultValue List<Pattern> patterns,
            @DefaultValue List<Words> words,
            @Nullable String recogniser,
            @DefaultValue("2s") Duration timeout) {}

    /**
     * A pattern.
     *
     * @param name what it finds
     * @param pattern in the syntax of RE2
     * @param context words of which one must stand near
     */
    public record Pattern(
            String name,
            String pattern,
            @DefaultValue List<String> context,
            @DefaultValue("0.8") double score) {}

    /** Some words, under one name. */
    public record Words(String name, List<String> words) {}

    private static final String SECRET = "SECRET";
    private static final Scanner NOTHING = text -> List.of();

    private final AiExchanges exchanges;
    private final @Nullable KeyHash hash;
    private final Recognisers recognisers;

    AiMaskGatewayFilterFactory(AiExchanges exchanges, MaskProperties properties, Recognisers recognisers) {
        super(exchanges, Config.class, Shortcut.gather("entities"));
        this.exchanges = exchanges;
        this.hash = properties.secret() == null ? null : Keyed.hash(properties.secret());
        this.recognisers = recognisers;
    }

    @Override
    protected AiFilter create(Config config) {
        if (config.conversation() && hash == null) {
            throw new IllegalArgumentException(
                    "conversation: true (expected: with ai.gateway.mask.secret, of 16 characters and more)");
        }
        return new Mask(
                exchanges,
                new MaskRules(
                        scanner(config),
                        naming(config),
                        config.mode(),
                        config.conversation() ? hash : null,
                        config.answers(),
                        config.unread() == Unread.BLOCK));
    }

    private static Scanner scanner(Config config) {
        List<Scanner> scanners = new ArrayList<>();
        Wanted wanted = wanted(config);
        if (!wanted.entities().isEmpty()
                || !wanted.patterns().isEmpty()
                || !wanted.words().isEmpty()) {
            scanners.add(PersonalData.scanner(wanted));
        }
        if (config.entities().stream().anyMatch(AiMaskGatewayFilterFactory::isSecret)) {
            scanners.add(Secrets.scanner(Set.of(), config.score()));
        }
        if (scanners.isEmpty() && config.recogniser() == null) {
            throw new IllegalArgumentException(
                    "entities: none (expected: some, such as EMAIL, CREDIT_CARD; or patterns, words, or a recogniser)");
        }
        return scanners.isEmpty() ? NOTHING : Scanners.together(scanners);
    }

    /** Looked up anew for each request: the configuration may be another one by then. */
    private @Nullable Naming naming(Config config) {
        String name = config.recogniser();
        if (name == null) {
            return null;
        }
        if (config.timeout().isZero() || config.timeout().isNegative()) {
            throw new IllegalArgumentException("timeout: " + config.timeout() + " (expected: > 0)");
        }
        recognisers.get(name);
        return new Naming(name, recognisers, config.timeout(), config.score(), Set.copyOf(config.allow()));
    }

    private static boolean isSecret(String name) {
        return name.strip().toUpperCase(Locale.ROOT).equals(SECRET);
    }

    /** It becomes part of names that a model reads. */
    private static String type(String name) {
        String type = name.strip().toUpperCase(Locale.ROOT);
        boolean plain = !type.isEmpty()
                && type.chars().allMatch(c -> (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_');
        if (!plain) {
            throw new IllegalArgumentException("name: " + name + " (expected: letters, digits and _, such as PROJECT)");
        }
        return type;
    }

    private static Wanted wanted(Config config) {
        Set<Entity> entities = EnumSet.noneOf(Entity.class);
        config.entities().stream().filter(name -> !isSecret(name)).forEach(name -> entities.addAll(Entity.named(name)));
        return new Wanted(
                entities,
                config.score(),
                Set.copyOf(config.allow()),
                config.regions(),
                config.patterns().stream()
                        .map(one -> new CustomPattern(type(one.name()), one.pattern(), one.context(), one.score()))
                        .toList(),
                config.words().stream()
                        .map(one -> new WordList(type(one.name()), one.words()))
                        .toList());
    }
}
