package ai.gateway.bench;

import ai.gateway.bench.Comparison.Contestant;
import ai.gateway.bench.Gateway.Kind;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Measures our routes beside a plain one, and prints by how much they differ. */
public final class RatioBenchmark {

    private static final String PLAIN = "plain";
    private static final String RELAY = "relay";
    private static final String POOL = "pool";
    private static final String ACCOUNTS = "accounts";
    private static final String CACHED = "cached";
    private static final String SEEING = "ai.gateway.observe.ExchangeMetricsAutoConfiguration,"
            + "ai.gateway.observe.SpansAutoConfiguration,"
            + "org.springframework.boot.micrometer.tracing.autoconfigure.prometheus.PrometheusExemplarsAutoConfiguration";
    private static final List<String> TRANSLATING = List.of("translate", "translate2");
    private static final Set<String> BASIC =
            Set.of(PLAIN, RELAY, POOL, ACCOUNTS, "patch", "translate", "translate2", Load.EVERYTHING);
    private static final int RECORDED_SECONDS = 30;
    private static final int MOST_WARM_SECONDS = 60;
    private static final double QUIET_COMPILER_SECONDS = 0.03;

    private final Options options;
    private final EventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final Upstream upstream = Upstream.start(loop);
    private final Promises promises = new Promises();

    private RatioBenchmark(Options options) {
        this.options = options;
    }

    public static void main(String[] args) throws Exception {
        Options options = new Options(args);
        Machine.moveTo(1);
        RatioBenchmark benchmark = new RatioBenchmark(options);
        try {
            benchmark.run();
        } finally {
            benchmark.upstream.close();
            benchmark.loop.shutdownGracefully(0, 1, TimeUnit.SECONDS);
        }
        System.exit(options.has("check") && benchmark.promises.areBroken() ? 1 : 0);
    }

    private void run() throws Exception {
        describe();
        if (options.has("profile")) {
            profile(options.profile());
            return;
        }
        lanes();
        if (options.wants("heap")) {
            heap();
        }
        if (options.wants("defaults")) {
            defaults();
        }
        if (options.wants("observing")) {
            observing();
        }
        if (options.wants("host")) {
            host();
        }
        print(promises.toString());
    }

    private void describe() throws Exception {
        String release = Files.readString(options.javaHome().resolve("release"))
                .lines()
                .filter(line -> line.startsWith("JAVA_RUNTIME_VERSION=") || line.startsWith("JAVA_VERSION="))
                .reduce("", (a, b) -> b)
                .replaceAll(".*=|\"", "");
        print(LocalDate.now() + ", JDK " + release + ", options " + options + ", "
                + Machine.cores() + " cores, load average of the last minute " + Machine.load()
                + (Machine.pins() ? ", gateway pinned to core 0" : ", NOT pinned: no taskset or one core")
                + "\nmedians of " + options.rounds() + " rounds of " + options.seconds()
                + " s; ratios: median of the rounds' ratios to the first lane (least-most)\n");
    }

    private void lanes() throws Exception {
        List<Work> wanted = wanted();
        if (wanted.isEmpty()) {
            return;
        }
        try (Gateway gateway = Gateway.start(options, Kind.APP, upstream.url())) {
            List<Contestant> all = contestants(gateway, options.lanes());
            warm(all, wanted);
            for (Work work : wanted) {
                boolean everyLane = work == Work.JSON_32 || work == Work.JSON_1 || work == Work.CALM_32;
                Comparison comparison = Comparison.run(
                        loop,
                        everyLane
                                ? all
                                : all.stream().filter(RatioBenchmark::isBasic).toList(),
                        work,
                        options);
                print(comparison.table());
                judge(work, comparison);
            }
        }
    }

    private List<Work> wanted() {
        return List.of(
                        Work.JSON_32,
                        Work.CALM_32,
                        Work.JSON_1,
                        Work.CHUNKED_32,
                        Work.BURST_32,
                        Work.PACED_128,
                        Work.PACED_1)
                .stream()
                .filter(work -> options.wants(work.name()))
                .toList();
    }

    private static boolean isBasic(Contestant one) {
        return BASIC.contains(one.name());
    }

    private static List<Contestant> contestants(Gateway gateway, List<String> lanes) {
        List<Contestant> all = new ArrayList<>();
        lanes.forEach(lane -> all.add(new Contestant(lane, gateway, lane)));
        return all;
    }

    private void warm(List<Contestant> contestants, List<Work> works) throws Exception {
        for (Contestant one : contestants) {
            warm(one, Work.JSON_32, options.warmup());
        }
        for (Work work : works) {
            for (Contestant one : contestants) {
                if (work != Work.JSON_32 && isBasic(one)) {
                    warm(one, work, options.warmup() / 8);
                }
            }
        }
    }

    /**
     * Until the gateway has had so much CPU, and then until a second of work gives its compiler next to nothing to do. The
     * compiler gets the core for itself after each: beside the load it would be minutes behind.
     */
    private void warm(Contestant one, Work work, double cpuSeconds) throws Exception {
        double used = 0;
        int quiet = 0;
        for (int second = 0; second < MOST_WARM_SECONDS && (used < cpuSeconds || quiet < 2); second++) {
            double compiled = one.gateway().compilerSeconds();
            Sample sample = Load.measure(loop, one.gateway(), one.lane(), work, 1);
            one.gateway().awaitCompiled();
            compiled = one.gateway().compilerSeconds() - compiled;
            used += sample.cpuSeconds();
            quiet = compiled < QUIET_COMPILER_SECONDS ? quiet + 1 : 0;
        }
    }

    private void judge(Work work, Comparison comparison) {
        if (options.lanes().contains(RELAY)) {
            judgeRelay(work, comparison);
        }
        if (work == Work.JSON_32 && options.lanes().containsAll(List.of(RELAY, ACCOUNTS))) {
            promises.atMost(
                    "key, limit, budget and meter: CPU a request, above none",
                    comparison.median(ACCOUNTS, Sample::cpuMicrosPerRequest)
                            - comparison.median(RELAY, Sample::cpuMicrosPerRequest),
                    15,
                    "us");
        }
        if (work == Work.JSON_32 && options.lanes().containsAll(List.of(RELAY, POOL))) {
            promises.atMost(
                    "pool of three: CPU a request, above one target's",
                    comparison.median(POOL, Sample::cpuMicrosPerRequest)
                            - comparison.median(RELAY, Sample::cpuMicrosPerRequest),
                    5,
                    "us");
        }
        if (work == Work.JSON_32 && options.lanes().contains(CACHED)) {
            promises.atMost(
                    "answer from the cache: CPU a request, of plain's",
                    comparison.ratio(CACHED, Sample::cpuMicrosPerRequest).median(),
                    0.6,
                    "");
        }
        if (options.lanes().contains(Load.EVERYTHING)) {
            promises.atMost(
                    "every filter, " + work.name() + ": CPU a request, of plain's",
                    comparison
                            .ratio(Load.EVERYTHING, Sample::cpuMicrosPerRequest)
                            .median(),
                    2,
                    "");
        }
        if (work == Work.CALM_32 && options.lanes().contains(CACHED)) {
            promises.atMost(
                    "answer from the cache: p50 at 32 connections",
                    comparison.median(CACHED, sample -> sample.answerMicros(0.5)),
                    1000,
                    "us");
        }
        TRANSLATING.stream()
                .filter(options.lanes()::contains)
                .forEach(lane -> judgeTranslating(lane, work, comparison));
    }

    private void judgeRelay(Work work, Comparison comparison) {
        switch (work.name()) {
            case "json32" ->
                promises.atMost(
                        "relay: CPU a request, of plain's",
                        comparison.ratio(RELAY, Sample::cpuMicrosPerRequest).median(),
                        0.7,
                        "");
            case "json1" ->
                promises.atMost(
                        "relay: p50 at one connection, above plain's",
                        comparison.above(RELAY, sample -> sample.answerMicros(0.5)),
                        40,
                        "us");
            case "burst32" ->
                promises.atMost(
                        "relay: CPU an event as fast as they go, of plain's",
                        comparison.ratio(RELAY, Sample::cpuMicrosPerEvent).median(),
                        0.9,
                        "");
            case "paced128" ->
                // Two thirds are the kernel's, which reads and writes each event alone whoever asks it to.
                promises.atMost(
                        "relay: CPU an event each 10 ms, of plain's",
                        comparison.ratio(RELAY, Sample::cpuMicrosPerEvent).median(),
                        1.05,
                        "");
            case "paced1" ->
                promises.atMost(
                        "relay: first event, p50, of plain's",
                        comparison
                                .ratio(RELAY, sample -> sample.firstEventMicros(0.5))
                                .median(),
                        1.0,
                        "");
            default -> {
                // shown, not promised
            }
        }
    }

    private void judgeTranslating(String lane, Work work, Comparison comparison) {
        if (work == Work.JSON_32) {
            promises.atMost(
                    lane + ": CPU a request, of plain's",
                    comparison.ratio(lane, Sample::cpuMicrosPerRequest).median(),
                    1.0,
                    "");
        } else if (work == Work.BURST_32) {
            promises.atMost(
                    lane + ": CPU an event, as fast as they go",
                    comparison.median(lane, Sample::cpuMicrosPerEvent),
                    15,
                    "us");
        }
    }

    private void heap() throws Exception {
        Map<String, Double> bytes = new LinkedHashMap<>();
        for (String lane :
                options.lanes().stream().filter(one -> !one.equals("model")).toList()) {
            try (Gateway gateway = Gateway.start(options, Kind.APP, upstream.url())) {
                bytes.put(lane, OpenStreams.bytesPerStream(loop, gateway, upstream, lane));
            }
        }
        StringBuilder table = new StringBuilder(
                "heap per open stream, of " + OpenStreams.STREAMS + " at once in a heap of 512 MiB (all ended well)\n");
        bytes.forEach((lane, each) -> table.append(OpenStreams.line(lane, each)));
        print(table.toString());
        bytes.forEach((lane, each) -> {
            if (lane.equals(RELAY) || TRANSLATING.contains(lane)) {
                promises.atMost(lane + ": heap per open stream", each / 1024, 64, "KiB");
            }
        });
    }

    /** The same routes with what Spring Cloud Gateway switches on by itself. */
    private void defaults() throws Exception {
        try (Gateway lean = Gateway.start(options, Kind.APP, upstream.url());
                Gateway chatty = Gateway.start(options, Kind.APP, upstream.url(), "--bench.chatty=true")) {
            List<Contestant> all = List.of(
                    new Contestant("plain", lean, PLAIN),
                    new Contestant("plain, defaults", chatty, PLAIN),
                    new Contestant("relay", lean, RELAY),
                    new Contestant("relay, defaults", chatty, RELAY));
            warm(all, List.of());
            print("Lean settings (as shipped) and SCG's defaults (observations, metrics, forwarded headers)\n"
                    + Comparison.run(loop, all, Work.JSON_32, options).table());
        }
    }

    /** What it costs to see: metrics, spans of a tenth of all requests sent to a collector, and the ledger. */
    private void observing() throws Exception {
        try (Gateway blind =
                        Gateway.start(options, Kind.APP, upstream.url(), "--spring.autoconfigure.exclude=" + SEEING);
                Gateway seeing = Gateway.start(
                        options,
                        Kind.APP,
                        upstream.url(),
                        "--management.tracing.sampling.probability=0.1",
                        "--management.opentelemetry.tracing.export.otlp.endpoint=" + upstream.url() + "/v1/traces",
                        "--management.endpoints.web.exposure.include=health,prometheus")) {
            List<Contestant> all = List.of(
                    new Contestant("blind", blind, RELAY),
                    new Contestant("metrics, spans", seeing, RELAY),
                    new Contestant("ledger, too", seeing, "metered"));
            warm(all, List.of());
            Comparison comparison = Comparison.run(loop, all, Work.JSON_32, options);
            print("Without metrics, spans and ledger; with metrics and spans; and with the ledger, too\n"
                    + comparison.table());
            promises.atMost(
                    "metrics and spans of 10 %: CPU a request, above none",
                    comparison.above("metrics, spans", Sample::cpuMicrosPerRequest), 15, "us");
            promises.atMost(
                    "metrics, spans of 10 % and ledger: CPU a request, above none",
                    comparison.above("ledger, too", Sample::cpuMicrosPerRequest), 15, "us");
        }
    }

    /** What an ordinary route costs in somebody's gateway once our jars are on its class path. */
    private void host() throws Exception {
        Comparison all = null;
        for (int fork = 0; fork < options.forks(); fork++) {
            try (Gateway without = Gateway.start(options, Kind.WITHOUT_JARS, upstream.url());
                    Gateway with = Gateway.start(options, Kind.WITH_JARS, upstream.url());
                    Gateway app = Gateway.start(options, Kind.APP, upstream.url())) {
                List<Contestant> gateways = List.of(
                        new Contestant("without our jars", without, PLAIN),
                        new Contestant("with our jars", with, PLAIN),
                        new Contestant("gateway-app", app, PLAIN));
                warm(gateways, List.of());
                Comparison one = Comparison.run(loop, gateways, Work.JSON_32, options);
                all = all == null ? one : all.and(one);
            }
        }
        print(
                "A plain route in a gateway without our jars, with them, and in gateway-app (which checks HTTP strictly); "
                        + options.forks() + " starts of each\n" + all.table());
        promises.atLeast(
                "plain route with our jars: requests/s, of those without",
                all.ratio("with our jars", Sample::requestsPerSecond).median(),
                0.98,
                "");
    }

    private void profile(String lane) throws Exception {
        Path file = Path.of("target", "bench", lane + ".jfr").toAbsolutePath();
        Work work = options.wantsStream() ? Work.PACED_128 : Work.JSON_32;
        try (Gateway gateway = Gateway.start(options, Kind.APP, upstream.url())) {
            warm(new Contestant(lane, gateway, lane), work, options.warmup());
            gateway.jcmd("JFR.start", "name=bench", "settings=profile", "jdk.ExecutionSample#period=10ms");
            Load.measure(loop, gateway, lane, work, RECORDED_SECONDS);
            gateway.jcmd("JFR.stop", "name=bench", "filename=" + file);
        }
        print(lane + ", " + work.title() + ", recorded for " + RECORDED_SECONDS + " s: " + file + "\n\n"
                + Recording.report(file));
    }

    private static void print(String text) {
        System.out.println(text);
    }
}
