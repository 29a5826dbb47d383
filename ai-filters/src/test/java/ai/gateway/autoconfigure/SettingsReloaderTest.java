package ai.gateway.autoconfigure;

import ai.gateway.pipeline.Settings;
import ai.gateway.pipeline.SettingsHolder;
import ai.gateway.provider.ApiKey;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.slf4j.LoggerFactory;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.FileSystemResource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

import static org.assertj.core.api.Assertions.assertThat;

/** Isolated, as it reads what one logger says. */
@Isolated
class SettingsReloaderTest {

    private static final String PROVIDERS = "ai.gateway.providers.";

    @TempDir
    private Path dir;

    private final Logger logger = (Logger) LoggerFactory.getLogger(SettingsReloader.class);
    private final ListAppender<ILoggingEvent> said = new ListAppender<>();
    private final List<Settings> told = new ArrayList<>();

    @BeforeEach
    void listen() {
        said.start();
        logger.setLevel(Level.INFO); // whatever another test has made of it
        logger.addAppender(said);
    }

    @AfterEach
    void stopListening() {
        logger.detachAppender(said);
    }

    @Test
    void poll_nothingChanged_readsNothing() throws IOException {
        Gateway gateway = start(write("application.yml", PROVIDERS + "openai.api-key: one"));

        gateway.reloader.poll();

        assertThat(gateway.holder.version()).isEqualTo(1);
        assertThat(said.list).isEmpty();
    }

    @Test
    void poll_changedFile_isInForceAtOnce() throws IOException {
        Path file = write("application.yml", PROVIDERS + "openai.api-key: one");
        Gateway gateway = start(file);
        write(
                "application.yml",
                "ai.gateway: { providers: { openai.api-key: two-secret, mine: { base-url: http://x, "
                        + "dialect: openai } }, models: { a: mine/b }, limits.max-json-depth: 9 }");

        gateway.reloader.poll();

        assertThat(keys(gateway)).containsExactly("two-secret");
        assertThat(gateway.holder.version()).isEqualTo(2);
        assertThat(told).containsExactly(gateway.holder.current());
        assertThat(messages(Level.INFO))
                .containsExactly("Configuration reloaded, version 2: provider openai changed (keys); "
                        + "provider mine added; models changed; limits changed");
    }

    @Test
    void poll_invalidFile_keepsTheOldAndSaysWhy() throws IOException {
        Gateway gateway = start(write("application.yml", PROVIDERS + "openai.api-key: one"));
        Settings before = gateway.holder.current();
        write("application.yml", PROVIDERS + "openai: { api-key: hush, base-url: 'http://u:hush@h' }");

        gateway.reloader.poll();
        gateway.reloader.poll();

        assertThat(gateway.holder.current()).isSameAs(before);
        assertThat(gateway.holder.version()).isEqualTo(1);
        assertThat(messages(Level.ERROR))
                .containsExactly("Configuration not reloaded, the one before stays in force: "
                        + "ai.gateway.providers.openai.base-url: http://***@h "
                        + "(expected: a URL without user, query and fragment)");
    }

    @Test
    void poll_secretOfTheWrongKind_isMasked() throws IOException {
        Gateway gateway = start(write("application.yml", PROVIDERS + "openai.api-key: one"));
        write("application.yml", PROVIDERS + "openai.api-keys: hush-hush");

        gateway.reloader.poll();

        assertThat(messages(Level.ERROR))
                .singleElement()
                .asString()
                .contains("ai.gateway.providers.openai.api-keys: ***")
                .doesNotContain("hush");
    }

    @Test
    void poll_malformedYaml_saysWhereButNotWhat() throws IOException {
        Path file = write("application.yml", PROVIDERS + "openai.api-key: one");
        Gateway gateway = start(file);
        write("application.yml", "ai:\n  gateway: { providers: { openai: { api-key: hush ]\n");

        gateway.reloader.poll();

        assertThat(keys(gateway)).containsExactly("one");
        assertThat(messages(Level.ERROR))
                .singleElement()
                .asString()
                .contains(file + ": not well-formed, at line 2, column")
                .doesNotContain("hush");
    }

    @Test
    void poll_fileGoneAndBack_keepsTheOldMeanwhile() throws IOException {
        Path file = write("application.yml", PROVIDERS + "openai.api-key: one");
        Gateway gateway = start(file);

        Files.delete(file);
        gateway.reloader.poll();
        assertThat(keys(gateway)).containsExactly("one");
        assertThat(messages(Level.ERROR)).singleElement().asString().contains(file + ": cannot be read");

        write("application.yml", PROVIDERS + "openai.api-key: two");
        gateway.reloader.poll();
        assertThat(keys(gateway)).containsExactly("two");
    }

    @Test
    void poll_kubernetesSwapsTheLink_isNoticed() throws IOException {
        Path first = Files.createDirectory(dir.resolve("..one"));
        Path second = Files.createDirectory(dir.resolve("..two"));
        Path old = Files.writeString(first.resolve("application.yml"), PROVIDERS + "openai.api-key: one");
        Path fresh = Files.writeString(second.resolve("application.yml"), PROVIDERS + "openai.api-key: two");
        Files.setLastModifiedTime(fresh, Files.getLastModifiedTime(old));
        Path data = Files.createSymbolicLink(dir.resolve("..data"), first.getFileName());
        Path mounted = Files.createSymbolicLink(dir.resolve("application.yml"), Path.of("..data/application.yml"));
        Gateway gateway = start(mounted);

        Path swap = Files.createSymbolicLink(dir.resolve("..data_tmp"), second.getFileName());
        Files.move(swap, data, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        gateway.reloader.poll();

        assertThat(keys(gateway)).containsExactly("two");
    }

    @Test
    void poll_extraFile_isReadOverTheOthersAndMayComeLater() throws IOException {
        Path file = write("application.yml", PROVIDERS + "openai: { api-key: one, query: { a: b } }");
        Path extra = dir.resolve("extra.properties");
        Gateway gateway = start(file, extra);

        write("extra.properties", PROVIDERS + "openai.api-key=two");
        gateway.reloader.poll();

        assertThat(keys(gateway)).containsExactly("two");
        assertThat(gateway.holder.current().catalogue().get("openai").query()).containsEntry("a", "b");
    }

    @Test
    void poll_profilesInsideAFile_holdAsAtTheStart() throws IOException {
        Path file = write("application.yml", PROVIDERS + "openai.api-key: one");
        Gateway gateway = start(file);
        gateway.environment.setActiveProfiles("blue");
        write("application.yml", """
                ai.gateway.providers.openai.api-key: two
                ---
                spring.config.activate.on-profile: "blue & !green"
                ai.gateway.models: { here: openai/b }
                ---
                spring.config.activate.on-profile: [ green, red ]
                ai.gateway.models: { there: openai/g }
                """);

        gateway.reloader.poll();

        assertThat(keys(gateway)).containsExactly("two");
        assertThat(gateway.holder.current().catalogue().aliases()).containsOnlyKeys("here");
    }

    @Test
    void onRefresh_environmentChanged_isReadWithoutTheFiles() throws IOException {
        Gateway gateway = start(write("application.yml", PROVIDERS + "openai.api-key: one"));
        gateway.environment
                .getPropertySources()
                .addFirst(new MapPropertySource("remote", Map.of(PROVIDERS + "openai.api-key", "remote")));

        gateway.reloader.onRefresh();
        gateway.reloader.onRefresh();

        assertThat(keys(gateway)).containsExactly("remote");
        assertThat(gateway.holder.version()).isEqualTo(2);
    }

    @Test
    void reload_manyTimesGoodAndBad_readersNeverSeeAMixture() throws Exception {
        Gateway gateway = start(write("application.yml", generation(0)));
        AtomicBoolean done = new AtomicBoolean();
        var readers = Executors.newFixedThreadPool(2);
        try {
            List<Future<Long>> reads = List.of(
                    readers.submit(() -> readUntil(done, gateway.holder)),
                    readers.submit(() -> readUntil(done, gateway.holder)));
            for (int i = 1; i <= 200; i++) {
                String valid = generation(i);
                write("application.yml", i % 2 == 0 ? valid : valid + "\n  timeouts: { total: never }");
                gateway.reloader.reload();
            }
            done.set(true);
            for (Future<Long> read : reads) {
                assertThat(read.get()).isPositive();
            }
        } finally {
            readers.shutdownNow();
        }
        assertThat(gateway.holder.version()).isEqualTo(101);
        assertThat(messages(Level.ERROR)).hasSize(100);
        assertThat(gateway.holder.current().limits().maxStreamEvents()).isEqualTo(201);
    }

    /** Says the same number in three places. */
    private static String generation(int i) {
        return """
                ai.gateway:
                  providers.openai: { api-key: "%d" }
                  models: { generation: "openai/%d" }
                  limits: { max-stream-events: %d }""".formatted(i, i, i + 1);
    }

    private static long readUntil(AtomicBoolean done, SettingsHolder holder) {
        long reads = 0;
        long last = 0;
        do {
            Settings settings = holder.current();
            long generation = settings.limits().maxStreamEvents() - 1;
            var target = settings.catalogue().resolve("generation", "openai");
            assertThat(target.model()).isEqualTo(Long.toString(generation));
            assertThat(target.key().value()).isEqualTo(Long.toString(generation));
            assertThat(generation).isGreaterThanOrEqualTo(last);
            last = generation;
            reads++;
            LockSupport.parkNanos(20_000);
        } while (!done.get());
        return reads;
    }

    private record Gateway(ConfigurableEnvironment environment, SettingsHolder holder, SettingsReloader reloader) {}

    private Gateway start(Path file, Path... extra) throws IOException {
        ConfigurableEnvironment environment = new StandardEnvironment();
        for (PropertySource<?> source : new YamlPropertySourceLoader().load("start", new FileSystemResource(file))) {
            environment.getPropertySources().addLast(source);
        }
        ConfigFiles files = new ConfigFiles(environment, List.of(extra));
        SettingsLoader loader = new SettingsLoader(Set.of(), List.of(), List.of());
        SettingsHolder holder = new SettingsHolder(loader.load(files.read()));
        holder.onReplace(told::add);
        return new Gateway(environment, holder, new SettingsReloader(files, loader, holder));
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(dir.resolve(name), text);
    }

    private static List<String> keys(Gateway gateway) {
        return gateway.holder.current().catalogue().get("openai").keys().stream()
                .map(ApiKey::value)
                .toList();
    }

    private List<String> messages(Level level) {
        return said.list.stream()
                .filter(event -> event.getLevel() == level)
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }
}
