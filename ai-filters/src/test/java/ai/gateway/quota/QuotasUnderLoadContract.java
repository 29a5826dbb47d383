package ai.gateway.quota;

import ai.gateway.quota.Window.AtOnce;
import ai.gateway.quota.Window.Fixed;
import ai.gateway.quota.Window.Lifetime;
import ai.gateway.quota.Window.Sliding;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

/** What every store of quotas does while 64 ask at the same time, at one gateway or at several. */
public abstract class QuotasUnderLoadContract {

    private static final int CLIENTS = 64;
    private static final int OFFERED = 5000;
    private static final int LIMIT = 1000;
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private final ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
    private String test = "";

    /** Those who share; one where they are for one gateway only. */
    protected abstract List<Quotas> gateways();

    @BeforeEach
    void name() {
        test = UUID.randomUUID().toString();
    }

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void requests_offeredFiveTimesAsMany_areAdmittedExactlyAsManyAsThereMayBe(long seed) throws Exception {
        Window window = seed % 2 == 0 ? new Fixed(3_600_000) : new Sliding(3_600_000);
        List<Claim> claims = List.of(
                claim("requests", window, LIMIT, 1),
                claim("team", window, 10 * LIMIT, 1),
                claim("calls", new AtOnce(), CLIENTS, 1),
                claim("nanos", new Lifetime(), Long.MAX_VALUE / 2048, 1_000_000));
        AtomicInteger admitted = new AtomicInteger();
        AtomicInteger next = new AtomicInteger();

        together(client -> {
            Random random = new Random(seed * CLIENTS + client);
            for (int i = next.getAndIncrement(); i < OFFERED; i = next.getAndIncrement()) {
                Quotas gateway = gateways().get(random.nextInt(gateways().size()));
                Grant grant = reserve(gateway, i, claims);
                if (grant.isGranted()) {
                    admitted.incrementAndGet();
                    settle(gateway, i, charges(claims, grant, 1));
                }
            }
        });

        assertThat(admitted.get()).as("seed " + seed).isEqualTo(LIMIT);
        assertThat(level(claims.get(0)).used()).isEqualTo(LIMIT);
        assertThat(level(claims.get(1)).used()).isEqualTo(LIMIT);
        assertThat(level(claims.get(2)).held()).isZero();
    }

    /** Money: what is held is never settled to more, so that what is used and held is never too much, at any moment. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void amounts_anyOrder_areNeverTooMuch_andAddUpToTheUnit(long seed) throws Exception {
        Claim key = claim("key", new Lifetime(), 40_000_000_007L, 0);
        Claim team = claim("team", new Sliding(3_600_000), 70_000_000_003L, 0);
        AtomicLong spent = new AtomicLong();
        AtomicInteger next = new AtomicInteger();

        together(client -> {
            Random random = new Random(seed * CLIENTS + client);
            for (int i = next.getAndIncrement(); i < OFFERED / 5; i = next.getAndIncrement()) {
                long need = 1 + random.nextLong(90_000_000);
                List<Claim> claims = List.of(key.needing(need), team.needing(need));
                Quotas gateway = gateways().get(random.nextInt(gateways().size()));
                Grant grant = reserve(gateway, i, claims);
                grant.levels().forEach(QuotasUnderLoadContract::assertNotTooMuch);
                if (grant.isGranted()) {
                    long used = random.nextInt(10) == 0 ? 0 : 1 + random.nextLong(need);
                    spent.addAndGet(used);
                    settle(gateway, i, charges(claims, grant, used));
                }
                assertNotTooMuch(level(key));
            }
        });

        assertThat(level(key).used()).as("seed " + seed).isEqualTo(spent.get());
        assertThat(level(team).used()).as("seed " + seed).isEqualTo(spent.get());
        assertThat(level(key).held()).isZero();
        assertThat(level(team).held()).isZero();
    }

    private static void assertNotTooMuch(Level level) {
        assertThat(level.used()).isNotNegative();
        assertThat(level.held()).isNotNegative();
        assertThat(level.used() + level.held()).isLessThanOrEqualTo(level.most());
    }

    private interface Client {
        void run(int number) throws Exception;
    }

    private void together(Client client) throws Exception {
        List<Callable<Void>> calls = new ArrayList<>();
        IntStream.range(0, CLIENTS)
                .forEach(number -> calls.add(() -> {
                    client.run(number);
                    return null;
                }));
        for (Future<Void> done : threads.invokeAll(calls)) {
            done.get();
        }
    }

    private Claim claim(String counter, Window window, long most, long need) {
        return new Claim(test + counter, window, most, need, true);
    }

    private Grant reserve(Quotas gateway, int id, List<Claim> claims) {
        return requireNonNull(gateway.reserve(test + id, claims, LONGEST).block());
    }

    private void settle(Quotas gateway, int id, List<Charge> charges) {
        gateway.settle(test + id, charges).block();
    }

    private static List<Charge> charges(List<Claim> claims, Grant grant, long used) {
        return claims.stream().map(claim -> claim.charge(grant.at(), used)).toList();
    }

    /** Each gateway is asked, so that whatever it has under way has come before. */
    private Level level(Claim claim) {
        Level level = new Level(0, 0, 0, 0);
        for (Quotas gateway : gateways()) {
            level = requireNonNull(gateway.levels(List.of(claim.needing(0))).block())
                    .get(0);
        }
        return level;
    }
}
