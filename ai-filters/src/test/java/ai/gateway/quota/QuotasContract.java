package ai.gateway.quota;

import ai.gateway.quota.Window.AtOnce;
import ai.gateway.quota.Window.Calendar;
import ai.gateway.quota.Window.Fixed;
import ai.gateway.quota.Window.Lifetime;
import ai.gateway.quota.Window.Sliding;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Random;
import java.util.UUID;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

/** What every store of quotas does. Its clock is turned by hand. */
public abstract class QuotasContract {

    protected static final Duration LONGEST = Duration.ofMinutes(10);

    private static final ZoneId LA = ZoneId.of("America/Los_Angeles");
    private static final Window MINUTE = new Fixed(60_000);

    private String test = "";
    private int ids;

    protected abstract Quotas quotas();

    /** What time it is for the windows. */
    protected abstract long now();

    protected abstract void setClock(long millis);

    @BeforeEach
    void name() {
        test = UUID.randomUUID().toString();
    }

    @Test
    void reserve_roomForAll_holdsAll_andSettleTurnsItIntoWhatWasUsed() {
        startOf(MINUTE);
        List<Claim> claims = List.of(claim("key", MINUTE, 100, 40), claim("team", new Lifetime(), 500, 40));

        Grant grant = reserve("a", claims);
        settle("a", grant, claims, 30);

        assertThat(grant.isGranted()).isTrue();
        assertThat(grant.at()).isEqualTo(now());
        assertThat(grant.levels()).extracting(Level::held).containsExactly(40L, 40L);
        assertThat(grant.levels()).extracting(Level::used).containsExactly(0L, 0L);
        assertThat(grant.levels()).extracting(Level::left).containsExactly(60L, 460L);
        assertThat(level(claims.get(0))).isEqualTo(new Level(100, 30, 0, 60_000));
        assertThat(level(claims.get(1))).isEqualTo(new Level(500, 30, 0, Long.MAX_VALUE));
    }

    @Test
    void reserve_noRoomForOne_holdsNone_andSaysWhichAndHowLong() {
        startOf(MINUTE);
        use(claim("team", MINUTE, 100, 70), 70);
        advance(20_000);
        List<Claim> claims = List.of(claim("key", MINUTE, 100, 40), claim("team", MINUTE, 100, 40));

        Grant grant = reserve("a", claims);

        assertThat(grant.isGranted()).isFalse();
        assertThat(grant.lost()).isFalse();
        assertThat(grant.refusedBy()).isEqualTo(1);
        assertThat(grant.levels()).containsExactly(new Level(100, 0, 0, 0), new Level(100, 70, 0, 40_000));
        assertThat(level(claims.get(0)).held()).isZero();
    }

    @Test
    void reserve_refusedBySeveral_isToldOfTheOneThatTakesLongest() {
        startOf(new Fixed(3_600_000));
        List<Claim> claims = List.of(
                claim("minute", MINUTE, 10, 8),
                claim("hour", new Fixed(3_600_000), 10, 8),
                claim("second", new Fixed(1000), 10, 8));
        use(claims, 8);

        Grant grant = reserve("a", claims);

        assertThat(grant.refusedBy()).isEqualTo(1);
        assertThat(grant.levels()).extracting(Level::waitMillis).containsExactly(60_000L, 3_600_000L, 1000L);
    }

    @Test
    void reserve_ofOneCounterTwice_isTheSumOfBoth() {
        List<Claim> tooMuch = List.of(claim("key", new Lifetime(), 10, 6), claim("key", new Lifetime(), 10, 6));
        List<Claim> enough = List.of(claim("key", new Lifetime(), 10, 4), claim("key", new Lifetime(), 10, 6));

        assertThat(reserve("a", tooMuch).refusedBy()).isEqualTo(1);
        assertThat(level(tooMuch.get(0)).held()).isZero();
        assertThat(reserve("b", enough).isGranted()).isTrue();
        assertThat(level(enough.get(0)).held()).isEqualTo(10);
        settle("b", List.of());
        assertThat(level(enough.get(0)).held()).isZero();
    }

    @Test
    void reserve_moreThanThereEverIs_waitsForEver() {
        assertThat(reserve("a", claim("x", MINUTE, 10, 11)).levels().get(0).waitMillis())
                .isEqualTo(Long.MAX_VALUE);
        assertThat(reserve("b", claim("y", new AtOnce(), 0, 1)).levels().get(0).waitMillis())
                .isEqualTo(Long.MAX_VALUE);
        use(claim("z", new Lifetime(), 10, 10), 10);
        assertThat(reserve("c", claim("z", new Lifetime(), 10, 1))
                        .levels()
                        .get(0)
                        .waitMillis())
                .isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void notBinding_isNeverRefused_butCounted() {
        Claim shadow = new Claim(test + "shadow", new Lifetime(), 10, 8, false);

        Grant first = reserve("a", shadow);
        Grant second = reserve("b", shadow);
        settle("b", second, List.of(shadow), 9);

        assertThat(first.isGranted()).isTrue();
        assertThat(second.isGranted()).isTrue();
        assertThat(second.levels().get(0).held()).isEqualTo(16);
        assertThat(level(shadow)).isEqualTo(new Level(10, 9, 8, Long.MAX_VALUE));
    }

    @Test
    void need_ofNothing_isGrantedUntilTooMuchIsUsed() {
        Claim nothing = claim("key", new Lifetime(), 10, 0);
        use(claim("key", new Lifetime(), 10, 10), 10);
        assertThat(reserve("a", nothing).isGranted()).isTrue();
        use(new Claim(test + "key", new Lifetime(), 10, 0, false), 1);

        assertThat(reserve("b", nothing).isGranted()).isFalse();
    }

    @Test
    void used_moreThanHeld_counts_andNothingIsLeft() {
        Claim claim = claim("key", new Lifetime(), 10, 5);
        use(claim, 25);

        assertThat(level(claim).used()).isEqualTo(25);
        assertThat(level(claim).left()).isZero();
        assertThat(reserve("b", claim).isGranted()).isFalse();
    }

    @Test
    void fixed_over_isForgottenAtOnce_andWhatIsStillHeldTakesNothingFromTheNext() {
        startOf(MINUTE);
        Claim claim = claim("key", MINUTE, 10, 5);
        use(claim, 5);
        Grant held = reserve("slow", claim);
        advance(59_999);
        assertThat(reserve("a", claim).levels().get(0).waitMillis()).isEqualTo(1);

        advance(1);

        assertThat(level(claim)).isEqualTo(new Level(10, 0, 0, 0));
        assertThat(reserve("b", claim).isGranted()).isTrue();
        settle("slow", held, List.of(claim), 5);
        assertThat(level(claim)).isEqualTo(new Level(10, 0, 5, 60_000));
    }

    @Test
    void sliding_forgetsPartByPart() {
        Window window = new Sliding(60_000);
        startOf(window);
        use(claim("key", window, 10, 6), 6);
        advance(30_000);
        use(claim("key", window, 10, 4), 4);

        Grant some = reserve("a", claim("key", window, 10, 5));
        Grant all = reserve("b", claim("key", window, 10, 10));

        assertThat(some.levels().get(0).waitMillis()).isEqualTo(31_000);
        assertThat(all.levels().get(0).waitMillis()).isEqualTo(61_000);
        advance(31_000);
        assertThat(level(claim("key", window, 10, 0))).isEqualTo(new Level(10, 4, 0, 30_000));
    }

    @Test
    void calendar_daysAreThoseOfThePlace() {
        Window day = new Calendar(Calendar.Span.DAY, LA);
        LocalDate spring = LocalDate.of(2031, 3, 9);
        setClock(spring.atStartOfDay(LA).toInstant().toEpochMilli());
        use(claim("key", day, 10, 10), 10);

        Grant refused = reserve("a", claim("key", day, 10, 1));

        assertThat(refused.levels().get(0).waitMillis())
                .isEqualTo(Duration.ofHours(23).toMillis());
        advance(Duration.ofHours(23).toMillis() - 1);
        assertThat(reserve("b", claim("key", day, 10, 1)).isGranted()).isFalse();
        advance(1);
        assertThat(reserve("c", claim("key", day, 10, 10)).isGranted()).isTrue();
    }

    @Test
    void lifetime_isNeverForgotten() {
        use(claim("key", new Lifetime(), 10, 10), 10);
        advance(Duration.ofDays(4000).toMillis());

        assertThat(reserve("a", claim("key", new Lifetime(), 10, 1)).isGranted())
                .isFalse();
    }

    @Test
    void atOnce_onlyWhatIsHeldCounts() {
        Claim call = claim("key", new AtOnce(), 2, 1);
        Grant first = reserve("a", call);
        reserve("b", call);

        Grant third = reserve("c", call);
        settle("a", first, List.of(call), 1);
        Grant fourth = reserve("d", call);

        assertThat(third.isGranted()).isFalse();
        assertThat(third.levels()).containsExactly(new Level(2, 0, 2, Level.UNTIL_A_CALL_ENDS));
        assertThat(fourth.isGranted()).isTrue();
        assertThat(level(call)).isEqualTo(new Level(2, 0, 2, 0));
    }

    @Test
    void held_forTooLong_isGivenBack_andWhatWasUsedCountsOnceAllTheSame() {
        Claim claim = claim("key", new Lifetime(), 10, 8);
        Claim atOnce = claim("calls", new AtOnce(), 1, 1);
        Grant grant = reserve("a", List.of(claim, atOnce));
        advance(LONGEST.toMillis() - 1);
        assertThat(reserve("b", claim).isGranted()).isFalse();
        assertThat(reserve("b", claim).levels().get(0).waitMillis()).isEqualTo(1);

        advance(1);

        assertThat(level(claim).held()).isZero();
        assertThat(level(atOnce).held()).isZero();
        assertThat(reserve("c", claim).isGranted()).isTrue();
        settle("a", grant, List.of(claim, atOnce), 7);
        settle("a", grant, List.of(claim, atOnce), 7);
        assertThat(level(claim)).isEqualTo(new Level(10, 7, 8, Long.MAX_VALUE));
    }

    @Test
    void reserve_again_holdsNothingMore_andSettleAgainCountsNothingMore() {
        Claim claim = claim("key", new Lifetime(), 100, 40);

        Grant first = reserve("a", claim);
        advance(1500);
        Grant again = reserve("a", claim);
        settle("a", first, List.of(claim), 30);
        settle("a", first, List.of(claim), 30);

        assertThat(again.isGranted()).isTrue();
        assertThat(again.at()).isEqualTo(first.at());
        assertThat(again.levels()).isEqualTo(first.levels());
        assertThat(level(claim)).isEqualTo(new Level(100, 30, 0, Long.MAX_VALUE));
    }

    @Test
    void reserve_bySomeoneWhoHasSettled_isRefused() {
        Claim claim = claim("key", new Lifetime(), 100, 40);
        settle("a", List.of());

        Grant late = reserve("a", claim);

        assertThat(late.isGranted()).isFalse();
        assertThat(level(claim).held()).isZero();
    }

    @Test
    void settle_ofWhatWasNeverHeld_countsOnce() {
        Claim claim = claim("key", new Lifetime(), 100, 40);

        settle("a", List.of(claim.charge(now(), 30)));
        settle("a", List.of(claim.charge(now(), 30)));

        assertThat(level(claim).used()).isEqualTo(30);
    }

    @Test
    void seed_isNeverLessThanWhatIsKnown() {
        startOf(MINUTE);
        Claim claim = claim("key", MINUTE, 100, 40);
        use(claim, 30);

        seed(List.of(claim.charge(now(), 20)));
        assertThat(level(claim).used()).isEqualTo(30);
        seed(List.of(claim.charge(now(), 50), claim.charge(now() - 60_000, 50)));
        assertThat(level(claim).used()).isEqualTo(50);
        advance(60_000);
        assertThat(level(claim).used()).isZero();
    }

    @Test
    void most_changedInTraffic_holdsFromTheNextClaimOn() {
        Claim claim = claim("key", new Lifetime(), 10, 8);
        Grant grant = reserve("a", claim);

        assertThat(reserve("b", claim("key", new Lifetime(), 16, 8)).isGranted())
                .isTrue();
        assertThat(reserve("c", claim("key", new Lifetime(), 15, 0)).isGranted())
                .isFalse();
        settle("a", grant, List.of(claim), 1);
        assertThat(reserve("d", claim("key", new Lifetime(), 5, 1)).isGranted()).isFalse();
        assertThat(reserve("e", claim("key", new Lifetime(), 10, 1)).isGranted())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(longs = {3_600_000, -3_600_000})
    void clock_jumps_lockNobodyOutForLongerThanAWindow(long jump) {
        List<Claim> claims = List.of(
                claim("fixed", MINUTE, 10, 10),
                claim("sliding", new Sliding(60_000), 10, 10),
                claim("calls", new AtOnce(), 1, 1));
        Grant grant = reserve("a", claims);
        reserve("stuck", claim("calls2", new AtOnce(), 1, 1));
        advance(jump);
        settle("a", grant, claims, 10);
        use(claims, 10);
        advance(-jump);

        for (Claim claim : claims) {
            Level level = level(claim);
            assertThat(level.used()).isBetween(0L, 20L);
            assertThat(level.held()).isZero();
            assertThat(level.waitMillis()).isBetween(0L, 61_000L);
        }
        advance(61_000);
        assertThat(reserve("b", claims).isGranted()).isTrue();
        advance(LONGEST.toMillis());
        assertThat(level(claim("calls2", new AtOnce(), 1, 0)).held()).isZero();
    }

    /** What the clock's going back must not do either: let through once more what has just been used. */
    @Test
    void clock_goesBack_whatWasUsedIsNotForgotten() {
        Claim fixed = claim("fixed", MINUTE, 10, 10);
        Claim sliding = claim("sliding", new Sliding(60_000), 10, 10);
        use(List.of(fixed, sliding), 10);

        advance(-3_600_000);

        assertThat(reserve("a", fixed).isGranted()).isFalse();
        Grant refused = reserve("b", sliding);
        assertThat(refused.isGranted()).isFalse();
        advance(refused.levels().get(0).waitMillis());
        assertThat(reserve("c", sliding).isGranted()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void waiting_ofWhoWasRefused_isExactlyAsLongAsItWasTold(long seed) {
        Random random = new Random(seed);
        Window window = random.nextBoolean() ? new Fixed(10_000) : new Sliding(6_000);
        for (int i = 0; i < 40; i++) {
            advance(random.nextInt(700));
            Claim claim = claim("key", window, 100, 1 + random.nextInt(60));
            Grant grant = reserve(nextId(), claim);
            if (grant.isGranted()) {
                settle(test + ids, grant, List.of(claim), random.nextInt(80));
                continue;
            }
            long wait = grant.levels().get(0).waitMillis();
            advance(wait - 1);
            assertThat(reserve(nextId(), claim).isGranted()).as("seed " + seed).isFalse();
            advance(1);
            Grant now = reserve(nextId(), claim);
            assertThat(now.isGranted()).as("seed " + seed).isTrue();
            settle(test + ids, now, List.of(claim), claim.need());
        }
    }

    private void startOf(Window window) {
        setClock(window.until(window.slot(now())));
        setClock(window.slot(now()));
    }

    protected final void advance(long millis) {
        setClock(now() + millis);
    }

    protected final Claim claim(String counter, Window window, long most, long need) {
        return new Claim(test + counter, window, most, need, true);
    }

    protected final String nextId() {
        return test + ++ids;
    }

    protected final Grant reserve(String id, Claim claim) {
        return reserve(id, List.of(claim));
    }

    protected final Grant reserve(String id, List<Claim> claims) {
        String own = id.startsWith(test) ? id : test + id;
        return requireNonNull(quotas().reserve(own, claims, LONGEST).block());
    }

    protected final void settle(String id, Grant grant, List<Claim> claims, long used) {
        settle(id, claims.stream().map(claim -> claim.charge(grant.at(), used)).toList());
    }

    protected final void settle(String id, List<Charge> charges) {
        String own = id.startsWith(test) ? id : test + id;
        quotas().settle(own, charges).block();
    }

    protected final void use(Claim claim, long used) {
        use(List.of(claim), used);
    }

    protected final void use(List<Claim> claims, long used) {
        String id = nextId();
        settle(id, reserve(id, claims), claims, used);
    }

    protected final void seed(List<Charge> charges) {
        quotas().seed(charges).block();
    }

    protected final Level level(Claim claim) {
        return requireNonNull(quotas().levels(List.of(claim)).block()).get(0);
    }
}
