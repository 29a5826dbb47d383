package ai.gateway.autoconfigure;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.cloud.CloudPlatform;
import org.springframework.boot.env.PropertiesPropertySourceLoader;
import org.springframework.boot.env.PropertySourceLoader;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.boot.origin.Origin;
import org.springframework.boot.origin.OriginLookup;
import org.springframework.boot.origin.TextResourceOrigin;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.Profiles;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The YAML and properties files behind an environment, which keeps what it read at the start. Here they are read anew and
 * put where they were. Profiles stay those of the start: a document that is bound to others stays out. What a file newly
 * imports is not followed; {@code ai.gateway.reload.files} names more files.
 */
final class ConfigFiles {

    private static final String ON_PROFILE = "spring.config.activate.on-profile";
    private static final String ON_PLATFORM = "spring.config.activate.on-cloud-platform";

    private static final Pattern PLACE = Pattern.compile("line \\d+, column \\d+");

    private static final List<PropertySourceLoader> LOADERS =
            List.of(new YamlPropertySourceLoader(), new PropertiesPropertySourceLoader());

    private final ConfigurableEnvironment environment;
    private final List<Path> extra;

    /** @param extra files to read over the application's own, the last one on top; they may be missing */
    ConfigFiles(ConfigurableEnvironment environment, List<Path> extra) {
        this.environment = environment;
        this.extra = List.copyOf(extra);
    }

    /** All files that are read, in no order that matters. */
    Set<Path> paths() {
        Set<Path> paths = new LinkedHashSet<>(extra);
        environment.getPropertySources().stream().map(ConfigFiles::fileOf).forEach(file -> {
            if (file != null) {
                paths.add(file);
            }
        });
        return paths;
    }

    /** The environment's sources, with each file as it is now. */
    MutablePropertySources read() {
        Map<Path, List<PropertySource<?>>> documents = new LinkedHashMap<>();
        for (PropertySource<?> source : environment.getPropertySources()) {
            Path file = fileOf(source);
            if (file != null) {
                documents.computeIfAbsent(file, any -> new ArrayList<>()).add(source);
            }
        }
        MutablePropertySources sources = new MutablePropertySources(environment.getPropertySources());
        addExtra(
                sources,
                documents.values().stream()
                        .findFirst()
                        .map(first -> first.get(0).getName())
                        .orElse(null));
        documents.forEach((file, old) -> replace(sources, old, load(file, file.toString())));
        return sources;
    }

    /** Documents go back to their places where their number is the same; imported files stand between some of them. */
    private static void replace(
            MutablePropertySources sources, List<PropertySource<?>> old, List<PropertySource<?>> fresh) {
        if (old.size() == fresh.size()) {
            for (int i = 0; i < old.size(); i++) {
                sources.replace(old.get(i).getName(), fresh.get(i));
            }
            return;
        }
        String top = old.get(0).getName();
        fresh.forEach(source -> sources.addBefore(top, source));
        old.forEach(source -> sources.remove(source.getName()));
    }

    /** Below variables and arguments, above the application's first file. */
    private void addExtra(MutablePropertySources sources, @Nullable String firstFile) {
        List<Path> topFirst = new ArrayList<>(extra);
        Collections.reverse(topFirst);
        for (Path file : topFirst) {
            if (!Files.exists(file)) {
                continue;
            }
            for (PropertySource<?> source : load(file, "ai.gateway.reload.files " + file)) {
                if (firstFile == null) {
                    sources.addLast(source);
                } else {
                    sources.addBefore(firstFile, source);
                }
            }
        }
    }

    /** The documents that hold now, the highest first. */
    private List<PropertySource<?>> load(Path file, String name) {
        PropertySourceLoader loader = LOADERS.stream()
                .filter(any -> List.of(any.getFileExtensions()).contains(extension(file)))
                .findFirst()
                .orElseThrow(() -> InvalidSettingsException.of(file.toString(), "neither YAML nor properties"));
        if (!Files.isReadable(file)) {
            throw InvalidSettingsException.of(file.toString(), "cannot be read");
        }
        try {
            List<PropertySource<?>> active = new ArrayList<>(loader.load(name, new FileSystemResource(file)));
            active.removeIf(document -> !isActive(document));
            Collections.reverse(active);
            return active;
        } catch (IOException unreadable) {
            throw InvalidSettingsException.of(file.toString(), "cannot be read");
        } catch (RuntimeException malformed) {
            // A parser's message quotes the line, and the line may hold a key.
            throw InvalidSettingsException.of(file.toString(), "not well-formed" + place(malformed));
        }
    }

    private static String place(RuntimeException malformed) {
        Matcher at = PLACE.matcher(String.valueOf(malformed.getMessage()));
        String last = "";
        while (at.find()) {
            last = ", at " + at.group();
        }
        return last;
    }

    private boolean isActive(PropertySource<?> document) {
        Object platform = document.getProperty(ON_PLATFORM);
        if (platform != null) {
            CloudPlatform here = CloudPlatform.getActive(environment);
            if (here == null
                    || !here.name().equalsIgnoreCase(platform.toString().replace('-', '_'))) {
                return false;
            }
        }
        List<String> profiles = values(document, ON_PROFILE);
        return profiles.isEmpty() || environment.acceptsProfiles(Profiles.of(profiles.toArray(String[]::new)));
    }

    private static List<String> values(PropertySource<?> document, String property) {
        List<String> values = new ArrayList<>();
        Object one = document.getProperty(property);
        if (one != null) {
            Collections.addAll(values, one.toString().split("\\s*,\\s*"));
        }
        for (int i = 0; document.getProperty(property + "[" + i + "]") != null; i++) {
            values.add(String.valueOf(document.getProperty(property + "[" + i + "]")));
        }
        return values;
    }

    /** The file from which a source was read, if its values know; a source of Spring Cloud's bootstrap is left alone. */
    private static @Nullable Path fileOf(PropertySource<?> source) {
        if (!(source instanceof EnumerablePropertySource<?> names) || names.getPropertyNames().length == 0) {
            return null;
        }
        Origin origin = OriginLookup.getOrigin(source, names.getPropertyNames()[0]);
        Resource resource = origin instanceof TextResourceOrigin text ? text.getResource() : null;
        if (resource == null || !resource.isFile()) {
            return null;
        }
        try {
            Path file = resource.getFile().toPath().toAbsolutePath();
            return LOADERS.stream()
                            .anyMatch(any -> List.of(any.getFileExtensions()).contains(extension(file)))
                    ? file
                    : null;
        } catch (IOException gone) {
            return null;
        }
    }

    private static String extension(Path file) {
        String name = file.toString();
        return name.substring(name.lastIndexOf('.') + 1);
    }
}
